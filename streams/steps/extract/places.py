"""Where: the places of a text, known or not, each with the role that the words around it give.

`place.role` is what the words say before acts are known. `site`: it may have happened there.
`within`: named as what a site before it lies in, or told again without its name (`told_again`). `reference`: named, but not where it happened: in
the name of a body (rule `in_body`), a `dateline`, a government that speaks (`metonym`), where somebody
speaks (`seat`), talks or arrives (`elsewhere`), what a sentence only describes (`described`, `lies`), the place a
distance counts from (`distance_from`, `near_known`), a destination or origin (`movement`), an end
of a road that is the site itself (`road_between`). `launch`: fired from there.
"""

from itertools import zip_longest
from math import cos, radians

from msgspec.structs import replace

from streams.gazetteer.index import Entry, Gazetteer
from streams.languages.place_words import Head
from streams.records.report import Place, PlaceKind, PlaceRole, Relation
from streams.steps.extract.findings import PlaceFinding
from streams.steps.extract.place_anaphora import TOLD_AGAIN, told_before
from streams.steps.extract.place_asides import LIES
from streams.steps.extract.place_lexicon import WordBook, word_book
from streams.steps.extract.place_mentions import find_mentions
from streams.steps.extract.place_relations import (
    as_bearing,
    contains,
    distance_of,
    is_adjacent,
    is_only_by_sea,
    is_part_of,
    lies_beside,
    shares_fate,
)
from streams.steps.extract.place_roads import with_roads
from streams.steps.extract.place_roles import role_of
from streams.steps.extract.place_scan import Mention
from streams.steps.extract.reading import Reading

_PARENT_RADIUS_M = 10_000
_REGION_M = 20_000
"""Beyond this radius a place has parts with names of their own ("northern Sinai")."""
_FAR_KM = 150
"""Nobody counts so far from a place to tell where something happened; what lies there is told of."""
_LIES_REACH = 10
"""Tokens between "lies" and the place that a distance counts from."""
_SIDE = 1.5
"""How far a town's outskirts reach, in its radii."""
_ENGLISH = {
    "n": "northern", "ne": "north-eastern", "e": "eastern", "se": "south-eastern",
    "s": "southern", "sw": "south-western", "w": "western", "nw": "north-western",
}  # fmt: skip
_STEP = {
    "n": (1, 0), "ne": (0.7, 0.7), "e": (0, 1), "se": (-0.7, 0.7),
    "s": (-1, 0), "sw": (-0.7, -0.7), "w": (0, -1), "nw": (0.7, -0.7),
}  # fmt: skip


def find_places(reading: Reading, *, gazetteer: Gazetteer) -> tuple[PlaceFinding, ...]:
    """Return the places of *reading* in order, spans exact. Nothing raises."""
    book = word_book(reading.pack)
    mentions = find_mentions(reading, gazetteer=gazetteer, book=book)
    return _findings(reading, book, mentions, gazetteer=gazetteer)


def _findings(
    reading: Reading, book: WordBook, mentions: list[Mention], *, gazetteer: Gazetteer
) -> tuple[PlaceFinding, ...]:
    found: list[PlaceFinding] = []
    first = next((mention.entry for mention in mentions if mention.entry is not None), None)
    last: Entry | None = None
    told: list[tuple[Mention, PlaceFinding]] = []
    for position, named in enumerate(mentions):
        again = told_before(named, told) if named.again else named
        if again is None:
            continue
        mention = again
        sentence = reading.sentence_of(mention.name_start)
        parent = None
        if mention.entry is None:
            parent = _parent(reading, mentions, position, last=last, first=first)
        else:
            last = mention.entry
        role, rule = role_of(reading, book, mention, found[-1] if found else None)
        following = mentions[position + 1] if position + 1 < len(mentions) else None
        if role == "site" and is_only_by_sea(reading, book, mention, found, following):
            role, rule = "reference", "by_sea"
        place = _place(reading, book, mention, parent, role)
        distance = distance_of(reading, book, mention, found[-1] if found else None)
        if distance is not None:
            relation, role, rule = distance
            place = replace(place, role=role)
            if (
                found
                and found[-1].end <= mention.start
                and is_adjacent(reading, found[-1], mention)
            ):
                before = found[-1]
                if before.place.relation is None:
                    found[-1] = _replace_place(before, replace(before.place, relation=relation))
                place, rule = _namesake(place, before.place, rule, gazetteer=gazetteer)
            elif relation.distance_km is not None and (
                relation.distance_km > _FAR_KM or _is_what_lies(reading, book, mention)
            ):
                beside = found and found[-1].sentence == sentence and found[-1].place.role == "site"
                rule = rule if beside else LIES
            elif relation.distance_km is not None and relation.bearing is not None:
                place, rule = _at_distance(place, relation), "at_distance"
        elif found and role == "site" and lies_beside(reading, found[-1], mention):
            relation = Relation(
                distance_km=None,
                bearing=as_bearing(mention.bearing),
                of=mention.entry.name,  # type: ignore[union-attr]
            )
            if found[-1].place.relation is None:
                found[-1] = _replace_place(found[-1], replace(found[-1].place, relation=relation))
            plain = replace(mention, bearing="")
            place, rule = _place(reading, book, plain, parent, "reference"), "near_known"
            place, rule = _namesake(place, found[-1].place, rule, gazetteer=gazetteer)
        elif found and role == "site" and is_part_of(reading, book, found[-1], mention, place):
            place, rule = replace(place, role="within"), "within"
        elif found and role == "site" and shares_fate(reading, book, found[-1], mention, place):
            place, rule = replace(place, role=found[-1].place.role), found[-1].rule
        found.append(
            PlaceFinding(
                place=place, start=mention.start, end=mention.end, sentence=sentence, rule=rule
            )
        )
        told.append((mention, found[-1]))
        if mention.again and role == "site":
            place = replace(found[-1].place, role="within")
            found[-1] = replace(found[-1], place=place, rule=TOLD_AGAIN)
    found = with_roads(reading, book, found)
    return tuple(_with_wider_countries(_with_dateline_country(found)))


