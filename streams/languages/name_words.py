"""NameWords: the typed shape of `names.toml`, what a language calls actors, states and places."""

from msgspec import Struct


class StateNames(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """*names* of a state and its capital where that means the state, and its *adjectives*."""

    names: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()


class NameWords(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`names.toml`, which a pack may lack: names beside those of the gazetteer's tables.

    *actors* by their id; a name that needs the country to be understood ("the coalition") begins
    with `?`. *states* by their ISO 3166-1 code. *places* are given the English name under which
    the gazetteer has them.
    """

    actors: dict[str, tuple[str, ...]] = {}
    states: dict[str, StateNames] = {}
    places: dict[str, str] = {}
