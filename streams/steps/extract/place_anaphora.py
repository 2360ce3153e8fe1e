"""Places told again without their name: "the village", "أطراف المدينة الشمالية", "البلدة ذاتها"."""

from collections.abc import Sequence

from msgspec.structs import replace

from streams.steps.extract.findings import PlaceFinding
from streams.steps.extract.place_lexicon import Word, WordBook
from streams.steps.extract.place_scan import Mention
from streams.steps.extract.reading import Reading

TOLD_AGAIN = "told_again"
"""The rule of a town told again: it begins no act of its own, yet is the site of one without another."""
_LEADS = ("inside", "near", "locative")
"""Meanings of words that lead to a place where something happens."""
_ENDS = ("closer", "stop", "inside", "near", "joiner", "speech")
"""Meanings of words that end the phrase of such a place in a script with capitals."""


def anaphors(reading: Reading, book: WordBook, known: Sequence[Mention]) -> list[Mention]:
    """Return the phrases of *reading* that tell a town again; none has a token of *known*."""
    tokens = reading.tokens
    taken = {k for mention in known for k in range(mention.start, mention.end)}
    found: list[Mention] = []
    for index in tokens.starting(book.meant("anaphor"), 0, len(tokens)):
        word = book.at(tokens, index, "anaphor")
        mention = _phrase(reading, book, word) if word is not None else None
        if mention is not None and taken.isdisjoint(range(mention.start, mention.end + 1)):
            found.append(mention)
            taken.update(range(mention.start, mention.end))
    return found


def _phrase(reading: Reading, book: WordBook, word: Word) -> Mention | None:
    """Return the phrase around *word* where something leads to it and no name follows."""
    tokens, start, end, bearing = reading.tokens, word.start, word.end, ""
    if word.clitic and not book.leads_in(word.clitic):
        return None
    if book.latin:
        side = book.before(tokens, start, "bearing")
        if side is not None and not book.at(tokens, side.end - 1, "of"):
            start, bearing = side.start, side.value
        if book.at(tokens, start - 1, "article") is None:
            return None
        first = start - 1
        if end < len(tokens) and tokens[end].kind == "word" and not book.at(tokens, end, *_ENDS):
            return None
    else:
        side = book.at(tokens, end, "bearing_after")
        if side is not None:
            end, bearing = side.end, side.value
        if end < len(tokens) and tokens[end].text.startswith(book.article):
            return None
        first = start
    part = book.before(tokens, first, "part")
    if part is not None:
        start = first = part.start
    if not (
        book.leads_in(word.clitic)
        or (part is not None and book.leads_in(part.clitic))
        or book.before(tokens, first, *_LEADS)
    ):
        return None
    clitic = part.clitic if part is not None else word.clitic
    return Mention(
        start=start, end=end, name_start=word.start, clitic=clitic, entry=None, bearing=bearing,
        again=True,
    )  # fmt: skip


def told_before(
    mention: Mention, earlier: Sequence[tuple[Mention, PlaceFinding]]
) -> Mention | None:
    """Return *mention* as what it tells again: the last town or village of *earlier* that is a site."""
    for one, finding in reversed(earlier):
        place = finding.place
        if place.kind == "town" and place.role in {"site", "within"} and not one.again:
            return replace(mention, entry=one.entry, unknown=one.unknown)
    return None
