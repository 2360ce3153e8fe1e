"""What a text is about decides which of the places of one name it means."""

from streams.gazetteer.index import load_gazetteer
from streams.steps.extract.place_context import Context, tier
from streams.steps.extract.place_names import Name

GAZETTEER = load_gazetteer()
ARABIC_TRIPOLI = GAZETTEER.find("طرابلس")


def name(entries, *, common=False):
    return Name(start=0, end=1, clitic="", entries=entries, common=common)


def test_the_country_that_a_text_speaks_of_chooses_among_towns_of_one_name():
    tripoli = name(ARABIC_TRIPOLI)
    assert Context({"LB": 3.0}, frozenset()).choose(tripoli).iso == "LB"
    assert Context({"LY": 3.0}, frozenset()).choose(tripoli).iso == "LY"


def test_a_country_leads_where_half_of_the_hints_are_for_it():
    assert Context({"LB": 2.0, "SY": 1.0}, frozenset()).leading() == "LB"
    assert Context({"LB": 1.0, "SY": 1.0, "IQ": 1.0}, frozenset()).leading() == ""
    assert Context({}, frozenset()).leading() == ""


def test_a_country_needs_no_context_and_a_common_word_says_nothing_by_itself():
    (syria, *_) = GAZETTEER.find("سوريا")
    assert tier(name((syria,)), syria) == 3
    assert tier(name((syria,), common=True), syria) == 0
