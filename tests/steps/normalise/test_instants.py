"""Moments as feeds and pages write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.steps.normalise.instants import instant, is_plausible, read_moment


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2024-05-13T06:00:00Z", "2024-05-13T06:00:00Z"),
        ("2024-05-13T06:00:00.123456+03:00", "2024-05-13T03:00:00Z"),
        ("2024-05-13 06:00 +0300", "2024-05-13T03:00:00Z"),
        ("2024-05-13T06:00:00 GMT", "2024-05-13T06:00:00Z"),
        ("20240513T060000Z", "2024-05-13T06:00:00Z"),
        ("Mon, 13 May 2024 06:00:00 +0300", "2024-05-13T03:00:00Z"),
        ("Mon, 13 May 2024 06:00:00 GMT", "2024-05-13T06:00:00Z"),
        ("13 May 2024 06:00 EST", "2024-05-13T11:00:00Z"),
    ],
)
def test_an_instant_is_told_in_utc(written: str, moment: str) -> None:
    assert read_moment(written) == moment


@pytest.mark.parametrize(
    "written", ["2024-05-13", "2024/05/13", "20240513", "2024-05-13T23:30:00", "2024-05-13 23:30"]
)
def test_a_day_and_a_time_without_a_zone_stay_the_day_they_name(written: str) -> None:
    assert read_moment(written) == "2024-05-13"


@pytest.mark.parametrize(
    "written",
    ["", None, "yesterday", "1403-02-24T10:00:00+03:30", "0001-01-01T00:00:00Z", "1970-01-01T00:00:00Z",
     "2024-13-01", "2024-02-30T00:00:00Z", "9999-12-31T23:59:59-23:00", "2024-05-13T25:00:00Z", "14 killed"],
)  # fmt: skip
def test_what_is_no_moment_of_the_web_is_none(written: str | None) -> None:
    assert read_moment(written) is None


def test_a_dispatch_of_the_eighties_keeps_its_day() -> None:
    assert read_moment("1983-10-23") == "1983-10-23"


def test_a_page_may_be_dated_a_day_ahead_by_its_zone_but_not_two() -> None:
    assert is_plausible("2024-05-14", fetched="2024-05-13T12:00:00Z")
    assert not is_plausible("2024-05-15", fetched="2024-05-13T12:00:00Z")


@given(
    st.one_of(
        st.text(), st.datetimes().map(str), st.from_regex(r"[0-9]{1,2} [A-Z][a-z]{2} [0-9]{4}.*")
    )
)
def test_what_was_read_reads_the_same_again(written: str) -> None:
    moment = read_moment(written)

    assert read_moment(moment) == moment
    assert moment is None or is_plausible(moment, fetched=instant(moment))
