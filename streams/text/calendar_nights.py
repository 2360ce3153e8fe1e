"""Nights and other parts of a day, with the day they are of."""

from streams.text.calendar_days import DAY, DateFound, day_of, nearest_weekday
from streams.text.calendar_relative import RelativeDays


class Nights(RelativeDays):
    """The rules of nights; a night runs from the evening's day to the morning's."""

    def _night_pair(self, index: int) -> DateFound | None:
        """Read "ليلة الأربعاء/الخميس (8 شباط)", "night of Saturday to Sunday", "ليل السبت الأحد"."""
        night = self.calendar.at(self.tokens, index, "night")
        if night is None:
            return None
        at = self._skip(index + night.length)
        first = self.calendar.at(self.tokens, at, "weekday")
        if first is None:
            return self._night_of_numbers(index, at)
        end = at + first.length
        between = end
        if self._text(between) in {"/", "-"}:
            between += 1
        else:
            link = self.calendar.at(self.tokens, between, "link")
            between = between + link.length if link else between
        second = self.calendar.at(self.tokens, self._skip(between), "weekday")
        if second is None or (second.value - first.value) % 7 != 1:
            return None
        end = self._skip(between) + second.length
        stated = self._date_after_weekday(index, end)
        if stated is not None:
            morning = nearest_weekday(stated.first, second.value)
            return self._night(index, stated.end, morning - DAY, stated.basis)
        if self.published is None:
            return None
        back = (self.published.isoweekday() - second.value) % 7
        # Told on the evening itself: the morning is still to come.
        if back == 6:
            return self._night(index, end, self.published, "relative")
        return self._night(index, end, self.published - (back + 1) * DAY, "relative")

    def _night_of_numbers(self, index: int, at: int) -> DateFound | None:
        """Read "night of 7 to 8 February", "7/8 February", "February 7-8", "ليل السابع إلى الثامن"."""
        evening, _, second = self._text(at).partition("/")
        if evening.isdigit() and second.isdigit():
            morning = self._month_year(index, self._skip(at + 1), int(second))
            return self._night_until(index, morning, int(evening))
        month = self._month(at)
        first = self._day_number(month[2] if month else at)
        if first is None:
            return None
        end = first[1]
        if month is None and (named := self._month(self._skip(end))) is not None:
            # "28 February to 1 March": each day has its month.
            end = named[2]
        if self._text(end) in {"/", "-", "\N{EN DASH}"}:
            end += 1
        else:
            link = self.calendar.at(self.tokens, end, "link")
            if link is None:
                return None
            end += link.length
        end = self._skip(end)
        if month is None:
            is_number = end < len(self.tokens) and self.tokens[end].kind == "number"
            rule = self._day_month if is_number else self._ordinal_month
            return self._night_until(index, rule(end), first[0])
        last = self._day_number(end)
        if last is None or month[0]:
            return None
        year, end = self._year(last[1])
        if year is None:
            return self._night_until(index, self._undated(index, end, month[1], last[0]), first[0])
        day = self._stated(index, end, day_of(year, month[1], last[0]), "day_month_year")
        return self._night_until(index, day, first[0])

    def _night_until(self, index: int, morning: DateFound | None, evening: int) -> DateFound | None:
        """Return the night before *morning* where *evening* is the day of the month before it."""
        if morning is None or morning.precision != "day" or (morning.first - DAY).day != evening:
            return None
        return self._night(index, morning.end, morning.first - DAY, morning.basis)

    def _day_number(self, at: int) -> tuple[int, int] | None:
        """Return the day of the month at token *at*, in digits or as an ordinal, and its end."""
        text = self._text(at)
        if text.isdigit() and 1 <= int(text) <= 31:
            return int(text), self._past_suffix(at + 1)
        ordinal = self.calendar.at(self.tokens, at, "ordinal")
        return (ordinal.value, at + ordinal.length) if ordinal else None

    def _part_and_day(self, index: int) -> DateFound | None:
        """Read "فجر الأربعاء", "مساء أمس", "ليل السبت", "Tuesday night", "overnight"."""
        part = self.calendar.at(self.tokens, index, "night", "part")
        if part is None:
            return None
        at = self._skip(index + part.length)
        # "مساء اليوم نفسه": the word for day is no filler here.
        day = self._told_day(index + part.length)
        for rule in (self._told_day, self._relative, self._weekday, self._month_day):
            if day is not None or at >= len(self.tokens):
                break
            day = rule(at)
        if day is None and at < len(self.tokens):
            is_number = self.tokens[at].kind == "number"
            day = self._day_month(at) if is_number else self._ordinal_month(at)
        if day is not None and day.precision == "day":
            if part.meaning == "night":
                return self._night(index, day.end, day.first, day.basis)
            return DateFound(
                start=index, end=day.end, first=day.first, last=day.last, precision="day",
                basis=day.basis, rule="part_of_" + day.rule, weekday=day.weekday,
            )  # fmt: skip
        if day is not None or self.published is None:
            return day
        bare = self.calendar.at(self.tokens, index, "bare")
        if bare is None or bare.clitic or self.told is None:
            return None
        # A bare part of day ("فجراً", "at dawn") is of the day told last, else of publication.
        return DateFound(
            start=index, end=index + bare.length, first=self.told, last=self.told,
            precision="day", basis="relative", rule="bare_part_of_day",
        )  # fmt: skip
