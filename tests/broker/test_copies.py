"""Copies on a real broker: the same groups whatever the number of workers, and whatever befalls them."""

import random
import signal

import pytest
from msgspec.structs import replace

from streams.languages.load import load_packs
from streams.records.article import Article, Duplicate
from streams.scenarios.scenario import generate
from streams.steps.normalise import normalise
from streams.topics import DUPLICATES, NORMALISED, UNIQUE
from tests.broker.copies_run import TOPICS, seen_state
from tests.broker.workers import Cluster, an_environment

SIZE = 300
PARTITIONS = 4


def articles():
    """Return invented articles, each page in one version, one of them dated 2035 by its page."""
    packs = load_packs()
    raws = {raw.id: raw for raw in reversed(generate(11, articles=SIZE, incidents=25).articles)}
    read = [normalise(raw, packs=packs, received_at=None) for raw in raws.values() if raw.text]
    dated = replace(read[0], id="2035", url="https://z.example/1", text_sha256="0" * 64)
    return [*read, replace(dated, published_at="2035-01-01T00:00:00Z")]


@pytest.fixture
def cluster_of(brokers, prefix, tmp_path):
    def made(name):
        environment = an_environment(brokers, f"{prefix}{name}.", partitions=PARTITIONS)
        folder = tmp_path / name
        folder.mkdir()
        return Cluster(environment, TOPICS, module=["tests.broker.copies_run"], folder=folder)

    return made


async def groups(cluster):
    """Return the connected parts of the links told; none is held back for a page not passed on."""
    passed = {article.id for article in await cluster.read(UNIQUE, Article)}
    told = [each for each in await cluster.read(DUPLICATES, Duplicate) if each.kind != "revision"]
    known = {article.id for article in await cluster.read(NORMALISED, Article)}
    assert {each.of for each in told} <= passed
    assert known - passed <= {each.article for each in told}
    parts = {}
    for each in told:
        joined = parts.get(each.of, {each.of}) | parts.get(each.article, {each.article})
        parts |= dict.fromkeys(joined, joined)
    return sorted({tuple(sorted(part)) for part in parts.values()})


async def test_the_groups_are_the_same_with_one_two_and_four_workers_after_kills_and_on_replay(
    cluster_of,
):
    read = articles()
    half = len(read) // 2
    async with cluster_of("one") as cluster:
        cluster.start()
        await cluster.send(NORMALISED, read)
        await cluster.until_read(NORMALISED)
        expected = await groups(cluster)
        assert len(expected) > 25
        assert any("2035" in part for part in expected)
        sent = len(await cluster.read(DUPLICATES))

        await cluster.send(NORMALISED, read)
        await cluster.until_read(NORMALISED)
        assert len(await cluster.read(DUPLICATES)) == sent
        assert len(await cluster.read(UNIQUE)) + sent >= len(read)
        assert await groups(cluster) == expected

    async with cluster_of("two") as cluster:
        workers = [cluster.start(), cluster.start()]
        await cluster.send(NORMALISED, read[:half])
        await cluster.until(lambda: has_read(cluster, 40))
        for worker in workers[:1]:
            worker.kill()
        cluster.start()
        await cluster.send(NORMALISED, read[half:])
        await cluster.until_read(NORMALISED)
        assert await groups(cluster) == expected

    async with cluster_of("four") as cluster:
        random.Random(3).shuffle(read)
        workers = [cluster.start() for _ in range(4)]
        await cluster.send(NORMALISED, read)
        await cluster.until(lambda: has_read(cluster, 40))
        workers[0].send_signal(signal.SIGTERM)
        await cluster.until_read(NORMALISED)
        assert await groups(cluster) == expected
        state = seen_state(cluster.settings)
        await state.load(set(range(PARTITIONS)))
        assert sum(len(state.index(n)) for n in range(PARTITIONS)) == len(read)


async def has_read(cluster, messages):
    return await cluster.committed(NORMALISED) >= messages
