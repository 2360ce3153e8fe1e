"""`strikewire send`: articles from files into `articles.raw`."""

import asyncio
import os
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from msgspec.structs import replace

from streams.agents.message import Output, outgoing
from streams.console.lines import Line, read_articles
from streams.console.outgoing import NotDelivered, send_all, settings_of
from streams.topics import RAW

BAD_INPUT = 2
FEED = "file"


def send(
    files: Annotated[
        list[Path] | None,
        typer.Argument(help="JSONL, .txt or .html files; standard input when left out, or `-`."),
    ] = None,
) -> None:
    """Send articles to the workers.

    A line of JSONL holds `id`, `text` or `html`, and perhaps `title`, `published`, `url` and
    `lang`, or is a RawArticle. A missing `fetched_at` is now, a missing feed `file`. What cannot
    be read or is larger than the topic takes is named on standard error, the rest is sent, and
    the exit status is 2.

      echo '{"id": "mine", "published": "2018-02-09", "text": "…"}' | strikewire send -
    """
    settings = settings_of(os.environ)
    problems: list[str] = []
    try:
        sent = asyncio.run(send_all(settings, _outputs(files or [], problems=problems)))
    except NotDelivered as error:
        typer.echo(error, err=True)
        raise typer.Exit(1) from error
    typer.echo(f"{sent} sent to {settings.prefix}{RAW.name} on {settings.brokers}", err=True)
    if problems:
        raise typer.Exit(BAD_INPUT)


def _outputs(files: Sequence[Path], *, problems: list[str]) -> Iterator[Output]:
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    for line in read_articles(files):
        output = to_send(line, now=now)
        if isinstance(output, Output):
            yield output
        else:
            problems.append(output)
            typer.echo(output, err=True)


def to_send(line: Line, *, now: str) -> Output | str:
    """Return the message that *line* makes when sent at *now*, or what is wrong with it."""
    if line.article is None:
        return f"{line.where}: {line.problem}"
    article = replace(
        line.article,
        fetched_at=line.article.fetched_at or now,
        feed=line.article.feed or FEED,
    )
    try:
        output = outgoing(RAW, article)
    except (TypeError, ValueError) as error:
        return f"{line.where}: cannot be written as JSON: {error}"
    if output.size > output.room:
        return (
            f"{line.where}: {output.size} bytes as a message, {RAW.name} takes {output.room}; "
            "send the text instead of the page, or leave out its scripts and pictures"
        )
    return output
