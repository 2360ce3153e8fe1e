"""A child process in a session of its own that dies with the process that started it."""

import ctypes
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

_PR_SET_PDEATHSIG = 1
# Loaded before the fork: between fork and exec nothing may wait for a lock.
_prctl = ctypes.CDLL(None).prctl if sys.platform == "linux" else None


def start_child(
    argv: Sequence[str | Path],
    *,
    output: int,
    environment: Mapping[str, str] | None = None,
) -> subprocess.Popen[bytes]:
    """Start *argv* with both its outputs on *output*, a file descriptor or subprocess.PIPE.

    The kernel kills the child when the thread that started it ends, not only when its process does:
    hence the main thread alone may call this. A terminal's Ctrl-C does not reach it, for it leads a
    session and a process group of its own. Where the kernel is not Linux, it outlives a parent that
    was killed with -9. Raise RuntimeError from another thread.
    """
    if threading.current_thread() is not threading.main_thread():
        raise RuntimeError(
            f"{argv[0]} would be killed with the thread {threading.current_thread().name}: "
            "start children from the main thread"
        )
    parent = os.getpid()

    def die_with_parent() -> None:
        if _prctl is not None:
            _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
            # The parent may have gone before the kernel was told.
            if os.getppid() != parent:
                os._exit(1)

    return subprocess.Popen(
        argv,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        env=environment,
        start_new_session=True,
        preexec_fn=die_with_parent,  # noqa: PLW1509  # the only way to ask before exec; see _prctl
    )


def has_ended(child: subprocess.Popen[bytes]) -> bool:
    """Tell whether *child* has ended, without reaping it: until then its process group stays its own."""
    if child.returncode is not None:
        return True
    return os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def kill_group(child: subprocess.Popen[bytes]) -> int:
    """Kill *child* and all it started in its group, with -9; return its exit code.

    Negative is the signal that ended it. A child that ended by itself keeps its code, and what it
    left behind is swept away.
    """
    if child.returncode is None:
        os.killpg(child.pid, signal.SIGKILL)
    return child.wait()
