"""Article to StrikeReport: who was killed or hurt, by whom, where, when, and who says so."""

from collections import Counter
from datetime import date

from msgspec import Struct, structs

from streams import __version__
from streams.records.article import Article
from streams.records.report import Act, ArticleRef, Extractor, StrikeReport
from streams.steps.extract.actors import find_actors
from streams.steps.extract.actors.mentions import MentionReader
from streams.steps.extract.acts import assemble
from streams.steps.extract.casualties import find_casualties
from streams.steps.extract.codes import codes_of
from streams.steps.extract.dates import find_dates
from streams.steps.extract.findings import Findings, PlaceFinding
from streams.steps.extract.knowledge import Knowledge
from streams.steps.extract.places import find_places
from streams.steps.extract.reading import Reading, read
from streams.steps.extract.relevance import judge
from streams.steps.extract.sources import find_sources
from streams.steps.extract.triggers import find_triggers
from streams.steps.extract.victims import with_groups
from streams.steps.extract.wording import wording_of


class Found(Struct, frozen=True, kw_only=True):
    """A text as it was read: what was found in it, whether it tells of acts of violence, and which."""

    reading: Reading
    findings: Findings
    is_strike: bool
    score: float
    acts: tuple[Act, ...] = ()


def extract(article: Article, *, knowledge: Knowledge) -> StrikeReport:
    """Return what *article* tells of acts of armed violence.

    A text in a language without a pack, or withdrawn, tells nothing: `is_strike` is false, the
    score 0. Never raises, whatever the text.
    """
    found = find(article, knowledge=knowledge)
    if found is None:
        return _report(article, knowledge, is_strike=False, score=0.0)
    report = _report(article, knowledge, is_strike=found.is_strike, score=found.score)
    if not found.is_strike:
        return report
    return structs.replace(report, incidents=found.acts, wording=wording_of(found.reading))


def find(article: Article, *, knowledge: Knowledge) -> Found | None:
    """Return what `extract` finds and the acts it makes of it, None of a text that it does not read.

    Places, dates and actors are looked for only where an act of armed violence is the news.
    """
    pack = knowledge.packs.get(article.language.split("-")[0])
    if pack is None or article.status == "withdrawn" or not article.text.strip():
        return None
    actors = knowledge.actors[pack.script.language]
    published = published_day(article)
    reading = read(article, pack=pack)
    triggers = find_triggers(reading)
    sources = find_sources(reading, actors=actors)
    casualties = find_casualties(reading, sources=sources)
    is_strike, score = judge(reading, triggers, casualties)
    findings = Findings(
        triggers=triggers, sources=sources, casualties=casualties, places=(), dates=(), actors=()
    )
    if is_strike:
        places = find_places(reading, gazetteer=knowledge.gazetteer)
        mentions = MentionReader(reading, actors=actors, countries=_countries(places), day=None)
        findings = structs.replace(
            findings,
            casualties=with_groups(reading, casualties, mentions=mentions),
            places=places,
            dates=find_dates(reading, published=published),
            actors=find_actors(
                reading,
                actors=actors,
                triggers=triggers,
                sources=sources,
                casualties=casualties,
                countries=_countries(places),
                day=published.isoformat() if published else None,
            ),
        )
    return Found(
        reading=reading,
        findings=findings,
        is_strike=is_strike,
        score=score,
        acts=_acts(reading, findings, knowledge) if is_strike else (),
    )


def _acts(reading: Reading, findings: Findings, knowledge: Knowledge) -> tuple[Act, ...]:
    return tuple(
        structs.replace(act, codes=codes_of(act, crosswalk=knowledge.crosswalk))
        for act in assemble(reading, findings)
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
