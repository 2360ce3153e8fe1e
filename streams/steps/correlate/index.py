"""The incidents of a partition, and the acts that wait for one, by act, day and age."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TypeVar

from msgspec import Struct

from streams.records.incident import Incident
from streams.steps.correlate.likeness import MARKS, MISDATED_DAYS, likeness
from streams.steps.correlate.traits import Cell, Mark, Member, Traits, traits_of


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

# A month is the longest that the words of a text span.
LONGEST_DAYS = 32
ACTS_REMEMBERED, PAIRS_REMEMBERED = 20_000, 200_000


class _Day:
    """The keys of entries that may hold an act of one day in one theatre, by what finds them."""

    def __init__(self) -> None:
        self.by_cell: dict[Cell, list[str]] = {}
        self.by_mark: dict[Mark, list[str]] = {}
        self.by_name: dict[tuple[str, int], list[str]] = {}

    def __bool__(self) -> bool:
        return bool(self.by_cell or self.by_mark or self.by_name)

    def add(self, key: str, traits: Traits) -> None:
        for cell in traits.cells:
            self.by_cell.setdefault(cell, []).append(key)
        for mark in traits.sketch:
            self.by_mark.setdefault(mark, []).append(key)
        for name in traits.heard:
            self.by_name.setdefault((traits.language, name), []).append(key)

    def remove(self, key: str, traits: Traits) -> None:
        for cell in traits.cells:
            _remove(self.by_cell, cell, key)
        for mark in traits.sketch:
            _remove(self.by_mark, mark, key)
        for name in traits.heard:
            _remove(self.by_name, (traits.language, name), key)


class IncidentIndex:
    """Entries by incident id (or act id, for one that waits)."""

    def __init__(self) -> None:
        self._entries: dict[str, IncidentEntry] = {}
        self._by_act: dict[tuple[str, str], str] = {}
        self._by_day: dict[tuple[str, int], _Day] = {}
        self._by_article: dict[tuple[str, str], list[str]] = {}
        self._languages: Counter[str] = Counter()
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
            self._languages[traits.language] += 1
            for day in _days(traits):
                self._by_day.setdefault((entry.theatre, day), _Day()).add(key, traits)
            self._by_article.setdefault((entry.theatre, traits.article), []).append(key)
        ages = self._by_age.setdefault((entry.theatre, entry.is_open), {})
        ages.setdefault(entry.touched_at[:10], {})[key] = None

    def drop(self, key: str) -> None:
        """Forget the entry under *key*, if there is one."""
        entry = self._entries.pop(key, None)
        if entry is None:
            return
        for member in entry.members:
            traits = self.traits(member)
            self._languages[traits.language] -= 1
            for day in _days(traits):
                postings = self._by_day[entry.theatre, day]
                postings.remove(key, traits)
                if not postings:
                    del self._by_day[entry.theatre, day]
            _remove(self._by_article, (entry.theatre, traits.article), key)
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
        others = [each for each in +self._languages if each != traits.language]
        marks: Counter[str] = Counter()
        for day in _days(traits, beside=MISDATED_DAYS):
            postings = self._by_day.get((theatre, day))
            if postings is None:
                continue
            for cell in traits.sought:
                found |= dict.fromkeys(postings.by_cell.get(cell, ()))
            for mark in traits.sketch:
                marks.update(postings.by_mark.get(mark, ()))
            for name in traits.heard:
                for language in others:
                    found |= dict.fromkeys(postings.by_name.get((language, name), ()))
        found |= {key: None for key, count in marks.items() if count >= MARKS}
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


def _remove(postings: dict[K, list[V]], name: K, key: V) -> None:
    keys = postings[name]
    keys.remove(key)
    if not keys:
        del postings[name]


def _days(traits: Traits, *, beside: int = 0) -> range:
    """Return the days of an act, as ordinals, and *beside* so many before and after."""
    last = min(traits.last, traits.first + LONGEST_DAYS - 1)
    return range(traits.first - beside, last + beside + 1)
