"""The calendar words of a language, and their look-up in the tokens of a text."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct

from streams.text.phrases import phrase_words
from streams.text.shelf import Openers
from streams.text.tokens import Token

OPENING = frozenset(
    {"none", "night", "part", "relative", "from_told", "feast", "last_night", "week"}
    | {"months_back", "ordinal", "weekday", "month", "hijri", "ago"}
)
"""What a time expression may begin with; other words stand within one or beside it."""


class DateWords(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, eq=False):
    """`dates.toml`: the calendar words of a language.

    Days: *months*, *hijri_months* go from the number of the month to its names, *weekdays* from
    Monday 1 to Sunday 7, *feasts* from month and day ("12-25"), *relative* from days after
    publication ("-1"), *from_told* from days after the day told last ("a day later", غداة).
    *weeks* and *months_back* are whole ones, counted as *relative* is; *of_month* behind a day's
    number is a month counted so ("من الشهر الجاري"). *ago* with a number of *days* counts back from
    publication, unless *ago_from* follows (قبل ثلاثة أيام من …).

    *nights_told* are nights counted as *from_told* is ("the night before"). A month without day and
    year is one behind *month_leads* ("in March", "مطلع آذار").

    Parts of a day: *nights* and *parts* stand before or after a day word; those of *bare* may stand
    without one, *last_night* always does. *links* join two weekdays of one night.

    Beside them: *past* and *next* qualify a weekday or month ("last", "الماضي"). *skipped* may stand
    between the parts of one date ("the", "of", "يوم"), *before_days* before it ("on"). *endings* may
    close a calendar word ("'s"), *suffixes* follow the number of a day ("th"). *capitalised* months
    and weekdays need a capital; *month_first* is the order of 2/28/2016.

    No day of an act: *since* makes a date the beginning of a span, *until* its end, *yearly* an
    anniversary. *announcing* are words of saying: a day beside one is the day of the announcement;
    *opens_speech* begin what is said behind it. *aftermath* are words of rescue, search and burial.
    *page_labels* stand before the date of a page ("Published"), but *labels* before that of the act
    in a table of facts ("When:"). *not_dates* hold a calendar word and are none ("Black Friday").
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
    until: tuple[str, ...] = ()
    yearly: tuple[str, ...] = ()
    not_dates: tuple[str, ...] = ()
    ago: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    announcing: tuple[str, ...] = ()
    opens_speech: tuple[str, ...] = ()
    before_days: tuple[str, ...] = ()
    ago_from: tuple[str, ...] = ()
    page_labels: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    weeks: dict[str, tuple[str, ...]] = {}
    months_back: dict[str, tuple[str, ...]] = {}
    of_month: dict[str, tuple[str, ...]] = {}
    from_told: dict[str, tuple[str, ...]] = {}
    nights_told: dict[str, tuple[str, ...]] = {}
    month_leads: tuple[str, ...] = ()
    aftermath: tuple[str, ...] = ()
    feasts: dict[str, tuple[str, ...]] = {}
    endings: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
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
        self.endings = words.endings
        self.opens_speech = frozenset(
            word for each in words.opens_speech for word in phrase_words(each)
        )
        self._phrases: dict[str, dict[str | None, list[tuple[tuple[str, ...], str, int]]]] = {}
        tables: tuple[tuple[str, Mapping[str, Iterable[str]]], ...] = (
            ("month", words.months),
            ("hijri", words.hijri_months),
            ("weekday", words.weekdays),
            ("relative", words.relative),
            ("ordinal", words.ordinals),
            ("week", words.weeks),
            ("months_back", words.months_back),
            ("of_month", words.of_month),
            ("from_told", words.from_told),
            ("night_told", words.nights_told),
        )
        for meaning, table in tables:
            for number, spellings in table.items():
                self._add(meaning, int(number), spellings)
        for day, spellings in words.feasts.items():
            month, _, number = day.partition("-")
            self._add("feast", int(month) * 100 + int(number), spellings)
        for meaning, spellings in (
            ("night", words.nights), ("part", words.parts), ("bare", words.bare), ("last_night", words.last_night),
            ("past", words.past), ("next", words.next), ("link", words.links), ("skip", words.skipped),
            ("since", words.since), ("until", words.until), ("yearly", words.yearly), ("none", words.not_dates),
            ("ago", words.ago), ("days", words.days), ("announcing", words.announcing),
            ("before_day", words.before_days), ("label", words.labels),
            ("page_label", words.page_labels), ("ago_from", words.ago_from),
            ("aftermath", words.aftermath), ("month_lead", words.month_leads),
        ):  # fmt: skip
            self._add(meaning, 0, spellings)
        for following in self._phrases.values():
            for candidates in following.values():
                candidates.sort(key=lambda candidate: -len(candidate[0]))
        # Asked for every word of every text, several times; most begin nothing.
        self.begins = lru_cache(maxsize=1 << 16)(self._begun)
        self.opening = self._opening()

    def _add(self, meaning: str, value: int, spellings: Iterable[str]) -> None:
        for spelling in spellings:
            words = phrase_words(spelling)
            following = self._phrases.setdefault(words[0], {})
            following.setdefault(words[1] if words[1:] else None, []).append(
                (words, meaning, value)
            )

    def at(self, tokens: Sequence[Token], index: int, *meanings: str) -> CalendarWord | None:
        """Return the longest word of *meanings* at token *index*, None where there is none."""
        if not 0 <= index < len(tokens):
            return None
        text = tokens[index].text
        if self.begins(text).isdisjoint(meanings):
            return None
        text = self._without_ending(text)
        best = self._match(tokens, index, text, meanings, clitic=False)
        if best is None:
            for clitic in self.proclitics:
                if text.startswith(clitic) and len(text) > len(clitic) + 1:
                    best = self._match(tokens, index, text[len(clitic) :], meanings, clitic=True)
                    if best is not None:
                        break
        return best

    def _opening(self) -> Openers:
        """Return the first words of time expressions, each with every ending that it may have."""
        seconds: dict[str, set[str | None]] = {}
        for first, following in self._phrases.items():
            opening = {
                second
                for second, candidates in following.items()
                if any(meaning in OPENING for _, meaning, _ in candidates)
            }
            if opening:
                for ending in ("", *self.endings):
                    seconds.setdefault(first + ending, set()).update(opening)
        return Openers(dict(seconds), self.proclitics)

    def _begun(self, text: str) -> frozenset[str]:
        """Return the meanings of the phrases that begin with *text*, prefixes and endings aside."""
        text = self._without_ending(text)
        bare = [text.removeprefix(clitic) for clitic in self.proclitics if text.startswith(clitic)]
        return frozenset(
            meaning
            for word in (text, *bare)
            for candidates in self._phrases.get(word, {}).values()
            for _, meaning, _ in candidates
        )

    def _without_ending(self, text: str) -> str:
        for ending in self.endings:
            if text.endswith(ending):
                return text.removesuffix(ending)
        return text

    def _match(
        self,
        tokens: Sequence[Token],
        index: int,
        text: str,
        meanings: tuple[str, ...],
        *,
        clitic: bool,
    ) -> CalendarWord | None:
        following = self._phrases.get(text)
        if following is None:
            return None
        second = tokens[index + 1].text if index + 1 < len(tokens) else None
        for begun in (second, None) if second is not None else (None,):
            for words, meaning, value in following.get(begun, ()):
                length = len(words)
                if (
                    meaning in meanings
                    and index + length <= len(tokens)
                    and all(tokens[index + k].text == words[k] for k in range(2, length))
                ):
                    return CalendarWord(meaning, value, length, clitic)
        return None


@lru_cache(maxsize=8)
def calendar_of(words: DateWords) -> Calendar:
    """Return *words* compiled, the same object for the same words."""
    return Calendar(words)
