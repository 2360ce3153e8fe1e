"""What every lake must do: writing twice equals writing once."""

from collections.abc import Callable
from pathlib import Path

import pytest
from deltalake import DeltaTable

from streams.sinks.delta import DeltaLake
from streams.sinks.lake import Columns, Lake, LakeRow
from streams.sinks.memory import MemoryLake

TABLES: dict[str, Columns] = {
    "reports": {"day": "day", "article": "text", "score": "number"},
    "claims": {"day": "day", "claim": "text", "least": "integer"},
}
Read = Callable[[str], list[tuple[int, str]]]


def memory(_folder: Path) -> tuple[Lake, Read]:
    lake = MemoryLake()
    return lake, lambda table: sorted((row.offset, row.ce_id) for row in lake.rows.get(table, []))


def delta(folder: Path) -> tuple[Lake, Read]:
    lake = DeltaLake(str(folder), prefix="test.", tables=TABLES)

    def read(table: str) -> list[tuple[int, str]]:
        if not DeltaTable.is_deltatable(lake.uri(table)):
            return []
        rows = DeltaTable(lake.uri(table)).to_pyarrow_table(columns=["offset", "ce_id"]).to_pylist()
        return sorted((row["offset"], row["ce_id"]) for row in rows)

    return lake, read


@pytest.fixture(params=[memory, delta], ids=["memory", "delta"])
def lake_and_read(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Lake, Read]:
    return request.param(tmp_path)


def report(offset: int, *, ce_id: str | None = None) -> LakeRow:
    values = {"day": "2026-03-02", "article": f"a{offset}", "score": 0.5}
    return LakeRow(table="reports", offset=offset, ce_id=ce_id or f"r{offset}", values=values)


def claim(offset: int, *, number: int) -> LakeRow:
    values = {"day": None, "claim": f"c{offset}-{number}", "least": number}
    return LakeRow(table="claims", offset=offset, ce_id=f"r{offset}", values=values)


def test_a_batch_written_twice_is_there_once(lake_and_read: tuple[Lake, Read]) -> None:
    lake, read = lake_and_read
    batch = [report(0), report(1), claim(1, number=1), claim(1, number=2)]

    first = lake.append(batch, topic="reports", partition=0, last_offset=1)
    second = lake.append(batch, topic="reports", partition=0, last_offset=1)

    assert (first, second) == (4, 0)
    assert read("reports") == [(0, "r0"), (1, "r1")]
    assert read("claims") == [(1, "r1"), (1, "r1")]


def test_a_batch_that_overlaps_the_last_adds_what_is_new(lake_and_read: tuple[Lake, Read]) -> None:
    lake, read = lake_and_read

    lake.append([report(0), report(1)], topic="reports", partition=0, last_offset=1)
    lake.append([report(1), report(2)], topic="reports", partition=0, last_offset=2)

    assert read("reports") == [(0, "r0"), (1, "r1"), (2, "r2")]


def test_a_version_sent_again_at_a_later_offset_is_skipped(
    lake_and_read: tuple[Lake, Read],
) -> None:
    lake, read = lake_and_read

    lake.append([report(0)], topic="reports", partition=0, last_offset=0)
    lake.append(
        [report(1, ce_id="r0"), report(2), report(3, ce_id="r2")],
        topic="reports",
        partition=0,
        last_offset=3,
    )

    assert read("reports") == [(0, "r0"), (2, "r2")]


def test_partitions_are_counted_apart(lake_and_read: tuple[Lake, Read]) -> None:
    lake, read = lake_and_read

    lake.append([report(7, ce_id="x")], topic="reports", partition=0, last_offset=7)
    lake.append([report(3, ce_id="y")], topic="reports", partition=1, last_offset=3)

    assert read("reports") == [(3, "y"), (7, "x")]


def test_a_batch_without_rows_writes_nothing(lake_and_read: tuple[Lake, Read]) -> None:
    lake, read = lake_and_read

    assert lake.append([], topic="reports", partition=0, last_offset=9) == 0
    assert read("reports") == []


def test_after_an_assignment_nothing_is_written_again(lake_and_read: tuple[Lake, Read]) -> None:
    lake, read = lake_and_read
    lake.append([report(0)], topic="reports", partition=0, last_offset=0)

    lake.assigned([("reports", 0)])
    lake.append([report(0), report(1)], topic="reports", partition=0, last_offset=1)

    assert read("reports") == [(0, "r0"), (1, "r1")]
