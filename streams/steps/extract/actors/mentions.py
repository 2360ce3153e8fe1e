"""Actors and things that a text names, before it is known what they did or suffered."""

from collections import Counter
from collections.abc import Collection

from msgspec.structs import replace

from streams.gazetteer.actors import ActorIndex
from streams.languages.actor_words import ObjectWords, PeopleWords
from streams.records.ids import content_id
from streams.steps.extract.actors.names import NameReader
from streams.steps.extract.actors.nouns import (
    OFFICIALS,
    SETTLEMENT,
    UNNAMED,
    Mention,
    nouns_of,
    of_actor,
    openers_of,
)
from streams.steps.extract.actors.unknown import UnknownGroups
from streams.steps.extract.reading import Reading
from streams.text.phrases import Match

POLICE = "police"
GROUPS = frozenset({"rebel_group", "political_militia"})
"""Kinds of groups that a text goes on to call by a bare noun."""
QUOTES = {'"': '"', "(": ")"}
"""Marks around a group's name, each with the one that closes it."""
REACH = 6
"""How many words may stand between fighters and the group they belong to."""
SHORT = 3
"""A word with fewer letters describes nothing."""


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
        self.verbs: Collection[int] = ()
        self.group: Mention | None = None
        self.begins = 0

    def sentence(self, start: int, end: int, *, verbs: Collection[int] = ()) -> list[Mention]:
        """Return the mentions in tokens *start* to *end*, the longest at each place.

        No name and no description goes on over the tokens *verbs*.
        """
        self.verbs = verbs
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
                return replace(before, end=stop, id=self._id_of(before.name, before.start, stop))
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
        if best is None or best.kind == "armed":
            group = self._headed(index, end)
            known = group and not group.id.startswith("group-")
            if group and (best is None or (known and group.end > best.end)):
                return group
        if best is not None and best.kind == "armed" and best.actor_kind in GROUPS:
            self.group = best
        return best or self._told_before(index, end)

    def _told_before(self, index: int, end: int) -> Mention | None:
        """Return the group named before that a definite noun without a name means: "the movement" (الحركة)."""
        match = next(iter(self.nouns.back.at(self.tokens, index, end=end)), None)
        if match is None or self.group is None or self.group.start >= self.begins:
            return None  # the name itself stands in the sentence
        if match.end < end and self.tokens[match.end].text.startswith(self.names.articled):
            return None  # الحركة التجارية
        return replace(self.group, start=index, end=match.end, clitic=match.clitic)

    def _object(self, index: int, end: int) -> Mention | None:
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
            self._id_of(entry.name, index, stop),
            entry.name,
            None,
            match.clitic,
            object=entry.kind,
        )

    def _is_named(self, index: int) -> bool:
        """Tell a word with a capital behind another that has one: the two are one name."""
        letters = [self.reading.quote(self.reading.span(at, at + 1)) for at in (index - 1, index)]
        return index > 0 and all(word.istitle() for word in letters)

    def _id_of(self, name: str, start: int, stop: int) -> str:
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
                or at in self.verbs
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

    def _is_clause(self, at: int) -> bool:
        """Tell whether a prefix of a preposition stands before the word at *at*, a definite one before it."""
        definite = self.tokens[at - 1].text.startswith(self.names.articled or ("\0",))
        return definite and self.tokens[at].text.startswith(self.words.not_described)

    def _names_group(self, at: int, end: int) -> bool:
        """Tell whether forces with an owner or a group's name begin at token *at*."""
        group = self.names.forces(at, end) or self._headed(at, end)
        return group is not None and not group.id.startswith("group-")

    def _people(self, index: int, end: int) -> Mention | None:
        match = next(iter(self.nouns.people.at(self.tokens, index, end=end)), None)
        if match is None:
            return None
        entry = match.value
        if (entry.armed or (entry.state and not self.names.before)) and (
            group := self._group_of(match.end, end)
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

    def _group_of(self, start: int, end: int) -> Mention | None:
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
