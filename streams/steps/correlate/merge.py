"""Fold the acts of one event into one incident: every figure stays a claim with its source."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from msgspec.structs import replace

from streams.records.incident import (
    Carrier,
    Change,
    Claim,
    Contest,
    Corroboration,
    Incident,
    IncidentArticle,
    IncidentStatus,
    SupportedActor,
)
from streams.records.patch import diff
from streams.records.report import ActorMention, ActType, Code, Occurred, Place
from streams.records.toll import incident_tolls
from streams.steps.correlate.judgement import airwars_grade, contests
from streams.steps.correlate.origins import independent, origin_of, with_repeats
from streams.steps.correlate.traits import Member, breadth, days_of, told_at, where

# What does not make a revision by itself: which revision it is, when, why and what it changed.
_ABOUT_THE_REVISION = {"revision": 0, "updated_at": "", "because": "", "change": Change()}


def fold(
    members: Sequence[Member],
    *,
    incident: str,
    theatre: str,
    previous: Incident | None,
    absorbed: Iterable[Incident] = (),
    split_from: str | None = None,
    because: str,
    at: str,
) -> Incident | None:
    """Return the next revision of *incident*, as *members* tell it now; None if nothing changed.

    *previous* is its last revision, *absorbed* are those merged into it. What they claimed and no
    member tells any more is withdrawn by *because*. Members may come in any order.
    """
    everyone = sorted(members, key=_order)
    members, mentions = _reports(everyone)
    told = [member for member in members if member.is_asserted] or members
    live = [claim for member in members for claim in _claims(member)]
    known = [claim for each in (previous, *absorbed) if each for claim in each.claims]
    place = _place(told) or (previous.place if previous else None)
    origins = {claim.id: origin_of(claim, iso=place.iso if place else None) for claim in live}
    live = with_repeats(live, origins=origins, derived=_derived(members))
    claims = (*_withdrawn(known, live=live, because=because), *live)
    kind = _type(told) or (previous.type if previous else "other")
    attackers = _actors((each, m.article.id) for m in members for each in m.act.attackers)
    contested = contests(live, attackers=attackers, is_mutual=kind == "clash", origins=origins)
    ages = [member.article.fetched_at for member in everyone]
    ages += [each.first_reported_at for each in (previous, *absorbed) if each]
    after = Incident(
        id=incident,
        revision=previous.revision + 1 if previous else 1,
        status=_status(members),
        theatre=theatre,
        type=kind,
        occurred=_occurred(told) or (previous.occurred if previous else _UNDATED),
        place=place,
        codes=tuple(dict.fromkeys(code for member in members for code in _codes(member))),
        articles=tuple(_articles(members)),
        mentioned_in=tuple(_articles(mentions)),
        attackers=attackers,
        targets=_actors((each, m.article.id) for m in members for each in m.act.targets),
        claims=claims,
        tolls=incident_tolls(claims),
        contested=contested,
        corroboration=_corroboration(
            members, live, attackers=attackers, contested=contested, origins=origins
        ),
        languages=tuple(sorted({member.article.language for member in members})),
        first_reported_at=min(ages, default=at),
        updated_at=at,
        because=because,
        split_from=previous.split_from if previous else split_from,
    )
    return revised(after, previous=previous)


def revised(after: Incident, *, previous: Incident | None) -> Incident | None:
    """Return *after* with what it changes of *previous*, None if that is nothing."""
    if previous is None:
        return after
    if replace(after, **_ABOUT_THE_REVISION) == replace(previous, **_ABOUT_THE_REVISION):
        return None
    before_json, after_json = _without_change(previous), _without_change(after)
    return replace(
        after,
        change=Change(patch=diff(before_json, after_json), inverse=diff(after_json, before_json)),
    )


def ended(
    previous: Incident, *, status: IncidentStatus, because: str, at: str, into: str | None = None
) -> Incident:
    """Return the revision in which *previous* is closed or merged, all else as it was."""
    after = replace(
        previous,
        revision=previous.revision + 1,
        status=status,
        merged_into=into,
        because=because,
        updated_at=at,
    )
    return revised(after, previous=previous) or after


_UNDATED = Occurred(start=None, end=None, precision="unknown", basis=None)


def _without_change(incident: Incident) -> dict[str, Any]:
    value: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(incident))
    del value["change"]
    return value


def _order(member: Member) -> tuple[str, str, int]:
    return told_at(member.article), member.article.id, member.position


def _reports(members: Sequence[Member]) -> tuple[list[Member], list[Member]]:
    """Return who reports the event, and who only mentions it: the figures of those are others'.

    An act that is recalled behind later news is reported all the same where nobody else reports it.
    """
    told = [member for member in members if member.act.assertion != "background"]
    news = [member for member in told if not member.is_recalled] or told
    kept = {member.act_id for member in news}
    return news, [member for member in members if member.act_id not in kept]


def _status(members: Sequence[Member]) -> IncidentStatus:
    return "open" if any(member.is_asserted for member in members) else "retracted"


def _type(members: Sequence[Member]) -> ActType | None:
    """Return the type that most tell; one that names its means before one that does not."""
    types = Counter(member.act.type for member in members)
    named = {kind: count for kind, count in types.items() if kind != "other"}
    return max(named or types, key=lambda kind: types[kind], default=None)


def _occurred(members: Sequence[Member]) -> Occurred | None:
    """Return the days that most tell, of those that name the fewest."""
    dated = [member for member in members if member.act.occurred.start is not None]
    if not dated:
        return next((member.act.occurred for member in members), None)
    counted = Counter((m.act.occurred.start, m.act.occurred.end) for m in dated)

    def rank(member: Member) -> tuple[int, int]:
        start, end = days_of(member)
        return counted[member.act.occurred.start, member.act.occurred.end], -(end - start).days

    return max(dated, key=rank).act.occurred


def _place(members: Sequence[Member]) -> Place | None:
    """Return the place that most tell, of those that no other lies in."""
    placed = [(place, breadth(m.act)) for m in members if (place := where(m.act)) is not None]
    if not placed:
        return None
    counted = Counter(place.name for place, _ in placed)
    exact = [each for each in placed if each[1] <= 1] or placed
    return max(exact, key=lambda each: (counted[each[0].name], -each[1]))[0]


def _codes(member: Member) -> tuple[Code, ...]:
    return member.act.codes if member.is_asserted else ()


def _articles(members: Iterable[Member]) -> Iterable[IncidentArticle]:
    seen: set[str] = set()
    for member in members:
        article = member.article
        if article.id not in seen:
            seen.add(article.id)
            yield IncidentArticle(
                id=article.id,
                url=article.url,
                publisher=article.publisher,
                language=article.language,
                carriers=member.carriers,
            )


def _actors(mentions: Iterable[tuple[ActorMention, str]]) -> tuple[SupportedActor, ...]:
    """Return one entry an attribution: an actor, how sure, by whom."""
    found: dict[tuple[str, str, str | None], tuple[ActorMention, list[str]]] = {}
    for actor, article in mentions:
        by = (actor.by.id or actor.by.name) if actor.by else None
        _, articles = found.setdefault((actor.id, actor.certainty, by), (actor, []))
        if article not in articles:
            articles.append(article)
    return tuple(
        SupportedActor(actor=actor, articles=tuple(articles)) for actor, articles in found.values()
    )


def _claims(member: Member) -> list[Claim]:
    """Return the casualties of *member* as claims, their links as claim ids."""
    casualties = member.act.casualties
    carriers: tuple[Carrier, ...] = member.carriers
    ids = tuple(carrier.id for carrier in carriers) or (member.article.id,)

    def linked(index: int | None) -> str | None:
        known = index is not None and 0 <= index < len(casualties)
        return casualties[index].id if known and index is not None else None

    return [
        Claim(
            id=each.id,
            article=member.article.id,
            publisher=member.article.publisher,
            kind=each.kind,
            min=each.min,
            max=each.max,
            hedge=each.hedge,
            victims=each.victims,
            source=each.source,
            certainty=each.certainty,
            quote=each.quote,
            span=each.span,
            first_carrier=ids[0],
            carriers=ids,
            subset_of=linked(each.subset_of),
            same_people_as=linked(each.same_people_as),
            supersedes=linked(each.supersedes),
        )
        for each in casualties
    ]


def _withdrawn(known: Iterable[Claim], *, live: Sequence[Claim], because: str) -> tuple[Claim, ...]:
    """Return the claims that nobody makes any more, each marked by who took it back."""
    told = {claim.id for claim in live}
    gone = {claim.id: claim for claim in known if claim.id not in told}
    return tuple(
        claim if claim.withdrawn_by else replace(claim, withdrawn_by=because)
        for claim in gone.values()
    )


def _derived(members: Sequence[Member]) -> dict[str, str]:
    """Return the article that each one copies in part, of those that tell the incident."""
    told = {member.article.id for member in members}
    return {
        member.article.id: origin
        for member in members
        if (origin := member.article.derived_from) in told and origin is not None
    }


def _corroboration(
    members: Sequence[Member],
    claims: Sequence[Claim],
    *,
    attackers: Sequence[SupportedActor],
    contested: Sequence[Contest],
    origins: Mapping[str, str],
) -> Corroboration:
    derived = _derived(members)
    counting = {claim.article for claim in claims}
    silent = {
        member.article.publisher or member.article.id
        for member in members
        if member.article.id not in counting and member.article.id not in derived
    }
    grade, reason = airwars_grade(claims, attackers=attackers, contested=contested, origins=origins)
    return Corroboration(
        articles=len({member.article.id for member in members}),
        publishers=len({m.article.publisher for m in members if m.article.publisher}),
        independent_sources=independent(claims, origins=origins, silent=silent),
        grade=grade,
        reason=reason,
    )
