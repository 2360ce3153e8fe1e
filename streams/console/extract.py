"""`strikewire extract`: articles in, strike reports out, without Kafka."""

import os
import sys
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from streams.console.lines import read_articles

BAD_INPUT = 2


def extract(
    files: Annotated[
        list[Path] | None,
        typer.Argument(help="JSONL, .txt or .html files; standard input when left out, or `-`."),
    ] = None,
    articles: Annotated[
        Path | None,
        typer.Option(help="Write the Article records here: quote == text[start:end] of these."),
    ] = None,
    jobs: Annotated[int, typer.Option(min=0, help="Processes; 0 for one a core.")] = 0,
) -> None:
    """Read articles and print one StrikeReport a line, in the order of the input.

    A line of JSONL holds `id`, `text` or `html`, and perhaps `title`, `published`, `url` and
    `lang`. A line that cannot be read is named on standard error and the exit status is 2.

      strikewire extract articles.jsonl > reports.jsonl
      cat page.html | strikewire extract page.html --articles articles.jsonl
    """
    from streams.console.counting import counting
    from streams.console.reading import read_lines

    problems = 0
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    with ExitStack() as stack:
        beside = stack.enter_context(articles.open("wb")) if articles else None
        advance = stack.enter_context(counting("articles read"))
        lines = read_articles(files or [])
        for reading in read_lines(lines, jobs=jobs or os.cpu_count() or 1, received_at=now):
            advance()
            if reading.read is None:
                problems += 1
                typer.echo(f"{reading.where}: {reading.problem}", err=True)
                continue
            sys.stdout.buffer.write(reading.read.report + b"\n")
            if beside:
                beside.write(reading.read.article + b"\n")
    sys.stdout.buffer.flush()
    if problems:
        raise typer.Exit(BAD_INPUT)
