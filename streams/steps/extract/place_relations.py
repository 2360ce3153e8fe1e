"""How two places lie to each other: one in the other, beside it, at a distance from it."""

from collections.abc import Sequence
from math import cos, radians

from msgspec.structs import replace

from streams.records.report import Bearing, Place, PlaceRole, Relation
from streams.steps.extract.findings import PlaceFinding
from streams.steps.extract.place_asides import DESCRIBED, SEAT
from streams.steps.extract.place_lexicon import WordBook
from streams.steps.extract.place_scan import Mention
from streams.steps.extract.reading import Reading

_MILE_KM = 1.609
_SPOKEN_OF = frozenset({"in_body", "dateline"})
"""Rules of places that are no site by themselves, yet hold the sites told beside them."""
_SIDES = ("north", "south", "east", "west")
"""How the name of a part of a country begins, in small letters."""
_WIDER = {"site": 0, "town": 1, "district": 1, "sea": 2, "province": 3, "country": 4}


def contains(outer: Place, inner: Place) -> bool:
    """Tell whether *inner* lies in *outer* as far as codes and coordinates say."""
    if outer.iso != inner.iso or _WIDER[outer.kind] < _WIDER[inner.kind]:
        return False
    if outer.kind == "country":
        return inner.kind != "country"
    if outer.kind == "province":
        return (
            outer.admin1 is not None and outer.admin1 == inner.admin1 and inner.kind != "province"
        )
    if inner.geonames and inner.kind == "town" and (outer.radius_m or 0) < (inner.radius_m or 0):
        # A quarter does not hold its town.
        return False
    apart = distance_km(outer, inner)
    return apart is not None and apart * 1000 <= (outer.radius_m or 0) * 1.5


def enclosing(findings: Sequence[PlaceFinding], sites: Sequence[Place]) -> list[Place]:
    """Return the provinces and countries named in a text that hold one of *sites*, as `within`.

    Where a text names a country only as a whole ("in Mali"), its towns lie in it all the same.
    """
    inner = [place for place in sites if place.role == "site"]
    return [
        replace(finding.place, role="within")
        for finding in findings
        if (finding.place.role in {"site", "within"} or finding.rule in _SPOKEN_OF)
        and finding.place.kind in {"province", "country"}
        and any(
            contains(finding.place, place) and _is_in_side(finding.place, place) for place in inner
        )
    ]


def _is_in_side(outer: Place, inner: Place) -> bool:
    """Tell whether a side of a country or province ("northern Mali") is that of *inner*."""
    if not outer.name.startswith(_SIDES):
        return True
    apart = distance_km(outer, inner)
    return apart is not None and apart * 1000 <= (outer.radius_m or 0)


