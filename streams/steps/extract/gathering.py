"""Gather the segments of a text into drafts of acts: what goes on to tell one, what begins another."""

from collections.abc import Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from streams.steps.extract.continuity import is_news, likeness
from streams.steps.extract.days import OLD, are_before
from streams.steps.extract.drafts import Draft, Said, day_of, said_by
from streams.steps.extract.findings import Findings
from streams.steps.extract.nearness import fine, names_one
from streams.steps.extract.reading import Reading
from streams.steps.extract.segments import Segment, cut

PAST = timedelta(days=1)
"""An act that the reader is taken to know is no news where it is so much older, or more."""
COUNTED = ("killed", "injured")
"""Whom a toll that adds up several acts counts."""
MANY = 3
"""A text that tells so many acts is a roundup."""
MOST_OPEN = 12
"""A segment may go on with the first act or with one of so many last ones."""


def gather(reading: Reading, findings: Findings) -> list[Draft]:
    """Return the drafts: each segment joins the act that it goes on with, or begins another.

    A text that turns out to tell many acts is read again as a roundup, whose sentences rather tell
    another. Where no segment tells an act by itself, all of them together tell one.
    """
    parts = [said_by(segment, findings) for segment in cut(reading, findings)]
    drafts = _gathered(reading, parts, in_roundup=False)
    if sum(not draft.background for draft in drafts) >= MANY:
        drafts = _gathered(reading, parts, in_roundup=True)
    if not drafts:
        drafts.append(Draft())
        for said in parts:
            drafts[0].add(said)
    return _sum_apart(drafts)


def _gathered(reading: Reading, parts: Sequence[Said], *, in_roundup: bool) -> list[Draft]:
    drafts: list[Draft] = []
    told: list[Draft] = []
    opening: list[Said] = []
    article = reading.article
    published = None if article.published_basis == "fetched" else article.published_at
    recalling = -1
    for part in parts:
        segment = part.segment
        paragraph = reading.sentences[segment.sentence].paragraph
        set_back = (
            _is_set_back(segment, published)
            or (paragraph == recalling and (_goes_on(segment) or segment.demonstrative))
            or (bool(told) and _is_of_earlier_day(segment, told[0]))
        )
        recalls = set_back and segment.tells and not segment.refers
        recalling = paragraph if recalls else -1
        anew = set_back or in_roundup
        said = replace(part, set_back=set_back, in_roundup=in_roundup) if anew else part
        chosen = _chosen(said, told)
        chosen = chosen or _recalled_again(said, drafts)
        if chosen is not None:
            chosen.add(said)
        elif segment.tells or segment.casualties:
            known = segment.refers and bool(told) and _is_before(segment, told[0])
            background = bool(drafts) and not is_news(segment, set_back=set_back or known)
            if background and not (segment.sites or segment.dates):
                continue
            draft = Draft(background=background, after=told[-1] if told else None)
            for one in (*opening, said):
                draft.add(one)
            opening = []
            drafts.append(draft)
            if not background:
                told.append(draft)
        elif not drafts and segment.actors and not segment.title:
            opening.append(said)  # what leads up to the first act: who set upon whom
    return drafts


def _recalled_again(said: Said, drafts: list[Draft]) -> Draft | None:
    """Return the act of an earlier time at whose place a segment goes on, naming no day of its own."""
    if not said.sites or said.day is not None:
        return None
    recalled = (draft for draft in reversed(drafts) if draft.background and draft.sites)
    return next((draft for draft in recalled if names_one(said.sites, draft.known)), None)


def _chosen(said: Said, told: list[Draft]) -> Draft | None:
    """Return the act that a segment goes on with, the latest of those most like it, or None."""
    best, most = None, 0.0
    for draft in [*told[:1], *told[1:][-MOST_OPEN:]]:
        score = likeness(
            said,
            draft,
            is_first=draft is told[0],
            is_last=draft is told[-1],
        )
        if score >= most:
            best, most = draft, score
    return best


def _is_set_back(segment: Segment, published: str | None) -> bool:
    """Tell whether the words of *segment* set it before the news, or among what happens often."""
    if segment.recalled or _is_old(segment, published):
        return True
    return (segment.past or segment.habitual) and not segment.title


def _is_of_earlier_day(segment: Segment, news: Draft) -> bool:
    """Tell "last Monday", or what had been told before, of another day than the news."""
    day = day_of(segment)
    if news.day is None or day == news.day:
        return False
    return segment.last_day or (segment.had and day is not None and day[1] < news.day[0])


def _goes_on(segment: Segment) -> bool:
    """Tell whether nothing in *segment* leads back to the news ("the attack", a day, a place first)."""
    return day_of(segment) is None and not segment.refers and not segment.opens_with_site


def _sum_apart(drafts: list[Draft]) -> list[Draft]:
    """Return *drafts*, the lead an act of its own where its dead (or hurt) are those of all acts together."""
    told = [draft for draft in drafts if not draft.background]
    if len(told) < 2 or drafts[0].background:
        return drafts
    for kind in COUNTED:
        if not _most(drafts[0], kind):
            continue
        lead, first = _lead_and_first(drafts[0], kind=kind)
        parts = [_most(draft, kind) for draft in (first, *told[1:])]
        if parts[0] and any(parts[1:]) and _most(lead, kind) == sum(parts):
            lead.adds_up = True
            return [lead, first, *drafts[1:]]
    return drafts


def _lead_and_first(draft: Draft, *, kind: str) -> tuple[Draft, Draft]:
    """Return the part of *draft* that tells its largest toll, and the part that tells smaller ones.

    The first act begins where the text, behind the toll, gives a smaller one or a place of its own.
    """
    lead, first = Draft(), Draft()
    most = _most(draft, kind)
    for said in draft.said:
        segment = said.segment
        figures = {claim.min for claim in said.own if claim.kind == kind}
        place = bool(fine(segment.sites)) and lead.counts
        begun = bool(first.segments) or bool(figures) or place
        is_lead = segment.title or most in figures or not begun
        (lead if is_lead else first).add(said)
    return lead, first


def _most(draft: Draft, kind: str) -> int:
    return max((least for told, least in draft.own_figures if told == kind), default=0)


def _is_old(segment: Segment, published: str | None) -> bool:
    """Tell whether every day of a segment is long before the publication."""
    if published is None or segment.title:
        return False
    try:
        first = date.fromisoformat(published[:10]) - OLD
    except ValueError:
        return False
    return are_before(segment.dates, first)


def _is_before(segment: Segment, news: Draft) -> bool:
    """Tell whether a segment speaks of a day well before the news."""
    if news.day is None:
        return False
    return are_before(segment.dates, date.fromisoformat(news.day[0]) - PAST)
