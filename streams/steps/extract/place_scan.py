"""The search of a text for unknown names: what is known of it, and how a name found becomes a mention."""

from collections.abc import Sequence

from msgspec import Struct

from streams.gazetteer.index import Entry
from streams.languages.place_words import Head
from streams.steps.extract.place_lexicon import Word, WordBook
from streams.steps.extract.reading import Reading

LONGEST_UNKNOWN = 4
"""Words of the longest name that no gazetteer knows."""


class Mention(Struct, frozen=True, kw_only=True):
    """A name with the words that belong to it: *start*, *end* with its head, *name_start* without.

    *again* tells one without a name, whose place was told before.
    """

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
    again: bool = False


class Scan:
    """What is known of a text: mentions by where they start and end; *taken* tokens belong to a name."""

    def __init__(
        self, reading: Reading, book: WordBook, known: Sequence[Mention], covered: frozenset[int]
    ) -> None:
        self.reading, self.book, self.tokens = reading, book, reading.tokens
        self.joining = book.words.joining_clitics
        self.starts = {mention.start: mention for mention in known}
        self.ends = {mention.end: mention for mention in known}
        self.taken = {k for mention in known for k in range(mention.start, mention.end)} | covered
        self.capitals: dict[int, int] = {}
        """Where the capitals from a token on end, as far as asked for; a name taken may end others."""

    def take(self, mention: Mention) -> None:
        """Keep the tokens of *mention* from other names."""
        self.taken.update(range(mention.start, mention.end))
        self.ends[mention.end] = mention
        self.capitals.clear()


def unknown_mention(
    scan: Scan, start: int, first: int, last: int, word: Word | None, *, end: int | None = None
) -> Mention:
    """Return the mention from *start* to *end* of the name at *first* to *last*, with its head *word*."""
    return Mention(
        start=start, end=last if end is None else end, name_start=first,
        clitic=word.clitic if word else "", entry=None,
        head=word.head if word else None, unknown=romanised(scan, first, last),
    )  # fmt: skip


def romanised(scan: Scan, start: int, end: int, *, skip: int = 0) -> str:
    """Return the name in Latin letters, by the one table of the pack; Latin names as they stand."""
    if scan.book.latin:
        return scan.reading.quote(scan.reading.span(start, end)).removesuffix("'s")
    letters, article = scan.book.words.letters, scan.book.article
    words = []
    for token in scan.tokens[start:end]:
        text, skip = token.text[skip:], 0
        definite = text.startswith(article) and len(text) > len(article) + 1
        stem = text[len(article) :] if definite else text
        body = "".join(letters.get(letter, "") for letter in stem)
        if body:
            words.append(("al-" if definite else "") + body.capitalize())
    return " ".join(words)
