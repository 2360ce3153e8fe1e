"""Run a worker, from its settings to its exit code; knows nothing of what runs on it."""

import asyncio
import sys
from collections.abc import Callable, Sequence
from typing import Any

import structlog
from aiokafka.errors import KafkaError
from faust.worker import Worker as FaustWorker

from streams.agents.provision import examine
from streams.agents.worker import Worker
from streams.settings import Settings
from streams.telemetry.logs import configure_logs
from streams.topics import Topic

REFUSED = 2  # whoever supervises does not try again
FAILED = 1

log = structlog.get_logger("streams.run")


def run(
    settings: Settings,
    *,
    wire: Callable[[Worker], None],
    topics: Sequence[Topic[Any]],
) -> int:
    """Run the agents that *wire* puts on a worker over *topics* until SIGTERM; return the exit code.

    0 after SIGTERM or Ctrl-C, 1 when there is no broker or the worker crashes, 2 when topics are
    not as they must be. The process ends itself with 70 rather than lose a message, with 75 when
    it cannot stop in time.
    """
    configure_logs(log_format=settings.log_format, level=settings.log_level)
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    try:
        findings = loop.run_until_complete(examine(settings, topics))
    except (KafkaError, OSError) as error:
        log.critical("no_broker", brokers=settings.brokers, error=repr(error))
        return FAILED
    for finding in findings:
        say = log.error if finding.stops else log.warning
        say("topic_differs", topic=finding.topic, what=finding.what)
    if any(finding.stops for finding in findings):
        return REFUSED
    worker = Worker(settings)
    wire(worker)
    try:
        faust_worker = FaustWorker(
            worker.app, loop=loop, quiet=True, override_logging=False, redirect_stdouts=False
        )
        faust_worker.spinner = None  # it writes to the terminal even when told to be quiet
        faust_worker.execute_from_commandline()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else FAILED
    except Exception:  # whatever Faust died of, it has to be told before the process ends
        log.exception("worker_crashed")
        sys.stderr.flush()
        return FAILED
