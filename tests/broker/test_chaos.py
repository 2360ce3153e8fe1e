"""Workers and broker that are killed while messages flow: nothing is lost, the state is right."""

import asyncio
import random
import signal
from collections import Counter, defaultdict

import pytest

from streams.records.article import RawArticle
from streams.records.rejection import Rejection
from streams.topics import REJECTED
from tests.broker.tally import COUNTED, IN, OUT, TOPICS, WHOLE
from tests.broker.workers import Cluster, an_environment

KEYS, EACH = 60, 100


@pytest.fixture
async def cluster(brokers, prefix, tmp_path):
    environment = an_environment(brokers, prefix, partitions=4)
    module = ["tests.broker.tally"]
    async with Cluster(environment, TOPICS, module=module, folder=tmp_path) as cluster:
        yield cluster


def articles():
    return [
        RawArticle(id=f"key {key}", url=f"{key}/{number}")
        for number in range(EACH)
        for key in range(KEYS)
    ]


async def has_moved(cluster, topic, by):
    return await cluster.committed(topic) >= by


async def assert_all_counted_once(cluster):
    """Every message has one number, the numbers of a key are 1 to EACH, and the state says so."""
    counted = await cluster.read(COUNTED, RawArticle)
    numbers = defaultdict(set)
    for article in counted:
        numbers[article.url].add(int(article.feed))
    by_key = defaultdict(list)
    for url, given in numbers.items():
        assert len(given) == 1, (url, given)
        by_key[url.partition("/")[0]] += given
    assert {key: sorted(given) for key, given in by_key.items()} == {
        str(key): list(range(1, EACH + 1)) for key in range(KEYS)
    }
    assert {article.url for article in await cluster.read(OUT, RawArticle)} == set(numbers)
    assert await cluster.read(REJECTED, Rejection) == []


async def assert_state_agrees(cluster):
    """Loaded as a worker loads it, every partition's whole is the sum of its keys."""
    from tests.broker.tally import counts_state

    counts = counts_state(cluster.settings)
    await counts.load({0, 1, 2, 3})
    held = Counter()
    for partition in range(4):
        index = dict(counts.index(partition))
        whole = index.pop(WHOLE).number
        assert whole == sum(count.number for count in index.values())
        held.update({key: count.number for key, count in index.items()})
    assert held == {f"key {key}": EACH for key in range(KEYS)}


async def test_workers_are_killed_join_and_leave(cluster):
    rng = random.Random(7)
    first = cluster.start()
    sending = asyncio.ensure_future(cluster.send(IN, articles()))
    await cluster.until(lambda: has_moved(cluster, IN, 500))

    second = cluster.start()
    await cluster.until_joined(second)  # earlier it would not know what SIGTERM asks of it
    await asyncio.sleep(rng.uniform(0, 2))
    first.kill()
    third = cluster.start()
    await asyncio.sleep(rng.uniform(2, 4))
    second.send_signal(signal.SIGTERM)
    await sending
    await cluster.until_read(IN, COUNTED, within=60)
    third.send_signal(signal.SIGTERM)

    assert third.wait(15) == 0, cluster.logs()
    assert second.wait(15) == 0, cluster.logs()
    await assert_all_counted_once(cluster)
    await assert_state_agrees(cluster)


async def test_the_broker_is_killed_and_comes_back(private_broker, tmp_path):
    environment = an_environment(private_broker.brokers, "b.", partitions=4)
    module = ["tests.broker.tally"]
    async with Cluster(environment, TOPICS, module=module, folder=tmp_path) as cluster:
        worker = cluster.start()
        await cluster.send(IN, articles())
        await cluster.until(lambda: has_moved(cluster, IN, 500))

        private_broker.kill()
        await asyncio.sleep(2)
        private_broker.launch()
        await asyncio.to_thread(private_broker.wait_until_ready)
        await cluster.until_read(IN, COUNTED, within=60)

        assert worker.poll() is None, cluster.logs()
        await assert_all_counted_once(cluster)
        await assert_state_agrees(cluster)
