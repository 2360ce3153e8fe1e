"""Who runs: processes by what stands on their command line."""

import time
from pathlib import Path


def running_in(folder: Path) -> dict[int, str]:
    """The command lines of processes that name *folder* there or in their environment, by pid."""
    lines = {}
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command, environment = (
                (process / name).read_bytes().replace(b"\0", b" ").decode(errors="replace")
                for name in ("cmdline", "environ")
            )
        except OSError:
            # It has ended meanwhile, or is not ours.
            continue
        if str(folder) in command + environment:
            lines[int(process.name)] = command
    return lines


def until_nothing_runs_in(folder: Path, *, within: float = 10.0) -> None:
    end = time.monotonic() + within
    while still := running_in(folder):
        assert time.monotonic() < end, still
        time.sleep(0.1)


def is_alive(pid: int) -> bool:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False
    # A zombie has ended: where nobody reaps orphans it stays in the table.
    return stat.rpartition(") ")[2][0] != "Z"
