"""Broker, workers and an input run together, watched on the terminal; nothing is left behind."""

import asyncio
import logging
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Coroutine, Mapping, Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from typing import TextIO

from aiokafka.errors import KafkaError
from msgspec import Struct
from rich.console import Console
from rich.live import Live
from rich.text import Text

from streams.broker.errors import BrokerError
from streams.broker.kafka import EmbeddedKafka
from streams.console.broker import tell_of_jars
from streams.console.observe import Names, Observer
from streams.console.progress import event_line, figures, figures_line, live_view
from streams.console.show import alert_line, incident_lines
from streams.console.supervise import Command, Event, Supervisor

# Workers, then the broker: 10 s in all, for the broker is killed after another 5.
_WORKERS_STOP_S = 4.0
_MEASURE_EVERY_S = 2.0
_POLL_EVERY_S = 0.2
_ANSWER_S = 10.0
# A killed worker is back, its predecessor's session run out and its state read, long before.
_STALLED_S = 120.0
_EVENTS_SHOWN = 4


class Job(Struct, frozen=True, kw_only=True):
    """What to run: each callable is given the address of the brokers."""

    data: Path
    once: bool
    brokers: str | None
    """None for a broker of our own."""
    client: Mapping[str, object]
    """What aiokafka needs beside the address."""
    names: Names
    group: str
    workers: Callable[[str], Sequence[Command]]
    make_topics: Callable[[str], Coroutine[object, object, None]]
    replay: Callable[[str], Coroutine[object, object, None]]


class Failure(Exception):
    """Why the job cannot go on."""


def launch(job: Job) -> int:
    """Run *job* until Ctrl-C, or with *once* until all is read; return the exit code.

    0 when all was read or the user ended it, 1 when a gap stays, a worker is past its restart limit
    or the broker has ended; the reason is then on standard error. Ends too when its parent does.
    """
    # What it says of brokers that come and go would tear the view; how far all is read says more.
    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)
    # A shell has what it starts in the background ignore Ctrl-C.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for name in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, lambda *_: signal.raise_signal(signal.SIGINT))
    _end_with_parent()
    with ExitStack() as stack:
        try:
            _run(job, stack=stack)
        except (Failure, BrokerError) as failure:
            print(failure, file=sys.stderr)
            return 1
        except KeyboardInterrupt:
            return 130 if job.once else 0
        finally:
            # What is stopped now takes seconds: a second Ctrl-C must not leave half of it.
            for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(name, signal.SIG_IGN)
    return 0


def _run(job: Job, *, stack: ExitStack) -> None:
    brokers, kafka = job.brokers, None
    if brokers is None:
        kafka = EmbeddedKafka(job.data / "kafka", progress=tell_of_jars())
        stack.callback(kafka.stop)
        brokers = kafka.start()
    console = Console(highlight=False, markup=False, soft_wrap=True)
    console.print(f"Apache Kafka answers at {brokers}; logs and data are in {job.data}")
    asyncio.run(job.make_topics(brokers))
    logs = stack.enter_context(closing(_Logs(job.data / "log")))
    watch = _Watch(job, console=console, kafka=kafka)
    supervisor = Supervisor(job.workers(brokers), on_event=watch.note, on_line=logs.write)
    stack.callback(supervisor.stop, within=_WORKERS_STOP_S)
    supervisor.start()
    asyncio.run(watch.until_the_end(brokers, supervisor=supervisor))


