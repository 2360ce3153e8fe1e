"""A recording: RawArticle messages in a file, a line each, sent as they are, broken ones included."""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from streams.records.article import RawArticle
from streams.records.wire import Unreadable, decode
from streams.topics import RAW

BUNDLED = "khasham.jsonl"


def read_recording(path: Path | None) -> Iterator[bytes]:
    """Yield the lines of *path*, of the bundled recording when None; empty ones are left out.

    Raises OSError when the file cannot be read.
    """
    source = path or files("streams.feeds") / "recordings" / BUNDLED
    with source.open("rb") as file:
        for line in file:
            if line.strip():
                yield line.rstrip(b"\r\n")


def key_of(line: bytes) -> bytes | None:
    """Return the key of *line* on `articles.raw`, None when it is no RawArticle."""
    try:
        key = RAW.key(decode(line, RawArticle))
    except Unreadable:
        return None
    return key.encode() if key else None
