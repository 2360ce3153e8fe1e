"""The near-duplicate signature of a text: which three-word runs it is made of, in 512 bytes."""

import re
from base64 import b64encode
from struct import pack

from rensa import RMinHash

from streams.text.folding import fold_text

PERMUTATIONS = 128
SEED = 20180207  # part of the meaning of every stored fingerprint; never changed
RUN = 3  # words of a shingle
FEWEST_WORDS = 5

_WORD = re.compile(r"\w+")


def signature(text: str) -> str | None:
    """Return the MinHash of *text* over runs of three folded words, base64; None for a few words.

    128 numbers of 32 bits, little-endian: the share of equal places estimates the share of common
    runs. The same text gives the same signature in every process.
    """
    words = _WORD.findall(fold_text(text))
    if len(words) < FEWEST_WORDS:
        return None
    hashed = RMinHash(PERMUTATIONS, SEED)
    hashed.update([" ".join(words[start : start + RUN]) for start in range(len(words) - RUN + 1)])
    return b64encode(pack(f"<{PERMUTATIONS}I", *hashed.digest())).decode()
