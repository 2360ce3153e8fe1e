"""Fold spellings that a reader takes as the same, and find the way back to the original.

Matching is on folded text, reporting from the original. One table serves every language, so that
a name in one script inside a text of another folds alike: marks and tatweel dropped, alef, ya,
ta marbuta and hamza carriers unified, Persian and presentation letters to Arabic ones, Arabic-Indic
digits to 0-9, Latin case and accents dropped, invisible characters gone, every space a space, words
that their writer broke between two tatweels whole again.
"""

import re
import unicodedata
from array import array
from collections.abc import Iterable
from functools import lru_cache

from msgspec import Struct

_LETTERS = {
    "\N{ARABIC LETTER ALEF WITH MADDA ABOVE}": "\N{ARABIC LETTER ALEF}",
    "\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}": "\N{ARABIC LETTER ALEF}",
    "\N{ARABIC LETTER ALEF WITH HAMZA BELOW}": "\N{ARABIC LETTER ALEF}",
    "\N{ARABIC LETTER ALEF WASLA}": "\N{ARABIC LETTER ALEF}",
    "\N{ARABIC LETTER ALEF MAKSURA}": "\N{ARABIC LETTER YEH}",
    "\N{ARABIC LETTER FARSI YEH}": "\N{ARABIC LETTER YEH}",
    "\N{ARABIC LETTER YEH WITH HAMZA ABOVE}": "\N{ARABIC LETTER YEH}",
    "\N{ARABIC LETTER WAW WITH HAMZA ABOVE}": "\N{ARABIC LETTER WAW}",
    "\N{ARABIC LETTER TEH MARBUTA}": "\N{ARABIC LETTER HEH}",
    "\N{ARABIC LETTER AE}": "\N{ARABIC LETTER HEH}",
    "\N{ARABIC LETTER HEH DOACHASHMEE}": "\N{ARABIC LETTER HEH}",
    "\N{ARABIC LETTER KEHEH}": "\N{ARABIC LETTER KAF}",
    "\N{RIGHT SINGLE QUOTATION MARK}": "'",
    "\N{LEFT SINGLE QUOTATION MARK}": "'",
    "\N{MODIFIER LETTER APOSTROPHE}": "'",
    "\N{LEFT DOUBLE QUOTATION MARK}": '"',
    "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
    "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}": '"',
    "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}": '"',
    "\N{NON-BREAKING HYPHEN}": "-",
    "\N{HYPHEN}": "-",
    "\N{EN DASH}": "-",
    "\N{EM DASH}": "-",
    "\N{ARABIC TATWEEL}": "",
    "\N{ARABIC THOUSANDS SEPARATOR}": ",",
    "\N{ARABIC DECIMAL SEPARATOR}": ".",
}

_TATWEEL = "\N{ARABIC TATWEEL}"
_BROKEN = re.compile(rf"{_TATWEEL}[ .*/|-]{{1,2}}(?={_TATWEEL})")
"""What breaks a word that a reader takes as one, so that no filter of a network finds it."""


class Folded(Struct, frozen=True):
    """Folded text; `starts[i]` is where its character *i* stands in the original.

    *starts* has one element more than *text*: the length of the original.
    """

    text: str
    starts: "array[int]"

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the original span of the folded characters *start* to *end* (exclusive).

        Marks that follow the last character belong to it.
        """
        return self.starts[start], self._after(end - 1) if end > start else self.starts[start]

    def _after(self, index: int) -> int:
        """Return the original offset just behind folded character *index*.

        A character that folds to several has them all at one offset; what is dropped between two
        characters belongs to the first, but never a space or mark that was dropped around words.
        """
        start, following = self.starts[index], index + 1
        while following < len(self.text) and self.starts[following] == start:
            following += 1
        return self.starts[following]


def fold(original: str) -> Folded:
    """Return *original* folded, each character with its offset in *original*.

    Folding twice changes nothing more.
    """
    text = fold_text(original)
    starts: array[int] = array("I")
    broken = _breaks(original)
    kept = 0
    offsets = [found.start() for found in _irregular(len(_IRREGULAR)).finditer(original)]
    for offset in sorted({*offsets, *broken}) if broken else offsets:
        starts.extend(_count(kept, offset))
        if offset not in broken:
            starts.extend([offset] * len(_TRANSLATION[ord(original[offset])]))
        kept = offset + 1
    starts.extend(_count(kept, len(original) + 1))
    return Folded(text=text, starts=starts)


def _count(start: int, end: int) -> Iterable[int]:
    """Return the numbers from *start* to *end*, copied where there are so many ready."""
    return _COUNTED[start:end] if end <= len(_COUNTED) else range(start, end)


_COUNTED = array("I", range(1 << 16))


def fold_text(original: str) -> str:
    """Return *original* folded, without the way back."""
    if _TATWEEL in original:
        original = _BROKEN.sub("", original)
    return original.translate(_TRANSLATION)


def _breaks(original: str) -> frozenset[int]:
    """Return the offsets of what breaks words between two tatweels."""
    if _TATWEEL not in original:
        return frozenset()
    return frozenset(k for found in _BROKEN.finditer(original) for k in range(*found.span()))


def _fold_character(character: str) -> str:
    if character in _LETTERS:
        return _LETTERS[character]
    if character < "\x80":
        return " " if character != "\n" and character.isspace() else character.lower()
    category = unicodedata.category(character)
    if category in {"Mn", "Me", "Cf"}:
        return ""
    if category == "Zs":
        return " "
    if category == "Nd":
        return str(unicodedata.digit(character))
    if _is_decomposed(character):
        decomposed = unicodedata.normalize("NFKD", character)
        if decomposed != character:
            return "".join(map(_fold_character, decomposed))
    lowered = character.lower()
    return lowered if len(lowered) == 1 else "".join(map(_fold_character, lowered))


class _Translation(dict[int, str]):
    """The table `str.translate` folds by, filled as characters are met.

    Every character is looked at once in a process, so that folding a text costs one pass in C.
    """

    def __missing__(self, code: int) -> str:
        folded = _fold_character(chr(code))
        if len(folded) != 1:
            _IRREGULAR.add(chr(code))
        self[code] = folded
        return folded


_IRREGULAR: set[str] = set()  # characters met that fold to none or to several


@lru_cache(maxsize=1)
def _irregular(known: int) -> re.Pattern[str]:
    """Return what finds the irregular characters, of which so many are known."""
    return re.compile(f"[{re.escape(''.join(sorted(_IRREGULAR)))}]" if known else r"(?!)")


_TRANSLATION = _Translation()


def _is_decomposed(character: str) -> bool:
    """Tell the scripts whose composed letters we take apart; Hangul syllables stay whole."""
    return (
        character < "\N{LATIN SMALL LETTER TURNED A}"
        or "\N{LATIN CAPITAL LETTER A WITH RING BELOW}" <= character < "\N{EN QUAD}"
        or character >= "\N{LATIN SMALL LIGATURE FF}"
    )
