import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.broker.processes import running_in, until_nothing_runs_in

TOY = Path(__file__).parent / "toy_run.py"
READS = """
import asyncio, sys
from aiokafka import AIOKafkaConsumer, TopicPartition
async def read():
    async with AIOKafkaConsumer(
        bootstrap_servers=sys.argv[1], group_id="toys", auto_offset_reset="earliest",
        enable_auto_commit=False,
    ) as consumer:
        consumer.assign([TopicPartition("raw", n) for n in PARTITIONS])
        async for message in consumer:
            print(message.value, flush=True)
            await consumer.commit()
asyncio.run(read())
"""
READS_ALL = READS.replace("PARTITIONS", "[0, 1]")
READS_HALF = READS.replace("PARTITIONS", "[0]")
FAILS = "import sys; print('no packs', flush=True); sys.exit(2)"


def launch(folder: Path, script: str, *, stalled: float = 60.0) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, TOY, folder, script, str(stalled)],
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )


def test_it_ends_when_all_is_read_and_leaves_nothing_running(tmp_path):
    done = launch(tmp_path, READS_ALL)

    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Apache Kafka answers at 127.0.0.1:")
    assert "articles in 9" in done.stdout
    assert "lag 0" in done.stdout.splitlines()[-2]
    printed = set((tmp_path / "log" / "worker-1.log").read_text().split())
    assert printed >= {f"b'{number}'" for number in range(9)}
    assert not running_in(tmp_path)


def test_a_gap_ends_it_with_what_is_left(tmp_path):
    done = launch(tmp_path, READS_HALF, stalled=6.0)

    assert done.returncode == 1
    assert done.stderr.endswith(
        "a gap: nothing was read for 6 s, and this is left:\n  raw, partition 1: read to 0 of 4\n"
    )
    assert not running_in(tmp_path)


def test_a_worker_that_is_given_up_ends_it_with_the_reason(tmp_path):
    begin = time.monotonic()

    done = launch(tmp_path, FAILS)

    assert done.returncode == 1
    assert "worker-1 cannot run: exit code 2" in done.stderr
    assert "its last line: no packs" in done.stderr
    assert time.monotonic() - begin < 30
    assert not running_in(tmp_path)


def test_a_killed_launcher_takes_broker_and_worker_with_it(tmp_path):
    with start(tmp_path) as launcher:
        until_the_worker_runs(launcher)
        assert len(running_in(tmp_path)) == 3

        launcher.kill()

        until_nothing_runs_in(tmp_path)


def test_it_ends_when_its_parent_is_gone(tmp_path):
    # A shell that does not become the launcher: it has another command to run after it.
    with start(tmp_path, shell=True) as shell:
        until_the_worker_runs(shell)
        assert len(running_in(tmp_path)) == 4

        shell.kill()

        until_nothing_runs_in(tmp_path)


def test_ctrl_c_ends_it_in_good_order(tmp_path):
    with start(tmp_path) as launcher:
        until_the_worker_runs(launcher)

        launcher.send_signal(signal.SIGINT)
        launcher.send_signal(signal.SIGINT)

        assert launcher.wait(10) == 130
        assert not running_in(tmp_path)


def start(folder: Path, *, shell: bool = False) -> subprocess.Popen[str]:
    """Start the launcher with a worker that never reads all."""
    command = [sys.executable, TOY, folder, READS_HALF, "60"]
    if shell:
        command = ["sh", "-c", '"$@"; true', "sh", *command]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)


def until_the_worker_runs(launcher: subprocess.Popen[str]) -> None:
    while "worker-1 (pid" not in launcher.stdout.readline():
        assert launcher.poll() is None
