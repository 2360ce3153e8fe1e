"""What the shell around the steps does with good and bad messages, on a real Kafka."""

import signal
from collections import Counter

import pytest

from streams.records.article import RawArticle
from streams.records.rejection import Rejection
from streams.topics import REJECTED
from tests.broker.tally import COUNTED, COUNTS, IN, OUT, TOPICS, WHOLE
from tests.broker.workers import Cluster, an_environment

NOT_JSON = "bm90IGpzb24="


@pytest.fixture
async def cluster(brokers, prefix, tmp_path):
    environment = an_environment(brokers, prefix)
    module = ["tests.broker.tally"]
    async with Cluster(environment, TOPICS, module=module, folder=tmp_path) as cluster:
        yield cluster


def articles(keys, each, *, first=0):
    return [
        RawArticle(id=f"key {key}", url=f"{key}/{number}")
        for number in range(first, first + each)
        for key in range(keys)
    ]


async def test_every_message_goes_through_once_and_the_worker_stops_when_asked(cluster):
    await cluster.send(IN, articles(10, 50))
    worker = cluster.start()

    await cluster.until_read(IN, COUNTED)
    worker.send_signal(signal.SIGTERM)

    assert worker.wait(15) == 0, cluster.logs()
    numbers = [int(article.feed) for article in await cluster.read(OUT, RawArticle)]
    assert Counter(numbers) == dict.fromkeys(range(1, 51), 10)
    entries = await cluster.read(COUNTS)
    assert [entry.key for entry in entries[1::2]] == [WHOLE.encode()] * 500


async def test_bad_messages_are_rejected_with_the_reason_and_the_rest_goes_on(cluster):
    await cluster.send(IN, [b"not json", b"[1]", b'{"id": 7}', b'"\\ud800"', None], key=b"k")
    await cluster.send(IN, [RawArticle(id="r", title="raise"), RawArticle(id="d", title="die")])
    large = RawArticle(id="large", text="x" * 1_100_000)
    await cluster.send(IN, [large, RawArticle(id="large"), *articles(3, 1)])
    cluster.start()

    await cluster.until_read(IN, COUNTED)

    rejected = await cluster.read(REJECTED, Rejection)
    assert Counter((rejection.stage, rejection.reason) for rejection in rejected) == {
        ("count", "not_json"): 2,
        ("count", "wrong_shape"): 2,
        ("count", "null"): 1,
        ("count", "step_raised"): 1,
        ("count", "too_large"): 1,
        ("echo", "killed_the_reader"): 1,
    }
    again = next(rejection for rejection in rejected if rejection.payload_base64 == NOT_JSON)
    assert (again.topic, again.key) == ("in", "k")
    # What was rejected as too large has changed no state: the next of its key is the first.
    out = await cluster.read(OUT, RawArticle)
    assert sorted((article.id, article.feed) for article in out) == [
        ("key 0", "1"),
        ("key 1", "1"),
        ("key 2", "1"),
        ("large", "1"),
    ]


async def test_a_hundred_failures_in_a_row_stop_the_worker_and_commit_nothing_of_the_batch(cluster):
    await cluster.send(IN, [RawArticle(id="r", title="raise")] * 150)
    worker = cluster.start()

    assert worker.wait(30) == 70

    assert "100 records in a row failed" in worker.log.read_text()
    assert await cluster.committed(IN) < 100


async def test_state_outlives_the_worker(cluster):
    await cluster.send(IN, articles(4, 5))
    first = cluster.start()
    await cluster.until_read(IN, COUNTED)
    first.send_signal(signal.SIGTERM)
    assert first.wait(15) == 0
    await cluster.send(IN, articles(4, 1, first=5))
    cluster.start()

    await cluster.until_read(IN, COUNTED)

    out = await cluster.read(OUT, RawArticle)
    assert {article.url: article.feed for article in out if article.url.endswith("/5")} == {
        f"{key}/5": "6" for key in range(4)
    }


async def test_a_worker_refuses_topics_with_another_number_of_partitions(cluster):
    worker = cluster.start(partitions=3)

    assert worker.wait(20) == 2

    assert "has 2 partitions, STRIKEWIRE_PARTITIONS is 3" in worker.log.read_text()


async def test_a_worker_without_a_broker_fails_and_says_so(cluster):
    worker = cluster.start(brokers="127.0.0.1:1")

    assert worker.wait(20) == 1

    assert "no_broker" in worker.log.read_text()