def _is_what_lies(reading: Reading, book: WordBook, mention: Mention) -> bool:
    """Tell "X is located about 50 kilometres (30 miles) south of": X is told of, nothing happened."""
    opens = reading.sentences[reading.sentence_of(mention.start)].start
    return any(
        book.at(reading.tokens, at, "lies")
        for at in range(max(opens, mention.start - _LIES_REACH), mention.start)
    )


def _namesake(anchor: Place, site: Place, rule: str, *, gazetteer: Gazetteer) -> tuple[Place, str]:
    """Return the province named like *anchor* as what *site* lies in, where it lies in it.

    "بيت أمر شمال الخليل": not in the town of Hebron, but in Hebron.
    """
    if (
        anchor.admin1 is None
        or anchor.admin1 != site.admin1
        or site.kind in {"province", "country"}
    ):
        return anchor, rule
    province = gazetteer.province(anchor.admin1)
    if province is None or province.name.split()[0] != anchor.name.split()[0]:
        return anchor, rule
    return (
        replace(
            anchor, role="within", name=province.name, kind="province", lat=province.lat,
            lon=province.lon, radius_m=province.radius_m, geonames=province.geonames,
        ),
        "namesake_province",
    )  # fmt: skip


def _at_distance(anchor: Place, relation: Relation) -> Place:
    """Return the unnamed site that a distance and a direction from *anchor* give: all that is told."""
    distance = relation.distance_km or 0.0
    side = _ENGLISH[relation.bearing or "n"].removesuffix("ern")
    name = f"{distance:g} km {side} of {anchor.name}"
    if anchor.lat is None or anchor.lon is None:
        return replace(anchor, role="site", name=name, relation=relation, geonames=None)
    north, east = _STEP[relation.bearing or "n"]
    return replace(
        anchor, role="site", name=name, kind="district", relation=relation, geonames=None,
        lat=round(anchor.lat + north * distance / 111.2, 4),
        lon=round(anchor.lon + east * distance / 111.2 / max(0.2, cos(radians(anchor.lat))), 4),
        radius_m=max(_PARENT_RADIUS_M, round(distance * 250)),
    )  # fmt: skip


def _with_dateline_country(found: list[PlaceFinding]) -> list[PlaceFinding]:
    """Take a dateline's country ("BAGHDAD, Iraq -") as what the sites of the text lie in."""
    sites = {finding.place.iso for finding in found if finding.place.role == "site"}
    return [
        PlaceFinding(
            place=replace(finding.place, role="within"),
            start=finding.start,
            end=finding.end,
            sentence=finding.sentence,
            rule="dateline_country",
        )
        if finding.rule == "dateline"
        and finding.place.kind == "country"
        and finding.place.iso in sites
        else finding
        for finding in found
    ]


def _with_wider_countries(found: list[PlaceFinding]) -> list[PlaceFinding]:
    """Take a country or its part ("northern Iraq") as `within` where the text has a site in it."""
    held = {
        finding.place.iso
        for finding in found
        if finding.place.role == "site" and finding.place.kind != "country"
    }
    return [
        replace(finding, place=replace(finding.place, role="within"), rule="within")
        if finding.place.role == "site"
        and (
            finding.place.iso in held
            if finding.place.kind == "country"
            else _holds_the_next(finding, following)
        )
        else finding
        for finding, following in zip_longest(found, found[1:])
    ]


def _holds_the_next(finding: PlaceFinding, following: PlaceFinding | None) -> bool:
    """Tell a province right before what lies in it: "the West Bank city of X", "Borno, near X"."""
    return (
        following is not None
        and finding.place.kind == "province"
        and following.place.role == "site"
        and finding.sentence == following.sentence
        and following.start - finding.end <= 2
        and contains(finding.place, following.place)
    )


