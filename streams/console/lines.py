"""Articles from files and pipes, as the commands `extract` and `pipeline` take them.

A line of JSONL holds `id`, `text` or `html`, and perhaps `title`, `published` or `published_at`,
`url`, `lang` or `language`; any other field of a RawArticle is taken too. A file that ends in
`.txt`, `.html` or `.htm` is one article.
"""

import base64
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

import msgspec
import orjson
from msgspec import Struct

from streams.records.article import RawArticle

ALIASES = {"published": "published_at", "lang": "language"}
STANDARD_INPUT = Path("-")


class Line(Struct, frozen=True):
    """One article of the input, or what is wrong with it; *where* is `file:line`."""

    where: str
    article: RawArticle | None
    problem: str | None = None


def read_articles(paths: Sequence[Path]) -> Iterator[Line]:
    """Yield the articles of *paths* in order; `-` or no path at all is standard input.

    Reads line by line: memory does not grow with the input.
    """
    for path in paths or [STANDARD_INPUT]:
        if path == STANDARD_INPUT:
            yield from _lines(sys.stdin.buffer, name="stdin")
        elif path.suffix in {".txt", ".html", ".htm"}:
            yield _whole_file(path)
        else:
            try:
                with path.open("rb") as file:
                    yield from _lines(file, name=str(path))
            except OSError as error:
                yield Line(str(path), None, f"cannot be read: {error.strerror}")


def _lines(file: BinaryIO, *, name: str) -> Iterator[Line]:
    for number, line in enumerate(file, start=1):
        if line.strip():
            yield _one_line(line, where=f"{name}:{number}")


def _one_line(line: bytes, *, where: str) -> Line:
    try:
        value = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        return Line(where, None, f"not JSON: {error}; wanted one article a line")
    if not isinstance(value, dict):
        return Line(
            where, None, f"found a JSON {type(value).__name__}, wanted an object with `text`"
        )
    for alias, name in ALIASES.items():
        if alias in value and value.get(name) is None:
            value[name] = value.pop(alias)
    try:
        return Line(where, msgspec.convert(value, RawArticle))
    except msgspec.ValidationError as error:
        return Line(where, None, f"{error}; wanted the fields of a RawArticle")


def _whole_file(path: Path) -> Line:
    try:
        data = path.read_bytes()
    except OSError as error:
        return Line(str(path), None, f"cannot be read: {error.strerror}")
    if path.suffix == ".txt":
        try:
            return Line(str(path), RawArticle(id=path.stem, text=data.decode("utf-8-sig")))
        except UnicodeDecodeError as error:
            return Line(str(path), None, f"not UTF-8: {error.reason} at byte {error.start}")
    # The bytes as they are: `normalise` tells a page's charset better than we could here.
    return Line(str(path), RawArticle(id=path.stem, html_base64=base64.b64encode(data).decode()))
