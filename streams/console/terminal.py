"""Text from articles on its way to a terminal: nothing in it may steer the terminal."""

import unicodedata

# Beside the control characters: format characters that turn the direction of what follows (a
# headline could swap digits), and separators that break a line.
_STEERING = frozenset({"Cc", "Cs", "Zl", "Zp"})
_TURNING = frozenset(
    {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"},
)


def plain(text: str) -> str:
    """Return *text* on one line, without what could move a cursor, colour or turn a line.

    Markup of rich stays as it is: hand the result to `rich.text.Text`, or to `rich.markup.escape`
    where markup is read.
    """
    kept = (" " if character in "\n\r\t" else character for character in text)
    return "".join(character for character in kept if not _steers(character))


def isolated(text: str) -> str:
    """Return *text* as `plain` does, in an isolate: what stands beside it keeps its place."""
    return f"\u2068{plain(text)}\u2069"


def _steers(character: str) -> bool:
    return (
        unicodedata.category(character) in _STEERING
        or unicodedata.bidirectional(character) in _TURNING
    )
