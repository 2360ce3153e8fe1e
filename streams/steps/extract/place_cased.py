"""Unknown names of places in a script with capitals."""

from streams.gazetteer.keys import ARTICLES
from streams.languages.place_words import Head
from streams.steps.extract.place_names import is_capital
from streams.steps.extract.place_scan import (
    LONGEST_UNKNOWN,
    Mention,
    Scan,
    romanised,
    unknown_mention,
)

_LEADS = ("inside", "near", "part", "named")
"""Meanings of words that lead to a name."""


def capitals_end(scan: Scan, start: int) -> int:
    """Return the end of the capitalised words from *start* on, hyphens between them included."""
    end = scan.capitals.get(start)
    if end is None:
        end = scan.capitals[start] = _capitals_end(scan, start)
    return end


def _capitals_end(scan: Scan, start: int) -> int:
    tokens, end = scan.tokens, start
    while end < len(tokens) and end - start < 2 * LONGEST_UNKNOWN and end not in scan.taken:
        token = tokens[end]
        if token.text == "-" and end > start and end + 1 < len(tokens):
            touches = tokens[end - 1].end == token.start and tokens[end + 1].start == token.end
            if touches and tokens[end + 1].kind == "word":
                # "Ra-ngae", "Kart-e-Char": no capital is needed behind a hyphen.
                end += 2
                continue
            break
        if token.kind != "word":
            break
        article = token.text in ARTICLES and end + 1 < len(tokens)
        if article and tokens[end + 1].text == "-" and end + 2 < len(tokens):
            end += 2
            continue
        inner = scan.book.at(tokens, end, "particle") if end > start else None
        if inner is not None and _goes_on_with_capital(scan, inner.end):
            end = inner.end
            continue
        if not is_capital(scan.reading, end) or scan.book.at(tokens, end, "stop"):
            break
        end += 1
        if token.text.endswith("'s"):
            break
    return end if end > start and tokens[end - 1].kind == "word" else start


def _goes_on_with_capital(scan: Scan, index: int) -> bool:
    """Tell whether a capitalised word that is no stop stands at *index*: "Lopez de Micay"."""
    return (
        index < len(scan.tokens)
        and scan.tokens[index].kind == "word"
        and index not in scan.taken
        and is_capital(scan.reading, index)
        and scan.book.at(scan.tokens, index, "stop") is None
    )


def before_head(scan: Scan, index: int) -> Mention | None:
    """Read "Pazi Gyi village", "al-Arqam mosque": capitals, then a head."""
    end = capitals_end(scan, index)
    if end == index:
        return None
    while end + 1 < len(scan.tokens) and scan.book.at(scan.tokens, end, "modifier") is not None:
        # "Tarugo fruit market", "Tarugo girls' high school"
        end += 1
    head = scan.book.at(scan.tokens, end, "head_after")
    if head is None:
        # "Omar Mosque": the head is capitalised too.
        for at in range(end - 1, index, -1):
            head = scan.book.at(scan.tokens, at, "head_after")
            if head is not None and head.end == end:
                end = at
                break
            head = None
    if head is None or head.head is None or not head.head.opens or end in scan.taken:
        return None
    owner = scan.tokens[end - 1].text.endswith("'s")
    if (owner and not head.head.proper) or _is_no_name(scan, index, end, head.head):
        return None
    if scan.book.at(scan.tokens, index, "inside", "near", "locative", "to", "from") is not None:
        # "Around Tarugo camp" begins a sentence.
        return None
    return Mention(
        start=index, end=head.end, name_start=index, clitic="", entry=None,
        head=head.head, unknown=romanised(scan, index, end),
    )  # fmt: skip


def _is_no_name(scan: Scan, start: int, end: int, head: Head) -> bool:
    """Tell "Criminal Investigations Department", "Taliban compound" from "Western Region", "Saudi hospital"."""
    book, tokens = scan.book, scan.tokens
    if book.at(tokens, start, "bearing") is not None:
        return False
    vague = start > 0 and book.at(tokens, start - 1, "vague") is not None
    return (vague or not head.proper) and all(
        book.is_ordinary(token.text) or book.at(tokens, at, "nationality")
        for at, token in enumerate(tokens[start:end], start)
        if token.kind == "word"
    )


