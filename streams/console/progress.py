"""The figures that `strikewire run` keeps on the terminal."""

from collections import deque
from collections.abc import Mapping

from rich.console import Group
from rich.table import Table
from rich.text import Text

from streams.console.observe import Observer
from streams.console.supervise import Event
from streams.console.terminal import plain


def figures(observer: Observer) -> dict[str, int]:
    """Return what is counted, by the name that is shown."""
    return {
        "articles in": observer.articles,
        "copies": len(observer.duplicates),
        "reports": sum(report.is_strike for report in observer.reports.values()),
        "incidents": sum(
            incident.status in {"open", "closed"} for incident in observer.incidents.values()
        ),
        "alerts": len(observer.alerts),
        "rejected": len(observer.rejections),
        "lag": observer.lag,
    }


def figures_line(observer: Observer) -> str:
    """Return what is counted as one line."""
    return "  ".join(f"{name} {number}" for name, number in figures(observer).items())


def live_view(
    observer: Observer, *, workers: Mapping[str, int], happened: deque[str], note: str
) -> Group:
    """Return what stands on the terminal: the figures, the *workers* by pid, what *happened*."""
    table = Table.grid(padding=(0, 3))
    counted = figures(observer)
    table.add_row(*(Text(name, style="dim") for name in counted))
    table.add_row(*(Text(str(number), style="bold") for number in counted.values()))
    running = ", ".join(f"{name} (pid {pid})" for name, pid in workers.items()) or "no worker runs"
    return Group(
        table,
        Text(f"{running}; {note}", style="dim"),
        *(Text(line, style="yellow") for line in happened),
    )


def event_line(event: Event) -> str:
    """Return what happened to a worker as one line."""
    reason = f": {plain(event.reason)}" if event.reason else ""
    return f"{event.name} (pid {event.pid}) {event.kind.replace('_', ' ')}{reason}"
