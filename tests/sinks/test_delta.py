"""The data lake on a local disk."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest
from deltalake import DeltaTable

from streams.records.rejection import Rejection
from streams.records.wire import encode
from streams.sinks.delta import COMPACT_EVERY, DeltaLake
from streams.sinks.lake import Columns, LakeRow, StaleWriter
from streams.steps.archive import TABLES, archive

COLUMNS: Columns = {
    "day": "day", "seen_at": "instant", "name": "text", "words": "texts", "count": "integer", "score": "number", "sure": "truth",
}  # fmt: skip


def lake(folder: Path, *, columns: Columns = COLUMNS) -> DeltaLake:
    return DeltaLake(str(folder), prefix="test.", tables={"claims": columns, "reports": columns})


def row(offset: int, *, table: str = "claims", **values: object) -> LakeRow:
    return LakeRow(
        table=table, offset=offset, ce_id=f"c{offset}", values={"day": "2026-03-02", **values}
    )


def append(to: DeltaLake, rows: Sequence[LakeRow], *, partition: int = 0) -> int:
    return to.append(
        rows, topic="reports", partition=partition, last_offset=max(row.offset for row in rows)
    )


def query(of: DeltaLake, sql: str, *, table: str = "claims") -> list[tuple[object, ...]]:
    claims = DeltaTable(of.uri(table)).to_pyarrow_dataset()
    with duckdb.connect() as connection:
        connection.register("claims", claims)
        return connection.sql(sql).fetchall()


def test_duckdb_reads_back_every_kind_of_value(tmp_path: Path) -> None:
    tables = lake(tmp_path)

    append(
        tables,
        [
            row(4, seen_at="2026-03-02T10:00:00Z", name="سوق البلدة", words=["a", "b"], count=7, score=0.5, sure=True),
            row(5, day=None),
        ],
    )  # fmt: skip

    found = query(
        tables,
        'select ce_id, topic, partition, "offset", day, epoch(seen_at), name, words, count, score, sure from claims order by 4',
    )
    at = datetime(2026, 3, 2, 10, tzinfo=UTC).timestamp()
    assert found == [
        ("c4", "reports", 0, 4, date(2026, 3, 2), at, "سوق البلدة", ["a", "b"], 7, 0.5, True),
        ("c5", "reports", 0, 5, None, None, None, None, None, None, None),
    ]


def test_a_worker_that_starts_again_writes_nothing_twice(tmp_path: Path) -> None:
    append(lake(tmp_path), [row(0), row(1)])

    again = lake(tmp_path)
    written = append(again, [row(0), row(1), row(2)])

    assert written == 1
    assert query(again, "select count(*), count(distinct ce_id) from claims") == [(3, 3)]


def test_what_a_crash_left_out_of_one_table_is_written_when_the_batch_comes_again(
    tmp_path: Path,
) -> None:
    append(lake(tmp_path), [row(0, table="reports"), row(1, table="reports")])

    again = lake(tmp_path)
    append(again, [row(0, table="reports"), row(0), row(1, table="reports"), row(1)])

    assert query(again, "select count(*) from claims", table="reports") == [(2,)]
    assert query(again, "select count(*) from claims", table="claims") == [(2,)]


def test_two_writers_of_two_partitions_do_not_disturb_each_other(tmp_path: Path) -> None:
    one, other = lake(tmp_path), lake(tmp_path)

    for offset in range(5):
        append(one, [row(offset)], partition=0)
        append(other, [row(offset + 100)], partition=1)

    assert query(one, "select partition, count(*) from claims group by 1 order by 1") == [
        (0, 5),
        (1, 5),
    ]


def test_partitions_are_written_at_the_same_time_from_several_threads(tmp_path: Path) -> None:
    tables = lake(tmp_path)

    def write(partition: int) -> None:
        for offset in range(20):
            made = LakeRow(table="claims", offset=offset, ce_id=f"{partition}-{offset}", values={})
            append(tables, [made], partition=partition)
            tables.assigned([("reports", partition)])

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(4)))

    assert query(tables, "select partition, count(*) from claims group by 1 order by 1") == [
        (0, 20), (1, 20), (2, 20), (3, 20),
    ]  # fmt: skip


def test_a_table_whose_metadata_another_writer_wrote_again_is_read_anew(tmp_path: Path) -> None:
    tables = lake(tmp_path)
    append(tables, [row(1)])
    another = DeltaTable(tables.uri("claims"))
    another.alter.set_table_properties({"delta.logRetentionDuration": "interval 30 days"})

    assert append(tables, [row(2)]) == 1

    assert query(tables, 'select "offset" from claims order by 1') == [(1,), (2,)]


def test_a_table_takes_the_rows_of_one_topic(tmp_path: Path) -> None:
    tables = lake(tmp_path)
    append(tables, [row(0)])

    with pytest.raises(ValueError, match="claims takes rows of reports, found incidents"):
        tables.append([row(1)], topic="incidents", partition=0, last_offset=1)


def test_a_writer_that_lost_its_partition_is_refused(tmp_path: Path) -> None:
    paused, owner = lake(tmp_path), lake(tmp_path)
    append(paused, [row(0)])
    append(owner, [row(1)])

    with pytest.raises(StaleWriter, match="written by another"):
        append(paused, [row(1), row(2)])

    assert query(owner, 'select "offset" from claims order by 1') == [(0,), (1,)]


def test_a_writer_that_is_assigned_its_partition_again_goes_on(tmp_path: Path) -> None:
    first, second = lake(tmp_path), lake(tmp_path)
    append(first, [row(0)])
    append(second, [row(1)])

    first.assigned([("reports", 0)])
    append(first, [row(1), row(2)])

    assert query(first, 'select "offset" from claims order by 1') == [(0,), (1,), (2,)]


def test_reading_the_table_for_a_new_partition_does_not_hide_another_writer(tmp_path: Path) -> None:
    paused, owner = lake(tmp_path), lake(tmp_path)
    append(paused, [row(0)])
    append(owner, [row(1)])
    append(paused, [row(50)], partition=1)

    with pytest.raises(StaleWriter):
        append(paused, [row(2)])


def test_small_files_are_joined_and_nothing_is_lost_or_doubled(tmp_path: Path) -> None:
    tables = lake(tmp_path)

    for offset in range(COMPACT_EVERY + 10):
        append(tables, [row(offset)])

    assert len(DeltaTable(tables.uri("claims")).file_uris()) < 20
    assert query(tables, "select count(*), count(distinct ce_id) from claims") == [
        (COMPACT_EVERY + 10, COMPACT_EVERY + 10)
    ]


def test_a_column_added_later_is_null_in_older_rows(tmp_path: Path) -> None:
    append(lake(tmp_path), [row(0)])

    grown = lake(tmp_path, columns={**COLUMNS, "place": "text"})
    append(grown, [row(1, place="Khasham")])
    append(grown, [row(2, place="Mayadin")])

    assert query(grown, 'select place from claims order by "offset"') == [
        (None,),
        ("Khasham",),
        ("Mayadin",),
    ]


def test_a_value_without_a_column_is_our_mistake(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="claims has no column colour"):
        append(lake(tmp_path), [row(0, colour="red")])


def test_the_rows_of_the_archive_fit_their_tables(tmp_path: Path) -> None:
    rejection = Rejection(
        stage="normalise", reason="empty_text", detail="no text is left", topic="articles.raw", partition=3, offset=7,
        key="a1", payload_base64="e30=", payload_sha256=None, rejected_at="2026-03-02T10:00:00Z", version="1",
    )  # fmt: skip
    tables = DeltaLake(str(tmp_path), prefix="test.", tables=TABLES)

    rows = [
        LakeRow(table=each.table, offset=0, ce_id="c0", values=each.values)
        for each in archive(rejection)
    ]
    tables.append(rows, topic="rejected", partition=0, last_offset=0)

    found = query(tables, "select day, reason, source_offset, json from claims", table="rejections")
    assert found == [(date(2026, 3, 2), "empty_text", 7, encode(rejection).decode())]


@pytest.mark.parametrize("table", TABLES)
def test_every_column_of_the_archive_can_be_null(tmp_path: Path, table: str) -> None:
    tables = DeltaLake(str(tmp_path), prefix="test.", tables=TABLES)

    tables.append(
        [LakeRow(table=table, offset=0, ce_id="c0", values={})],
        topic="t",
        partition=0,
        last_offset=0,
    )

    assert query(tables, "select count(*) from claims", table=table) == [(1,)]
