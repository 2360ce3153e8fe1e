import base64

import pytest
from msgspec.structs import replace

from streams.agents.guard import RAISED_IN_A_ROW, Guard, Raised
from streams.agents.message import Message, outgoing
from streams.records.article import RawArticle
from streams.records.rejection import Refusal, Rejection
from streams.records.wire import decode
from streams.topics import RAW, UNIQUE
from tests.builders import an_article


class Stopped(Exception):
    pass


def stop(reason):
    raise Stopped(reason)


class Sent:
    """Takes what a guard sends, in the order in which it would be confirmed."""

    def __init__(self):
        self.outputs = []

    async def send(self, outputs, *, stage):
        self.outputs += outputs

    def rejections(self):
        return [decode(output.value, Rejection) for output in self.outputs]


@pytest.fixture
def sent():
    return Sent()


@pytest.fixture
def guard(sent):
    return Guard("normalise", deliver=sent, stop=stop)


def a_message(value=b'{"id": "a"}', **changed):
    values = {
        "topic": RAW.name,
        "partition": 1,
        "offset": 7,
        "key": b"a",
        "value": value,
        "headers": [],
        "time": 0.0,
    }
    return Message(**{**values, **changed})


def fails(_record):
    raise ValueError("told to")


def attempt(guard, message, step=lambda record: record.id):
    return guard.attempt(message, RawArticle, step)


async def test_a_record_goes_through_the_step(guard, sent):
    assert attempt(guard, a_message()) == "a"

    await guard.confirm()
    assert sent.outputs == []


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (b"no json", "not_json"),
        (b'{"id": 7}', "wrong_shape"),
        (b"[]", "wrong_shape"),
        (None, "null"),
        (b'{"id": "\\ud800"}', "not_json"),
        (b"[" * 100_000, "not_json"),
    ],
)
async def test_what_is_no_record_is_rejected(guard, sent, value, reason):
    assert attempt(guard, a_message(value)) is None

    await guard.confirm()
    [rejection] = sent.rejections()
    assert (rejection.stage, rejection.reason) == ("normalise", reason)


async def test_a_rejection_says_where_the_message_lies_and_what_was_in_it(guard, sent):
    attempt(guard, a_message(b"\xff", key=b"\xff"))

    await guard.confirm()
    [rejection] = sent.rejections()
    assert (rejection.topic, rejection.partition, rejection.offset) == (RAW.name, 1, 7)
    assert base64.b64decode(rejection.payload_base64) == b"\xff"
    assert base64.b64decode(rejection.key) == b"\xff"


async def test_a_payload_that_does_not_fit_is_named_by_its_digest(guard, sent):
    attempt(guard, a_message(b"x" * 10_000_000))

    await guard.confirm()
    [rejection] = sent.rejections()
    assert rejection.payload_base64 is None
    assert len(rejection.payload_sha256) == 64


async def test_the_largest_message_a_topic_takes_is_rejected_whole(guard, sent):
    attempt(guard, a_message(b"x" * RAW.max_message_bytes))

    await guard.confirm()
    [output] = sent.outputs
    assert output.size < output.room
    assert sent.rejections()[0].payload_base64 is not None


async def test_refusals_never_stop_the_worker(guard, sent):
    for _ in range(3 * RAISED_IN_A_ROW):
        attempt(guard, a_message(), lambda _: Refusal("no_body", "nothing"))

    await guard.confirm()
    assert {rejection.reason for rejection in sent.rejections()} == {"no_body"}


def test_a_hundred_exceptions_in_a_row_stop_the_worker(guard):
    for _ in range(RAISED_IN_A_ROW - 1):
        attempt(guard, a_message(), fails)

    with pytest.raises(Stopped, match="100 records in a row failed, the last with ValueError"):
        attempt(guard, a_message(), fails)


def test_a_success_of_the_step_starts_the_count_again_and_a_refusal_does_not(guard):
    for _ in range(RAISED_IN_A_ROW - 1):
        attempt(guard, a_message(), fails)
    attempt(guard, a_message())
    for _ in range(RAISED_IN_A_ROW - 1):
        attempt(guard, a_message(), fails)
    attempt(guard, a_message(b"no json"))

    with pytest.raises(Stopped):
        attempt(guard, a_message(), fails)


async def test_the_death_of_a_reader_is_counted_like_an_exception(guard, sent):
    for _ in range(RAISED_IN_A_ROW - 1):
        guard.take(a_message(), Raised("killed_the_reader", "twice"))

    with pytest.raises(Stopped):
        guard.take(a_message(), Raised("killed_the_reader", "twice"))


async def test_what_is_too_large_for_its_topic_rejects_its_message_and_is_not_sent_in_part(
    guard, sent
):
    small = outgoing(UNIQUE, an_article())
    large = outgoing(UNIQUE, an_article(text="x" * UNIQUE.max_message_bytes))

    assert not guard.send(a_message(), [small, large])

    await guard.confirm()
    [rejection] = sent.rejections()
    assert rejection.reason == "too_large"


async def test_state_entries_are_sent_after_all_outputs(guard, sent):
    entry = replace(outgoing(UNIQUE, an_article()), topic="seen", partition=1)
    for number in range(3):
        guard.send(a_message(), [outgoing(UNIQUE, an_article(str(number)))], entries=[entry])

    await guard.confirm()

    topics = [output.topic for output in sent.outputs]
    assert topics == [UNIQUE.name] * 3 + ["seen"] * 3


async def test_the_reader_of_rejections_rejects_nothing(sent):
    guard = Guard("archive.rejected", deliver=sent, rejects=False, stop=stop)

    attempt(guard, a_message(b"no json"))

    await guard.confirm()
    assert sent.outputs == []


async def test_a_detail_that_cannot_be_written_is_mended(guard, sent):
    guard.reject(a_message(), reason="step_raised", detail="\ud800" + "x" * 5000)

    await guard.confirm()
    assert sent.rejections()[0].detail.startswith("?x")


async def test_a_message_without_a_key_is_rejected_to_the_partition_of_its_own_number(guard, sent):
    message = a_message(b"{", key=None, partition=3)

    guard.reject(message, reason="not_json", detail="")
    guard.reject(message, reason="not_json", detail="")
    await guard.confirm()

    assert [(output.key, output.partition) for output in sent.outputs] == [(None, 3), (None, 3)]
