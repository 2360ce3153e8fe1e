"""Each act, its withdrawal and its carriers to the theatre where its incident is decided."""

from collections.abc import Sequence
from datetime import timedelta

from msgspec import Struct
from msgspec.structs import replace

from streams.gazetteer.theatres import Theatres, theatre_of
from streams.records.article import Duplicate
from streams.records.ids import content_id
from streams.records.incident import Carrier
from streams.records.report import Act, ArticleRef, Place, StrikeReport
from streams.records.story import ActMessage, StoryNews
from streams.steps.aged import AgedIndex
from streams.steps.outcome import Outcome

# An incident takes late reports for as long; after that nobody asks what a story told.
KEPT = timedelta(days=180)
DROPPED_AT_ONCE = 16
# How exactly a day must be known to part what is news from what is recalled.
DAYS = frozenset({"hour", "day", "night"})


class SentAct(Struct, frozen=True, kw_only=True):
    """An act as it was last sent, and where to."""

    act_id: str
    theatre: str
    position: int
    act: Act


class StoryEntry(Struct, frozen=True, kw_only=True):
    """What is known of one story: its newest report, the acts it was told as, its carriers.

    *page* is the page of the first sighting, None as long as only copies came. *copies* stand in
    the order of their fetch. *touched_at* is the newest fetch, for expiry.
    """

    story: str
    touched_at: str
    article: ArticleRef | None = None
    page: Carrier | None = None
    copies: tuple[Carrier, ...] = ()
    sent: tuple[SentAct, ...] = ()

    @property
    def carriers(self) -> tuple[Carrier, ...]:
        """All pages known to carry the story, the page of the first sighting first."""
        return (self.page, *self.copies) if self.page else self.copies


class StoryIndex(AgedIndex[StoryEntry]):
    """The stories of a partition by id, and by the day they were last touched."""

    kept = KEPT


def route(
    news: StoryNews, *, stories: StoryIndex, theatres: Theatres
) -> Outcome[ActMessage, StoryEntry]:
    """Return the messages that *news* of a story makes, and what is to be remembered.

    An act keeps its id over the versions of its page: a new version's acts are paired with those
    told before; what is no longer told is withdrawn where it was told. A copy is told to every act
    of its story, or remembered until the report comes. What was sent already is not sent again.
    """
    gone: dict[str, StoryEntry | None] = {
        key: None for key, _ in zip(stories.expired(), range(DROPPED_AT_ONCE), strict=False)
    }
    gone.pop(news.story, None)
    entry = stories.get(news.story)
    messages: tuple[ActMessage, ...] = ()
    after = entry
    if news.report is not None:
        before = entry or StoryEntry(story=news.story, touched_at="")
        messages, after = _reported(news.report, before=before, theatres=theatres)
    elif news.duplicate is not None and news.duplicate.kind != "revision":
        before = entry or StoryEntry(story=news.story, touched_at="")
        messages, after = _carried(news.duplicate, before=before)
    if after is None or after == entry:
        return Outcome(messages, gone)
    return Outcome(messages, gone | {news.story: after})


def _carried(copy: Duplicate, *, before: StoryEntry) -> tuple[tuple[ActMessage, ...], StoryEntry]:
    carrier = Carrier(
        id=copy.article, url=copy.url, publisher=copy.publisher, fetched_at=copy.fetched_at
    )
    if any(known.id == carrier.id for known in before.carriers):
        return (), before
    copies = sorted((*before.copies, carrier), key=lambda c: (c.fetched_at, c.id))
    touched_at = max(before.touched_at, copy.fetched_at)
    after = replace(before, copies=tuple(copies), touched_at=touched_at)
    article = before.article
    if article is None:
        return (), after
    messages = tuple(
        ActMessage(
            kind="carried",
            theatre=sent.theatre,
            story=before.story,
            act_id=sent.act_id,
            article=article,
            position=sent.position,
            because=copy.article,
            at=copy.fetched_at,
            carriers=(carrier,),
        )
        for sent in before.sent
    )
    return messages, after


