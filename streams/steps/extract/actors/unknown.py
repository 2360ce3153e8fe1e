"""Groups that no table knows, by capitals and the last word of their name: "the 444 Brigade"."""

from streams.records.ids import content_id
from streams.steps.extract.actors.nouns import Mention, nouns_of
from streams.steps.extract.reading import Reading

LONGEST = 7
"""A name has at most so many words before its last."""
LONGEST_IN_CAPITALS = 5
"""In a text of capitals a name has fewer: any word may be its part."""


class UnknownGroups:
    """Reads the names of unknown groups in one text."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.tokens = reading, reading.tokens
        self.tails = nouns_of(reading.pack).tails
        self.joining, self.titles = nouns_of(reading.pack).in_names, nouns_of(reading.pack).titles
        self.determiners, self.ends = (
            nouns_of(reading.pack).determiners,
            nouns_of(reading.pack).ends,
        )
        self.times = nouns_of(reading.pack).times

    def group_at(self, index: int, start: int, end: int) -> Mention | None:
        """Return the group whose name has its telling word at token *index*, tokens *start* to *end*."""
        token = self.tokens[index]
        if token.text.removesuffix("'s") not in self.tails or not self._is_capital(index):
            return None
        if self.reading.quote(self.reading.span(start, index + 1)).isupper():
            return self._in_capitals(index, start, end)
        first = index
        while first > start and index - first < LONGEST and self._is_part(first - 1, start):
            first -= 1
        stop = self._over_complement(index + 1, end)
        if stop - first < 2 or all(self._shouts(at) for at in range(first, stop)):
            return None
        return self.named(first, self.over_acronym(stop, end))

    def _in_capitals(self, index: int, start: int, end: int) -> Mention | None:
        """Return the group whose name an article begins, where capitals tell nothing."""
        first = index
        while first > start and self.tokens[first - 1].text not in self.determiners:
            first -= 1
            if index - first >= LONGEST_IN_CAPITALS or self._ends_name(first):
                return None
        if first in {start, index}:
            return None
        return self.named(first, self.over_acronym(index + 1, end))

    def _ends_name(self, at: int) -> bool:
        return self.tokens[at].kind != "word" or self.tokens[at].text in self.ends

    def titled(self, index: int, end: int) -> Mention | None:
        """Return the group named behind a word for one at *index*: the group "Sons of the Hills"."""
        title = next(iter(self.titles.at(self.tokens, index, end=end)), None)
        if title is None or title.end >= end:
            return None
        quoted = self.tokens[title.end].text == '"'
        first = title.end + quoted
        stop = first
        while stop < end and stop - first < LONGEST and self._goes_on(stop, first, end):
            stop += 1
        if (
            stop == first
            or all(self._shouts(at) for at in range(index, stop))
            or (quoted and (stop >= end or self.tokens[stop].text != '"'))
        ):
            return None
        return self.named(index, self.over_acronym(stop + quoted, end))

    def _goes_on(self, at: int, first: int, end: int) -> bool:
        """Tell whether the name that begins at *first* goes on at *at*: a capital, "of" before one."""
        if at > first and self.tokens[at].text in self.joining:
            return any(self._is_capital(to) for to in range(at + 1, min(end, at + 3)))
        part = self._is_part(at, first) and self.tokens[at].kind != "number"
        return part and self.tokens[at].text not in self.times

    def before(self, end: int, start: int) -> Mention | None:
        """Return the capitalised name that ends at token *end*: "Ansar al-Haq claimed it"."""
        stop = end
        if end - 2 > start and self.tokens[end - 1].text == ")":
            opening = range(end - 2, max(start, end - 5), -1)
            stop = next((at for at in opening if self.tokens[at].text == "("), end)
        first = stop
        while first > start and stop - first < LONGEST and self._goes_back(first, start):
            first -= 1
        words = [at for at in range(first, stop) if self.tokens[at].kind == "word"]
        told = len(words) > 1 or (len(words) == 1 and self._shouts(words[0]))
        if (
            not told
            or not self._is_capital(words[0])
            or all(self._shouts(at) for at in range(start, end))
        ):
            return None
        return self.named(words[0], end)

    def _goes_back(self, first: int, start: int) -> bool:
        """Tell whether the token before *first* belongs to the name: a capital, "of" between two."""
        inner = self.tokens[first - 1].text in self.joining and first - 2 >= start
        return self._is_part(first - 1, start) or (
            inner and self._is_capital(first - 2) and self._is_capital(first)
        )

    def named(self, start: int, end: int) -> Mention:
        """Return tokens *start* to *end* as a group."""
        words = " ".join(token.text for token in self.tokens[start:end])
        return Mention(
            start,
            end,
            "armed",
            f"group-{content_id('group', words)[:8]}",
            "Armed group",
            "political_militia",
        )

    def over_acronym(self, stop: int, end: int) -> int:
        """Return the token behind the short name in brackets at *stop*: "(MDF)"."""
        if stop + 2 < end and self.tokens[stop].text == "(":
            closing = range(stop + 1, min(end, stop + 4))
            return next((at + 1 for at in closing if self.tokens[at].text == ")"), stop)
        return stop

    def _over_complement(self, stop: int, end: int) -> int:
        """Return the token behind "of" and "for" and the capitalised words that go on a name."""
        while True:
            at = stop
            while at < end and self.tokens[at].text in self.joining:
                at += 1
            if at == stop or at >= end or not self._is_capital(at):
                return stop
            while at < end and self._is_part(at, stop):
                at += 1
            stop = at

    def _is_part(self, at: int, start: int) -> bool:
        """Tell whether a token may stand within a name: a capital, a number, "al-", "of"."""
        token = self.tokens[at]
        if token.kind == "number":
            return at == start or self.tokens[at - 1].text not in {"/", "."}
        if token.kind == "word":
            return token.text == "al" or (self._is_capital(at) and token.text not in self.joining)
        return token.text == "-"

    def _is_capital(self, at: int) -> bool:
        return self.tokens[at].kind == "word" and self._letters(at)[:1].isupper()

    def _shouts(self, at: int) -> bool:
        return self._letters(at).isupper() or self.tokens[at].kind != "word"

    def _letters(self, at: int) -> str:
        return self.reading.quote(self.reading.span(at, at + 1))
