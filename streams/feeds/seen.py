"""What was read of each source before: a small file, replaced as a whole."""

import os
from pathlib import Path

import msgspec
from msgspec import Struct, field

# A feed lists its newest items, hardly ever more than a few hundred; older ones do not come back.
KEPT_ITEMS = 2000


class SourceState(Struct, kw_only=True):
    """When a source was last polled (RFC 3339), what to ask with, and its items by key.

    An item's value is its digest: a changed one is sent again. The latest seen stand last.
    """

    polled_at: str | None = None
    etag: str | None = None
    modified: str | None = None
    items: dict[str, str] = field(default_factory=dict)

    def note(self, key: str, digest: str) -> None:
        """Remember that the item *key* was sent as *digest* says; forget the oldest."""
        self.items.pop(key, None)
        self.items[key] = digest
        while len(self.items) > KEPT_ITEMS:
            del self.items[next(iter(self.items))]


class StateError(ValueError):
    """A state file that cannot be read: which, what was found, what to do."""


def load_seen(file: Path) -> dict[str, SourceState]:
    """Return the states in *file* by source, none if there is no file yet. Raises `StateError`."""
    try:
        return msgspec.json.decode(file.read_bytes(), type=dict[str, SourceState])
    except FileNotFoundError:
        return {}
    except (msgspec.DecodeError, OSError) as error:
        detail = f"{file}: {error}; remove it to read every source from the start"
        raise StateError(detail) from error


def save_seen(file: Path, seen: dict[str, SourceState]) -> None:
    """Replace *file* by *seen*: after a crash at any moment the old or the new file is there."""
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(file.name + ".new")
    with beside.open("wb") as stream:
        stream.write(msgspec.json.encode(seen))
        stream.flush()
        os.fsync(stream.fileno())
    beside.replace(file)
