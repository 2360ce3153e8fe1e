import subprocess
import sys
import threading

import pytest

from streams.broker.child import has_ended, kill_group, start_child


def test_a_child_can_be_started_from_the_main_thread_only():
    failures = []

    def start() -> None:
        with pytest.raises(RuntimeError, match="start children from the main thread") as error:
            start_child([sys.executable, "-c", ""], output=subprocess.DEVNULL)
        failures.append(error)

    thread = threading.Thread(target=start)
    thread.start()
    thread.join()

    assert len(failures) == 1


def test_a_child_that_ended_by_itself_keeps_its_code():
    child = start_child([sys.executable, "-c", "raise SystemExit(70)"], output=subprocess.DEVNULL)
    while not has_ended(child):
        pass

    assert kill_group(child) == 70


def test_a_killed_child_tells_the_signal():
    child = start_child(["sleep", "60"], output=subprocess.DEVNULL)

    assert not has_ended(child)
    assert kill_group(child) == -9
    assert has_ended(child)
