"""`strikewire explain`: what was read in an article, by which rule and in which words."""

import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import msgspec
import orjson
import typer
from rich.console import Console
from rich.text import Text

from streams.agents.guard import try_step
from streams.console.explained import What, finding_line, findings_of, marked_text
from streams.console.extract import BAD_INPUT
from streams.console.lines import read_articles
from streams.console.reading import article_of
from streams.console.show import days, figure
from streams.console.terminal import isolated, plain
from streams.records.article import Article, RawArticle
from streams.records.rejection import Refusal
from streams.records.report import Act, Bounds, Span
from streams.records.wire import encode
from streams.steps.extract import Found, find
from streams.steps.extract.knowledge import load_knowledge
from streams.steps.extract.relevance import BIAS, THRESHOLD, Evidence, evidence


def explain(
    files: Annotated[
        list[Path] | None,
        typer.Argument(help="JSONL, .txt or .html files; standard input when left out, or `-`."),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object an article, for machines.")
    ] = False,
) -> None:
    """Show what `extract` reads in articles: each finding, its rule, its words and offsets.

    Takes the same input as `extract`. A line that cannot be read is named on standard error and
    the exit status is 2.

      strikewire explain page.html
      head -1 articles.jsonl | strikewire explain
    """
    console = Console(highlight=False, markup=False, emoji=False, soft_wrap=True)
    knowledge = load_knowledge()
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def step(raw: RawArticle) -> tuple[Article, Found | None] | Refusal:
        article = article_of(raw, knowledge=knowledge, received_at=now)
        return (
            article
            if isinstance(article, Refusal)
            else (article, find(article, knowledge=knowledge))
        )

    problems = 0
    for line in read_articles(files or []):
        if line.article is None:
            problem = line.problem
        elif isinstance(result := try_step(encode(line.article), RawArticle, step), tuple):
            if as_json:
                sys.stdout.buffer.write(orjson.dumps(_for_machines(*result)) + b"\n")
            else:
                for shown in _for_people(*result):
                    console.print(shown)
            continue
        else:
            problem = f"{result.reason}: {result.detail}"
        problems += 1
        typer.echo(plain(f"{line.where}: {problem}"), err=True)
    sys.stdout.flush()
    if problems:
        raise typer.Exit(BAD_INPUT)


def _for_machines(article: Article, found: Found | None) -> dict[str, object]:
    findings = findings_of(found) if found else ()
    return {
        "article": article.id,
        "language": article.language,
        "read": found is not None,
        "is_strike": found is not None and found.is_strike,
        "score": found.score if found else 0.0,
        "evidence": msgspec.to_builtins(_evidence(found)) if found else [],
        "findings": [
            {
                "number": finding.number,
                "what": finding.what,
                "rule": finding.rule,
                "quote": finding.quote,
                "span": finding.span,
                "read_as": msgspec.to_builtins(finding.found),
            }
            for finding in findings
        ],
        "acts": msgspec.to_builtins(found.acts) if found else [],
    }


def _for_people(article: Article, found: Found | None) -> Iterator[Text]:
    yield Text.assemble((isolated(article.id), "bold"), f"  {plain(article.language)}")
    yield Text("")
    findings = findings_of(found) if found else ()
    yield marked_text(article.text, findings)
    yield Text("")
    if found is None:
        yield Text("not read: withdrawn, or in a language without a pack")
        yield Text("")
        return
    yield from (finding_line(finding) for finding in findings)
    yield Text("")
    numbers = {(finding.what, finding.span): finding.number for finding in findings}
    for position, act in enumerate(found.acts, start=1):
        yield from _act_lines(act, position, numbers)
    verdict = (
        "a strike report"
        if found.is_strike
        else "no strike report, so places, dates and actors were not looked for"
    )
    yield Text.assemble((verdict, "bold"), f": score {found.score:.3f}, {THRESHOLD} or more is one")
    yield Text(f"  {BIAS:+.2f} to begin with")
    yield from (Text(f"  {reason.weight:+.2f} {reason.name}") for reason in _evidence(found))
    yield Text("")


def _evidence(found: Found) -> tuple[Evidence, ...]:
    return evidence(found.reading, found.findings.triggers, found.findings.casualties)


def _act_lines(act: Act, position: int, numbers: Mapping[tuple[What, Span], int]) -> Iterator[Text]:
    """Yield *act*; the numbers in brackets are those of the findings it was made of."""

    def of(what: What, span: Span | None) -> str:
        number = numbers.get((what, span)) if span else None
        return f" [{number}]" if number else ""

    when = act.occurred
    yield Text.assemble(
        (f"act {position}: {act.type.replace('_', ' ')}", "bold"),
        "".join(f", also {kind.replace('_', ' ')}" for kind in act.also),
        f"; {act.assertion}; {'a sum of acts' if act.scope == 'sum' else 'one act'}; ",
        f"{days(when)}{f' ({when.basis})' if when.basis else ''}{of('date', when.span)}",
    )
    for name, told in (
        ("places", [
            f"{place.role} {isolated(place.name)}{of('place', place.span)}" for place in act.places
        ]),
        ("attackers", [f"{plain(a.id)}{of('actor', a.span)}" for a in act.attackers]),
        ("targets", [f"{plain(a.id)}{of('actor', a.span)}" for a in act.targets]),
        ("claims", [
            f"{claim.kind.replace('_', ' ')} {figure(Bounds(claim.min, claim.max))}"
            f"{of('claim', claim.span)}"
            for claim in act.casualties
        ]),
        ("toll", [
            f"{kind.replace('_', ' ')} {figure(sides['all'])}"
            for kind, sides in act.toll.items()
            if "all" in sides
        ]),
    ):  # fmt: skip
        if told:
            yield Text(f"  {name}: {'; '.join(told)}")
    yield Text("")
