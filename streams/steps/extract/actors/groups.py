"""Groups that no table knows, by the word that begins their name, and those that fighters belong to."""

from msgspec.structs import replace

from streams.records.ids import content_id
from streams.steps.extract.actors.names import NameReader
from streams.steps.extract.actors.nouns import Mention, of_actor

REACH = 6
"""How many words may stand between fighters and the group they belong to."""
SHORT = 3
"""A word with fewer letters describes nothing."""
QUOTES = {'"': '"', "(": ")"}
"""Marks around a group's name, each with the one that closes it."""


class GroupReader:
    """Reads the groups of one text; no name goes on over the tokens *verbs*."""

    def __init__(self, names: NameReader) -> None:
        self.names, self.tokens, self.index = names, names.tokens, names.index
        self.nouns, self.words = names.nouns, names.words
        self.article = names.reading.pack.strikes.article
        self.verbs: frozenset[int] = frozenset()

    def of_group(self, start: int, end: int) -> Mention | None:
        """Return the group to which the fighters named before *start* belong."""
        owner = self.words.event_owner
        at = start
        while at < min(end, start + REACH):
            step = self.nouns.belonging.at(self.tokens, at, end=end)
            if not step:
                break
            at = step[0].end
        if at >= end or (at == start and not (owner and self.tokens[at].text.startswith(owner))):
            return None
        group = self.names.named(at, end) or self.names.forces(at, end) or (self.headed(at, end))
        return group if group and (at > start or group.clitic in owner) else None

    def headed(self, index: int, end: int) -> Mention | None:
        """Return a group that no table knows, by the word that begins its name."""
        match = next(iter(self.nouns.heads.at(self.tokens, index, end=end)), None)
        if match is None or match.end >= end:
            return None
        if group := self.of_group(match.end, end):
            return replace(group, start=index, clitic=match.clitic)
        stop = match.end
        while (
            stop < end
            and (more := self.nouns.heads.at(self.tokens, stop, end=end))
            and not self.names.named(stop, end)
        ):
            stop = more[0].end
        if stop >= end:
            return None
        quoted = self.tokens[stop].text in QUOTES
        inside = stop + quoted
        known = (
            self.names.first(self.index.actors.at(self.tokens, inside, end=end))
            if inside < end
            else None
        )
        if known and (actor := self.names.meant(known.value)):
            return of_actor(actor, index, min(end, known.end + quoted), match.clitic)
        stop = self._end_of_name(index, stop, match.end, end)
        if stop == match.end:
            return None
        words = " ".join(token.text for token in self.tokens[index:stop])
        return Mention(
            index,
            stop,
            "armed",
            f"group-{content_id('group', words)[:8]}",
            "Armed group",
            "political_militia",
            match.clitic,
        )

    def _end_of_name(self, first: int, stop: int, head: int, end: int) -> int:
        """Return where an unknown name ends that goes on at *stop*, *head* where it has no more.

        A name that begins definite at *first* has definite words only.
        """
        if closes := QUOTES.get(self.tokens[stop].text):
            closing = range(stop + 2, min(end, stop + 6))
            return next((at + 1 for at in closing if self.tokens[at].text == closes), head)
        definite = bool(self.names.articled) and self.tokens[first].text.startswith(
            self.names.articled
        )
        if self.tokens[stop].kind == "number" and stop == head:
            return stop + 1  # the 25th division
        while (
            stop < min(end, head + 2)
            and self.tokens[stop].kind == "word"
            and (not definite or self.tokens[stop].text.startswith(self.names.articled))
            and len(self.tokens[stop].text) >= SHORT
            and stop not in self.verbs
            and self.tokens[stop].text not in self.nouns.ends
            and not (stop > head and self._is_clause(stop))
            and not (
                stop > head and self.article and self.tokens[stop].text.startswith(self.words.and_)
            )
            and not self.nouns.objects.at(self.tokens, stop, end=end)
            and not self.nouns.boundaries.at(self.tokens, stop, end=end)
        ):
            stop += 1
        return stop

    def _is_clause(self, at: int) -> bool:
        """Tell whether a prefix of a preposition stands before the word at *at*, a definite one before it."""
        definite = self.tokens[at - 1].text.startswith(self.names.articled or ("\0",))
        return definite and self.tokens[at].text.startswith(self.words.not_described)
