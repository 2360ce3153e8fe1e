"""Many phrases compiled to one matcher that yields token ranges, proclitics allowed."""

from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from msgspec import Struct

from streams.text.folding import fold_text
from streams.text.shelf import WORDS_REMEMBERED
from streams.text.tokens import Token, Tokens, words_of

T = TypeVar("T")


_Phrases = dict[str | None, list[tuple[tuple[str, ...], T]]]
"""Phrases that begin alike, by their second word (None for none), the longest first."""
_Readings = tuple[tuple[str, _Phrases[T]], ...]


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
        self._by_first: dict[str, _Phrases[T]] = {}
        for phrase, value in phrases:
            words = phrase_words(phrase)
            if not words:
                raise ValueError(f"the phrase {phrase!r} has no words")
            following = self._by_first.setdefault(words[0], {})
            following.setdefault(words[1] if words[1:] else None, []).append((words, value))
        for following in self._by_first.values():
            for candidates in following.values():
                candidates.sort(key=lambda candidate: -len(candidate[0]))
        self.seconds = {first: following.keys() for first, following in self._by_first.items()}
        self.proclitics = tuple(sorted(set(proclitics) - {""}, key=len, reverse=True))
        self._known: dict[str, _Readings[T]] = {}

    def __len__(self) -> int:
        return sum(
            len(candidates)
            for following in self._by_first.values()
            for candidates in following.values()
        )

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
        text = tokens[index].text
        readings = self._known.get(text)
        if readings is None:
            readings = self._readings(text)
        if not readings:
            return []
        found = []
        second = index + 1
        for clitic, following in readings:
            if second < end:
                for words, value in following.get(tokens[second].text, ()):
                    stop = index + len(words)
                    if stop <= end and (stop == second + 1 or _goes_on(words, tokens, index)):
                        found.append(Match(index, stop, clitic, value))
            for _, value in following.get(None, ()):
                found.append(Match(index, second, clitic, value))
        if len(found) > 1:
            found.sort(key=_shorter)
        return found

    def find(
        self, tokens: Sequence[Token], *, start: int = 0, end: int | None = None
    ) -> list[Match[T]]:
        """Return the matches in tokens *start* to *end*, leftmost and longest, none overlapping."""
        limit = len(tokens) if end is None else end
        places: Sequence[int]
        if isinstance(tokens, Tokens) and tokens.shelf is not None:
            places = tokens.starting(self, start, limit)
            if not places:  # most books have no word in most sentences
                return []
        else:
            places = range(start, limit)
        found: list[Match[T]] = []
        for index in places:
            if index >= start:
                here = self.at(tokens, index, end=limit)
                if here:
                    found.append(here[0])
                    start = here[0].end
        return found

    def _readings(self, word: str) -> "_Readings[T]":
        """Return the phrases that *word* may begin, by the proclitic it then carries.

        Remembered: most words of a text begin none, and the next text has them again.
        """
        ways = [("", word)] + [
            (clitic, word[len(clitic) :])
            for clitic in self.proclitics
            if word.startswith(clitic) and len(word) > len(clitic) + 1
        ]
        readings = tuple(
            (clitic, self._by_first[rest]) for clitic, rest in ways if rest in self._by_first
        )
        if len(self._known) >= WORDS_REMEMBERED:
            self._known.clear()
        self._known[word] = readings
        return readings


def _goes_on(words: tuple[str, ...], tokens: Sequence[Token], index: int) -> bool:
    """Tell whether the words behind the first two, which are known to match, stand at *index*."""
    for offset in range(2, len(words)):  # noqa: SIM110 - a generator costs three times as much
        if tokens[index + offset].text != words[offset]:
            return False
    return True


def _shorter(match: Match[T]) -> int:
    return match.start - match.end


def phrase_words(phrase: str) -> tuple[str, ...]:
    """Return the folded tokens of *phrase*, as a text's tokens would stand."""
    return words_of(fold_text(phrase))


def without_article(phrases: Iterable[tuple[str, T]], article: str) -> Iterable[tuple[str, T]]:
    """Yield *phrases*, and each that begins with *article* without it too.

    A prefix may take the article's place or swallow part of it, and a `PhraseBook` takes
    prefixes off.
    """
    for phrase, value in phrases:
        yield phrase, value
        if article and phrase.startswith(article) and len(phrase.split()[0]) > len(article) + 2:
            yield phrase[len(article) :], value
