"""Things that a text names: hospitals, convoys, villages."""

from streams.languages.actor_words import ObjectWords
from streams.records.ids import content_id
from streams.steps.extract.actors.groups import REACH, SHORT, GroupReader
from streams.steps.extract.actors.names import NameReader
from streams.steps.extract.actors.nouns import SETTLEMENT, Mention
from streams.text.phrases import Match


class ThingReader:
    """Reads the things of one text."""

    def __init__(self, names: NameReader, groups: GroupReader) -> None:
        self.names, self.tokens, self.index = names, names.tokens, names.index
        self.nouns, self.words = names.nouns, names.words
        self.reading, self.groups = names.reading, groups

    def thing(self, index: int, end: int) -> Mention | None:
        """Return the thing whose name begins at token *index*."""
        match = next(iter(self.nouns.objects.at(self.tokens, index, end=end)), None)
        if match is None or self.nouns.no_things.at(self.tokens, index, end=end):
            return None
        counted = match.end < end and self.tokens[match.end].kind == "number"
        if counted and self.nouns.owned.at(self.tokens, index, end=end):
            return None  # موقعا 14 قتيلا: a participle, no site
        before = index - 1
        if before > 0 and self.tokens[before].text == '"':
            before -= 1
        if before >= 0 and self.tokens[before].text in self.nouns.place_heads:
            return None  # a quarter named after it
        entry = match.value
        if entry.name == SETTLEMENT and self.names.before and self._is_named(index):
            return None  # "in Myaing Township"
        if match.end - index > 1 and self.tokens[index].text in self.nouns.determiners:
            index += 1  # "a home" is a home, "went home" none
        stop = match.end if self.names.before else self._described(match, end)
        return Mention(
            index,
            stop,
            "object",
            self.id_of(entry.name, index, stop),
            entry.name,
            None,
            match.clitic,
            object=entry.kind,
        )

    def _is_named(self, index: int) -> bool:
        """Tell a word with a capital behind another that has one: the two are one name."""
        letters = [self.reading.quote(self.reading.span(at, at + 1)) for at in (index - 1, index)]
        return index > 0 and all(word.istitle() for word in letters)

    def id_of(self, name: str, start: int, stop: int) -> str:
        """Return the id of a thing: its name, and a digest of its words where they tell it apart."""
        slug = name.replace(" ", "-")
        if stop - start == 1:
            return slug
        words = " ".join(token.text for token in self.tokens[start:stop])
        return f"{slug}-{content_id('thing', words)[:8]}"

    def _described(self, match: Match[ObjectWords], end: int) -> int:
        """Return where the words end that describe the thing of *match*.

        What describes a definite noun is definite, what describes an accusative is accusative.
        """
        articled, endings = self.names.articled, self.words.accusative_agrees
        start = match.end
        named = self.tokens[match.start : start]
        definite = match.clitic.endswith(self.words.fused_articles or ("\0",)) or any(
            token.text.startswith(articled) for token in named if articled
        )
        accusative = bool(endings) and self.tokens[start - 1].text.endswith(endings[0])
        at = start
        if at < end and self.tokens[at].text == '"':
            closing = range(at + 2, min(end, at + REACH))
            at = next((to + 1 for to in closing if self.tokens[to].text == '"'), at)
        while at < min(end, start + 3):
            token = self.tokens[at]
            has_article = bool(articled) and token.text.startswith(articled)
            if (
                token.kind != "word"
                or at in self.groups.verbs
                or self.nouns.boundaries.at(self.tokens, at, end=end)
                or self.names.named(at, end)
                or self._names_group(at, end)
                or len(token.text) < SHORT
                or token.text in self.nouns.ends
                or token.text.startswith(self.words.not_described)
                or (definite and not has_article)
                or (accusative and not token.text.endswith(endings))
            ):
                break
            definite |= has_article
            at += 1
        return at

    def _names_group(self, at: int, end: int) -> bool:
        """Tell whether forces with an owner or a group's name begin at token *at*."""
        group = self.names.forces(at, end) or self.groups.headed(at, end)
        return group is not None and not group.id.startswith("group-")