def _replace_place(finding: PlaceFinding, place: Place) -> PlaceFinding:
    return PlaceFinding(
        place=place,
        start=finding.start,
        end=finding.end,
        sentence=finding.sentence,
        rule=finding.rule,
    )


def _parent(
    reading: Reading,
    mentions: list[Mention],
    position: int,
    *,
    last: Entry | None,
    first: Entry | None,
) -> Entry | None:
    """Return the known place that an unknown name lies in.

    The next of its sentence, else the *last* before it, else the *first* of the text.
    """
    here = reading.sentence_of(mentions[position].name_start)
    for mention in mentions[position + 1 : position + 4]:
        if reading.sentence_of(mention.name_start) != here:
            break
        if mention.entry is not None and mention.start - mentions[position].end <= 12:
            return mention.entry
    return last if last is not None else first


def _place(
    reading: Reading, book: WordBook, mention: Mention, parent: Entry | None, role: PlaceRole
) -> Place:
    folded, tokens = reading.folded, reading.tokens
    start = tokens[mention.start].start + _clitic_length(book, mention)
    span = folded.span(start, tokens[mention.end - 1].end - mention.trim)
    quote = reading.article.text[span[0] : span[1]]
    head = mention.head
    entry = mention.entry or parent
    if entry is None:
        return Place(
            role=role, name=_title(mention.unknown, head), native=_native(reading, mention, quote, named=_title(mention.unknown, head) == mention.unknown), quote=quote, span=span,
            kind=head.kind if head else "town",
        )  # fmt: skip
    alone = {mention.unknown, mention.entry.name if mention.entry else ""}
    lat, lon, radius = entry.lat, entry.lon, entry.radius_m
    kind: PlaceKind = entry.kind
    name, geonames = entry.name, entry.geonames
    if mention.entry is None:
        name, geonames = _title(mention.unknown, head), None
        kind = head.kind if head else "town"
        radius = max(radius, _PARENT_RADIUS_M)
    elif head is not None and head.kind == "site" and entry.kind != "site":
        name, kind, geonames = f"{name.split(' (')[0]} {head.english}", "site", None
        radius = max(radius, head.radius_m)
    elif head is not None and head.countryside:
        name, kind, geonames = f"{name.split(' (')[0]} {head.english}", "district", None
        radius = max(radius, head.radius_m)
    elif head is not None and head.kind == "province" and entry.kind in {"town", "district"}:
        name, kind, geonames, radius = f"{name} province", "province", None, head.radius_m
    if mention.entry is not None and _is_one_point(kind, radius, head):
        if mention.bearing:
            # A side of a town is the town still: two reports of one act must agree on its name.
            radius = round(radius * _SIDE)
    elif mention.bearing and not mention.bearing_of and mention.entry is not None:
        name = f"{_ENGLISH[mention.bearing]} {name}"
        lat, lon, radius = _moved(lat, lon, radius, mention.bearing)
        geonames = None
    return Place(
        role=role, name=name, native=_native(reading, mention, quote, named=name in alone), quote=quote,
        span=span, kind=kind, iso=entry.iso or None,
        admin1=entry.admin1, lat=round(lat, 4), lon=round(lon, 4), radius_m=radius,
        geonames=geonames,
    )  # fmt: skip


def _native(reading: Reading, mention: Mention, quote: str, *, named: bool) -> str:
    """Return the name as the text writes it: without "city of" or "south of" where *named* by it alone."""
    if not named or mention.again or mention.name_start <= mention.start:
        return quote
    start = reading.tokens[mention.name_start].start
    end = reading.tokens[mention.end - 1].end - mention.trim
    first, last = reading.folded.span(start, end)
    return reading.article.text[first:last]


def _is_one_point(kind: PlaceKind, radius: int, head: Head | None) -> bool:
    """Tell a town, quarter or site, whose sides have no names, from a country, province, region."""
    countryside = head is not None and head.countryside
    return kind in {"town", "site", "district"} and radius <= _REGION_M and not countryside


def _title(name: str, head: Head | None) -> str:
    if head is None or not head.english or name.lower().endswith(head.english):
        return name
    return f"{name} {head.english}"


def _moved(lat: float, lon: float, radius: int, bearing: str) -> tuple[float, float, int]:
    """Return the part of a place that lies in its *bearing*: half a radius off, two thirds as wide."""
    north, east = _STEP[bearing]
    degrees = radius / 2 / 111_200
    return (
        lat + north * degrees,
        lon + east * degrees / max(0.2, cos(radians(lat))),
        round(radius * 0.66),
    )


def _clitic_length(book: WordBook, mention: Mention) -> int:
    """Return how many folded characters before the name's own first letter are left out."""
    clitic = mention.clitic
    article = book.article
    if clitic in book.fused:
        # The article has lost its first letter here: the quote keeps the preposition with it.
        return len(clitic) - len(article)
    return len(clitic) - len(article) if article and clitic.endswith(article) else len(clitic)
