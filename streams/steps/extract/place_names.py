"""Which tokens of a text have a name that the gazetteer knows."""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache

from msgspec import Struct

from streams.gazetteer.index import Entry, Gazetteer
from streams.gazetteer.keys import ARTICLES, latin_key
from streams.steps.extract.place_lexicon import WordBook
from streams.steps.extract.reading import Reading
from streams.text.tokens import Token

LONGEST = 5
"""Words of the longest name that is looked up."""
KNOWN = 40_000
"""People of a town that its name alone may mean where its country is spoken of."""


class Name(Struct, frozen=True, kw_only=True):
    """A name at tokens *start* to *end* and the places it may mean, the most populous first.

    *trim* folded characters at its end are not part of it ("'s"); *key* is that of a Latin name.
    """

    start: int
    end: int
    clitic: str
    entries: tuple[Entry, ...]
    common: bool
    trim: int = 0
    key: str = ""

    @property
    def words(self) -> int:
        """Return how many tokens the name has."""
        return self.end - self.start


@lru_cache(maxsize=200_000)
def _latin(words: tuple[str, ...]) -> str:
    return latin_key(words)


def masked(reading: Reading, book: WordBook) -> tuple[frozenset[int], Counter[str]]:
    """Return the tokens that name no place, and how often each country's people are named."""
    tokens = reading.tokens
    covered: set[int] = set()
    peoples: Counter[str] = Counter()
    for index in tokens.starting(book.meant("mask", "nationality"), 0, len(tokens)):
        if tokens[index].kind != "word":
            continue
        word = book.at(tokens, index, "mask", "nationality")
        if word is not None:
            if word.meaning == "nationality":
                peoples[word.value] += 1
            else:
                covered.update(range(word.start, word.end))
    return frozenset(covered), peoples


def find_names(
    reading: Reading, *, gazetteer: Gazetteer, book: WordBook, covered: frozenset[int]
) -> Iterator[Name]:
    """Yield the names of *reading* that the gazetteer knows, leftmost and longest."""
    tokens, count, done = reading.tokens, len(reading.tokens), 0
    if book.latin:
        look = _latin_name
        capitals = (k for k, capital in enumerate(reading.capitals) if capital)
        opening = sorted({*capitals, *tokens.standing(ARTICLES, 0, count)})
    else:
        look = _arabic_name
        opening = tokens.opening(_openers(gazetteer, book), 0, count)
    for index in opening:
        if index < done or index in covered or tokens[index].kind != "word":
            continue
        name = look(reading, gazetteer, book, index)
        if name is not None and name.words == 1 and _is_people(reading, book, name):
            name = None
        if name is not None and not any(k in covered for k in range(name.start, name.end)):
            yield name
            done = name.end


def _is_people(reading: Reading, book: WordBook, name: Name) -> bool:
    """Tell an adjective from the country of the same spelling ("السعودية": Saudi Arabia, Saudi).

    It is the country where a preposition or a direction leads to it, or where it opens a title.
    """
    tokens, start = reading.tokens, name.start
    if book.at(tokens, start, "nationality") is None:
        return False
    if name.entries[0].source != "country" or book.before(
        tokens, start, "inside", "bearing", "part", "near", "to", "from"
    ):
        return name.entries[0].source != "country"
    opens = start == 0 or tokens[start - 1].kind == "break"
    return not (opens and name.end < len(tokens) and tokens[name.end].text in {":", "."})


def is_capital(reading: Reading, index: int) -> bool:
    """Tell whether token *index* begins with a capital in the original."""
    return reading.capitals[index]


def is_name_word(reading: Reading, book: WordBook, index: int) -> bool:
    """Tell whether token *index* is a capitalised word that the language does not know."""
    token = reading.tokens[index]
    return (
        token.kind == "word"
        and is_capital(reading, index)
        and len(token.text) > 2
        and not token.text.endswith("'s")
        and not book.is_ordinary(token.text)
        and book.at(reading.tokens, index, "head_after", "head", "mask", "nationality") is None
    )


