"""Messages out: every one confirmed by the broker, or the worker stops."""

import asyncio
import time
from collections.abc import Sequence
from typing import Any

import structlog
from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError, MessageSizeTooLargeError

from streams.agents.message import Output
from streams.agents.stop import Stop, fail_stop
from streams.settings import Settings, client_arguments
from streams.telemetry.metrics import MESSAGES_OUT, RETRIES
from streams.topics import MIB, TOPICS

log = structlog.get_logger("streams.deliver")

_FIRST_DELAY_S = 0.2
_LONGEST_DELAY_S = 10.0
# The producer packs a burst into requests of up to this many bytes; a larger message goes alone.
_REQUEST_BYTES = 256 * 1024
_LARGEST = max(topic.max_message_bytes for topic in TOPICS) + MIB


class Deliverer:
    """One idempotent producer for all agents of a worker.

    Idempotence covers the producer's own retries; a burst that is sent again by send() may give
    duplicates, which every reader takes in its stride.
    """

    def __init__(
        self, settings: Settings, *, stop: Stop = fail_stop, deadline_s: float | None = None
    ) -> None:
        """Send to the brokers of *settings*; call *stop* when they do not take messages in time.

        The time is *deadline_s*, the delivery deadline of the settings when None.
        """
        self._deadline_s = deadline_s or settings.delivery_deadline_s
        self._settings = settings
        self._stop = stop
        self._producer: AIOKafkaProducer | None = None
        self._lock = asyncio.Lock()

    async def send(self, outputs: Sequence[Output], *, stage: str) -> None:
        """Send *outputs* in order and return when the broker has confirmed every one.

        Retries with back-off until the deadline, then stops the worker.
        """
        if not outputs:
            return
        began, delay = time.monotonic(), _FIRST_DELAY_S
        while (error := await self._burst(outputs)) is not None:
            RETRIES.labels(stage).inc()
            log.warning("delivery_failed", stage=stage, error=repr(error), again_in_s=delay)
            waited = time.monotonic() - began
            # One that no broker will ever take: the guard should have caught it.
            hopeless = isinstance(error, MessageSizeTooLargeError | TypeError)
            if hopeless or waited > self._deadline_s:
                self._stop(f"{stage}: cannot deliver after {waited:.0f} s: {error!r}")
            if not getattr(error, "retriable", False):
                await self.close()
            await asyncio.sleep(delay)
            delay = min(delay * 2, _LONGEST_DELAY_S)
        for output in outputs:
            MESSAGES_OUT.labels(stage, output.topic).inc()

    async def close(self) -> None:
        """Let go of the producer; send() makes a new one."""
        async with self._lock:
            producer, self._producer = self._producer, None
        if producer is not None:
            await producer.stop()

    async def _burst(self, outputs: Sequence[Output]) -> BaseException | None:
        """Send *outputs* once; return the first error, None when all were confirmed."""
        try:
            producer = await self._connected()
            confirmations: list[asyncio.Future[Any]] = [
                await producer.send(
                    self._settings.prefix + output.topic,
                    key=output.key,
                    value=output.value,
                    headers=output.headers,
                    partition=output.partition,
                )
                for output in outputs
            ]
        except (KafkaError, OSError, TypeError) as error:
            return error
        results = await asyncio.gather(*confirmations, return_exceptions=True)
        return next((result for result in results if isinstance(result, BaseException)), None)

    async def _connected(self) -> AIOKafkaProducer:
        async with self._lock:
            if self._producer is None:
                compression = self._settings.compression
                producer = AIOKafkaProducer(
                    **client_arguments(self._settings),
                    acks="all",
                    enable_idempotence=True,
                    # A burst is packed into few requests without lingering; lingering would cost
                    # its whole time on every batch.
                    linger_ms=0,
                    max_batch_size=_REQUEST_BYTES,
                    max_request_size=_LARGEST,
                    request_timeout_ms=60_000,
                    compression_type=None if compression == "none" else compression,
                )
                try:
                    await producer.start()
                except BaseException:
                    await producer.stop()
                    raise
                self._producer = producer
            return self._producer
