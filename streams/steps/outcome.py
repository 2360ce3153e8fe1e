"""What a step with memory returns: the records it sends and the entries that changed."""

from typing import Generic, TypeVar

from msgspec import Struct

R = TypeVar("R")
E = TypeVar("E")


class Outcome(Struct, Generic[R, E], frozen=True):
    """Records to send, in order, and state entries that changed; an entry of None is gone."""

    records: tuple[R, ...]
    changes: dict[str, E | None]
