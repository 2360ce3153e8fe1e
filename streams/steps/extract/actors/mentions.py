"""Actors and things that a text names, before it is known what they did or suffered."""

from collections import Counter

from msgspec.structs import replace

from streams.gazetteer.actors import ActorIndex
from streams.records.ids import content_id
from streams.steps.extract.actors.names import NameReader
from streams.steps.extract.actors.nouns import UNNAMED, Mention, nouns_of, of_actor, openers_of
from streams.steps.extract.actors.unknown import UnknownGroups
from streams.steps.extract.reading import Reading

POLICE = "police"
SHORT = 3
"""A word with fewer letters describes nothing."""


class MentionReader:
    """Reads the mentions of one text, *countries* being those it is about, by weight."""

    def __init__(
        self, reading: Reading, *, actors: ActorIndex, countries: Counter[str], day: str | None
    ) -> None:
        self.names = NameReader(reading, actors=actors, countries=countries, day=day)
        self.tokens, self.index = reading.tokens, actors
        self.nouns, self.words = nouns_of(reading.pack), reading.pack.actors
        self.unknown = UnknownGroups(reading)

    def sentence(self, start: int, end: int) -> list[Mention]:
        """Return the mentions in tokens *start* to *end*, the longest at each place."""
        found: list[Mention] = []
        done = start
        for index in self.tokens.starting(openers_of(self.nouns, self.index), start, end):
            if index < done or self.tokens[index].kind != "word":
                continue
            mention = self._at(index, end)
            if mention is None or mention.end == index + 1:
                mention = self._unknown(index, start, end, found) or mention
            if mention is None:
                continue
            while found and found[-1].start >= mention.start:
                found.pop()  # a word of the longer name
            before = found[-1] if found and found[-1].end == index else None
            whole = self._compound(before, mention) if before and self.names.before else None
            if whole:
                found[-1] = whole
            elif not self._only_describes(mention, end):
                found.append(mention)
            done = mention.end
        return found

    def _unknown(self, index: int, start: int, end: int, found: list[Mention]) -> Mention | None:
        """Return the group that no table knows whose telling word stands at *index*."""
        known = next((m for m in reversed(found) if m.kind in {"armed", "people"}), None)
        return self.unknown.group_at(index, known.end if known else start, end)

    def _compound(self, before: Mention, mention: Mention) -> Mention | None:
        """Return the one thing that two nouns in a row name where the first describes the second."""
        if before.kind == "armed" and mention.id in UNNAMED:
            return replace(before, end=mention.end)  # "Taliban fighters"
        if before.kind == "object" and mention.kind in {"object", "people"}:
            return replace(mention, start=before.start)  # "bus passengers"
        if before.kind == "armed" and mention.kind == "object" and mention.object != "vehicle":
            return replace(mention, start=before.start, part_of=before.id)  # "Taliban compound"
        return None

    def _only_describes(self, mention: Mention, end: int) -> bool:
        """Tell a thing whose name describes the noun behind it: "hospital officials"."""
        behind = self.tokens[mention.end].text if mention.end < end else ""
        return mention.kind == "object" and behind in self.nouns.describing

    def _at(self, index: int, end: int) -> Mention | None:
        people = self._people(index, end)
        candidates = [
            self.names.named(index, end),
            self.names.forces(index, end),
            self._object(index, end),
            people if people and people.id == POLICE else None,
            self.names.bare(index, end),
            people,
            self.names.state(index, end),
        ]
        best = max((found for found in candidates if found), key=lambda m: m.end, default=None)
        return best or self._headed(index, end)

    def _object(self, index: int, end: int) -> Mention | None:
        match = next(iter(self.nouns.objects.at(self.tokens, index, end=end)), None)
        if match is None:
            return None
        entry = match.value
        stop = match.end if self.names.before else self._described(match.end, end)
        return Mention(
            index,
            stop,
            "object",
            self._id_of(entry.name, index, stop),
            entry.name,
            None,
            match.clitic,
            object=entry.kind,
        )

    def _id_of(self, name: str, start: int, stop: int) -> str:
        """Return the id of a thing: its name, and a digest of its words where they tell it apart."""
        slug = name.replace(" ", "-")
        if stop - start == 1:
            return slug
        words = " ".join(token.text for token in self.tokens[start:stop])
        return f"{slug}-{content_id('thing', words)[:8]}"

    def _described(self, start: int, end: int) -> int:
        """Return where the words end that describe the thing named before *start*."""
        at = start
        while at < min(end, start + 3):
            token = self.tokens[at]
            if (
                token.kind != "word"
                or self.nouns.boundaries.at(self.tokens, at, end=end)
                or self.index.actors.at(self.tokens, at, end=end)
                or len(token.text) < SHORT
                or token.text in self.nouns.ends
                or token.text.startswith(self.words.not_described)
            ):
                break
            at += 1
        return at

    def _people(self, index: int, end: int) -> Mention | None:
        match = next(iter(self.nouns.people.at(self.tokens, index, end=end)), None)
        if match is None:
            return None
        entry = match.value
        if entry.armed and (group := self._group_of(match.end, end)):
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
        return Mention(
            index,
            match.end,
            "armed" if entry.armed else "people",
            entry.id,
            entry.name,
            entry.kind,
            match.clitic,
        )

    def _group_of(self, start: int, end: int) -> Mention | None:
        """Return the group to which the fighters named before *start* belong."""
        owner = self.words.event_owner
        at = start
        while at < min(end, start + 3):
            step = self.nouns.belonging.at(self.tokens, at, end=end)
            if not step:
                break
            at = step[0].end
        if at >= end or (at == start and not (owner and self.tokens[at].text.startswith(owner))):
            return None
        group = self.names.named(at, end) or self.names.forces(at, end) or (self._headed(at, end))
        return group if group and (at > start or group.clitic in owner) else None

    def _headed(self, index: int, end: int) -> Mention | None:
        """Return a group that no table knows, by the word that begins its name."""
        match = next(iter(self.nouns.heads.at(self.tokens, index, end=end)), None)
        if match is None or match.end >= end:
            return None
        if group := self._group_of(match.end, end):
            return replace(group, start=index, clitic=match.clitic)
        stop = match.end
        while stop < end and (more := self.nouns.heads.at(self.tokens, stop, end=end)):
            stop = more[0].end
        if stop >= end:
            return None
        quoted = self.tokens[stop].text == '"'
        inside = stop + quoted
        known = (
            self.names.first(self.index.actors.at(self.tokens, inside, end=end))
            if inside < end
            else None
        )
        if known and (actor := self.names.meant(known.value)):
            return of_actor(actor, index, min(end, known.end + quoted), match.clitic)
        stop = self._end_of_name(stop, match.end, end)
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

    def _end_of_name(self, stop: int, head: int, end: int) -> int:
        """Return where an unknown name ends that goes on at *stop*, *head* where it has no more."""
        if self.tokens[stop].text == '"':
            closing = range(stop + 2, min(end, stop + 6))
            return next((at + 1 for at in closing if self.tokens[at].text == '"'), head)
        while (
            stop < min(end, head + 2)
            and self.tokens[stop].kind == "word"
            and len(self.tokens[stop].text) >= SHORT
            and not self.nouns.boundaries.at(self.tokens, stop, end=end)
        ):
            stop += 1
        return stop
