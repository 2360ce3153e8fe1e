"""Lake: what every sink for tables must do; writing twice equals writing once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from msgspec import Struct

from streams.steps.archive import Kind

Columns = Mapping[str, Kind]


class LakeRow(Struct, frozen=True, kw_only=True):
    """One row of *table*, made of the message at *offset* whose version is *ce_id*.

    A message may give several rows, of several tables. *values* are by column: a day or an instant
    as a record writes it, None for what is not known.
    """

    table: str
    offset: int
    ce_id: str
    values: Mapping[str, object]


class StaleWriter(RuntimeError):
    """Another writer has written the same partition since this one was assigned it."""


class Lake(Protocol):
    """Tables that take the rows of a partition in the order of its offsets, each once."""

    def assigned(self, partitions: Iterable[tuple[str, int]]) -> None:
        """Forget what was known of *partitions*: another may have written them meanwhile."""

    def append(
        self, rows: Sequence[LakeRow], *, topic: str, partition: int, last_offset: int
    ) -> int:
        """Write the *rows* of messages up to *last_offset* and return how many were new.

        A row at or below the offset that its table holds, and a `ce_id` that its table holds, is
        skipped. Raises `StaleWriter` where another writes the partition.
        """


def by_table(rows: Iterable[LakeRow]) -> dict[str, list[LakeRow]]:
    """Return *rows* by their table, tables and rows in the order given."""
    tables: dict[str, list[LakeRow]] = {}
    for row in rows:
        tables.setdefault(row.table, []).append(row)
    return tables


def unwritten(rows: Iterable[LakeRow], *, beyond: int | None, known: set[str]) -> Iterator[LakeRow]:
    """Yield the *rows* of one table that it does not hold.

    It holds the offsets up to *beyond* and the versions in *known*. All rows of one message are
    kept, those of a second message with the same version are not.
    """
    first: dict[str, int] = {}
    for row in rows:
        is_new = (beyond is None or row.offset > beyond) and row.ce_id not in known
        if is_new and first.setdefault(row.ce_id, row.offset) == row.offset:
            yield row
