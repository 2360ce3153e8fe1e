"""Sources and what they hold: the typed shape of a catalogue entry, and of one item of a feed."""

from collections.abc import Iterable
from hashlib import blake2b
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from streams.records.article import RawArticle


class Source(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One feed of one publisher, a TOML file of the catalogue.

    *pace* is in minutes. *max_items* are taken of one reading, the newest first. *full_text* says
    where an article's text is: in the feed, or on the page that an item links to.
    """

    name: Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9-]{0,62}$")]
    url: Annotated[str, Meta(pattern=r"^https?://[^\s]+$")]
    publisher: Annotated[str, Meta(min_length=1)]
    language: Annotated[str, Meta(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
    country: Annotated[str, Meta(pattern=r"^[A-Z]{2}$")]
    pace: Annotated[int, Meta(ge=1, le=7 * 24 * 60)] = 15
    max_items: Annotated[int, Meta(ge=1, le=1000)] = 100
    full_text: Literal["feed", "page"] = "feed"
    enabled: bool = True


class Item(Struct, frozen=True):
    """One item of a feed: *key* tells it from the others of its source, for ever."""

    key: str
    article: RawArticle

    @property
    def digest(self) -> str:
        """Return what changes when the publisher changes the item."""
        parts = (self.article.title, self.article.html, self.article.text)
        return blake2b(msgspec.json.encode(parts), digest_size=10).hexdigest()


class FeedError(Exception):
    """A feed or page that cannot be read: *reason* is a slug, the message says what was found."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


class CatalogueError(ValueError):
    """A catalogue entry that cannot be read: which file, what was found, what was wanted."""


def read_catalogue(folder: Traversable | Path) -> list[Source]:
    """Return the enabled sources of *folder*, by name.

    Raises `CatalogueError` for a file that is not as `Source` says, a file not named as its source
    and a folder without any.
    """
    try:
        files = sorted(file.name for file in folder.iterdir() if file.name.endswith(".toml"))
    except OSError as error:
        raise CatalogueError(
            f"{folder}: {error.strerror}; wanted a folder of TOML files"
        ) from error
    if not files:
        raise CatalogueError(f"{folder}: no file ends in .toml; wanted one for each source")
    return list(_enabled(_read_source(folder / name) for name in files))


def _read_source(file: Traversable | Path) -> Source:
    try:
        source = msgspec.toml.decode(file.read_bytes(), type=Source)
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise CatalogueError(f"{file}: {error}; wanted the fields of a source") from error
    if file.name != f"{source.name}.toml":
        raise CatalogueError(f"{file}: the name is {source.name!r}; wanted that of the file")
    return source


def _enabled(sources: Iterable[Source]) -> Iterable[Source]:
    return (source for source in sources if source.enabled)
