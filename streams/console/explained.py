"""Findings as people see them: numbered, marked in their text, and one line each."""

from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct
from rich.text import Text

from streams.console.show import days, figure
from streams.console.terminal import isolated, plain
from streams.records.report import Bounds, Source, Span
from streams.steps.extract import Found
from streams.steps.extract.findings import (
    ActorFinding,
    CasualtyFinding,
    DateFinding,
    PlaceFinding,
    SourceFinding,
    TriggerFinding,
)

What = Literal["claim", "source", "trigger", "actor", "place", "date"]
AnyFinding = (
    CasualtyFinding | SourceFinding | TriggerFinding | ActorFinding | PlaceFinding | DateFinding
)
STYLES: dict[What, str] = {
    "claim": "bold red", "source": "green", "trigger": "yellow",
    "actor": "magenta", "place": "cyan", "date": "blue",
}  # fmt: skip


class Finding(Struct, frozen=True, kw_only=True):
    """One finding under its *number*, with its words; *read_as* says it for people."""

    number: int
    what: What
    rule: str
    quote: str
    span: Span
    read_as: str
    found: AnyFinding


def findings_of(found: Found) -> tuple[Finding, ...]:
    """Return everything that was found, numbered from 1 in the order of the text."""
    every = found.findings
    listed: list[tuple[Span, What, AnyFinding]] = [
        *((one.span, "claim", one) for one in every.casualties),
        *((_span(found, one), "source", one) for one in every.sources),
        *((_span(found, one), "trigger", one) for one in every.triggers),
        *((one.actor.span, "actor", one) for one in every.actors),
        *((one.place.span, "place", one) for one in every.places),
        *((one.occurred.span or _span(found, one), "date", one) for one in every.dates),
    ]
    listed.sort(key=lambda entry: entry[0])
    claims = [number for number, entry in enumerate(listed, start=1) if entry[1] == "claim"]
    # The figures a claim points at are told by their place among the claims of the text.
    number_of = dict(
        zip(map(id, sorted(every.casualties, key=lambda one: one.span)), claims, strict=True)
    )
    numbers = [number_of[id(one)] for one in every.casualties]
    return tuple(
        Finding(
            number=number,
            what=what,
            rule=one.rule,
            quote=found.reading.quote(span),
            span=span,
            read_as=_read_as(one, numbers),
            found=one,
        )
        for number, (span, what, one) in enumerate(listed, start=1)
    )


def marked_text(text: str, findings: Sequence[Finding]) -> Text:
    """Return *text* with the words of *findings* in brackets, their numbers behind.

    Words that several findings share are marked once. Every line is an isolate of its own.
    """
    result = Text("  \u2068")
    position = 0
    for start, end, group in _passages(findings):
        _append_lines(result, text[position:start])
        numbers = ",".join(str(finding.number) for finding in group)
        result.append(f"[{isolated(text[start:end])}]", STYLES[group[0].what])
        result.append(f"\u2068({numbers})\u2069", "dim")
        position = end
    _append_lines(result, text[position:])
    result.append("\u2069")
    return result


def finding_line(finding: Finding) -> Text:
    """Return *finding* as one line: number, what, rule, what it was read as, words, offsets."""
    start, end = finding.span
    return Text.assemble(
        f"{finding.number:>4}  ",
        (f"{finding.what:<8}", STYLES[finding.what]),
        (f"{finding.rule}  ", "dim"),
        f"{finding.read_as}  ",
        (f"“{isolated(finding.quote)}”", STYLES[finding.what]),
        (f"  {start}-{end}", "dim"),
    )


def _span(found: Found, one: AnyFinding) -> Span:
    return found.reading.span(one.start, one.end)


def _passages(findings: Sequence[Finding]) -> Iterator[tuple[int, int, list[Finding]]]:
    """Yield stretches of text that findings cover, those that overlap as one."""
    group: list[Finding] = []
    start = end = 0
    for finding in findings:
        if group and finding.span[0] >= end:
            yield start, end, group
            group = []
        if not group:
            start, end = finding.span
        group.append(finding)
        end = max(end, finding.span[1])
    if group:
        yield start, end, group


def _append_lines(result: Text, text: str) -> None:
    first, *others = text.split("\n")
    result.append(plain(first))
    for line in others:
        result.append(f"\u2069\n  \u2068{plain(line)}")


def _read_as(one: AnyFinding, numbers: Sequence[int]) -> str:
    match one:
        case CasualtyFinding():
            return _claim(one, numbers)
        case SourceFinding():
            return f"{_speaker(one.source)}, {one.certainty}"
        case TriggerFinding():
            weapon = f", {_words(one.weapon)}" if one.weapon else ""
            return f"{_words(one.type)}, {one.nature}{weapon}, strength {one.strength:g}"
        case ActorFinding(actor=actor):
            return f"{one.role} {plain(actor.id)}, {_words(actor.object or actor.kind or 'unknown')}, {actor.certainty}"
        case PlaceFinding(place=place):
            country = f", {place.iso}" if place.iso else ""
            return f"{place.role} {isolated(place.name)}{country}, {place.kind}"
        case DateFinding(occurred=occurred):
            return f"{days(occurred)}, {occurred.precision}, {occurred.basis or 'no basis'}"


def _claim(one: CasualtyFinding, numbers: Sequence[int]) -> str:
    relations = (
        ("part of", one.subset_of),
        ("the same people as", one.same_people_as),
        ("supersedes", one.supersedes),
    )
    victims = one.victims
    return ", ".join(
        [
            f"{_words(one.kind)} {figure(Bounds(one.min, one.max))}",
            _words(one.hedge),
            f"{victims.status} victims",
            *([f"on the {victims.side} side"] if victims.side != "unknown" else []),
            *(f"{words} [{numbers[other]}]" for words, other in relations if other is not None),
            *(["of an earlier event"] if one.background else []),
            one.certainty,
            f"source {_speaker(one.source)}" if one.source else "no source",
        ]
    )


def _speaker(source: Source) -> str:
    via = "".join(f" via {isolated(agency)}" for agency in source.via)
    body = f", {plain(source.id)}" if source.id else ""
    return f"“{isolated(source.quote)}” ({_words(source.kind)}{body}){via}"


def _words(name: str) -> str:
    return name.replace("_", " ")
