"""`strikewire scenario`: invented articles with their answers, for load and for scores."""

from pathlib import Path
from typing import Annotated

import typer


def scenario(
    out: Annotated[Path, typer.Argument(help="Folder for articles.jsonl and answers.jsonl.")],
    seed: Annotated[int, typer.Option(help="The same seed gives the same articles.")] = 1,
    articles: Annotated[int, typer.Option(help="How many articles.")] = 2000,
    incidents: Annotated[int, typer.Option(help="How many incidents, 144 at most.")] = 120,
    publishers: Annotated[int, typer.Option(help="How many publishers in each language.")] = 40,
    language: Annotated[str | None, typer.Option(help="`ar` or `en` alone.")] = None,
) -> None:
    """Write articles that nobody reports, in the order of arrival, and what is right of each.

    Send them with `strikewire send OUT/articles.jsonl`, or read them with `strikewire pipeline`.
    """
    from streams.records.wire import encode
    from streams.scenarios.scenario import generate

    made = generate(
        seed,
        articles=articles,
        incidents=incidents,
        publishers=publishers,
        languages=(language,) if language else ("ar", "en"),
    )
    out.mkdir(parents=True, exist_ok=True)
    for name, records in (("articles", made.articles), ("answers", made.answers)):
        (out / f"{name}.jsonl").write_bytes(b"".join(encode(each) + b"\n" for each in records))
