"""Refusal: what a step would not take, and why; Rejection: the message it came in."""

from msgspec import Struct


class Refusal(Struct, frozen=True):
    """Bad input as a value: a slug for the *reason*, a *detail* for people."""

    reason: str
    detail: str


class Rejection(Struct, frozen=True, kw_only=True):
    """A message that a stage would not take: enough to send it again once the fault is mended.

    *payload_base64* is the value, *payload_sha256* stands in where it would not fit; *key* is
    text where the key is UTF-8, else base64. *rejected_at* is wall time, the only one in a record.
    """

    stage: str
    reason: str
    detail: str
    topic: str
    partition: int
    offset: int
    key: str | None
    payload_base64: str | None
    payload_sha256: str | None
    rejected_at: str
    version: str
