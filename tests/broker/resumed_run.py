"""A worker whose flow is resumed once more while its first batch is in work and more is waiting.

This is what two rebalances in quick succession come to: the resumption of the first, overtaken,
goes on while the second is under way, so messages are handed out before the second one is done.
"""

import asyncio
import os

from streams.agents.batch import Handler
from streams.agents.guard import Guard
from streams.agents.message import outgoing
from streams.agents.run import run
from streams.agents.worker import Worker
from streams.records.article import RawArticle
from streams.records.wire import decode
from streams.settings import read_settings
from tests.broker.tally import IN, OUT

TOPICS = (IN, OUT)


def passing_on(worker: Worker) -> Handler:
    guard = Guard("pass", deliver=worker.deliver)
    is_first = True

    async def handle(messages):
        nonlocal is_first
        if is_first:
            is_first = False
            await asyncio.sleep(1)  # the rest of the backlog comes into the queue meanwhile
            app = worker.app
            await app.tables.recovery._resume_streams(app.consumer_generation_id)
        for message in messages:
            guard.send(message, [outgoing(OUT, decode(message.value, RawArticle))])
        await guard.confirm()

    return handle


def wire(worker: Worker) -> None:
    worker.add(IN, passing_on(worker), stage="pass")


if __name__ == "__main__":
    raise SystemExit(run(read_settings(os.environ), wire=wire, topics=TOPICS))
