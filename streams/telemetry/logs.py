"""How a log line looks: one event in snake_case, its fields, JSON or columns for people.

ERROR: data was lost or someone must act. WARNING: recovered by itself. INFO: started, stopped,
changed. What happens to every message is a metric and never a line.
"""

import logging
import sys
from typing import Literal

import structlog

# What these say at INFO of every rebalance and heartbeat is of use to those who mend them.
_QUIET = ("aiokafka", "faust", "mode", "aiohttp", "trafilatura", "asyncio")


def configure_logs(*, log_format: Literal["auto", "json", "console"], level: str) -> None:
    """Send every log line to standard error as *log_format*, from *level* on.

    Lines of libraries are rendered in the same way, from WARNING on unless *level* is DEBUG.
    """
    on_terminal = log_format == "console" or (log_format == "auto" and sys.stderr.isatty())
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    renderers: list[structlog.typing.Processor] = (
        [structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())]
        if on_terminal
        else [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *renderers],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    for name in _QUIET:
        logging.getLogger(name).setLevel(level if level == "DEBUG" else logging.WARNING)
