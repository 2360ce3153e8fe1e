"""Actors and things that a text names, before it is known what they did or suffered."""

from collections import Counter
from functools import lru_cache
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from streams.gazetteer.actors import Actor, ActorIndex, State
from streams.languages.actor_words import ObjectWords, PeopleWords
from streams.languages.pack import LanguagePack
from streams.records.ids import content_id
from streams.records.report import ActorKind, ObjectKind
from streams.steps.extract.reading import Reading
from streams.steps.extract.speakers import miscased
from streams.text.phrases import WORDS_REMEMBERED, Match, PhraseBook, phrase_words, without_article

MentionKind = Literal["armed", "state", "adjective", "people", "object"]
_POLICE = "police"
_ONE_LETTER = "وفبك"
REACH = 5
"""How many words may stand between a force and the adjective or owner that says whose it is."""


class Mention(Struct, frozen=True):
    """Tokens *start* to *end* name an actor or a thing; *clitic* stood before the first word."""

    start: int
    end: int
    kind: MentionKind
    id: str
    name: str
    actor_kind: ActorKind | None
    clitic: str = ""
    object: ObjectKind | None = None
    part_of: str | None = None
    home: tuple[str, ...] = ()


class Names(Struct, frozen=True, eq=False):
    """The words of a pack's `actors.toml`, compiled."""

    forces: PhraseBook[bool]
    means: PhraseBook[bool]
    fillers: PhraseBook[bool]
    bare: PhraseBook[bool]
    heads: PhraseBook[bool]
    boundaries: PhraseBook[bool]
    vague: PhraseBook[bool]
    belonging: PhraseBook[bool]
    ends: frozenset[str]
    objects: PhraseBook[ObjectWords]
    people: PhraseBook[PeopleWords]


@lru_cache
def names_of(pack: LanguagePack) -> Names:
    """Return the compiled names of *pack*."""
    words, prefixes, article = pack.actors, pack.script.proclitics, pack.strikes.article

    def book(phrases: tuple[str, ...]) -> PhraseBook[bool]:
        return PhraseBook(
            without_article(((phrase, True) for phrase in phrases), article), proclitics=prefixes
        )

    return Names(
        forces=book(words.forces),
        means=book(words.means),
        fillers=book(words.fillers),
        bare=book(words.bare),
        heads=PhraseBook(((phrase, True) for phrase in words.heads), proclitics=prefixes),
        boundaries=PhraseBook((phrase, True) for phrase in words.boundaries),
        vague=book(words.vague),
        belonging=book(words.belonging),
        ends=frozenset(
            word
            for entries in (words.prepositions, words.fillers, words.apart)
            for entry in entries
            for word in phrase_words(entry)
        ),
        objects=PhraseBook(
            without_article(
                ((phrase, entry) for entry in words.objects for phrase in entry.words), article
            ),
            proclitics=prefixes,
        ),
        people=PhraseBook(
            without_article(
                ((phrase, entry) for entry in words.people for phrase in entry.words), article
            ),
            proclitics=prefixes,
        ),
    )


@lru_cache(maxsize=WORDS_REMEMBERED)
def may_begin(names: Names, index: ActorIndex, word: str) -> bool:
    """Tell whether a mention may begin at the folded *word*."""
    books = (
        index.actors,
        index.states,
        index.adjectives,
        names.objects,
        names.people,
        names.forces,
        names.means,
        names.bare,
        names.heads,
    )
    return any(book.begins(word) for book in books)


def countries_named(reading: Reading, *, actors: ActorIndex) -> Counter[str]:
    """Return how often *reading* names each country, by its name or its adjective (ISO codes)."""
    counted: Counter[str] = Counter()
    for book in (actors.states, actors.adjectives):
        for match in book.find(reading.tokens):
            if not miscased(reading, match.start, match.end):
                counted[match.value.iso] += 1
    return counted


