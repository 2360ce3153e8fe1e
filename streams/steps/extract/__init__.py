"""Article to StrikeReport: who was killed or hurt, by whom, where, when, and who says so."""

from collections import Counter
from datetime import date

from streams import __version__
from streams.records.article import Article
from streams.records.report import ArticleRef, Extractor, StrikeReport
from streams.steps.extract.actors import find_actors
from streams.steps.extract.acts import assemble
from streams.steps.extract.casualties import find_casualties
from streams.steps.extract.dates import find_dates
from streams.steps.extract.findings import PlaceFinding
from streams.steps.extract.knowledge import Knowledge
from streams.steps.extract.places import find_places
from streams.steps.extract.reading import read
from streams.steps.extract.relevance import judge
from streams.steps.extract.segments import Findings
from streams.steps.extract.sources import find_sources
from streams.steps.extract.triggers import find_triggers


def extract(article: Article, *, knowledge: Knowledge) -> StrikeReport:
    """Return what *article* tells of acts of armed violence.

    A text in a language without a pack, or withdrawn, tells nothing: `is_strike` is false, the
    score 0. Never raises, whatever the text.
    """
    pack = knowledge.packs.get(article.language.split("-")[0])
    if pack is None or article.status == "withdrawn" or not article.text.strip():
        return _report(article, knowledge, is_strike=False, score=0.0)
    actors = knowledge.actors[pack.script.language]
    published = published_day(article)
    reading = read(article, pack=pack)
    triggers = find_triggers(reading)
    sources = find_sources(reading, actors=actors)
    casualties = find_casualties(reading, sources=sources)
    is_strike, score = judge(reading, triggers, casualties)
    if not is_strike:
        return _report(article, knowledge, is_strike=False, score=score)
    places = find_places(reading, gazetteer=knowledge.gazetteer)
    findings = Findings(
        triggers=triggers,
        sources=sources,
        casualties=casualties,
        places=places,
        dates=find_dates(reading, published=published),
        actors=find_actors(
            reading,
            actors=actors,
            triggers=triggers,
            sources=sources,
            countries=_countries(places),
            day=published.isoformat() if published else None,
        ),
    )
    report = _report(article, knowledge, is_strike=True, score=score)
    return StrikeReport(
        schema=report.schema,
        article=report.article,
        is_strike=True,
        score=score,
        incidents=assemble(reading, findings),
        extractor=report.extractor,
    )


def published_day(article: Article) -> date | None:
    """Return the day from which relative days count, None where only the fetching is known."""
    if article.published_at is None or article.published_basis == "fetched":
        return None
    try:
        return date.fromisoformat(article.published_at[:10])
    except ValueError:
        return None


def _countries(places: tuple[PlaceFinding, ...]) -> Counter[str]:
    return Counter(found.place.iso for found in places if found.place.iso)


def _report(
    article: Article, knowledge: Knowledge, *, is_strike: bool, score: float
) -> StrikeReport:
    return StrikeReport(
        schema="report/1",
        article=ArticleRef(
            id=article.id,
            url=article.url,
            publisher=article.publisher,
            feed=article.feed,
            title=article.title,
            language=article.language,
            published_at=article.published_at,
            fetched_at=article.fetched_at,
            text_sha256=article.text_sha256,
            revises=article.revises,
            derived_from=article.derived_from,
        ),
        is_strike=is_strike,
        score=score,
        incidents=(),
        extractor=Extractor(version=__version__, packs=knowledge.digest),
    )