class _Watch:
    """The loop that supervises, measures and shows; what it has shown it does not show again."""

    def __init__(self, job: Job, *, console: Console, kafka: EmbeddedKafka | None) -> None:
        self._job = job
        self._console = console
        self._kafka = kafka
        self._happened: deque[str] = deque(maxlen=_EVENTS_SHOWN)
        self._shown: dict[str, int] = {}
        self._last_figures: dict[str, int] = {}
        self._moved_at = time.monotonic()
        self._position: tuple[int, int] | None = None

    def note(self, event: Event) -> None:
        """Show what happened to a worker; what went wrong stays in view."""
        if event.kind in {"ended", "given_up"}:
            self._happened.append(event_line(event))
        if not self._console.is_terminal:
            self._console.print(event_line(event))

    async def until_the_end(self, brokers: str, *, supervisor: Supervisor) -> None:
        """Return when all is read, if that is to be the end; raise Failure when it cannot go on."""
        client = {**self._job.client, "bootstrap_servers": brokers}
        async with Observer(self._job.names, group=self._job.group, client=client) as observer:
            replay = asyncio.ensure_future(self._job.replay(brokers))
            with Live(console=self._console, auto_refresh=False, transient=True) as live:
                while not await self._measure(observer, replay=replay):
                    self._show(observer, live=live, workers=supervisor.pids)
                    until = time.monotonic() + _MEASURE_EVERY_S
                    while time.monotonic() < until:
                        supervisor.poll()
                        self._see_that_all_runs(supervisor, replay=replay)
                        await asyncio.sleep(_POLL_EVERY_S)
            self._console.print(figures_line(observer))

    def _see_that_all_runs(self, supervisor: Supervisor, *, replay: "asyncio.Future[None]") -> None:
        if supervisor.given_up:
            raise Failure("\n".join(supervisor.given_up))
        if self._kafka is not None and not self._kafka.is_running():
            raise Failure(self._kafka.why_it_ended())
        if replay.done() and (error := replay.exception()):
            raise Failure(f"the recording could not be sent: {error}") from error

    async def _measure(self, observer: Observer, *, replay: "asyncio.Future[None]") -> bool:
        """Ask how far all is read; tell of it when nothing is left; say whether it is the end."""
        sent = replay.done()
        try:
            await asyncio.wait_for(observer.refresh(), _ANSWER_S)
        except (KafkaError, TimeoutError):
            # Brokers that are away come back, or a worker gives up, or this lasts too long.
            position, left = None, ["the brokers do not answer"]
        else:
            # What was measured before all was sent proves nothing.
            position = (observer.committed, observer.lag) if sent else None
            left = _left(observer) if sent else ["the recording is not yet sent"]
        moved, self._position = position != self._position, position
        if moved:
            self._moved_at = time.monotonic()
        elif position is not None and position[1] == 0:
            # The same as last time, with nothing left: all is read.
            self._tell(observer)
            return self._job.once
        elif self._job.once and time.monotonic() - self._moved_at > _STALLED_S:
            gap = f"a gap: nothing was read for {_STALLED_S:.0f} s, and this is left:"
            raise Failure("\n  ".join([gap, *left]))
        return False

    def _show(self, observer: Observer, *, live: Live, workers: Mapping[str, int]) -> None:
        if self._console.is_terminal:
            state = "all read" if observer.lag == 0 else "reading"
            end = "ends when all is read" if self._job.once else "Ctrl-C ends"
            live.update(
                live_view(
                    observer, workers=workers, happened=self._happened, note=f"{state}; {end}"
                ),
                refresh=True,
            )
        elif figures(observer) != self._last_figures:
            self._last_figures = figures(observer)
            self._console.print(figures_line(observer))

    def _tell(self, observer: Observer) -> None:
        """Print the incidents that are new or changed since last time, then the new alerts."""
        lines: list[Text] = []
        for incident in sorted(observer.incidents.values(), key=lambda it: it.first_reported_at):
            if self._shown.get(incident.id) != incident.revision:
                self._shown[incident.id] = incident.revision
                lines += [*incident_lines(incident), Text()]
        # A thread in its own order: with several partitions a later article may come first.
        for alert in sorted(observer.alerts.values(), key=lambda it: (it.thread, it.revision)):
            if alert.id not in self._shown:
                self._shown[alert.id] = alert.revision
                lines.append(alert_line(alert))
        if lines:
            self._console.print(*lines, sep="\n")


class _Logs:
    """What the workers print, in a file for each; those of the last run are overwritten."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._files: dict[str, TextIO] = {}

    def write(self, name: str, line: str) -> None:
        """Add *line* to the log of the worker *name*; called from a thread for each worker."""
        if name not in self._files:
            path = self._folder / f"{name}.log"
            self._files[name] = path.open("w", encoding="utf-8", buffering=1)
        self._files[name].write(line + "\n")

    def close(self) -> None:
        """Close the files."""
        for file in self._files.values():
            file.close()


def _left(observer: Observer) -> list[str]:
    """Say what is not read, a line for each partition."""
    return [
        f"{behind.topic}, partition {behind.partition}: read to {behind.committed} of {behind.end}"
        for behind in observer.behind
    ]


def _end_with_parent() -> None:
    """Have this process interrupted when the one that started it is gone."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_POLL_EVERY_S)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="parent", daemon=True).start()
