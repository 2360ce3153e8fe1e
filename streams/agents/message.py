"""What an agent is handed and what it sends: bytes, with where they came from or go to.

Light: pool processes import it.
"""

from datetime import UTC, datetime
from typing import TypeVar

import msgspec
from msgspec import Struct

from streams.records.wire import Headers, encode, headers
from streams.topics import Topic

R = TypeVar("R", bound=msgspec.Struct)

TRACE = "traceparent"


class Message(Struct, frozen=True, kw_only=True):
    """A message as it was read; *topic* without prefix, *time* is Kafka's, seconds since 1970."""

    topic: str
    partition: int
    offset: int
    key: bytes | None
    value: bytes | None
    headers: Headers
    time: float

    @property
    def trace(self) -> bytes | None:
        """The W3C trace context that came with it."""
        return self.header(TRACE)

    def header(self, name: str) -> bytes | None:
        """Return the last header *name*, None when there is none."""
        return next((value for key, value in reversed(self.headers) if key == name), None)


class Output(Struct, frozen=True, kw_only=True):
    """A message to send; *topic* without prefix, *partition* None for the one of the key."""

    topic: str
    key: bytes | None
    value: bytes
    headers: Headers
    partition: int | None = None
    room: int
    """The bytes that the topic has for key and value."""

    @property
    def size(self) -> int:
        """The bytes of key and value."""
        return len(self.key or b"") + len(self.value)


def outgoing(topic: Topic[R], record: R, *, trace: bytes | None = None) -> Output:
    """Return *record* as it goes to *topic*: its key, its JSON, its CloudEvents headers."""
    key = topic.key(record)
    return Output(
        topic=topic.name,
        key=None if key is None else key.encode(),
        value=encode(record),
        headers=headers(record, key=key or "", time=topic.time(record), trace=trace),
        room=topic.room,
    )


def instant(seconds: float) -> str:
    """Return *seconds* since 1970 as RFC 3339 in UTC, to the millisecond."""
    moment = datetime.fromtimestamp(seconds, UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
