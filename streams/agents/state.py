"""What an agent remembers: entries in memory by partition, kept on a compacted topic.

Entries of one message form a group. They are written after the outputs of the message are
confirmed and before its offset moves, each with that offset and the size of the group. Whoever
gets a partition reads its log to the end first: the highest offset whose group is complete tells
which messages are in the state already; an incomplete group at the very end is dropped, for its
message was not committed and comes again.
"""

import asyncio
import time
from collections.abc import Callable, Iterable, Mapping, Set
from datetime import UTC, datetime
from typing import Any, Generic, Protocol, TypeVar

import msgspec
import orjson
import structlog
from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import KafkaError
from msgspec import Struct

from streams.agents.message import Message, Output
from streams.agents.stop import Stop, fail_stop
from streams.settings import Settings, client_arguments
from streams.telemetry.metrics import STATE_ENTRIES
from streams.topics import Topic

E = TypeVar("E")

log = structlog.get_logger("streams.state")

# An entry that is still alive is written again when half the retention of its topic has passed.
_REWRITE_AT = 0.5
_FIRST_DELAY_S = 0.2
_LONGEST_DELAY_S = 10.0
_LOOK_EVERY_MS = 24 * 3600 * 1000


class Index(Protocol[E]):
    """The entries of one partition, arranged as a step wants to look them up."""

    def put(self, key: str, entry: E) -> None:
        """Keep *entry* under *key*, in place of what was there."""

    def drop(self, key: str) -> None:
        """Forget *key*, if it is known."""

    def get(self, key: str) -> E | None:
        """Return the entry of *key*."""

    def __len__(self) -> int:
        """Return the number of entries."""


I = TypeVar("I", bound=Index[Any])  # noqa: E741  # an index
Migrate = Callable[[int, Any], Any]


class Envelope(Struct, frozen=True, kw_only=True):
    """An entry as it lies on the state topic; one that is gone says so, its value is never null."""

    schema: int
    offset: int
    count: int
    key: str
    entry: Any = None
    gone: bool = False


class Mark(Struct, frozen=True):
    """Which message wrote an entry, with how many in its group, and when (ms since 1970)."""

    offset: int
    count: int
    written: int


class _Partition(Generic[I]):
    """The entries of one partition, and how far its log has been read."""

    def __init__(self, index: I) -> None:
        self.index = index
        self.marks: dict[str, Mark] = {}
        self.position = 0
        self.complete = -1
        self.looked = 0


