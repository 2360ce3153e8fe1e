"""Days that count from publication: weekdays, yesterday, so many days ago."""

from streams.text.calendar_days import DAY, DateFound, day_of, nearest_weekday, renamed
from streams.text.calendar_full import FullDates


class RelativeDays(FullDates):
    """The rules of relative days, a weekday with its date among them."""

    def _relative(self, index: int) -> DateFound | None:
        """Read "أمس الجمعة", "yesterday", "last night", "today"."""
        last_night = self.calendar.at(self.tokens, index, "last_night")
        if last_night is not None and self.published is not None:
            return DateFound(
                start=index, end=index + last_night.length, first=self.published - DAY,
                last=self.published, precision="night", basis="relative", rule="last_night",
            )  # fmt: skip
        word = self.calendar.at(self.tokens, index, "relative")
        if word is None or self.published is None:
            return None
        end = index + word.length
        if self._counts_from_other(index, end):
            return None
        day = self.published + word.value * DAY
        weekday = self.calendar.at(self.tokens, self._skip(end), "weekday")
        if weekday is not None and not self._is_linked_weekday(self._skip(end) + weekday.length):
            end = self._skip(end) + weekday.length
            # The named weekday decides where the page's date is a day off.
            day = nearest_weekday(day, weekday.value)
        return DateFound(
            start=index, end=end, first=day, last=day, precision="day", basis="relative",
            rule="relative_day", weekday=weekday.value if weekday else None,
        )  # fmt: skip

    def _told_day(self, index: int) -> DateFound | None:
        """Read "the same day", "the night before", "غداة": counted from the day told last."""
        # The longest word decides: "the day before yesterday" is no day before the one told.
        word = self.calendar.at(self.tokens, index, "relative", "from_told", "night_told")
        if word is None or word.meaning == "relative" or self.told is None:
            return None
        day = self.told + word.value * DAY
        if word.meaning == "night_told":
            return DateFound(
                start=index, end=index + word.length, first=day, last=day + DAY, precision="night",
                basis="relative", rule="from_day_told",
            )  # fmt: skip
        return DateFound(
            start=index, end=index + word.length, first=day, last=day, precision="day",
            basis="relative", rule="from_day_told",
        )  # fmt: skip

    def _feast(self, index: int) -> DateFound | None:
        """Read "Christmas Day", "ليلة رأس السنة": the last one before publication."""
        word = self.calendar.at(self.tokens, index, "feast")
        if word is None:
            return None
        month, day = divmod(word.value, 100)
        end = index + word.length
        year, stop = self._year(end)
        if year is not None:
            return self._stated(index, stop, day_of(year, month, day), "feast")
        if self.published is None:
            return None
        found = day_of(self.published.year, month, day)
        if found is not None and found > self.published:
            found = day_of(self.published.year - 1, month, day)
        return self._stated(index, end, found, "feast")

    def _span(self, index: int) -> DateFound | None:
        """Read "last week", "الشهر الماضي": the whole week (from Monday) or month."""
        word = self.calendar.at(self.tokens, index, "week", "months_back")
        if word is None or self.published is None:
            return None
        end = index + word.length
        if word.meaning == "week":
            first = self.published + (7 * word.value - self.published.weekday()) * DAY
            return DateFound(
                start=index, end=end, first=first, last=first + 6 * DAY, precision="week",
                basis="relative", rule="week",
            )  # fmt: skip
        months = self.published.year * 12 + self.published.month - 1 + word.value
        month = self._whole_month(index, end, months // 12, months % 12 + 1)
        return renamed(month, "counted_month") if month else None

    def _weekday(self, index: int) -> DateFound | None:
        """Read "الجمعة", "الجمعة الماضي", "on Monday", "last Friday"."""
        word = self.calendar.at(self.tokens, index, "weekday")
        if word is None or not any(map(self._is_name, range(index, index + word.length))):
            return None
        end = index + word.length
        full = self._date_after_weekday(index, end)
        if full is not None:
            return full
        if self.published is None:
            return None
        past = self.calendar.at(self.tokens, end, "past")
        coming = self.calendar.at(self.tokens, end, "next") or self.calendar.at(
            self.tokens, index - 1, "next"
        )
        before = self.calendar.at(self.tokens, index - 1, "past")
        back = (self.published.isoweekday() - word.value) % 7
        if coming is not None:
            return DateFound(
                start=index, end=end, first=self.published + (7 - back) * DAY,
                last=self.published + (7 - back) * DAY, precision="day", basis="relative",
                rule="coming_weekday", weekday=word.value,
            )  # fmt: skip
        if (past or before) and back == 0:
            back = 7
        day = self.published - back * DAY
        return DateFound(
            start=index, end=end + past.length if past else end, first=day, last=day,
            precision="day", basis="relative", rule="past_weekday" if past or before else "weekday",
            weekday=word.value,
        )  # fmt: skip

    def _date_after_weekday(self, index: int, end: int) -> DateFound | None:
        """Read the date behind a weekday: "الأربعاء 7 شباط 2018", "Wednesday, February 7"."""
        at = self._skip(end)
        if self._text(at) == "." and self._text(at + 1) == ",":
            at += 1
        while self._text(at) in {",", "\N{ARABIC COMMA}", "(", "-"}:
            at = self._skip(at + 1)
        if at >= len(self.tokens):
            return None
        rules = (
            (self._numeric, self._day_month)
            if self.tokens[at].kind == "number"
            else (self._month_day, self._ordinal_month)
        )
        for rule in rules:
            found = rule(at)
            if found is not None and found.precision == "day":
                closing = found.end + (self._text(found.end) == ")")
                return DateFound(
                    start=index, end=closing, first=found.first, last=found.last,
                    precision="day", basis=found.basis, rule="weekday_" + found.rule,
                )  # fmt: skip
        return None

    def _days_ago(self, index: int) -> DateFound | None:
        """Read "three days ago", "قبل 3 أيام"."""
        if self.published is None:
            return None
        before = self.calendar.at(self.tokens, index, "ago")
        at = index + before.length if before else index
        text = self._text(at)
        number = int(text) if text.isdigit() and len(text) < 3 else None
        if number is None:
            return None
        days = self.calendar.at(self.tokens, at + 1, "days")
        if days is None:
            return None
        end = at + 1 + days.length
        after = self.calendar.at(self.tokens, end, "ago")
        if (not before and not after) or self._counts_from_other(index, end):
            return None
        day = self.published - number * DAY
        return DateFound(
            start=index, end=end + (after.length if after and not before else 0), first=day, last=day,
            precision="day", basis="relative", rule="days_ago",
        )  # fmt: skip

    def _counts_from_other(self, index: int, end: int) -> bool:
        """Tell whether "so many days before" counts from what follows: قبل ثلاثة أيام من اللقاء."""
        return (
            self.calendar.at(self.tokens, index, "ago") is not None
            and self.calendar.at(self.tokens, end, "ago_from") is not None
        )

    def _is_linked_weekday(self, at: int) -> bool:
        return (
            self._text(at) == "/" and self.calendar.at(self.tokens, at + 1, "weekday") is not None
        )
