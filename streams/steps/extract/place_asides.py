"""Places that a text speaks of but where its acts did not happen: seats of speakers, talks, geography."""

from streams.steps.extract.findings import PlaceFinding
from streams.steps.extract.place_lexicon import WordBook
from streams.steps.extract.place_names import is_name_word
from streams.steps.extract.place_scan import Mention
from streams.steps.extract.reading import Reading

SEAT = "seat"
"""The rule of a place from which somebody speaks."""
DESCRIBED = "described"
"""The rule of a place that a sentence only describes, and of the others in it."""
LIES = "lies"
"""The rule of a place from which another is told to lie at a distance."""
_SEAT_REACH = 6
"""Tokens between a word of telling and the preposition before its seat."""
_APPOSITION = 14
"""Tokens of the longest apposition between a place and what it is said to be."""


def aside_of(
    reading: Reading, book: WordBook, mention: Mention, lead: int, previous: PlaceFinding | None
) -> str | None:
    """Return the rule by which *mention*, whose phrase begins at *lead*, is no site; else None."""
    if _is_seat(reading, book, mention, lead) or _opens_speech(reading, book, mention, lead):
        return SEAT
    if _is_elsewhere(reading, book, mention, lead):
        return "elsewhere"
    if book.latin and _is_home(reading, book, mention, lead):
        return "elsewhere"
    if _is_described(reading, book, mention, lead, previous):
        return DESCRIBED
    return None


def _is_seat(reading: Reading, book: WordBook, mention: Mention, lead: int) -> bool:
    """Tell "told Reuters by telephone from the nearby town of X", "officials in X said"."""
    tokens = reading.tokens
    way = book.before(tokens, lead, "inside", "from")
    if way is None:
        return False
    if book.at(tokens, mention.end, "telling") and book.before(tokens, way.start, "medium"):
        return True
    opens = reading.sentences[reading.sentence_of(way.start)].start
    for end in range(way.start, max(opens, way.start - _SEAT_REACH), -1):
        if book.before(tokens, end, "telling") is not None:
            return True
        token = tokens[end - 1]
        named = bool(reading.capitals) and reading.capitals[end - 1]
        if not named and token.kind != "number" and book.before(tokens, end, "medium") is None:
            return False
    return False


def _opens_speech(reading: Reading, book: WordBook, mention: Mention, lead: int) -> bool:
    """Tell "In X, Lt. Col. Y said": a sentence begins with where a person of rank speaks."""
    tokens = reading.tokens
    way = book.before(tokens, lead, "inside")
    if way is None or way.start != reading.sentences[reading.sentence_of(lead)].start:
        return False
    comma = mention.end < len(tokens) and tokens[mention.end].text == ","
    return comma and book.at(tokens, mention.end + 1, "rank") is not None


def _is_elsewhere(reading: Reading, book: WordBook, mention: Mention, lead: int) -> bool:
    """Tell "talks in X", "arrived in X", "visiting X", "bordering X"."""
    if book.leads_in(mention.clitic):
        return book.before(reading.tokens, lead, "aside") is not None
    if book.before(reading.tokens, lead, "aside") is not None:
        return True
    way = book.before(reading.tokens, lead, "inside", "to", "from")
    return way is not None and book.before(reading.tokens, way.start, "aside") is not None


def _is_home(reading: Reading, book: WordBook, mention: Mention, lead: int) -> bool:
    """Tell "Rev. Tom Walker of Tarma Church", "Ahmed Ali of Mosul University": where somebody belongs."""
    of = book.before(reading.tokens, lead, "of")
    if of is None or of.start < 2 or not (mention.head and mention.head.kind == "site"):
        return False
    return all(is_name_word(reading, book, of.start - back) for back in (1, 2))


def _is_described(
    reading: Reading, book: WordBook, mention: Mention, lead: int, previous: PlaceFinding | None
) -> bool:
    """Tell "X, the capital of Y, is 25 km from Z": a sentence about the places in it."""
    tokens = reading.tokens
    index = reading.sentence_of(lead)
    if previous is not None and previous.sentence == index and previous.rule in {DESCRIBED, LIES}:
        return True
    if lead != reading.sentences[index].start or (mention.head and mention.head.kind == "site"):
        return False
    at = mention.end
    if at < len(tokens) and tokens[at].text == ",":
        if _is_the_scene(book, reading, at + 1):
            return False
        closing = range(at + 1, min(at + _APPOSITION, len(tokens)))
        at = next((k + 1 for k in closing if tokens[k].text == ","), at)
    if book.at(tokens, at, "being") is not None:
        return True
    lies = book.at(tokens, at, "lies")
    return lies is not None and lies.end < len(tokens) and tokens[lies.end].kind == "number"


def _is_the_scene(book: WordBook, reading: Reading, at: int) -> bool:
    """Tell "X, the village where it happened, lies", "X, the village, is": the place just told of."""
    tokens = reading.tokens
    kind = book.at(tokens, at + 1, "head_after", "kind") if book.at(tokens, at, "article") else None
    if kind is None or kind.end >= len(tokens):
        return False
    return tokens[kind.end].text == "," or book.at(tokens, kind.end, "scene") is not None
