"""Lines around an article that are no part of it: share buttons, forms, notices, links."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal

from streams.languages.boilerplate_words import BoilerplateWords
from streams.text.folding import fold_text

# A line that begins like a link or a form is one up to so many words, a notice up to so many. The
# longest links in real pages have 21 words, news paragraphs seldom fewer than 25.
MAX_LINK_WORDS = 22
MAX_NOTICE_WORDS = 50
# Behind a heading over links stand titles: at most so many, of at most so many words.
MAX_LINKS = 8
MAX_TITLE_WORDS = 16

Kind = Literal["whole", "starts", "contains", "section"]
_WORD = re.compile(r"[^\W\d_]+|\u00a9")
_SENTENCE_END = re.compile(r"[.!\u061f?\u06d4\u2026:][\"'\u00bb\u201d)\]]*$")


def drop_boilerplate(lines: Sequence[str], *, words: Iterable[BoilerplateWords]) -> list[str]:
    """Return the *lines* that belong to the article, in order.

    A line that is long is always kept, whatever it begins with or holds.
    """
    phrases = _compile(tuple(words))
    kept: list[str] = []
    links = 0  # how many more lines may be titles of a list of links
    for line in lines:
        kind = _kind_of(line, phrases)
        if kind == "section":
            links = MAX_LINKS
        elif kind is None and links and _is_title(line):
            links -= 1
        elif kind is None:
            links = 0
            kept.append(line)
    return kept


def _kind_of(line: str, phrases: "_Phrases") -> Kind | None:
    found = tuple(_WORD.findall(fold_text(line[: MAX_NOTICE_WORDS * 32])))
    if not found or len(found) > MAX_NOTICE_WORDS:
        return None
    for index, word in enumerate(found):
        for phrase, kind in phrases.get(word, ()):
            if found[index : index + len(phrase)] != phrase:
                continue
            if kind == "contains":
                return kind
            if index == 0 and kind == "starts" and len(found) <= MAX_LINK_WORDS:
                return kind
            if index == 0 and kind in {"whole", "section"} and len(found) == len(phrase):
                return kind
    return None


def _is_title(line: str) -> bool:
    return len(line.split()) <= MAX_TITLE_WORDS and not _SENTENCE_END.search(line)


_Phrases = dict[str, list[tuple[tuple[str, ...], Kind]]]


@lru_cache(maxsize=8)
def _compile(words: tuple[BoilerplateWords, ...]) -> _Phrases:
    """Return the phrases of *words* by their first word; what is a section is no mere line."""
    phrases: _Phrases = {}
    for pack in words:
        listed: tuple[tuple[tuple[str, ...], Kind], ...] = (
            (pack.sections, "section"),
            (pack.whole, "whole"),
            (pack.starts, "starts"),
            (pack.contains, "contains"),
        )
        for entries, kind in listed:
            for entry in entries:
                phrase = tuple(_WORD.findall(fold_text(entry)))
                phrases.setdefault(phrase[0], []).append((phrase, kind))
    return phrases
