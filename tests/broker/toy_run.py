"""A launcher with a worker of a few lines: `python toy_run.py FOLDER WORKER_SCRIPT STALLED_S`."""

import asyncio
import os
import sys
from pathlib import Path

from aiokafka import AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic

from streams.console import launch
from streams.console.observe import Names
from streams.console.supervise import Command

NAMES = Names(
    raw="raw", duplicates="duplicates", reports="reports", incidents="incidents", alerts="alerts",
    rejected="rejected", group_reads=["raw"],
)  # fmt: skip


async def make_topics(brokers: str) -> None:
    admin = AIOKafkaAdminClient(bootstrap_servers=brokers)
    await admin.start()
    await admin.create_topics([NewTopic(name, 2, 1) for name in {*NAMES.read, "raw"}])
    await admin.close()


async def replay(brokers: str) -> None:
    async with AIOKafkaProducer(bootstrap_servers=brokers) as producer:
        await asyncio.gather(
            *[
                await producer.send("raw", b"%d" % number, partition=number % 2)
                for number in range(9)
            ]
        )


if __name__ == "__main__":
    folder, script, stalled = sys.argv[1:]
    launch._STALLED_S = float(stalled)
    job = launch.Job(
        data=Path(folder),
        once=True,
        brokers=None,
        client={},
        names=NAMES,
        group="toys",
        workers=lambda brokers: [
            Command(
                "worker-1", [sys.executable, "-c", script, brokers, str(folder)], dict(os.environ)
            )
        ],
        make_topics=make_topics,
        replay=replay,
    )
    sys.exit(launch.launch(job))
