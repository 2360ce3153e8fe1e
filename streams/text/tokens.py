"""Words, numbers and marks of a folded text."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable
from functools import cached_property, lru_cache
from itertools import chain, pairwise
from typing import Literal

from msgspec import Struct

from streams.text.folding import Folded
from streams.text.shelf import Book, Shelf

TokenKind = Literal["word", "number", "mark", "break"]

# A number keeps its separators ("1,200", "3.5", "12:30"); a word keeps inner apostrophes and the
# double quote of Arabic acronyms is a mark; a line break is a token of its own.
# The signs of a hashtag are none: its words are read like any others ("#army_of_mali").
_TOKEN = re.compile(
    r"(?P<number>\d+(?:[.,:/]\d+)*)|(?P<word>[^\W\d_]+(?:'[^\W\d_]+)*)|(?P<break>\n+)|(?P<mark>[^\s\w#]|#(?![^\W\d_]))"
)


class Token(Struct, frozen=True, gc=False):
    """A word, number, mark or line break: its folded text and folded offsets."""

    text: str
    start: int
    end: int
    kind: TokenKind


class Tokens(tuple[Token, ...]):  # noqa: SLOT001 - the index is kept in its dict
    """The tokens of a text, with an index of its words.

    *shelf* has the books that are asked for in every text of its language; it is filled by asking.
    """

    shelf: Shelf | None = None

    def starting(self, book: Book, start: int, end: int) -> list[int]:
        """Return where in tokens *start* to *end* a phrase of *book* may begin, in order.

        There its first word stands, or ends a longer one, and its second; what follows is not
        looked at.
        """
        found = self._opened.get(book)
        if found is None:
            found = self._opened[book] = self._alone(book)
        if not found or found[-1] < start or found[0] >= end:
            return []
        return found[bisect_left(found, start) : bisect_left(found, end)]

    def opening(self, opens: Callable[[str], object], start: int, end: int) -> list[int]:
        """Return where in tokens *start* to *end* words stand of which *opens* holds, in order."""
        found = self._opening.get(opens)
        if found is None:
            lists = [places for word, places in self.words.items() if opens(word)]
            found = self._opening[opens] = sorted(chain.from_iterable(lists))
        return _within(found, start, end) if found else []

    def standing(self, words: frozenset[str], start: int, end: int) -> list[int]:
        """Return where in tokens *start* to *end* one of *words* stands, in order."""
        found = self._standing.get(words)
        if found is None:
            lists = [self.words[word] for word in self.words.keys() & words]
            found = self._standing[words] = sorted(chain.from_iterable(lists))
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
    def _figures(self) -> list[int]:
        return [index for index, token in enumerate(self) if token.kind == "number"]

    @cached_property
    def _opening(self) -> dict[Callable[[str], object], list[int]]:
        return {}

    @cached_property
    def _standing(self) -> dict[frozenset[str], list[int]]:
        return {}

    @cached_property
    def _opened(self) -> dict[Book, list[int]]:
        """Return where each book of the shelf may begin."""
        return self._looked_through(self.shelf) if self.shelf is not None else {}

    def _alone(self, book: Book) -> list[int]:
        """Return where *book* may begin, and put it on the shelf for the next text."""
        if self.shelf is None:
            return self._looked_through(_shelf_of(book))[book]
        self.shelf.add(book)
        return self._looked_through(Shelf([book]))[book]

    def _looked_through(self, shelf: Shelf) -> dict[Book, list[int]]:
        found: dict[Book, list[int]] = {book: [] for book in shelf.books}
        texts = [token.text for token in self]
        for index, (word, second) in enumerate(pairwise((*texts, ""))):
            opened = shelf[word]
            if opened is not None:
                for book in opened.alone:
                    found[book].append(index)
                if second in opened.before:
                    for book in opened.before[second]:
                        found[book].append(index)
        return found


@lru_cache(maxsize=32)
def _shelf_of(book: Book) -> Shelf:
    """Return a shelf of *book* alone, for short texts that are read for nothing else."""
    return Shelf([book])


def _within(places: list[int], start: int, end: int) -> list[int]:
    return places[bisect_left(places, start) : bisect_left(places, end)]


def words_of(folded: str) -> tuple[str, ...]:
    """Return the texts of the tokens of *folded*."""
    return tuple(found[0] for found in _TOKEN.finditer(folded))


def tokenise(folded: Folded, *, shelf: Shelf | None = None) -> Tokens:
    """Return the tokens of *folded* in order; *shelf* as `Tokens` has it."""
    tokens = Tokens(
        [
            Token(found[0], *found.span(), found.lastgroup)  # type: ignore[arg-type]
            for found in _TOKEN.finditer(folded.text)
        ]
    )
    tokens.shelf = shelf
    return tokens
