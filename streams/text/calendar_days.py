"""A time expression that was read, and the arithmetic of days behind it."""

from datetime import date, timedelta
from typing import Literal

from hijridate import Hijri
from msgspec import Struct

from streams.records.report import Precision

Basis = Literal["stated", "relative"]
DAY = timedelta(days=1)


class DateFound(Struct, frozen=True, kw_only=True):
    """A time expression at tokens *start* to *end* (exclusive), as days of the place's calendar.

    *first* and *last* are the same day but for nights and months. *rule* tells how it was read.
    """

    start: int
    end: int
    first: date
    last: date
    precision: Precision
    basis: Basis
    rule: str
    weekday: int | None = None


def renamed(found: DateFound, rule: str, *, end: int | None = None) -> DateFound:
    """Return *found* read by *rule*, up to token *end*."""
    return DateFound(
        start=found.start, end=found.end if end is None else end, first=found.first, last=found.last,
        precision=found.precision, basis=found.basis, rule=rule, weekday=found.weekday,
    )  # fmt: skip


def day_of(year: int, month: int, day: int) -> date | None:
    """Return the day, None where the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def hijri_day(year: int | None, month: int, day: int, published: date | None) -> date | None:
    """Return the Gregorian day of a Hijri one; without a year, the last before publication."""
    try:
        if year is not None:
            return Hijri(year, month, day).to_gregorian()
        if published is None:
            return None
        this = int((published.year - 622) * 33 / 32)
        days = [Hijri(this + shift, month, day).to_gregorian() for shift in (-1, 0, 1)]
    except (ValueError, OverflowError):
        return None
    return max((found for found in days if found <= published), default=None)


def nearest_weekday(day: date, weekday: int) -> date:
    """Return the day of *weekday* (Monday 1) nearest to *day*."""
    shift = (weekday - day.isoweekday()) % 7
    return day + (shift - 7 if shift > 3 else shift) * DAY
