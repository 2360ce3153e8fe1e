"""AgedIndex: entries by key that are forgotten when nothing touched them for long."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Generic, Protocol, TypeVar


class Aged(Protocol):
    """An entry that knows the newest fetch (RFC 3339) that touched it."""

    @property
    def touched_at(self) -> str:
        """The newest fetch that touched the entry."""


E = TypeVar("E", bound=Aged)


class AgedIndex(Generic[E]):
    """The entries of a partition by key, and by the day they were last touched.

    The newest day of all is the clock: no date of an article's own moves it.
    """

    kept: timedelta
    """How long an entry is kept that nothing touches."""

    def __init__(self) -> None:
        self._entries: dict[str, E] = {}
        self._by_day: dict[str, dict[str, None]] = {}

    def __len__(self) -> int:
        return len(self._entries)

    def items(self) -> Iterator[tuple[str, E]]:
        """Iterate over the entries and their keys."""
        return iter(self._entries.items())

    def get(self, key: str) -> E | None:
        """Return the entry under *key*."""
        return self._entries.get(key)

    def put(self, key: str, entry: E) -> None:
        """Keep *entry* under *key*, in the place of the one before."""
        self.drop(key)
        self._entries[key] = entry
        self._by_day.setdefault(entry.touched_at[:10], {})[key] = None

    def drop(self, key: str) -> None:
        """Forget the entry under *key*, if there is one."""
        entry = self._entries.pop(key, None)
        if entry is not None:
            day = entry.touched_at[:10]
            del self._by_day[day][key]
            if not self._by_day[day]:
                del self._by_day[day]

    def expired(self) -> Iterator[str]:
        """Iterate over the keys of entries that nothing touched for long, oldest first."""
        newest = max(self._by_day, default="")
        if not newest:
            return
        last = (datetime.fromisoformat(newest) - self.kept).strftime("%Y-%m-%d")
        for day in sorted(day for day in self._by_day if day < last):
            yield from self._by_day[day]
