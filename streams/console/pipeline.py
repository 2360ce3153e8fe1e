"""`strikewire pipeline`: every step over files, without Kafka."""

from contextlib import ExitStack
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from streams.console.lines import read_articles

BAD_INPUT = 2
FILES = {
    "articles.normalised": "articles.jsonl",
    "articles.duplicates": "duplicates.jsonl",
    "reports": "reports.jsonl",
    "incidents": "incidents.jsonl",
    "alerts": "alerts.jsonl",
}


def pipeline(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            help="JSONL of articles or RawArticle records; standard input when left out."
        ),
    ] = None,
    out: Annotated[Path, typer.Option(help="Folder for the results.")] = Path("out"),
) -> None:
    """Run all steps over articles and write what the topics would carry, as JSONL, into a folder.

    Writes articles, duplicates, reports, incidents (every revision) and alerts. A missing
    `fetched_at` is the publication, a missing feed `file`. A line that cannot be read is named on
    standard error and the exit status is 2.
    """
    raise NotImplementedError(files, out, FILES, ExitStack, BinaryIO, read_articles)
