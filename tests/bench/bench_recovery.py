"""How long a worker that takes over a partition reads its state: `python tests/bench/bench_recovery.py [PAGES [INCIDENTS]]`.

So many pages of deduplicate, and incidents of correlate, written to their state topics on a real
broker as the agents write them, then read back into an empty index; the language or theatre waits
so long, the others do not.
"""

import asyncio
import os
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[2]))

from aiokafka import AIOKafkaProducer
from bench_correlate import take, told
from bench_deduplicate import fillers

from streams.agents.message import Message
from streams.agents.provision import create_missing
from streams.agents.state import State
from streams.broker.kafka import EmbeddedKafka
from streams.settings import client_arguments, read_settings
from streams.steps.correlate import IncidentEntry, IncidentIndex
from streams.steps.deduplicate import deduplicate
from streams.steps.deduplicate.index import Seen, SeenIndex
from streams.topics import ACTS, CORRELATED, NORMALISED, SEEN

PAGES, INCIDENTS = 100_000, 10_000
PENDING = 1000


def pages(count):
    """Yield what deduplicate remembers of *count* pages."""
    seen = SeenIndex()
    for page in fillers(count):
        yield from deduplicate(page, seen=seen).outcome.changes.items()


def incidents(count):
    """Yield the entries of a theatre of so many reports."""
    index = IncidentIndex()
    for number in range(count):
        take(told(number, f"first {number}"), index)
    yield from index.items()


async def measured(settings, entries, *, topic, source, entry, index):
    """Print a line of the table: *entries* written and read back."""
    state = State(
        topic,
        source=source,
        entry=entry,
        index=index,
        schema=1,
        settings=settings,
        stage="bench",
    )
    await create_missing(settings, (topic, source))
    written, size = 0, 0
    async with AIOKafkaProducer(
        **client_arguments(settings), max_request_size=topic.max_message_bytes
    ) as producer:
        pending = []

        async def send(name, value, key=None):
            pending.append(await producer.send(settings.prefix + name, value, key, partition=0))
            if len(pending) >= PENDING:
                await asyncio.gather(*pending)
                pending.clear()

        for number, (key, value) in enumerate(entries):
            message = Message(
                topic=source.name, partition=0, offset=number, key=None, value=None, headers=[], time=0.0
            )  # fmt: skip
            (output,) = state.entries(message, {key: value})
            await send(source.name, b"x")
            await send(topic.name, output.value, output.key)
            written, size = written + 1, size + len(output.value)
        await asyncio.gather(*pending)
    began, worked = time.perf_counter(), time.process_time()
    await state.load({0})
    took, worked = time.perf_counter() - began, time.process_time() - worked
    assert len(state.index(0)) == written
    print(
        f"| {topic.name} | {written:,} | {size / written / 1000:.1f} | {took:.1f} | "
        f"{worked:.1f} | {written / worked:,.0f} |",
        flush=True,
    )


def main():
    """Print the table."""
    counts = [int(each) for each in sys.argv[1:]]
    n_pages, n_incidents = [*counts, *(PAGES, INCIDENTS)[len(counts) :]]
    with (
        tempfile.TemporaryDirectory() as folder,
        EmbeddedKafka(Path(folder), progress=lambda *_: None) as kafka,
    ):
        settings = read_settings(
            os.environ
            | {
                "STRIKEWIRE_BROKERS": kafka.brokers,
                "STRIKEWIRE_PREFIX": "bench.",
                "STRIKEWIRE_PARTITIONS": "1",
                "STRIKEWIRE_REPLICATION": "1",
            }
        )
        print("| state | entries | kB each | seconds | CPU seconds | entries a CPU second |")
        print("| --- | ---: | ---: | ---: | ---: | ---: |")
        for entries, topic, source, entry, index in (
            (pages(n_pages), SEEN, NORMALISED, Seen, SeenIndex),
            (incidents(n_incidents), CORRELATED, ACTS, IncidentEntry, IncidentIndex),
        ):
            asyncio.run(
                measured(settings, entries, topic=topic, source=source, entry=entry, index=index)
            )


if __name__ == "__main__":
    main()
