"""Whom a name means: actors of the table, states and their forces, by country, publisher and day."""

from collections import Counter
from functools import lru_cache
from typing import TypeVar

from msgspec.structs import replace

from streams.gazetteer.actors import Actor, ActorIndex, State
from streams.steps.extract.actors.nouns import Mention, nouns_of, of_actor
from streams.steps.extract.reading import Reading
from streams.steps.extract.speakers import miscased
from streams.text.phrases import Match

T = TypeVar("T")
ARMYLESS = frozenset({"PS"})
"""Countries without an army: a bare one there is that of another country the text is about."""
REACH = 5
"""How many words may stand between a force and the adjective or owner that says whose it is."""


def countries_named(reading: Reading, *, actors: ActorIndex) -> Counter[str]:
    """Return how often *reading* names each country, by its name or its adjective (ISO codes)."""
    counted: Counter[str] = Counter()
    for book in (actors.states, actors.adjectives):
        for match in book.find(reading.tokens):
            if not miscased(reading, match.start, match.end):
                counted[match.value.iso] += 1
    return counted


class NameReader:
    """Reads the names in one text, *countries* being those it is about, by weight."""

    def __init__(
        self, reading: Reading, *, actors: ActorIndex, countries: Counter[str], day: str | None
    ) -> None:
        self.reading, self.tokens, self.index = reading, reading.tokens, actors
        self.nouns, self.words = nouns_of(reading.pack), reading.pack.actors
        self.before = self.words.adjective == "before"
        self.countries, self.day = countries, (day or "")[:7]
        article = reading.pack.strikes.article
        letters = (prefix for prefix in reading.pack.script.proclitics if len(prefix) == 1)
        self.apart = {*self.words.event_owner, '"'}
        self.articled = (article, *(prefix + article for prefix in letters)) if article else ()

    def named(self, index: int, end: int) -> Mention | None:
        """Return the actor of the table whose name begins at token *index*."""
        for match in self.index.actors.at(self.tokens, index, end=end):
            if miscased(self.reading, match.start, match.end):
                continue
            actor = self.meant(match.value)
            if actor is not None and actor.needs_context and self._is_indefinite(match):
                continue
            if actor is not None:
                stop = self.over_forces(match.end, end) if self.before else match.end
                return of_actor(actor, index, stop, match.clitic)
        return None

    def _is_indefinite(self, match: Match[tuple[Actor, ...]]) -> bool:
        """Tell whether a bare name of one word stands without the article: "a coalition"."""
        if not self.articled or match.end - match.start > 1:
            return False
        word = self.tokens[match.start].text
        fused = match.clitic.endswith(self.words.fused_articles)
        return not (word.startswith(self.articled) or fused)

    def meant(self, meanings: tuple[Actor, ...]) -> Actor | None:
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

    def forces(self, index: int, end: int) -> Mention | None:
        """Return a force with the state it belongs to."""
        if self.before:
            return self._forces_after_state(index, end)
        first = self._force_at(index, end)
        if first is None:
            return None
        at, limit = first.end, min(end, first.end + REACH)
        while at < limit:
            actor = self.first(self.index.actors.at(self.tokens, at, end=end))
            if actor and (meant := self.meant(actor.value)):
                return of_actor(meant, index, actor.end, first.clitic)
            owner = self.first(self.index.adjectives.at(self.tokens, at, end=end)) or (
                self.first(self.index.states.at(self.tokens, at, end=end))
            )
            if owner:
                return of_actor(self._of_state(owner.value, index), index, owner.end, first.clitic)
            ours = self.bare(at, end) if at == first.end else None
            if ours and ours.clitic and ours.clitic in self.words.event_owner:
                return replace(ours, start=index, clitic=first.clitic)  # مسيرة للجيش
            step = self.nouns.fillers.at(self.tokens, at, end=end) or (
                [force] if (force := self._force_at(at, end)) else []
            )
            if not step and self.tokens[at].text not in self.apart:
                return None
            at = step[0].end if step else at + 1
        return None

    def _forces_after_state(self, index: int, end: int) -> Mention | None:
        match = self.first(self.index.adjectives.at(self.tokens, index, end=end)) or (
            self.first(self.index.states.at(self.tokens, index, end=end))
        )
        if match is None:
            return None
        stop = self.over_forces(match.end, end)
        if stop == match.end:
            return None
        return of_actor(self._of_state(match.value, stop - 1), index, stop, match.clitic)

    def over_forces(self, start: int, end: int) -> int:
        """Return the token behind the forces that stand at *start*, fillers between, else *start*."""
        at, stop = start, start
        while at < min(end, start + REACH):
            force = self._force_at(at, end)
            if force:
                at = stop = force.end
                continue
            filler = self.nouns.fillers.at(self.tokens, at, end=end)
            if not filler and self.tokens[at].text not in {"-", "'"}:
                break
            at = filler[0].end if filler else at + 1
        return stop

    def _of_state(self, state: State, force: int) -> Actor:
        police = self.tokens[force].text in self.nouns.police
        return state.police if police else state.forces

    def _force_at(self, index: int, end: int) -> Match[bool] | None:
        return next(
            iter(
                self.nouns.forces.at(self.tokens, index, end=end)
                or self.nouns.means.at(self.tokens, index, end=end)
            ),
            None,
        )

    def bare(self, index: int, end: int) -> Mention | None:
        """Return forces without an owner: those of the country that the text is about."""
        match = next(iter(self.nouns.bare.at(self.tokens, index, end=end)), None)
        if match is None:
            return None
        actor = Actor("state-forces", "State forces", "state_forces")
        police = self.tokens[match.end - 1].text in self.nouns.police
        armed = [code for code in self.countries if police or code not in ARMYLESS]
        if armed:
            iso = max(armed, key=lambda code: (self.countries[code], code))
            state = next((s for s in _states(self.index) if s.iso == iso), None)
            if state:
                actor = self._of_state(state, match.end - 1)
        stop = self.over_forces(match.end, end) if self.before else match.end
        return of_actor(actor, index, stop, match.clitic)

    def state(self, index: int, end: int) -> Mention | None:
        """Return the state whose name or adjective begins at token *index*."""
        for book, kind in ((self.index.states, "state"), (self.index.adjectives, "adjective")):
            match = self.first(book.at(self.tokens, index, end=end))
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

    def first(self, matches: list[Match[T]]) -> Match[T] | None:
        """Return the first of *matches* that is no common word in the spelling of an acronym."""
        for match in matches:
            if not miscased(self.reading, match.start, match.end):
                return match
        return None


@lru_cache
def _states(index: ActorIndex) -> tuple[State, ...]:
    return index.all_states
