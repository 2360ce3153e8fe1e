"""Actors and things that a text names, before it is known what they did or suffered."""

from collections import Counter
from collections.abc import Collection

from msgspec.structs import replace

from streams.gazetteer.actors import ActorIndex
from streams.records.ids import content_id
from streams.steps.extract.actors.groups import QUOTES, REACH, GroupReader
from streams.steps.extract.actors.names import NameReader
from streams.steps.extract.actors.nouns import (
    OFFICIALS,
    UNNAMED,
    Mention,
    nouns_of,
    openers_of,
)
from streams.steps.extract.actors.people import POLICE, PeopleReader
from streams.steps.extract.actors.things import ThingReader
from streams.steps.extract.actors.unknown import UnknownGroups
from streams.steps.extract.reading import Reading

GROUPS = frozenset({"rebel_group", "political_militia"})
"""Kinds of groups that a text goes on to call by a bare noun."""


class MentionReader:
    """Reads the mentions of one text, *countries* being those it is about, by weight."""

    def __init__(
        self, reading: Reading, *, actors: ActorIndex, countries: Counter[str], day: str | None
    ) -> None:
        self.names = NameReader(reading, actors=actors, countries=countries, day=day)
        self.reading, self.tokens, self.index = reading, reading.tokens, actors
        self.nouns, self.words = nouns_of(reading.pack), reading.pack.actors
        self.unknown = UnknownGroups(reading)
        self.article = reading.pack.strikes.article
        self.groups = GroupReader(self.names)
        self.things = ThingReader(self.names, self.groups)
        self.people = PeopleReader(self.names, self.groups)
        self.last: Mention | None = None
        self.begins = 0

    def sentence(self, start: int, end: int, *, verbs: Collection[int] = ()) -> list[Mention]:
        """Return the mentions in tokens *start* to *end*, the longest at each place.

        No name and no description goes on over the tokens *verbs*.
        """
        self.groups.verbs = frozenset(verbs)
        self.begins = start
        found: list[Mention] = []
        done = start
        for index in self.tokens.starting(openers_of(self.nouns, self.index), start, end):
            if index < done or self.tokens[index].kind != "word":
                continue
            if none := self.nouns.not_things.at(self.tokens, index, end=end):
                done = none[0].end
                continue
            mention = self._at(index, end)
            if mention is None or mention.end == index + 1:
                mention = self._unknown(index, start, end, found) or mention
            if mention is None:
                continue
            mention = self._with_name(mention, found[-1].end if found else start, end)
            while found and found[-1].start >= mention.start:
                found.pop()  # a word of the longer name
            before = found[-1] if found and found[-1].end == index else None
            last = found[-1] if found else None
            if last and self._is_short_name(last, mention, end):
                known = last if not last.id.startswith("group-") else mention
                done = self._closing(mention.end, end)
                found[-1] = replace(known, start=last.start, end=done)
                continue
            bomb = mention.kind == "object" and self._only_describes(mention, end)
            whole = self._compound(before, mention) if before and not bomb else None
            if whole:
                found[-1] = whole
            elif not self._only_describes(mention, end):
                found.append(mention)
                if other := self._other_of_pair(mention, end):
                    found.append(other)
                    mention = other
            done = mention.end
        return found

    def _other_of_pair(self, mention: Mention, end: int) -> Mention | None:
        """Return the second of two groups that one dual noun names: قبيلتي الزغاوة والبرتي."""
        linking, at = self.words.and_, mention.end
        if self.tokens[mention.start].text not in self.nouns.pairs or at >= end:
            return None
        token = self.tokens[at]
        joined = token.kind == "word" and token.text.startswith(linking)
        stop = at + 1
        if token.text in linking and stop < end and self.tokens[stop].text in QUOTES:
            closes = QUOTES[self.tokens[stop].text]
            inside = range(stop + 2, min(end, stop + REACH))
            stop = next((to + 1 for to in inside if self.tokens[to].text == closes), stop)
        if not joined or self.names.named(at, end) or (token.text in linking and stop == at + 1):
            return None
        words = " ".join(one.text for one in self.tokens[at:stop])
        slug = f"group-{content_id('group', words)[:8]}"
        return replace(mention, start=at, end=stop, id=slug, name="Armed group", clitic=linking[0])

    def _unknown(self, index: int, start: int, end: int, found: list[Mention]) -> Mention | None:
        """Return the group that no table knows whose telling word stands at *index*."""
        known = next((m for m in reversed(found) if m.kind in {"armed", "people"}), None)
        begin = known.end if known else start
        return self.unknown.group_at(index, begin, end) or self._titled(index, end)

    def _with_name(self, mention: Mention, start: int, end: int) -> Mention:
        """Return fighters with the unknown name before them: "the Lakeside Boys armed group"."""
        if mention.id not in UNNAMED or not self.nouns.titles.at(
            self.tokens, mention.end - 1, end=end
        ):
            return mention
        name = self.unknown.before(mention.start, start)
        return self.unknown.named(name.start, mention.end) if name else mention

    def _titled(self, index: int, end: int) -> Mention | None:
        """Return the group, of the table or unknown, behind a word for one: "the rebel group X"."""
        titled = self.unknown.titled(index, end)
        for at in range(index + 1, titled.end if titled else 0):
            if known := self.names.named(at, end):
                return replace(known, start=index)
        return titled

    def _compound(self, before: Mention, mention: Mention) -> Mention | None:
        """Return the one thing that two nouns in a row name where one describes the other."""
        if not self.names.before:
            if before.kind == mention.kind == "object" and mention.clitic in {"", self.article}:
                stop = mention.end  # "the seat of the ministry"
                return replace(
                    before, end=stop, id=self.things.id_of(before.name, before.start, stop)
                )
            plain = before.kind != "object" and mention.clitic in {"", self.article}
            alike = before.id == mention.id or {before.id, mention.id} <= UNNAMED
            unnamed = before.id in UNNAMED or before.kind == "people"
            return replace(before, end=mention.end) if plain and alike and unnamed else None
        if before.kind == "armed" and mention.id in UNNAMED:
            return replace(before, end=mention.end)  # "Taliban fighters"
        if before.id in UNNAMED and mention.kind == "armed":
            return replace(mention, start=before.start)  # "the rebel LTTE"
        if before.id in UNNAMED and mention.kind == "people":
            return replace(mention, start=before.start)  # "a jihadist commander"
        if before.kind == "object" and mention.kind in {"object", "people"}:
            return replace(mention, start=before.start)  # "bus passengers"
        if before.kind == "armed" and mention.id == OFFICIALS:
            return replace(mention, start=before.start)  # "a Taliban commander"
        if before.kind == "armed" and mention.kind == "object":
            return replace(mention, start=before.start, part_of=before.id)  # "Taliban compound"
        return None

    def _is_short_name(self, name: Mention, mention: Mention, end: int) -> bool:
        """Tell whether *mention* stands in brackets behind *name*, as its other name: "the X (XY)"."""
        stop = self._closing(mention.end, end)
        return (
            name.kind == mention.kind == "armed"
            and mention.start == name.end + 1
            and self.tokens[name.end].text == "("
            and stop > mention.end
        )

    def _closing(self, start: int, end: int) -> int:
        """Return the token behind the bracket that closes at *start* or a word later, else *start*."""
        reach = range(start, min(end, start + (1 if self.names.before else 2)))
        return next((at + 1 for at in reach if self.tokens[at].text == ")"), start)

    def _only_describes(self, mention: Mention, end: int) -> bool:
        """Tell a thing whose name describes the noun behind it: "hospital officials"."""
        behind = self.tokens[mention.end].text if mention.end < end else ""
        if mention.id in UNNAMED:
            return behind in self.nouns.grounds
        return mention.kind == "object" and behind in self.nouns.describing

    def _at(self, index: int, end: int) -> Mention | None:
        if index and self.article and self.tokens[index - 1].text in self.nouns.place_heads:
            return self.names.state(index, end)  # حي الحمزات: a quarter's name
        people = self.people.people(index, end)
        candidates = [
            self.names.named(index, end),
            self.names.forces(index, end),
            self.things.thing(index, end),
            people if people and people.id == POLICE else None,
            self.names.bare(index, end),
            people,
            self.names.state(index, end),
        ]
        best: Mention | None = None
        for found in candidates:
            if found and (best is None or found.end > best.end):
                best = found
        if best is None or best.kind == "armed":
            group = self.groups.headed(index, end)
            known = group and not group.id.startswith("group-")
            if group and (best is None or (known and group.end > best.end)):
                return group
        if best is not None and best.kind == "armed" and best.actor_kind in GROUPS:
            self.last = best
        return best or self._told_before(index, end)

    def _told_before(self, index: int, end: int) -> Mention | None:
        """Return the group named before that a definite noun without a name means: "the movement" (الحركة)."""
        match = next(iter(self.nouns.back.at(self.tokens, index, end=end)), None)
        if match is None or self.last is None or self.last.start >= self.begins:
            return None  # the name itself stands in the sentence
        if match.end < end and self.tokens[match.end].text.startswith(self.names.articled):
            return None  # الحركة التجارية
        return replace(self.last, start=index, end=match.end, clitic=match.clitic)
