"""Which role the words around a place give it, before acts are known."""

from streams.records.report import PlaceRole
from streams.steps.extract.findings import PlaceFinding
from streams.steps.extract.place_asides import aside_of
from streams.steps.extract.place_lexicon import WordBook
from streams.steps.extract.place_movement import (
    goes_on,
    is_launch_ground,
    movement_of,
    moves_fighting,
)
from streams.steps.extract.place_names import is_capital
from streams.steps.extract.place_roads import ROAD_END
from streams.steps.extract.place_scan import Mention
from streams.steps.extract.reading import Reading

_DASHES = frozenset({"\N{EN DASH}", "\N{EM DASH}", "\N{HORIZONTAL BAR}"})
_DATELINES = 4
"""Paragraphs, the title included, among which a town before a colon is a dateline rather than a label."""
_SENTENCE = 18
"""Tokens that a title before a dispatch never has."""
_CARE_REACH = 6
"""Tokens between a hospital and a word that says that it takes in the hurt, or speaks of them."""


def role_of(
    reading: Reading, book: WordBook, mention: Mention, previous: PlaceFinding | None
) -> tuple[PlaceRole, str]:
    """Return the role that the words around *mention* give it, and the rule that says so."""
    tokens = reading.tokens
    start, end = mention.start, mention.end
    if _is_dateline(reading, book, mention):
        return "reference", "dateline"
    if _in_body(reading, book, mention, previous):
        return "reference", "in_body"
    rule = "known_place" if mention.entry is not None else "unknown_after_head"
    if _is_road_end(book, reading, mention, previous):
        return "reference", ROAD_END
    if is_launch_ground(book, reading, mention, previous):
        return "launch", "launch"
    if _is_care(book, reading, mention):
        return "reference", "care"
    if _is_speaker(book, reading, mention):
        return "reference", "metonym"
    lead = book.phrase_start(tokens, start)
    near = book.before(tokens, lead, "near") or moves_fighting(book, reading, mention)
    if near is None:
        aside = aside_of(reading, book, mention, lead, previous)
        if aside is not None:
            return "reference", aside
        moved = movement_of(reading, book, mention, lead, previous)
        if moved is not None:
            return moved
    wide = mention.entry is not None and mention.entry.source in {"country", "capital"}
    if wide and mention.head is None and not mention.bearing:
        if not _is_located(book, reading, mention):
            return "reference", "bare"
        if book.aims(mention.clitic) and not book.leads_in(mention.clitic):
            return "reference", "metonym"
        if book.at(tokens, end, "speech") or book.before(tokens, start, "speech"):
            return "reference", "metonym"
    return "site", rule


def _is_care(book: WordBook, reading: Reading, mention: Mention) -> bool:
    """Tell a hospital that takes in the hurt, or speaks of them, from one that was hit."""
    tokens = reading.tokens
    word = book.at(tokens, mention.start, "head") or book.before(tokens, mention.end, "head_after")
    head = mention.head or (word.head if word else None)
    if head is None or not head.care:
        return _is_where_care_is(book, reading, mention)
    if book.latin and book.at(tokens, mention.end, "speech", "telling") is not None:
        # "Tarma Hospital said"
        return True
    if book.latin and _takes_in(book, reading, mention):
        return True
    return any(book.at(tokens, mention.start - back, "care") for back in range(1, _CARE_REACH))


def _takes_in(book: WordBook, reading: Reading, mention: Mention) -> bool:
    """Tell "Tarma Hospital, where the wounded have been taken"."""
    tokens, at = reading.tokens, mention.end + 1
    if at >= len(tokens) or tokens[at - 1].text != "," or not book.at(tokens, at, "scene"):
        return False
    return any(book.at(tokens, at + ahead, "care") for ahead in range(1, _CARE_REACH + 2))


def _is_where_care_is(book: WordBook, reading: Reading, mention: Mention) -> bool:
    """Tell "brought to a hospital in X"; "shells hit a hospital in X" is a site."""
    tokens = reading.tokens
    way = book.before(tokens, mention.start, "inside") if book.latin else None
    word = book.before(tokens, way.start, "head_after") if way is not None else None
    if word is None or word.head is None or not word.head.care:
        return False
    return any(book.at(tokens, word.start - back, "care") for back in range(1, _CARE_REACH))


