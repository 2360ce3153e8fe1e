"""All agents, three workers, and kills half-way: the same incidents as without them."""

import asyncio
import signal

from streams.feeds.recording import key_of, read_recording
from streams.records.rejection import Rejection
from streams.steps.alert import ThreadIndex, alert
from streams.topics import RAW, REJECTED, TOPICS
from tests.broker.flow import FLOW, by_the_pipeline, on_topics, versions_twice
from tests.broker.workers import Cluster, an_environment


async def send(cluster, lines):
    for line in lines:
        await cluster.send(RAW, [line], key=key_of(line))


async def test_workers_and_broker_are_killed_and_the_same_is_told(private_broker, tmp_path):
    lake = tmp_path / "lake"
    environment = an_environment(private_broker.brokers, "c.", partitions=3, lake=lake)
    module = ["streams", "worker"]
    lines = list(read_recording(None))
    half = len(lines) // 2
    expected = by_the_pipeline()
    async with Cluster(environment, TOPICS, module=module, folder=tmp_path) as cluster:
        workers = [cluster.start(pool_processes=1) for _ in range(3)]
        await send(cluster, lines[:half])
        await cluster.until(lambda: _has_read(cluster, half // 2), within=60)

        workers[0].kill()
        workers.append(cluster.start(pool_processes=1))
        await send(cluster, lines[half:])
        await cluster.until_joined(workers[-1])
        private_broker.kill()
        await asyncio.sleep(1)
        private_broker.launch()
        await asyncio.to_thread(private_broker.wait_until_ready)
        await cluster.until_read(*FLOW, within=90)

        for worker in workers[1:]:
            assert worker.poll() is None, cluster.logs()
            worker.send_signal(signal.SIGTERM)
        found = await on_topics(cluster)
        assert {article.id for article in found.articles} == {
            article.id for article in expected.articles
        }
        assert found.groups_of_copies() == expected.groups_of_copies()
        assert found.told() == expected.told()
        for incident, thread in found.threads().items():
            assert [alert.kind for alert in thread].count("opened") == 1
            if found.incidents[incident].status == "open":
                newest = max(thread, key=lambda alert: alert.revision)
                assert newest.facts["states"] == states(found.incidents[incident])
        rejected = {rejection.offset for rejection in await cluster.read(REJECTED, Rejection)}
        assert len(rejected) == 1
        for worker in workers[1:]:
            assert await asyncio.to_thread(worker.wait, 20) == 0, cluster.logs()
        for table in ("c.reports", "c.claims", "c.incidents", "c.rejections"):
            assert versions_twice(lake, table) == []


def states(incident):
    """Return the toll that an alert of *incident* must state."""
    (raised,) = alert(incident, threads=ThreadIndex()).records
    return raised.facts["states"]


async def _has_read(cluster, messages):
    return await cluster.committed(RAW) >= messages
