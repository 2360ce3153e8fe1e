"""Where: the places of a text, known or not, each with the role that the words around it give.

`place.role` is what the words say before acts are known. `site`: it may have happened there.
`within`: named as what a site before it lies in. `reference`: named, but not where it happened: in
the name of a body (rule `in_body`), a `dateline`, a government that speaks (`metonym`), the place a
distance counts from (`distance_from`, `near_known`), a destination or origin (`movement`). `launch`:
fired from there.
"""

from collections import Counter
from math import cos, radians

from msgspec import Struct
from msgspec.structs import replace

from streams.gazetteer.index import Entry, Gazetteer
from streams.gazetteer.keys import ARTICLES
from streams.languages.place_words import Head
from streams.records.report import Bearing, Place, PlaceKind, PlaceRole, Relation
from streams.steps.extract.findings import PlaceFinding
from streams.steps.extract.place_names import (
    KNOWN,
    Context,
    Name,
    Word,
    WordBook,
    find_names,
    is_capital,
    masked,
    tier,
    word_book,
)
from streams.steps.extract.reading import Reading

_MILE_KM = 1.609
_PARENT_RADIUS_M = 10_000
_WIDER = {"site": 0, "town": 1, "district": 1, "sea": 2, "province": 3, "country": 4}
_ENGLISH = {
    "n": "northern", "ne": "north-eastern", "e": "eastern", "se": "south-eastern",
    "s": "southern", "sw": "south-western", "w": "western", "nw": "north-western",
}  # fmt: skip
_STEP = {
    "n": (1, 0), "ne": (0.7, 0.7), "e": (0, 1), "se": (-0.7, 0.7),
    "s": (-1, 0), "sw": (-0.7, -0.7), "w": (0, -1), "nw": (0.7, -0.7),
}  # fmt: skip


class _Mention(Struct, frozen=True, kw_only=True):
    """A name with the words that belong to it: *start*, *end* with its head, *name_start* without."""

    start: int
    end: int
    name_start: int
    clitic: str
    entry: Entry | None
    head: Head | None = None
    bearing: str = ""
    bearing_of: bool = False
    trim: int = 0
    unknown: str = ""


def find_places(reading: Reading, *, gazetteer: Gazetteer) -> tuple[PlaceFinding, ...]:
    """Return the places of *reading* in order, spans exact. Nothing raises."""
    book = word_book(reading.pack)
    covered, peoples = masked(reading, book)
    names = tuple(find_names(reading, gazetteer=gazetteer, book=book, covered=covered))
    context = _context(reading, book, names, peoples)
    mentions = [
        mention for name in names if (mention := _known(reading, book, name, context)) is not None
    ]
    taken = {k for mention in mentions for k in range(mention.start, mention.end)}
    mentions += _unknown(reading, book, taken | covered)
    mentions.sort(key=lambda mention: (mention.start, -mention.end))
    return _findings(reading, book, _without_overlap(mentions))


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
    apart = distance_km(outer, inner)
    return apart is not None and apart * 1000 <= (outer.radius_m or 0) * 1.5


