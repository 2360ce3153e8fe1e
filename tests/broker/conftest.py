"""A broker for the whole run, a topic prefix for each test, a broker that a test may kill."""

import asyncio
import hashlib
import os
import threading
from collections.abc import Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic

from streams.broker.kafka import EmbeddedKafka
from streams.console.broker import tell_of_jars


@pytest.fixture(scope="session")
def brokers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a broker: the one that STRIKEWIRE_BROKERS names, else one of our own."""
    if named := os.environ.get("STRIKEWIRE_BROKERS"):
        yield named
        return
    with EmbeddedKafka(tmp_path_factory.mktemp("kafka"), progress=tell_of_jars()) as kafka:
        _apart(_join_a_group(kafka.brokers))
        yield kafka.brokers


@pytest.fixture
def prefix(request: pytest.FixtureRequest, brokers: str) -> Iterator[str]:
    """What the names of this test's topics and groups begin with; such topics are deleted after it."""
    own = f"t{hashlib.blake2b(request.node.nodeid.encode(), digest_size=5).hexdigest()}."
    # A broker that is not ours may remember the last run.
    _apart(_delete_topics(brokers, prefix=own))
    yield own
    _apart(_delete_topics(brokers, prefix=own))


@pytest.fixture
def private_broker(tmp_path: Path) -> Iterator[EmbeddedKafka]:
    """A running broker for this test alone: kill() and start() it at will.

    In an async test: launch(), then `await asyncio.to_thread(private_broker.wait_until_ready)`.
    """
    with EmbeddedKafka(tmp_path / "kafka", progress=tell_of_jars()) as kafka:
        yield kafka


def _apart(task: Coroutine[Any, Any, None]) -> None:
    """Run *task* in a thread with a loop of its own, so that the test's loop never meets it."""
    failures: list[BaseException] = []

    def run() -> None:
        try:
            asyncio.run(task)
        except BaseException as error:  # noqa: BLE001  # raised again below
            failures.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    if failures:
        raise failures[0]


async def _join_a_group(brokers: str) -> None:
    """Make the broker set up its offsets topic: it takes 3 s, and the first test would pay them."""
    admin = AIOKafkaAdminClient(bootstrap_servers=brokers)
    await admin.start()
    try:
        await admin.create_topics([NewTopic("warm-up", num_partitions=1, replication_factor=1)])
    finally:
        await admin.close()
    async with AIOKafkaProducer(bootstrap_servers=brokers) as producer:
        await producer.send_and_wait("warm-up", b"x")
    async with AIOKafkaConsumer(
        "warm-up", bootstrap_servers=brokers, group_id="warm-up", auto_offset_reset="earliest"
    ) as consumer:
        await consumer.getone()


async def _delete_topics(brokers: str, *, prefix: str) -> None:
    admin = AIOKafkaAdminClient(bootstrap_servers=brokers)
    await admin.start()
    try:
        if topics := [name for name in await admin.list_topics() if name.startswith(prefix)]:
            await admin.delete_topics(topics)
    finally:
        await admin.close()
