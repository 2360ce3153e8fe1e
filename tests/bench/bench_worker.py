"""Articles a second through one worker over a real broker, and through a bare loop beside it.

`python tests/bench/bench_worker.py [ARTICLES]`. The same articles, steps, broker and machine, in
turn, three rounds each; both confirm outputs before they commit. The bare loop runs the steps in
its own process and keeps no state on topics: what is left between the two is what agents, state,
lake and process pool cost and give.
"""

import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError
from msgspec.structs import replace
from variations import varied

from streams.agents.message import Output
from streams.broker.kafka import EmbeddedKafka
from streams.console.outgoing import send_all
from streams.console.topics import make_topics
from streams.feeds.recording import key_of
from streams.gazetteer.theatres import load_theatres
from streams.pipeline import Pipeline
from streams.records.article import RawArticle
from streams.records.rejection import Refusal
from streams.records.wire import decode, encode
from streams.settings import read_settings
from streams.steps.extract import extract
from streams.steps.extract.knowledge import load_knowledge
from streams.topics import ACTS, INCIDENTS, NORMALISED, RAW, REPORTS, STORIES, UNIQUE

ROUNDS = 3
READ = [RAW, NORMALISED, UNIQUE, STORIES, ACTS, REPORTS, INCIDENTS]
LIMIT_S = 300


async def prepare(settings, articles):
    await make_topics(settings)
    await send_all(
        settings,
        [
            Output(topic=RAW.name, key=key_of(a), value=a, headers=[], room=RAW.room)
            for a in articles
        ],
    )


async def all_read(settings):
    """Return when every topic's committed offset equals its end, twice in a row."""
    admin = AIOKafkaAdminClient(bootstrap_servers=settings.brokers)
    consumer = AIOKafkaConsumer(bootstrap_servers=settings.brokers)
    await admin.start()
    await consumer.start()
    done, until = 0, time.monotonic() + LIMIT_S
    try:
        while done < 2:
            assert time.monotonic() < until, f"not all was read within {LIMIT_S} s"
            await asyncio.sleep(0.5)
            try:
                committed = await admin.list_consumer_group_offsets(settings.group)
            except KafkaError:
                continue  # the first group of a broker takes it some seconds
            tps = [
                TopicPartition(settings.prefix + t.name, n)
                for t in READ
                for n in range(settings.partitions)
            ]
            ends = await consumer.end_offsets(tps)
            raw_committed = any(committed.get(tp) and committed[tp].offset for tp in tps)
            behind = sum(ends[tp] - (committed[tp].offset if tp in committed else 0) for tp in tps)
            done = done + 1 if raw_committed and behind == 0 else 0
    finally:
        await consumer.stop()
        await admin.close()


def through_a_worker(settings, articles, folder):
    """Return the seconds from the worker's start to the last committed offset, start-up included."""
    asyncio.run(prepare(settings, articles))
    environment = {
        **os.environ,
        "STRIKEWIRE_BROKERS": settings.brokers,
        "STRIKEWIRE_PREFIX": settings.prefix,
        "STRIKEWIRE_PARTITIONS": str(settings.partitions),
        "STRIKEWIRE_REPLICATION": "1",
        "STRIKEWIRE_LAKE": str(folder / "lake"),
        "STRIKEWIRE_WEB_PORT": "0",
    }
    began = time.monotonic()
    with (folder / f"{settings.prefix}log").open("wb") as log:
        worker = subprocess.Popen(
            [sys.executable, "-m", "streams", "worker"], env=environment, stdout=log, stderr=log
        )
        try:
            asyncio.run(all_read(settings))
            return time.monotonic() - began
        finally:
            worker.terminate()
            worker.wait(60)


async def through_a_bare_loop(settings, articles):
    """Return the seconds of one process that reads, runs all steps, sends, confirms and commits."""
    await prepare(settings, articles)
    began = time.monotonic()
    knowledge = load_knowledge()
    steps = Pipeline(
        packs=knowledge.packs,
        extract=lambda a: extract(a, knowledge=knowledge),
        theatres=load_theatres(),
    )
    consumer = AIOKafkaConsumer(
        settings.prefix + RAW.name, bootstrap_servers=settings.brokers, group_id=settings.prefix + "bare",
        enable_auto_commit=False, auto_offset_reset="earliest", max_partition_fetch_bytes=9_000_000,
    )  # fmt: skip
    producer = AIOKafkaProducer(
        bootstrap_servers=settings.brokers,
        acks="all",
        enable_idempotence=True,
        linger_ms=0,
        max_request_size=9_000_000,
    )
    await consumer.start()
    await producer.start()
    read = 0
    try:
        while read < len(articles):
            batch = [
                m
                for ms in (await consumer.getmany(timeout_ms=500, max_records=50)).values()
                for m in ms
            ]
            confirmations = [
                await producer.send(
                    settings.prefix + sent.topic,
                    key=(sent.key or "").encode(),
                    value=encode(sent.record),
                )
                for message in batch
                for sent in steps.take(decode(message.value, RawArticle))
                if not isinstance(sent.record, Refusal)
            ]
            await asyncio.gather(*confirmations)
            await consumer.commit()
            read += len(batch)
        return time.monotonic() - began
    finally:
        await consumer.stop()
        await producer.stop()


def main():
    """Print medians of both, articles a second."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 600
    articles = list(varied(count))
    with tempfile.TemporaryDirectory() as name, EmbeddedKafka(Path(name) / "kafka") as kafka:
        settings = read_settings(
            {
                "STRIKEWIRE_BROKERS": kafka.brokers,
                "STRIKEWIRE_PARTITIONS": "4",
                "STRIKEWIRE_REPLICATION": "1",
            }
        )
        rates = {"one worker": [], "bare aiokafka loop": []}
        for turn in range(ROUNDS):
            seconds = through_a_worker(replace(settings, prefix=f"w{turn}."), articles, Path(name))
            rates["one worker"].append(count / seconds)
            seconds = asyncio.run(
                through_a_bare_loop(replace(settings, prefix=f"b{turn}."), articles)
            )
            rates["bare aiokafka loop"].append(count / seconds)
    print(f"{count} articles, start-up included, {ROUNDS} rounds each")
    print("| | articles a second, median | each round |")
    print("| --- | ---: | --- |")
    for who, found in rates.items():
        print(
            f"| {who} | {statistics.median(found):.0f} | {', '.join(f'{rate:.0f}' for rate in found)} |"
        )


if __name__ == "__main__":
    main()
