"""How two places lie to each other, as far as codes and coordinates say."""

import pytest

from streams.records.report import Place
from streams.steps.extract.place_relations import contains, distance_km


def place(name, *, kind, lat=None, lon=None, radius=5000, iso="SY", admin1=None):
    return Place(
        role="site", name=name, native=name, quote=name, span=(0, 1), kind=kind, iso=iso,
        admin1=admin1, lat=lat, lon=lon, radius_m=radius,
    )  # fmt: skip


DAMASCUS = place("Damascus", kind="town", lat=33.51, lon=36.29, admin1="SY-DI", radius=12_000)
ALEPPO = place("Aleppo", kind="town", lat=36.20, lon=37.16, admin1="SY-HL", radius=12_000)
QUARTER = place("Bustan", kind="district", lat=36.19, lon=37.14, admin1="SY-HL")
PROVINCE = place("Aleppo Governorate", kind="province", lat=36.2, lon=37.5, admin1="SY-HL")
COUNTRY = place("Syria", kind="country")


def test_the_distance_of_two_places_is_in_kilometres():
    assert distance_km(DAMASCUS, ALEPPO) == pytest.approx(310, abs=15)
    assert distance_km(DAMASCUS, COUNTRY) is None


def test_a_town_holds_its_quarter_and_a_province_its_town_but_none_the_other_way_round():
    assert contains(ALEPPO, QUARTER)
    assert contains(PROVINCE, ALEPPO)
    assert contains(COUNTRY, PROVINCE)
    assert not contains(DAMASCUS, QUARTER)
    assert not contains(PROVINCE, DAMASCUS)
    assert not contains(QUARTER, PROVINCE)
