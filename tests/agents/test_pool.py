import asyncio
import time
from pathlib import Path

import pytest

from streams.agents.guard import Raised
from streams.agents.pool import Job, Pool, cut
from tests.agents import readers


class Stopped(Exception):
    pass


def stop(reason):
    raise Stopped(reason)


@pytest.fixture
async def make_pool():
    pools = []

    def make(**changed):
        values = {
            "processes": 1,
            "timeout_s": 5.0,
            "bytes_at_once": 1000,
            "warm_up": readers.warm_up,
            "stop": stop,
        }
        pools.append(Pool(**{**values, **changed}))
        return pools[-1]

    yield make
    for pool in pools:
        pool.close()
    # The executors' own threads notice the deaths of their processes.
    await asyncio.sleep(0.1)


def jobs(*values):
    return [Job(value, "", None) for value in values]


def is_alive(pid):
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().rpartition(") ")[2][0] != "Z"


async def test_results_come_in_the_order_of_the_messages(make_pool):
    pool = make_pool(processes=2, bytes_at_once=3)

    assert await pool.run(readers.shout, jobs(b"a", b"bb", b"ccc", b"d")) == [
        b"A",
        b"BB",
        b"CCC",
        b"D",
    ]


async def test_nothing_to_do_gives_nothing(make_pool):
    assert await make_pool().run(readers.shout, []) == []


async def test_what_kills_its_reader_twice_alone_is_named_and_the_rest_is_read(make_pool):
    pool = make_pool()

    first, killer, last = await pool.run(readers.shout, jobs(b"a", b"die", b"z"))

    assert (first, last) == (b"A", b"Z")
    assert killer == Raised(
        "killed_the_reader", "read alone, twice: the process died; the process died"
    )


async def test_a_reader_that_hangs_is_killed_for_good(make_pool):
    pool = make_pool(timeout_s=1.0)
    [pid] = await pool.run(readers.process_id, jobs(b""))
    began = time.monotonic()

    hung, fine = await pool.run(readers.shout, jobs(b"hang", b"a"))

    assert hung.reason == "killed_the_reader"
    assert fine == b"A"
    assert not is_alive(pid)
    assert time.monotonic() - began < 15


async def test_an_exception_that_came_back_as_a_value_is_one(make_pool):
    assert await make_pool().run(readers.shout, jobs(b"raise")) == [
        Raised("step_raised", "told to")
    ]


async def test_a_reader_that_cannot_start_is_no_fault_of_a_message(make_pool):
    pool = make_pool(warm_up=readers.cannot_warm_up)

    with pytest.raises(Stopped, match="no process to read with can be started"):
        await pool.run(readers.shout, jobs(b"a"))


async def test_closing_ends_the_processes(make_pool):
    pool = make_pool()
    [pid] = await pool.run(readers.process_id, jobs(b""))

    pool.close()
    await asyncio.sleep(0.5)

    assert not is_alive(pid)


def test_shares_are_bounded_in_number_and_bytes():
    shares = cut(jobs(b"1", b"1", b"1", b"333", b"55555", b"1"), count=2, size=4)

    assert [[job.value for job in share] for share in shares] == [
        [b"1", b"1"],
        [b"1", b"333"],
        [b"55555"],
        [b"1"],
    ]
