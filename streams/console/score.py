"""`strikewire score`: how well the extractor reads labelled texts, against their floors."""

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from streams.console.labelled import Labelled, digest, read_labelled
from streams.console.tally import Score, tally
from streams.records.rejection import Refusal
from streams.records.report import StrikeReport

GOLD = Path("tests/corpus")
FLOORS = "floors.toml"
SLACK = 0.005  # a change of one claim in a few hundred; more than that is a loss
RECEIVED_AT = "2026-01-01T00:00:00Z"  # stands in where a text shows no day: dates nothing


def score(
    gold: Annotated[Path, typer.Argument(help="A labelled set: folder or JSONL file.")] = GOLD,
    language: Annotated[str | None, typer.Option(help="Only texts of this language.")] = None,
    errors: Annotated[
        Path | None, typer.Option(help="Write every error here, a line each, tab separated.")
    ] = None,
    floors: Annotated[
        Path | None, typer.Option(help="Write the scores here, as floors of this set.")
    ] = None,
) -> None:
    """Read a labelled set and print precision, recall and F1 of every field, by language.

    The exit status is 1 where a score is below a floor that stands beside the set.
    """
    if floors and language:
        raise typer.BadParameter("floors hold every language of a set: leave out --language")
    labelled = [line for line in read_labelled(gold) if language in {None, line.lang}]
    if not labelled:
        raise typer.BadParameter(f"{gold}: no labelled text of {language or 'any language'}")
    tallies = tally(labelled, reports=read(labelled))
    scores = {name: tallied.scores() for name, tallied in tallies.items()}
    wanted = read_floors(gold) if gold.is_dir() else {}
    for name, fields in scores.items():
        count = Counter(line.claims is None for line in labelled if line.lang == name)
        typer.echo(f"{name}: {count[True]} articles, {count[False]} sentences")
        for field, value in fields.items():
            typer.echo(_row(field, value, floor=wanted.get(name, {}).get(field)))
    if errors:
        faults = [fault for tallied in tallies.values() for fault in tallied.faults]
        errors.write_text("".join(f"{f.id}\t{f.field}\t{f.detail}\n" for f in faults), "utf-8")
    if floors:
        floors.write_text(floors_file(scores, digest=digest(gold)), "utf-8")
    elif fallen(scores, floors=wanted):
        raise typer.Exit(1)


def read(labelled: Iterable[Labelled]) -> dict[str, StrikeReport]:
    """Return what the extractor makes of *labelled*, by id; a text that is refused has no report."""
    # Here, so that commands which read no text start without what reads one.
    from streams.steps.extract import extract
    from streams.steps.extract.knowledge import load_knowledge
    from streams.steps.normalise import normalise

    knowledge = load_knowledge()
    reports = {}
    for line in labelled:
        received_at = None if line.published else RECEIVED_AT
        article = normalise(line.as_raw(), packs=knowledge.packs, received_at=received_at)
        if not isinstance(article, Refusal):
            reports[line.id] = extract(article, knowledge=knowledge)
    return reports


def fallen(
    scores: Mapping[str, Mapping[str, Score]], *, floors: Mapping[str, Mapping[str, float]]
) -> list[str]:
    """Return, in words, every field of *scores* that is more than SLACK below its floor."""
    return [
        f"{language} {field}: {fields[field].value:.4f}, floor {floor:.4f}"
        for language, fields in scores.items()
        for field, floor in floors.get(language, {}).items()
        if field in fields and fields[field].value < floor - SLACK
    ]


def read_floors(gold: Path) -> dict[str, dict[str, float]]:
    """Return the floors that stand beside the set *gold*, by language and field; none, empty."""
    file = gold / FLOORS
    if not file.exists():
        return {}
    return msgspec.convert(
        tomllib.loads(file.read_text("utf-8"))["floors"], dict[str, dict[str, float]]
    )


def floors_file(scores: Mapping[str, Mapping[str, Score]], *, digest: str) -> str:
    """Return *scores* as a file of floors for the set with *digest*."""
    lines = [
        "# What the extractor reached on this set; written by `strikewire score --floors`.",
        "# A score may rise freely; lowering one needs a line in CHANGELOG.md that says why.",
        f'digest = "{digest}"',
    ]
    for language, fields in scores.items():
        lines += ["", f"[floors.{language}]"]
        lines += [f'"{field}" = {score.value:.4f}' for field, score in fields.items()]
    return "\n".join(lines) + "\n"


def _row(field: str, value: Score, *, floor: float | None) -> str:
    if value.precision is None or value.recall is None:
        figures = f"share {value.value:.3f}"
    else:
        figures = f"P {value.precision:.3f}  R {value.recall:.3f}  F1 {value.value:.3f}"
    beside = "" if floor is None else f"  floor {floor:.3f}"
    if floor is not None and value.value < floor - SLACK:
        beside += "  FALLEN"
    return f"  {field:16} {figures:32} n {value.n}{beside}"
