"""A labelled set: texts with the acts and casualty claims that an annotator read in them.

It is a folder of JSONL files, or one of them. A line with `incidents` is an article with every act
it reports; a line with `claims` is a sentence with every casualty claim it makes.
"""

from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

import msgspec
import typer
from msgspec import Struct

from streams.records.article import RawArticle


class GoldName(Struct, frozen=True):
    """A name as the text has it, and the English name that its other surfaces share."""

    surface: str
    en: str


class GoldClaim(Struct, frozen=True):
    """A casualty claim as an annotator read it; *source* and *quote* only in articles."""

    kind: str
    min: int
    max: int | None
    victims: str
    subset: bool
    source: str | None = None
    quote: str = ""


class GoldAct(Struct, frozen=True):
    """An act as an annotator read it; the site is the first of *where*."""

    type: str
    when: str | None
    where: tuple[GoldName, ...]
    attackers: tuple[GoldName, ...]
    targets: tuple[GoldName, ...]
    casualties: tuple[GoldClaim, ...]


class Labelled(Struct, frozen=True, kw_only=True):
    """One line of a labelled set: an article with *incidents*, or a sentence with *claims*."""

    id: str
    lang: str
    text: str
    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    strike_report: bool = False
    incidents: tuple[GoldAct, ...] = ()
    claims: tuple[GoldClaim, ...] | None = None

    def as_raw(self) -> RawArticle:
        """Return the text as a feed would hand it over."""
        return RawArticle(
            id=self.id,
            url=self.url,
            publisher=self.publisher,
            published_at=self.published,
            language=self.lang,
            text=self.text,
        )


def read_labelled(gold: Path) -> Iterator[Labelled]:
    """Yield the lines of *gold*, a JSONL file or a folder of them, in order.

    Raises `typer.BadParameter` naming file and line where one is not as the guide says.
    """
    files = _files(gold)
    if not files:
        raise typer.BadParameter(f"{gold}: found no JSONL file; wanted a labelled set")
    for file in files:
        for number, line in enumerate(file.read_bytes().splitlines(), start=1):
            try:
                yield msgspec.json.decode(line, type=Labelled)
            except msgspec.DecodeError as error:
                raise typer.BadParameter(f"{file}:{number}: {error}") from error


def digest(gold: Path) -> str:
    """Return 32 hexadecimal digits that change with any byte of the set *gold*."""
    content = blake2b(digest_size=16)
    for file in _files(gold):
        content.update(file.name.encode() + b"\0" + file.read_bytes())
    return content.hexdigest()


def _files(gold: Path) -> list[Path]:
    return sorted(gold.glob("*.jsonl")) if gold.is_dir() else [gold]