def _is_speaker(book: WordBook, reading: Reading, mention: Mention) -> bool:
    """Tell a person who has the name of a town: "قال صلاح الدين", "said Omar"."""
    if mention.head is not None or mention.bearing or mention.clitic:
        return False
    word = book.before(reading.tokens, mention.start, "speech", "says")
    return word is not None and word.end - word.start == 1 and not book.latin


def _is_road_end(
    book: WordBook, reading: Reading, mention: Mention, previous: PlaceFinding | None
) -> bool:
    """Tell the ends of a road, at neither of which anything happened: "the road between X and Y"."""
    tokens = reading.tokens
    if previous is not None and previous.rule == ROAD_END:
        return goes_on(book, reading, previous, mention) or (
            mention.start - previous.end <= 1
            and book.at(tokens, mention.start - 1, "goal", "to") is not None
        )
    between = book.before(tokens, mention.start, "between")
    if between is not None:
        return any(book.at(tokens, between.start - back, "road") for back in range(1, 5))
    origin = book.before(tokens, mention.start, "from")
    return origin is not None and book.before(tokens, origin.start, "way") is not None


def _is_located(book: WordBook, reading: Reading, mention: Mention) -> bool:
    """Tell a country or capital that something happens in from one that is only spoken of."""
    tokens, start = reading.tokens, mention.start
    if book.leads_in(mention.clitic) or mention.start < mention.name_start:
        return True
    if start == 0 or tokens[start - 1].kind == "break":
        # A title begins with its place: "سوريا: 30 قتيلا", "Iraq hit by blasts".
        return mention.end < len(tokens) and (
            tokens[mention.end].text in {":", ".", "-"}
            or book.at(tokens, mention.end, "struck") is not None
        )
    if tokens[start - 1].text in {"(", ",", "\N{ARABIC COMMA}"}:
        # "in Baghdad, Iraq's capital"; not "the ELN, Colombia's oldest group"
        return not mention.trim or book.before(tokens, start - 1, "nationality") is None
    bullet = tokens[start - 1].kind == "mark" and (start == 1 or tokens[start - 2].kind == "break")
    if bullet and mention.end < len(tokens) and tokens[mention.end].text == ":":
        # A bullet, a place and a colon: "Beirut: air strikes on the southern suburbs".
        return True
    if mention.entry is not None and mention.entry.source == "capital":
        # "هجمات مقديشو", "the Kabul blast": a state's acts bear its own name, seldom its capital's.
        side = book.at(tokens, mention.end, "blow") if book.latin else None
        if side is not None or (not book.latin and book.before(tokens, start, "blow")):
            return True
    if book.at(tokens, start - 1, "article"):
        start -= 1
    of = book.before(tokens, start, "of")
    if of is not None and book.before(tokens, of.start, "head_after"):
        # "the Karrada district of Baghdad"
        return True
    above = book.before(tokens, start, "above")
    if above is not None:
        # "a strike on Iran", not "sanctions on Iran", "the blame on Iran".
        return any(book.at(tokens, above.start - back, "blow") for back in range(1, 5))
    return book.before(tokens, start, "locative", "near", "part", "from") is not None


