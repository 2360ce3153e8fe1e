from streams.records.rejection import Rejection
from streams.records.report import StrikeReport
from streams.records.wire import decode
from streams.steps.archive import TABLES, archive
from streams.steps.correlate.merge import fold
from streams.steps.correlate.traits import Member
from tests.builders import a_figure, a_reference, a_report, an_act, an_actor, at

REPORT = a_report("a", an_act(a_figure(14, -1), a_figure(2, subset_of=0), attackers=(an_actor(),)))


def an_incident():
    member = Member(act_id="a", article=a_reference("a"), position=0, act=REPORT.incidents[0])
    return fold([member], incident="i", theatre="sy", previous=None, because="a", at=at(12))


def a_rejection():
    return Rejection(
        stage="normalise", reason="not_json", detail="d", topic="articles.raw", partition=1,
        offset=7, key="a", payload_base64="ew==", payload_sha256=None, rejected_at=at(12), version="1",
    )  # fmt: skip


def test_a_report_gives_its_row_and_one_for_each_claim():
    report, *claims = archive(REPORT)

    assert (report.table, report.values["acts"], report.values["claims"]) == ("reports", 1, 2)
    assert decode(report.values["json"].encode(), StrikeReport) == REPORT
    found = [(c.values["min"], c.values["max"], c.values["is_subset"]) for c in claims]
    assert found == [(14, None, False), (2, 2, True)]
    assert claims[0].values["attackers"] == ["us-led-coalition"]
    assert claims[0].values["place"] == "Khasham"


def test_a_report_of_no_strike_has_no_claims():
    assert [row.table for row in archive(a_report("a"))] == ["reports"]


def test_an_incident_gives_its_toll_in_columns_and_null_where_nobody_counts():
    (row,) = archive(an_incident())

    assert row.table == "incidents"
    assert (row.values["killed_low"], row.values["killed_high"]) == (14, None)
    assert (row.values["injured_low"], row.values["articles"]) == (None, ["a"])


def test_every_row_has_exactly_the_columns_of_its_table():
    rows = [row for r in (REPORT, an_incident(), a_rejection()) for row in archive(r)]

    assert {row.table for row in rows} == set(TABLES)
    assert all(set(row.values) == set(TABLES[row.table]) for row in rows)
    assert all(row.values["day"] == "2018-02-08" for row in rows)
