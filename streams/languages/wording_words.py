"""`wording.toml`: which words tell one event from another."""

from msgspec import Struct


class WordingWords(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """*endings* are taken off a word; *common* are words that tell no event from another."""

    endings: tuple[str, ...]
    common: str
