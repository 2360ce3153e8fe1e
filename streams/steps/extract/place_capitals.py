"""Capitals told by their people or by none: "in the capital", "العاصمة الليبية"."""

from streams.gazetteer.index import Gazetteer
from streams.steps.extract.place_context import Context
from streams.steps.extract.place_lexicon import Word, WordBook
from streams.steps.extract.place_scan import Mention
from streams.steps.extract.reading import Reading


def capitals(
    reading: Reading, gazetteer: Gazetteer, book: WordBook, context: Context, known: list[Mention]
) -> list[Mention]:
    """Return capitals told by their people ("العاصمة الليبية", "the Syrian capital") or by none.

    "In the capital" alone is that of the country most of the text is about. One whose name stands
    beside it is that mention already.
    """
    tokens = reading.tokens
    opening = tokens.starting(book.meant("capital"), 0, len(tokens))
    if not opening:
        return []
    named = {
        k
        for mention in known
        if mention.entry is None or mention.entry.kind not in {"country", "province"}
        for k in range(mention.start - 2, mention.end + 2)
        if 0 <= k < len(tokens)
        and reading.sentence_of(k) == reading.sentence_of(mention.name_start)
    }
    found: list[Mention] = []
    for index in opening:
        word = book.at(tokens, index, "capital")
        if word is None or index in named:
            continue
        start, end, iso = word.start, word.end, ""
        people = book.at(tokens, end, "nationality") if not book.latin else None
        if people is not None:
            end, iso = people.end, people.value
        elif book.latin and (people := book.before(tokens, start, "nationality")) is not None:
            start, iso = people.start, people.value
        elif _is_plain_capital(reading, book, word):
            iso = context.leading()
        entry = gazetteer.capital(iso) if iso else None
        if entry is None:
            continue
        clitic = word.clitic
        direction = book.before(tokens, start, "bearing")
        bearing, outside = "", False
        if direction is not None:
            bearing, outside = direction.value, is_outside(book, tokens, direction)
            start, clitic = direction.start, direction.clitic
        found.append(
            Mention(
                start=start, end=end, name_start=start, clitic=clitic, entry=entry,
                bearing=bearing, bearing_of=outside,
            )
        )  # fmt: skip
    return found


def _is_plain_capital(reading: Reading, book: WordBook, word: Word) -> bool:
    """Tell "in the capital" from "the economic capital", "capital of the province", "capital Kabul"."""
    tokens = reading.tokens
    after = tokens[word.end].text if word.end < len(tokens) else ""
    if book.latin:
        return (
            book.at(tokens, word.start - 1, "article") is not None
            and book.at(tokens, word.end, "of", "head_after") is None
        )  # fmt: skip
    led = book.leads_in(word.clitic) or book.before(
        tokens, word.start, "locative", "near", "part", "bearing"
    )
    return bool(led) and not (
        bool(book.article)
        and after.startswith(book.article)
        and book.at(tokens, word.end, "opener") is None
    )


def is_outside(book: WordBook, tokens: tuple, direction: Word) -> bool:  # type: ignore[type-arg]
    """Tell "20 km north of" and "الواقعة جنوب" (outside) from "northern", "جنوب لبنان" (a part)."""
    if book.latin and book.at(tokens, direction.end - 1, "of"):
        inner = book.at(tokens, direction.start, "article")
        return inner is None and book.at(tokens, direction.start - 1, "article") is None
    return book.before(tokens, direction.start, "km", "mile") is not None
