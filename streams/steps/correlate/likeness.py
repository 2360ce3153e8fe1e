"""How much speaks for two acts, told by two articles, being one event.

Each kind of evidence adds its weight, the logarithm of how much oftener it is met between two
tellings of one event than between two events of the same days and region; none decides alone.
"""

from base64 import b64decode
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from math import cos, floor, hypot, inf, radians, sqrt
from struct import unpack

from msgspec import Struct

from streams.gazetteer.keys import ARTICLES
from streams.records.incident import Carrier
from streams.records.report import Act, ArticleRef, Place, Wording
from streams.text.folding import fold_text
from streams.text.sounds import sounds

# How long ago an act without a date may have been when its article was published.
UNDATED = timedelta(days=1)
# Neighbouring quarters and two gazetteer points of one town, whatever their radii.
NEAR_M = 3_000
# From here on two places are two, whatever their radii: the diameter of a large city and its suburbs.
APART_M = 40_000
# A place with a larger radius than a large city holds several events of a day.
EXACT_M = 20_000
# An area of this radius that two acts name says more than a province: the Gaza Strip.
SMALL_AREA_M = 30_000
EARTH_M = 6_371_000
# Words, and names, by which an act is found: half of two reports that share a quarter of their words
# share one of eight.
SKETCH = 12
# Places of an act that are compared, the most exact first.
MOST_PLACES = 6
# A share of common words beyond this says no more: the same dispatch.
ENOUGH_SHARED = 0.4
# Fewer telling words or names than this tell nothing by being different.
FEW_WORDS, FEW_NAMES = 8, 4
# Words added to either side, so that one shared word of two is no likeness.
SMOOTHING = 4
# A figure up to this is met in every other report.
TELLING_FIGURE = 3

WEIGHTS: dict[str, float] = {
    "prior": -1.7,
    "place_same": 2.3,
    "place_shared": 1.2,
    "place_town_shared": -0.2,
    "place_inside": 0.6,
    "place_near": 0.2,
    "place_area_shared": 0.9,
    "place_wide_shared": 0.8,
    "place_one_province": 0.5,
    "place_open": 0.2,
    "place_wide_apart": -0.5,
    "place_off": -1.3,
    "place_apart": -2.0,
    "days_overlap": 0.8,
    "days_may_overlap": 1.3,
    "days_may_just_overlap": 0.3,
    "days_adjacent": -2.5,
    "days_stated_apart": -5.0,
    "days_may_be_adjacent": -1.8,
    "days_apart": -5.0,
    "means_shared": 0.6,
    "means_exclude": -1.8,
    "attackers_shared": 0.2,
    "attackers_differ": -0.1,
    "targets_shared": 1.0,
    "targets_differ": -0.2,
    "figures_shared": 0.5,
    "words": 4.8,
    "words_known": -1.7,
    "names": 6.0,
    "names_known": -0.7,
    "one_article": -3.0,
    "one_article_counts_apart": -8.0,
}
"""Measured: logistic regression, drawn towards a first guess, over pairs of reports."""

# Sources mix up what stands in one family; what stands in two excludes the other.
_FAMILIES = {
    "airstrike": "fire",
    "drone_strike": "fire",
    "missile": "fire",
    "shelling": "fire",
    "bombing": "bomb",
    "clash": "ground",
    "shooting": "ground",
}
_BREADTH = {"site": 0, "town": 1, "sea": 2, "district": 2, "province": 3, "country": 4}
TOWN, AREA = 1, 3
NOWHERE = 5
_NOBODY = frozenset({"unidentified-gunmen", "militants", "soldiers", "civilians", "officials"})


class Member(Struct, frozen=True, kw_only=True):
    """An act as its article tells it, with the pages that carry it."""

    act_id: str
    article: ArticleRef
    position: int
    act: Act
    wording: Wording | None = None
    carriers: tuple[Carrier, ...] = ()

    @property
    def is_asserted(self) -> bool:
        """Whether the act alone makes an incident."""
        return self.act.assertion == "asserted"


Cell = tuple[int, int] | str | int
Mark = tuple[str, int] | int


class Spot(Struct, frozen=True):
    """A place where an act happened; *key* is the same for two mentions of one place."""

    key: str | int
    breadth: int
    is_exact: bool
    lat: float | None
    lon: float | None
    radius: int
    admin1: str | None
    iso: str | None


