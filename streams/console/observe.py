"""What is on the topics: how far the workers are behind, and all that they have said."""

from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import NamedTuple, Self, TypeVar

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from msgspec import Struct

from streams.records.alert import Alert
from streams.records.article import Duplicate
from streams.records.incident import Incident
from streams.records.rejection import Rejection
from streams.records.report import StrikeReport
from streams.records.wire import Unreadable, decode

R = TypeVar("R", bound=Struct)


class Names(NamedTuple):
    """The topics to look at: *raw* is counted, *group_reads* measured, the others are read."""

    raw: str
    duplicates: str
    reports: str
    incidents: str
    alerts: str
    rejected: str
    group_reads: Sequence[str]

    @property
    def read(self) -> tuple[str, ...]:
        """Those whose records are taken in."""
        return (self.duplicates, self.reports, self.incidents, self.alerts, self.rejected)


class Behind(NamedTuple):
    """A partition that is not read to its end: what the group has committed, and the end."""

    topic: str
    partition: int
    committed: int
    end: int


class Observer:
    """Reads the topics from their beginning, in no group; refresh() takes in what is new."""

    def __init__(self, names: Names, *, group: str, client: Mapping[str, object]) -> None:
        """Look at *names* and at what *group* has committed; *client* is what aiokafka needs."""
        self.articles = 0
        self.behind: list[Behind] = []
        self.committed = 0
        self.duplicates: set[str] = set()
        self.reports: dict[str, StrikeReport] = {}
        self.incidents: dict[str, Incident] = {}
        self.alerts: dict[str, Alert] = {}
        self.rejections: dict[tuple[str, int, int], Rejection] = {}
        self.unreadable = 0
        self._names = names
        self._group = group
        self._group_reads: list[TopicPartition] = []
        self._admin = AIOKafkaAdminClient(**client)
        self._consumer = AIOKafkaConsumer(
            **client, auto_offset_reset="earliest", enable_auto_commit=False
        )

    @property
    def lag(self) -> int:
        """How many messages are still to be read, over all topics."""
        return sum(behind.end - behind.committed for behind in self.behind)

    async def refresh(self) -> None:
        """Take in what is new. Raise KafkaError when the brokers cannot be asked."""
        # The ends last: what they count was there before, so that a lag of 0 is a lag of 0.
        await self._read()
        groups = await self._admin.list_consumer_group_offsets(self._group)
        partitions = self._group_reads
        begins = await self._consumer.beginning_offsets(partitions)
        ends = await self._consumer.end_offsets(partitions)
        committed = {
            partition: max(
                begins[partition], groups[partition].offset if partition in groups else 0
            )
            for partition in partitions
        }
        self.behind = [
            Behind(partition.topic, partition.partition, committed[partition], ends[partition])
            for partition in partitions
            if committed[partition] < ends[partition]
        ]
        self.committed = sum(committed.values())
        self.articles = sum(
            end - begins[partition]
            for partition, end in ends.items()
            if partition.topic == self._names.raw
        )

    async def __aenter__(self) -> Self:
        """Connect, and stand before the first message of every topic that is read."""
        await self._admin.start()
        await self._consumer.start()
        self._group_reads = await self._partitions(self._names.group_reads)
        self._consumer.assign(await self._partitions(self._names.read))
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let go of the brokers."""
        await self._consumer.stop()
        await self._admin.close()

    async def _partitions(self, topics: Sequence[str]) -> list[TopicPartition]:
        """Return every partition of *topics*, which must exist."""
        return [
            TopicPartition(topic["topic"], partition["partition"])
            for topic in await self._admin.describe_topics(list(topics))
            for partition in topic["partitions"]
        ]

    async def _read(self) -> None:
        while batches := await self._consumer.getmany(timeout_ms=100):
            for partition, messages in batches.items():
                for message in messages:
                    try:
                        self._take(partition.topic, message.value)
                    except Unreadable:
                        self.unreadable += 1

    def _take(self, topic: str, value: bytes | None) -> None:
        if topic == self._names.duplicates:
            self.duplicates.add(decode(value, Duplicate).article)
        elif topic == self._names.reports:
            report = decode(value, StrikeReport)
            self.reports[report.article.id] = report
        elif topic == self._names.incidents:
            incident = decode(value, Incident)
            known = self.incidents.get(incident.id)
            # After a crash an older revision may come again.
            if known is None or incident.revision >= known.revision:
                self.incidents[incident.id] = incident
        elif topic == self._names.alerts:
            alert = decode(value, Alert)
            self.alerts[alert.id] = alert
        else:
            rejection = decode(value, Rejection)
            self.rejections[rejection.topic, rejection.partition, rejection.offset] = rejection
