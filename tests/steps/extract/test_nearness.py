"""Which places are the same, or so near that one act may be at both."""

import pytest

from streams.steps.extract.nearness import are_near, is_inside, lies_in, names_one, same_place
from tests.builders import a_place

TOWN = a_place("Saraqib", admin1="SY-ID", lat=35.86, lon=36.80)
PROVINCE = a_place(
    "Idlib", kind="province", admin1="SY-ID", lat=35.93, lon=36.63, radius_m=40000, geonames=1
)
FAR_TOWN = a_place("Douma", admin1="SY-RD", lat=33.57, lon=36.40)


def test_one_number_of_the_gazetteer_is_one_place_whatever_the_name():
    assert same_place(a_place("Homs", geonames=7), a_place("Hims", geonames=7))
    assert not same_place(a_place("Homs", geonames=7), a_place("Homs", geonames=8))


def test_a_town_lies_in_its_province_and_not_in_another():
    assert lies_in(TOWN, PROVINCE)
    assert not lies_in(FAR_TOWN, PROVINCE)


@pytest.mark.parametrize(("other", "near"), [(PROVINCE, True), (FAR_TOWN, False)])
def test_what_lies_in_a_place_is_near_it(other, near):
    assert are_near([TOWN], [other]) is near


def test_the_finest_of_several_names_decides():
    assert names_one([TOWN, PROVINCE], [TOWN])
    assert not names_one([TOWN, PROVINCE], [PROVINCE])


def test_a_place_without_a_point_is_near_none():
    assert not are_near([a_place("Nowhere", lat=None, lon=None)], [FAR_TOWN])


def test_a_quarter_is_a_part_of_its_town_and_a_town_no_part_of_its_quarter():
    quarter = a_place(
        "Karrada", kind="district", admin1="IQ-BG", lat=33.30, lon=44.42, radius_m=3000
    )
    town = a_place("Baghdad", admin1="IQ-BG", lat=33.32, lon=44.37, radius_m=18000)
    assert is_inside([quarter], [town])
    assert not is_inside([town], [quarter])
