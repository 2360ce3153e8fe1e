"""What one language's partition carries: `python tests/bench/bench_partition.py [ARTICLES]`.

Invented articles of one language through one worker that runs deduplicate alone, over a real broker:
one partition, outputs and state confirmed, from the worker's start to the last committed offset.
"""

import asyncio
import resource
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from streams.broker.kafka import EmbeddedKafka
from streams.languages.load import load_packs
from streams.scenarios.scenario import generate
from streams.steps.normalise import normalise
from streams.topics import NORMALISED
from tests.broker.copies_run import TOPICS
from tests.broker.workers import Cluster, an_environment


async def timed(brokers, articles, folder):
    """Return articles a second from the first committed offset to the last."""
    environment = an_environment(brokers, "p.", partitions=1, batch_size=200)
    module = ["tests.broker.copies_run"]
    async with Cluster(environment, TOPICS, module=module, folder=folder) as cluster:
        await cluster.send(NORMALISED, articles)
        cluster.start()
        await cluster.until(lambda: has_read(cluster, 1))
        began, at_first = time.monotonic(), await cluster.committed(NORMALISED)
        await cluster.until(lambda: has_read(cluster, len(articles)), within=300)
        return (len(articles) - at_first) / (time.monotonic() - began)


async def has_read(cluster, messages):
    return await cluster.committed(NORMALISED) >= messages


def main():
    """Print articles a second."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 4000
    packs = load_packs()
    made = generate(1, articles=count, incidents=120, languages=("en",)).articles
    articles = [normalise(raw, packs=packs, received_at=None) for raw in made]
    with tempfile.TemporaryDirectory() as name, EmbeddedKafka(Path(name) / "kafka") as kafka:
        rate = asyncio.run(timed(kafka.brokers, articles, Path(name)))
        used = resource.getrusage(resource.RUSAGE_CHILDREN)  # the worker alone has ended by now
    cpu = (used.ru_utime + used.ru_stime) / len(articles)
    print(f"{len(articles)} articles of one language, one partition: {rate:.0f} a second")
    print(f"CPU of the worker, start-up included: {cpu * 1e6:.0f} µs an article")


if __name__ == "__main__":
    main()
