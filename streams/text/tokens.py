"""Words, numbers and marks of a folded text."""

import re
from typing import Literal

from msgspec import Struct

from streams.text.folding import Folded

TokenKind = Literal["word", "number", "mark", "break"]

# A number keeps its separators ("1,200", "3.5", "12:30"); a word keeps inner apostrophes and the
# double quote of Arabic acronyms is a mark; a line break is a token of its own.
_TOKEN = re.compile(
    r"(?P<number>\d+(?:[.,:/]\d+)*)|(?P<word>[^\W\d_]+(?:'[^\W\d_]+)*)|(?P<break>\n+)|(?P<mark>[^\s\w]|_)"
)


class Token(Struct, frozen=True, gc=False):
    """A word, number, mark or line break: its folded text and folded offsets."""

    text: str
    start: int
    end: int
    kind: TokenKind


def tokenise(folded: Folded) -> tuple[Token, ...]:
    """Return the tokens of *folded* in order."""
    return tuple(
        Token(found.group(), found.start(), found.end(), found.lastgroup)  # type: ignore[arg-type]
        for found in _TOKEN.finditer(folded.text)
    )
