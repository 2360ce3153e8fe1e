"""`strikewire incidents` and `strikewire incident`: what is known, and how it came to be known."""

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from aiokafka.errors import KafkaError
from rich.console import Console
from rich.text import Text

from streams.console.outgoing import settings_of
from streams.console.revisions import History, from_folder, from_topics
from streams.console.show import alert_line, days, figure, incident_lines
from streams.console.terminal import plain
from streams.records.incident import Incident
from streams.records.wire import Unreadable

NOT_FOUND, BAD_INPUT = 1, 2

Source = Annotated[
    Path | None,
    typer.Option(
        "--from", help="Folder of `strikewire pipeline`, or its incidents.jsonl; else the topics."
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        help="What was known then: 2018-02-09 (that day included) or 2018-02-09T12:00:00Z."
    ),
]


def incidents(
    source: Source = None,
    as_of: AsOf = None,
    country: Annotated[str | None, typer.Option(help="ISO 3166-1 code: SY.")] = None,
    place: Annotated[str | None, typer.Option(help="Part of the place's name.")] = None,
    type_: Annotated[str | None, typer.Option("--type", help="airstrike, bombing, clash …")] = None,
    since: Annotated[
        str | None, typer.Option(help="Happened on this day or later: 2018-02-08.")
    ] = None,
    until: Annotated[str | None, typer.Option(help="Happened on this day or before.")] = None,
    killed: Annotated[int, typer.Option(help="At least so many told to be killed.")] = 0,
    status: Annotated[
        str, typer.Option(help="open, closed, merged, retracted, or `all`.")
    ] = "open,closed",
    contested: Annotated[
        bool, typer.Option("--contested", help="Only what sources contest.")
    ] = False,
) -> None:
    """List incidents, one a line, the latest first: day, place, type, dead, articles, sources, id.

    Examples: `strikewire incidents --from out --country SY --killed 10`,
    `strikewire incidents --since 2018-02-01 --type airstrike --contested`.
    Then `strikewire incident ID` shows one with all its claims.
    """
    states = set(status.split(","))

    def is_wanted(incident: Incident) -> bool:
        where = incident.place
        start, end = incident.occurred.start or "", incident.occurred.end or ""
        return (
            (status == "all" or incident.status in states)
            and (country is None or (where is not None and where.iso == country.upper()))
            and (place is None or (where is not None and place.lower() in where.name.lower()))
            and (type_ is None or incident.type == type_)
            and (since is None or end[:10] >= since)
            and (until is None or "" < start[:10] <= until)
            and _most_killed(incident) >= killed
            and (not contested or bool(incident.contested))
        )

    newest = [each[-1] for each in _history(source).as_of(as_of).revisions.values()]
    found = sorted(filter(is_wanted, newest), key=lambda each: each.id)
    found.sort(key=lambda each: each.occurred.start or each.first_reported_at, reverse=True)
    console = _console()
    for incident in found:
        console.print(_line(incident))


def incident(
    id_: Annotated[str, typer.Argument(metavar="ID", help="An incident's id, or its beginning.")],
    source: Source = None,
    as_of: AsOf = None,
) -> None:
    """Show one incident: what is known of it, then every revision, what it changed and why.

    The state comes first, with each claim and its words; then the thread: a line a revision with
    the article that caused it, what it changed, and the alerts it raised. With --as-of, as it was
    known at a moment. Exit status 1 where there is no such incident.

    Examples: `strikewire incident 3f2a --from out`,
    `strikewire incident 3f2a --as-of 2018-02-09T12:00:00Z`.
    """
    history = _history(source).as_of(as_of)
    keys = [key for key in history.revisions if key.startswith(id_)]
    if len(keys) != 1:
        problem = f"{len(keys)} incidents begin with" if keys else "no incident begins with"
        typer.echo(f"{problem} {id_}{_when(as_of)}", err=True)
        raise typer.Exit(NOT_FOUND)
    console = _console()
    for line in thread_lines(history, keys[0]):
        console.print(line)


