"""People without a name of their own: gunmen, soldiers, teachers."""

from msgspec.structs import replace

from streams.languages.actor_words import PeopleWords
from streams.steps.extract.actors.groups import GroupReader
from streams.steps.extract.actors.names import NameReader
from streams.steps.extract.actors.nouns import Mention, of_actor
from streams.text.phrases import Match

POLICE = "police"


class PeopleReader:
    """Reads the people of one text."""

    def __init__(self, names: NameReader, groups: GroupReader) -> None:
        self.names, self.tokens, self.index = names, names.tokens, names.index
        self.nouns, self.words = names.nouns, names.words
        self.article, self.groups = names.reading.pack.strikes.article, groups

    def people(self, index: int, end: int) -> Mention | None:
        """Return the people whose noun begins at token *index*, with the group they belong to."""
        match = next(iter(self.nouns.people.at(self.tokens, index, end=end)), None)
        if match is None:
            return None
        entry = match.value
        if (entry.armed or (entry.state and not self.names.before)) and (
            group := self.groups.of_group(match.end, end)
        ):
            return Mention(
                index,
                group.end,
                "armed",
                group.id,
                group.name,
                group.actor_kind,
                match.clitic,
                part_of=group.part_of,
                home=group.home,
            )
        if (entry.armed or entry.state) and (one := self._of_nation(entry, match, end)):
            return one
        if self.names.before and match.end < end and self.tokens[match.end].text == "-":
            return None  # "rebel-held"
        return Mention(
            index,
            self.names.over_forces(match.end, end)
            if self.names.before and entry.armed
            else match.end,
            "armed" if entry.armed else "people",
            entry.id,
            entry.name,
            entry.kind,
            match.clitic,
        )

    def _of_nation(self, entry: PeopleWords, match: Match[PeopleWords], end: int) -> Mention | None:
        """Return the fighters of *match* with the adjective behind them that says whose they are."""
        if self.names.before:
            return None
        owner = self.names.first(self.index.adjectives.at(self.tokens, match.end, end=end))
        if owner is None:
            people = self.names.named(match.end, end)  # أتراك، روس
            if people is None or people.clitic not in {"", self.article}:
                return None
            return replace(people, start=match.start, clitic=match.clitic)
        if owner.clitic not in {"", self.article}:
            return None
        state = owner.value
        if entry.state:
            forces = state.police if entry.id == POLICE else state.forces
            return of_actor(forces, match.start, owner.end, match.clitic)
        return Mention(
            match.start,
            owner.end,
            "armed",
            f"{entry.id}-{state.slug}",
            f"{entry.name} ({state.name})",
            entry.kind,
            match.clitic,
            home=(state.iso,),
        )
