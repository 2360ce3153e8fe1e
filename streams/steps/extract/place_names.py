"""Which tokens of a text may name a place, and which of the places of that name is meant."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from math import log10
from typing import cast

from msgspec import Struct, to_builtins

from streams.gazetteer.index import Entry, Gazetteer
from streams.gazetteer.keys import ARTICLES, arabic_key, latin_key
from streams.languages.pack import LanguagePack
from streams.languages.place_words import Head
from streams.steps.extract.reading import Reading
from streams.text.folding import fold
from streams.text.phrases import phrase_words
from streams.text.tokens import Token

LONGEST = 5
"""Words of the longest name that is looked up."""
KNOWN = 40_000
"""People of a town that its name alone may mean where its country is spoken of."""


class Word(Struct, frozen=True):
    """A word around places, at tokens *start* to *end*; *head* and *value* as its meaning wants."""

    start: int
    end: int
    meaning: str
    clitic: str
    value: str = ""
    head: Head | None = None


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


_Candidates = list[tuple[tuple[str, ...], str, str, str, Head | None]]


class _Meant(Struct, frozen=True, eq=False):
    """The words of some meanings, by their first word with its prefix; *lasts* are what they may end in."""

    by_first: dict[str, _Candidates]
    lasts: frozenset[str]
    seconds: dict[str, set[str | None]]
    proclitics: tuple[str, ...] = ()


class WordBook:
    """The words of `places.toml`, compiled; proclitics are expanded once, never per article."""

    def __init__(self, pack: LanguagePack) -> None:
        self.words = pack.places
        self.latin = pack.script.direction == "ltr"
        self._clitics = ("", *pack.script.proclitics)
        self._by_first: dict[str, _Candidates] = {}
        self._meant: dict[tuple[str, ...], _Meant] = {}
        self._lasts: dict[str, set[str]] = {}
        words = self.words
        for head in words.heads:
            self._add("head", head.before, head=head)
            self._add("head_after", head.after, head=head)
        for meaning, spellings in (
            ("locative", words.locatives), ("near", words.near), ("to", words.to),
            ("from", words.from_), ("launch", words.launch), ("moves", words.moves),
            ("part", words.parts), ("km", words.kilometres), ("mile", words.miles),
            ("of", words.of), ("body", words.bodies), ("body_after", words.bodies_after),
            ("ministry", words.ministries), ("speech", words.speech), ("mask", words.masks), ("stop", words.stops),
            ("opener", words.openers), ("between", words.between), ("road", words.roads), ("way", words.ways), ("shut", words.shuts), ("above", words.above),
            ("blow", words.blows), ("ground", words.grounds), ("capital", words.capitals),
            ("care", words.care), ("says", words.says), ("share", words.shares), ("undescribing", words.undescribing), ("fighting", words.fighting),
            ("inside", words.inside), ("joiner", words.joiners), ("named", words.named),
            ("article", words.articles), ("goal", words.goals), ("seat", words.seats),
            ("struck", words.struck), ("office", words.offices), ("thing", words.things),
            ("belongs", words.belongs), ("one", words.one), ("kind", words.kinds), ("closer", words.closers),
            ("particle", words.particles),
        ):  # fmt: skip
            self._add(meaning, spellings)
        for meaning, table in (
            ("bearing", words.bearings),
            ("bearing_after", words.bearings_after),
            ("nationality", words.nationalities),
        ):
            for value, spellings in cast("Mapping[str, tuple[str, ...]]", table).items():
                self._add(meaning, spellings, value=value)
        for candidates in self._by_first.values():
            candidates.sort(key=lambda candidate: (-len(candidate[0]), len(candidate[1])))
        calendar = [*pack.dates.months.values(), *pack.dates.weekdays.values()]
        # "واحد" is a town in Iran, "One" in France: a number is a number.
        numbers = _words_in(to_builtins(pack.numbers))
        common = [*words.common, *(word for spellings in calendar for word in spellings), *numbers]
        key = latin_key if self.latin else arabic_key
        self.spellings = frozenset(" ".join(phrase_words(word)) for word in common)
        self.common = frozenset(key(phrase_words(word)) for word in common)
        self.led = frozenset(key(phrase_words(word)) for word in words.led)
        self.article = pack.strikes.article
        # "للرقة" has lost the alef of its article behind a preposition.
        self.fused = tuple(c for c in pack.script.proclitics if _is_fused(c, self.article))
        self.clitics = (
            (
                "",
                *(
                    c
                    for c in pack.script.proclitics
                    if c not in self.fused and self.article not in c
                ),
            )
            if self.article
            else ("",)
        )
        ordinary = _ordinary_words(pack)
        self.endings = tuple(fold(ending).text for ending in words.endings)
        self.describing = tuple(fold(ending).text for ending in words.describing) or ("\0",)
        self.ordinary = ordinary | {word.removeprefix(self.article) for word in ordinary}

    def is_ordinary(self, word: str) -> bool:
        """Tell whether a folded *word* is one of the language rather than a name."""
        return _is_ordinary(self, word)

    def _add(
        self, meaning: str, spellings: tuple[str, ...], *, value: str = "", head: Head | None = None
    ) -> None:
        for spelling in spellings:
            first, *rest = phrase_words(spelling)
            for last in rest[-1:] or [clitic + first for clitic in self._clitics]:
                self._lasts.setdefault(last, set()).add(meaning)
            for clitic in self._clitics:
                self._by_first.setdefault(clitic + first, []).append(
                    ((first, *rest), clitic, meaning, value, head)
                )

    def meant(self, *meanings: str) -> _Meant:
        """Return the words of *meanings*: the rules ask for few of all."""
        meant = self._meant.get(meanings)
        if meant is None:
            by_first = {
                first: some
                for first, candidates in self._by_first.items()
                if (some := [candidate for candidate in candidates if candidate[2] in meanings])
            }
            meant = self._meant[meanings] = _Meant(
                by_first,
                frozenset(w for w, said in self._lasts.items() if not said.isdisjoint(meanings)),
                {
                    first: {words[1] if words[1:] else None for words, *_ in candidates}
                    for first, candidates in by_first.items()
                },
            )
        return meant

    def at(self, tokens: tuple[Token, ...], index: int, *meanings: str) -> Word | None:
        """Return the longest word of *meanings* that begins at token *index*."""
        if not 0 <= index < len(tokens):
            return None
        meant = self._meant.get(meanings) or self.meant(*meanings)
        candidates = meant.by_first.get(tokens[index].text)
        if candidates is None:
            return None
        for words, clitic, meaning, value, head in candidates:
            end = index + len(words)
            if len(words) == 1 or (
                end <= len(tokens)
                and all(tokens[index + k].text == words[k] for k in range(1, len(words)))
            ):
                return Word(index, end, meaning, clitic, value, head)
        return None

    def leads_in(self, clitic: str) -> bool:
        """Tell a prefix that leads to where something is ("ب")."""
        return clitic.endswith(self.words.inside_clitics)

    def aims(self, clitic: str) -> bool:
        """Tell a prefix that leads somewhere else ("ل")."""
        return clitic.startswith(self.words.aiming_clitics)

    def joins(self, clitic: str) -> bool:
        """Tell a prefix that goes on with a list ("و")."""
        return clitic.startswith(self.words.joining_clitics)

    def opens(self, tokens: tuple[Token, ...], index: int) -> bool:
        """Tell whether token *index* is the first word of a longer name ("تل", "عين", "بني")."""
        word = self.at(tokens, index, "opener")
        return word is not None and word.clitic in {"", *self.words.joining_clitics}

    def before(self, tokens: tuple[Token, ...], end: int, *meanings: str) -> Word | None:
        """Return the longest word of *meanings* that ends right before token *end*."""
        meant = self._meant.get(meanings) or self.meant(*meanings)
        if end <= 0 or tokens[end - 1].text not in meant.lasts:
            return None
        for length in range(min(4, end), 0, -1):
            if tokens[end - length].text not in meant.by_first:
                continue
            word = self.at(tokens, end - length, *meanings)
            if word is not None and word.end == end:
                return word
        return None


@lru_cache(maxsize=1 << 16)
def _is_ordinary(book: WordBook, word: str) -> bool:
    article = book.article
    if article and word.startswith(article):
        # A name with an article may well look like a word with an ending ("الفرقان").
        return word[len(article) :] in book.ordinary
    return word in book.ordinary or any(
        word.endswith(ending)
        and len(word) - len(ending) > 2
        and word[: -len(ending)] in book.ordinary
        for ending in book.endings
    )


def _is_fused(clitic: str, article: str) -> bool:
    """Tell a prefix that has swallowed the first letter of the *article* ("لل")."""
    return bool(article) and clitic.endswith(2 * article[-1])


def _ordinary_words(pack: LanguagePack) -> frozenset[str]:
    """Return every word of the pack but those that open or romanise names."""
    words = pack.places
    tables = [
        pack.casualties, pack.strikes, pack.attribution, pack.actors, pack.numbers, pack.dates,
        words.locatives, words.near, words.to, words.from_, words.launch, words.moves, words.parts,
        words.bodies, words.ministries, words.speech, words.stops, words.blows, words.grounds,
        words.belongs, words.inside, words.ordinary, words.nationalities,
        [head.before + head.after for head in words.heads],
    ]  # fmt: skip
    opening = {word for entry in words.openers for word in phrase_words(entry)}
    return frozenset(_words_in(to_builtins(tables))) - opening


def _words_in(table: object) -> Iterator[str]:
    """Yield the folded words of every string in nested tables."""
    if isinstance(table, str):
        yield from phrase_words(table)
    elif isinstance(table, Mapping):
        for key, value in table.items():
            yield from _words_in(key)
            yield from _words_in(value)
    elif isinstance(table, list | tuple):
        for value in table:
            yield from _words_in(value)


@lru_cache(maxsize=8)
def word_book(pack: LanguagePack) -> WordBook:
    """Return the place words of *pack* compiled, once for each pack."""
    return WordBook(pack)


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
        opening = sorted({*capitals, *tokens.opening(ARTICLES.__contains__, 0, count)})
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
    for clitic, first in _stripped(text, gazetteer, book):
        words = [first]
        for length in range(1, LONGEST):
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
def _stripped(text: str, gazetteer: Gazetteer, book: WordBook) -> tuple[tuple[str, str], ...]:
    """Return how *text* may begin a name, the whole word first; "لل" hides an article."""
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
    return tuple(reading for reading in readings if reading[1] in gazetteer.first_words)


class Context:
    """What a text is about: countries by weight, provinces by name."""

    def __init__(self, weights: Mapping[str, float], provinces: frozenset[str]) -> None:
        self._total = sum(weights.values()) or 1.0
        self.weights = weights
        self.provinces = provinces

    def share(self, iso: str) -> float:
        """Return the weight of *iso* among the countries of the text, 0 to 1."""
        return self.weights.get(iso, 0.0) / self._total

    def leading(self) -> str:
        """Return the country that at least half of the text's hints are for, "" without one."""
        best = max(self.weights, key=lambda iso: self.weights[iso], default="")
        return best if best and self.share(best) >= 0.5 else ""

    def choose(self, name: Name, *, kind: str | None = None, spelled: Entry | None = None) -> Entry:
        """Return the most likely place of *name* here.

        *kind* is what a head says of it, *spelled* is one that is spelled just so.
        """
        return max(
            name.entries,
            key=lambda entry: self._score(name, entry, kind) + 1.5 * (entry is spelled),
        )

    def _score(self, name: Name, entry: Entry, kind: str | None) -> float:
        score = log10(entry.population + 10) + 5 * self.share(entry.iso)
        score += 1.0 * is_own_name(name, entry)
        score += 2.0 * (entry.iso in self.weights)
        score += 1.5 * (entry.admin1 is not None and entry.admin1 in self.provinces)
        score += 3.0 * (kind is not None and entry.kind == kind)
        score -= 3.0 * (kind in {"town", "district"} and entry.kind in {"province", "country"})
        return score + (entry.source == "country") * 3 * (kind is None)


def is_own_name(name: Name, entry: Entry) -> bool:
    """Tell whether *name* is what *entry* is shown as, however it is spelled.

    Only Latin names can be told apart so; any Arabic one counts.
    """
    return not name.key or name.key == _own_key(entry.name)


def is_spelled(reading: Reading, name: Name, entry: Entry) -> bool:
    """Tell whether a Latin *name* is spelled as *entry* is shown; of an Arabic one nobody knows."""
    words = tuple(token.text for token in reading.tokens[name.start : name.end])
    return " ".join(words).removesuffix("'s") == entry.name.lower()


@lru_cache(maxsize=1 << 16)
def _own_key(name: str) -> str:
    return latin_key(phrase_words(name))


def tier(name: Name, entry: Entry) -> int:
    """Return how much a name says on its own: 3 needs no context, 2 some, 1 a place word too."""
    if name.common:
        return 0
    if entry.source in {"country", "capital"} or entry.kind == "sea":
        return 3
    if entry.source == "admin1" or entry.population >= KNOWN:
        return 2
    return 1
