"""The calendar words of a language, and their look-up in the tokens of a text."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct

from streams.text.phrases import phrase_words
from streams.text.tokens import Token


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


class CalendarWord(Struct, frozen=True):
    """A word found: what it means, its number, its tokens, and whether it has a prefix."""

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
        self.may_begin = lru_cache(maxsize=1 << 16)(self._can_begin)

    def _add(self, meaning: str, value: int, spellings: Iterable[str]) -> None:
        for spelling in spellings:
            words = phrase_words(spelling)
            self._phrases.setdefault(words[0], []).append((words, meaning, value))

    def at(self, tokens: Sequence[Token], index: int, *meanings: str) -> CalendarWord | None:
        """Return the longest word of *meanings* at token *index*, None where there is none."""
        if not 0 <= index < len(tokens):
            return None
        text = tokens[index].text
        if not self.may_begin(text):
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
    ) -> CalendarWord | None:
        for words, meaning, value in self._phrases.get(text, ()):
            if meaning not in meanings or index + len(words) > len(tokens):
                continue
            if all(tokens[index + k].text == words[k] for k in range(1, len(words))):
                return CalendarWord(meaning, value, len(words), clitic)
        return None


@lru_cache(maxsize=8)
def calendar_of(words: DateWords) -> Calendar:
    """Return *words* compiled, the same object for the same words."""
    return Calendar(words)
