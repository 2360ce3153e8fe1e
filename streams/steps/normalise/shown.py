"""The date of publication as a reader sees it: a line of its own, or the dateline."""

import re
from collections.abc import Iterable

from streams.text.calendar import read_date
from streams.text.calendar_words import DateWords

# "نشر في 11 فبراير 2018", "Published 13 Sep, 2024 12:38pm", "الأحد، 04 آب 2013، آخر تحديث 02:21":
# a line of so many words tells a date and no news.
DATE_LINE_WORDS = 12
# "الفاشر - 1 أكتوبر 2025 - راديو دبنقا": what stands before the text, up to its last mark.
DATELINE = re.compile(r"^(.{4,60})\s*[-\u2013\u2014:)\]|]\s")
# "date 2025-08-27 Two killed …": aggregators begin with the day.
LEADING_DAY = re.compile(r"^((?:[^\W\d]{1,12}:?\s+)?\d{4}-\d{2}-\d{2})\b")

_YEAR = re.compile(r"\d{4}")


def shown_date(lines: Iterable[str], *, words: Iterable[DateWords]) -> str | None:
    """Return the day that the first of *lines* to tell one tells, None if none does.

    Only full dates in a date line or dateline count: one within a sentence is what it reports.
    """
    tried = tuple(words)
    for line in lines:
        if not _YEAR.search(line):
            continue
        before = LEADING_DAY.match(line) or DATELINE.match(line)
        told = line if len(line.split()) <= DATE_LINE_WORDS else before.group(1) if before else ""
        day = read_date(told, words=tried)
        if day is not None:
            return day.isoformat()
    return None
