"""Places that no gazetteer knows: a name behind or before a head, or beside a known place."""

from msgspec import Struct

from streams.gazetteer.index import Entry
from streams.gazetteer.keys import ARTICLES
from streams.languages.place_words import Head
from streams.steps.extract.place_names import Word, WordBook, is_capital
from streams.steps.extract.reading import Reading


class Mention(Struct, frozen=True, kw_only=True):
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


def unknown_mentions(reading: Reading, book: WordBook, taken: set[int]) -> list[Mention]:
    """Return names behind or before a place head that the gazetteer does not know."""
    tokens = reading.tokens
    found: list[Mention] = []
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


def _behind_head(reading: Reading, book: WordBook, word: Word, taken: set[int]) -> Mention | None:
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
    return Mention(
        start=word.start, end=end, name_start=start, clitic=word.clitic, entry=None,
        head=word.head, unknown=_romanised(reading, book, start, end),
    )  # fmt: skip


def _before_head(reading: Reading, book: WordBook, index: int, taken: set[int]) -> Mention | None:
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
            return Mention(
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
) -> Mention | None:
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
    return Mention(
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