def distance_km(one: Place, other: Place) -> float | None:
    """Return the distance of two places in kilometres, None where one has no coordinates."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    x = (other.lon - one.lon) * cos(radians((one.lat + other.lat) / 2))
    return 111.2 * float((x**2 + (other.lat - one.lat) ** 2) ** 0.5)


def _context(
    reading: Reading, book: WordBook, names: tuple[Name, ...], peoples: Counter[str]
) -> Context:
    """Return the countries and provinces that the text speaks of."""
    weights: Counter[str] = Counter()
    provinces: set[str] = set()
    for name in names:
        entry = name.entries[0]
        strength = tier(name, entry)
        moved = name.clitic.startswith("ل") or book.before(reading.tokens, name.start, "from", "to")
        if strength == 3 or (strength == 2 and (moved or _has_cue(reading, book, name))):
            weights[entry.iso] += 3 if entry.source == "country" else 2
            if entry.admin1:
                provinces.add(entry.admin1)
    for iso, times in peoples.items():
        weights[iso] += min(times, 3)
    domain = (reading.article.publisher or "").rsplit(".", 1)[-1].upper()
    if len(domain) == 2 and domain not in {"TV", "ME", "CO", "IO"}:
        weights["GB" if domain == "UK" else domain] += 1
    return Context(weights, frozenset(provinces))


def _has_cue(reading: Reading, book: WordBook, name: Name) -> bool:
    tokens = reading.tokens
    if name.clitic.endswith("ب"):
        return True
    return book.before(
        tokens, name.start, "head", "locative", "near", "part", "bearing"
    ) is not None or (book.at(tokens, name.end, "head_after") is not None)


def _known(reading: Reading, book: WordBook, name: Name, context: Context) -> _Mention | None:
    """Return the mention of a gazetteer name, None where it is more likely no place."""
    tokens = reading.tokens
    before = book.before(tokens, name.start, "head")
    after = book.at(tokens, name.end, "head_after") if not name.trim else None
    head = (before or after).head if before or after else None  # type: ignore[union-attr]
    entry = context.choose(name.entries, kind=head.kind if head else None)
    cue = head is not None or _has_cue(reading, book, name) or _is_listed(reading, name)
    strength = tier(name, entry)
    fits = entry.iso in context.weights
    accepted = (
        strength == 3
        or (
            strength == 2 and (fits or (cue and (name.words > 1 or entry.population >= 10 * KNOWN)))
        )
        or (strength == 1 and fits and (cue or name.words > 1))
        or (strength == 0 and fits and (before is not None or (cue and name.clitic != "")))
        or (strength == 0 and entry.source in {"country", "capital"} and cue)
    )
    if not accepted:
        return None
    start, end = name.start, name.end
    bearing, bearing_of = "", False
    clitic = name.clitic
    if before is not None:
        start, clitic = before.start, before.clitic
    if after is not None:
        end = after.end
    following = book.at(tokens, end, "bearing_after")
    if following is not None and not name.trim:
        bearing, end = following.value, following.end
    part = book.before(tokens, start, "part")
    if part is not None:
        start, clitic = part.start, part.clitic
    direction = book.before(tokens, start, "bearing")
    if direction is not None and not bearing and not clitic.startswith(("ب", "و", "ل")):
        bearing, bearing_of = direction.value, _is_outside(book, tokens, direction)
        start, clitic = direction.start, direction.clitic
    return _Mention(
        start=start, end=end, name_start=name.start, clitic=clitic, entry=entry, head=head,
        bearing=bearing, bearing_of=bearing_of, trim=name.trim if end == name.end else 0,
    )  # fmt: skip


def _is_outside(book: WordBook, tokens: tuple, direction: Word) -> bool:  # type: ignore[type-arg]
    """Tell "20 km north of" and "الواقعة جنوب" (outside) from "northern", "جنوب لبنان" (a part)."""
    if tokens[direction.end - 1].text == "of" and tokens[direction.start].text != "the":
        before = tokens[direction.start - 1].text if direction.start else ""
        return before != "the"
    return book.before(tokens, direction.start, "km", "mile") is not None


def _is_listed(reading: Reading, name: Name) -> bool:
    """Tell a name that goes on a list: behind "و", "," or "and" with another name before."""
    return name.clitic.startswith("و") or (
        name.start > 0 and reading.tokens[name.start - 1].text in {"and", "/"}
    )


def _unknown(reading: Reading, book: WordBook, taken: set[int]) -> list[_Mention]:
    """Return names behind or before a place head that the gazetteer does not know."""
    tokens = reading.tokens
    found: list[_Mention] = []
    index = 0
    while index < len(tokens):
        mention = None
        if tokens[index].kind == "word" and index not in taken:
            word = book.at(tokens, index, "head")
            if word is not None and word.head is not None and word.head.opens:
                mention = _behind_head(reading, book, word, taken)
            elif book.latin:
                mention = _before_head(reading, book, index, taken) or _behind_locative(
                    reading, book, index, taken
                )
        if mention is not None:
            found.append(mention)
            index = mention.end
        else:
            index += 1
    return found


def _behind_head(reading: Reading, book: WordBook, word: Word, taken: set[int]) -> _Mention | None:
    tokens, start = reading.tokens, word.end
    if not book.latin and word.clitic.endswith(("ال", "لل")):
        return None
    end = start
    limit = min(len(tokens), start + 4)
    while end < limit and tokens[end].kind == "word" and end not in taken:
        text = tokens[end].text
        if book.latin:
            if text in ARTICLES and end + 2 < len(tokens) and tokens[end + 1].text == "-":
                end += 2
                continue
            if not is_capital(reading, end) or book.at(tokens, end, "stop"):
                break
            end += 1
            continue
        if book.at(tokens, end, "stop") or book.at(tokens, end, "speech"):
            break
        if end > start and not (
            book.at(tokens, end - 1, "opener")
            or (text.startswith("ال") and tokens[end - 1].text.startswith("ال") and end - start < 2)
        ):
            break
        end += 1
    if end <= start or tokens[end - 1].kind != "word":
        return None
    first = tokens[start].text
    if not book.latin and (
        len(first) < 3
        or (
            # "مستشفى عسكري", "طريق رئيسي": a description, no name.
            word.head is not None
            and word.head.kind == "site"
            and not word.head.proper
            and not first.startswith("ال")
            and not book.at(tokens, start, "opener")
        )
    ):
        return None
    return _Mention(
        start=word.start, end=end, name_start=start, clitic=word.clitic, entry=None,
        head=word.head, unknown=_romanised(reading, book, start, end),
    )  # fmt: skip


def _before_head(reading: Reading, book: WordBook, index: int, taken: set[int]) -> _Mention | None:
    """Read "Pazi Gyi village", "al-Arqam mosque": capitals, then a head."""
    tokens = reading.tokens
    end, capitals = index, 0
    while end < len(tokens) and capitals < 4 and tokens[end].kind == "word" and end not in taken:
        if tokens[end].text in ARTICLES and end + 2 < len(tokens) and tokens[end + 1].text == "-":
            end += 2
            continue
        head = book.at(tokens, end, "head_after")
        if head is not None and capitals:
            if head.head is None or not head.head.opens:
                return None
            return _Mention(
                start=index, end=head.end, name_start=index, clitic="", entry=None,
                head=head.head, unknown=reading.quote(reading.span(index, end)),
            )  # fmt: skip
        if not is_capital(reading, end) or book.at(tokens, end, "stop"):
            return None
        capitals += 1
        end += 1
    return None


def _behind_locative(
    reading: Reading, book: WordBook, index: int, taken: set[int]
) -> _Mention | None:
    """Read "in Kfarjouz, near Nabatieh": a name beside a known place behind it."""
    tokens = reading.tokens
    before = book.before(tokens, index, "locative", "near")
    if before is None or (
        before.meaning == "locative" and tokens[index - 1].text not in {"in", "at"}
    ):
        return None
    end = index
    while end < len(tokens) and end - index < 5 and tokens[end].kind == "word" and end not in taken:
        if tokens[end].text in ARTICLES and end + 2 < len(tokens) and tokens[end + 1].text == "-":
            end += 2
        elif is_capital(reading, end) and not book.at(tokens, end, "stop"):
            end += 1
        else:
            break
    if end == index or not any(k in taken for k in range(end + 1, min(end + 6, len(tokens)))):
        return None
    if tokens[end].text != "," and book.at(tokens, end, "locative", "near") is None:
        return None
    return _Mention(
        start=index, end=end, name_start=index, clitic="", entry=None,
        unknown=reading.quote(reading.span(index, end)),
    )  # fmt: skip


def _romanised(reading: Reading, book: WordBook, start: int, end: int) -> str:
    """Return the name in Latin letters, by the one table of the pack; Latin names as they stand."""
    if book.latin:
        return reading.quote(reading.span(start, end))
    letters = book.words.letters
    words = []
    for token in reading.tokens[start:end]:
        text = token.text
        article = text.startswith("ال") and len(text) > 3
        body = "".join(letters.get(letter, "") for letter in (text[2:] if article else text))
        words.append(("al-" if article else "") + body.capitalize())
    return " ".join(words)


def _without_overlap(mentions: list[_Mention]) -> list[_Mention]:
    kept: list[_Mention] = []
    for mention in mentions:
        if kept and mention.start < kept[-1].end:
            # A head or direction that two names want belongs to the first of them.
            if mention.name_start >= kept[-1].end:
                kept.append(replace(mention, start=mention.name_start))
            continue
        kept.append(mention)
    return kept


def _findings(
    reading: Reading, book: WordBook, mentions: list[_Mention]
) -> tuple[PlaceFinding, ...]:
    found: list[PlaceFinding] = []
    first = next((mention.entry for mention in mentions if mention.entry is not None), None)
    last: Entry | None = None
    for position, mention in enumerate(mentions):
        sentence = reading.sentence_of(mention.name_start)
        parent = None
        if mention.entry is None:
            parent = _parent(reading, mentions, position, last=last, first=first)
        else:
            last = mention.entry
        role, rule = _role(reading, book, mention, found[-1] if found else None)
        place = _place(reading, mention, parent, role)
        distance = _distance(reading, book, mention, found[-1] if found else None)
        if distance is not None:
            relation, role, rule = distance
            place = replace(place, role=role)
            if (
                found
                and found[-1].end <= mention.start
                and _is_adjacent(reading, found[-1], mention)
            ):
                before = found[-1]
                if before.place.relation is None:
                    found[-1] = _replace_place(before, replace(before.place, relation=relation))
        elif found and role == "site" and _lies_beside(reading, found[-1], mention):
            relation = Relation(
                distance_km=None,
                bearing=_bearing(mention.bearing),
                of=mention.entry.name,  # type: ignore[union-attr]
            )
            if found[-1].place.relation is None:
                found[-1] = _replace_place(found[-1], replace(found[-1].place, relation=relation))
            plain = replace(mention, bearing="")
            place, rule = _place(reading, plain, parent, "reference"), "near_known"
        elif found and role == "site" and _is_part_of(reading, book, found[-1], mention, place):
            place, rule = replace(place, role="within"), "within"
        elif found and role == "site" and _shares_fate(reading, found[-1], mention, place):
            place, rule = replace(place, role=found[-1].place.role), found[-1].rule
        found.append(
            PlaceFinding(
                place=place, start=mention.start, end=mention.end, sentence=sentence, rule=rule
            )
        )
    return tuple(_with_dateline_country(found))


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
    mentions: list[_Mention],
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


def _place(reading: Reading, mention: _Mention, parent: Entry | None, role: PlaceRole) -> Place:
    folded, tokens = reading.folded, reading.tokens
    start = tokens[mention.start].start + _clitic_length(reading, mention)
    span = folded.span(start, tokens[mention.end - 1].end - mention.trim)
    quote = reading.article.text[span[0] : span[1]]
    head = mention.head
    entry = mention.entry or parent
    if entry is None:
        return Place(
            role=role, name=_title(mention.unknown, head), native=quote, quote=quote, span=span,
            kind=head.kind if head else "town",
        )  # fmt: skip
    lat, lon, radius = entry.lat, entry.lon, entry.radius_m
    kind: PlaceKind = entry.kind
    name, geonames = entry.name, entry.geonames
    if mention.entry is None:
        name, geonames = _title(mention.unknown, head), None
        kind = head.kind if head else "town"
        radius = max(radius, _PARENT_RADIUS_M)
    elif head is not None and head.kind == "site" and entry.kind != "site":
        name, kind, geonames = f"{name} {head.english}", "site", None
        radius = max(radius, head.radius_m)
    elif head is not None and head.countryside:
        name, kind, geonames = f"{name} {head.english}", "district", None
        radius = max(radius, head.radius_m)
    elif head is not None and head.kind == "province" and entry.kind in {"town", "district"}:
        name, kind, geonames, radius = f"{name} province", "province", None, head.radius_m
    if mention.bearing and not mention.bearing_of and mention.entry is not None:
        name = f"{_ENGLISH[mention.bearing]} {name}"
        lat, lon, radius = _moved(lat, lon, radius, mention.bearing)
        geonames = None
    return Place(
        role=role, name=name, native=quote, quote=quote, span=span, kind=kind, iso=entry.iso or None,
        admin1=entry.admin1, lat=round(lat, 4), lon=round(lon, 4), radius_m=radius,
        geonames=geonames,
    )  # fmt: skip


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


def _clitic_length(reading: Reading, mention: _Mention) -> int:
    """Return how many folded characters before the name's own first letter are left out."""
    clitic = mention.clitic
    if clitic.startswith(("لل", "ولل", "فلل")):
        # "للرقة" has lost the alef of its article: the quote keeps both lams.
        return len(clitic) - 2
    return len(clitic) - len("ال") if clitic.endswith("ال") else len(clitic)


