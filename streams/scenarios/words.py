"""What invented dispatches are made of, read from the tables beside this file."""

from functools import cache
from importlib.resources import files

import msgspec
from msgspec import Struct


class Means(Struct, frozen=True, kw_only=True):
    """How people are killed: as in a title, and with its article."""

    name: str
    with_article: str


class People(Struct, frozen=True, kw_only=True):
    """A number of people in words: one, two, three to ten, more."""

    one: str
    two: str
    few: str
    many: str

    def count(self, number: int) -> str:
        """Return *number* people."""
        form = {1: self.one, 2: self.two}.get(number, self.few if number <= 10 else self.many)
        return form.format(n=number)


class Texts(Struct, frozen=True, kw_only=True):
    """Sentences with slots, by where they stand in a dispatch."""

    spots: tuple[str, ...]
    titles: tuple[str, ...]
    leads: tuple[str, ...]
    tolls: tuple[str, ...]
    details: tuple[str, ...]
    backgrounds: tuple[str, ...]
    denials: tuple[str, ...]
    noise: tuple[str, ...]


class Words(Struct, frozen=True, kw_only=True):
    """One language: *words* are pairs that an editor may exchange without changing a fact."""

    and_: str = msgspec.field(name="and")
    dateline: str
    credits: tuple[str, ...]
    weekdays: tuple[str, ...]
    agencies: tuple[str, ...]
    sources: tuple[str, ...]
    others: tuple[str, ...]
    streets: tuple[str, ...]
    witnesses: tuple[str, ...]
    people: People
    means: tuple[Means, ...]
    texts: Texts
    words: dict[str, str]


class Town(Struct, frozen=True, kw_only=True):
    """A town and its country, in each language."""

    en: tuple[str, str]
    ar: tuple[str, str]

    def named(self, language: str) -> tuple[str, str]:
        """Return town and country as *language* spells them."""
        return self.ar if language == "ar" else self.en


class _Towns(Struct, frozen=True):
    towns: tuple[Town, ...]


@cache
def load_words(language: str) -> Words:
    """Return the table of *language*, `ar` or `en`."""
    return msgspec.toml.decode(_read(f"{language}.toml"), type=Words)


@cache
def load_towns() -> tuple[Town, ...]:
    """Return all towns."""
    return msgspec.toml.decode(_read("towns.toml"), type=_Towns).towns


def _read(name: str) -> bytes:
    return (files("streams.scenarios") / name).read_bytes()
