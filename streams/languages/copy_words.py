"""CopyWords: the typed shape of `copies.toml`, the words that no mere copy adds."""

from msgspec import Struct


class CopyWords(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, eq=False):
    """`copies.toml`.

    *denials* deny, negate or doubt; *corrections* take back or revise. *counted*: words that hold
    a number in themselves (a dual), by that number. *same* and *changed* are examples, each a
    test: two sentences of which the second may, or must not, pass for a copy of the first.
    """

    denials: tuple[str, ...]
    corrections: tuple[str, ...]
    counted: dict[str, tuple[str, ...]] = {}
    same: tuple[tuple[str, str], ...]
    changed: tuple[tuple[str, str], ...]
