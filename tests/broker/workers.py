"""Workers, topics and messages for the tests of the shell."""

import asyncio
import os
import subprocess
import sys
import time

import msgspec
import orjson
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError

from streams.agents.provision import create_missing
from streams.records.wire import decode
from streams.settings import client_arguments, read_settings


def an_environment(brokers, prefix, **changed):
    """Return the variables of a worker that soon notices when another was killed."""
    values = {
        "brokers": brokers,
        "prefix": prefix,
        "partitions": 2,
        "replication": 1,
        "web_port": 0,
        "session_timeout_s": 6,
        "heartbeat_s": 1,
        "batch_size": 50,
        "batch_within_s": 0.05,
        "log_format": "json",
        **changed,
    }
    return {f"STRIKEWIRE_{name.upper()}": str(value) for name, value in values.items()}


class Cluster:
    """Topics under one prefix, and the workers that a test starts on them."""

    def __init__(self, environment, topics, *, module, folder):
        self.environment = environment
        self.settings = read_settings(environment)
        self.topics = topics
        self.client = client_arguments(self.settings)
        self._module = module
        self._folder = folder
        self._workers = []

    async def __aenter__(self):
        await create_missing(self.settings, self.topics)
        self._producer = AIOKafkaProducer(**self.client, max_request_size=16_000_000)
        await self._producer.start()
        return self

    async def __aexit__(self, *_):
        for worker in self._workers:
            worker.kill()
            worker.wait()
        await self._producer.stop()

    def start(self, **changed):
        """Start a worker; its log is in a file of its own."""
        log = self._folder / f"worker-{len(self._workers)}.log"
        changed = {f"STRIKEWIRE_{name.upper()}": str(value) for name, value in changed.items()}
        with log.open("wb") as file:
            worker = subprocess.Popen(
                [sys.executable, "-m", *self._module],
                env={**os.environ, **self.environment, **changed},
                stdout=file,
                stderr=file,
            )
        worker.log = log
        self._workers.append(worker)
        return worker

    async def send(self, topic, values, *, key=None, partition=None):
        """Send *values*: records under their key, or bytes under *key*."""
        name = self.settings.prefix + topic.name
        confirmations = []
        for value in values:
            record = isinstance(value, msgspec.Struct)
            confirmations.append(
                await self._producer.send(
                    name,
                    key=topic.key(value).encode() if record else key,
                    value=orjson.dumps(msgspec.to_builtins(value)) if record else value,
                    partition=partition,
                )
            )
        await asyncio.gather(*confirmations)

    async def read(self, topic, kind=None):
        """Return all that is on *topic* now: records of *kind*, or Kafka's messages."""
        name = self.settings.prefix + topic.name
        consumer = AIOKafkaConsumer(**self.client, auto_offset_reset="earliest")
        await consumer.start()
        try:
            parts = [TopicPartition(name, n) for n in range(self.settings.partitions)]
            consumer.assign(parts)
            ends = await consumer.end_offsets(parts)
            messages = []
            while [part for part in parts if await consumer.position(part) < ends[part]]:
                for some in (await consumer.getmany(timeout_ms=200)).values():
                    messages += some
        finally:
            await consumer.stop()
        return [decode(message.value, kind) for message in messages] if kind else messages

    async def until_read(self, *topics, within=40.0):
        """Return when all that lies on *topics* is committed, in the order given, seen twice."""
        end = time.monotonic() + within
        seen = 0
        while seen < 2:
            try:
                lag = await self._lag(topics)
            except KafkaError as error:
                lag = repr(error)
            seen = seen + 1 if lag == 0 else 0
            assert time.monotonic() < end, (lag, self.logs())
            await asyncio.sleep(0.3)

    async def until(self, is_true, *, within=30.0):
        """Return when *is_true*, an async function, says so."""
        end = time.monotonic() + within
        while not await is_true():
            assert time.monotonic() < end, self.logs()
            await asyncio.sleep(0.1)

    async def until_joined(self, worker):
        """Return when partitions were assigned to *worker*."""

        async def has_joined():
            return '"assigned"' in worker.log.read_text()

        await self.until(has_joined)

    def logs(self):
        return "\n".join(worker.log.read_text()[-3000:] for worker in self._workers)

    async def committed(self, topic):
        """Return the offsets committed of *topic*, added up."""
        return sum((await self._committed(topic)).values())

    async def _committed(self, topic):
        admin = AIOKafkaAdminClient(**self.client)
        try:
            await admin.start()
            offsets = await admin.list_consumer_group_offsets(self.settings.group)
        except KafkaError:
            # A broker that has just come up knows of no group yet.
            offsets = {}
        finally:
            await admin.close()
        name = self.settings.prefix + topic.name
        return {part.partition: at.offset for part, at in offsets.items() if part.topic == name}

    async def _lag(self, topics):
        admin = AIOKafkaAdminClient(**self.client)
        consumer = AIOKafkaConsumer(**self.client)
        try:
            await admin.start()
            await consumer.start()
            parts = [
                TopicPartition(self.settings.prefix + topic.name, n)
                for topic in topics
                for n in range(self.settings.partitions)
            ]
            offsets = await admin.list_consumer_group_offsets(self.settings.group)
            ends = await consumer.end_offsets(parts)
        finally:
            await consumer.stop()
            await admin.close()
        return sum(
            end - (offsets[part].offset if part in offsets else 0) for part, end in ends.items()
        )