class MentionReader:
    """Reads the mentions of one text, *countries* being those it is about, by weight."""

    def __init__(
        self, reading: Reading, *, actors: ActorIndex, countries: Counter[str], day: str | None
    ) -> None:
        self.reading, self.tokens, self.index = reading, reading.tokens, actors
        self.names = names_of(reading.pack)
        self.before = reading.pack.actors.adjective == "before"
        self.countries, self.day = countries, (day or "")[:7]

    def sentence(self, start: int, end: int) -> list[Mention]:
        """Return the mentions in tokens *start* to *end*, the longest at each place."""
        found: list[Mention] = []
        index = start
        while index < end:
            token = self.tokens[index]
            told = token.kind == "word" and may_begin(self.names, self.index, token.text)
            mention = self._at(index, end) if told else None
            if mention is None:
                index += 1
            else:
                found.append(mention)
                index = mention.end
        return found

    def _at(self, index: int, end: int) -> Mention | None:
        people = self._people(index, end)
        candidates = [
            self._named(index, end),
            self._forces(index, end),
            self._object(index, end),
            people if people and people.id == _POLICE else None,
            self._bare(index, end),
            people,
            self._state(index, end),
        ]
        best = max((found for found in candidates if found), key=lambda m: m.end, default=None)
        return best or self._headed(index, end)

    def _named(self, index: int, end: int) -> Mention | None:
        for match in self.index.actors.at(self.tokens, index, end=end):
            if miscased(self.reading, match.start, match.end):
                continue
            actor = self._meant(match.value)
            if actor is not None and actor.needs_context and self._is_indefinite(match):
                continue
            if actor is not None:
                stop = self._over_forces(match.end, end) if self.before else match.end
                return _of_actor(actor, index, stop, match.clitic)
        return None

    def _is_indefinite(self, match: Match[tuple[Actor, ...]]) -> bool:
        """Tell whether a bare name of one word stands without the article: "a coalition"."""
        article, word = self.reading.pack.strikes.article, self.tokens[match.start].text
        if not article or match.end - match.start > 1:
            return False
        articled = (article, *(prefix + article for prefix in _ONE_LETTER))
        return not (word.startswith(articled) or match.clitic.endswith("لل"))

    def _meant(self, meanings: tuple[Actor, ...]) -> Actor | None:
        """Return the actor that a name means here, by the day and the countries of the text."""
        fitting = [
            actor
            for actor in meanings
            if not self.day
            or (
                (not actor.since or self.day >= actor.since[: len(self.day)])
                and (not actor.until or self.day <= actor.until)
            )
        ]
        weights = [
            (max((self.countries[iso] for iso in actor.home), default=0), -place, actor)
            for place, actor in enumerate(fitting)
        ]
        if not weights:
            return None
        weight, _, actor = max(weights, key=lambda entry: entry[:2])
        return None if actor.needs_context and weight == 0 else actor

    def _forces(self, index: int, end: int) -> Mention | None:
        """Return a force with the state it belongs to."""
        if self.before:
            return self._forces_after_state(index, end)
        first = self._force_at(index, end)
        if first is None:
            return None
        at, limit = first.end, min(end, first.end + REACH)
        while at < limit:
            actor = self._first(self.index.actors.at(self.tokens, at, end=end))
            if actor and (meant := self._meant(actor.value)):
                return _of_actor(meant, index, actor.end, first.clitic)
            owner = self._first(self.index.adjectives.at(self.tokens, at, end=end)) or (
                self._first(self.index.states.at(self.tokens, at, end=end))
            )
            if owner:
                return _of_actor(self._of_state(owner.value, index), index, owner.end, first.clitic)
            step = self.names.fillers.at(self.tokens, at, end=end) or (
                [force] if (force := self._force_at(at, end)) else []
            )
            if not step:
                return None
            at = step[0].end
        return None

    def _forces_after_state(self, index: int, end: int) -> Mention | None:
        match = self._first(self.index.adjectives.at(self.tokens, index, end=end)) or (
            self._first(self.index.states.at(self.tokens, index, end=end))
        )
        if match is None:
            return None
        stop = self._over_forces(match.end, end)
        if stop == match.end:
            return None
        return _of_actor(self._of_state(match.value, stop - 1), index, stop, match.clitic)

    def _over_forces(self, start: int, end: int) -> int:
        """Return the token behind the forces that stand at *start*, fillers between, else *start*."""
        at, stop = start, start
        while at < min(end, start + REACH):
            force = self._force_at(at, end)
            if force:
                at = stop = force.end
                continue
            filler = self.names.fillers.at(self.tokens, at, end=end)
            if not filler and self.tokens[at].text not in {"-", "'"}:
                break
            at = filler[0].end if filler else at + 1
        return stop

    def _of_state(self, state: State, force: int) -> Actor:
        police = self.tokens[force].text in {"police", "شرطه", "الشرطه"}
        return state.police if police else state.forces

    def _force_at(self, index: int, end: int) -> Match[bool] | None:
        return next(
            iter(
                self.names.forces.at(self.tokens, index, end=end)
                or self.names.means.at(self.tokens, index, end=end)
            ),
            None,
        )

    def _bare(self, index: int, end: int) -> Mention | None:
        match = next(iter(self.names.bare.at(self.tokens, index, end=end)), None)
        if match is None:
            return None
        actor = Actor("state-forces", "State forces", "state_forces")
        if self.countries:
            iso = max(self.countries, key=lambda code: (self.countries[code], code))
            state = next((s for s in _states(self.index) if s.iso == iso), None)
            if state:
                actor = self._of_state(state, match.end - 1)
        return _of_actor(actor, index, match.end, match.clitic)

    def _state(self, index: int, end: int) -> Mention | None:
        for book, kind in ((self.index.states, "state"), (self.index.adjectives, "adjective")):
            match = self._first(book.at(self.tokens, index, end=end))
            if match:
                forces, article = match.value.forces, self.reading.pack.strikes.article
                named = kind == "state" and not (article and match.clitic.endswith(article))
                return Mention(
                    match.start,
                    match.end,
                    "state" if named else "adjective",
                    forces.id,
                    forces.name,
                    forces.kind,
                    match.clitic,
                    home=forces.home,
                )
        return None

    def _object(self, index: int, end: int) -> Mention | None:
        match = next(iter(self.names.objects.at(self.tokens, index, end=end)), None)
        if match is None:
            return None
        entry = match.value
        stop = match.end if self.before else self._described(match.end, end)
        return Mention(
            index,
            stop,
            "object",
            entry.name.replace(" ", "-"),
            entry.name,
            None,
            match.clitic,
            object=entry.kind,
        )

    def _described(self, start: int, end: int) -> int:
        """Return where the words end that describe the thing named before *start*."""
        at = start
        while at < min(end, start + 3):
            if (
                self.tokens[at].kind != "word"
                or self.names.boundaries.at(self.tokens, at, end=end)
                or self.index.actors.at(self.tokens, at, end=end)
                or len(self.tokens[at].text) < 3
                or self.tokens[at].text in self.names.ends
                or self.tokens[at].text.startswith("تابع")
                or self.tokens[at].text[:1] in "وبل"
            ):
                break
            at += 1
        return at

    def _people(self, index: int, end: int) -> Mention | None:
        match = next(iter(self.names.people.at(self.tokens, index, end=end)), None)
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
        at = start
        while at < min(end, start + 3):
            step = self.names.belonging.at(self.tokens, at, end=end)
            if not step:
                break
            at = step[0].end
        if at >= end or (at == start and self.tokens[at].text[:1] != "ل"):
            return None
        group = self._named(at, end) or self._forces(at, end) or self._headed(at, end)
        return group if group and (at > start or group.clitic in {"ل", "لل"}) else None

    def _headed(self, index: int, end: int) -> Mention | None:
        """Return a group that no table knows, by the word that begins its name."""
        match = next(iter(self.names.heads.at(self.tokens, index, end=end)), None)
        if match is None or match.end >= end:
            return None
        if group := self._group_of(match.end, end):
            return replace(group, start=index, clitic=match.clitic)
        stop = match.end
        while stop < end and (more := self.names.heads.at(self.tokens, stop, end=end)):
            stop = more[0].end
        if stop >= end:
            return None
        quoted = self.tokens[stop].text == '"'
        inside = stop + quoted
        known = (
            self._first(self.index.actors.at(self.tokens, inside, end=end))
            if inside < end
            else None
        )
        if known and (actor := self._meant(known.value)):
            return _of_actor(actor, index, min(end, known.end + quoted), match.clitic)
        if quoted:
            closing = next(
                (i for i in range(stop + 2, min(end, stop + 6)) if self.tokens[i].text == '"'), None
            )
            if closing is None:
                return None
            stop = closing + 1
        else:
            while (
                stop < min(end, match.end + 2)
                and self.tokens[stop].kind == "word"
                and len(self.tokens[stop].text) > 2
                and not self.names.boundaries.at(self.tokens, stop, end=end)
            ):
                stop += 1
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

    def _first(self, matches: list[Match]) -> Match | None:  # type: ignore[type-arg]
        return next((m for m in matches if not miscased(self.reading, m.start, m.end)), None)


def _of_actor(actor: Actor, start: int, end: int, clitic: str) -> Mention:
    return Mention(
        start,
        end,
        "armed",
        actor.id,
        actor.name,
        actor.kind,
        clitic,
        part_of=actor.part_of,
        home=actor.home,
    )


@lru_cache
def _states(index: ActorIndex) -> tuple[State, ...]:
    return index.all_states
