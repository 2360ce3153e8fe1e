"""Whether two acts, told by two articles, can be one event: place, days and type."""

from datetime import date, datetime, timedelta
from math import asin, cos, radians, sin, sqrt

from msgspec import Struct

from streams.records.incident import Carrier
from streams.records.report import Act, ArticleRef, Place

# Two gazetteer points of one town; neighbouring towns of other names are farther apart or apart
# by name. A first guess, to be measured on the labelled clusters.
SAME_TOWN_M = 1500
# How long ago an act without a date may have been when its article was published.
UNDATED = timedelta(days=1)

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
WIDE = 2  # from here on a place holds several events of a day
NOWHERE = 5


class Member(Struct, frozen=True, kw_only=True):
    """An act as its article tells it, with the pages that carry it."""

    act_id: str
    article: ArticleRef
    position: int
    act: Act
    carriers: tuple[Carrier, ...] = ()

    @property
    def is_asserted(self) -> bool:
        """Whether the act alone makes an incident."""
        return self.act.assertion == "asserted"


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


def are_alike(one: Member, other: Member) -> bool:
    """Tell whether two acts can be one event.

    Their days overlap, one place holds or is the other, and no type excludes the other. What one
    article tells apart is apart.
    """
    if one.article.id == other.article.id:
        return False
    (start, end), (other_start, other_end) = days_of(one), days_of(other)
    if start > other_end or other_start > end:
        return False
    return _are_types_alike(one.act, other.act) and is_same_place(one.act, other.act)


def is_same_place(one: Act, other: Act) -> bool:
    """Tell whether the place of one act is, or lies in, that of the other; a country never does."""
    narrow, wide = sorted((one, other), key=breadth)
    place, around = where(narrow), where(wide)
    if place is None or around is None or around.kind == "country":
        return False
    if place.iso and around.iso and place.iso != around.iso:
        return False
    if _is_named_alike(place, around):
        return True
    if breadth(wide) >= WIDE:
        if any(_is_named_alike(each, around) for each in narrow.places):
            return True
        return around.kind == "province" and place.admin1 == around.admin1 is not None
    distance = _distance_m(place, around)
    if distance is None:
        return False
    if place.kind == around.kind == "town":
        return distance <= SAME_TOWN_M
    return distance <= max(place.radius_m or 0, around.radius_m or 0)


def shared_figures(one: Act, other: Act) -> int:
    """Return how many figures above one both acts give."""
    first, second = (
        {(each.kind, each.min, each.max) for each in act.casualties if each.min > 1}
        for act in (one, other)
    )
    return len(first & second)


def _are_types_alike(one: Act, other: Act) -> bool:
    first, second = (
        {_FAMILIES[kind] for kind in (act.type, *act.also) if kind in _FAMILIES}
        for act in (one, other)
    )
    return not first or not second or bool(first & second)


def _is_named_alike(one: Place, other: Place) -> bool:
    if one.geonames and other.geonames:
        return one.geonames == other.geonames
    # A province and the town it is named after share their name and are two places.
    is_same_kind = _BREADTH[one.kind] == _BREADTH[other.kind]
    return is_same_kind and one.name.casefold() == other.name.casefold()


def _distance_m(one: Place, other: Place) -> float | None:
    """Return the metres between two places on a sphere, None where a place has no point."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    lat, other_lat = radians(one.lat), radians(other.lat)
    half = sin((other_lat - lat) / 2) ** 2
    half += cos(lat) * cos(other_lat) * sin(radians(other.lon - one.lon) / 2) ** 2
    return 2 * 6_371_000 * asin(min(1.0, sqrt(half)))


def _day(moment: str) -> date:
    return datetime.fromisoformat(moment).date()
