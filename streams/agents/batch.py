"""The one way to declare an agent: whole batches, confirmed before the offsets move, fail-stop."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from datetime import UTC, datetime
from typing import Any

import faust
import structlog

from streams.agents.message import Message
from streams.agents.stop import fail_stop
from streams.telemetry.metrics import MESSAGES_IN, NEWEST_AGE, STAGE_SECONDS
from streams.topics import Topic

Handler = Callable[[Sequence[Message]], Awaitable[None]]

log = structlog.get_logger("streams.batch")


def declare(
    app: faust.App,
    topic: Topic[Any],
    handle: Handler,
    *,
    stage: str,
    prefix: str,
    size: int,
    within_s: float,
    buffered: int,
) -> None:
    """Have *handle* run on the messages of *topic*, up to *size* at once, waiting *within_s* s.

    Bytes only: Faust decides about offsets wrongly when it decodes. One batch at a time, in order;
    when *handle* returns, the offsets of the batch may be committed. It must confirm what it sends
    before. Nothing leaves the body, for Faust would commit the batch: the worker stops instead.
    At most *buffered* messages wait in memory.
    """
    source = app.topic(
        prefix + topic.name,
        key_type=bytes,
        value_type=bytes,
        key_serializer="raw",
        value_serializer="raw",
        internal=True,
        maxsize=buffered,
    )
    newest = [0.0]

    async def agent(stream: Any) -> None:  # noqa: ANN401  # Faust's stream
        batches: AsyncIterator[Sequence[Any]] = stream.take_events(size, within=within_s)
        async for events in batches:
            try:
                with STAGE_SECONDS.labels(stage).time():
                    messages = [_message(event.message, topic=topic.name) for event in events]
                    await handle(messages)
                MESSAGES_IN.labels(stage).inc(len(messages))
                newest[0] = max(newest[0], *(message.time for message in messages))
                NEWEST_AGE.labels(stage).set_function(
                    lambda: datetime.now(UTC).timestamp() - newest[0]
                )
            except BaseException as error:  # a cancelled body would commit its batch too
                log.exception("batch_failed", stage=stage)
                fail_stop(f"{stage}: {error!r}")

    agent.__name__ = stage
    app.agent(source, name=f"{prefix}{stage}", concurrency=1)(agent)


def _message(read: Any, *, topic: str) -> Message:  # noqa: ANN401  # Faust's message
    headers = read.headers or ()
    return Message(
        topic=topic,
        partition=read.partition,
        offset=read.offset,
        key=read.key,
        value=read.value,
        headers=list(headers.items() if isinstance(headers, dict) else headers),
        time=read.timestamp,
    )
