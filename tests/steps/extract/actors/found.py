"""Actors found in a text, for the tests of this folder."""

from streams.records.report import ActorMention
from streams.steps.extract.actors import find_actors
from streams.steps.extract.knowledge import Knowledge, load_knowledge
from streams.steps.extract.reading import read
from streams.steps.extract.sources import find_sources
from streams.steps.extract.triggers import find_triggers
from tests.builders import an_article

KNOWLEDGE: Knowledge = load_knowledge()


def found(
    text: str, *, language: str = "en", day: str | None = None, role: str = "attacker"
) -> list[ActorMention]:
    """Return the actors of *role* in *text*."""
    reading = read(an_article(text=text, language=language), pack=KNOWLEDGE.packs[language])
    actors = KNOWLEDGE.actors[language]
    roles = find_actors(
        reading,
        actors=actors,
        triggers=find_triggers(reading),
        sources=find_sources(reading, actors=actors),
        day=day,
    )
    return [one.actor for one in roles if one.role == role]


def quotes(text: str, *, language: str = "en", role: str = "target") -> list[str]:
    """Return the words of *text* that name those of *role*."""
    return [one.quote for one in found(text, language=language, role=role)]