def _latin_name(reading: Reading, gazetteer: Gazetteer, book: WordBook, index: int) -> Name | None:
    tokens = reading.tokens
    first = index
    if tokens[index].text in ARTICLES:
        first = index + 1
        if first < len(tokens) and tokens[first].text == "-":
            first += 1
        elif tokens[index].text not in {"al", "el"}:
            return None
    if first >= len(tokens) or tokens[first].kind != "word" or not is_capital(reading, first):
        return None
    words: list[str] = []
    best: Name | None = None
    end = first
    while end < len(tokens) and len(words) < LONGEST:
        token = tokens[end]
        if token.text == "-" and end + 1 < len(tokens) and touches(tokens, end) and end > first:
            end += 1
            continue
        if token.kind != "word":
            break
        text, trim = token.text, 0
        if text.endswith("'s"):
            text, trim = text[:-2], 2
        words.append(text)
        end += 1
        if text not in ARTICLES and (is_capital(reading, end - 1) or len(words) > 1):
            key = _latin(tuple(words))
            entries = gazetteer.find(key)
            if entries and (is_capital(reading, end - 1) or entries[0].source != "town"):
                best = Name(
                    start=index, end=end, clitic="", entries=entries, trim=trim, key=key,
                    common=_is_common(words, key, entries[0], book),
                )  # fmt: skip
        if trim:
            break
    return best


def _is_common(words: list[str], key: str, entry: Entry, book: WordBook) -> bool:
    """Tell a common word, in any of its spellings; "Sumy" spelled out is not "some"."""
    spelling = " ".join(words)
    return spelling in book.spellings or (key in book.common and spelling != entry.name.lower())


def touches(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell whether token *index*, a hyphen, stands between two words without a space."""
    return tokens[index].start == tokens[index - 1].end and (
        tokens[index + 1].start == tokens[index].end
    )


def _arabic_name(reading: Reading, gazetteer: Gazetteer, book: WordBook, index: int) -> Name | None:
    tokens, text = reading.tokens, reading.tokens[index].text
    best: Name | None = None
    for clitic, first, longest in _stripped(text, gazetteer, book):
        words = [first]
        for length in range(1, min(LONGEST, longest + 1)):
            if length > 1:
                at = index + length - 1
                if at >= len(tokens) or tokens[at].kind != "word":
                    break
                words.append(tokens[at].text)
            key = " ".join(words)
            entries = gazetteer.find(key)
            if length == 1 and not _is_long_enough(key, clitic, entries):
                continue
            if entries and (best is None or length > best.words):
                best = Name(
                    start=index, end=index + length, clitic=clitic, entries=entries,
                    common=key in book.common,
                )  # fmt: skip
    return best


def _is_long_enough(key: str, clitic: str, entries: tuple[Entry, ...]) -> bool:
    """Tell a name from a short word: behind a prefix, three letters name only a large place."""
    if not clitic or len(key) >= 4:
        return len(key) >= 2
    return len(key) == 3 and bool(entries) and entries[0].population >= KNOWN


@lru_cache(maxsize=8)
def _openers(gazetteer: Gazetteer, book: WordBook) -> Callable[[str], bool]:
    """Return what tells whether an Arabic name may begin with a word."""
    return lru_cache(maxsize=1 << 16)(lambda word: bool(_stripped(word, gazetteer, book)))


@lru_cache(maxsize=1 << 16)
def _stripped(text: str, gazetteer: Gazetteer, book: WordBook) -> tuple[tuple[str, str, int], ...]:
    """Return how *text* may begin a name, the whole word first; "لل" hides an article.

    Each is a prefix, the first word behind it, and how many words the longest such name has.
    """
    readings = [
        (clitic, text[len(clitic) :])
        for clitic in book.clitics
        if text.startswith(clitic) and len(text) > len(clitic) + 1
    ]
    readings += [
        (clitic, book.article + text[len(clitic) :])
        for clitic in book.fused
        if text.startswith(clitic) and len(text) > len(clitic) + 1
    ]
    known = gazetteer.first_words
    return tuple((clitic, first, known[first]) for clitic, first in readings if first in known)
