"""Words, numbers and marks of a folded text."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Set
from functools import cached_property, lru_cache
from itertools import chain
from typing import Literal, Protocol

from msgspec import Struct

from streams.text.folding import Folded

WORDS_REMEMBERED = 50_000
"""Words of which a reading is remembered: a text of nonsense cannot fill memory."""
TokenKind = Literal["word", "number", "mark", "break"]

# A number keeps its separators ("1,200", "3.5", "12:30"); a word keeps inner apostrophes and the
# double quote of Arabic acronyms is a mark; a line break is a token of its own.
_TOKEN = re.compile(
    r"(?P<number>\d+(?:[.,:/]\d+)*)|(?P<word>[^\W\d_]+(?:'[^\W\d_]+)*)|(?P<break>\n+)|(?P<mark>[^\s\w]|_)"
)


class Token(Struct, frozen=True, gc=False):
    """A word, number, mark or line break: its folded text and folded offsets."""

    text: str
    start: int
    end: int
    kind: TokenKind


class Book(Protocol):
    """What is looked up in a text: its first words, and what may stand before them in one piece."""

    @property
    def seconds(self) -> Mapping[str, Set[str | None]]:
        """By the folded words that its phrases begin with their second words, None for no second."""

    @property
    def first_words(self) -> frozenset[str]:
        """The keys of *seconds*: two sets are compared in a third of the time."""

    @property
    def proclitics(self) -> tuple[str, ...]:
        """The prefixes that its first words may carry."""


class Tokens(tuple[Token, ...]):  # noqa: SLOT001 - the index is kept in its dict
    """The tokens of a text, with an index of its words.

    Most books of phrases have none in most texts: asked by its words, a text is not walked through
    once for each book. *prefixes* are those that most books of its language allow before a word.
    """

    prefixes: tuple[str, ...] = ()

    def starting(self, book: Book, start: int, end: int) -> list[int]:
        """Return where in tokens *start* to *end* a phrase of *book* may begin, in order.

        There its first word stands, or ends a longer one, and its second; what follows is not
        looked at.
        """
        found = self._starting.get(book)
        if found is None:
            found = self._starting[book] = self._found(book)
        return _within(found, start, end) if found and found[-1] >= start else []

    def opening(self, opens: Callable[[str], object], start: int, end: int) -> list[int]:
        """Return where in tokens *start* to *end* words stand of which *opens* holds, in order."""
        found = self._opening.get(opens)
        if found is None:
            lists = [places for word, places in self.words.items() if opens(word)]
            found = self._opening[opens] = sorted(chain.from_iterable(lists))
        return _within(found, start, end) if found else []

    def figures(self, start: int, end: int) -> list[int]:
        """Return which tokens from *start* to *end* are numbers in digits."""
        return _within(self._figures, start, end) if self._figures else []

    @cached_property
    def words(self) -> dict[str, list[int]]:
        """Return where each word, number and mark stands."""
        words: defaultdict[str, list[int]] = defaultdict(list)
        for index, token in enumerate(self):
            words[token.text].append(index)
        return dict(words)

    @cached_property
    def _vocabulary(self) -> frozenset[str]:
        return frozenset(self.words)

    @cached_property
    def _figures(self) -> list[int]:
        return [index for index, token in enumerate(self) if token.kind == "number"]

    @cached_property
    def _starting(self) -> dict[Book, list[int]]:
        return {}

    @cached_property
    def _opening(self) -> dict[Callable[[str], object], list[int]]:
        return {}

    @cached_property
    def _read(self) -> dict[tuple[str, ...], "_Read"]:
        return {}

    def _readings(self, prefixes: tuple[str, ...]) -> "_Read":
        """Return, by what they are with or without a prefix, the words of the text."""
        known = self._read.get(prefixes)
        if known is None:
            words: dict[str, list[str]] = {}
            readings = _readings_behind(prefixes)
            for word in self.words:
                for reading in readings[word]:
                    if reading in words:
                        words[reading].append(word)
                    else:
                        words[reading] = [word]
            known = self._read[prefixes] = _Read(words, frozenset(words))
        return known

    def _found(self, book: Book) -> list[int]:
        found: set[int] = set()
        seconds = book.seconds
        if book.proclitics:
            read = self._readings(_wider(self.prefixes, book.proclitics))
            for first in read.readings & book.first_words:
                for word in read.words[first]:
                    self._add(found, word, seconds[first])
        else:
            for word in self._vocabulary & book.first_words:
                self._add(found, word, seconds[word])
        return sorted(found)

    def _add(self, found: set[int], word: str, seconds: Set[str | None]) -> None:
        """Add to *found* where *word* stands before one of *seconds*, or before nothing it needs."""
        if None in seconds:
            found.update(self.words[word])
            return
        behind = self._behind.get(word)
        if behind is None:
            behind = self._behind[word] = self._what_follows(word)
        if not seconds.isdisjoint(behind):
            for second, places in behind.items():
                if second in seconds:
                    found.update(places)

    @cached_property
    def _behind(self) -> dict[str, dict[str | None, list[int]]]:
        return {}

    def _what_follows(self, word: str) -> dict[str | None, list[int]]:
        """Return, by what stands right behind *word*, where it does."""
        behind: defaultdict[str | None, list[int]] = defaultdict(list)
        last = len(self) - 1
        for place in self.words[word]:
            if place < last:
                behind[self[place + 1].text].append(place)
        return dict(behind)


class Openers(Struct, frozen=True, eq=False):
    """The words that the phrases of several books, or one of some words, may begin with."""

    seconds: dict[str, Set[str | None]] = {}
    first_words: frozenset[str] = frozenset()
    proclitics: tuple[str, ...] = ()


def openers(*books: Book, words: Iterable[str] = ()) -> Openers:
    """Return what the phrases of *books* and *words* may begin with."""
    seconds: dict[str, set[str | None]] = {word: {None} for word in words}
    for book in books:
        for first, some in book.seconds.items():
            seconds.setdefault(first, set()).update(some)
    proclitics = dict.fromkeys(prefix for book in books for prefix in book.proclitics)
    return Openers(dict(seconds), frozenset(seconds), tuple(proclitics))


class _Read(Struct, gc=False):
    words: dict[str, list[str]]
    readings: frozenset[str]


def _within(places: list[int], start: int, end: int) -> list[int]:
    return places[bisect_left(places, start) : bisect_left(places, end)]


@lru_cache
def _wider(prefixes: tuple[str, ...], proclitics: tuple[str, ...]) -> tuple[str, ...]:
    """Return *prefixes* where they hold all *proclitics*: one index serves most books."""
    return prefixes if set(proclitics) <= set(prefixes) else proclitics


class _Readings(dict[str, tuple[str, ...]]):
    """What a word may be: as it stands, or two letters or more behind one of *prefixes*."""

    def __init__(self, prefixes: tuple[str, ...]) -> None:
        super().__init__()
        self.prefixes = prefixes

    def __missing__(self, word: str) -> tuple[str, ...]:
        if len(self) >= WORDS_REMEMBERED:
            self.clear()
        rests = {
            word[len(prefix) :]
            for prefix in self.prefixes
            if len(word) > len(prefix) + 1 and word.startswith(prefix)
        }
        readings = self[word] = (word, *(rests - {word}))
        return readings


@lru_cache
def _readings_behind(prefixes: tuple[str, ...]) -> _Readings:
    return _Readings(prefixes)


def tokenise(folded: Folded, *, prefixes: tuple[str, ...] = ()) -> Tokens:
    """Return the tokens of *folded* in order; *prefixes* as `Tokens` has them."""
    tokens = Tokens(
        [
            Token(found[0], found.start(), found.end(), found.lastgroup)  # type: ignore[arg-type]
            for found in _TOKEN.finditer(folded.text)
        ]
    )
    tokens.prefixes = prefixes
    return tokens
