"""Dates told by day and month: ISO, slashes, day month year, month day year, Hijri."""

from collections.abc import Sequence
from datetime import date

from streams.text.calendar_days import DAY, Basis, DateFound, day_of, hijri_day
from streams.text.calendar_words import Calendar, CalendarWord
from streams.text.tokens import Token

NEXT_CENTURY = 49
"""A year of two digits up to this one is of the century after 1999."""
HIJRI_FROM, HIJRI_UNTIL = 1300, 1600
FIRST_YEAR, LAST_YEAR = 1800, 2200
SOON = 40 * DAY
"""A day of the month that so soon follows the publication is to come, not one of last year."""


class FullDates:
    """One text being read: what is told by day and month, and what every rule uses."""

    def __init__(
        self,
        calendar: Calendar,
        tokens: Sequence[Token],
        published: date | None,
        is_name: Sequence[bool] | None,
    ) -> None:
        self.calendar = calendar
        self.tokens = tokens
        self.published = published
        self.is_name = is_name
        self.told = published
        """The day told last, which a bare part of day belongs to."""

    def _numeric(self, index: int) -> DateFound | None:
        """Read 2018-02-07, 7/2/2018, 02/28/2016, 2018/2/7, 7.2.2018 and 7-2-2018."""
        tokens, text = self.tokens, self.tokens[index].text
        end = index + 1
        parts = text.replace(".", "/").replace(":", "x").split("/")
        if len(parts) == 1:
            while (
                len(parts) < 3
                and end + 1 < len(tokens)
                and tokens[end].text in {"-", "/"}
                and tokens[end].start == tokens[end - 1].end
                and tokens[end + 1].start == tokens[end].end
                and tokens[end + 1].kind == "number"
            ):
                parts.append(tokens[end + 1].text)
                end += 2
        if len(parts) != 3 or not all(part.isdigit() for part in parts):
            return None
        numbers = [int(part) for part in parts]
        if len(parts[0]) == 4:
            year, month, day = numbers
        elif len(parts[2]) == 4 or ("/" in text and len(parts[2]) == 2):
            month, day, year = numbers
            # Month first where it is written so; dots are written with the day first everywhere.
            if not self.calendar.words.month_first or month > 12 or "." in text:
                month, day = (day, month) if day <= 12 else (month, day)
        else:
            return None
        if year < 100:
            year += 2000 if year <= NEXT_CENTURY else 1900
        if HIJRI_FROM <= year < HIJRI_UNTIL:
            return self._stated(index, end, hijri_day(year, month, day, None), "hijri_date")
        if not FIRST_YEAR <= year <= LAST_YEAR:
            return None
        return self._stated(index, end, day_of(year, month, day), "numeric_date")

    def _day_month(self, index: int) -> DateFound | None:
        """Read "7 شباط/فبراير 2018", "7th of February", "7 February"."""
        text = self.tokens[index].text
        if not text.isdigit() or not 1 <= int(text) <= 31:
            return None
        following = self._skip(self._past_suffix(index + 1))
        return self._days_of_month(index, following, int(text)) or self._month_year(
            index, following, int(text)
        )

    def _days_of_month(self, index: int, at: int, day: int) -> DateFound | None:
        """Read "5 and 6 June", "5 و6 يونيو", "5-6 June": days of one month, the first first."""
        if self._text(at) in {"-", "/"}:
            at += 1
        elif (link := self.calendar.at(self.tokens, at, "link")) is not None:
            at += link.length
        else:
            return None
        text = self._text(at)
        if not text.isdigit() or not day < int(text) <= 31:
            return None
        last = self._month_year(index, self._skip(self._past_suffix(at + 1)), int(text))
        if last is None or last.precision != "day":
            return None
        first = last.first - (int(text) - day) * DAY
        return DateFound(
            start=index, end=last.end, first=first, last=last.last, precision="day",
            basis=last.basis, rule="days_of_month",
        )  # fmt: skip

    def _ordinal_month(self, index: int) -> DateFound | None:
        """Read "الثامن من نوفمبر", "the eighth of November"."""
        ordinal = self.calendar.at(self.tokens, index, "ordinal")
        if ordinal is None:
            return None
        end, value = index + ordinal.length, ordinal.value
        joined = self.calendar.at(self.tokens, end, "ordinal")
        if joined is not None and joined.value in {20, 30} and value < 10:
            end, value = end + joined.length, value + joined.value
        return self._month_year(index, self._skip(end), value)

    def _month_year(self, index: int, at: int, day: int) -> DateFound | None:
        """Read a month at token *at*, its second name and its year; *index* is where it began."""
        month = self._month(at)
        if month is None:
            return self._day_of_counted_month(index, at, day)
        hijri, number, end = month
        year, end = self._year(end)
        if hijri:
            return self._stated(
                index, end, hijri_day(year, number, day, self.published), "hijri_date"
            )
        if year is None:
            return self._undated(index, end, number, day)
        return self._stated(index, end, day_of(year, number, day), "day_month_year")

    def _day_of_counted_month(self, index: int, at: int, day: int) -> DateFound | None:
        """Read "13 من الشهر الجاري", "the 28th of last month"."""
        if self.published is None:
            return None
        for start in range(index + 1, at + 1):
            counted = self.calendar.at(self.tokens, start, "of_month")
            if counted is not None:
                break
        else:
            return None
        end = start + counted.length
        months = self.published.year * 12 + self.published.month - 1 + counted.value
        found = day_of(months // 12, months % 12 + 1, day)
        return self._stated(index, end, found, "day_of_counted_month")

    def _month_day(self, index: int) -> DateFound | None:
        """Read "February 7, 2018", "Feb. 7", "the month of February 2018"."""
        month = self._month(index)
        if month is None or month[0]:
            return None
        _, number, end = month
        tokens = self.tokens
        text = self._text(end)
        following = end + 1
        if text.isdigit() and 1 <= int(text) <= 31 and self._month(following) is None:
            following = self._past_suffix(following)
            year, stop = self._year(following)
            if year is None:
                return self._undated(index, following, number, int(text))
            return self._stated(index, stop, day_of(year, number, int(text)), "month_day_year")
        if text.isdigit() and len(text) == 4 and 1900 <= int(text) <= 2100:
            return self._whole_month(index, following, int(text), number)
        past = self.calendar.at(tokens, end, "past")
        before = self.calendar.at(tokens, index - 1, "past")
        if (past or before) and self.published is not None:
            year_of = self.published.year - (number >= self.published.month)
            stop = end + past.length if past else end
            return self._whole_month(index, stop, year_of, number)
        return self._bare_month(index, end, number)

    def _bare_month(self, index: int, end: int, number: int) -> DateFound | None:
        """Read "in March", "in early March", "مطلع آذار": the last such month before publication."""
        at = index - 1
        while self.calendar.at(self.tokens, at, "skip") and not self.calendar.at(
            self.tokens, at, "month_lead"
        ):
            at -= 1
        if self.published is None or not self.calendar.at(self.tokens, at, "month_lead"):
            return None
        year = self.published.year - (number > self.published.month)
        return self._whole_month(index, end, year, number)

    def _month(self, at: int) -> tuple[bool, int, int] | None:
        """Return whether Hijri, the month's number, and where it ends, second names included."""
        word = self.calendar.at(self.tokens, at, "month", "hijri")
        if word is None or not self._is_name(at):
            return None
        end = at + word.length
        if self._text(end) == ".":
            dotted = self.tokens[end].start == self.tokens[end - 1].end
            number_follows = end + 1 < len(self.tokens) and self.tokens[end + 1].kind == "number"
            end += dotted and number_follows
        while self._text(end) in {"/", "(", "-"}:
            second = self.calendar.at(self.tokens, end + 1, word.meaning)
            if second is None or second.value != word.value:
                break
            closing = end + 1 + second.length
            end = closing + (self._text(end) == "(" and self._text(closing) == ")")
        return word.meaning == "hijri", word.value, end

    def _year(self, at: int) -> tuple[int | None, int]:
        """Return the year at token *at* and where it ends, (None, *at*) where there is none."""
        start = at
        while self._text(start) in {",", "\N{ARABIC COMMA}"} or (
            self.calendar.at(self.tokens, start, "skip") and start - at < 2
        ):
            start += 1
        text = self._text(start)
        if text.isdigit() and len(text) == 4 and 1300 <= int(text) <= 2200:
            return int(text), start + 1
        return None, at

    # -- what every rule uses -----------------------------------------------------------------

    def _night(self, start: int, end: int, evening: date, basis: Basis) -> DateFound:
        return DateFound(
            start=start, end=end, first=evening, last=evening + DAY, precision="night", basis=basis,
            rule="night",
        )  # fmt: skip

    def _stated(self, start: int, end: int, day: date | None, rule: str) -> DateFound | None:
        if day is None:
            return None
        return DateFound(
            start=start, end=end, first=day, last=day, precision="day", basis="stated", rule=rule
        )

    def _undated(self, start: int, end: int, month: int, day: int) -> DateFound | None:
        """Give a day and month the year that brings it nearest before publication.

        Without a day of publication, that of the day told last.
        """
        if self.published is None:
            if self.told is None:
                return None
            return self._stated(start, end, day_of(self.told.year, month, day), "day_month")
        past = self.calendar.at(self.tokens, end, "past")
        found = day_of(self.published.year, month, day)
        since = self._before(start)
        if found and not (past or since) and DAY < found - self.published <= SOON:
            return self._stated(start, end, found, "coming_day")
        if found is not None and found > self.published + DAY:
            found = day_of(self.published.year - 1, month, day)
        if past is not None and found is not None and found > self.published:
            found = day_of(found.year - 1, month, day)
        return self._stated(start, end + past.length if past else end, found, "day_month")

    def _before(self, index: int) -> CalendarWord | None:
        for back in (1, 2, 3):
            word = self.calendar.at(self.tokens, index - back, "since", "until", "yearly")
            if word is not None and index - back + word.length <= index:
                between = range(index - back + word.length, index)
                if all(self.calendar.at(self.tokens, k, "skip", "part", "night") for k in between):
                    return word
        return None

    def _whole_month(self, start: int, end: int, year: int, month: int) -> DateFound | None:
        first = day_of(year, month, 1)
        if first is None:
            return None
        last = (first.replace(day=28) + 4 * DAY).replace(day=1) - DAY
        return DateFound(
            start=start, end=end, first=first, last=last, precision="month", basis="stated",
            rule="month",
        )  # fmt: skip

    def _past_suffix(self, at: int) -> int:
        """Return the token behind the ending of a day's number ("7th"), *at* where it has none."""
        return at + (self._text(at) in self.calendar.words.suffixes)

    def _is_name(self, index: int) -> bool:
        if not self.calendar.words.capitalised or self.is_name is None:
            return True
        return self.is_name[index]

    def _skip(self, at: int) -> int:
        for _ in range(3):
            word = self.calendar.at(self.tokens, at, "skip")
            if word is None:
                break
            at += word.length
        return at

    def _text(self, index: int) -> str:
        return self.tokens[index].text if 0 <= index < len(self.tokens) else ""
