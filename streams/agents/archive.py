"""A topic → the lake: every version of a record once."""

import asyncio
import time
from collections.abc import Callable, Iterable, Sequence, Set
from itertools import groupby
from typing import Protocol, TypeVar

import msgspec
import structlog

from streams.agents.batch import Handler
from streams.agents.guard import Guard
from streams.agents.message import Message
from streams.agents.stop import Stop, fail_stop
from streams.records.wire import version_id
from streams.topics import Topic

R = TypeVar("R", bound=msgspec.Struct)
L = TypeVar("L")
L_contra = TypeVar("L_contra", contravariant=True)

log = structlog.get_logger("streams.archive")

_FIRST_DELAY_S = 0.5
_LONGEST_DELAY_S = 10.0


class Lake(Protocol[L_contra]):
    """Tables that take the rows of a partition in the order of its offsets, each once; it blocks."""

    def assigned(self, partitions: Iterable[tuple[str, int]]) -> None:
        """Forget what was known of *partitions*."""

    def append(
        self, rows: Sequence[L_contra], *, topic: str, partition: int, last_offset: int
    ) -> int:
        """Write the *rows* of messages up to *last_offset*, return how many were new."""


class Archive:
    """What the lake knows of the partitions of one topic that this worker holds."""

    def __init__(self, lake: Lake[L], *, source: Topic[R]) -> None:
        """Tell *lake* of the partitions of *source* that come."""
        self.source = source
        self._lake = lake
        self._fresh: set[int] = set()

    def is_loaded(self, partitions: Set[int]) -> bool:
        """Tell whether the lake knows that *partitions* are ours."""
        return partitions <= self._fresh

    def invalidate(self) -> None:
        """Note that partitions move."""
        self._fresh.clear()

    def keep_only(self, partitions: Set[int]) -> None:
        """Nothing to forget here: the lake is told when a partition comes."""

    async def load(self, partitions: Set[int]) -> None:
        """Have the lake read anew what it holds of *partitions*."""
        new = partitions - self._fresh
        if new:
            self._lake.assigned([(self.source.name, number) for number in sorted(new)])
            self._fresh |= new


def archiving(
    guard: Guard,
    *,
    source: Topic[R],
    archive: Archive,
    lake: Lake[L],
    rows: Callable[[R, str, int], Sequence[L]],
    patience_s: float,
    stop: Stop = fail_stop,
) -> Handler:
    """Return the handler that writes the *rows* of every record of *source* to *lake*.

    *rows* is given the record, its `ce_id` and its offset. A lake that does not take them is tried
    again for *patience_s* seconds, then the worker stops.
    """

    async def handle(messages: Sequence[Message]) -> None:
        await archive.load({message.partition for message in messages})
        ordered = sorted(messages, key=lambda message: (message.partition, message.offset))
        for partition, group in groupby(ordered, key=lambda message: message.partition):
            some = list(group)
            made = [row for message in some for row in rows_of(message)]
            await write(made, partition=partition, last_offset=some[-1].offset)
        await guard.confirm()

    def rows_of(message: Message) -> Sequence[L]:
        kind = source.record
        if kind is None:
            raise TypeError(f"{source.name} holds no records")

        def step(record: R) -> Sequence[L]:
            given = message.header("ce_id")
            key = (message.key or b"").decode("utf-8", "replace")
            ce_id = given.decode() if given else version_id(record, key=key)
            return rows(record, ce_id, message.offset)

        return guard.attempt(message, kind, step) or ()

    async def write(made: Sequence[L], *, partition: int, last_offset: int) -> None:
        if not made:
            return
        began, delay = time.monotonic(), _FIRST_DELAY_S
        while True:
            try:
                await asyncio.to_thread(
                    lake.append,
                    made,
                    topic=source.name,
                    partition=partition,
                    last_offset=last_offset,
                )
            except RuntimeError as error:
                # Another writes our partition: who starts anew sees whose it is.
                stop(f"{guard.stage}: {error}")
            except Exception as error:  # noqa: BLE001  # a store has many ways to be away
                log.warning("lake_failed", error=repr(error), again_in_s=delay)
                if time.monotonic() - began > patience_s:
                    stop(f"{guard.stage}: the lake takes nothing: {error!r}")
            else:
                return
            await asyncio.sleep(delay)
            delay = min(delay * 2, _LONGEST_DELAY_S)

    return handle
