"""The consonants of a word, in which its spellings in Arabic and Latin letters meet.

Vowels go, and with them the letters that are vowels half of the time (w, y, ain); consonants that
transliterations confuse become one, doubled ones one. `Kizlyar` and كيزليار are both `kzlr`.
"""

import re
from functools import lru_cache

_ARABIC = str.maketrans(
    "بپتثجچحخدذرزسشصضطظغفڤقكگلمنه",
    "bbttgghkddrzsssdtzgffkkglmnh",
    "عوياء",
)
_DIGRAPHS = (
    ("sch", "s"), ("tch", "s"), ("sh", "s"), ("ch", "s"), ("kh", "k"), ("gh", "g"), ("dh", "d"),
    ("th", "t"), ("ph", "f"), ("dj", "g"), ("ck", "k"), ("x", "ks"),
)  # fmt: skip
_LATIN = str.maketrans(
    {"p": "b", "v": "f", "j": "g", "q": "k", "c": "k"} | dict.fromkeys("aeiouwy'")
)
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=50_000)
def sounds(word: str) -> str:
    """Return the consonants of a folded *word*, one letter each; "" of a word without any."""
    if word.isascii():
        for written, sound in _DIGRAPHS:
            word = word.replace(written, sound)
        key = word.translate(_LATIN)
    else:
        key = word.translate(_ARABIC)
    key = key.removesuffix("h")
    return _DOUBLED.sub(r"\1", key)