class Traits(Struct, frozen=True, kw_only=True, eq=False):
    """What two acts are compared by. Days are ordinals, latitude and longitude radians.

    Two acts are one event only where they share one of *cells* (the ground of their places) or of
    *sketch* (a few of their words, names and figures): an index finds all candidates by them.
    """

    act_id: str
    article: str
    language: str
    first: int
    last: int
    dated: str | None
    spots: tuple[Spot, ...]
    families: frozenset[str]
    attackers: frozenset[str]
    targets: frozenset[str]
    figures: frozenset[tuple[str, int]]
    words: frozenset[int]
    names: frozenset[int]
    cells: frozenset[Cell]
    sketch: frozenset[Mark]

    @property
    def is_placed(self) -> bool:
        """Whether the act is known to have been in one town or smaller place."""
        return any(spot.is_exact for spot in self.spots)


def traits_of(member: Member) -> Traits:
    """Return what *member* is compared by."""
    act = member.act
    first, last = days_of(member)
    basis = act.occurred.basis
    words, names = _numbers(member.wording)
    spots = _spots(act)
    figures = frozenset((c.kind, c.min) for c in act.casualties if c.min > TELLING_FIGURE)
    return Traits(
        act_id=member.act_id,
        article=member.article.id,
        language=member.article.language.partition("-")[0],
        first=first.toordinal(),
        last=last.toordinal(),
        dated=basis if act.occurred.start and basis != "published" else None,
        spots=spots,
        families=frozenset(_FAMILIES[t] for t in (act.type, *act.also) if t in _FAMILIES),
        attackers=frozenset(a.id for a in act.attackers if a.certainty != "denied") - _NOBODY,
        targets=frozenset(a.object or a.id for a in act.targets) - _NOBODY,
        figures=figures,
        words=words,
        names=names,
        cells=frozenset(cell for spot in spots for cell in _cells(spot)),
        # The smallest numbers of two sets are the likelier to be the same, the more they share.
        sketch=frozenset((*sorted(words)[:SKETCH], *sorted(names)[:SKETCH], *figures)),
    )


def told_at(article: ArticleRef) -> str:
    """Return when *article* was published, when fetched if that is missing or cannot be."""
    if article.published_at is None:
        return article.fetched_at
    grace = _day(article.fetched_at) + timedelta(days=1)
    return article.published_at if _day(article.published_at) <= grace else article.fetched_at


def days_of(member: Member) -> tuple[date, date]:
    """Return the first and last day on which the act of *member* may have been."""
    start, end = member.act.occurred.start, member.act.occurred.end
    if start is None:
        told = _day(told_at(member.article))
        return told - UNDATED, told
    return _day(start), max(_day(start), _day(end or start))


def where(act: Act) -> Place | None:
    """Return the most exact place of *act* where it happened."""
    for role in ("site", "within"):
        for place in act.places:
            if place.role == role:
                return place
    return None


def breadth(act: Act) -> int:
    """Return how wide the place of *act* is, from 0 (a building) to `NOWHERE`."""
    place = where(act)
    return _BREADTH[place.kind] if place else NOWHERE


def evidence(one: Traits, other: Traits) -> dict[str, float]:
    """Return what is to be said about *one* and *other* being one event, by name and strength."""
    found = {_place(one, other): 1.0, _time(one, other): 1.0}
    if one.families and other.families:
        found["means_shared" if one.families & other.families else "means_exclude"] = 1.0
    for name, a, b in (
        ("attackers", one.attackers, other.attackers),
        ("targets", one.targets, other.targets),
    ):
        if a and b:
            found[f"{name}_shared" if a & b else f"{name}_differ"] = 1.0
    shared = len(one.figures & other.figures)
    if one.article == other.article:
        counts_apart = bool(one.figures and other.figures) and not shared
        found["one_article_counts_apart" if counts_apart else "one_article"] = 1.0
        return found
    if shared:
        found["figures_shared"] = min(shared, 2)
    if one.language == other.language:
        fewer = min(len(one.words), len(other.words))
        found["words"] = _share(one.words, other.words)
        found["words_known"] = min(1.0, fewer / FEW_WORDS)
    else:
        fewer = min(len(one.names), len(other.names))
        found["names"] = len(one.names & other.names) / (fewer + SMOOTHING / 2)
        found["names_known"] = min(1.0, fewer / FEW_NAMES)
    return found


def likeness(one: Traits, other: Traits) -> int:
    """Return the logarithm of the odds that two acts are one event, in thousandths.

    0 where both are as likely. An integer, so that sums are the same in any order.
    """
    odds = WEIGHTS["prior"]
    for name, strength in evidence(one, other).items():
        odds += WEIGHTS[name] * strength
    like = round(1000 * odds)
    if like > 0 and one.cells.isdisjoint(other.cells) and one.sketch.isdisjoint(other.sketch):
        return 0
    return like


def _share(one: frozenset[int], other: frozenset[int]) -> float:
    """Return how much of their words two articles share, 0 to 1; a few words in all say little."""
    share = len(one & other) / sqrt((len(one) + SMOOTHING) * (len(other) + SMOOTHING))
    return min(ENOUGH_SHARED, share) / ENOUGH_SHARED


