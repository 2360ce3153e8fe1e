"""The words around places of a pack, compiled to be asked for by token."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import cast

from msgspec import Struct, to_builtins

from streams.gazetteer.keys import arabic_key, latin_key
from streams.languages.pack import LanguagePack
from streams.languages.place_words import Head
from streams.text.folding import fold
from streams.text.phrases import phrase_words
from streams.text.tokens import Token


class Word(Struct, frozen=True):
    """A word around places, at tokens *start* to *end*; *head* and *value* as its meaning wants."""

    start: int
    end: int
    meaning: str
    clitic: str
    value: str = ""
    head: Head | None = None


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
            ("particle", words.particles), ("epithet", words.epithets), ("telling", words.telling),
            ("medium", words.media), ("aside", words.asides), ("being", words.being), ("lies", words.lies),
            ("rank", words.ranks), ("building", words.buildings), ("anaphor", words.anaphors),
            ("scene", words.scene), ("passive", words.passive), ("namer", words.namers), ("modifier", words.modifiers), ("vague", words.vague),
        ):  # fmt: skip
            self._add(meaning, spellings)
        for spellings in pack.numbers.words.values():
            self._add("number", spellings)
        for meaning, table in (
            ("bearing", words.bearings),
            ("bearing_after", words.bearings_after),
            ("nationality", words.nationalities),
        ):
            for value, spellings in cast("Mapping[str, tuple[str, ...]]", table).items():
                self._add(meaning, spellings, value=value)
        for candidates in self._by_first.values():
            candidates.sort(key=lambda candidate: (-len(candidate[0]), len(candidate[1])))
        self._months = frozenset(
            phrase_words(word)[0] for spellings in pack.dates.months.values() for word in spellings
        )
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
        self.accusative = fold(words.accusative).text
        self.adjectival = tuple(fold(ending).text for ending in words.adjectival) or ("\0",)
        self.foreign, self.native = (
            tuple(fold(ending).text for ending in endings)
            for endings in (words.foreign, words.native)
        )
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

    def is_month(self, tokens: tuple[Token, ...], index: int) -> bool:
        """Tell whether token *index* is the name of a month."""
        return index < len(tokens) and tokens[index].text in self._months

    def opens(self, tokens: tuple[Token, ...], index: int) -> bool:
        """Tell whether token *index* is the first word of a longer name ("تل", "عين", "بني")."""
        word = self.at(tokens, index, "opener")
        return word is not None and word.clitic in {"", *self.words.joining_clitics}

    def is_misread(self, tokens: tuple[Token, ...], word: Word) -> bool:
        """Tell a head that is none where no preposition leads to it ("مصادر محلية")."""
        if word.head is None or not word.head.led or self.leads_in(word.clitic):
            return False
        return self.before(tokens, word.start, "inside", "near", "above", "to", "from") is None

    def phrase_start(self, tokens: tuple[Token, ...], start: int) -> int:
        """Return where the phrase of a name at *start* begins: "the nearby rebel-held" belongs to it."""
        if start > 1 and tokens[start - 1].text == "," and self.at(tokens, start - 2, "capital"):
            # "to the capital, X"
            start -= 2
        while start > 0 and self.at(tokens, start - 1, "article", "epithet") is not None:
            compound = start > 2 and tokens[start - 2].text == "-"
            start -= 3 if compound else 1
        return start

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
