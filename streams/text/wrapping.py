"""Lines that were broken at a fixed width, as old wire copy is, made whole again."""

_NARROWEST, _WIDEST = 40, 100
"""Lines are broken at a width between these."""
_FEWEST = 3
"""So many full lines show that a text is broken at a fixed width."""
_RAGGED = 6
"""A full line may have been broken so many characters early."""


def unwrapped(text: str) -> str:
    """Return *text* with a space for each line break that only its width made.

    Its length and every other character stay, so that offsets hold.
    """
    lines = text.split("\n")
    width = max(map(len, lines))
    if len(lines) <= _FEWEST or not _NARROWEST <= width <= _WIDEST:
        return text
    breaks = [k for k in range(len(lines) - 1) if lines[k].strip() and lines[k + 1].strip()]
    full = {k for k in breaks if _is_full(lines[k], lines[k + 1], width)}
    if len(full) < _FEWEST or 2 * len(full) < len(breaks):
        return text
    ends = [" " if k in full else "\n" for k in range(len(lines) - 1)]
    return "".join(part for k, line in enumerate(lines) for part in (line, *ends[k : k + 1]))


def _is_full(line: str, following: str, width: int) -> bool:
    """Tell a line that could not hold the first word of the next one."""
    return len(line.rstrip()) + 1 + len(following.split(None, 1)[0]) > width - _RAGGED
