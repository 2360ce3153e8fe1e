"""A stream of invented articles in the order of their arrival, and the answers beside it."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from streams.records.article import RawArticle
from streams.scenarios.dispatch import (
    Dispatch,
    Happening,
    denied,
    edited,
    recounted,
    risen,
    tell,
    tell_else,
)
from streams.scenarios.words import load_towns, load_words

BEGAN = datetime(2026, 3, 2, 6, tzinfo=UTC)
FEED = "scenario"
# Facts that are told of an incident, of which a dispatch tells six, and streets they are of.
FACTS, STREETS = 14, 4
WRONG_DATES = ("2035-01-01T00:00:00Z", "1970-01-01T00:00:00Z", None)

Relation = Literal["exact_duplicate", "near_duplicate", "update"]


class Link(Struct, frozen=True, kw_only=True):
    """What an article is to an earlier one."""

    type: Relation
    of: str


class Answer(Struct, frozen=True, kw_only=True):
    """What is right of one article: the incidents it reports, and of which it is a copy."""

    id: str
    lang: str
    title: str
    clusters: tuple[str, ...]
    relation: Link | None = None


class Scenario(Struct, frozen=True):
    """Articles as they arrive, and one answer an article; a page that changes has one answer."""

    articles: tuple[RawArticle, ...]
    answers: tuple[Answer, ...]


class _Page(Struct, frozen=True, kw_only=True):
    article: RawArticle
    answer: Answer | None


def generate(
    seed: int,
    *,
    articles: int = 2000,
    incidents: int = 120,
    publishers: int = 40,
    languages: Sequence[str] = ("ar", "en"),
    days: int = 6,
) -> Scenario:
    """Return some *articles* about *incidents* of *days*; the same *seed* gives the same.

    A tenth is noise. Dispatches are copied word for word and edited, by other publishers and later;
    some come with another toll or a denial, which makes them no copies; some pages are corrected or
    withdrawn. Articles arrive late, out of order, and now and then with a wrong date.
    """
    rng = Random(seed)  # noqa: S311  # invented news
    writer = _Writer(rng, publishers=publishers)
    happenings = _happenings(rng, number=incidents, days=days)
    pages: list[_Page] = []
    while len(pages) < articles:
        turn = len(pages)
        happening = happenings[turn % incidents] if turn < incidents else rng.choice(happenings)
        language = rng.choice(languages)
        if rng.random() < 0.1:
            pages += writer.noise(happening, language=language)
        else:
            pages += writer.coverage(happening, language=language)
    pages = sorted(pages[:articles], key=lambda page: page.article.fetched_at or "")
    kept = {page.answer.id for page in pages if page.answer}
    answers = [_within(page.answer, kept) for page in pages if page.answer]
    return Scenario(tuple(page.article for page in pages), tuple(answers))


class _Writer:
    """Writes pages one after the other."""

    def __init__(self, rng: Random, *, publishers: int) -> None:
        self._rng = rng
        self._publishers = publishers
        self._written = 0

    def coverage(self, happening: Happening, *, language: str) -> Iterator[_Page]:
        """Yield a dispatch, its copies, and what its own page and others make of it later."""
        rng, words = self._rng, load_words(language)
        dispatch = tell(happening, words=words, language=language, rng=rng)
        at = happening.at + timedelta(minutes=rng.randint(20, 600))
        first = self._page(dispatch, at=at, clusters=(happening.id,))
        yield first
        yield from self._copies(dispatch, of=first, at=at)
        if rng.random() < 0.25:
            more = risen(happening, by=rng.randint(1, 9))
            update = recounted(dispatch, more, words=words)
            if rng.random() < 0.3:
                update = denied(update, words=words, rng=rng)
            yield from self._changed(
                update, of=first, at=at + timedelta(minutes=rng.randint(60, 400))
            )
        if rng.random() < 0.1:
            told = denied(dispatch, words=words, rng=rng)
            later = at + timedelta(minutes=rng.randint(60, 400))
            page = self._page(told, at=later, clusters=(happening.id,), link=_link("update", first))
            yield page
        if rng.random() < 0.03:
            alone = tell(happening, words=words, language=language, rng=rng)
            page = self._page(alone, at=at, clusters=())
            yield page
            notice = RawArticle(
                id=page.article.id,
                url=page.article.url,
                feed=FEED,
                publisher=page.article.publisher,
                fetched_at=_instant(at + timedelta(hours=5)),
                status="withdrawn",
            )
            yield _Page(article=notice, answer=None)

    def noise(self, happening: Happening, *, language: str) -> Iterator[_Page]:
        """Yield other news, and perhaps a copy of it."""
        words = load_words(language)
        dispatch = tell_else(happening, words=words, language=language, rng=self._rng)
        at = happening.at + timedelta(minutes=self._rng.randint(20, 600))
        first = self._page(dispatch, at=at, clusters=())
        yield first
        yield from self._copies(dispatch, of=first, at=at, most=1)

    def _copies(
        self, dispatch: Dispatch, *, of: _Page, at: datetime, most: int = 4
    ) -> Iterator[_Page]:
        for _ in range(self._rng.randint(0, most)):
            later = at + timedelta(minutes=self._rng.randint(2, 600))
            clusters = of.answer.clusters if of.answer else ()
            if self._rng.random() < 0.4:
                link = _link("exact_duplicate", of)
                yield self._page(dispatch, at=later, clusters=clusters, link=link)
                continue
            copy = edited(dispatch, words=load_words(dispatch.language), rng=self._rng)
            link = _link("near_duplicate", of)
            yield self._page(copy, at=later, clusters=clusters, link=link)

    def _changed(self, update: Dispatch, *, of: _Page, at: datetime) -> Iterator[_Page]:
        """Yield *update* on the page of *of*, or on one of its own with copies."""
        clusters = of.answer.clusters if of.answer else ()
        if self._rng.random() < 0.3:
            # Later than any copy arrives: who tells the old text after that is no copy of the new.
            at += timedelta(hours=15)
            article = replace(
                of.article,
                title=update.title,
                text=update.text,
                published_at=_instant(at),
                fetched_at=_instant(at + timedelta(minutes=3)),
            )
            yield _Page(article=article, answer=None)
            return
        page = self._page(update, at=at, clusters=clusters, link=_link("update", of))
        yield page
        yield from self._copies(update, of=page, at=at, most=2)

    def _page(
        self,
        dispatch: Dispatch,
        *,
        at: datetime,
        clusters: tuple[str, ...],
        link: Link | None = None,
    ) -> _Page:
        self._written += 1
        number, rng = self._written, self._rng
        publisher = f"{dispatch.language}{rng.randrange(self._publishers)}.example"
        late = timedelta(minutes=rng.choice((1, 2, 3, 5, 8, 240)))
        published = rng.choice(WRONG_DATES) if rng.random() < 0.02 else _instant(at)
        article = RawArticle(
            id=f"s-{number:06}",
            url=f"https://{publisher}/news/{number}",
            feed=FEED,
            publisher=publisher,
            fetched_at=_instant(at + late),
            published_at=published,
            language=dispatch.language,
            title=dispatch.title,
            text=dispatch.text,
        )
        answer = Answer(
            id=f"s-{number:06}",
            lang=dispatch.language,
            title=dispatch.title,
            clusters=clusters,
            relation=link,
        )
        return _Page(article=article, answer=answer)


def _happenings(rng: Random, *, number: int, days: int) -> list[Happening]:
    """Return *number* incidents, never two of one day in one town; days follow each other in one."""
    words = load_words("en")
    facts, streets = len(words.texts.details), len(words.streets)
    where = [(town, day) for town in load_towns() for day in range(days)]
    if number > len(where):
        raise ValueError(f"{number} incidents; wanted {len(where)} at most: a town and day each")
    return [
        Happening(
            id=f"incident-{index}",
            town=town,
            at=BEGAN + timedelta(days=day, minutes=rng.randint(0, 480)),
            means=rng.randrange(5),
            spot=rng.randrange(8),
            facts=tuple(rng.sample(range(facts), FACTS)),
            streets=tuple(rng.sample(range(streets), STREETS)),
            killed=rng.randint(3, 40),
            injured=rng.randint(3, 90),
        )
        for index, (town, day) in enumerate(rng.sample(where, number))
    ]


def _link(relation: Relation, page: _Page) -> Link:
    return Link(type=relation, of=page.article.id or "")


def _within(answer: Answer, kept: set[str]) -> Answer:
    """Return *answer* without a link to an article that was left out."""
    if answer.relation is None or answer.relation.of in kept:
        return answer
    return replace(answer, relation=None)


def _instant(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
