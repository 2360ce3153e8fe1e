"""What pool processes run: bytes to messages, or why there are none. Light, for they import it."""

from collections.abc import Sequence
from functools import cache

from streams.agents.guard import Raised, try_step
from streams.agents.message import Output, outgoing
from streams.agents.pool import Job
from streams.records.article import Article, RawArticle
from streams.records.ids import story_of
from streams.records.rejection import Refusal
from streams.records.story import StoryNews
from streams.steps.extract import extract
from streams.steps.extract.knowledge import Knowledge, load_knowledge
from streams.steps.normalise import normalise
from streams.topics import NORMALISED, REPORTS, STORIES

Result = tuple[Output, ...] | Refusal | Raised


def warm_up() -> None:
    """Load what the functions below know."""
    _knowledge()


def normalise_bytes(jobs: Sequence[Job]) -> list[Result]:
    """Return for each raw article its article as it goes to `articles.normalised`."""
    return [_normalise(job) for job in jobs]


def extract_bytes(jobs: Sequence[Job]) -> list[Result]:
    """Return for each article its report as it goes to `reports`, and to `stories`."""
    return [_extract(job) for job in jobs]


def _normalise(job: Job) -> Result:
    def step(raw: RawArticle) -> tuple[Output, ...] | Refusal:
        article = normalise(raw, packs=_knowledge().packs, received_at=job.received_at)
        if isinstance(article, Refusal):
            return article
        return (outgoing(NORMALISED, article, trace=job.trace),)

    return try_step(job.value, RawArticle, step)


def _extract(job: Job) -> Result:
    def step(article: Article) -> tuple[Output, ...]:
        report = extract(article, knowledge=_knowledge())
        news = StoryNews(story=story_of(article), report=report)
        return (
            outgoing(REPORTS, report, trace=job.trace),
            outgoing(STORIES, news, trace=job.trace),
        )

    return try_step(job.value, Article, step)


@cache
def _knowledge() -> Knowledge:
    """Return packs and gazetteer, read once a process."""
    return load_knowledge()
