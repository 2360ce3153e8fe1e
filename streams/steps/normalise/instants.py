"""Instants and days as feeds and pages write them."""

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

# Archives of the agencies reach back a century; years of other calendars are below.
FIRST_YEAR = 1900
# The day of a clock that was never set, in the zones where it began.
UNSET = frozenset({date(1970, 1, 1), date(1969, 12, 31)})
LAST_YEAR = 9999  # the last year has no day of grace behind it

# With or without marks, seconds and zone: "20240513", "2024/05/13 06:00 +03", and as RFC 3339 has it.
_ISO = re.compile(
    r"""(?P<year>[0-9]{4})(?P<mark>[-/.]?)(?P<month>[0-9]{2})(?P=mark)(?P<day>[0-9]{2})
        (?:[Tt\s]\s*(?P<time>[0-9]{2}:?[0-9]{2}(?::?[0-9]{2}(?:[.,][0-9]{1,9})?)?)
           \s*(?P<zone>[Zz]|UTC|GMT|[+-][0-9]{2}(?::?[0-9]{2})?)?)?""",
    re.VERBOSE,
)


def read_moment(written: str | None) -> str | None:
    """Return the instant (RFC 3339, UTC, seconds) or the bare day that *written* gives.

    Takes ISO 8601 and RFC 2822. A time without a zone is no instant: its day alone is known. None
    for what cannot be read, for a clock that was never set and for years of no archive.
    """
    written = (written or "").strip()[:64]
    found = _ISO.fullmatch(written)
    try:
        moment = _read_iso(found) if found else _read_mail(written)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if moment is None or not FIRST_YEAR <= moment.year < LAST_YEAR:
        return None
    if (moment.date() if isinstance(moment, datetime) else moment) in UNSET:
        return None
    if isinstance(moment, datetime) and moment.tzinfo:
        return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return moment.strftime("%Y-%m-%d")


def instant(moment: str) -> str:
    """Return *moment* of `read_moment` as an instant: a bare day begins in UTC."""
    return moment if "T" in moment else f"{moment}T00:00:00Z"


def is_plausible(published: str, *, fetched: str) -> bool:
    """Tell whether *published* can be when something fetched at *fetched* was published.

    A day of the easternmost zone begins before it does in UTC, hence a day of grace.
    """
    latest = datetime.fromisoformat(instant(fetched)) + timedelta(days=1)
    return datetime.fromisoformat(instant(published)) <= latest


def _read_iso(found: re.Match[str]) -> datetime | date:
    day = date(int(found["year"]), int(found["month"]), int(found["day"]))
    if not found["time"] or not found["zone"]:
        return day
    digits = found["time"].replace(":", "").partition(".")[0].partition(",")[0]
    zone = found["zone"].upper().replace("UTC", "Z").replace("GMT", "Z")
    return datetime.fromisoformat(f"{day}T{digits[:2]}:{digits[2:4]}:{digits[4:] or '00'}{zone}")


def _read_mail(written: str) -> datetime | date | None:
    # parsedate takes almost anything with a number in it: ask for a month's name first.
    if not re.search(r"\b[0-9]{1,2} +[A-Za-z]{3,9},? +[0-9]{4}\b", written):
        return None
    moment = parsedate_to_datetime(written)
    return moment if moment.tzinfo else moment.date()