def distance_km(one: Place, other: Place) -> float | None:
    """Return the distance of two places in kilometres, None where one has no coordinates."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    x = (other.lon - one.lon) * cos(radians((one.lat + other.lat) / 2))
    return 111.2 * float((x**2 + (other.lat - one.lat) ** 2) ** 0.5)


def distance_of(
    reading: Reading, book: WordBook, mention: Mention, previous: PlaceFinding | None
) -> tuple[Relation, PlaceRole, str] | None:
    """Return the relation that "20 km north of", "near" tells, with the role of its anchor."""
    tokens = reading.tokens
    name = mention.entry.name if mention.entry else mention.unknown
    lead = book.phrase_start(tokens, mention.start)
    of = book.before(tokens, lead, "of")
    at = of.start if of is not None else mention.start
    bearing = mention.bearing
    if not bearing:
        direction = book.before(tokens, lead, "bearing") or book.before(tokens, at, "bearing")
        if direction is not None:
            bearing, at = direction.value, direction.start
    unit = book.before(tokens, at, "km", "mile")
    if (
        unit is None
        and at > 0
        and (tokens[at - 1].text == ")" or book.at(tokens, at - 1, "goal", "article") is not None)
    ):
        unit = book.before(tokens, at - 1, "km", "mile")
    if unit is not None and unit.start > 0:
        number = tokens[unit.start - 1].text.replace(",", ".")
        try:
            distance = float(number)
        except ValueError:
            distance = 0.0
        if distance and distance < 2000:
            kilometres = distance * (_MILE_KM if unit.meaning == "mile" else 1)
            return (
                Relation(distance_km=round(kilometres, 1), bearing=as_bearing(bearing), of=name),
                "reference",
                "distance_from",
            )
    near = book.before(tokens, lead, "near")
    if near is not None or (mention.bearing_of and previous is not None):
        if previous is not None and _is_within_reach(previous.place, mention):
            return None
        beside = previous is not None and is_adjacent(reading, previous, mention, reach=3)
        if beside and previous is not None and previous.place.role == "site":
            return (
                Relation(distance_km=None, bearing=as_bearing(mention.bearing), of=name),
                "reference",
                "near_known",
            )
    return None


def _is_within_reach(outer: Place, mention: Mention) -> bool:
    """Tell a province from a town near which, in the province, something happened."""
    entry = mention.entry
    return (
        entry is not None
        and outer.kind in {"province", "country"}
        and entry.kind not in {"province", "country"}
        and outer.iso == entry.iso
        and (outer.kind == "country" or outer.admin1 == entry.admin1)
    )


def as_bearing(value: str) -> Bearing | None:
    """Return *value* as a bearing, None where it is empty."""
    return value or None  # type: ignore[return-value]


def is_adjacent(
    reading: Reading, previous: PlaceFinding, mention: Mention, *, reach: int = 8
) -> bool:
    """Tell whether at most a few words stand between two places of one sentence."""
    return (
        reading.sentence_of(mention.name_start) == previous.sentence
        and 0 <= mention.start - previous.end <= reach
    )


def lies_beside(reading: Reading, previous: PlaceFinding, mention: Mention) -> bool:
    """Tell "قضاء الحويجة جنوب غربي كركوك": a direction from a town that does not hold the site."""
    entry, inner = mention.entry, previous.place
    if entry is None or entry.kind != "town" or not mention.bearing:
        return False
    if inner.role != "site" or mention.start - previous.end > 1:
        return False
    if inner.kind == "province":
        # "في محافظتي كركوك ونينوى شمال بغداد": the provinces lie on that side of the town.
        return entry.iso == inner.iso and entry.admin1 != inner.admin1
    if inner.kind == "country" or mention.start != previous.end:
        return False
    outer = replace(
        inner, iso=entry.iso, kind="town", lat=entry.lat, lon=entry.lon, radius_m=entry.radius_m
    )
    apart = distance_km(outer, inner)
    return apart is not None and apart * 1000 > entry.radius_m


def is_only_by_sea(
    reading: Reading,
    book: WordBook,
    mention: Mention,
    found: Sequence[PlaceFinding],
    following: Mention | None,
) -> bool:
    """Tell a sea that says where a town lies: "the Red Sea port of X", "المطلة على البحر الأحمر"."""
    if mention.entry is None or mention.entry.kind != "sea":
        return False
    if following is not None and following.start == mention.end:
        return True
    if book.latin and book.at(reading.tokens, mention.end, "head_after", "epithet") is not None:
        # "the Red Sea port city"
        return True
    if not found or found[-1].place.role != "site" or found[-1].place.kind == "sea":
        return False
    return is_adjacent(reading, found[-1], mention, reach=3)


def shares_fate(
    reading: Reading, book: WordBook, previous: PlaceFinding, mention: Mention, place: Place
) -> bool:
    """Tell what a place of departure, firing or a dateline lies in: it is no site either."""
    if previous.rule == "care":
        # "taken to Al-Noor hospital in X", "admitted to Al-Noor hospital, X,"
        inside = book.before(reading.tokens, mention.start, "inside") is not None
        comma = reading.tokens[mention.start - 1].text == "," and mention.start - previous.end == 1
        led = book.leads_in(mention.clitic) or inside or (book.latin and comma)
        return led and is_adjacent(reading, previous, mention, reach=2)
    return (
        previous.place.role in {"reference", "launch"}
        and previous.rule in {"movement", "launch", "in_body", "elsewhere", SEAT, DESCRIBED}
        and is_adjacent(reading, previous, mention, reach=2)
        and not book.joins(mention.clitic)
        and (contains(place, previous.place) or contains(previous.place, place))
    )


def _goes_on(reading: Reading, book: WordBook, mention: Mention) -> bool:
    """Tell a town or quarter behind which "and" goes on with another name."""
    if mention.entry is None or mention.entry.kind not in {"town", "district"}:
        return False
    joined = book.at(reading.tokens, mention.end, "joiner")
    return (
        joined is not None and joined.end < len(reading.tokens) and reading.is_capital(joined.end)
    )


def _counts(reading: Reading, book: WordBook, index: int) -> bool:
    """Tell a number that counts people, not places ("three in Houla, **two** in Yaroun")."""
    is_number = reading.tokens[index].kind == "number" or book.at(reading.tokens, index, "number")
    return bool(is_number) and not book.at(reading.tokens, index + 1, "head", "head_after", "kind")


def is_part_of(
    reading: Reading, book: WordBook, previous: PlaceFinding, mention: Mention, place: Place
) -> bool:
    """Tell whether *place* is named as what the place before it lies in ("X في محافظة Y")."""
    gap = range(previous.end, mention.start)
    near = len(gap) <= 3 or (len(gap) <= 6 and book.at(reading.tokens, gap[0] + 1, "inside"))
    if (
        previous.place.role not in {"site", "within"}
        or not near
        or (previous.sentence != reading.sentence_of(mention.name_start))
    ):
        return False
    if book.joins(mention.clitic) or any(book.at(reading.tokens, k, "joiner") for k in gap):
        return False
    if any(_counts(reading, book, k) or reading.tokens[k].text == ":" for k in gap):
        # "Kramatorsk district: in Drobysheve …": what follows a colon lies in what stands before it.
        return False
    inner = previous.place
    if book.latin and len(gap) == 1 and _goes_on(reading, book, mention):
        # "Tarma, Adhamiya and Ur": three places beside each other.
        return False
    if not book.latin and _is_amid_list(reading, previous, mention):
        return False
    if mention.entry is None and mention.head is None:
        # Of a name that nobody knows, only the words could tell that it holds another.
        return False
    if contains(place, inner):
        return True
    told = book.leads_in(mention.clitic) or any(book.at(reading.tokens, k, "inside") for k in gap)
    if (
        told
        and place.admin1 is not None
        and (place.iso, place.admin1) == (inner.iso, inner.admin1)
        and _WIDER[place.kind] >= _WIDER[inner.kind]
    ):
        return True
    return _WIDER[place.kind] > _WIDER[inner.kind] and place.iso == inner.iso


def _is_amid_list(reading: Reading, previous: PlaceFinding, mention: Mention) -> bool:
    """Tell "…، الحفير، بريتال، طريا": both stand in the middle of a list, side by side."""
    tokens = reading.tokens
    around = (previous.start - 1, previous.end, mention.end)
    return mention.start - previous.end == 1 and all(
        0 <= at < len(tokens) and tokens[at].text in {",", "\N{ARABIC COMMA}"} for at in around
    )