def _role(
    reading: Reading, book: WordBook, mention: _Mention, previous: PlaceFinding | None
) -> tuple[PlaceRole, str]:
    """Return the role that the words around *mention* give it, and the rule that says so."""
    tokens = reading.tokens
    start, end = mention.start, mention.end
    if _is_dateline(reading, mention):
        return "reference", "dateline"
    if _in_body(reading, book, mention, previous):
        return "reference", "in_body"
    rule = "known_place" if mention.entry is not None else "unknown_after_head"
    origin = book.before(tokens, start, "from")
    if origin is not None:
        for back in range(1, 7):
            word = book.at(tokens, origin.start - back, "launch", "moves")
            if word is not None:
                return (
                    ("launch", "launch") if word.meaning == "launch" else ("reference", "movement")
                )
        if book.latin:
            return "reference", "movement"
    aim = book.before(tokens, start, "to")
    if aim is not None and any(
        book.at(tokens, aim.start - back, "moves") is not None for back in range(1, 7)
    ):
        return "reference", "movement"
    if aim is not None and tokens[aim.start].text in {"الي", "to"} and not mention.bearing:
        return "reference", "movement"
    wide = mention.entry is not None and mention.entry.source in {"country", "capital"}
    if wide and mention.head is None and not mention.bearing:
        if not _is_located(book, reading, mention):
            return "reference", "bare"
        if mention.clitic.startswith(("ل", "ول")) and not mention.clitic.endswith("ب"):
            return "reference", "metonym"
        if book.at(tokens, end, "speech") or book.before(tokens, start, "speech"):
            return "reference", "metonym"
    return "site", rule


