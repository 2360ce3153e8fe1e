"""Parties: which bodies and actors speak with one voice."""

from functools import lru_cache
from importlib.resources import files

import msgspec
from msgspec import Struct

_FORCES = ("military-forces-of-", "police-forces-of-")


class Parties(Struct, frozen=True, forbid_unknown_fields=True):
    """Parties by the ids of bodies and actors, and bodies by the hosts of publishers."""

    bodies: dict[str, str]
    actors: dict[str, str]
    publishers: dict[str, str]


@lru_cache
def load_parties() -> Parties:
    """Return the table of the package."""
    data = (files("streams.gazetteer") / "parties.toml").read_bytes()
    return msgspec.toml.decode(data, type=Parties)


@lru_cache
def _states() -> dict[str, str]:
    lines = (files("streams.gazetteer") / "states.tsv").read_text("utf-8").splitlines()[1:]
    return {iso: slug for iso, slug, *_ in (line.split("\t") for line in lines if line)}


def party_of_actor(actor: str) -> str:
    """Return the party of *actor* (an id): the state of armed forces and police, else itself."""
    named = load_parties().actors.get(actor)
    if named:
        return named
    for forces in _FORCES:
        if actor.startswith(forces):
            return actor.removeprefix(forces)
    return actor


def party_of_body(body: str) -> str | None:
    """Return the party that *body* (an id) speaks for, None of one that speaks for none."""
    return load_parties().bodies.get(body)


def state_of(iso: str) -> str:
    """Return the party that a state is, by its ISO code."""
    return _states().get(iso.upper(), f"state-{iso.lower()}")


def body_of(publisher: str) -> str:
    """Return the body that *publisher* (a host) is, else the host itself."""
    known = load_parties().publishers
    labels = publisher.lower().split(".")
    ends = (".".join(labels[start:]) for start in range(len(labels)))
    return next((known[end] for end in ends if end in known), publisher.lower())
