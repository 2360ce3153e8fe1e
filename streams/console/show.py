"""Incidents, claims and alerts as lines for people."""

from collections.abc import Iterable, Iterator
from typing import get_args

from rich.text import Text

from streams.console.terminal import plain
from streams.records.alert import Alert
from streams.records.incident import Claim, Incident, SupportedActor
from streams.records.report import Bounds, CasualtyKind, Occurred, TollRange

_ALERT_STYLES = {"low": "dim", "medium": "yellow", "high": "red", "critical": "bold red"}


def incident_lines(incident: Incident) -> Iterator[Text]:
    """Yield *incident* as lines: when, where, what; who; its toll; each claim with its words."""
    where = incident.place
    country = f", {where.iso}" if where and where.iso else ""
    place = f"{where.name}{country}" if where else "place unknown"
    what = incident.type.replace("_", " ")
    yield Text.assemble(
        (days(incident.occurred), "bold"),
        (f"  {plain(place)}  {what}", "bold cyan"),
        f"  {incident.status}, revision {incident.revision}",
        (f"  {incident.id}", "dim"),
    )
    support = incident.corroboration
    yield Text(
        f"  told by {_number(support.articles, 'article')} of "
        f"{_number(support.publishers, 'publisher')} in {', '.join(incident.languages)}; "
        f"{_number(support.independent_sources, 'independent source')}"
    )
    if incident.attackers:
        yield Text(f"  attackers: {_actors(incident.attackers)}")
    if incident.targets:
        yield Text(f"  targets: {_actors(incident.targets)}")
    toll = incident.tolls.get("range", {})
    # A record off the wire has its kinds in the order of the alphabet: the dead come first.
    for kind in (each for each in get_args(CasualtyKind) if each in toll):
        sides = toll[kind]
        if "all" in sides:
            yield Text.assemble("  ", (f"{_kind(kind)} {figure(sides['all'])}", "bold"))
    for claim in incident.claims:
        yield _claim_line(claim)
    for contest in incident.contested:
        yield Text(f"  contested: {contest.first} and {contest.second}: {plain(contest.why)}")


def alert_line(alert: Alert) -> Text:
    """Return *alert* as one line: kind, severity, headline."""
    return Text.assemble(
        (f"{alert.kind:<20}", "bold"),
        (f"{alert.severity:<9}", _ALERT_STYLES[alert.severity]),
        plain(alert.headline),
    )


def _claim_line(claim: Claim) -> Text:
    """Return *claim* as one line; a withdrawn one is struck out and says who withdrew it."""
    speaker = plain(claim.source.name) if claim.source else "no source given"
    carried = f" and {len(claim.carriers) - 1} more" if len(claim.carriers) > 1 else ""
    notes = [
        *([claim.certainty] if claim.certainty != "stated" else []),
        *(["part of another figure"] if claim.subset_of else []),
        *(["the same people as another figure"] if claim.same_people_as else []),
        *([f"withdrawn by {claim.withdrawn_by}"] if claim.withdrawn_by else []),
    ]
    counted = f"{_kind(claim.kind)} {figure(Bounds(claim.min, claim.max))}"
    return Text.assemble(
        "    ",
        (f"{counted:<28}", "strike dim" if claim.withdrawn_by else ""),
        f" {speaker}, in {plain(claim.publisher or claim.article)}{carried}: ",
        (f"“{plain(claim.quote)}”", "green"),
        (f"  ({', '.join(notes)})" if notes else "", "dim"),
    )


def days(occurred: Occurred) -> str:
    """Return when, in words: one day, or the first and the last."""
    if occurred.start is None:
        return "date unknown"
    same = occurred.end in {None, occurred.start}
    return occurred.start if same else f"{occurred.start} to {occurred.end}"


def figure(bounds: Bounds | TollRange) -> str:
    """Return how many, in words."""
    low, high = (
        (bounds.min, bounds.max) if isinstance(bounds, Bounds) else (bounds.low, bounds.high)
    )
    if high is None:
        return f"{low} or more"
    return str(low) if low == high else f"{low} to {high}"


def _kind(kind: str) -> str:
    return kind.replace("_", " ")


def _actors(actors: Iterable[SupportedActor]) -> str:
    return "; ".join(
        f"{plain(supported.actor.name)} ({supported.actor.certainty})" for supported in actors
    )


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