def thread_lines(history: History, key: str) -> Iterator[Text]:
    """Yield the newest revision of incident *key* in *history*, then its revisions and alerts."""
    revisions = history.revisions[key]
    newest = revisions[-1]
    yield from incident_lines(newest)
    if newest.mentioned_in:
        yield Text(f"  recalled by: {', '.join(each.id for each in newest.mentioned_in)}")
    for view, toll in sorted(newest.tolls.items()):
        if killed := toll.get("killed", {}).get("all"):
            yield Text(f"  {view:<13} killed {figure(killed)}", style="dim")
    if newest.corroboration.grade:
        support = newest.corroboration
        yield Text(f"  Airwars grade, suggested: {support.grade}, {plain(support.reason or '')}")
    yield Text("")
    previous: Incident | None = None
    for each in revisions:
        reason = "our rules changed" if each.because == "extractor" else each.because
        yield Text.assemble(
            (f"{each.revision:>3}  {each.updated_at}", "bold"), f"  because of {plain(reason)}"
        )
        for change in changes(previous, each):
            yield Text(f"       {change}")
        for alert in history.alerts.get(key, ()):
            if alert.revision == each.revision:
                yield Text.assemble("       alert: ", alert_line(alert))
        previous = each


def changes(before: Incident | None, after: Incident) -> Iterator[str]:
    """Yield what *after* says otherwise than *before*, in words."""
    if before is None:
        split = f", split from {after.split_from}" if after.split_from else ""
        yield f"opened{split}" if after.revision == 1 else "the earliest revision that is left"
        return
    if before.status != after.status:
        into = f" into {after.merged_into}" if after.merged_into else ""
        yield f"{after.status}{into}"
    for name, one, other in (
        ("place", before.place and before.place.name, after.place and after.place.name),
        ("type", before.type, after.type),
        ("when", days(before.occurred), days(after.occurred)),
        ("grade", before.corroboration.grade, after.corroboration.grade),
    ):
        if one != other:
            yield f"{name}: {plain(str(one))}, now {plain(str(other))}"
    known = {article.id for article in before.articles}
    told = {article.id for article in after.articles}
    if told - known:
        yield f"told by {', '.join(sorted(told - known))} too"
    if known - told:
        yield f"no longer told by {', '.join(sorted(known - told))}"
    yield from _figures(before, after)
    carriers, more = (
        sum(len(a.carriers) for a in each.articles if a.id in known) for each in (before, after)
    )
    if more > carriers:
        yield f"carried by {more - carriers} more pages"
    for contest in after.contested:
        if contest not in before.contested:
            yield f"contested: {contest.why}"


def _figures(before: Incident, after: Incident) -> Iterator[str]:
    one, other = before.tolls.get("range", {}), after.tolls.get("range", {})
    for kind in dict.fromkeys((*one, *other)):
        was, now = one.get(kind, {}).get("all"), other.get(kind, {}).get("all")
        if was != now:
            words = [figure(each) if each else "no figure" for each in (was, now)]
            yield f"{kind.replace('_', ' ')}: {words[0]}, now {words[1]}"


def _line(incident: Incident) -> Text:
    where = incident.place
    place = f"{where.name}, {where.iso or '?'}" if where else "place unknown"
    dead = incident.tolls.get("range", {}).get("killed", {}).get("all")
    support = incident.corroboration
    marks: list[str] = [] if incident.status == "open" else [incident.status]
    if incident.contested:
        marks.append("contested")
    return Text.assemble(
        (f"{days(incident.occurred):<14}", "bold"),
        (f"{plain(place):<34}", "cyan"),
        f"{incident.type.replace('_', ' '):<14}",
        f"{'killed ' + figure(dead) if dead else '':<18}",
        f"{support.articles:>3} told, {support.independent_sources} sources  ",
        (incident.id, "dim"),
        (f"  {', '.join(marks)}" if marks else "", "yellow"),
    )


def _most_killed(incident: Incident) -> int:
    dead = incident.tolls.get("range", {}).get("killed", {}).get("all")
    return 0 if dead is None else dead.low if dead.high is None else dead.high


def _history(source: Path | None) -> History:
    """Return what *source* or the topics hold; say what is wrong and exit where they hold none."""
    try:
        if source is not None:
            return from_folder(source)
        settings = settings_of(os.environ)
        return asyncio.run(from_topics(settings))
    except (OSError, Unreadable, KafkaError) as error:
        where = source if source is not None else "the topics"
        typer.echo(f"{where}: cannot be read: {error}; --from takes a pipeline's folder", err=True)
        raise typer.Exit(BAD_INPUT) from error


def _when(as_of: str | None) -> str:
    return f" as of {as_of}" if as_of else ""


def _console() -> Console:
    return Console(highlight=False, markup=False, soft_wrap=True)
