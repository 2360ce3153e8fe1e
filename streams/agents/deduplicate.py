"""articles.normalised → articles.unique, articles.duplicates, stories."""

from collections.abc import Iterable

from streams.agents.batch import Handler
from streams.agents.guard import Guard
from streams.agents.remember import Addressed, remembering
from streams.agents.state import State
from streams.records.article import Article, Duplicate
from streams.records.story import StoryNews
from streams.steps.deduplicate import deduplicate
from streams.steps.deduplicate.index import Seen, SeenIndex
from streams.steps.outcome import Outcome
from streams.telemetry.metrics import SIGHTINGS
from streams.topics import DUPLICATES, STORIES, UNIQUE


def deduplicator(guard: Guard, *, seen: State[Seen, SeenIndex]) -> Handler:
    """Return the handler that lets first sightings and new versions through."""
    return remembering(guard, reads=Article, state=seen, step=_step, sends=_sends)


def _step(article: Article, seen: SeenIndex) -> Outcome[Article | Duplicate, Seen]:
    decided = deduplicate(article, seen=seen)
    SIGHTINGS.labels(decided.sighting).inc()
    return decided.outcome


def _sends(record: Article | Duplicate) -> Iterable[Addressed]:
    if isinstance(record, Article):
        return ((UNIQUE, record),)
    return ((DUPLICATES, record), (STORIES, StoryNews(story=record.of, duplicate=record)))
