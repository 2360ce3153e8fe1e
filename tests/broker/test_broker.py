import asyncio
import os
import signal
import subprocess
import sys
import time

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic

from streams.broker.errors import BrokerError
from streams.broker.kafka import EmbeddedKafka
from tests.broker.processes import is_alive

MIB = 1024 * 1024


async def create_topic(brokers: str, name: str, **settings: str) -> None:
    admin = AIOKafkaAdminClient(bootstrap_servers=brokers)
    await admin.start()
    await admin.create_topics(
        [NewTopic(name, num_partitions=1, replication_factor=1, topic_configs=settings)]
    )
    await admin.close()


async def send(brokers: str, topic: str, *values: bytes, largest: int = MIB) -> None:
    async with AIOKafkaProducer(bootstrap_servers=brokers, max_request_size=largest) as producer:
        for value in values:
            await producer.send_and_wait(topic, value)


async def read(brokers: str, topic: str, *, group: str, number: int) -> list[bytes]:
    async with AIOKafkaConsumer(
        topic, bootstrap_servers=brokers, group_id=group, auto_offset_reset="earliest"
    ) as consumer:
        values = [(await asyncio.wait_for(consumer.getone(), 20)).value for _ in range(number)]
        await consumer.commit()
        return values


async def test_a_group_reads_what_was_sent_and_goes_on_where_it_stopped(brokers, prefix):
    topic, group = f"{prefix}articles", f"{prefix}readers"
    await create_topic(brokers, topic)

    await send(brokers, topic, b"one", b"two")
    first = await read(brokers, topic, group=group, number=2)
    await send(brokers, topic, b"three")
    second = await read(brokers, topic, group=group, number=1)

    assert (first, second) == ([b"one", b"two"], [b"three"])


async def test_a_topic_takes_twelve_mebibytes_when_its_settings_say_so(brokers, prefix):
    topic = f"{prefix}rejected"
    await create_topic(brokers, topic, **{"max.message.bytes": str(12 * MIB)})
    large = os.urandom(12 * MIB - 1024)

    await send(brokers, topic, large, largest=12 * MIB)

    assert await read(brokers, topic, group=f"{prefix}readers", number=1) == [large]


async def test_a_restart_keeps_data_offsets_and_address(private_broker):
    before = private_broker.brokers
    await create_topic(before, "articles")
    await send(before, "articles", b"one", b"two")
    await read(before, "articles", group="readers", number=1)

    await asyncio.to_thread(private_broker.stop)
    private_broker.launch()
    await asyncio.to_thread(private_broker.wait_until_ready)

    assert private_broker.brokers == before
    assert await read(before, "articles", group="readers", number=1) == [b"two"]


async def test_a_kill_keeps_what_was_confirmed_and_clients_carry_on(private_broker):
    brokers = private_broker.brokers
    await create_topic(brokers, "articles")
    async with AIOKafkaProducer(bootstrap_servers=brokers) as producer:
        await producer.send_and_wait("articles", b"before")

        private_broker.kill()
        private_broker.launch()
        await asyncio.to_thread(private_broker.wait_until_ready)

        await asyncio.wait_for(producer.send_and_wait("articles", b"after"), 30)
    assert await read(brokers, "articles", group="readers", number=2) == [b"before", b"after"]


def test_the_broker_dies_with_a_killed_parent(tmp_path):
    script = (
        "import pathlib, sys, time\n"
        "from streams.broker.kafka import EmbeddedKafka\n"
        "kafka = EmbeddedKafka(pathlib.Path(sys.argv[1]))\n"
        "kafka.start()\n"
        "print(kafka.pid, flush=True)\n"
        "time.sleep(120)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, tmp_path], stdout=subprocess.PIPE, text=True
    ) as parent:
        broker = int(parent.stdout.readline())
        assert is_alive(broker)

        parent.kill()

        end = time.monotonic() + 5
        while is_alive(broker):
            assert time.monotonic() < end
            time.sleep(0.05)


def test_two_brokers_cannot_share_a_folder_and_the_log_says_why(private_broker):
    second = EmbeddedKafka(private_broker.data)

    with pytest.raises(BrokerError, match=r"(?s)Kafka ended with code 1\..*Failed to acquire lock"):
        second.start()

    assert private_broker.is_running()


def test_a_command_runs_a_broker_until_it_is_told_to_stop(tmp_path):
    command = [sys.executable, "-m", "streams", "broker", "--data", tmp_path]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        first = running.stdout.readline()
        address = running.stdout.readline()

        running.send_signal(signal.SIGINT)
        begin = time.monotonic()
        try:
            assert running.wait(15) == 0
        finally:
            running.terminate()
    assert time.monotonic() - begin < 10
    assert first.startswith("Apache Kafka answers at 127.0.0.1:")
    assert address.startswith("  export STRIKEWIRE_BROKERS=127.0.0.1:")
