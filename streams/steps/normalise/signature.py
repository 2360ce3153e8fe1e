"""The fingerprint of a text: what deduplicate compares, made here because the load is spread here."""

import re
from array import array
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from struct import pack

from rensa import RMinHash

from streams.languages.pack import LanguagePack
from streams.text.fingerprint import (
    MINHASHES,
    Denial,
    Fingerprint,
    run_hash,
    sampled,
    to_base64,
    word_hash,
)
from streams.text.folding import Folded, fold_text
from streams.text.numerals import NumberReader
from streams.text.phrases import PhraseBook
from streams.text.tokens import Token, tokenise

SEED = 20180207  # part of the meaning of every stored fingerprint; never changed
RUN = 3  # words of a run
FEWEST_WORDS = 5

# Figures from here on that need no comma are years; hours and dates keep their marks and are none.
_YEARS = range(1900, 2101)
_BESIDE = 3  # words from a verb of saying within which its speaker begins
_NAME = 4  # letters; shorter words are no names but what stands between them

_ENDS = {".", "!", "?", "\N{ARABIC QUESTION MARK}"}
_WORD = re.compile(r"\w+")


def signature(text: str, *, language: str, packs: Mapping[str, LanguagePack]) -> str | None:
    """Return the fingerprint of *text* in base64; None for a few words.

    Its first 512 bytes are the MinHash over runs of three folded words: the share of equal places
    estimates the share of common runs. The same text gives the same in every process. In a language
    without pack only digits count as figures.
    """
    folded = fold_text(text)
    found = list(_WORD.finditer(folded))
    words = [each.group() for each in found]
    if len(words) < FEWEST_WORDS:
        return None
    runs = [" ".join(words[start : start + RUN]) for start in range(len(words) - RUN + 1)]
    hashed = RMinHash(MINHASHES, SEED)
    hashed.update(runs)
    scale, kept = sampled(runs)
    placed = [
        (at.start(), run)
        for at, run in zip(found, map(run_hash, runs), strict=False)
        if run in kept
    ]
    reader = _reader(packs[language]) if language in packs else None
    tokens = tokenise(Folded(text=folded, starts=array("I")))
    heading = next((i for i, token in enumerate(tokens) if token.kind == "break"), 0)
    figures = list(_figures(tokens, reader))
    return to_base64(
        Fingerprint(
            minhash=pack(f"<{MINHASHES}I", *hashed.digest()),
            scale=scale,
            runs=kept,
            words=frozenset(map(word_hash, words)),
            heading=tuple(figure for at, figure in figures if at < heading),
            figures=tuple(figure for at, figure in figures if at >= heading),
            denials=tuple(
                Denial(word, next((run for at, run in placed if at > ends), 0))
                for word, ends in (reader.denials(tokens) if reader else ())
            ),
            speakers=reader.speakers(tokens[heading:]) if reader else (),
            places=reader.places(tokens[heading:]) if reader else (),
        )
    )


