"""The data lake: Delta tables on a local disk or any store deltalake can reach.

Exactly once: every commit carries the last offset of its partition as an application transaction,
and a writer skips what the table already holds by offset and by `ce_id`. A second writer of the
same partition (one that was paused and lost its assignment) is refused by the table itself.
Calls block: run them in threads, one at a time for each partition.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime

import pyarrow as pa
import pyarrow.dataset as ds
import stamina
from deltalake import CommitProperties, DeltaTable, Transaction, write_deltalake
from deltalake.exceptions import CommitFailedError
from msgspec import Struct

from streams.sinks.lake import Columns, LakeRow, StaleWriter, by_table, unwritten
from streams.steps.archive import Kind

# Small files slow a reader down, compacting slows a writer down; measured best about here.
COMPACT_EVERY = 100  # commits of a table
ATTEMPTS, PATIENCE = 5, 60.0  # tries and seconds for a commit before the store counts as broken

_ARROW: dict[Kind, pa.DataType] = {
    "text": pa.string(),
    "texts": pa.list_(pa.string()),
    "integer": pa.int64(),
    "number": pa.float64(),
    "truth": pa.bool_(),
    "day": pa.date32(),
    "instant": pa.timestamp("us", tz="UTC"),
}
_READ: dict[Kind, Callable[[str], object]] = {
    "day": date.fromisoformat,
    "instant": datetime.fromisoformat,
}
# Where each row came from; `ce_id` names the version of the record.
_ORIGIN: Columns = {"ce_id": "text", "topic": "text", "partition": "integer", "offset": "integer"}


class _Held(Struct):
    """What a table holds of one partition: offsets up to *offset*, the versions *known*."""

    offset: int | None
    known: set[str]


class DeltaLake:
    """Tables under *root*, one folder each, named *prefix* and table, partitioned by `day`.

    *tables* gives the columns of each table, a `day` among them; a table takes the rows of one
    topic, for the worker that holds the topic's partition 0 compacts it. *options* are deltalake's storage
    options. The versions known of a partition are kept in memory, about 100 bytes each.
    """

    def __init__(
        self,
        root: str,
        *,
        prefix: str,
        tables: Mapping[str, Columns],
        options: Mapping[str, str] | None = None,
    ) -> None:
        self._root = root.rstrip("/")
        self._prefix = prefix
        self._columns = {table: {**_ORIGIN, **columns} for table, columns in tables.items()}
        self._options = dict(options or {})
        self._tables: dict[str, DeltaTable] = {}
        self._held: dict[tuple[str, str, int], _Held] = {}
        self._compacted: dict[str, int] = {}
        self._topics: dict[str, str] = {}

    def uri(self, table: str) -> str:
        """Return where *table* lies."""
        return f"{self._root}/{self._prefix}{table}"

    def assigned(self, partitions: Iterable[tuple[str, int]]) -> None:
        """Forget what was known of *partitions*: it is read from the tables when next needed."""
        taken = set(partitions)
        for place in list(self._held):  # a thread may be adding to it
            if place[1:] in taken:
                self._held.pop(place, None)

    def append(
        self, rows: Sequence[LakeRow], *, topic: str, partition: int, last_offset: int
    ) -> int:
        """Commit the *rows* that are new, a commit a table, and return how many were.

        Called again after a failure between two tables it writes what is missing. Raises
        `StaleWriter` where another has written the partition since it was assigned, and what the
        store raises when it stays broken.
        """
        written = 0
        for table, given in by_table(rows).items():
            if self._topics.setdefault(table, topic) != topic:
                raise ValueError(f"{table} takes rows of {self._topics[table]}, found {topic}")
            held = self._hold(table, topic, partition)
            fresh = list(unwritten(given, beyond=held.offset, known=held.known))
            if not fresh:
                continue
            self._commit(table, fresh, held, topic=topic, partition=partition, last=last_offset)
            held.offset = last_offset
            held.known.update(row.ce_id for row in fresh)
            written += len(fresh)
            if partition == 0:
                self._compact(table)
        return written

    def _hold(self, table: str, topic: str, partition: int) -> _Held:
        place = (table, topic, partition)
        held = self._held.get(place)
        if held is None:
            opened = self._open(table)
            opened.update_incremental()
            found = opened.to_pyarrow_dataset().to_table(
                columns=["ce_id"],
                filter=(ds.field("topic") == topic) & (ds.field("partition") == partition),
            )
            held = _Held(
                opened.transaction_version(self._writer(topic, partition)),
                set(map(str, found["ce_id"].to_pylist())),
            )
            self._held[place] = held
        return held

    def _open(self, table: str) -> DeltaTable:
        if table not in self._tables:
            self._tables[table] = self._create(table)
        return self._tables[table]

    @stamina.retry(on=CommitFailedError, attempts=ATTEMPTS, timeout=PATIENCE)
    def _create(self, table: str) -> DeltaTable:
        """Open *table*, make it if there is none; two that make it at once both get it."""
        return DeltaTable.create(
            self.uri(table),
            _schema(self._columns[table]),
            mode="ignore",
            partition_by=["day"],
            storage_options=self._options or None,
        )

    def _commit(
        self,
        table: str,
        rows: Sequence[LakeRow],
        held: _Held,
        *,
        topic: str,
        partition: int,
        last: int,
    ) -> None:
        opened, columns = self._open(table), self._columns[table]
        writer = self._writer(topic, partition)
        data = pa.Table.from_pylist(
            [_values(row, columns, topic=topic, partition=partition) for row in rows],
            schema=_schema(columns),
        )
        grown = set(columns) - {field.name for field in opened.schema().fields}
        try:
            for attempt in stamina.retry_context(
                on=_is_passing, attempts=ATTEMPTS, timeout=PATIENCE
            ):
                with attempt:
                    if attempt.num > 1:
                        # Two that made the table at once wrote its metadata twice: from the version
                        # that was opened, no try would ever go well.
                        opened.update_incremental()
                    if opened.transaction_version(writer) != held.offset:
                        raise StaleWriter(self._stale(table, writer))
                    write_deltalake(
                        opened,
                        data,
                        mode="append",
                        schema_mode="merge" if grown else None,
                        commit_properties=CommitProperties(
                            app_transactions=[Transaction(writer, last)]
                        ),
                    )
        except CommitFailedError as error:
            if _is_passing(error):
                raise
            raise StaleWriter(self._stale(table, writer)) from error

    def _compact(self, table: str) -> None:
        """Join small files, when enough commits were made since.

        Only the writer of partition 0 does, for deltalake takes two compactions of the same files
        at once without a word, and the rows are doubled (seen with 1.6.6).
        """
        version = self._tables[table].version()
        if version - self._compacted.setdefault(table, version) < COMPACT_EVERY:
            return
        self._compacted[table] = version
        fresh = DeltaTable(self.uri(table), storage_options=self._options or None)
        fresh.optimize.compact()
        fresh.vacuum(dry_run=False)  # files that no reader of the last seven days needs

    def _writer(self, topic: str, partition: int) -> str:
        return f"{self._prefix}/{topic}/{partition}"

    def _stale(self, table: str, writer: str) -> str:
        return (
            f"{self.uri(table)}: {writer} was written by another since it was assigned here; "
            "this writer must stop and read the table again"
        )


def _is_passing(error: Exception) -> bool:
    """Tell what may go well when tried again from a transaction that another has overtaken."""
    if isinstance(error, CommitFailedError):
        return "oncurrent transaction" not in str(error)
    return isinstance(error, OSError)


def _schema(columns: Columns) -> pa.Schema:
    return pa.schema([pa.field(name, _ARROW[kind]) for name, kind in columns.items()])


def _values(row: LakeRow, columns: Columns, *, topic: str, partition: int) -> dict[str, object]:
    unknown = set(row.values) - set(columns)
    if unknown:
        raise ValueError(f"{row.table} has no column {', '.join(sorted(unknown))}")
    values: dict[str, object] = {
        **row.values,
        "ce_id": row.ce_id,
        "topic": topic,
        "partition": partition,
        "offset": row.offset,
    }
    return {name: _value(values.get(name), kind) for name, kind in columns.items()}


def _value(value: object, kind: Kind) -> object:
    return _READ[kind](value) if kind in _READ and isinstance(value, str) else value
