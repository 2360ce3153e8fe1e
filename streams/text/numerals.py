"""Digits and number words to integers and bounds, driven by a language's words.

The engine knows how numbers are built (units, tens, hundreds, scales; joined or not, units before
or after tens) and how words around a number bound it; which words these are comes as `NumberWords`.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Literal, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from streams.text.phrases import phrase_words
from streams.text.shelf import WORDS_REMEMBERED
from streams.text.tokens import Token

Bounding = Literal["at_least", "more_than", "about", "up_to", "fewer_than"]
QuantityHedge = Literal["exact", "at_least", "more_than", "about", "up_to", "between", "vague"]

_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,3}(?:\.\d{3})+")
_LARGEST = 10**12


class Hedging(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words that bound a number: *before* it, or *after* it or the noun it counts."""

    bounds: Bounding
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


class Vague(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words that stand for "*min* or more" without a number."""

    min: int
    words: tuple[str, ...]


class NumberWords(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`numerals.toml`: the number words of a language.

    *words* and *scales* are tables from the value, as text, to every spelling. *hundred* multiplies
    a unit before it. *joiners* are prefixes or words that add the next part ("و", "and");
    *must_join* tells whether parts stand side by side without one. *units_first* is Arabic order
    (five and twenty). *bare_scales*: "thousand" alone is a thousand; else it needs one of
    *articles*. *risen_from* begins "from 12 to 20", which says 20. *not_definite* are words that with an article are something else (weekdays).
    """

    words: dict[str, tuple[str, ...]]
    scales: dict[str, tuple[str, ...]]
    hundred: tuple[str, ...]
    joiners: tuple[str, ...]
    must_join: bool
    units_first: bool
    bare_scales: bool
    articles: tuple[str, ...] = ()
    definite: tuple[str, ...] = ()
    not_definite: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    risen_from: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    dozen: dict[str, tuple[str, ...]] = {}
    hedges: tuple[Hedging, ...] = ()
    vague: tuple[Vague, ...] = ()


class Quantity(Struct, frozen=True, kw_only=True):
    """How many, at tokens *start* to *end* (exclusive), words that bound it included.

    *number* is the token where the number itself begins; *clitic* what was written before it in
    one piece ("و" in "وخمسة"). *words* tells a number written in letters. *risen_from* is the
    figure that this one takes over from ("from 12 to 20").
    """

    start: int
    end: int
    number: int
    min: int
    max: int | None
    hedge: QuantityHedge
    clitic: str = ""
    words: bool = False
    risen_from: "Quantity | None" = None


class _Part(Struct, frozen=True):
    value: int
    end: int
    clitic: str


_Way = Callable[[Sequence[Token], int, int], Quantity | None]


class NumberReader:
    """The words of a language compiled to a reader. *proclitics* are folded prefixes, or none."""

    def __init__(self, words: NumberWords, *, proclitics: Sequence[str] = ()) -> None:
        self._words = words
        self.proclitics = tuple(sorted(set(proclitics) - {""}, key=len, reverse=True))
        self._values = _table(words.words)
        self._scales = _table(words.scales)
        self._dozens = _table(words.dozen)
        self._hundred = {phrase_words(word)[0] for word in words.hundred}
        self._joiners = {phrase_words(word)[0] for word in words.joiners}
        self._joiner_starts = tuple(self._joiners)
        self._articles = {phrase_words(word)[0] for word in words.articles}
        self._definite = {phrase_words(word)[0] for word in words.definite}
        self._not_definite = {phrase_words(word)[0] for word in words.not_definite}
        self._to = {word if word == "-" else phrase_words(word)[0] for word in words.to}
        self._between_joiners = self._joiners | self._to
        self._risen_from = _phrases((phrase, True) for phrase in words.risen_from)
        self._between = _phrases((phrase, True) for phrase in words.between)
        self._before = _phrases((phrase, h.bounds) for h in words.hedges for phrase in h.before)
        self._after = _phrases((phrase, h.bounds) for h in words.hedges for phrase in h.after)
        self.bounding = frozenset(self._after)
        self._vague = _phrases((phrase, v.min) for v in words.vague for phrase in v.words)

        self._first_words = frozenset(self._hundred).union(
            self._values, self._scales, self._dozens, self._between, self._before, self._vague
        )
        self.first_words = self._first_words.union(self._risen_from, self._articles, self._definite)
        self.seconds: dict[str, frozenset[str | None]] = dict.fromkeys(
            self.first_words, frozenset((None,))
        )
        self._split: dict[str, tuple[tuple[str, str], ...]] = {}
        self._ways: dict[str, tuple[_Way, ...]] = {}

    def quantity(self, tokens: Sequence[Token], start: int, *, end: int) -> Quantity | None:
        """Return the quantity that begins at token *start* and ends by *end*, or None."""
        token = tokens[start]
        if token.kind == "number" and token.text not in self.first_words:
            return self._range(tokens, start, end)
        ways = self._ways.get(token.text)
        for read in self._ways_of(token) if ways is None else ways:
            quantity = read(tokens, start, end)
            if quantity is not None:
                return quantity
        return None

    def _ways_of(self, token: Token) -> tuple["_Way", ...]:
        """Return the ways in which a quantity may begin at *token*, in the order to be tried."""
        words = {word for _, word in self._readings(token)}
        numbers = self._hundred.union(self._values, self._scales)
        ways: tuple[tuple[bool, _Way], ...] = (
            (not words.isdisjoint(self._before), self._hedged),
            (token.text in self._risen_from, self._risen),
            (not words.isdisjoint(self._between), self._between_two),
            (not words.isdisjoint(self._vague), self._vague_amount),
            (
                not words.isdisjoint(numbers)
                or token.text in self._articles
                or token.kind == "number",
                self._range,
            ),
        )
        if len(self._ways) >= WORDS_REMEMBERED:
            self._ways.clear()
        self._ways[token.text] = tuple(way for may, way in ways if may)
        return self._ways[token.text]

    def bound_after(
        self, tokens: Sequence[Token], start: int, *, end: int
    ) -> tuple[Bounding, int] | None:
        """Return the bounding words at token *start* that speak of what stands before, and their end."""
        found = _longest(self._after, tokens, start, end, tokens[start].text)
        return found and (found[0], found[1])

    def bound_before(
        self, tokens: Sequence[Token], position: int, *, start: int
    ) -> tuple[Bounding, int] | None:
        """Return the bounding words that end right before token *position* and their start, or None."""
        for index in range(max(start, position - 3), position):
            for _, word in self._readings(tokens[index]):
                found = _longest(self._before, tokens, index, position, word)
                if found is not None and found[1] == position:
                    return found[0], index
        return None

    def integer(self, tokens: Sequence[Token], start: int, *, end: int) -> tuple[int, int] | None:
        """Return the integer that begins at token *start*, without bounds, and its end; or None."""
        part = self._number(tokens, start, end)
        return (part.value, part.end) if part else None

    def _hedged(
        self, tokens: Sequence[Token], start: int, end: int, *, depth: int = 0
    ) -> Quantity | None:
        for clitic, word in self._readings(tokens[start]):
            found = _longest(self._before, tokens, start, end, word)
            if found is None or found[1] >= end:
                continue
            inner = (
                self._vague_amount(tokens, found[1], end)
                or self._range(tokens, found[1], end)
                or (depth < 2 and self._hedged(tokens, found[1], end, depth=depth + 1))
                or None
            )
            if inner is not None and (not inner.clitic or inner.clitic not in self._joiners):
                low, high, hedge = bounded(inner.min, inner.max, inner.hedge, bounds=found[0])
                return Quantity(
                    start=start, end=inner.end, number=inner.number, min=low, max=high,
                    hedge=hedge, clitic=clitic, words=inner.words,
                )  # fmt: skip
        return None

    def _between_two(self, tokens: Sequence[Token], start: int, end: int) -> Quantity | None:
        for clitic, word in self._readings(tokens[start]):
            found = _longest(self._between, tokens, start, end, word)
            if found is None or found[1] >= end:
                continue
            low = self._number(tokens, found[1], end, alone=True)
            if low is None or low.end >= end:
                continue
            second = low.end
            if tokens[second].text in self._between_joiners and second + 1 < end:
                second += 1
            high = self._number(tokens, second, end)
            if high is not None and high.value >= low.value:
                if second == low.end and high.clitic not in self._joiners:
                    continue
                return Quantity(
                    start=start, end=high.end, number=found[1], min=low.value, max=high.value,
                    hedge="between", clitic=clitic,
                )  # fmt: skip
        return None

    def _risen(self, tokens: Sequence[Token], start: int, end: int) -> Quantity | None:
        found = _longest(self._risen_from, tokens, start, end, tokens[start].text)
        low = found and self._number(tokens, found[1], end)
        if found is None or not low or low.end + 1 >= end or tokens[low.end].text not in self._to:
            return None
        risen = self._hedged(tokens, low.end + 1, end) or self._range(tokens, low.end + 1, end)
        if risen is None or risen.min <= low.value:
            return risen
        before = Quantity(
            start=found[1], end=low.end, number=found[1], min=low.value, max=low.value,
            hedge="exact",
        )  # fmt: skip
        return replace(risen, risen_from=before)

    def _range(self, tokens: Sequence[Token], start: int, end: int) -> Quantity | None:
        low = self._number(tokens, start, end)
        if low is None:
            return None
        worded = tokens[start].kind == "word"
        if low.end + 1 < end and tokens[low.end].text in self._to:
            high = self._number(tokens, low.end + 1, end)
            if high is not None and not high.clitic and low.value < high.value < 100 * low.value:
                return Quantity(
                    start=start, end=high.end, number=start, min=low.value, max=high.value,
                    hedge="between", clitic=low.clitic, words=worded,
                )  # fmt: skip
        return Quantity(
            start=start, end=low.end, number=start, min=low.value, max=low.value, hedge="exact",
            clitic=low.clitic, words=worded,
        )  # fmt: skip

    def _vague_amount(self, tokens: Sequence[Token], start: int, end: int) -> Quantity | None:
        for clitic, word in self._readings(tokens[start]):
            found = _longest(self._vague, tokens, start, end, word)
            if found is not None:
                return Quantity(
                    start=start, end=found[1], number=start, min=found[0], max=None, hedge="vague",
                    clitic=clitic, words=True,
                )  # fmt: skip
        return None

    def _number(
        self, tokens: Sequence[Token], start: int, end: int, *, alone: bool = False
    ) -> _Part | None:
        """Read chunks of falling scale; *alone* stops before a joined chunk that could be its own."""
        if start >= end:
            return None
        if tokens[start].kind == "number":
            return self._digits(tokens, start, end)
        first = self._chunk(tokens, start, end, joined=False, alone=alone)
        if first is None:
            return None
        total, position, scale = first[0].value, first[0].end, first[1]
        while scale >= 1000:
            following = self._joined_chunk(tokens, position, end)
            if following is None or following[0].value >= scale:
                break
            total, position, scale = total + following[0].value, following[0].end, following[1]
        return _Part(total, position, first[0].clitic)

    def _digits(self, tokens: Sequence[Token], start: int, end: int) -> _Part | None:
        text = tokens[start].text
        scale, position = self._scale_at(tokens, start + 1, end)
        value: int | None
        if text.isdigit():
            value = int(text) * scale if len(text) < 13 else None
        elif _GROUPED.fullmatch(text):
            value = int(re.sub(r"\D", "", text)) * scale if len(text) < 17 else None
        elif scale > 1 and re.fullmatch(r"\d{1,6}[.,]\d{1,3}", text):
            value = round(float(text.replace(",", ".")) * scale)
        else:
            value = None
        if value is None or value > _LARGEST:
            return None
        if scale >= 1000 and position + 1 < end and tokens[position].text in self._joiners:
            rest = tokens[position + 1]
            adjacent = tokens[position].end == rest.start and len(rest.text) < 5
            more = int(rest.text) if adjacent and rest.text.isdigit() else scale
            if more < scale:
                return _Part(value + more, position + 2, "")
        return _Part(value, position, "")

    def _scale_at(self, tokens: Sequence[Token], start: int, end: int) -> tuple[int, int]:
        if start < end:
            found = _longest(self._scales, tokens, start, end, tokens[start].text)
            if found:
                return found
            if tokens[start].text in self._hundred and not self._words.bare_scales:
                return 100, start + 1
        return 1, start

    def _joined_chunk(
        self, tokens: Sequence[Token], start: int, end: int
    ) -> tuple[_Part, int] | None:
        if start >= end:
            return None
        if tokens[start].text in self._joiners and start + 1 < end:
            return self._chunk(tokens, start + 1, end, joined=False)
        return self._chunk(tokens, start, end, joined=self._words.must_join)

    def _chunk(
        self, tokens: Sequence[Token], start: int, end: int, *, joined: bool, alone: bool = False
    ) -> tuple[_Part, int] | None:
        """Return a number below 1000 with the scale behind it, and that scale (1 for none)."""
        small = self._below_thousand(tokens, start, end, joined=joined, alone=alone)
        if small is not None:
            if small.value >= 1000:
                return small, 1_000_000 if small.value >= 1_000_000 else 1000
            scale, position = self._scale_at(tokens, small.end, end)
            if scale > 1:
                return _Part(small.value * scale, position, small.clitic), scale
            dozens = small.end < end and _longest(
                self._dozens, tokens, small.end, end, tokens[small.end].text
            )
            if dozens:
                return _Part(small.value * dozens[0], dozens[1], small.clitic), 1
            return small, 1
        if tokens[start].text in self._articles and start + 1 < end:
            for table in (self._scales, self._dozens):
                found = _longest(table, tokens, start + 1, end, tokens[start + 1].text)
                if found:
                    return _Part(found[0], found[1], ""), found[0]
            return None
        for clitic, word in self._readings(tokens[start]):
            if joined != (clitic in self._joiners) and joined:
                continue
            found = _longest(self._scales, tokens, start, end, word)
            if found and self._words.bare_scales:
                return _Part(found[0], found[1], clitic), found[0]
        return None

    def _below_thousand(
        self, tokens: Sequence[Token], start: int, end: int, *, joined: bool, alone: bool = False
    ) -> _Part | None:
        first = self._simple(tokens, start, end, joined=joined)
        if first is None:
            return None
        value, position = first.value, first.end
        if 100 <= value < 1000 and value % 100 == 0:
            rest = None if alone else self._rest(tokens, position, end)
            return _Part(value + rest.value, rest.end, first.clitic) if rest else first
        below = self._with_ten(tokens, first, end, alone=alone)
        if below is not first:
            return below
        if 1 <= value <= 99 and position < end and tokens[position].text in self._hundred:
            hundreds = _Part(value * 100, position + 1, first.clitic)
            rest = None if alone else self._rest(tokens, hundreds.end, end)
            return _Part(hundreds.value + rest.value, rest.end, first.clitic) if rest else hundreds
        return first

    def _rest(self, tokens: Sequence[Token], start: int, end: int) -> _Part | None:
        """Return what is added to hundreds: a number below 100."""
        if start >= end:
            return None
        joined = self._words.must_join
        if tokens[start].text in self._joiners and start + 1 < end:
            start, joined = start + 1, False
        first = self._simple(tokens, start, end, joined=joined)
        if first is None or first.value >= 100 or first.value == 0:
            return None
        return self._with_ten(tokens, first, end)

    def _with_ten(
        self, tokens: Sequence[Token], first: _Part, end: int, *, alone: bool = False
    ) -> _Part:
        """Return *first* with the ten or unit that belongs to it, or *first* itself."""
        position = first.end
        if position >= end:
            return first
        if self._words.units_first:
            if 1 <= first.value <= 9 and not alone:
                ten = self._simple(tokens, position, end, joined=True)
                if ten is not None and 20 <= ten.value <= 90:
                    return _Part(first.value + ten.value, ten.end, first.clitic)
            return first
        if 20 <= first.value <= 90:
            if tokens[position].text == "-" and position + 1 < end:
                position += 1
            unit = self._simple(tokens, position, end, joined=False)
            if unit is not None and 1 <= unit.value <= 9:
                return _Part(first.value + unit.value, unit.end, first.clitic)
        return first

    def _simple(
        self, tokens: Sequence[Token], start: int, end: int, *, joined: bool
    ) -> _Part | None:
        """Return the number word at *start*; *joined* demands a joiner written before it."""
        for clitic, word in self._readings(tokens[start]):
            if joined and not clitic.startswith(self._joiner_starts):
                continue
            found = _longest(self._values, tokens, start, end, word)
            if found is None and word in self._hundred and self._words.bare_scales:
                found = (100, start + 1)
            if found is None:
                continue
            if word in self._not_definite and any(clitic.endswith(d) for d in self._definite):
                continue
            return _Part(found[0], found[1], clitic)
        return None

    def _readings(self, token: Token) -> tuple[tuple[str, str], ...]:
        """Return the word as it stands, then without each prefix, where a number could begin so."""
        return self._split.get(token.text) or self._split_word(token.text)

    def _split_word(self, word: str) -> tuple[tuple[str, str], ...]:
        if len(self._split) >= WORDS_REMEMBERED:
            self._split.clear()
        readings = [("", word)]
        for clitic in self.proclitics:
            rest = word[len(clitic) :]
            if len(rest) > 1 and word.startswith(clitic) and rest in self._first_words:
                readings.append((clitic, rest))
        self._split[word] = tuple(readings)
        return self._split[word]


def bounded(
    low: int, high: int | None, hedge: QuantityHedge, *, bounds: Bounding
) -> tuple[int, int | None, QuantityHedge]:
    """Return bounds and hedge of a number once words of *bounds* speak of it (corpus GUIDE's table).

    A vague amount stays as it is, and so does a range: neither gets more exact by a word before it.
    """
    if high is None or low != high:
        return low, high, hedge
    if bounds == "at_least":
        return low, None, "at_least"
    if bounds == "more_than":
        return low + 1, None, "more_than"
    if bounds == "about":
        return low, low, "about"
    if bounds == "up_to":
        return 0, low, "up_to"
    return 0, max(low - 1, 0), "up_to"


T = TypeVar("T")
_Table = dict[str, list[tuple[tuple[str, ...], T]]]


def _table(entries: dict[str, tuple[str, ...]]) -> _Table[int]:
    return _phrases((form, int(value)) for value, forms in entries.items() for form in forms)


def _phrases(entries: Iterable[tuple[str, T]]) -> _Table[T]:
    table: _Table[T] = {}
    for phrase, value in entries:
        words = phrase_words(phrase)
        table.setdefault(words[0], []).append((words, value))
    for candidates in table.values():
        candidates.sort(key=lambda candidate: -len(candidate[0]))
    return table


def _longest(
    table: _Table[T], tokens: Sequence[Token], start: int, end: int, word: str
) -> tuple[T, int] | None:
    """Return the value of the longest phrase at *start*, its first word read as *word*."""
    for words, value in table.get(word, ()):
        stop = start + len(words)
        if stop <= end and (
            stop == start + 1
            or all(tokens[start + k].text == words[k] for k in range(1, len(words)))
        ):
            return value, stop
    return None
