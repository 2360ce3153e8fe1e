"""Many phrases compiled to one matcher that yields token ranges, proclitics allowed."""

from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from msgspec import Struct

from streams.text.folding import fold
from streams.text.tokens import Token, tokenise

T = TypeVar("T")

WORDS_REMEMBERED = 50_000  # a book; some 10 MB when full, and a text of nonsense cannot fill memory


class Match(Struct, Generic[T], frozen=True, gc=False):
    """A phrase found at tokens *start* to *end* (exclusive).

    *clitic* is what was written before its first word in one piece with it ("و" in "وقتل").
    """

    start: int
    end: int
    clitic: str
    value: T


class PhraseBook(Generic[T]):
    """Phrases of folded words, each with a value; looked up at a token in time of its length.

    *proclitics* are the prefixes that may stand in one piece before the first word of a phrase
    ("و", "ب", "ال", "وال", "لل" …), already folded, "" not needed.
    """

    def __init__(self, phrases: Iterable[tuple[str, T]], *, proclitics: Sequence[str] = ()) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for phrase, value in phrases:
            words = phrase_words(phrase)
            if not words:
                raise ValueError(f"the phrase {phrase!r} has no words")
            self._by_first.setdefault(words[0], []).append((words, value))
        for candidates in self._by_first.values():
            candidates.sort(key=lambda candidate: -len(candidate[0]))
        self._proclitics = tuple(sorted(set(proclitics) - {""}, key=len, reverse=True))
        self._known: dict[str, tuple[tuple[str, list[tuple[tuple[str, ...], T]]], ...]] = {}

    def __len__(self) -> int:
        return sum(map(len, self._by_first.values()))

    def begins(self, word: str) -> bool:
        """Tell whether a phrase may begin at the folded *word*."""
        readings = self._known.get(word)
        return bool(self._readings(word) if readings is None else readings)

    def at(self, tokens: Sequence[Token], index: int, *, end: int) -> list[Match[T]]:
        """Return every match that begins at token *index* and ends by *end*, longest first.

        A reading without proclitic comes before one with; among equals, the order given.
        """
        if index >= end:
            return []
        readings = self._known.get(tokens[index].text)
        if readings is None:
            readings = self._readings(tokens[index].text)
        if not readings:
            return []
        found = []
        for clitic, candidates in readings:
            for words, value in candidates:
                stop = index + len(words)
                if stop <= end and (stop == index + 1 or _stands_at(words, tokens, index)):
                    found.append(Match(index, stop, clitic, value))
        if len(found) > 1:
            found.sort(key=_shorter)
        return found

    def find(
        self, tokens: Sequence[Token], *, start: int = 0, end: int | None = None
    ) -> list[Match[T]]:
        """Return the matches in tokens *start* to *end*, leftmost and longest, none overlapping."""
        limit = len(tokens) if end is None else end
        found: list[Match[T]] = []
        known = self._known
        index = start
        while index < limit:
            if known.get(tokens[index].text) == ():
                index += 1
                continue
            here = self.at(tokens, index, end=limit)
            if here:
                found.append(here[0])
                index = here[0].end
            else:
                index += 1
        return found

    def _readings(self, word: str) -> tuple[tuple[str, list[tuple[tuple[str, ...], T]]], ...]:
        """Return the phrases that *word* may begin, by the proclitic it then carries.

        Remembered: most words of a text begin none, and the next text has them again.
        """
        ways = [("", word)] + [
            (clitic, word[len(clitic) :])
            for clitic in self._proclitics
            if word.startswith(clitic) and len(word) > len(clitic) + 1
        ]
        readings = tuple(
            (clitic, self._by_first[rest]) for clitic, rest in ways if rest in self._by_first
        )
        if len(self._known) >= WORDS_REMEMBERED:
            self._known.clear()
        self._known[word] = readings
        return readings


def _stands_at(words: tuple[str, ...], tokens: Sequence[Token], index: int) -> bool:
    """Tell whether the words behind the first, which is known to match, stand at *index*."""
    for offset in range(1, len(words)):  # noqa: SIM110 - a generator costs three times as much
        if tokens[index + offset].text != words[offset]:
            return False
    return True


def _shorter(match: Match[T]) -> int:
    return match.start - match.end


def phrase_words(phrase: str) -> tuple[str, ...]:
    """Return the folded tokens of *phrase*, as a text's tokens would stand."""
    return tuple(token.text for token in tokenise(fold(phrase)))


def without_article(phrases: Iterable[tuple[str, T]], article: str) -> Iterable[tuple[str, T]]:
    """Yield *phrases*, and each that begins with *article* without it too.

    A prefix may take the article's place or swallow part of it, and a `PhraseBook` takes
    prefixes off.
    """
    for phrase, value in phrases:
        yield phrase, value
        if article and phrase.startswith(article) and len(phrase.split()[0]) > len(article) + 2:
            yield phrase[len(article) :], value