def _reported(
    report: StrikeReport, *, before: StoryEntry, theatres: Theatres
) -> tuple[tuple[ActMessage, ...], StoryEntry]:
    article = report.article
    if before.article is not None and _is_older(article, than=before.article):
        return (), before
    sent = _sent(report, before=before, theatres=theatres)
    page = before.page or Carrier(
        id=before.story,
        url=article.url,
        publisher=article.publisher,
        fetched_at=article.fetched_at,
    )
    after = replace(
        before,
        article=article,
        page=page,
        sent=sent,
        touched_at=max(before.touched_at, article.fetched_at),
    )
    # The same text read anew: only our rules changed, the world did not.
    is_reread = before.article is not None and before.article == article
    because = "extractor" if is_reread else article.id
    news = _news_day(report.incidents)
    now = {(each.act_id, each.theatre) for each in sent}
    known = {(each.act_id, each.theatre): each for each in before.sent} if is_reread else {}

    def message(each: SentAct, *, act: Act | None) -> ActMessage:
        return ActMessage(
            kind="told" if act else "withdrawn",
            theatre=each.theatre,
            story=before.story,
            act_id=each.act_id,
            article=article,
            position=each.position,
            because=because,
            at=article.fetched_at,
            act=act,
            wording=report.wording if act else None,
            is_recalled=act is not None and news is not None and _is_before(act, news=news),
            carriers=after.carriers if act else (),
        )

    withdrawn = [
        message(each, act=None) for each in before.sent if (each.act_id, each.theatre) not in now
    ]
    told = [
        message(each, act=each.act)
        for each in sent
        if known.get((each.act_id, each.theatre)) != each
    ]
    return (*withdrawn, *told), after


def _news_day(acts: Sequence[Act]) -> str | None:
    """Return the latest day of an asserted act: that of the article's news, told first or not."""
    days = (
        act.occurred.start[:10]
        for act in acts
        if act.assertion == "asserted" and act.occurred.start and act.occurred.precision in DAYS
    )
    return max(days, default=None)


def _is_before(act: Act, *, news: str) -> bool:
    return bool(act.occurred.end) and (act.occurred.end or "")[:10] < news


def _is_older(article: ArticleRef, *, than: ArticleRef) -> bool:
    """Tell whether *article* was overtaken by a newer version of its page.

    Versions under other ids are read by other workers, so their reports may change places.
    """
    if article.fetched_at != than.fetched_at:
        return article.fetched_at < than.fetched_at
    return article.revises is None and than.revises is not None


def _sent(report: StrikeReport, *, before: StoryEntry, theatres: Theatres) -> tuple[SentAct, ...]:
    """Return the acts of *report*, each under the id it was told by before, or a new one."""
    ids = _paired(report.incidents, before=before.sent)
    taken = {each.act_id for each in before.sent}
    result = []
    for position, act in enumerate(report.incidents):
        act_id = ids.get(position)
        if act_id is None:
            act_id = _new_id(act, story=before.story, position=position, taken=taken)
            taken.add(act_id)
        theatre = theatre_of(
            act,
            publisher=report.article.publisher,
            theatres=theatres,
            beside=report.incidents,
        )
        result.append(SentAct(act_id=act_id, theatre=theatre, position=position, act=act))
    return tuple(result)


def _new_id(act: Act, *, story: str, position: int, taken: set[str]) -> str:
    site, day = _site(act), act.occurred.start
    attempt = 0
    while True:
        act_id = content_id("act", story, position, site, day, attempt or None)
        if act_id not in taken:
            return act_id
        attempt += 1


def _paired(acts: Sequence[Act], *, before: Sequence[SentAct]) -> dict[int, str]:
    """Return the ids of acts that were told before: the same site, else the most shared figures.

    Else the same position and type: the act whose place and figures were both corrected.
    """
    scored = sorted(
        (
            (-score, abs(position - sent.position), position, sent.position, sent.act_id)
            for position, act in enumerate(acts)
            for sent in before
            if (score := _likeness(act, position=position, sent=sent)) > 0
        ),
    )
    ids: dict[int, str] = {}
    for *_, position, _, act_id in scored:
        if position not in ids and act_id not in ids.values():
            ids[position] = act_id
    return ids


def _likeness(act: Act, *, position: int, sent: SentAct) -> int:
    """Return how much speaks for *act* being *sent* told anew; 0 when nothing does."""
    shared = len(_figures(act) & _figures(sent.act))
    site = _site(act)
    is_same_site = site is not None and site == _site(sent.act)
    is_same_kind = position == sent.position and act.type == sent.act.type
    return 10_000 * is_same_site + 10 * min(shared, 900) + is_same_kind


def _figures(act: Act) -> set[tuple[str, int, int | None]]:
    return {(each.kind, each.min, each.max) for each in act.casualties}


def _site(act: Act) -> str | None:
    """Return what identifies the most exact place of *act*."""
    where: list[Place] = [place for place in act.places if place.role == "site"]
    where += [place for place in act.places if place.role == "within"]
    if not where:
        return None
    return str(where[0].geonames) if where[0].geonames else where[0].name.lower()
