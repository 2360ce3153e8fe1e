"""What the tests of the pool run in its processes."""

import os
import time

from streams.agents.guard import Raised


def warm_up():
    pass


def cannot_warm_up():
    os._exit(1)


def shout(jobs):
    """Return the values in capitals; `die` kills the process, `hang` never ends."""
    return [_shout(job.value) for job in jobs]


def _shout(value):
    if value == b"die":
        os._exit(1)
    if value == b"hang":
        time.sleep(3600)
    if value == b"raise":
        return Raised("step_raised", "told to")
    return value.upper()


def process_id(jobs):
    return [os.getpid() for _ in jobs]
