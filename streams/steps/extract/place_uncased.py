"""Unknown names of places in a script without capitals: the words around them say where they end."""

from streams.languages.place_words import Head
from streams.steps.extract.place_lexicon import Word
from streams.steps.extract.place_scan import (
    LONGEST_UNKNOWN,
    Mention,
    Scan,
    romanised,
)

LEADING = ("named", "inside", "near", "above")
"""Meanings of words that lead to a name."""


def described(scan: Scan, word: Word) -> Mention | None:
    """Read "المدرسة الإيرانية", "البوابة الشرقية": a site that an adjective tells from others."""
    tokens, end = scan.tokens, word.end
    head, article = word.head, scan.book.article
    if head is None or not head.described or not article:
        return None
    if not is_definite(scan, word) or end >= len(tokens) or end in scan.taken:
        return None
    text = tokens[end].text
    if (
        not text.startswith(article)
        or len(text) < 6
        or scan.book.at(tokens, end, "opener", "undescribing", "head")
    ):
        return None
    led = word.clitic.startswith(scan.book.words.inside_clitics) or scan.book.before(
        tokens, word.start, "locative", "near", "part", "named"
    )
    if not led:
        return None
    kept = len(word.clitic) - len(article)
    return Mention(
        start=word.start, end=end + 1, name_start=word.start, clitic=word.clitic[: max(0, kept)],
        entry=None, head=head, unknown=romanised(scan, word.end, end + 1),
    )  # fmt: skip


def is_definite(scan: Scan, word: Word) -> bool:
    """Tell a head with an article ("القرية"): no name need follow it."""
    article = scan.book.article
    return bool(article) and word.clitic.endswith((article, 2 * article[-1]))


def name_end(scan: Scan, start: int) -> int:
    """Return the end of an Arabic name that begins at *start*, *start* where none does."""
    tokens, book, article = scan.tokens, scan.book, scan.book.article
    end, loose = start, False
    while end < min(len(tokens), start + LONGEST_UNKNOWN) and tokens[end].kind == "word":
        if end in scan.taken or _ends_name(scan, end, first=end == start):
            break
        text, before = tokens[end].text, tokens[end - 1].text
        if end - 1 == start:
            before = unjoined(scan, before)
        if end > start and is_joined(scan, text) and not book.opens(tokens, end - 1):
            break
        closed = end > start and not (
            book.opens(tokens, end - 1)
            or book.opens(tokens, end)
            or (text.startswith(article) and before.startswith(article) and end - start < 2)
        )
        if closed and (text.startswith(article) or end - start > 2):
            break
        loose |= closed
        end += 1
    if loose and not is_anchored(scan, end):
        # Two words without an article are one name only where something ends it for sure.
        end = start + 1
        while book.opens(tokens, end - 1) and end < len(tokens):
            end += 1
    return end


def may_follow(scan: Scan, head: Head, start: int, end: int) -> bool:
    """Tell whether the words from *start* to *end* name a place behind *head*, or describe one.

    "مستشفى عسكري" and "طريق رئيسي" are descriptions; "قاعدة ناكناك العسكرية" and "مدرسة مسقط في
    مدينة" have names.
    """
    book, tokens = scan.book, scan.tokens
    first, opens = tokens[start].text, book.opens(tokens, start)
    definite = first.startswith(book.article)
    led = (*scan.joining, *book.words.inside_clitics, *book.words.aiming_clitics)
    if (len(first) < 3 and not opens) or first.startswith(2 * book.article[-1:]):
        return False
    if not opens and any(first.startswith(c) and book.is_ordinary(first[len(c) :]) for c in led):
        return False
    if head.kind != "site":
        return True
    if first.endswith(book.describing) and not definite:
        return False
    if head.proper or definite or opens or end - start > 1:
        return True
    return _is_definite_by_adjective(scan, end) or _is_bare_name(scan, start, end)


def _is_definite_by_adjective(scan: Scan, end: int) -> bool:
    """Tell "قاعدة ناكناك العسكرية": a bare noun before a definite adjective is a proper name."""
    tokens = scan.tokens
    if end >= len(tokens) or not tokens[end].text.startswith(scan.book.article):
        return False
    return not scan.book.is_ordinary(tokens[end - 1].text)


def _is_bare_name(scan: Scan, start: int, end: int) -> bool:
    """Tell "مدرسة مسقط في مدينة", "قاعدة هالان، الواقعة": no adjective, and told where it lies."""
    text = scan.tokens[start].text
    if scan.book.is_ordinary(text) or text.endswith(scan.book.adjectival):
        return False
    mark = end < len(scan.tokens) and scan.tokens[end].kind == "mark"
    if mark and scan.book.at(scan.tokens, end + 1, "belongs") is not None:
        return True
    return _lies_somewhere(scan, end)


def is_joined(scan: Scan, text: str) -> bool:
    """Tell whether *text* begins with the prefix that goes on with a list."""
    return any(text.startswith(clitic) for clitic in scan.joining)