def _is_located(book: WordBook, reading: Reading, mention: _Mention) -> bool:
    """Tell a country or capital that something happens in from one that is only spoken of."""
    tokens, start = reading.tokens, mention.start
    if mention.clitic.endswith("ب") or mention.start < mention.name_start:
        return True
    if start == 0 or tokens[start - 1].kind == "break":
        # A title begins with its place: "سوريا: 30 قتيلا", "Iraq hit by blasts".
        return mention.end < len(tokens) and tokens[mention.end].text in {":", ".", "-", "hit"}
    if tokens[start - 1].text in {"(", ",", "\N{ARABIC COMMA}"}:
        return True
    return book.before(tokens, start, "locative", "near", "part", "from") is not None


def _is_dateline(reading: Reading, mention: _Mention) -> bool:
    """Tell a place between a paragraph's beginning and its dash: "BEIRUT (Reuters) -"."""
    tokens, sentences = reading.tokens, reading.sentences
    start = mention.start
    while start > 0 and tokens[start - 1].kind != "break":
        start -= 1
        if mention.start - start > 8:
            return False
    for index in range(mention.end, min(start + 18, len(tokens))):
        token = tokens[index]
        if token.kind == "break":
            return False
        if token.text == ":" and index == mention.end and mention.start == start:
            return (
                tokens[start].kind == "word"
                and reading.quote(reading.span(start, start + 1)).isupper()
            )
        if token.text == "-" and (
            token.start > tokens[index - 1].end or tokens[index - 1].text == ")"
        ):
            return len(sentences) > 0
        if token.kind == "mark" and token.text not in {
            "(",
            ")",
            ",",
            "\N{ARABIC COMMA}",
            "/",
            ".",
            '"',
        }:
            return False
    return False


