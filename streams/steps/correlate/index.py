"""The incidents of a partition, and the acts that wait for one, by act, day and age."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import TypeVar

from msgspec import Struct

from streams.records.incident import Incident
from streams.steps.correlate.likeness import MARKS, MISDATED_DAYS, likeness
from streams.steps.correlate.traits import Cell, Mark, Member, Traits, days_of, traits_of


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


K = TypeVar("K")
V = TypeVar("V")

MISDATED = timedelta(days=MISDATED_DAYS)
ACTS_REMEMBERED, PAIRS_REMEMBERED = 20_000, 200_000


class IncidentIndex:
    """Entries by incident id (or act id, for one that waits)."""

    def __init__(self) -> None:
        self._entries: dict[str, IncidentEntry] = {}
        self._by_act: dict[tuple[str, str], str] = {}
        self._by_cell: dict[tuple[str, date, Cell], list[str]] = {}
        self._by_mark: dict[tuple[str, Mark], list[str]] = {}
        self._by_article: dict[tuple[str, str], list[str]] = {}
        self._by_name: dict[tuple[str, int], list[tuple[str, str]]] = {}
        self._by_age: dict[tuple[str, bool], dict[str, dict[str, None]]] = {}
        self._traits: dict[int, tuple[Member, Traits]] = {}
        self._likeness: dict[tuple[int, int], tuple[Traits, Traits, int]] = {}

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
            traits = self.traits(member)
            for place in _cells(member, traits, theatre=entry.theatre):
                self._by_cell.setdefault(place, []).append(key)
            for mark in traits.sketch:
                self._by_mark.setdefault((entry.theatre, mark), []).append(key)
            self._by_article.setdefault((entry.theatre, traits.article), []).append(key)
            for name in traits.heard:
                named = self._by_name.setdefault((entry.theatre, name), [])
                named.append((key, traits.language))
        ages = self._by_age.setdefault((entry.theatre, entry.is_open), {})
        ages.setdefault(entry.touched_at[:10], {})[key] = None

    def drop(self, key: str) -> None:
        """Forget the entry under *key*, if there is one."""
        entry = self._entries.pop(key, None)
        if entry is None:
            return
        for member in entry.members:
            traits = self.traits(member)
            for place in _cells(member, traits, theatre=entry.theatre):
                _remove(self._by_cell, place, key)
            for mark in traits.sketch:
                _remove(self._by_mark, (entry.theatre, mark), key)
            _remove(self._by_article, (entry.theatre, traits.article), key)
            for name in traits.heard:
                _remove(self._by_name, (entry.theatre, name), (key, traits.language))
            # Another entry may have taken the act over already.
            if self._by_act.get((entry.theatre, member.act_id)) == key:
                del self._by_act[entry.theatre, member.act_id]
        ages = self._by_age[entry.theatre, entry.is_open]
        del ages[entry.touched_at[:10]][key]
        if not ages[entry.touched_at[:10]]:
            del ages[entry.touched_at[:10]]

    def of_act(self, act_id: str, *, theatre: str) -> str | None:
        """Return the key of the entry that holds *act_id*."""
        return self._by_act.get((theatre, act_id))

    def around(self, member: Member, *, theatre: str) -> Iterator[str]:
        """Iterate over the keys of entries that may hold an act like *member*.

        They share ground with it on a day of its or the next to it, words, names or an article.
        """
        traits = self.traits(member)
        found = dict.fromkeys(self._by_article.get((theatre, traits.article), ()))
        start, end = days_of(member)
        for day in _span(start - MISDATED, end + MISDATED):
            for cell in traits.cells:
                found |= dict.fromkeys(self._by_cell.get((theatre, day, cell), ()))
        marks = Counter(
            key for mark in traits.sketch for key in self._by_mark.get((theatre, mark), ())
        )
        found |= {key: None for key, count in marks.items() if count >= MARKS}
        for name in traits.heard:
            for key, language in self._by_name.get((theatre, name), ()):
                if language != traits.language:
                    found[key] = None
        return iter(found)

    def traits(self, member: Member) -> Traits:
        """Return what *member* is compared by, remembered for a while."""
        known = self._traits.get(id(member))
        if known is None:
            if len(self._traits) >= ACTS_REMEMBERED:
                self._traits.clear()
                self._likeness.clear()
            # Kept with its member: an id is unique only as long as its object lives.
            known = self._traits[id(member)] = member, traits_of(member)
        return known[1]

    def likeness(self, one: Traits, other: Traits) -> int:
        """Return how much speaks for two acts being one event, remembered for a while."""
        pair = (id(one), id(other)) if id(one) < id(other) else (id(other), id(one))
        known = self._likeness.get(pair)
        if known is None:
            if len(self._likeness) >= PAIRS_REMEMBERED:
                self._likeness.clear()
            known = self._likeness[pair] = one, other, likeness(one, other)
        return known[2]

    def untouched(self, *, theatre: str, is_open: bool, now: str, for_: timedelta) -> Iterator[str]:
        """Iterate over the keys of entries that nothing reached *for_* so long, oldest first."""
        ages = self._by_age.get((theatre, is_open), {})
        others = self._by_age.get((theatre, not is_open), {})
        newest = max([now[:10], *ages, *others])
        last = (datetime.fromisoformat(newest) - for_).strftime("%Y-%m-%d")
        for day in sorted(day for day in ages if day < last):
            yield from ages[day]


def _cells(member: Member, traits: Traits, *, theatre: str) -> Iterator[tuple[str, date, Cell]]:
    for day in _span(*days_of(member)):
        for cell in traits.cells:
            yield theatre, day, cell


def _remove(postings: dict[K, list[V]], name: K, key: V) -> None:
    keys = postings[name]
    keys.remove(key)
    if not keys:
        del postings[name]


def _span(start: date, end: date) -> Iterator[date]:
    # A month is the longest that the words of a text span.
    for number in range(min((end - start).days, 31) + 1):
        yield start + timedelta(days=number)
