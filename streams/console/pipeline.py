"""`strikewire pipeline`: every step over files, without Kafka."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from streams.console.lines import read_articles
from streams.records.article import RawArticle

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
        typer.Argument(help="JSONL of articles or RawArticle records; standard input if none."),
    ] = None,
    out: Annotated[Path, typer.Option(help="Folder for the results.")] = Path("out"),
) -> None:
    """Run all steps over articles and write what the topics would carry, as JSONL, into a folder.

    Writes articles, duplicates, reports, incidents (every revision) and alerts. A missing
    `fetched_at` is the publication, a missing feed `file`. A line that cannot be read is named on
    standard error and the exit status is 2.
    """
    from streams.console.counting import counting
    from streams.gazetteer.theatres import load_theatres
    from streams.pipeline import Pipeline
    from streams.records.rejection import Refusal
    from streams.records.wire import encode
    from streams.steps.extract import extract
    from streams.steps.extract.knowledge import load_knowledge

    knowledge = load_knowledge()
    steps = Pipeline(
        packs=knowledge.packs,
        extract=lambda article: extract(article, knowledge=knowledge),
        theatres=load_theatres(),
    )
    problems = 0
    out.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        written = {
            topic: stack.enter_context((out / name).open("wb")) for topic, name in FILES.items()
        }
        advance = stack.enter_context(counting("articles"))
        for where, raw, problem in _articles(files or []):
            advance()
            if raw is None:
                problems += 1
                typer.echo(f"{where}: {problem}", err=True)
                continue
            for sent in steps.take(raw):
                if isinstance(sent.record, Refusal):
                    problems += 1
                    typer.echo(f"{where}: {sent.record.reason}: {sent.record.detail}", err=True)
                elif sent.topic in written:
                    written[sent.topic].write(encode(sent.record) + b"\n")
    if problems:
        raise typer.Exit(BAD_INPUT)


def _articles(files: Sequence[Path]) -> Iterator[tuple[str, RawArticle | None, str | None]]:
    """Yield place, article and problem of each line; one without any time was fetched just now."""
    from msgspec.structs import replace

    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    for line in read_articles(files):
        raw = line.article
        if raw is not None and not raw.fetched_at and not raw.published_at:
            raw = replace(raw, fetched_at=now)
        yield line.where, raw, line.problem
