"""Keep child processes running: start again what ends, with back-off and a limit, leave none behind."""

import os
import signal
import subprocess
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from typing import IO, Literal, NamedTuple

from streams.broker.child import has_ended, kill_group, start_child

# A worker that ends 3 s after each start is given up after about half a minute.
RESTARTS = 5
WITHIN_S = 120.0
_FIRST_DELAY_S = 0.5
_LONGEST_DELAY_S = 5.0

# What a command answers to arguments or settings it cannot take: to try again changes nothing.
_REFUSED = 2
_MEANINGS = {
    0: "nobody asked it to stop",
    _REFUSED: "it refused its arguments or settings",
    1: "it failed, or found no broker at its start",
    70: "it stopped itself rather than lose a message",
    75: "it did not stop within its own limit",
}


class Command(NamedTuple):
    """What to keep running, and the name to speak of it by."""

    name: str
    argv: Sequence[str]
    environment: Mapping[str, str] | None = None


class Event(NamedTuple):
    """Something that happened to the child *name*; a start has neither code nor reason.

    A negative *code* is the signal that ended it.
    """

    kind: Literal["started", "ended", "given_up", "stopped"]
    name: str
    pid: int
    code: int | None = None
    reason: str = ""


class Supervisor:
    """Starts children and starts them again; its owner calls poll() a few times a second.

    For the main thread alone: a child dies with the thread that started it.
    """

    def __init__(
        self,
        commands: Sequence[Command],
        *,
        on_event: Callable[[Event], None],
        on_line: Callable[[str, str], None],
    ) -> None:
        """Supervise *commands*; *on_line* gets a child's name and each line that it prints.

        *on_event* is called within start(), poll() and stop(), *on_line* from other threads.
        """
        self._children = [_Child(command, on_line=on_line) for command in commands]
        self._on_event = on_event

    @property
    def pids(self) -> dict[str, int]:
        """The process ids of those that run, by name."""
        return {child.command.name: child.process.pid for child in self._children if child.process}

    @property
    def given_up(self) -> list[str]:
        """Why children are not started again, a line for each; empty while all is well."""
        return [child.given_up for child in self._children if child.given_up]

    def start(self) -> None:
        """Start every child."""
        for child in self._children:
            self._on_event(child.start())

    def poll(self) -> None:
        """See who has ended, start again whose time has come; returns at once."""
        now = time.monotonic()
        for child in self._children:
            if child.process is not None and has_ended(child.process):
                ended = child.reap("ended")
                self._on_event(ended)
                child.plan_restart(ended, now=now)
                if child.given_up:
                    self._on_event(ended._replace(kind="given_up", reason=child.given_up))
            elif child.due is not None and now >= child.due:
                self._on_event(child.start())

    def stop(self, *, within: float) -> None:
        """Ask the children to stop and wait *within* seconds; then kill them and their groups."""
        running = {child: child.process for child in self._children if child.process is not None}
        for child in self._children:
            child.due = None
        for process in running.values():
            # To the child alone: it ends what it started in its own order.
            os.kill(process.pid, signal.SIGTERM)
        until = time.monotonic() + within
        while time.monotonic() < until and not all(map(has_ended, running.values())):
            time.sleep(0.05)
        for child in running:
            self._on_event(child.reap("stopped"))


class _Child:
    """One command, its process while it runs, and its restarts."""

    def __init__(self, command: Command, *, on_line: Callable[[str, str], None]) -> None:
        self.command = command
        self.process: subprocess.Popen[bytes] | None = None
        self.due: float | None = None
        self.given_up = ""
        self._on_line = on_line
        self._last_line = ""
        self._restarts: deque[float] = deque()
        self._reader: threading.Thread | None = None

    def start(self) -> Event:
        self.due = None
        self._last_line = ""
        self.process = start_child(
            self.command.argv, output=subprocess.PIPE, environment=self.command.environment
        )
        self._reader = threading.Thread(
            target=self._read, args=(self.process.stdout,), name=self.command.name, daemon=True
        )
        self._reader.start()
        return Event("started", self.command.name, self.process.pid)

    def reap(self, kind: Literal["ended", "stopped"]) -> Event:
        """Kill what is left of the process and its group, return how it ended."""
        if self.process is None or self._reader is None:
            raise RuntimeError(f"{self.command.name} does not run")
        pid, code = self.process.pid, kill_group(self.process)
        self.process = None
        # The last words may still be on their way; a grandchild that left the group holds the pipe.
        self._reader.join(1.0)
        said = f"; its last line: {self._last_line}" if self._last_line else ""
        if kind == "stopped" and code == 0:
            return Event(kind, self.command.name, pid, code, "in good order")
        return Event(kind, self.command.name, pid, code, f"{_meaning(code)}{said}")

    def plan_restart(self, ended: Event, *, now: float) -> None:
        while self._restarts and now - self._restarts[0] > WITHIN_S:
            self._restarts.popleft()
        if ended.code == _REFUSED:
            self.given_up = f"{self.command.name} cannot run: {ended.reason}"
        elif len(self._restarts) >= RESTARTS:
            self.given_up = (
                f"{self.command.name} was started again {RESTARTS} times within "
                f"{WITHIN_S:.0f} s and ended each time: {ended.reason}"
            )
        else:
            delay = _FIRST_DELAY_S * 2 ** len(self._restarts)
            self.due = now + min(delay, _LONGEST_DELAY_S)
            self._restarts.append(now)

    def _read(self, pipe: IO[bytes]) -> None:
        with pipe:
            for line in pipe:
                text = line.decode("utf-8", errors="replace").rstrip()
                if text:
                    self._last_line = text
                    self._on_line(self.command.name, text)


def _meaning(code: int) -> str:
    """Return what exit *code* says, in words."""
    if code < 0:
        return f"killed by {signal.Signals(-code).name}"
    known = f" ({_MEANINGS[code]})" if code in _MEANINGS else ""
    return f"exit code {code}{known}"
