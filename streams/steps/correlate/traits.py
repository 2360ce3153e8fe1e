"""Traits: what an act is compared by, read off its record once."""

from base64 import b64decode
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from math import cos, floor, radians
from struct import unpack

from msgspec import Struct

from streams.gazetteer.keys import ARTICLES
from streams.records.incident import Carrier
from streams.records.report import Act, ArticleRef, Place, Wording
from streams.text.folding import fold_text
from streams.text.sounds import sounds

# From here on two places are two, whatever their radii: the diameter of a large city and its suburbs.
APART_M = 40_000
# Places that are no nearer are not compared unless their articles share words or names. Measured: with
# 40 km the labelled clusters come out the same, and a report costs three times as much.
BESIDE_M = 10_000
# How long ago an act without a date may have been when its article was published.
UNDATED = timedelta(days=1)
# A place with a larger radius than a large city holds several events of a day.
EXACT_M = 20_000
EARTH_M = 6_371_000
# An area of this radius that two acts name says more than a province: the Gaza Strip.
SMALL_AREA_M = 30_000
# Words, and names, by which an act is found. Measured: with 24 no pair of the labelled clusters is lost, with 12 one of ten is.
SKETCH = 24
# Places of an act that are compared, the most exact first.
MOST_PLACES = 6
# A figure up to this is met in every other report.
TELLING_FIGURE = 3

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
    """An act as its article tells it, with the pages that carry it.

    *is_recalled*: it was over before the day of what is news in the article.
    """

    act_id: str
    article: ArticleRef
    position: int
    act: Act
    wording: Wording | None = None
    is_recalled: bool = False
    carriers: tuple[Carrier, ...] = ()

    @property
    def is_asserted(self) -> bool:
        """Whether the act alone makes an incident."""
        return self.act.assertion == "asserted"


Cell = tuple[str, str | int] | tuple[int, int]
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

    Two acts are one event only where one of *cells* of one (the ground of its places) is *sought*
    by the other, where they share `MARKS` of *sketch* (a few of their words, and figures), or in
    two languages one of *heard* (a few of their names): an index finds all candidates by them.
    """

    act_id: str
    article: str
    language: str
    first: int
    last: int
    dated: str | None
    spots: tuple[Spot, ...]
    exact: tuple[Spot, ...]
    keys: frozenset[str | int]
    families: frozenset[str]
    attackers: frozenset[str]
    targets: frozenset[str]
    figures: frozenset[tuple[str, int]]
    words: frozenset[int]
    names: frozenset[int]
    cells: frozenset[Cell]
    sought: frozenset[Cell]
    sketch: frozenset[Mark]
    heard: frozenset[int]

    @property
    def is_placed(self) -> bool:
        """Whether the act is known to have been in one town or smaller place."""
        return bool(self.exact)


def traits_of(member: Member) -> Traits:
    """Return what *member* is compared by."""
    act = member.act
    first, last = days_of(member)
    basis = act.occurred.basis
    words, names = _numbers(member.wording)
    spots = _spots(act)
    cells, sought = _ground(spots)
    figures = frozenset((c.kind, c.min) for c in act.casualties if c.min > TELLING_FIGURE)
    return Traits(
        act_id=member.act_id,
        article=member.article.id,
        language=member.article.language.partition("-")[0],
        first=first.toordinal(),
        last=last.toordinal(),
        dated=basis if act.occurred.start and basis != "published" else None,
        spots=spots,
        exact=tuple(spot for spot in spots if spot.is_exact),
        keys=frozenset(spot.key for spot in spots),
        families=frozenset(_FAMILIES[t] for t in (act.type, *act.also) if t in _FAMILIES),
        attackers=frozenset(a.id for a in act.attackers if a.certainty != "denied") - _NOBODY,
        targets=frozenset(
            a.object or a.id for a in act.targets if a.object or a.kind != "civilians"
        )
        - _NOBODY,
        figures=figures,
        words=words,
        names=names,
        cells=cells,
        sought=sought,
        # The smallest numbers of two sets are the likelier to be the same, the more they share.
        sketch=frozenset((*sorted(words)[:SKETCH], *figures)),
        heard=frozenset(sorted(names)[:SKETCH]),
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


def _ground(spots: tuple[Spot, ...]) -> tuple[frozenset[Cell], frozenset[Cell]]:
    """Return what an act is found by of its places, and what it finds others by.

    Two acts meet where they name one town or small area, or places nearer than `BESIDE_M`; or one
    wide area if either names nothing smaller: a province makes no two of its towns one place.
    """
    is_exact = any(spot.is_exact for spot in spots)
    wide = {
        spot.key for spot in spots if spot.breadth > TOWN and not 0 < spot.radius <= SMALL_AREA_M
    }
    near: set[Cell] = {("at", spot.key) for spot in spots if spot.key not in wide}
    near.update(corner for spot in spots if spot.is_exact for corner in _corners(spot))
    here, around = {("around", key) for key in wide}, {("in", key) for key in wide}
    if is_exact:
        return frozenset(near | around), frozenset(near | here)
    return frozenset(near | here), frozenset(near | here | around)


def _corners(spot: Spot) -> Iterator[tuple[int, int]]:
    """Yield the corners around *spot* of a grid `BESIDE_M` wide: two that are nearer share one."""
    if spot.lat is not None and spot.lon is not None:
        step = BESIDE_M / EARTH_M
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
