"""Books of phrases by the words that open them: which of all may begin at a word of a text.

A pack has some hundred books, and most of them have no word in most texts. A text is looked
through once for all of them, each word costs one look-up, and what a word opens is remembered.
"""

from collections.abc import Iterable, Mapping, Set
from itertools import chain
from typing import Protocol

from msgspec import Struct

WORDS_REMEMBERED = 50_000
"""Words of which a reading is remembered: a text of nonsense cannot fill memory."""


class Book(Protocol):
    """What is looked up in a text: its first words, and what may stand before them in one piece."""

    @property
    def seconds(self) -> Mapping[str, Set[str | None]]:
        """By the folded words that its phrases begin with their second words, None for no second."""

    @property
    def proclitics(self) -> tuple[str, ...]:
        """The prefixes that its first words may carry."""

    def __hash__(self) -> int:
        """Books are told apart by identity."""


class Openers(Struct, frozen=True, eq=False):
    """The words that the phrases of several books, or one of some words, may begin with."""

    seconds: dict[str, Set[str | None]] = {}
    proclitics: tuple[str, ...] = ()


def openers(*books: Book, words: Iterable[str] = ()) -> Openers:
    """Return what the phrases of *books* and *words* may begin with."""
    seconds: dict[str, set[str | None]] = {word: {None} for word in words}
    for book in books:
        for first, some in book.seconds.items():
            seconds.setdefault(first, set()).update(some)
    proclitics = dict.fromkeys(chain.from_iterable(book.proclitics for book in books))
    return Openers(dict(seconds), tuple(proclitics))


class Opened(Struct, frozen=True):
    """The books that a word opens: *alone*, or before one of some second words."""

    alone: tuple[Book, ...]
    before: dict[str, tuple[Book, ...]]


class Shelf(dict[str, Opened | None]):
    """What each word opens in the books put here, filled as words are met."""

    def __init__(self, books: Iterable[Book] = ()) -> None:
        super().__init__()
        self.books: dict[Book, None] = {}
        self._by_first: dict[str, list[Book]] = {}
        self._prefixes: tuple[str, ...] = ()
        for book in books:
            self.add(book)

    def add(self, book: Book) -> None:
        """Put *book* here, where it is not yet."""
        if book in self.books:
            return
        self.books[book] = None
        for first in book.seconds:
            self._by_first.setdefault(first, []).append(book)
        self._prefixes = tuple(dict.fromkeys((*self._prefixes, *book.proclitics)))
        self.clear()

    def __missing__(self, word: str) -> Opened | None:
        if len(self) >= WORDS_REMEMBERED:
            self.clear()
        alone: dict[Book, None] = {}
        before: dict[str, dict[Book, None]] = {}
        for prefix, first in _readings(word, self._prefixes):
            for book in self._by_first.get(first, ()):
                if prefix and prefix not in book.proclitics:
                    continue
                for second in book.seconds[first]:
                    known = alone if second is None else before.setdefault(second, {})
                    known[book] = None
        opened = None
        if alone or before:
            # What a word opens alone it opens before any other word.
            pairs = {
                word: tuple(b for b in some if b not in alone) for word, some in before.items()
            }
            opened = Opened(tuple(alone), {word: some for word, some in pairs.items() if some})
        self[word] = opened
        return opened


def _readings(word: str, prefixes: tuple[str, ...]) -> Iterable[tuple[str, str]]:
    """Return *word* as it stands, and behind each of *prefixes* that leaves two letters or more."""
    yield "", word
    if word.startswith(prefixes):
        for prefix in prefixes:
            if len(word) > len(prefix) + 1 and word.startswith(prefix):
                yield prefix, word[len(prefix) :]
