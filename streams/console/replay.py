"""`strikewire replay`: a recording into `articles.raw`, as it is."""

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from streams.agents.message import Output
from streams.console.outgoing import NotDelivered, send_all, settings_of
from streams.feeds.recording import key_of, read_recording
from streams.settings import Settings
from streams.topics import RAW


def replay(
    file: Annotated[
        Path | None,
        typer.Argument(help="RawArticle records, one a line; the bundled recording if none."),
    ] = None,
) -> None:
    """Send a recording to the workers: every line as it stands, broken ones too."""
    settings = settings_of(os.environ)
    try:
        sent = asyncio.run(send_recording(settings, file))
    except (NotDelivered, OSError) as error:
        typer.echo(error, err=True)
        raise typer.Exit(1) from error
    typer.echo(f"{sent} sent to {settings.prefix}{RAW.name} on {settings.brokers}", err=True)


async def send_recording(settings: Settings, path: Path | None) -> int:
    """Send the recording in *path*, the bundled one when None, and return its number of lines.

    A line that is no RawArticle goes without a key. Raises `NotDelivered`, and OSError when the
    file cannot be read.
    """
    return await send_all(settings, _outputs(path))


def _outputs(path: Path | None) -> Iterator[Output]:
    for line in read_recording(path):
        yield Output(topic=RAW.name, key=key_of(line), value=line, headers=[], room=RAW.room)