def _in_body(
    reading: Reading, book: WordBook, mention: _Mention, previous: PlaceFinding | None
) -> bool:
    """Tell a place in the name of a ministry, governor, newspaper, observatory."""
    tokens = reading.tokens
    before = book.before(tokens, mention.start, "body")
    if (
        before is not None
        and not mention.clitic.startswith("ب")
        and not before.clitic.endswith("ال")
    ):
        return True
    if tokens[mention.start - 1].text in {"في", "in"} and mention.start > 1:
        # "وزارة الصحة في غزة", "the health ministry in Gaza".
        for back in range(2, 5):
            if book.at(tokens, mention.start - back, "ministry") is not None:
                return True
    if previous is not None and previous.rule == "in_body" and mention.start - previous.end <= 0:
        return True
    if not book.latin:
        return False
    for ahead in range(3):
        at = mention.end + ahead
        if at >= len(tokens) or tokens[at].kind != "word":
            # "Tripoli-based": a hyphen that touches both.
            if ahead == 0 and at + 1 < len(tokens) and tokens[at].text == "-":
                return tokens[at + 1].text == "based"
            return False
        body = book.at(tokens, at, "body_after")
        if body is not None:
            return not (
                body.end < len(tokens)
                and tokens[body.end].text
                in {
                    "station",
                    "stations",
                    "convoy",
                    "base",
                    "headquarters",
                    "post",
                    "vehicle",
                    "patrol",
                    "checkpoint",
                }
            )
        if tokens[at].text not in {
            "health",
            "interior",
            "defence",
            "defense",
            "foreign",
            "provincial",
            "security",
            "city",
            "public",
            "information",
        }:
            return False
    return False


