"""Unknown names beside known ones in a script with capitals: on a list, at the ends of a road."""

from streams.steps.extract.place_cased import before_head, capitals_end, is_common, sentence_start
from streams.steps.extract.place_scan import Mention, Scan, unknown_mention

_LONGEST_LIST = 12
"""Names of the longest list before one head."""


def before_many(scan: Scan, index: int) -> list[Mention]:
    """Read all names of "the Tarugo, Daluka and Zakka villages": their head stands behind the last."""
    tokens, book = scan.tokens, scan.book
    names: list[tuple[int, int]] = []
    at, last = index, False
    while at < len(tokens) and len(names) < _LONGEST_LIST:
        known = scan.starts.get(at)
        end = known.end if known is not None else capitals_end(scan, at)
        if end == at:
            return []
        start, stop = at, end
        if not last and end < len(tokens) and tokens[end].text == ",":
            end += 1
        elif not last and (end >= len(tokens) or book.at(tokens, end, "joiner") is None):
            return []
        if is_common(scan, start, stop):
            return []
        names.append((start, stop))
        if last:
            break
        if end < len(tokens) and book.at(tokens, end, "joiner") is not None:
            end, last = end + 1, True
        at = end
    head = book.at(tokens, names[-1][1], "head_after") if last and names else None
    if head is None or head.head is None or not head.head.many:
        return []
    return [
        unknown_mention(scan, start, start, end, None) for start, end in names if start not in scan.taken
    ]  # fmt: skip


def before_known(scan: Scan, index: int) -> Mention | None:
    """Read "Ain Tarma and Duma city were shelled": a sentence begins with a list of places."""
    tokens, book = scan.tokens, scan.book
    if index != sentence_start(scan, index):
        return None
    end = capitals_end(scan, index)
    if end == index or end >= len(tokens) or is_common(scan, index, end):
        return None
    if tokens[end].text != "," and book.at(tokens, end, "joiner") is None:
        return None
    known = scan.starts.get(end + 1) or before_head(scan, end + 1)
    if known is None or known.trim or not (known.head or known.entry):
        return None
    if known.entry is not None and known.entry.kind not in {"town", "district", "site"}:
        return None
    goes_on = known.end < len(tokens) and (
        tokens[known.end].text == ","
        or book.at(tokens, known.end, "joiner", "inside", "stop", "passive") is not None
    )
    return unknown_mention(scan, index, index, end, None) if goes_on else None


def behind_known(scan: Scan, known: Mention) -> list[Mention]:
    """Return the last name of "in Zabdani and al-Tarma, no losses", behind a *known* place."""
    tokens, book = scan.tokens, scan.book
    start = known.end + 1
    if book.at(tokens, known.end, "joiner") is None or start in scan.taken or known.trim:
        return []
    lead = book.phrase_start(tokens, known.start)
    if book.before(tokens, lead, "inside", "near", "struck", "part") is None:
        return []
    if known.entry is not None and known.entry.kind not in {"town", "district", "site"}:
        return []
    end = capitals_end(scan, start)
    if end == start or is_common(scan, start, end):
        return []
    closes = (
        end >= len(tokens)
        or tokens[end].kind in {"mark", "break"}
        or book.at(tokens, end, "inside", "near", "stop") is not None
    )
    if not closes or (end < len(tokens) and tokens[end].text in {"-", "'"}):
        return []
    return [unknown_mention(scan, start, start, end, None)]


def road_end(scan: Scan, index: int) -> Mention | None:
    """Read both names of "on the road from Tarugo to Daluka", "between Tarugo and Daluka"."""
    tokens, book = scan.tokens, scan.book
    if capitals_end(scan, index) == index:
        return None
    before = book.before(tokens, index, "from", "between", "to", "joiner")
    if before is None:
        return None
    first = before
    if before.meaning in {"to", "joiner"}:
        other = scan.ends.get(before.start)
        lead = book.before(tokens, other.start, "from", "between") if other is not None else None
        if lead is None:
            return None
        first = lead
    way = any(book.at(tokens, first.start - back, "way", "road") for back in range(1, 3))
    end = capitals_end(scan, index)
    if not way and before.meaning == "between" and book.at(tokens, end, "joiner") is not None:
        # "between Tarugo and Daluka village"; "between Smith and Jones" are men.
        other = scan.starts.get(end + 1) or before_head(scan, end + 1)
        way = other is not None and not other.trim and (other.entry or other.head) is not None
        way = way and not (other and other.entry and other.entry.kind in {"country", "province"})
    if not way or end == index or is_common(scan, index, end):
        return None
    return unknown_mention(scan, index, index, end, None)


def listed_by_commas(scan: Scan, start: int, stop: int) -> list[Mention]:
    """Return the names in "A, X, Y and B" between known A, which ends at *start*, and B at *stop*."""
    tokens, found, at = scan.tokens, list[Mention](), start
    while at < stop:
        if tokens[at].text == "," or scan.book.at(tokens, at, "joiner"):
            at += 1
            continue
        end = capitals_end(scan, at)
        if (
            end == at
            or end > stop
            or is_common(scan, at, end)
            or (tokens[at - 1].kind == "word" and at == start)
        ):
            return []
        found.append(unknown_mention(scan, at, at, end, None))
        at = end
    ends = tokens[stop - 1]
    return found if ends.text == "," or scan.book.at(tokens, stop - 1, "joiner") else []