class _Reader:
    """The words of a language that no mere copy adds."""

    def __init__(self, pack: LanguagePack) -> None:
        proclitics = [fold_text(each) for each in pack.script.proclitics]
        said, copied = pack.attribution, pack.copies
        self.numbers = NumberReader(pack.numbers, proclitics=proclitics)
        self.counted = PhraseBook(
            [(word, int(n)) for n, words in copied.counted.items() for word in words],
            proclitics=proclitics,
        )
        self._denials = PhraseBook(
            [(word, word_hash(fold_text(word))) for word in (*copied.denials, *copied.corrections)],
            proclitics=proclitics,
        )
        self._saying = PhraseBook(
            [(word, said.order == "before") for word in said.say]
            + [(word, False) for word in said.according],
            proclitics=proclitics,
        )
        where = pack.places
        heads = [word for head in where.heads for word in head.before]
        self._leading = PhraseBook(
            [(word, True) for word in (*heads, *where.locatives, *where.near)],
            proclitics=proclitics,
        )
        self._cues = {word for words in (said.say, said.that) for word in map(fold_text, words)}
        months = [name for names in pack.dates.months.values() for name in names]
        self.months = {word for name in months for word in fold_text(name).split()}

    @lru_cache(maxsize=1 << 15)  # noqa: B019  # one reader a language for the life of a process
    def counts(self, word: str) -> bool:
        """Tell whether the folded *word* alone is a number, or holds one."""
        alone = (Token(word, 0, len(word), "word"),)
        return self.counted.begins(word) or self.numbers.integer(alone, 0, end=1) is not None

    def denials(self, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
        """Yield the words of denial and correction in *tokens*, and where their sentence ends."""
        size = len(tokens)
        for at, token in enumerate(tokens):
            if self._denials.begins(token.text) and (
                matches := self._denials.at(tokens, at, end=size)
            ):
                rest = tokens[at:]
                ends = next((t.start for t in rest if t.kind == "break" or t.text in _ENDS), None)
                yield matches[0].value, rest[-1].end if ends is None else ends

    def places(self, tokens: Sequence[Token]) -> tuple[int, ...]:
        """Return the words behind "in", "near" and "the town of", in the order of the text."""
        found: dict[int, None] = {}
        for at, word in enumerate(tokens):
            # Folded, "à" (at) and "a" (has) are one word.
            if len(word.text) < 2 or not self._leading.begins(word.text):
                continue
            for match in self._leading.at(tokens, at, end=len(tokens))[:1]:
                named = tokens[match.end : match.end + 1]
                found |= {word_hash(t.text): None for t in named if _may_be_name(t)}
        return tuple(found)

    def speakers(self, tokens: Sequence[Token]) -> tuple[int, ...]:
        """Return the words beside the verbs of saying."""
        found: set[int] = set()
        for at, word in enumerate(tokens):
            if not self._saying.begins(word.text):
                continue
            matches = self._saying.at(tokens, at, end=len(tokens))
            if not matches:
                continue
            is_quoted = at > 0 and tokens[at - 1].kind == "mark"
            if matches[0].value and not is_quoted:
                beside = tokens[max(at - 2, 0) : at]
            else:
                beside = tokens[matches[0].end : matches[0].end + _BESIDE]
            for token in beside if not matches[0].value or is_quoted else reversed(beside):
                if token.kind != "word" or token.text in self._cues:
                    break
                if _may_be_name(token):
                    found.add(word_hash(token.text))
        return tuple(sorted(found))


def _may_be_name(token: Token) -> bool:
    return token.kind == "word" and len(token.text) >= _NAME


@lru_cache(maxsize=8)
def _reader(pack: LanguagePack) -> _Reader:
    return _Reader(pack)


def _figures(tokens: Sequence[Token], reader: _Reader | None) -> Iterator[tuple[int, int]]:
    """Yield position and value of each figure that is no year, day of a month or hour."""
    at, end = 0, len(tokens)
    while at < end:
        token = tokens[at]
        value, after = None, at + 1
        if token.kind == "number":
            digits = token.text.replace(",", "")
            value = int(digits[:9]) if digits.isdigit() else None
            if value in _YEARS and "," not in token.text:
                value = None
        elif reader is not None and token.kind == "word" and reader.counts(token.text):
            counted = reader.counted.at(tokens, at, end=end)
            found = reader.numbers.integer(tokens, at, end=end)
            if counted:
                value = counted[0].value
            elif found is not None:
                # A word for one is an article or a pronoun more often than a figure.
                value, after = (found[0] if found[0] != 1 else None), found[1]
        if value is not None and not _is_dated(tokens, at, after, reader):
            yield at, min(value, 0xFFFFFFFF)
        at = after


def _is_dated(tokens: Sequence[Token], at: int, after: int, reader: _Reader | None) -> bool:
    if reader is None:
        return False
    beside = (*tokens[max(at - 1, 0) : at], *tokens[after : after + 1])
    return any(token.text in reader.months for token in beside)
