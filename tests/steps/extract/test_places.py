"""Where: every example sentence of the packs, and what holds for any text."""

import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.gazetteer.index import load_gazetteer
from streams.languages.load import load_packs
from streams.records.article import Article
from streams.steps.extract.place_relations import contains
from streams.steps.extract.places import find_places
from streams.steps.extract.reading import read

PACKS = load_packs()
GAZETTEER = load_gazetteer()
EXAMPLES = [
    (language, example["text"], example["places"])
    for language in PACKS
    for example in tomllib.loads((files("streams.languages") / language / "examples/places.toml").read_text())["examples"]
]  # fmt: skip


def places(text, language, *, publisher=None):
    article = Article(
        id="a", url=None, feed="f", publisher=publisher, title=None, language=language, published_at=None,
        published_basis="fetched", fetched_at="2018-02-14T12:00:00Z", status="usable", text=text,
        text_sha256="0" * 64,
    )  # fmt: skip
    return find_places(read(article, pack=PACKS[language]), gazetteer=GAZETTEER)


@pytest.mark.parametrize(
    ("language", "text", "expected"), EXAMPLES, ids=lambda value: str(value)[:40]
)
def test_an_example_gives_its_places(language, text, expected):
    found = [finding.place for finding in places(text, language)]
    assert [f"{place.role} {place.quote} = {place.name}" for place in found] == expected


def test_there_are_examples_enough_and_traps_among_them():
    for language, least in (("ar", 80), ("en", 60)):
        own = [expected for spoken, _, expected in EXAMPLES if spoken == language]
        assert len(own) >= least
        assert sum(not expected for expected in own) >= 5


def test_a_place_carries_codes_coordinates_and_the_words_of_the_text():
    (finding, within) = places("سقطت قذائف على مدينة دوما بريف دمشق.", "ar")
    place = finding.place
    assert (place.iso, place.admin1, place.kind, place.role) == ("SY", "SY-RD", "town", "site")
    assert place.geonames == 170592
    assert place.lat == pytest.approx(33.57, abs=0.05)
    assert place.lon == pytest.approx(36.40, abs=0.05)
    assert within.place.role == "within"
    assert contains(within.place, place)


@pytest.mark.parametrize(
    ("text", "language", "quote", "native"),
    [
        ("قصفت طائرات مدينة حلب.", "ar", "مدينة حلب", "حلب"),
        ("سقط صاروخ جنوبي دمشق.", "ar", "جنوبي دمشق", "دمشق"),
        ("وقع انفجار قرب مطار حلب.", "ar", "مطار حلب", "مطار حلب"),
        ("A bomb went off in the city of Mosul.", "en", "city of Mosul", "Mosul"),
    ],
)
def test_the_native_name_is_written_as_the_text_writes_what_the_english_one_names(
    text, language, quote, native
):
    (found,) = places(text, language)
    assert (found.place.quote, found.place.native) == (quote, native)


def test_a_distance_is_told_of_the_place_before_it():
    site, anchor = places("اندلعت اشتباكات في منطقة الهول على بعد 45 كم شرق الحسكة.", "ar")
    assert site.place.relation is not None
    assert (
        site.place.relation.distance_km,
        site.place.relation.bearing,
        site.place.relation.of,
    ) == (45.0, "e", "Hasakah")
    # Not in the town of Hasakah, but in the province of that name.
    assert (anchor.place.role, anchor.place.name) == ("within", "Hasakah Governorate")
    assert (anchor.place.kind, anchor.place.admin1) == ("province", "SY-HA")


def test_a_distance_from_a_place_in_another_province_is_a_reference():
    _, anchor = places("هاجم مسلحون دورية في الطارمية على بعد 90 كم جنوب سامراء.", "ar")
    assert (anchor.place.role, anchor.place.name) == ("reference", "Samarra")


