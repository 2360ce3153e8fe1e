"""The one way to give up: nothing of the batch is committed, so all of it comes again."""

import logging
import os
from collections.abc import Callable
from typing import NoReturn

import structlog

FAIL_STOP = 70
STUCK_STOP = 75

Stop = Callable[[str], NoReturn]


def fail_stop(reason: str) -> NoReturn:
    """Log *reason* and end the process at once with exit code 70.

    Nothing gentler is safe: an exception that leaves an agent, a cancelled task and a clean
    shutdown all make Faust commit what was not finished.
    """
    structlog.get_logger("streams").critical("fail_stop", reason=reason)
    logging.shutdown()
    os._exit(FAIL_STOP)