def _distance(
    reading: Reading, book: WordBook, mention: _Mention, previous: PlaceFinding | None
) -> tuple[Relation, PlaceRole, str] | None:
    """Return the relation that "20 km north of", "near" tells, with the role of its anchor."""
    tokens = reading.tokens
    name = mention.entry.name if mention.entry else mention.unknown
    of = book.before(tokens, mention.start, "of")
    at = of.start if of is not None else mention.start
    bearing = mention.bearing
    if not bearing:
        direction = book.before(tokens, at, "bearing")
        if direction is not None:
            bearing, at = direction.value, direction.start
    unit = book.before(tokens, at, "km", "mile")
    if unit is None and at > 0 and tokens[at - 1].text in {"to", ")", "the", "الي"}:
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
                Relation(distance_km=round(kilometres, 1), bearing=_bearing(bearing), of=name),
                "reference",
                "distance_from",
            )
    near = book.before(tokens, mention.start, "near")
    if near is not None or (mention.bearing_of and previous is not None):
        beside = previous is not None and _is_adjacent(reading, previous, mention, reach=3)
        if beside and previous is not None and previous.place.role == "site":
            return (
                Relation(distance_km=None, bearing=_bearing(mention.bearing), of=name),
                "reference",
                "near_known",
            )
    return None


def _bearing(value: str) -> Bearing | None:
    return value or None  # type: ignore[return-value]


def _is_adjacent(
    reading: Reading, previous: PlaceFinding, mention: _Mention, *, reach: int = 8
) -> bool:
    """Tell whether at most a few words stand between two places of one sentence."""
    return (
        reading.sentence_of(mention.name_start) == previous.sentence
        and 0 <= mention.start - previous.end <= reach
    )


def _lies_beside(reading: Reading, previous: PlaceFinding, mention: _Mention) -> bool:
    """Tell "قضاء الحويجة جنوب غربي كركوك": a direction from a town that does not hold the site."""
    entry, inner = mention.entry, previous.place
    if entry is None or entry.kind != "town" or not mention.bearing:
        return False
    if mention.start != previous.end or inner.role != "site" or inner.kind == "province":
        return False
    outer = replace(
        inner, iso=entry.iso, kind="town", lat=entry.lat, lon=entry.lon, radius_m=entry.radius_m
    )
    apart = distance_km(outer, inner)
    return apart is not None and apart * 1000 > entry.radius_m


def _shares_fate(reading: Reading, previous: PlaceFinding, mention: _Mention, place: Place) -> bool:
    """Tell what a place of departure, firing or a dateline lies in: it is no site either."""
    return (
        previous.place.role in {"reference", "launch"}
        and previous.rule in {"movement", "launch", "in_body"}
        and _is_adjacent(reading, previous, mention, reach=2)
        and not mention.clitic.startswith("و")
        and contains(place, previous.place)
    )


def _is_part_of(
    reading: Reading, book: WordBook, previous: PlaceFinding, mention: _Mention, place: Place
) -> bool:
    """Tell whether *place* is named as what the place before it lies in ("X في محافظة Y")."""
    between = reading.tokens[previous.end : mention.start]
    if (
        previous.place.role not in {"site", "within"}
        or len(between) > 3
        or (previous.sentence != reading.sentence_of(mention.name_start))
    ):
        return False
    if mention.clitic.startswith("و") or any(token.text in {"and", "و", "or"} for token in between):
        return False
    inner = previous.place
    if contains(place, inner):
        return True
    return _WIDER[place.kind] > _WIDER[inner.kind] and place.iso == inner.iso