def test_a_distance_and_a_direction_alone_are_the_site():
    (site,) = places("وقع الهجوم على بعد 20 كيلومترا شمال تكريت.", "ar")
    (town,) = places("وقع الهجوم في مدينة تكريت.", "ar")
    assert (site.place.role, site.place.name) == ("site", "20 km north of Tikrit")
    assert site.place.lat == pytest.approx(town.place.lat + 20 / 111.2, abs=0.01)
    assert site.place.lon == pytest.approx(town.place.lon, abs=0.01)
    assert site.place.geonames is None
    assert site.place.radius_m >= 10_000


def test_miles_are_kilometres_in_the_record():
    site, anchor = places("A bomb exploded in Hawija, 30 miles south of Kirkuk.", "en")
    assert site.place.relation.distance_km == pytest.approx(48.3, abs=0.1)
    assert anchor.place.name == "Kirkuk Governorate"


def test_an_unknown_village_takes_the_coordinates_of_its_parent_and_a_larger_radius():
    village, parent = places("وقع الانفجار في قرية السنديان بمحافظة حمص.", "ar")
    assert village.rule == "unknown_after_head"
    assert (village.place.lat, village.place.lon) == (parent.place.lat, parent.place.lon)
    assert village.place.radius_m >= parent.place.radius_m
    assert village.place.iso == "SY"
    assert village.place.name.isascii()


def test_one_name_means_what_its_country_says():
    (syrian, *_), (yemeni, *_) = (
        places("قتل شخصان في منطقة الزهراء بحمص السورية.", "ar"),
        places("سقط صاروخ على مدينة البيضاء في اليمن.", "ar"),
    )
    assert syrian.place.iso == "SY"
    assert yemeni.place.iso == "YE"
    (egyptian, *_) = places("اشتباكات في رفح بشمال سيناء المصرية.", "ar")
    assert egyptian.place.iso == "EG"
    (gazan, *_) = places("غارة على رفح جنوب قطاع غزة.", "ar")
    assert gazan.place.iso == "PS"


def test_a_side_of_a_town_is_the_town_with_the_words_kept_and_a_radius_that_covers_it():
    (town,) = places("سقطت قذيفة على خان يونس.", "ar")
    (side,) = places("سقطت قذيفة شرق مدينة خان يونس.", "ar")
    assert (side.place.name, side.place.geonames) == (town.place.name, town.place.geonames)
    assert (side.place.lat, side.place.lon) == (town.place.lat, town.place.lon)
    assert side.place.quote == "شرق مدينة خان يونس"
    assert side.place.radius_m > town.place.radius_m


def test_the_capital_alone_is_that_of_the_country_most_of_the_text_is_about():
    (libyan, _) = places("تجددت المعارك جنوب العاصمة. ردت ليبيا على البيان.", "ar")
    assert (libyan.place.name, libyan.place.role) == ("Tripoli", "site")
    assert places("تجددت المعارك جنوب العاصمة.", "ar") == ()


def test_a_sea_belongs_to_no_country():
    (sea,) = places("A ship was hit in the Red Sea.", "en")
    assert (sea.place.kind, sea.place.iso) == ("sea", None)


WORDS = st.sampled_from(
    ["في", "مدينة", "دوما", "بريف", "دمشق", "من", "غزة", "على", "بعد", "20", "كم", "شمال", "الموصل", "قرية", "،", ".", "(", ")", "-", "رويترز", "to", "from", "near", "the", "town", "of", "Aleppo", "Baghdad", "al", "-", "Bab", "12", "miles", "south", "of", "Tikrit", "village's", "ministry", "Khan", "\n"]
)  # fmt: skip


@given(
    st.one_of(st.text(max_size=120), st.lists(WORDS, max_size=40).map(" ".join)),
    st.sampled_from(["ar", "en"]),
)
def test_no_text_makes_it_raise_and_every_span_is_exact(text, language):
    found = places(text, language, publisher="example.sy")
    for finding in found:
        start, end = finding.place.span
        assert text[start:end] == finding.place.quote
        assert finding.start < finding.end
    assert [finding.start for finding in found] == sorted(finding.start for finding in found)
