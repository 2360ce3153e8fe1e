"""The incidents of a partition, and the acts that wait for one, by act, day and age."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from msgspec import Struct

from streams.records.incident import Incident
from streams.steps.correlate.likeness import Member, days_of


class IncidentEntry(Struct, frozen=True, kw_only=True):
    """An incident as last published with the acts that tell it, or one act that waits for one.

    *incident* is None for an act that alone makes none: a denial, a mention. *opened_by* is the
    act whose hash is the incident's id. *touched_at* is the newest fetch that reached it.
    """

    theatre: str
    touched_at: str
    opened_by: str
    incident: Incident | None = None
    members: tuple[Member, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether time will close it."""
        return self.incident is not None and self.incident.status == "open"


class IncidentIndex:
    """Entries by incident id (or act id, for one that waits)."""

    def __init__(self) -> None:
        self._entries: dict[str, IncidentEntry] = {}
        self._by_act: dict[tuple[str, str], str] = {}
        self._by_day: dict[tuple[str, date], dict[str, None]] = {}
        self._by_age: dict[tuple[str, bool], dict[str, dict[str, None]]] = {}

    def __len__(self) -> int:
        return len(self._entries)

    def items(self) -> Iterator[tuple[str, IncidentEntry]]:
        """Iterate over the entries and their keys."""
        return iter(self._entries.items())

    def get(self, key: str) -> IncidentEntry | None:
        """Return the entry under *key*."""
        return self._entries.get(key)

    def put(self, key: str, entry: IncidentEntry) -> None:
        """Keep *entry* under *key*, in the place of the one before."""
        self.drop(key)
        self._entries[key] = entry
        for member in entry.members:
            self._by_act[entry.theatre, member.act_id] = key
        for day in _days(entry):
            self._by_day.setdefault((entry.theatre, day), {})[key] = None
        ages = self._by_age.setdefault((entry.theatre, entry.is_open), {})
        ages.setdefault(entry.touched_at[:10], {})[key] = None

    def drop(self, key: str) -> None:
        """Forget the entry under *key*, if there is one."""
        entry = self._entries.pop(key, None)
        if entry is None:
            return
        for member in entry.members:
            # Another entry may have taken the act over already.
            if self._by_act.get((entry.theatre, member.act_id)) == key:
                del self._by_act[entry.theatre, member.act_id]
        for day in _days(entry):
            keys = self._by_day[entry.theatre, day]
            del keys[key]
            if not keys:
                del self._by_day[entry.theatre, day]
        ages = self._by_age[entry.theatre, entry.is_open]
        del ages[entry.touched_at[:10]][key]
        if not ages[entry.touched_at[:10]]:
            del ages[entry.touched_at[:10]]

    def of_act(self, act_id: str, *, theatre: str) -> str | None:
        """Return the key of the entry that holds *act_id*."""
        return self._by_act.get((theatre, act_id))

    def around(self, member: Member, *, theatre: str) -> Iterator[str]:
        """Iterate over the keys of entries with an act on a day of *member*'s."""
        found: dict[str, None] = {}
        for day in _span(*days_of(member)):
            found |= self._by_day.get((theatre, day), {})
        return iter(found)

    def untouched(self, *, theatre: str, is_open: bool, now: str, for_: timedelta) -> Iterator[str]:
        """Iterate over the keys of entries that nothing reached *for_* so long, oldest first."""
        ages = self._by_age.get((theatre, is_open), {})
        others = self._by_age.get((theatre, not is_open), {})
        newest = max([now[:10], *ages, *others])
        last = (datetime.fromisoformat(newest) - for_).strftime("%Y-%m-%d")
        for day in sorted(day for day in ages if day < last):
            yield from ages[day]


def _days(entry: IncidentEntry) -> set[date]:
    return {day for member in entry.members for day in _span(*days_of(member))}


def _span(start: date, end: date) -> Iterator[date]:
    # A month is the longest that the words of a text span.
    for number in range(min((end - start).days, 31) + 1):
        yield start + timedelta(days=number)
