"""Words, numbers and marks of a folded text."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cached_property, lru_cache
from itertools import chain
from typing import Any, Literal, Protocol

from msgspec import Struct

from streams.text.folding import Folded

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
    """What is looked up in a text: its first words, and what may be written before them in one piece."""

    @property
    def firsts(self) -> Mapping[str, Any]:
        """The folded words that its phrases begin with."""

    @property
    def proclitics(self) -> tuple[str, ...]:
        """The prefixes that its first words may carry."""


class Tokens(tuple[Token, ...]):  # noqa: SLOT001 - the index is kept in its dict
    """The tokens of a text, with an index of its words.

    Most books of phrases have none in most texts: asked by its words, a text is not walked through
    once for each book.
    """

    @cached_property
    def words(self) -> dict[str, list[int]]:
        """Return where each word, number and mark stands."""
        words: defaultdict[str, list[int]] = defaultdict(list)
        for index, token in enumerate(self):
            words[token.text].append(index)
        return dict(words)

    def starting(self, book: Book, start: int, end: int) -> list[int]:
        """Return where in tokens *start* to *end* a phrase of *book* may begin, in order.

        There its first word stands, or ends a longer one; what follows is not looked at.
        """
        found = self._starting.get(book)
        if found is None:
            found = self._starting[book] = self._found(book)
        if not found or found[-1] < start:
            return []
        return found[bisect_left(found, start) : bisect_left(found, end)]

    def opening(self, opens: Callable[[str], object], start: int, end: int) -> list[int]:
        """Return where in tokens *start* to *end* words stand of which *opens* holds, in order."""
        found = self._opening.get(opens)
        if found is None:
            lists = [places for word, places in self.words.items() if opens(word)]
            found = self._opening[opens] = sorted(chain.from_iterable(lists))
        if not found or found[-1] < start:
            return []
        return found[bisect_left(found, start) : bisect_left(found, end)]

    @cached_property
    def _starting(self) -> dict[Book, list[int]]:
        return {}

    @cached_property
    def _opening(self) -> dict[Callable[[str], object], list[int]]:
        return {}

    @cached_property
    def _ends(self) -> dict[tuple[str, ...], dict[str, list[list[int]]]]:
        return {}

    def _ending(self, proclitics: tuple[str, ...]) -> dict[str, list[list[int]]]:
        """Return, by what words are behind a prefix, the lists of where they stand."""
        ends = self._ends.get(proclitics)
        if ends is None:
            ends = self._ends[proclitics] = {}
            rests = _cutter(proclitics)
            for word, places in self.words.items():
                for rest in rests(word):
                    ends.setdefault(rest, []).append(places)
        return ends

    def _found(self, book: Book) -> list[int]:
        firsts = book.firsts.keys()
        lists = [self.words[word] for word in self.words.keys() & firsts]
        if book.proclitics:
            ends = self._ending(book.proclitics)
            lists += [places for rest in ends.keys() & firsts for places in ends[rest]]
        return sorted(set().union(*lists)) if lists else []


@lru_cache
def _cutter(proclitics: tuple[str, ...]) -> Callable[[str], frozenset[str]]:
    """Return what tells all that a word may be behind one of *proclitics*, two letters or more."""

    @lru_cache(maxsize=1 << 15)
    def rests(word: str) -> frozenset[str]:
        return frozenset(
            word[len(prefix) :]
            for prefix in proclitics
            if len(word) > len(prefix) + 1 and word.startswith(prefix)
        )

    return rests


def tokenise(folded: Folded) -> Tokens:
    """Return the tokens of *folded* in order."""
    return Tokens(
        [
            Token(found[0], *found.span(), found.lastgroup)  # type: ignore[arg-type]
            for found in _TOKEN.finditer(folded.text)
        ]
    )
