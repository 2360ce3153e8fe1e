"""Agents without memory: a batch goes through the pool, what comes back is sent."""

from collections.abc import Sequence

from streams.agents.batch import Handler
from streams.agents.guard import Guard, Raised
from streams.agents.message import Message, Output, instant
from streams.agents.pool import Job, Pool, Read
from streams.records.rejection import Refusal


def reading(
    guard: Guard, *, pool: Pool, read: Read[tuple[Output, ...] | Refusal | Raised]
) -> Handler:
    """Return the handler that sends what *read* makes of each message in a process of *pool*."""

    async def handle(messages: Sequence[Message]) -> None:
        jobs = [Job(message.value, instant(message.time), message.trace) for message in messages]
        results = await pool.run(read, jobs)
        for message, result in zip(messages, results, strict=True):
            outputs = guard.take(message, result)
            if outputs is not None:
                guard.send(message, outputs)
        await guard.confirm()

    return handle
