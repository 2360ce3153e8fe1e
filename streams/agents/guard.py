"""Bytes to records to step, so that no message is lost or stops the others.

Three kinds of failure. Input that a step refuses, or bytes that are no record: a Rejection, never
counted. An exception out of a step: a Rejection too, but a hundred in a row are a fault of ours,
and the worker stops before it rejects the whole topic. Whatever else fails is infrastructure: it
is tried again where it happens, then the worker stops.
"""

import base64
import hashlib
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TypeVar

import msgspec
import structlog
from msgspec import Struct
from msgspec.structs import replace

from streams import __version__
from streams.agents.deliver import Deliverer
from streams.agents.message import Message, Output, outgoing
from streams.agents.stop import Stop, fail_stop
from streams.records.rejection import Refusal, Rejection
from streams.records.wire import Unreadable, decode
from streams.telemetry import metrics
from streams.topics import REJECTED

R = TypeVar("R", bound=msgspec.Struct)
T = TypeVar("T")

# Records, not calls: a success of the step starts the count again, a refusal changes nothing.
RAISED_IN_A_ROW = 100

_DETAIL = 1000
_LONGEST_KEY = 4096

log = structlog.get_logger("streams.guard")


class Raised(Struct, frozen=True):
    """An exception out of a step, or the death of the process it ran in, as a value."""

    reason: str
    detail: str


class Guard:
    """Runs one stage's step on messages and collects what is to be sent, until confirm()."""

    def __init__(
        self,
        stage: str,
        *,
        deliver: Deliverer,
        rejects: bool = True,
        stop: Stop = fail_stop,
    ) -> None:
        """Guard *stage*; without *rejects* (the reader of `rejected`) a refusal is only logged."""
        self.stage = stage
        self._deliver = deliver
        self._rejects = rejects
        self._stop = stop
        self._outputs: list[Output] = []
        self._entries: list[Output] = []
        self._in_a_row = 0

    def attempt(
        self, message: Message, kind: type[R], step: Callable[[R], T | Refusal]
    ) -> T | None:
        """Return what *step* makes of the *kind* of record in *message*, None if it is rejected."""
        return self.take(message, try_step(message.value, kind, step))

    def take(self, message: Message, result: T | Refusal | Raised) -> T | None:
        """Return *result* if it is one, else reject *message* for it and return None."""
        if isinstance(result, Refusal):
            self.reject(message, reason=result.reason, detail=result.detail)
            return None
        if isinstance(result, Raised):
            self._count(message, result)
            self.reject(message, reason=result.reason, detail=result.detail)
            return None
        self._in_a_row = 0
        return result

    def send(
        self, message: Message, outputs: Sequence[Output], *, entries: Sequence[Output] = ()
    ) -> bool:
        """Have *outputs* sent, then the state *entries*; tell whether all fit their topics.

        What does not fit is not sent in part: *message* is rejected as `too_large`.
        """
        for output in (*outputs, *entries):
            if output.size > output.room:
                found = f"{output.size} bytes for {output.topic}"
                self.reject(
                    message, reason="too_large", detail=f"{found}; wanted {output.room} at most"
                )
                return False
        self._outputs += outputs
        self._entries += entries
        return True

    def reject(self, message: Message, *, reason: str, detail: str) -> None:
        """Have a Rejection of *message* sent."""
        metrics.REJECTED.labels(self.stage, reason).inc()
        if not self._rejects:
            # Where it lies it is kept: a Rejection of a Rejection would come back to its reader.
            log.error(
                "rejection_unread",
                stage=self.stage,
                reason=reason,
                partition=message.partition,
                offset=message.offset,
            )
            return
        self._outputs.append(rejection(message, stage=self.stage, reason=reason, detail=detail))

    async def confirm(self) -> None:
        """Return when all that was collected is confirmed: outputs first, then state entries."""
        outputs, self._outputs = self._outputs, []
        entries, self._entries = self._entries, []
        await self._deliver.send(outputs, stage=self.stage)
        await self._deliver.send(entries, stage=self.stage)

    async def rewrite(self, entries: Sequence[Output]) -> None:
        """Return when state *entries* that were confirmed before are confirmed once more."""
        await self._deliver.send(entries, stage=self.stage)

    def _count(self, message: Message, raised: Raised) -> None:
        self._in_a_row += 1
        if self._in_a_row == 1:
            log.error(
                "step_raised",
                stage=self.stage,
                detail=raised.detail,
                topic=message.topic,
                partition=message.partition,
                offset=message.offset,
            )
        if self._in_a_row >= RAISED_IN_A_ROW:
            self._stop(
                f"{self.stage}: {self._in_a_row} records in a row failed, the last with "
                f"{raised.detail}"
            )


def try_step(
    value: bytes | None, kind: type[R], step: Callable[[R], T | Refusal]
) -> T | Refusal | Raised:
    """Return what *step* makes of the *kind* of record in *value*, or why it makes nothing of it."""
    try:
        return step(decode(value, kind))
    except Unreadable as error:
        return Refusal(error.reason, str(error))
    except Exception as error:  # noqa: BLE001  # the one place that must not miss any
        return Raised("step_raised", f"{type(error).__name__}: {error}")


def rejection(message: Message, *, stage: str, reason: str, detail: str) -> Output:
    """Return the Rejection of *message* as it goes to `rejected`; it always fits."""
    value = message.value
    # Three quarters of a base64 text are payload; the rest of the record takes well under 16 KiB.
    fits = value is not None and len(value) * 4 // 3 + 16_384 < REJECTED.room
    record = Rejection(
        stage=stage,
        reason=reason,
        detail=detail.encode("utf-8", "replace").decode()[:_DETAIL],
        topic=message.topic,
        partition=message.partition,
        offset=message.offset,
        key=_readable(message.key),
        payload_base64=base64.b64encode(value).decode() if value is not None and fits else None,
        payload_sha256=hashlib.sha256(value).hexdigest()
        if value is not None and not fits
        else None,
        rejected_at=_now(),
        version=__version__,
    )
    output = outgoing(REJECTED, record, trace=message.trace)
    if output.key is None:
        # Sent again after a crash it must meet itself: without a key Kafka would choose by chance.
        return replace(output, partition=message.partition)
    return output


def _readable(key: bytes | None) -> str | None:
    if key is None or len(key) > _LONGEST_KEY:
        return None
    try:
        return key.decode()
    except UnicodeDecodeError:
        return base64.b64encode(key).decode()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