def _is_dateline(reading: Reading, book: WordBook, mention: Mention) -> bool:
    """Tell a place between a paragraph's beginning and its dash: "BEIRUT (Reuters) -"."""
    tokens, sentences = reading.tokens, reading.sentences
    start = mention.start
    if book.at(tokens, start, "way") is not None:
        # "طريق كركوك - بغداد"
        return False
    while start > 0 and tokens[start - 1].kind != "break":
        start -= 1
        if mention.start - start > 8 or (book.latin and _is_running(reading, book, start)):
            return False
    for index in range(mention.end, min(start + 18, len(tokens))):
        token = tokens[index]
        if token.kind == "break":
            return False
        if token.text == ":" and index == mention.end and mention.start == start:
            # As in "Bangkok : Two died", "BANGKOK: Two died", "Srinagar: Two died" below the title.
            if not book.latin:
                # As in "الخرطوم: قتل ثلاثة.", "أمستردام: 23 ديسمبر 2024", not in a title.
                entry, sentence = mention.entry, sentences[reading.sentence_of(start)]
                dated = index + 1 < len(tokens) and tokens[index + 1].kind == "number"
                if dated and book.is_month(tokens, index + 2):
                    return True
                told = tokens[sentence.end - 1].text == "." and entry is not None
                opens = start == 0 and sentence.end - start > _SENTENCE
                return told and entry is not None and (entry.source == "capital" or opens)
            opening = reading.quote(reading.span(start, start + 1))
            sentence = sentences[reading.sentence_of(start)]
            body = sentence.paragraph == 1 or (
                sentence.paragraph < _DATELINES and tokens[sentence.end - 1].text in {".", '"'}
            )
            leads = body and _is_told_from(book, mention)
            apart = opening.isascii() and (leads or token.start > tokens[index - 1].end)
            return tokens[start].kind == "word" and (opening.isupper() or apart)
        if token.text == "-" and (
            token.start > tokens[index - 1].end
            or tokens[index - 1].text == ")"
            or reading.quote(reading.span(index, index + 1)) in _DASHES
        ):
            return len(sentences) > 0
        if token.kind == "mark" and token.text not in {
            "(",
            ")",
            ",",
            "\N{ARABIC COMMA}",
            "/",
            "|",
            ".",
            '"',
        }:
            return False
    return False


def _is_running(reading: Reading, book: WordBook, index: int) -> bool:
    """Tell a small word of a sentence ("was moving"): no dateline has begun."""
    if reading.tokens[index].kind != "word" or is_capital(reading, index):
        return False
    return book.at(reading.tokens, index, "medium", "of", "joiner", "bearing") is None


def _is_told_from(book: WordBook, mention: Mention) -> bool:
    """Tell a town that a dispatch may come from: it has no head and no direction."""
    entry = mention.entry
    named = entry is not None and entry.kind == "town" and mention.head is None
    return book.latin and named and not mention.bearing


def _in_body(
    reading: Reading, book: WordBook, mention: Mention, previous: PlaceFinding | None
) -> bool:
    """Tell a place in the name of a ministry, governor, newspaper, observatory."""
    tokens = reading.tokens
    before = book.before(tokens, mention.start, "body")
    if (
        before is not None
        and not book.leads_in(mention.clitic)
        and not (book.article and before.clitic.endswith(book.article))
        and book.before(tokens, before.start, "building") is None
    ):
        return True
    if mention.start > 1 and book.at(tokens, mention.start - 1, "inside"):
        # "وزارة الصحة في غزة", "the health ministry in Gaza".
        for back in range(2, 5):
            if book.at(tokens, mention.start - back, "ministry") is not None:
                return True
    if book.leads_in(mention.clitic):
        # "وزارة الصحة بولاية الخرطوم"
        for back in range(1, 4):
            if book.at(tokens, mention.start - back, "ministry") is not None:
                return True
    if previous is not None and previous.rule == "in_body" and mention.start - previous.end <= 0:
        return True
    if not book.latin:
        # "المرصد الذي يتخذ من لندن مقرا"
        return book.at(tokens, mention.end, "body_after") is not None
    for ahead in range(3):
        at = mention.end + ahead
        if at >= len(tokens) or tokens[at].kind != "word":
            # "Tripoli-based": a hyphen that touches both.
            if ahead == 0 and at + 1 < len(tokens) and tokens[at].text == "-":
                # "the Russia-Ukraine war"
                return (
                    book.at(tokens, at + 1, "seat") is not None
                    or book.at(tokens, at + 2, "body_after") is not None
                )
            return False
        body = book.at(tokens, at, "body_after")
        if body is not None:
            return book.at(tokens, body.end, "thing") is None
        if book.at(tokens, at, "office") is None:
            return False
    return False
    return False
