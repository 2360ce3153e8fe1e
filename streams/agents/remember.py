"""Agents with memory: read the state, run the step, send, then remember."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, TypeVar

import msgspec

from streams.agents.batch import Handler
from streams.agents.guard import Guard
from streams.agents.message import Message, Output, outgoing
from streams.agents.state import Index, State
from streams.steps.outcome import Outcome
from streams.topics import Topic

R = TypeVar("R", bound=msgspec.Struct)
S = TypeVar("S", bound=msgspec.Struct)
E = TypeVar("E")
I = TypeVar("I", bound=Index[Any])  # noqa: E741  # an index

Addressed = tuple[Topic[Any], msgspec.Struct]


def remembering(
    guard: Guard,
    *,
    reads: type[R],
    state: State[E, I],
    step: Callable[[R, I], Outcome[S, E]],
    sends: Callable[[S], Iterable[Addressed]],
) -> Handler:
    """Return the handler that runs *step* on every message, one after the other.

    *sends* says to which topics a record of the outcome goes, and as what. A message that the
    state already holds was dealt with before a crash: its outputs were confirmed then.
    """

    async def handle(messages: Sequence[Message]) -> None:
        partitions = {message.partition for message in messages}
        await state.load(partitions)
        await guard.rewrite(state.ageing(partitions))
        for message in messages:
            if state.includes(message):
                continue
            result = guard.attempt(message, reads, partial(run, message))
            if result is not None:
                outcome, outputs, entries = result
                if guard.send(message, outputs, entries=entries):
                    state.apply(message, outcome.changes)
            await asyncio.sleep(0)  # the pages of the worker answer meanwhile
        await guard.confirm()

    def run(message: Message, record: R) -> tuple[Outcome[S, E], list[Output], list[Output]]:
        outcome = step(record, state.index(message.partition))
        outputs = [
            outgoing(topic, sent, trace=message.trace)
            for made in outcome.records
            for topic, sent in sends(made)
        ]
        return outcome, outputs, state.entries(message, outcome.changes)

    return handle