def unjoined(scan: Scan, text: str) -> str:
    """Return *text* without the prefix that joins it to what stands before."""
    clitic = next((c for c in scan.joining if text.startswith(c)), "")
    return text[len(clitic) :]


def _ends_name(scan: Scan, index: int, *, first: bool) -> bool:
    if scan.book.opens(scan.tokens, index):
        return False
    if scan.book.at(scan.tokens, index, "stop", "speech", "inside", "named") is not None:
        return True
    head = scan.book.at(scan.tokens, index, "head")
    if head is not None and head.clitic.startswith(scan.book.words.inside_clitics):
        # "قرية دونكون ببلدية تويني"
        return True
    if first or scan.book.at(scan.tokens, index - 1, "namer") is not None:
        # "سيدي محمد": a word that only names begin with stands before.
        return False
    return scan.book.is_ordinary(scan.tokens[index].text)


def is_anchored(scan: Scan, end: int) -> bool:
    """Tell whether a name that ends before *end* is followed by where it lies, or by a mark."""
    if end >= len(scan.tokens) or scan.tokens[end].kind in {"mark", "break"}:
        return True
    return _lies_somewhere(scan, end) or scan.book.at(scan.tokens, end, "inside") is not None


def _lies_somewhere(scan: Scan, end: int) -> bool:
    """Tell whether at *end* begins what a place lies in: "بوسط مالي", "جنوبي المدينة", "التابعة"."""
    tokens, book = scan.tokens, scan.book
    following = scan.starts.get(end)
    if following is not None and (
        following.clitic.startswith(book.words.inside_clitics)
        or following.start < following.name_start
    ):
        return True
    if book.at(tokens, end, "inside") and end + 1 in scan.starts:
        return True
    word = book.at(tokens, end, "bearing", "belongs", "head")
    if word is None:
        return False
    if word.meaning == "head":
        return word.clitic.startswith(book.words.inside_clitics)
    return word.meaning == "belongs" or not word.clitic


def beside_known(scan: Scan, index: int) -> Mention | None:
    """Read "في سيفاري بوسط مالي", "المسمى تامزيافت": led by a preposition, lying somewhere known."""
    tokens, book = scan.tokens, scan.book
    text, clitic = tokens[index].text, ""
    quoted = index > 0 and tokens[index - 1].text == '"'
    lead = book.before(tokens, index - quoted, *LEADING)
    if lead is not None and (lead.meaning == "named" or quoted) and not _is_called(scan, lead):
        return None
    if lead is None:
        if not text.startswith(book.words.inside_clitics):
            return None
        clitic = next((c for c in book.words.inside_clitics if text.startswith(c)), "")
        if not clitic or text.startswith(clitic + book.article):
            return None
        tail = book.accusative
        if index and tail and text.endswith(tail) and tokens[index - 1].text.endswith(tail):
            # "جنديا بوركينابيا": an adjective, no "in".
            return None
    if (
        lead is not None
        and lead.meaning == "above"
        and not any(book.at(tokens, lead.start - back, "blow") for back in range(1, 4))
    ):
        # "الهجوم على دار الجمال في"; much else may follow "عثر على".
        return None
    if (
        len(text) - len(clitic) < 4
        or book.is_ordinary(text[len(clitic) :])
        or book.is_ordinary(text)
    ) and not _opens_name(scan, index, clitic):
        return None
    end = name_end(scan, index)
    if end == index or (
        not _lies_somewhere(scan, end)
        and (lead is None or lead.meaning != "named")
        and not book.at(tokens, index, "namer")
        and not (end == index + 1 and _is_foreign(scan, text[len(clitic) :]))
    ):
        return None
    return Mention(
        start=index, end=end, name_start=index, clitic=clitic, entry=None,
        unknown=romanised(scan, index, end, skip=len(clitic)),
    )  # fmt: skip


def _is_called(scan: Scan, lead: Word) -> bool:
    """Tell "قرية معزولة تدعى": what is called so is a place; a man may be called so too."""
    book, tokens = scan.book, scan.tokens
    return lead.meaning == "named" and (
        tokens[lead.start].text.startswith(book.article)
        or any(book.at(tokens, lead.start - back, "head") is not None for back in range(1, 5))
    )


def _is_foreign(scan: Scan, text: str) -> bool:
    """Tell a word that no word of the language ends like behind "in" ("مولوليا", "أوفيرو")."""
    book = scan.book
    return len(text) > 4 and text.endswith(book.foreign) and not text.endswith(book.native)


def _opens_name(scan: Scan, index: int, clitic: str) -> bool:
    """Tell "دار الجمال", "بيت لاهيا": an ordinary word that opens names, before one that is none."""
    tokens, book = scan.tokens, scan.book
    if clitic or not book.opens(tokens, index) or index + 1 >= len(tokens):
        return False
    text = tokens[index + 1].text
    return text.startswith(book.article) and not book.is_ordinary(text)
