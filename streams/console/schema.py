"""`strikewire schema`: the JSON Schemas of the public records."""

from pathlib import Path
from typing import Annotated, Any

import msgspec
import orjson
import typer

from streams.records.alert import Alert
from streams.records.article import Article, Duplicate, RawArticle
from streams.records.incident import Incident
from streams.records.rejection import Rejection
from streams.records.report import StrikeReport

PUBLIC = (RawArticle, Article, Duplicate, StrikeReport, Incident, Alert, Rejection)


def schemas() -> dict[str, bytes]:
    """Return the JSON Schema of every public record by its file name, as it is checked in."""
    return {f"{record.__name__}.json": _written(schema_of(record)) for record in PUBLIC}


def schema_of(record: type[msgspec.Struct]) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of *record*."""
    schema = msgspec.json.schema(record)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": record.__name__,
        **schema,
    }


def schema(
    record: Annotated[
        str | None, typer.Argument(help="Incident, StrikeReport …; all when left out.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Write one file a record into this folder.")
    ] = None,
) -> None:
    """Print the JSON Schemas of the records, or write them with --out."""
    chosen = {
        name: data
        for name, data in schemas().items()
        if record in (None, name.removesuffix(".json"))
    }
    if not chosen:
        names = ", ".join(kind.__name__ for kind in PUBLIC)
        raise typer.BadParameter(f"there is no record {record!r}; the records are {names}")
    if out:
        out.mkdir(parents=True, exist_ok=True)
        for name, data in chosen.items():
            (out / name).write_bytes(data)
        return
    for data in chosen.values():
        typer.echo(data.decode(), nl=False)


def _written(value: dict[str, Any]) -> bytes:
    return orjson.dumps(
        value, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE
    )
