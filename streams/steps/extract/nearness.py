"""How near places are: the same, one in the other, or how many kilometres apart."""

from collections.abc import Iterable, Sequence
from math import cos, hypot, inf, radians

from streams.records.report import Place
from streams.steps.extract.findings import PlaceFinding

RANKS = {"sea": 0, "country": 0, "province": 1, "district": 2, "town": 3, "site": 4}
"""How fine the kinds of places are."""
KM_PER_DEGREE = 111.2
NARROW_M = 10_000
"""A place of no larger radius may be a part of one whose kind alone says that it is wider."""
NEARBY_KM = 15.0
"""Two points so near may be those of one act."""


def fine(sites: Iterable[PlaceFinding]) -> list[Place]:
    """Return the places of *sites* that are no countries."""
    return [found.place for found in sites if found.place.kind != "country"]


def finest(places: Iterable[Place]) -> int:
    """Return how fine the finest of *places* is, -1 of none."""
    return max((RANKS[place.kind] for place in places), default=-1)


def finer(others: Iterable[PlaceFinding], places: Sequence[Place]) -> list[Place]:
    """Return those of *others* that tell more exactly where one of *places* is meant.

    "The bomb hit Baghdad … The target was a station in Karrada."
    """
    sites = [place for place in places if place.role == "site"]
    rank = finest(sites) if sites else RANKS["site"]
    least = min((place.radius_m or 0 for place in sites), default=0)
    return [
        other.place
        for other in others
        if (RANKS[other.place.kind] >= rank or (other.place.radius_m or least) < least)
        and is_inside([other.place], sites)
    ]


def is_inside(sites: Iterable[Place], known: Iterable[Place]) -> bool:
    """Tell whether one of *sites* is a part of one of *known*: a quarter of a town, a town of a province."""
    return any(
        _is_smaller(a, b) and not same_place(a, b) and lies_in(a, b) for a in sites for b in known
    )


def _is_smaller(one: Place, other: Place) -> bool:
    """Tell a finer kind, unless it is wider (a city beside a quarter), or a smaller radius."""
    mine, theirs = one.radius_m or 0, other.radius_m or 0
    return mine < theirs or (RANKS[one.kind] > RANKS[other.kind] and mine <= max(theirs, NARROW_M))


def names_one(sites: Sequence[Place], known: Sequence[Place]) -> bool:
    """Tell whether the finest of *sites* is one of *known*."""
    rank = finest(sites)
    return any(same_place(a, b) for a in sites for b in known if RANKS[a.kind] == rank)


def are_near(sites: Sequence[Place], known: Sequence[Place]) -> bool:
    """Tell whether one of *sites* lies in, around or close to one of *known*."""
    return any(lies_in(a, b) or apart(a, b) <= NEARBY_KM for a in sites for b in known)


def are_beside(sites: Sequence[Place], known: Sequence[Place]) -> bool:
    """Tell whether none of the finest of *sites* is one of *known* or lies in or around one."""
    rank = finest(sites)
    return not any(
        same_place(a, b) or lies_in(a, b) for a in sites for b in known if RANKS[a.kind] == rank
    )


def same_place(one: Place, other: Place) -> bool:
    """Tell whether two names are of one place."""
    if one.geonames and other.geonames:
        return one.geonames == other.geonames
    if one.name == other.name:
        return True
    if abs(RANKS[one.kind] - RANKS[other.kind]) > 1:
        return False
    return one.quote in other.quote or other.quote in one.quote


def lies_in(one: Place, other: Place) -> bool:
    """Tell whether one place lies in the other, as far as the gazetteer tells."""
    wide, narrow = (one, other) if RANKS[one.kind] <= RANKS[other.kind] else (other, one)
    if wide.iso and narrow.iso and wide.iso != narrow.iso:
        return False
    if wide.kind == "province" and wide.admin1 and narrow.admin1:
        return wide.admin1 == narrow.admin1
    if RANKS[wide.kind] == RANKS[narrow.kind] and wide.kind != "site":
        return False
    return apart(wide, narrow) <= max(wide.radius_m or 0, narrow.radius_m or 0) / 1000


def apart(one: Place, other: Place) -> float:
    """Return the distance in km, infinite where a point is missing."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return inf
    east = (one.lon - other.lon) * cos(radians((one.lat + other.lat) / 2))
    return hypot(east, one.lat - other.lat) * KM_PER_DEGREE
