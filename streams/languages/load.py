"""Read the packs from package data, once, at start-up."""

from hashlib import blake2b
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TypeVar

import msgspec

from streams.languages.actor_words import ActorWords
from streams.languages.attribution_words import AttributionWords
from streams.languages.boilerplate_words import BoilerplateWords
from streams.languages.casualty_words import CasualtyWords
from streams.languages.copy_words import CopyWords
from streams.languages.name_words import NameWords
from streams.languages.pack import LanguagePack, Script
from streams.languages.place_words import PlaceWords
from streams.languages.strike_words import StrikeWords
from streams.languages.wording_words import WordingWords
from streams.text.calendar_words import DateWords
from streams.text.numerals import NumberWords

T = TypeVar("T")
# A folder with a `pack.toml` is a language: adding one touches nothing else.
LANGUAGES = tuple(
    sorted(
        folder.name
        for folder in files("streams.languages").iterdir()
        if (folder / "pack.toml").is_file()
    )
)


class PackError(ValueError):
    """A pack that cannot be read: which file, what was found, what was wanted."""


def load_packs() -> dict[str, LanguagePack]:
    """Return every language pack by its language.

    Raises `PackError` naming file and field where a pack is not as its shape says.
    """
    return {language: load_pack(files("streams.languages") / language) for language in LANGUAGES}


def load_pack(folder: Traversable) -> LanguagePack:
    """Return the pack in *folder*. Raises `PackError`."""
    names = folder / "names.toml"
    return LanguagePack(
        script=read_words(folder / "pack.toml", Script),
        boilerplate=read_words(folder / "boilerplate.toml", BoilerplateWords),
        numbers=read_words(folder / "numerals.toml", NumberWords),
        dates=read_words(folder / "dates.toml", DateWords),
        places=read_words(folder / "places.toml", PlaceWords),
        casualties=read_words(folder / "casualties.toml", CasualtyWords),
        strikes=read_words(folder / "strikes.toml", StrikeWords),
        attribution=read_words(folder / "attribution.toml", AttributionWords),
        actors=read_words(folder / "actors.toml", ActorWords),
        copies=read_words(folder / "copies.toml", CopyWords),
        wording=read_words(folder / "wording.toml", WordingWords),
        names=read_words(names, NameWords) if names.is_file() else NameWords(),
    )


def read_words(file: Traversable, shape: type[T]) -> T:
    """Return what *file* holds in its *shape*. Raises `PackError`."""
    try:
        return msgspec.toml.decode(file.read_bytes(), type=shape)
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise PackError(f"{file}: {error}; wanted the fields of {shape.__name__}") from error


def packs_digest() -> str:
    """Return 16 hexadecimal digits that change with any byte of any pack."""
    digest = blake2b(digest_size=8)
    for language in LANGUAGES:
        folder = files("streams.languages") / language
        for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
            if file.name.endswith((".toml", ".py")):
                digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()
