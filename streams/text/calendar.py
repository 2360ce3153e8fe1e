"""Time expressions to local dates: month names, weekdays, relative days, nights, Hijri dates.

The engine knows how dates are written (day month year, month day year, ISO, slashes) and how a day
word counts from the day of publication; which words these are comes as `DateWords`. Matching is on
the tokens of a folded text, once from left to right.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from streams.text.calendar_days import DateFound, renamed
from streams.text.calendar_nights import Nights
from streams.text.calendar_words import DateWords, calendar_of
from streams.text.folding import fold
from streams.text.tokens import Tokens, tokenise

RECENT = timedelta(days=31)
"""A stated day so long before publication may be the one from which a text counts on."""


def read_dates(
    tokens: Tokens,
    *,
    words: DateWords,
    published: date | None,
    is_name: Sequence[bool] | None = None,
) -> tuple[DateFound, ...]:
    """Return the dates in *tokens* in order; relative ones only where *published* is known.

    *is_name* tells of each token whether the original is capitalised; it decides words such as
    "may" and "march" where the language capitalises its months.
    """
    calendar, count = calendar_of(words), len(tokens)
    reader = _Reader(calendar, tokens, published, is_name)
    found: list[DateFound] = []
    done = 0
    opening = tokens.starting(calendar.opening, 0, count)
    for index in sorted({*opening, *tokens.figures(0, count)}):
        if index < done:
            continue
        date_found, done = reader.read(index)
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


# What the words mean that the rules begin with.
_NIGHTS, _PARTS = frozenset({"night"}), frozenset({"night", "part"})
_TOLD, _FEASTS = frozenset({"relative", "from_told"}), frozenset({"feast"})
_RELATIVE, _SPANS = frozenset({"last_night", "relative"}), frozenset({"week", "months_back"})
_ORDINALS, _WEEKDAYS = frozenset({"ordinal"}), frozenset({"weekday"})
_MONTHS, _AGO = frozenset({"month", "hijri"}), frozenset({"ago"})


class _Reader(Nights):
    """One text being read from left to right, each token by the first rule that fits."""

    def read(self, index: int) -> tuple[DateFound | None, int]:
        """Return the date that begins at token *index*, and where to go on."""
        token = self.tokens[index]
        if token.kind not in {"word", "number"}:
            return None, index + 1
        none = self.calendar.at(self.tokens, index, "none")
        if none:
            return None, index + none.length
        found: DateFound | None
        if token.kind == "number":
            for rule in (self._numeric, self._day_month, self._days_ago):
                found = rule(index)
                if found is not None:
                    if self._is_recent(found):
                        self.told = found.first
                    return self._widened(found)
            return None, index + 1
        meanings = self.calendar.begins(token.text)
        for rule, opening in (
            (self._night_pair, _NIGHTS),
            (self._part_and_day, _PARTS),
            (self._told_day, _TOLD),
            (self._feast, _FEASTS),
            (self._relative, _RELATIVE),
            (self._span, _SPANS),
            (self._ordinal_month, _ORDINALS),
            (self._weekday, _WEEKDAYS),
            (self._month_day, _MONTHS),
            (self._days_ago, _AGO),
        ):
            if meanings.isdisjoint(opening):
                continue
            found = rule(index)
            if found is not None:
                if found.precision in {"day", "night"} and self._is_recent(found):
                    self.told = found.first
                return self._widened(found)
        return None, index + 1

    def _is_recent(self, found: DateFound) -> bool:
        """Tell whether a day may be the one that the text goes on to count from."""
        if self.published is None or found.basis == "relative":
            return True
        return timedelta() <= self.published - found.first <= RECENT

    def _widened(self, found: DateFound) -> tuple[DateFound, int]:
        """Return *found* with the part of day behind it, and as a beginning where "since" is before."""
        end = found.end
        after = self.calendar.at(self.tokens, self._skip(end), "night", "part")
        if after is not None and found.precision == "day" and self.calendar.words.capitalised:
            stop = self._skip(end) + after.length
            if after.meaning == "night":
                found = self._night(found.start, stop, found.first, found.basis)
            else:
                found = renamed(found, "part_of_" + found.rule, end=stop)
        before = self._before(found.start)
        if before is not None and before.meaning in {"since", "until", "yearly"}:
            found = renamed(found, before.meaning)
        return found, max(found.end, found.start + 1)
