"""Visible dates of pages, and calendars that do not fit."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.languages.load import load_packs
from streams.text.calendar import read_date

WORDS = tuple(pack.dates for pack in load_packs().values())


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("نشر في: الأربعاء 7 شباط/فبراير 2018 - 14:35", date(2018, 2, 7)),
        ("آخر تحديث ٧ فبراير ٢٠١٨", date(2018, 2, 7)),
        ("الثلاثاء 2014/08/26", date(2014, 8, 26)),
        ("2025-04-07 الساعة 03:45م", date(2025, 4, 7)),
        ("AFP Published 13 Sep, 2024 12:38pm", date(2024, 9, 13)),
        ("Updated: February 28, 2016", date(2016, 2, 28)),
        ("13 صفر 1445", date(2023, 8, 29)),
        ("Wednesday", None),
        ("31 فبراير 2018", None),
        ("", None),
    ],
)
def test_the_visible_date_of_a_page_is_read(text, day):
    assert read_date(text, words=WORDS) == day


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2090, 1, 1)))
def test_a_written_date_reads_back(day):
    arabic = WORDS[0].months[str(day.month)][0]
    assert read_date(f"{day.day} {arabic} {day.year}", words=WORDS) == day
    english = WORDS[1].months[str(day.month)][0]
    assert read_date(f"{english} {day.day}, {day.year}", words=WORDS) == day
    assert read_date(day.isoformat(), words=WORDS) == day
