"""BoilerplateWords: the typed shape of a language's `boilerplate.toml`."""

from msgspec import Struct


class BoilerplateWords(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`boilerplate.toml`: lines that stand around an article and are no part of it.

    A line is dropped when it is one of *whole* and nothing else (digits and marks aside), when it
    is short and begins with one of *starts*, or when it is not long and holds one of *contains*.
    A line of *sections* heads a list of links: it is dropped with the short lines behind it that
    are no sentence. *dropped* and *kept* are examples, each of them a test.
    """

    whole: tuple[str, ...]
    starts: tuple[str, ...]
    contains: tuple[str, ...]
    sections: tuple[str, ...]
    dropped: tuple[str, ...]
    kept: tuple[str, ...]