def _time(one: Traits, other: Traits) -> str:
    gap = max(one.first - other.last, other.first - one.last)
    if one.dated and other.dated:
        if gap <= 0:
            return "days_overlap"
        if gap == 1:
            is_sure = one.dated == other.dated == "stated"
            return "days_stated_apart" if is_sure else "days_adjacent"
        return "days_apart"
    if gap <= 0:
        # What is not dated is mostly of the day it is told on.
        told_apart = max(
            (one.first if one.dated else one.last) - other.last,
            (other.first if other.dated else other.last) - one.last,
        )
        return "days_may_overlap" if told_apart <= 0 else "days_may_just_overlap"
    return "days_may_be_adjacent" if gap == 1 else "days_apart"


def _place(one: Traits, other: Traits) -> str:
    exact = [spot for spot in one.spots if spot.is_exact]
    other_exact = [spot for spot in other.spots if spot.is_exact]
    keys, other_keys = {spot.key for spot in one.spots}, {spot.key for spot in other.spots}
    if exact and other_exact:
        if exact[0].iso and other_exact[0].iso and exact[0].iso != other_exact[0].iso:
            return "place_apart"
        if exact[0].key == other_exact[0].key:
            return "place_same"
        if exact[0].key in other_keys or other_exact[0].key in keys:
            return "place_shared"
        if any(spot.key in other_keys for spot in exact):
            return "place_town_shared"
        least, allowed, levels = min(
            (_distance_m(a, b), max(a.radius, b.radius, NEAR_M), a.breadth + b.breadth)
            for a in exact
            for b in other_exact
        )
        if least <= min(allowed, APART_M):
            return "place_inside" if levels == TOWN else "place_near"
        return "place_off" if least <= APART_M else "place_apart"
    if keys & other_keys:
        is_small = any(spot.radius <= SMALL_AREA_M for spot in one.spots if spot.key in other_keys)
        return "place_area_shared" if is_small else "place_wide_shared"
    if not one.spots or not other.spots:
        return "place_open"
    admins = {spot.admin1 for spot in one.spots} & {spot.admin1 for spot in other.spots} - {None}
    return "place_one_province" if admins else "place_wide_apart"


def _spots(act: Act) -> tuple[Spot, ...]:
    placed = [p for role in ("site", "within") for p in act.places if p.role == role]
    found = [place for place in placed if place.kind != "country"]
    return tuple(_spot(place) for place in found[:MOST_PLACES])


def _spot(place: Place) -> Spot:
    wide = _BREADTH[place.kind]
    radius = place.radius_m
    return Spot(
        key=place.geonames or _heard(place),
        breadth=wide,
        is_exact=wide <= TOWN if radius is None else radius <= EXACT_M,
        lat=None if place.lat is None else radians(place.lat),
        lon=None if place.lon is None else radians(place.lon),
        radius=radius or 0,
        admin1=place.admin1,
        iso=place.iso,
    )


def _heard(place: Place) -> str:
    """Return the name of *place* by its sound: a place no gazetteer knows has many spellings.

    A province and the town it is named after are two places.
    """
    words = [
        word for word in fold_text(place.name).replace("-", " ").split() if word not in ARTICLES
    ]
    area = "area" if _BREADTH[place.kind] >= AREA else "spot"
    return f"{area} {place.iso} {' '.join(map(sounds, words))}"


def _distance_m(one: Spot, other: Spot) -> float:
    """Return the metres between two spots, exact enough within a country; infinity where unknown."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return inf
    east = (one.lon - other.lon) * cos((one.lat + other.lat) / 2)
    return EARTH_M * hypot(east, one.lat - other.lat)


def _cells(spot: Spot) -> Iterator[Cell]:
    """Yield the name of *spot* and the corners around it of a grid `APART_M` wide.

    Two spots that are nearer than that share a corner.
    """
    yield spot.key
    if spot.is_exact and spot.lat is not None and spot.lon is not None:
        step = APART_M / EARTH_M
        south = floor(spot.lat / step)
        for row in (south, south + 1):
            west = floor(spot.lon * cos(row * step) / step)
            yield row, west
            yield row, west + 1


def _numbers(wording: Wording | None) -> tuple[frozenset[int], frozenset[int]]:
    if wording is None:
        return frozenset(), frozenset()
    words, names = b64decode(wording.words), b64decode(wording.names)
    return (
        frozenset(unpack(f"<{len(words) // 4}I", words)),
        frozenset(unpack(f"<{len(names) // 4}I", names)),
    )


def _day(moment: str) -> date:
    return datetime.fromisoformat(moment).date()