class State(Generic[E, I]):
    """The state of one agent: an index a partition that this worker holds."""

    def __init__(
        self,
        topic: Topic[Any],
        *,
        source: Topic[Any],
        entry: type[E],
        index: Callable[[], I],
        schema: int,
        settings: Settings,
        stage: str,
        migrate: Migrate | None = None,
        stop: Stop = fail_stop,
    ) -> None:
        """Keep entries of type *entry* on *topic*, partitioned as *source*, the agent's input.

        *schema* is the version of *entry*; *migrate* is given an older version and the entry in
        builtins, and returns it in the present form.
        """
        self.source = source
        self.topic = topic
        self._entry = entry
        self._new_index = index
        self._schema = schema
        self._settings = settings
        self._stage = stage
        self._migrate = migrate
        self._stop = stop
        self._partitions: dict[int, _Partition[I]] = {}
        self._fresh: set[int] = set()
        self._epoch = 0
        self._lock = asyncio.Lock()

    def is_loaded(self, partitions: Set[int]) -> bool:
        """Tell whether the logs of *partitions* have been read since the last rebalance."""
        return partitions <= self._fresh

    def invalidate(self) -> None:
        """Note that partitions move: others may write before load() is called again."""
        self._fresh.clear()
        self._epoch += 1

    def keep_only(self, partitions: Set[int]) -> None:
        """Forget all partitions but *partitions*."""
        for partition in set(self._partitions) - partitions:
            del self._partitions[partition]
            STATE_ENTRIES.remove(self._stage, str(partition))

    async def load(self, partitions: Set[int]) -> None:
        """Read what others wrote of *partitions* since they were read last; cheap when nothing is new."""
        async with self._lock:
            epoch, needed = self._epoch, set(partitions) - self._fresh
            if not needed:
                return
            found = {number: self._partitions.get(number) for number in needed}
            loaded = {
                number: partition or _Partition(self._new_index())
                for number, partition in found.items()
            }
            await self._read_in_time(loaded)
            if epoch == self._epoch:
                self._partitions |= loaded
                self._fresh |= needed
                for number, partition in loaded.items():
                    self._show(number, partition)
            # Else a rebalance came between: what was read is thrown away, or read on next time.

    def index(self, partition: int) -> I:
        """Return the index of *partition*, which must be loaded."""
        return self._partitions[partition].index

    def includes(self, message: Message) -> bool:
        """Tell whether the state already holds what *message* changes in it."""
        return message.offset <= self._partitions[message.partition].complete

    def entries(self, message: Message, changes: Mapping[str, E | None]) -> list[Output]:
        """Return the group of *changes* by *message* as it goes to the state topic."""
        return [
            self._output(
                message.partition, key, entry, Mark(message.offset, len(changes), written=0)
            )
            for key, entry in changes.items()
        ]

    def apply(self, message: Message, changes: Mapping[str, E | None]) -> None:
        """Take *changes* by *message* into the index, so that the next message sees them."""
        if not changes:
            return
        partition = self._partitions[message.partition]
        mark = Mark(message.offset, len(changes), _now_ms())
        for key, entry in changes.items():
            if entry is None:
                partition.index.drop(key)
                partition.marks.pop(key, None)
            else:
                partition.index.put(key, entry)
                partition.marks[key] = mark
        partition.complete = message.offset
        self._show(message.partition, partition)

    def ageing(self, partitions: Iterable[int]) -> list[Output]:
        """Return the entries that must be written again lest their topic forget them; looks daily.

        To be called between batches only: within one an entry may be ahead of its outputs.
        """
        now = _now_ms()
        outputs = []
        for number in partitions:
            partition = self._partitions[number]
            if now - partition.looked < _LOOK_EVERY_MS:
                continue
            partition.looked = now
            old = now - int((self.topic.retention_s or 0) * 1000 * _REWRITE_AT)
            for key, mark in partition.marks.items():
                entry = partition.index.get(key)
                if mark.written < old and entry is not None:
                    outputs.append(self._output(number, key, entry, mark))
                    partition.marks[key] = Mark(mark.offset, mark.count, now)
        return outputs

    def _output(self, partition: int, key: str, entry: E | None, mark: Mark) -> Output:
        envelope = Envelope(
            schema=self._schema,
            offset=mark.offset,
            count=mark.count,
            key=key,
            entry=entry,
            gone=entry is None,
        )
        return Output(
            topic=self.topic.name,
            key=key.encode(),
            value=orjson.dumps(msgspec.to_builtins(envelope)),
            headers=[],
            partition=partition,
            room=self.topic.room,
        )

    async def _read_in_time(self, partitions: Mapping[int, "_Partition[I]"]) -> None:
        """Read the logs of *partitions*, again when brokers are away; stop the worker in the end."""
        began, delay = time.monotonic(), _FIRST_DELAY_S
        while True:
            try:
                return await self._read(partitions)
            except (KafkaError, OSError) as error:
                log.warning("state_not_read", stage=self._stage, error=repr(error))
                waited = time.monotonic() - began
                if waited > self._settings.delivery_deadline_s:
                    self._stop(f"{self._stage}: no state after {waited:.0f} s: {error!r}")
            await asyncio.sleep(delay)
            delay = min(delay * 2, _LONGEST_DELAY_S)

    async def _read(self, partitions: Mapping[int, "_Partition[I]"]) -> None:
        """Read the logs of *partitions* from where they were left to their present ends."""
        name = self._settings.prefix + self.topic.name
        source = self._settings.prefix + self.source.name
        logs = {number: TopicPartition(name, number) for number in partitions}
        consumer = AIOKafkaConsumer(
            **client_arguments(self._settings),
            group_id=None,
            enable_auto_commit=False,
            auto_offset_reset="earliest",
        )
        try:
            await consumer.start()
            consumer.assign(list(logs.values()))
            begins = await consumer.beginning_offsets(list(logs.values()))
            ends = await consumer.end_offsets(list(logs.values()))
            sources = await consumer.end_offsets(
                [TopicPartition(source, number) for number in partitions]
            )
            readers = {
                logs[number]: _Log(self, partition) for number, partition in partitions.items()
            }
            for number, partition in partitions.items():
                consumer.seek(logs[number], max(partition.position, begins[logs[number]]))
            while [tp for tp in readers if await consumer.position(tp) < ends[tp]]:
                for tp, records in (await consumer.getmany(timeout_ms=200)).items():
                    for record in records:
                        readers[tp].take(record.value, written=record.timestamp)
            for number, partition in partitions.items():
                partition.position = await consumer.position(logs[number])
                readers[logs[number]].end()
                if partition.complete >= sources[TopicPartition(source, number)]:
                    self._stop(
                        f"{name}, partition {number} remembers offset {partition.complete} of "
                        f"{source}, which ends at {sources[TopicPartition(source, number)]}: was "
                        f"{source} deleted and made anew? Delete {name} too, or set another prefix."
                    )
        finally:
            await consumer.stop()

    def read_entry(self, envelope: Envelope) -> E:
        """Return the entry in *envelope*; one of an older schema is migrated, else the worker stops."""
        entry = envelope.entry
        if envelope.schema != self._schema:
            name = self._settings.prefix + self.topic.name
            if envelope.schema > self._schema or self._migrate is None:
                self._stop(
                    f"{name} holds entries of schema {envelope.schema}, this version of strikewire "
                    f"reads {self._schema}: run the version that wrote them, or set another prefix "
                    "and send the articles again."
                )
            entry = self._migrate(envelope.schema, entry)
        return msgspec.convert(entry, self._entry)

    def _show(self, number: int, partition: "_Partition[I]") -> None:
        STATE_ENTRIES.labels(self._stage, str(number)).set(len(partition.index))


