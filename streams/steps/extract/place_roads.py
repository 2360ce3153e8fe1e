"""The road between two places as the place where something happened on it."""

from itertools import pairwise

from msgspec.structs import replace

from streams.records.report import Place
from streams.steps.extract.findings import PlaceFinding
from streams.steps.extract.place_lexicon import WordBook
from streams.steps.extract.place_relations import distance_km
from streams.steps.extract.reading import Reading

ROAD_END = "road_between"
"""The rule of the places at the ends of a road."""
_REACH = 7
"""How many tokens before the first end a road may be named."""
_SHUT_REACH = 5
"""How many tokens before a road its closing may be told."""
_LEAST_RADIUS_M = 3000
_DASHES = frozenset({"-", "/"})


def with_roads(reading: Reading, book: WordBook, found: list[PlaceFinding]) -> list[PlaceFinding]:
    """Return *found* with a site for each road whose ends are among them, before its first end."""
    result: list[PlaceFinding] = []
    found = _with_dashed_ends(reading, book, found)
    for place, finding in enumerate(found):
        if finding.rule == ROAD_END and not (place and _is_same_road(found[place - 1], finding)):
            ends = [finding]
            for following in found[place + 1 :]:
                if not _is_same_road(ends[-1], following):
                    break
                ends.append(following)
            road = _road(reading, book, ends)
            result += [road] if road is not None else []
        result.append(finding)
    return result


def _with_dashed_ends(
    reading: Reading, book: WordBook, found: list[PlaceFinding]
) -> list[PlaceFinding]:
    """Take two places of "the Kabul-Kandahar highway", "طريق كركوك - بغداد" as the ends of a road."""
    tokens, result = reading.tokens, list(found)
    for place, (one, other) in enumerate(pairwise(found)):
        if other.start - one.end != 1 or tokens[one.end].text not in _DASHES:
            continue
        way = book.at(tokens, one.start, "way") or book.before(tokens, one.start, "way")
        if way or book.before(tokens, other.end, "way") or book.at(tokens, other.end, "way"):
            for at, finding in ((place, one), (place + 1, other)):
                end = replace(finding.place, role="reference")
                result[at] = replace(finding, place=end, rule=ROAD_END)
    return result


def _is_same_road(one: PlaceFinding, following: PlaceFinding) -> bool:
    return (
        one.rule == following.rule == ROAD_END
        and one.sentence == following.sentence
        and following.start - one.end <= 1
    )


def _road(reading: Reading, book: WordBook, ends: list[PlaceFinding]) -> PlaceFinding | None:
    """Return the road between *ends*, half way along it; None for a border, or one only closed."""
    first, last = ends[0], ends[-1]
    opens = max(reading.sentences[first.sentence].start, first.start - _REACH)
    start = next(
        (at for at in range(opens, first.start + 1) if book.at(reading.tokens, at, "way")), None
    )
    end = last.place.span[1]
    if start is None:
        behind = book.at(reading.tokens, last.end, "way")
        if behind is None and book.before(reading.tokens, last.end, "way") is None:
            return None
        start, end = first.start, reading.span(last.start, behind.end if behind else last.end)[1]
    if any(book.at(reading.tokens, start - back, "shut") for back in range(1, _SHUT_REACH)):
        # "The police closed the road between X and Y."
        return None
    word = book.at(reading.tokens, start, "way")
    skip = len(word.clitic) if word and not word.clitic.endswith(book.article or " ") else 0
    span = (reading.span(start, last.end)[0] + skip, end)
    quote = reading.article.text[span[0] : span[1]]
    one, other = first.place, last.place
    named = " and ".join(end.place.name.removesuffix(" street") for end in ends)
    lat, lon, radius = one.lat, one.lon, one.radius_m or _LEAST_RADIUS_M
    length = distance_km(one, other)
    if length and one.lat is not None and other.lat is not None:
        lat = round((one.lat + other.lat) / 2, 4)
        lon = round(((one.lon or 0.0) + (other.lon or 0.0)) / 2, 4)
        radius = max(_LEAST_RADIUS_M, round(length * 500))
    return PlaceFinding(
        place=Place(
            role="site", name=f"road between {named}" if len(ends) > 1 else f"road near {named}",
            native=quote, quote=quote, span=span, kind="site", iso=one.iso,
            admin1=one.admin1 if one.admin1 == other.admin1 else None, lat=lat, lon=lon,
            radius_m=radius,
        ),
        start=start, end=max(first.start, start + 1), sentence=first.sentence, rule="road",
    )  # fmt: skip
