"""Knowledge: all that extraction knows beside the article, built once a process."""

from hashlib import blake2b
from importlib.resources import files

from msgspec import Struct

from streams.gazetteer.actors import ActorIndex, load_actors
from streams.gazetteer.index import Gazetteer, load_gazetteer
from streams.languages.load import load_packs, packs_digest
from streams.languages.pack import LanguagePack
from streams.steps.extract.codes import Crosswalk, crosswalk_bytes, load_crosswalk


class Knowledge(Struct, frozen=True, eq=False):
    """Language packs and actor names by language, gazetteer, crosswalk, and a *digest* of them all."""

    packs: dict[str, LanguagePack]
    actors: dict[str, ActorIndex]
    gazetteer: Gazetteer
    crosswalk: Crosswalk
    digest: str


def load_knowledge() -> Knowledge:
    """Return everything that extraction knows (about half a second)."""
    packs = load_packs()
    return Knowledge(
        packs=packs,
        actors={language: _actors(pack) for language, pack in packs.items()},
        gazetteer=load_gazetteer(
            also_called={k: v for pack in packs.values() for k, v in pack.names.places.items()}
        ),
        crosswalk=load_crosswalk(),
        digest=_digest(),
    )


def _actors(pack: LanguagePack) -> ActorIndex:
    return load_actors(
        pack.script.language,
        proclitics=pack.script.proclitics,
        endings=pack.actors.endings,
        possessives=pack.actors.possessives,
        article=pack.strikes.article,
        actor_names=pack.names.actors,
        state_names={iso: state.names for iso, state in pack.names.states.items()},
        state_adjectives={iso: state.adjectives for iso, state in pack.names.states.items()},
    )


def _digest() -> str:
    """Return 16 hexadecimal digits that change with any byte of a pack, the crosswalk or the gazetteer."""
    digest = blake2b(packs_digest().encode(), digest_size=8)
    digest.update(crosswalk_bytes())
    folder = files("streams.gazetteer")
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if file.name.endswith((".tsv", ".gz", ".toml")):
            digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()
