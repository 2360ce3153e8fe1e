import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest

from streams.console.supervise import RESTARTS, Command, Event, Supervisor
from tests.broker.processes import is_alive

FAIL_STOPS_ONCE = """
import pathlib, sys, time
marker = pathlib.Path(sys.argv[1])
if not marker.exists():
    marker.touch()
    print("cannot deliver: the broker is gone", flush=True)
    sys.exit(70)
print("up", flush=True)
time.sleep(60)
"""
WITH_A_GRANDCHILD = """
import subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
print(child.pid, flush=True)
time.sleep(60)
"""
DEAF = """
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("up", flush=True)
time.sleep(60)
"""
SUPERVISES_ONE = """
import sys, time
from streams.console.supervise import Command, Supervisor
argv = [sys.executable, "-c", sys.argv[1]]
supervisor = Supervisor(
    [Command("worker-1", argv)],
    on_event=lambda event: print(event.pid, flush=True),
    on_line=lambda name, line: None,
)
supervisor.start()
time.sleep(60)
"""


class Watcher:
    """Keeps what a supervisor tells, and polls it until something has become true."""

    def __init__(self, *scripts: str) -> None:
        self.events: list[Event] = []
        self.lines: list[str] = []
        self.supervisor = Supervisor(
            [
                Command(f"worker-{n}", [sys.executable, "-c", *script.split("\0")])
                for n, script in enumerate(scripts, start=1)
            ],
            on_event=self.events.append,
            on_line=lambda _name, line: self.lines.append(line),
        )
        self.supervisor.start()

    def until(self, true: Callable[[], bool], within: float = 20.0) -> None:
        end = time.monotonic() + within
        while not true():
            assert time.monotonic() < end, (self.events, self.lines)
            self.supervisor.poll()
            time.sleep(0.02)

    def kinds(self) -> list[str]:
        return [event.kind for event in self.events]


@pytest.fixture
def watch() -> Iterator[Callable[..., Watcher]]:
    watchers: list[Watcher] = []

    def start(*scripts: str) -> Watcher:
        watchers.append(Watcher(*scripts))
        return watchers[-1]

    yield start
    for watcher in watchers:
        watcher.supervisor.stop(within=0.0)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("streams.console.supervise._FIRST_DELAY_S", 0.01)


def until_gone(*pids: int, within: float = 5.0) -> None:
    end = time.monotonic() + within
    while any(map(is_alive, pids)):
        assert time.monotonic() < end, [pid for pid in pids if is_alive(pid)]
        time.sleep(0.02)


def test_a_child_that_fail_stops_is_started_again_and_the_reason_is_told(watch, tmp_path):
    watcher = watch(f"{FAIL_STOPS_ONCE}\0{tmp_path / 'marker'}")

    watcher.until(lambda: "up" in watcher.lines)

    assert watcher.kinds() == ["started", "ended", "started"]
    assert watcher.events[1].code == 70
    assert watcher.events[1].reason == (
        "exit code 70 (it stopped itself rather than lose a message); "
        "its last line: cannot deliver: the broker is gone"
    )


def test_a_child_that_was_killed_is_started_again(watch):
    watcher = watch("import time; print('up', flush=True); time.sleep(60)")
    watcher.until(lambda: watcher.lines == ["up"])

    os.kill(watcher.supervisor.pids["worker-1"], signal.SIGKILL)
    watcher.until(lambda: watcher.lines == ["up", "up"])

    assert watcher.events[1].reason == "killed by SIGKILL; its last line: up"


def test_one_that_ends_leaves_the_others_alone(watch, tmp_path):
    watcher = watch("import time; time.sleep(60)", f"{FAIL_STOPS_ONCE}\0{tmp_path / 'marker'}")
    first = watcher.supervisor.pids["worker-1"]

    watcher.until(lambda: "up" in watcher.lines)

    assert watcher.supervisor.pids["worker-1"] == first
    assert [event.name for event in watcher.events if event.kind == "ended"] == ["worker-2"]


@pytest.mark.usefixtures("impatient")
def test_a_child_that_always_ends_is_given_up_with_the_reason(watch):
    watcher = watch("import sys; print('no such table', flush=True); sys.exit(75)")

    watcher.until(lambda: bool(watcher.supervisor.given_up))

    assert watcher.kinds().count("started") == 1 + RESTARTS
    assert watcher.kinds()[-1] == "given_up"
    assert watcher.supervisor.given_up == [
        "worker-1 was started again 5 times within 120 s and ended each time: exit code 75 "
        "(it did not stop within its own limit); its last line: no such table"
    ]
    assert watcher.supervisor.pids == {}


def test_the_delay_before_a_restart_doubles(watch):
    watcher = watch("raise SystemExit(70)")
    begin = time.monotonic()

    watcher.until(lambda: watcher.kinds().count("started") == 3)

    assert time.monotonic() - begin > 0.5 + 1.0


def test_refused_settings_are_not_tried_again(watch):
    watcher = watch("import sys; print('STRIKEWIRE_PORT: x is no number'); sys.exit(2)")

    watcher.until(lambda: bool(watcher.supervisor.given_up))

    assert watcher.supervisor.given_up == [
        "worker-1 cannot run: exit code 2 (it refused its arguments or settings); "
        "its last line: STRIKEWIRE_PORT: x is no number"
    ]
    assert watcher.kinds() == ["started", "ended", "given_up"]


def test_stopping_ends_the_child_and_what_it_started(watch):
    watcher = watch(WITH_A_GRANDCHILD)
    watcher.until(lambda: bool(watcher.lines))
    child, grandchild = watcher.supervisor.pids["worker-1"], int(watcher.lines[0])

    watcher.supervisor.stop(within=5.0)

    until_gone(child, grandchild)
    assert watcher.kinds() == ["started", "stopped"]


def test_a_child_that_does_not_listen_is_killed_in_time(watch):
    watcher = watch(DEAF)
    watcher.until(lambda: watcher.lines == ["up"])
    begin = time.monotonic()

    watcher.supervisor.stop(within=0.5)

    assert time.monotonic() - begin < 3.0
    assert watcher.events[-1].kind == "stopped"
    assert watcher.events[-1].code == -signal.SIGKILL


def test_nothing_is_started_again_after_stopping(watch):
    watcher = watch("raise SystemExit(70)")
    watcher.until(lambda: "ended" in watcher.kinds())

    watcher.supervisor.stop(within=0.5)
    time.sleep(0.7)
    watcher.supervisor.poll()

    assert watcher.kinds() == ["started", "ended"]


def test_what_a_killed_child_started_dies_with_it(watch):
    watcher = watch(WITH_A_GRANDCHILD)
    watcher.until(lambda: bool(watcher.lines))
    grandchild = int(watcher.lines[0])

    os.kill(watcher.supervisor.pids["worker-1"], signal.SIGKILL)
    watcher.until(lambda: len(watcher.lines) == 2)

    until_gone(grandchild)


def test_a_killed_supervisor_takes_its_children_with_it():
    command = [sys.executable, "-c", SUPERVISES_ONE, "import time; print('up'); time.sleep(60)"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as supervisor:
        child = int(supervisor.stdout.readline())
        assert is_alive(child)

        supervisor.kill()

        until_gone(child)


def test_a_child_leads_a_session_of_its_own(watch):
    watcher = watch("import time; time.sleep(60)")
    child = watcher.supervisor.pids["worker-1"]

    assert os.getsid(child) == child
    assert os.getpgid(child) == child
