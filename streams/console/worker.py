"""`strikewire worker`: one worker in this process, or several that are kept running."""

import os
import signal
import sys
import threading
from typing import Annotated

import typer
from msgspec.structs import replace

from streams.console.outgoing import settings_of
from streams.console.supervise import Command, Event, Supervisor
from streams.settings import Settings

_POLL_S = 0.2
# What a worker needs beyond its own limit, which it keeps by itself.
_GRACE_S = 5.0


def worker(
    workers: Annotated[int, typer.Option(min=1, help="Processes to run and keep running.")] = 1,
    web_port: Annotated[
        int | None,
        typer.Option(
            min=0, max=65535, help="Port of /metrics, /health and /ready; the next ones for more."
        ),
    ] = None,
) -> None:
    """Run the steps over the topics until SIGTERM or Ctrl-C.

    Exit status 1 without a broker, 2 when settings or topics are not as they must be, 70 when it
    stopped itself rather than lose a message, 75 when it could not stop in time. With --workers,
    processes that end are started again, with a limit.
    """
    settings = settings_of(os.environ)
    if web_port is not None:
        settings = replace(settings, web_port=web_port)
    if workers > 1:
        sys.exit(_supervise(settings, workers=workers))
    from streams.app import run_worker

    sys.exit(run_worker(settings))


def worker_commands(settings: Settings, *, workers: int) -> list[Command]:
    """Return the commands of *workers* workers, each with a web port of its own."""
    first = settings.web_port
    return [
        Command(
            f"worker-{number + 1}",
            [
                sys.executable,
                "-m",
                "streams",
                "worker",
                "--web-port",
                str(first + number if first else 0),
            ],
        )
        for number in range(workers)
    ]


def _supervise(settings: Settings, *, workers: int) -> int:
    asked = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: asked.set())
    supervisor = Supervisor(
        worker_commands(settings, workers=workers), on_event=_tell, on_line=_pass_on
    )
    supervisor.start()
    # One that is given up is told of; the others go on with its partitions.
    while not asked.wait(_POLL_S) and len(supervisor.given_up) < workers:
        supervisor.poll()
    supervisor.stop(within=settings.shutdown_s + _GRACE_S)
    for reason in supervisor.given_up:
        print(reason, file=sys.stderr)
    return 1 if supervisor.given_up else 0


def _tell(event: Event) -> None:
    said = f": {event.reason}" if event.reason else ""
    print(
        f"{event.name} (process {event.pid}) {event.kind.replace('_', ' ')}{said}", file=sys.stderr
    )


def _pass_on(name: str, line: str) -> None:
    print(f"{name} {line}", file=sys.stderr, flush=True)
