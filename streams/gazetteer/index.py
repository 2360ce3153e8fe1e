"""Gazetteer: the names of the world's places, compiled, and what each name may mean."""

import gzip
from collections.abc import Iterable, Mapping
from functools import cached_property
from importlib.resources import files

from msgspec import Struct

from streams.gazetteer.keys import arabic_key, is_arabic, latin_key
from streams.records.report import PlaceKind
from streams.text.phrases import phrase_words

FIELDS = 10
"""Columns of a place's line in the compiled file, in the order of `Entry`."""


class Entry(Struct, frozen=True):
    """One place: *population* orders what shares a name; metres, degrees.

    *source* is `country`, `admin1`, `capital`, `town` (GeoNames) or `known` (our supplement).
    """

    name: str
    iso: str
    admin1: str | None
    kind: PlaceKind
    lat: float
    lon: float
    radius_m: int
    population: int
    geonames: int | None
    source: str


class Gazetteer:
    """Places by key. Rows stay text until somebody asks for them, so that loading is quick."""

    def __init__(self, *, rows: list[str], keys: dict[str, str]) -> None:
        self._rows = rows
        self._keys = keys
        self._entries: dict[int, Entry] = {}

    def __len__(self) -> int:
        return len(self._rows)

    @cached_property
    def first_words(self) -> dict[str, int]:
        """Every word that begins a key, with the most words of such a key.

        A token that is none of them begins no name.
        """
        longest: dict[str, int] = {}
        for key in self._keys:
            first = key.split(" ", 1)[0]
            longest[first] = max(longest.get(first, 0), key.count(" ") + 1)
        return longest

    def find(self, key: str) -> tuple[Entry, ...]:
        """Return the places filed under *key*, the most populous first; () where none is."""
        found = self._keys.get(key)
        if found is None:
            return ()
        return tuple(self._entry(int(index)) for index in found.split(","))

    def country(self, iso: str) -> Entry | None:
        """Return the country of *iso*, None where the code is unknown."""
        return self._countries.get(iso)

    def capital(self, iso: str) -> Entry | None:
        """Return the capital of *iso*, None where the code is unknown."""
        return self._capitals.get(iso)

    def province(self, code: str) -> Entry | None:
        """Return the province of the ISO 3166-2 *code*, None where the table has none."""
        return self._provinces.get(code)

    @cached_property
    def _provinces(self) -> dict[str, Entry]:
        found: dict[str, Entry] = {}
        for index, row in enumerate(self._rows):
            if row.endswith("\tadmin1"):
                entry = self._entry(index)
                if entry.admin1 is not None:
                    found[entry.admin1] = entry
        return found

    @cached_property
    def _capitals(self) -> dict[str, Entry]:
        found: dict[str, Entry] = {}
        for index, row in enumerate(self._rows):
            if row.endswith("\tcapital"):
                entry = self._entry(index)
                found.setdefault(entry.iso, entry)
        return found

    @cached_property
    def _countries(self) -> dict[str, Entry]:
        found: dict[str, Entry] = {}
        for index, row in enumerate(self._rows):
            if not row.endswith("\tcountry"):
                break
            entry = self._entry(index)
            found[entry.iso] = entry
        return found

    def _entry(self, index: int) -> Entry:
        entry = self._entries.get(index)
        if entry is None:
            name, iso, admin1, kind, lat, lon, radius, population, geonames, source = self._rows[
                index
            ].split("\t")
            entry = Entry(
                name=name,
                iso=iso,
                admin1=admin1 or None,
                kind=kind,  # type: ignore[arg-type]
                lat=float(lat),
                lon=float(lon),
                radius_m=int(radius),
                population=int(population),
                geonames=int(geonames) if geonames else None,
                source=source,
            )
            self._entries[index] = entry
        return entry


def load_gazetteer(*, also_called: Mapping[str, str] = {}) -> Gazetteer:
    """Return the compiled gazetteer of this package (about 0.3 s, once a process).

    *also_called* gives further names the English name of what they mean. Raises `ValueError` for
    one that no place has.
    """
    packed = (files("streams.gazetteer") / "places.gz").read_bytes()
    return parse(gzip.decompress(packed).decode(), also_called=also_called)


def parse(text: str, *, also_called: Mapping[str, str] = {}) -> Gazetteer:
    """Return the gazetteer that *text* holds: rows, an empty line, keys (key, tab, row numbers).

    The first line is the digest of what it was compiled from.
    """
    rows, keys = text.split("\n\n", 1)
    by_key = dict(line.split("\t", 1) for line in keys.rstrip("\n").split("\n"))
    for name, english in also_called.items():
        meant = by_key.get(_key(english))
        if meant is None:
            raise ValueError(
                f"{name!r} is said to be {english!r}, which the gazetteer does not have"
            )
        others = by_key.get(_key(name), "").split(",")
        by_key[_key(name)] = ",".join(dict.fromkeys(filter(None, [*meant.split(","), *others])))
    return Gazetteer(rows=rows.split("\n")[1:], keys=by_key)


def _key(name: str) -> str:
    words = phrase_words(name)
    return arabic_key(words) if is_arabic(name) else latin_key(words)


def compiled_from() -> str:
    """Return the digest of the inputs, as `tools/build_gazetteer.py` wrote it into the file."""
    with gzip.open(str(files("streams.gazetteer") / "places.gz"), "rt") as lines:
        return lines.readline().strip()


def format_rows(entries: Iterable[Entry]) -> list[str]:
    """Return the lines of *entries* as the compiled file holds them."""
    return [
        "\t".join(
            [
                entry.name,
                entry.iso,
                entry.admin1 or "",
                entry.kind,
                f"{entry.lat:.4f}",
                f"{entry.lon:.4f}",
                str(entry.radius_m),
                str(entry.population),
                str(entry.geonames or ""),
                entry.source,
            ]
        )
        for entry in entries
    ]