def behind_locative(scan: Scan, index: int) -> Mention | None:
    """Read "in Kfarjouz, near Nabatieh", "in Zike when", "near Dounkoun": a name led by a preposition.

    Behind "in" something must say where it lies, unless a mark or a word ends the name; behind
    "struck" nothing else will do. One in capitals throughout is short for something else.
    """
    tokens, book = scan.tokens, scan.book
    end = capitals_end(scan, index)
    if end == index:
        return None
    before = book.before(tokens, index, *_LEADS)
    if before is None:
        # "in neighbouring Tarugo"
        near = book.before(tokens, index, "epithet")
        before = book.before(tokens, near.start, *_LEADS) if near is not None else None
    before = before or book.before(tokens, index, "locative")
    if before is not None and before.meaning == "named":
        # "an area called Cerro Gigante"; a man may be called so too.
        if book.before(tokens, before.start, "head_after", "kind") is None:
            return None
        return unknown_mention(scan, index, index, end, None)
    if before is None or (before.meaning == "part" and not book.at(tokens, before.end - 1, "of")):
        return None
    if is_common(scan, index, end):
        return None
    lies = end < len(tokens) and (
        any(k in scan.starts for k in range(end + 1, min(end + 6, len(tokens))))
        and (tokens[end].text == "," or book.at(tokens, end, "locative", "near") is not None)
    )
    # "struck Tarugo, about 25 km north of"
    lies = lies or _is_at_distance(scan, end)
    closes = (
        end >= len(tokens)
        or tokens[end].text in {",", ".", ";", ")"}
        or book.at(tokens, end, "closer", "stop") is not None
    )
    if not lies and scan.reading.quote(scan.reading.span(index, end)).isupper():
        return None
    if not lies and (before.meaning == "locative" or not (closes or before.meaning == "near")):
        return None
    if is_capital(scan.reading, before.start) and before.start > sentence_start(scan, index):
        # In a title every word has a capital.
        return None
    if tokens[end - 1].text.endswith("'s"):
        return None
    return unknown_mention(scan, index, index, end, None)


def _is_at_distance(scan: Scan, end: int) -> bool:
    """Tell ", about 25 km" behind a name."""
    tokens = scan.tokens
    if end >= len(tokens) or tokens[end].text != ",":
        return False
    ahead = range(end + 1, min(end + 4, len(tokens)))
    number = next((k for k in ahead if tokens[k].kind == "number"), None)
    return number is not None and scan.book.at(tokens, number + 1, "km", "mile") is not None


def sentence_start(scan: Scan, index: int) -> int:
    """Return the first token of the sentence of token *index*."""
    return scan.reading.sentences[scan.reading.sentence_of(index)].start


def before_what_it_is(scan: Scan, index: int) -> Mention | None:
    """Read "Hnan Khar, a village of X": a name, then the kind of place that it is."""
    tokens = scan.tokens
    end = last = capitals_end(scan, index)
    if end > index and scan.book.at(tokens, end, "joiner"):
        # "Hnan Khar and Htet Hlaw, two villages of": the second is read after this one.
        last = max(end, capitals_end(scan, end + 1))
    if end > index and scan.book.at(tokens, end, "inside"):
        # "the Tarugo in central Gao, a hotel where"
        place = next((scan.starts[k] for k in range(end + 1, end + 3) if k in scan.starts), None)
        last = place.end if place is not None else last
    if end > index and end < len(tokens) and tokens[end].text == "(":
        # A second name in brackets, and then what it is.
        closing = range(end + 1, min(end + 5, len(tokens)))
        last = next((k + 1 for k in closing if tokens[k].text == ")"), last)
    if end == index or last >= len(tokens) or tokens[last].text != ",":
        return None
    if is_common(scan, index, end):
        return None
    if not _is_kind_of_place(scan, last + 1) and not _is_on_a_side(scan, last + 1):
        return None
    return unknown_mention(scan, index, index, end, None)


def _is_on_a_side(scan: Scan, start: int) -> bool:
    """Tell "in the north," behind a name: a quarter or village of what the text is about."""
    tokens, book = scan.tokens, scan.book
    if book.at(tokens, start, "inside") is None or not book.at(tokens, start + 1, "article"):
        return False
    side = book.at(tokens, start + 2, "bearing")
    return side is not None and side.end < len(tokens) and tokens[side.end].text in {",", "."}


def _is_kind_of_place(scan: Scan, start: int) -> bool:
    """Tell "a small mountain village in", "a south-eastern district", "a hotel where" from other words."""
    tokens, book = scan.tokens, scan.book
    if book.at(tokens, start, "one") is None:
        return False
    for at in range(start + 1, min(start + 7, len(tokens))):
        if tokens[at].text == "-" and at > start + 1:
            continue
        if tokens[at].kind != "word" or is_capital(scan.reading, at):
            return False
        if book.at(tokens, at, "of", "inside", "near", "article", "closer") is not None:
            return False
        head = book.at(tokens, at, "head_after", "kind")
        if head is None:
            continue
        if head.head is None or head.head.kind != "site":
            return True
        ends = head.end >= len(tokens) or tokens[head.end].kind != "word"
        if ends or book.at(tokens, head.end, "inside", "near", "closer", "of", "kind", "part"):
            # "a hotel where", "a market of"; not "a school teacher".
            return True
    return False


def is_common(scan: Scan, start: int, end: int) -> bool:
    """Tell words that are capitalised but name no place."""
    return any(
        scan.book.is_ordinary(token.text.removesuffix("'s"))
        or scan.book.at(scan.tokens, at, "nationality", "body_after")
        for at, token in enumerate(scan.tokens[start:end], start)
        if token.kind == "word" and token.text not in ARTICLES
    )  # fmt: skip
