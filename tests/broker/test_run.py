import os
import re
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.broker.processes import running_in, until_nothing_runs_in

ROOT = Path(__file__).parents[2]
WORKER_STARTED = re.compile(r"worker-1 \(pid (\d+)\) started")
FIGURES = re.compile(r"articles in (\d+)  copies (\d+)  reports (\d+) .* lag (\d+)")

# Some articles are through: pool processes and tables are there too.
AT_WORK = re.compile(r"reports [1-9]")


class Run:
    """`make run` in a folder of its own, with what it prints."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.folder = folder
        self.printed: list[str] = []
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith("STRIKEWIRE_")
        }
        # The broker of the other tests takes no part: a launcher starts its own.
        self.make = subprocess.Popen(
            ["make", "--no-print-directory", "run", f"ARGS=--data {folder} {' '.join(arguments)}"],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    @property
    def launcher(self) -> int:
        """The process that make started."""
        [pid] = [pid for pid, line in running_in(self.folder).items() if "strikewire run" in line]
        return pid

    def until(self, pattern: re.Pattern[str]) -> re.Match[str]:
        """Read what is printed up to a line with *pattern*."""
        for line in self.make.stdout:
            self.printed.append(line)
            if found := pattern.search(line):
                return found
        raise AssertionError("".join(self.printed))

    def until_the_end(self) -> int:
        """Read the rest and return the exit code of make."""
        self.printed += self.make.stdout
        return self.make.wait(30)


@pytest.fixture
def run(tmp_path: Path) -> Iterator[type[Run]]:
    runs: list[Run] = []

    def start(*arguments: str) -> Run:
        runs.append(Run(tmp_path, *arguments))
        return runs[-1]

    yield start
    for started in runs:
        started.make.kill()
        started.make.wait(10)
        started.make.stdout.close()
    until_nothing_runs_in(tmp_path, within=20)


def test_one_command_reads_the_recording_and_shows_incidents_claims_and_alerts(run, tmp_path):
    running = run("--once")

    assert running.until_the_end() == 0, "".join(running.printed)

    shown = "".join(running.printed)
    articles, copies, reports, lag = (int(n) for n in FIGURES.findall(shown)[-1])
    assert (articles, lag) == (61, 0)
    assert copies > 0
    assert reports > 0
    assert re.search(r"^2018-02-0[78].*Kh[au]sham", shown, re.MULTILINE)
    assert re.search(r"^    killed .*“.+”", shown, re.MULTILINE)
    assert re.search(r"^opened +\w+ +\S", shown, re.MULTILINE)
    assert not running_in(tmp_path)


def test_a_killed_worker_is_started_again_and_all_is_read(run):
    running = run("--once")
    first = int(running.until(WORKER_STARTED)[1])
    running.until(re.compile(r"articles in 61 .* lag [1-9]"))

    os.kill(first, signal.SIGKILL)

    assert running.until_the_end() == 0, "".join(running.printed)
    shown = "".join(running.printed)
    assert f"worker-1 (pid {first}) ended: killed by SIGKILL" in shown
    assert len(WORKER_STARTED.findall(shown)) == 2
    assert FIGURES.findall(shown)[-1][3] == "0"


def test_killing_make_leaves_nothing_behind(run, tmp_path):
    running = run()
    running.until(AT_WORK)

    running.make.kill()

    until_nothing_runs_in(tmp_path)


def test_killing_the_launcher_leaves_nothing_behind(run, tmp_path):
    running = run()
    running.until(AT_WORK)

    os.kill(running.launcher, signal.SIGKILL)

    until_nothing_runs_in(tmp_path)


def test_ctrl_c_stops_workers_and_broker_within_ten_seconds(run, tmp_path):
    running = run()
    running.until(AT_WORK)

    os.kill(running.launcher, signal.SIGINT)

    until_nothing_runs_in(tmp_path)
    assert running.until_the_end() == 0