class _Log(Generic[E, I]):
    """Reads the log of one partition in order and puts what holds into its index."""

    def __init__(self, state: State[E, I], partition: _Partition[I]) -> None:
        self._state = state
        self._partition = partition
        self._gone: dict[str, int] = {}
        self._group: dict[str, tuple[Envelope, int]] = {}

    def take(self, value: bytes, *, written: int) -> None:
        envelope = msgspec.convert(orjson.loads(value), Envelope)
        if envelope.offset <= self._partition.complete:
            self._put(envelope, written)
            return
        waiting = next((held.offset for held, _ in self._group.values()), envelope.offset)
        if envelope.offset < waiting:
            # Sent twice, out of order: older than the group that is being read.
            self._put(envelope, written)
            return
        if envelope.offset > waiting:
            # A later group: what is missing of the one before has been compacted away.
            self._close_group(waiting)
        self._group[envelope.key] = (envelope, written)
        if len(self._group) == envelope.count:
            self._close_group(envelope.offset)

    def end(self) -> None:
        """Drop an incomplete group: its message was not committed and comes again."""
        if self._group:
            log.info("state_group_incomplete", offset=next(iter(self._group.values()))[0].offset)
        self._group.clear()

    def _close_group(self, offset: int) -> None:
        for envelope, written in self._group.values():
            self._put(envelope, written)
        self._group.clear()
        self._partition.complete = offset

    def _put(self, envelope: Envelope, written: int) -> None:
        key, partition = envelope.key, self._partition
        mark = partition.marks.get(key)
        if envelope.offset < max(mark.offset if mark else -1, self._gone.get(key, -1)):
            return
        if envelope.gone:
            partition.index.drop(key)
            partition.marks.pop(key, None)
            self._gone[key] = envelope.offset
        else:
            partition.index.put(key, self._state.read_entry(envelope))
            partition.marks[key] = Mark(envelope.offset, envelope.count, written)


def _now_ms() -> int:
    return int(datetime.now(UTC).timestamp() * 1000)
