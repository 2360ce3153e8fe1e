"""Under which key a name is filed and looked up, so that its spellings meet.

An Arabic name is filed as folded. A Latin name is filed by its consonants and main vowels: the
article of Arabic names (al-, ash-, ez- ...), hyphens, accents and doubled letters go, and the
vowels that transliterations disagree about become one. Lookups go through the same functions.
"""

import re
from collections.abc import Sequence

ARTICLES = frozenset(
    "al el ad ar as ash az an at ath adh ez es er et ed ul il".split()  # noqa: SIM905
)
"""Spellings of the Arabic article as a word of its own in a Latin name."""

_DIGRAPHS = (
    ("dj", "j"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ei", "i"), ("ey", "i"), ("ai", "i"),
    ("ay", "i"), ("aa", "a"), ("q", "k"), ("dh", "d"), ("o", "u"), ("e", "i"), ("y", "i"),
)  # fmt: skip
_SAME = {
    word: key
    for key, words in {
        "kfr": "kafr kfar kefar kafar kafer kfer",
        "tl": "tal tel tell tall",
        "shikh": "sheik shaikh shaykh sheikh shiekh cheikh",
        "abu": "abou abi",
    }.items()
    for word in words.split()
}
_DOUBLED = re.compile(r"(.)\1+")
_FINAL_A = re.compile(r"(?:a|i)h$")


def latin_word(word: str) -> str:
    """Return the key of one folded Latin *word*; "" where nothing of it counts."""
    word = "".join(character for character in word if character.isalpha())
    if len(word) <= 2 or word in _SAME:
        return _SAME.get(word, word)
    word = _FINAL_A.sub("a", word)
    if len(word) > 4 and word.endswith("e"):
        word = word[:-1] + "a" if word.endswith(("ie", "ye")) else word
    for written, key in _DIGRAPHS:
        word = word.replace(written, key)
    return _DOUBLED.sub(r"\1", word)


def latin_key(words: Sequence[str]) -> str:
    """Return the key of a Latin name given its folded *words*, articles left out."""
    kept = [word for word in words if word not in ARTICLES] or list(words)
    return " ".join(filter(None, map(latin_word, kept)))


def arabic_key(words: Sequence[str]) -> str:
    """Return the key of an Arabic name given its folded *words*."""
    return " ".join(words)


def is_arabic(text: str) -> bool:
    """Tell whether *text* is written in Arabic letters."""
    return any(
        "\N{ARABIC LETTER HAMZA}" <= character <= "\N{ARABIC LETTER YEH}" for character in text
    )
