"""Lists of unknown names in a script without capitals: joined by "و", parted by commas."""

from streams.steps.extract.place_scan import Mention, Scan, romanised, unknown_mention
from streams.steps.extract.place_uncased import is_anchored, is_joined, name_end, unjoined

COMMAS = frozenset({",", "\N{ARABIC COMMA}"})


def is_in_list(scan: Scan, mention: Mention | None) -> bool:
    """Tell a name of a list that a head of many ("بلدات") opens, the names before it known or not."""
    while mention is not None:
        if mention.head is not None and mention.head.many:
            return True
        start = mention.start - (scan.tokens[mention.start - 1].text in COMMAS)
        joined = start < mention.start or scan.book.joins(mention.clitic)
        mention = scan.ends.get(start) if joined else None
    return False


def chain(
    scan: Scan, start: int, *, stop: int | None = None, commas: bool = False
) -> list[Mention]:
    """Return the names joined by "و" from *start* on; all tokens to *stop*, if given, are names.

    Without *stop* the chain must end at a mark, a preposition or a known place. With *commas* they
    may part its names too.
    """
    tokens, found, at = scan.tokens, list[Mention](), start
    while at < len(tokens) and (stop is None or at < stop):
        comma = commas and tokens[at].text in COMMAS and at + 1 < len(tokens)
        at += comma
        if comma and at == stop:
            break
        if tokens[at].kind != "word":
            break
        text = tokens[at].text
        clitic = next((c for c in scan.joining if text.startswith(c)), "")
        if comma and not _is_item(scan, at):
            at -= 1
            break
        if (not clitic and not comma) or len(text) - len(clitic) < 3 or at in scan.taken:
            break
        ordinary = scan.book.is_ordinary(text[len(clitic) :]) or scan.book.is_ordinary(text)
        if ordinary and not (found and _goes_on(scan, at + 1)):
            break
        word = scan.book.at(tokens, at, "head")
        if word is not None and word.head is not None:
            end = name_end(scan, word.end)
            if end == word.end:
                break
            found.append(unknown_mention(scan, at, word.end, end, word))
        else:
            end = name_end(scan, at)
            if end == at:
                break
            found.append(
                Mention(
                    start=at, end=end, name_start=at, clitic=clitic, entry=None,
                    unknown=romanised(scan, at, end, skip=len(clitic)),
                )
            )  # fmt: skip
        at = end
    if stop is not None:
        return found if at == stop else []
    closed = is_anchored(scan, at) or at in scan.starts
    return found if closed or tokens[at].text.startswith(scan.book.article) else found[:-1]


def _is_item(scan: Scan, index: int) -> bool:
    """Tell whether what follows a comma is another name: a comma, "و" or a place ends it."""
    if index in scan.taken:
        return False
    end = name_end(scan, index)
    if end == index or scan.book.is_ordinary(scan.tokens[index].text):
        return False
    if end >= len(scan.tokens) or end in scan.starts:
        return True
    following = scan.tokens[end]
    return following.kind in {"mark", "break"} or is_joined(scan, following.text)


def _goes_on(scan: Scan, index: int) -> bool:
    """Tell whether a list goes on at *index*: "المجاوحة وعيدة وجبل المنارة" though "عيد" is a feast."""
    if index >= len(scan.tokens) or not is_joined(scan, scan.tokens[index].text):
        return False
    text = scan.tokens[index].text
    head = scan.book.at(scan.tokens, index, "head")
    return head is not None or not (
        scan.book.is_ordinary(unjoined(scan, text)) or scan.book.is_ordinary(text)
    )
