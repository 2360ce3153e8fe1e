from streams.agents.message import Message, instant, outgoing
from streams.topics import UNIQUE
from tests.builders import NOON, an_article


def test_a_record_goes_out_under_its_key_with_cloudevents_headers():
    output = outgoing(UNIQUE, an_article("a"), trace=b"00-1-2-01")

    headers = dict(output.headers)
    assert (output.topic, output.key) == ("articles.unique", b"a")
    assert headers["ce_type"] == b"strikewire.article.v1"
    assert headers["ce_time"] == NOON.encode()
    assert headers["traceparent"] == b"00-1-2-01"


def test_the_last_header_of_a_name_counts():
    message = Message(
        topic="t",
        partition=0,
        offset=0,
        key=None,
        value=None,
        headers=[("traceparent", b"1"), ("traceparent", b"2")],
        time=0.0,
    )

    assert message.trace == b"2"
    assert message.header("ce_id") is None


def test_an_instant_is_utc_to_the_millisecond():
    assert instant(1518091200.5) == "2018-02-08T12:00:00.500Z"
