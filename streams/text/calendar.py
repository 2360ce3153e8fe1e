"""Time expressions to local dates: month names, weekdays, relative days, nights, Hijri dates.

The engine knows how dates are written (day month year, month day year, ISO, slashes) and how a day
word counts from the day of publication; which words these are comes as `DateWords`. Matching is on
the tokens of a folded text, once from left to right.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from hijridate import Hijri
from msgspec import Struct

from streams.records.report import Precision
from streams.text.folding import fold
from streams.text.phrases import phrase_words
from streams.text.tokens import Token, tokenise

Basis = Literal["stated", "relative"]
DAY = timedelta(days=1)


class DateWords(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, eq=False):
    """`dates.toml`: the calendar words of a language.

    *months*, *hijri_months* go from the number of the month to its names, *weekdays* from Monday 1
    to Sunday 7, *relative* from days after publication ("-1") to words. *nights* and *parts* are
    parts of the day that a day word may carry, before or after it; those of *bare* may stand without
    one, *last_night* always does.
    *past* and *next* qualify a weekday or month ("last", "الماضي"). *links* join two weekdays of
    one night. *since* before a date makes it the beginning of a span, not the day of an act;
    *yearly* before one makes it an anniversary. *not_dates* are phrases that hold a calendar word
    and are none ("Black Friday"). *ago* with a number of *days* counts back. *skipped* may stand
    between the parts of one date ("the", "of", "يوم"). *announcing* are words of saying: a day word
    beside one is the day of the announcement. *capitalised* months and weekdays need a capital.
    """

    months: dict[str, tuple[str, ...]]
    hijri_months: dict[str, tuple[str, ...]] = {}
    weekdays: dict[str, tuple[str, ...]]
    relative: dict[str, tuple[str, ...]]
    nights: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()
    last_night: tuple[str, ...] = ()
    past: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    ordinals: dict[str, tuple[str, ...]] = {}
    skipped: tuple[str, ...] = ()
    since: tuple[str, ...] = ()
    yearly: tuple[str, ...] = ()
    not_dates: tuple[str, ...] = ()
    ago: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    announcing: tuple[str, ...] = ()
    proclitics: tuple[str, ...] = ()
    capitalised: bool = False
    month_first: bool = False


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


class _Word(Struct, frozen=True):
    meaning: str
    value: int
    length: int
    clitic: bool


class Calendar:
    """The words of one language, compiled."""

    def __init__(self, words: DateWords) -> None:
        self.words = words
        self.proclitics = tuple(sorted(words.proclitics, key=len, reverse=True))
        self._phrases: dict[str, list[tuple[tuple[str, ...], str, int]]] = {}
        tables: tuple[tuple[str, Mapping[str, Iterable[str]]], ...] = (
            ("month", words.months),
            ("hijri", words.hijri_months),
            ("weekday", words.weekdays),
            ("relative", words.relative),
            ("ordinal", words.ordinals),
        )
        for meaning, table in tables:
            for number, spellings in table.items():
                self._add(meaning, int(number), spellings)
        for meaning, spellings in (
            ("night", words.nights), ("part", words.parts), ("bare", words.bare), ("last_night", words.last_night),
            ("past", words.past), ("next", words.next), ("link", words.links), ("skip", words.skipped),
            ("since", words.since), ("yearly", words.yearly), ("none", words.not_dates),
            ("ago", words.ago), ("days", words.days), ("announcing", words.announcing),
        ):  # fmt: skip
            self._add(meaning, 0, spellings)
        for candidates in self._phrases.values():
            candidates.sort(key=lambda candidate: -len(candidate[0]))
        # Asked for every word of every text, several times; most begin nothing.
        self._may_begin = lru_cache(maxsize=1 << 16)(self._can_begin)

    def _add(self, meaning: str, value: int, spellings: Iterable[str]) -> None:
        for spelling in spellings:
            words = phrase_words(spelling)
            self._phrases.setdefault(words[0], []).append((words, meaning, value))

    def at(self, tokens: Sequence[Token], index: int, *meanings: str) -> _Word | None:
        """Return the longest word of *meanings* at token *index*, None where there is none."""
        if not 0 <= index < len(tokens):
            return None
        text = tokens[index].text
        if not self._may_begin(text):
            return None
        best = self._match(tokens, index, text, meanings, clitic=False)
        if best is None:
            for clitic in self.proclitics:
                if text.startswith(clitic) and len(text) > len(clitic) + 1:
                    best = self._match(tokens, index, text[len(clitic) :], meanings, clitic=True)
                    if best is not None:
                        break
        return best

    def _can_begin(self, text: str) -> bool:
        """Tell whether any phrase begins with *text*, prefixes aside."""
        return text in self._phrases or any(
            text.startswith(clitic) and text[len(clitic) :] in self._phrases
            for clitic in self.proclitics
        )

    def _match(
        self,
        tokens: Sequence[Token],
        index: int,
        text: str,
        meanings: tuple[str, ...],
        *,
        clitic: bool,
    ) -> _Word | None:
        for words, meaning, value in self._phrases.get(text, ()):
            if meaning not in meanings or index + len(words) > len(tokens):
                continue
            if all(tokens[index + k].text == words[k] for k in range(1, len(words))):
                return _Word(meaning, value, len(words), clitic)
        return None


@lru_cache(maxsize=8)
def calendar_of(words: DateWords) -> Calendar:
    """Return *words* compiled, the same object for the same words."""
    return Calendar(words)


def read_dates(
    tokens: Sequence[Token],
    *,
    words: DateWords,
    published: date | None,
    is_name: Sequence[bool] | None = None,
) -> tuple[DateFound, ...]:
    """Return the dates in *tokens* in order; relative ones only where *published* is known.

    *is_name* tells of each token whether the original is capitalised; it decides words such as
    "may" and "march" where the language capitalises its months.
    """
    reader = _Reader(calendar_of(words), tokens, published, is_name)
    found: list[DateFound] = []
    index = 0
    while index < len(tokens):
        date_found, index = reader.read(index)
        if date_found is not None:
            found.append(date_found)
    return tuple(found)


def read_date(
    text: str, *, words: Iterable[DateWords], published: date | None = None
) -> date | None:
    """Return the first full date that *text* states (day, month and year), None without one.

    For the visible date of a page: the month names of all *words* are tried in turn.
    """
    folded = fold(text)
    tokens = tokenise(folded)
    best: tuple[int, date] | None = None
    for each in words:
        for found in read_dates(tokens, words=each, published=published):
            if found.basis == "stated" and found.precision == "day":
                if best is None or found.start < best[0]:
                    best = (found.start, found.first)
                break
    return best[1] if best else None


class _Reader:
    """One text being read."""

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

    def read(self, index: int) -> tuple[DateFound | None, int]:
        """Return the date that begins at token *index*, and where to go on."""
        token = self.tokens[index]
        if token.kind == "break":
            return None, index + 1
        none = self.calendar.at(self.tokens, index, "none")
        if none:
            return None, index + none.length
        if token.kind == "number":
            for rule in (self._numeric, self._day_month, self._days_ago):
                found = rule(index)
                if found is not None:
                    return self._widened(found)
            return None, index + 1
        if token.kind != "word":
            return None, index + 1
        for rule in (
            self._night_pair,
            self._part_and_day,
            self._relative,
            self._ordinal_month,
            self._weekday,
            self._month_day,
            self._days_ago,
        ):
            found = rule(index)
            if found is not None:
                if found.basis == "relative" and found.precision == "day":
                    self.told = found.first
                return self._widened(found)
        return None, index + 1

    # -- full dates ---------------------------------------------------------------------------

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
            day = _day(numbers[0], numbers[1], numbers[2])
        elif len(parts[2]) == 4:
            first, second, year = numbers
            month_first = (self.calendar.words.month_first and first <= 12) or second > 12
            day = _day(year, first, second) if month_first else _day(year, second, first)
        else:
            return None
        return self._stated(index, end, day, "numeric_date")

    def _day_month(self, index: int) -> DateFound | None:
        """Read "7 شباط/فبراير 2018", "7th of February", "7 February"."""
        text = self.tokens[index].text
        if not text.isdigit() or not 1 <= int(text) <= 31:
            return None
        following = index + 1
        if self._text(following) in {"st", "nd", "rd", "th"}:
            following += 1
        following = self._skip(following)
        return self._month_year(index, following, int(text))

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
            return None
        hijri, number, end = month
        year, end = self._year(end)
        if hijri:
            return self._stated(
                index, end, _hijri_day(year, number, day, self.published), "hijri_date"
            )
        if year is None:
            return self._undated(index, end, number, day)
        return self._stated(index, end, _day(year, number, day), "day_month_year")

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
            if self._text(following) in {"st", "nd", "rd", "th"}:
                following += 1
            year, stop = self._year(following)
            if year is None:
                return self._undated(index, following, number, int(text))
            return self._stated(index, stop, _day(year, number, int(text)), "month_day_year")
        if text.isdigit() and len(text) == 4 and 1900 <= int(text) <= 2100:
            return self._whole_month(index, following, int(text), number)
        past = self.calendar.at(tokens, end, "past")
        before = self.calendar.at(tokens, index - 1, "past")
        if (past or before) and self.published is not None:
            year_of = self.published.year - (number >= self.published.month)
            stop = end + past.length if past else end
            return self._whole_month(index, stop, year_of, number)
        return None

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

    # -- relative days ------------------------------------------------------------------------

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
        day = self.published + word.value * DAY
        weekday = self.calendar.at(self.tokens, self._skip(end), "weekday")
        if weekday is not None and not self._is_linked_weekday(self._skip(end) + weekday.length):
            end = self._skip(end) + weekday.length
            # The named weekday decides where the page's date is a day off.
            day = _nearest_weekday(day, weekday.value)
        return DateFound(
            start=index, end=end, first=day, last=day, precision="day", basis="relative",
            rule="relative_day", weekday=weekday.value if weekday else None,
        )  # fmt: skip

    def _weekday(self, index: int) -> DateFound | None:
        """Read "الجمعة", "الجمعة الماضي", "on Monday", "last Friday"."""
        word = self.calendar.at(self.tokens, index, "weekday")
        if word is None or not self._is_name(index):
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
        while self._text(at) in {",", "\N{ARABIC COMMA}", "(", "-"}:
            at = self._skip(at + 1)
        if at >= len(self.tokens):
            return None
        rules = (
            (self._numeric, self._day_month)
            if self.tokens[at].kind == "number"
            else (self._month_day,)
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
            morning = _nearest_weekday(stated.first, second.value)
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
        day = self._stated(index, end, _day(year, month[1], last[0]), "day_month_year")
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
            return int(text), at + 1 + (self._text(at + 1) in {"st", "nd", "rd", "th"})
        ordinal = self.calendar.at(self.tokens, at, "ordinal")
        return (ordinal.value, at + ordinal.length) if ordinal else None

    def _part_and_day(self, index: int) -> DateFound | None:
        """Read "فجر الأربعاء", "مساء أمس", "ليل السبت", "Tuesday night", "overnight"."""
        part = self.calendar.at(self.tokens, index, "night", "part")
        if part is None:
            return None
        at = self._skip(index + part.length)
        day = None
        for rule in (self._relative, self._weekday):
            day = rule(at) if at < len(self.tokens) else None
            if day is not None:
                break
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
        if not before and not after:
            return None
        day = self.published - number * DAY
        return DateFound(
            start=index, end=end + (after.length if after and not before else 0), first=day, last=day,
            precision="day", basis="relative", rule="days_ago",
        )  # fmt: skip

    # -- what every rule uses -----------------------------------------------------------------

    def _widened(self, found: DateFound) -> tuple[DateFound, int]:
        """Return *found* with the part of day behind it, and as a beginning where "since" is before."""
        end = found.end
        after = self.calendar.at(self.tokens, self._skip(end), "night", "part")
        if after is not None and found.precision == "day" and self.calendar.words.capitalised:
            stop = self._skip(end) + after.length
            if after.meaning == "night":
                found = self._night(found.start, stop, found.first, found.basis)
            else:
                found = _renamed(found, "part_of_" + found.rule, end=stop)
        before = self._before(found.start)
        if before is not None and before.meaning in {"since", "yearly"}:
            found = _renamed(found, before.meaning)
        return found, max(found.end, found.start + 1)

    def _before(self, index: int) -> _Word | None:
        for back in (1, 2, 3):
            word = self.calendar.at(self.tokens, index - back, "since", "yearly")
            if word is not None and index - back + word.length <= index:
                between = range(index - back + word.length, index)
                if all(self.calendar.at(self.tokens, k, "skip", "part", "night") for k in between):
                    return word
        return None

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
        """Give a day and month the year that brings it nearest before publication."""
        if self.published is None:
            return None
        past = self.calendar.at(self.tokens, end, "past")
        found = _day(self.published.year, month, day)
        if found is not None and found > self.published + DAY:
            found = _day(self.published.year - 1, month, day)
        if past is not None and found is not None and found > self.published:
            found = _day(found.year - 1, month, day)
        return self._stated(start, end + past.length if past else end, found, "day_month")

    def _whole_month(self, start: int, end: int, year: int, month: int) -> DateFound | None:
        first = _day(year, month, 1)
        if first is None:
            return None
        last = (first.replace(day=28) + 4 * DAY).replace(day=1) - DAY
        return DateFound(
            start=start, end=end, first=first, last=last, precision="month", basis="stated",
            rule="month",
        )  # fmt: skip

    def _is_linked_weekday(self, at: int) -> bool:
        return (
            self._text(at) == "/" and self.calendar.at(self.tokens, at + 1, "weekday") is not None
        )

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


def _renamed(found: DateFound, rule: str, *, end: int | None = None) -> DateFound:
    return DateFound(
        start=found.start, end=found.end if end is None else end, first=found.first, last=found.last,
        precision=found.precision, basis=found.basis, rule=rule, weekday=found.weekday,
    )  # fmt: skip


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _hijri_day(year: int | None, month: int, day: int, published: date | None) -> date | None:
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


def _nearest_weekday(day: date, weekday: int) -> date:
    """Return the day of *weekday* (Monday 1) nearest to *day*."""
    shift = (weekday - day.isoweekday()) % 7
    return day + (shift - 7 if shift > 3 else shift) * DAY
