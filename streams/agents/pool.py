"""Processes that read pages and texts: one that dies or hangs takes no other work with it.

Every reader is a process of its own, so that its death can be laid to what it was reading. When it
dies over several messages, each is read alone; what kills it twice alone is to blame.
"""

import asyncio
import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

import structlog
from msgspec import Struct

from streams.agents.guard import Raised
from streams.agents.stop import Stop, fail_stop
from streams.telemetry.metrics import POOL_KILLS

T = TypeVar("T")

log = structlog.get_logger("streams.pool")

# To import the reader's modules and load all it knows; measured 2 to 4 s.
_START_S = 120.0
_STARTS = 3
_ALONE_TRIES = 2


class Job(Struct, frozen=True):
    """One message for a reader: its value, the broker's time as RFC 3339, its trace context."""

    value: bytes | None
    received_at: str
    trace: bytes | None


Read = Callable[[Sequence[Job]], Sequence[T]]


class ReaderDied(Exception):
    """The process that read died, or was killed for it took too long; the message says which."""


class Pool:
    """A number of readers, started when they are first needed and again when they have died."""

    def __init__(
        self,
        *,
        processes: int,
        timeout_s: float,
        bytes_at_once: int,
        warm_up: Callable[[], None],
        stop: Stop = fail_stop,
    ) -> None:
        """Give a reader up to *bytes_at_once* and *timeout_s* for them.

        *warm_up* is what a new process does first, with more time; a process that cannot even do
        this is no fault of a message, and after three tries the worker stops.
        """
        self._readers = [
            _Reader(timeout_s=timeout_s, warm_up=warm_up, stop=stop) for _ in range(processes)
        ]
        self._bytes_at_once = bytes_at_once
        self._free: asyncio.LifoQueue[_Reader] = asyncio.LifoQueue()
        for reader in self._readers:
            self._free.put_nowait(reader)

    async def run(self, read: Read[T], jobs: Sequence[Job]) -> list[T | Raised]:
        """Return what *read* makes of each of *jobs*, in order.

        *read* is a function of a module that the processes can import. It returns a result for
        every job; one that kills its reader gets a `Raised` with reason `killed_the_reader`.
        """
        share = max(1, -(-len(jobs) // len(self._readers)))
        tasks = [
            asyncio.ensure_future(self._run_some(read, some))
            for some in cut(jobs, count=share, size=self._bytes_at_once)
        ]
        return [result for task in tasks for result in await task]

    def close(self) -> None:
        """Kill all readers."""
        for reader in self._readers:
            reader.kill()

    @contextlib.asynccontextmanager
    async def _reader(self) -> AsyncIterator["_Reader"]:
        reader = await self._free.get()
        try:
            yield reader
        finally:
            self._free.put_nowait(reader)

    async def _run_some(self, read: Read[T], jobs: Sequence[Job]) -> Sequence[T | Raised]:
        async with self._reader() as reader:
            try:
                return await reader.call(read, jobs)
            except ReaderDied as error:
                log.warning("reader_died", messages=len(jobs), error=str(error))
            return [await _alone(reader, read, job) for job in jobs]


async def _alone(reader: "_Reader", read: Read[T], job: Job) -> T | Raised:
    reasons: list[str] = []
    while len(reasons) < _ALONE_TRIES:
        try:
            return (await reader.call(read, [job]))[0]
        except ReaderDied as error:
            reasons.append(str(error))
    return Raised("killed_the_reader", f"read alone, twice: {'; '.join(reasons)}")


def cut(jobs: Sequence[Job], *, count: int, size: int) -> Iterator[Sequence[Job]]:
    """Yield *jobs* in order, up to *count* and up to *size* bytes at once, one at least."""
    begin, weight = 0, 0
    for end, job in enumerate(jobs):
        weight += len(job.value or b"")
        if end > begin and (end - begin == count or weight > size):
            yield jobs[begin:end]
            begin, weight = end, len(job.value or b"")
    if begin < len(jobs):
        yield jobs[begin:]


class _Reader:
    """One process, behind an executor that is thrown away with it."""

    def __init__(self, *, timeout_s: float, warm_up: Callable[[], None], stop: Stop) -> None:
        self._timeout_s = timeout_s
        self._warm_up = warm_up
        self._stop = stop
        self._executor: ProcessPoolExecutor | None = None

    async def call(self, read: Read[T], jobs: Sequence[Job]) -> Sequence[T]:
        if self._executor is None:
            await self._start()
        return await self._submit(self._timeout_s, read, jobs)

    def kill(self) -> None:
        executor, self._executor = self._executor, None
        if executor is None:
            return
        # A process that hangs never comes back by itself, and an executor has no public way to end
        # one before Python 3.14.
        for process in list((executor._processes or {}).values()):
            process.kill()
        executor.shutdown(wait=False, cancel_futures=True)

    async def _start(self) -> None:
        for _ in range(_STARTS):
            self._executor = ProcessPoolExecutor(
                1, mp_context=multiprocessing.get_context("spawn"), initializer=prepare
            )
            try:
                await self._submit(_START_S, self._warm_up)
            except ReaderDied as error:
                log.warning("reader_not_started", error=str(error))
                continue
            return
        self._stop("no process to read with can be started; its own last words are above")

    async def _submit(self, timeout_s: float, function: Callable[..., T], *arguments: object) -> T:
        loop = asyncio.get_running_loop()
        try:
            call = loop.run_in_executor(self._executor, function, *arguments)
            return await asyncio.wait_for(call, timeout_s)
        except TimeoutError:
            POOL_KILLS.inc()
            self.kill()
            raise ReaderDied(f"not done after {timeout_s:.0f} s") from None
        except BrokenProcessPool:
            POOL_KILLS.inc()
            self.kill()
            raise ReaderDied("the process died") from None


def prepare() -> None:
    """Make a new reader die with its worker, and leave Ctrl-C to it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def die_with_parent() -> None:
        parent.join()
        os._exit(0)

    threading.Thread(target=die_with_parent, daemon=True).start()
