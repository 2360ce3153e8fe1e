"""The arithmetic of days: days that do not exist, Hijri dates, weekdays near a day."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from streams.text.calendar_days import day_of, hijri_day, nearest_weekday


def test_a_day_that_the_calendar_lacks_is_none():
    assert day_of(2018, 2, 28) == date(2018, 2, 28)
    assert day_of(2018, 2, 29) is None
    assert day_of(2018, 13, 1) is None


def test_a_hijri_day_without_a_year_is_the_last_before_publication():
    assert hijri_day(1445, 2, 13, None) == date(2023, 8, 29)
    told = hijri_day(None, 9, 1, date(2018, 6, 1))
    assert told == date(2018, 5, 16)
    assert hijri_day(None, 9, 1, None) is None
    assert hijri_day(99999, 1, 1, None) is None


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2090, 1, 1)), st.integers(1, 7))
def test_the_nearest_weekday_is_that_weekday_at_most_three_days_off(day, weekday):
    found = nearest_weekday(day, weekday)
    assert found.isoweekday() == weekday
    assert abs((found - day).days) <= 3
