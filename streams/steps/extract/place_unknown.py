"""Places that no gazetteer knows: a name beside a head, beside a known place, or on a list of names."""

from bisect import bisect_right
from collections.abc import Sequence

from streams.gazetteer.keys import ARTICLES
from streams.steps.extract.place_cased import (
    before_head,
    before_what_it_is,
    behind_locative,
    capitals_end,
    is_common,
)
from streams.steps.extract.place_cased_lists import (
    before_known,
    before_many,
    behind_known,
    listed_by_commas,
    road_end,
)
from streams.steps.extract.place_lexicon import Word, WordBook
from streams.steps.extract.place_names import is_capital
from streams.steps.extract.place_scan import LONGEST_UNKNOWN, Mention, Scan, unknown_mention
from streams.steps.extract.place_uncased import (
    LEADING,
    beside_known,
    described,
    is_definite,
    may_follow,
    name_end,
)
from streams.steps.extract.place_uncased_lists import COMMAS, chain, is_in_list
from streams.steps.extract.reading import Reading

_LISTED = 24
"""Tokens of the longest list of names between two known ones."""
_CLOSING = {'"': '"', "(": ")", "'": "'", "[": "]"}


def unknown_mentions(
    reading: Reading, book: WordBook, known: Sequence[Mention], covered: frozenset[int]
) -> list[Mention]:
    """Return the names of places that are not among *known*; none has a token of *covered*."""
    scan = Scan(reading, book, known, covered)
    found: list[Mention] = []
    opening, count = _opening(scan), len(scan.tokens)
    places = sorted({*opening, *scan.ends})
    index = places[0] if places else count
    while index < count:
        here: list[Mention] = []
        if index in scan.ends:
            here = _listed(scan, index) or _open_list(scan, scan.ends[index])
        if (
            not here
            and index in opening
            and scan.tokens[index].kind == "word"
            and index not in scan.taken
        ):
            here = _from(scan, index)
        found += here
        for mention in here:
            scan.take(mention)
        if here:
            index = here[-1].end
        else:
            later = bisect_right(places, index)
            index = places[later] if later < len(places) else count
    return found


def _from(scan: Scan, index: int) -> list[Mention]:
    """Return the name that begins at *index*, with those of the list that it opens."""
    many = before_many(scan, index) if scan.book.latin else []
    if len(many) > 1:
        return many
    one = _at(scan, index)
    if one is None:
        return []
    listed = _open_list(scan, one)
    if not scan.book.latin and not listed and (one.head is None or one.head.opens):
        # "في أوفيرو وكاتوليا بشرق"
        listed = chain(scan, one.end)
    if one.head is not None and one.head.many and not one.head.opens and not listed:
        return []
    return [one, *listed]


def _opening(scan: Scan) -> set[int]:
    """Return the tokens at which `_at` may find a name: heads, capitals, what is led by a word."""
    tokens, book, count = scan.tokens, scan.book, len(scan.tokens)
    opening = set(tokens.starting(book.meant("head"), 0, count))
    if book.latin:
        opening.update(k for k, capital in enumerate(scan.reading.capitals) if capital)
        opening.update(tokens.standing(ARTICLES, 0, count))
        return opening
    leading = tokens.standing(book.meant(*LEADING).lasts, 0, count)
    opening.update(k + 1 + (k + 1 < count and tokens[k + 1].text == '"') for k in leading)
    for text, places in tokens.words.items():
        if text.startswith(book.words.inside_clitics):
            opening.update(places)
    return opening


def _open_list(scan: Scan, first: Mention) -> list[Mention]:
    """Return the names behind *first*, whose head ("بلدات", "villages of") opens a list."""
    if not scan.book.latin:
        return chain(scan, first.end, commas=True) if is_in_list(scan, first) else []
    if first.head is None or not first.head.many:
        return behind_known(scan, first)
    tokens, found, at = scan.tokens, list[Mention](), first.end
    while at < len(tokens) and (tokens[at].text == "," or scan.book.at(tokens, at, "joiner")):
        start, last = at + 1, tokens[at].text != ","
        if not last and scan.book.at(tokens, start, "joiner"):
            start, last = start + 1, True
        known = scan.starts.get(start)
        end = known.end if known is not None else capitals_end(scan, start)
        if end == start or is_common(scan, start, end):
            break
        if known is None:
            found.append(unknown_mention(scan, start, start, end, None))
        at = end
        if last:
            return found
    # Commas alone may well separate something else.
    return []


def _at(scan: Scan, index: int) -> Mention | None:
    word = scan.book.at(scan.tokens, index, "head")
    if word is not None and word.head is not None and (word.head.opens or word.head.many):
        return _behind_head(scan, word) or described(scan, word)
    if scan.book.latin:
        if not is_capital(scan.reading, index) and scan.tokens[index].text not in ARTICLES:
            return None
        return (
            before_head(scan, index)
            or behind_locative(scan, index)
            or before_what_it_is(scan, index)
            or before_known(scan, index)
            or road_end(scan, index)
        )
    if word is not None:
        return described(scan, word)
    return beside_known(scan, index)


def _behind_head(scan: Scan, word: Word) -> Mention | None:
    """Read "قرية السنديان", "village of X", a name in quotation marks too (منطقة "الحفاير")."""
    tokens, start = scan.tokens, word.end
    head = word.head
    if head is None or (not scan.book.latin and is_definite(scan, word)):
        return None
    if scan.book.is_misread(tokens, word):
        return None
    quoted = _quoted(scan, start)
    if quoted is not None:
        return unknown_mention(scan, word.start, start + 1, quoted, word, end=quoted + 1)
    end = capitals_end(scan, start) if scan.book.latin else name_end(scan, start)
    if end <= start or tokens[end - 1].kind != "word":
        return None
    if scan.book.latin and (
        scan.book.is_ordinary(tokens[end - 1].text) or scan.book.at(tokens, start, "rank")
    ):
        # "District Administrator", "home town of President X"
        return None
    if not scan.book.latin and not may_follow(scan, head, start, end):
        return None
    return unknown_mention(scan, word.start, start, end, word)


def _quoted(scan: Scan, start: int) -> int | None:
    """Return the end of a short name in quotation marks or brackets that opens at *start*."""
    tokens = scan.tokens
    if start >= len(tokens) or tokens[start].text not in _CLOSING:
        return None
    closing = _CLOSING[tokens[start].text]
    for end in range(start + 1, min(len(tokens), start + 2 + LONGEST_UNKNOWN + 1)):
        token = tokens[end]
        if token.text == closing:
            return end if end > start + 1 and tokens[end - 1].kind == "word" else None
        if end in scan.taken or (token.kind != "word" and token.text != "-"):
            return None
        if scan.book.latin and not is_capital(scan.reading, end) and token.kind == "word":
            return None
        if not scan.book.latin and scan.book.at(tokens, end, "stop"):
            return None
    return None


def _listed(scan: Scan, start: int) -> list[Mention]:
    """Return the unknown names of a list between the known one that ends at *start* and another."""
    tokens = scan.tokens
    for stop in range(start + 1, min(len(tokens), start + _LISTED)):
        following = scan.starts.get(stop)
        if following is not None:
            break
        if stop in scan.taken:
            return []
    else:
        return []
    if scan.book.latin:
        return listed_by_commas(scan, start, stop)
    joined = following is not None and following.clitic.startswith(scan.joining)
    comma = tokens[start].text in COMMAS and tokens[stop - 1].text in COMMAS
    return chain(scan, start, stop=stop, commas=comma) if joined or comma else []
