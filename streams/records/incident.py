"""Incident: one event as told by one or more reports; every figure a claim with its carriers."""

from typing import Any, Literal

from msgspec import Struct, field

from streams.records.report import (
    ActorMention,
    ActType,
    CasualtyKind,
    ClaimCertainty,
    Code,
    Hedge,
    Occurred,
    Place,
    Source,
    Span,
    Toll,
    Victims,
)

IncidentStatus = Literal["open", "closed", "merged", "retracted"]


class Carrier(Struct, frozen=True, kw_only=True):
    """A page that carries a story: the first sighting's copies and the first sighting itself."""

    id: str
    url: str | None
    publisher: str | None
    fetched_at: str


class IncidentArticle(Struct, frozen=True, kw_only=True):
    """A report that tells the incident, with the pages that carry it."""

    id: str
    url: str | None
    publisher: str | None
    language: str
    carriers: tuple[Carrier, ...] = ()


class SupportedActor(Struct, frozen=True, kw_only=True):
    """An attacker or target with the articles that name it so."""

    actor: ActorMention
    articles: tuple[str, ...]


class Claim(Struct, frozen=True, kw_only=True):
    """A casualty of a report inside an incident.

    *subset_of*, *same_people_as* and *supersedes* are claim ids. A claim with *withdrawn_by* stays,
    marked, out of every view. *repeats* is the earlier claim of the same origin in another article
    that gives the same figure for the same people: the two are one claim, and its *carriers* are
    the pages of both.
    """

    id: str
    article: str
    publisher: str | None
    kind: CasualtyKind
    min: int
    max: int | None
    hedge: Hedge
    victims: Victims
    source: Source | None
    certainty: ClaimCertainty
    quote: str
    span: Span
    first_carrier: str
    carriers: tuple[str, ...] = ()
    subset_of: str | None = None
    same_people_as: str | None = None
    supersedes: str | None = None
    withdrawn_by: str | None = None
    repeats: str | None = None


class Contest(Struct, frozen=True):
    """Two claims (or attributions) that cannot both be true, and why."""

    first: str
    second: str
    why: str


class Corroboration(Struct, frozen=True, kw_only=True):
    """How widely an incident is told; *grade* is a suggested Airwars grade, *reason* why."""

    articles: int
    publishers: int
    independent_sources: int
    grade: str | None = None
    reason: str | None = None


class Change(Struct, frozen=True, kw_only=True):
    """JSON Patch (RFC 6902) from the last revision and its inverse, over the record's JSON."""

    patch: tuple[dict[str, Any], ...] = ()
    inverse: tuple[dict[str, Any], ...] = ()


class Incident(Struct, frozen=True, kw_only=True):
    """One revision of an incident. *tolls* holds a toll by named view.

    *articles* report it; those of *mentioned_in* recall it as the background of other news.
    """

    id: str
    revision: int
    status: IncidentStatus
    theatre: str
    type: ActType
    occurred: Occurred
    place: Place | None
    articles: tuple[IncidentArticle, ...]
    attackers: tuple[SupportedActor, ...]
    targets: tuple[SupportedActor, ...]
    claims: tuple[Claim, ...]
    corroboration: Corroboration
    languages: tuple[str, ...]
    first_reported_at: str
    updated_at: str
    because: str
    codes: tuple[Code, ...] = ()
    tolls: dict[str, Toll] = field(default_factory=dict)
    contested: tuple[Contest, ...] = ()
    change: Change = field(default_factory=Change)
    merged_into: str | None = None
    split_from: str | None = None
    mentioned_in: tuple[IncidentArticle, ...] = ()
