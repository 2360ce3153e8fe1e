import pytest

from streams.gazetteer.parties import body_of, party_of_actor
from streams.steps.correlate.origins import origin_of, with_repeats
from tests.builders import a_figure, a_source, claims_of

SOHR = a_source(id="sohr")
UNNAMED = a_source("police source", kind="police", named=False, via=("afp",))


def claim(source, *, article="a", publisher="paper.example", iso="SY", **figure):
    (made,) = claims_of(article, a_figure(5, source=source, **figure), publisher=publisher)
    return made


def origin(source, *, iso="SY", **changed):
    return origin_of(claim(source, **changed), iso=iso)


def linked(*claims, derived=None):
    origins = {each.id: origin_of(each, iso="SY") for each in claims}
    return with_repeats(claims, origins=origins, derived=derived or {})


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (SOHR, "sohr"),
        (a_source("SANA", id="sana", kind="media"), "syria"),
        (a_source("spokesman", kind="military", speaks_for="syrian-government-forces"), "syria"),
        (a_source("police source", kind="police"), "syria"),
        (a_source("spokesman", kind="military", speaks_for="military-forces-of-russia"), "russia"),
        (a_source("TASS", id="tass", kind="media"), "russia"),
        (UNNAMED, "afp"),
        (a_source("witness source", kind="witness", named=False), "paper.example"),
        (a_source("medical source", kind="medical"), "medical source"),
        (None, "paper.example"),
    ],
)
def test_who_speaks_with_one_voice_is_one_origin(source, expected):
    assert origin(source) == expected


def test_an_agency_is_the_same_origin_as_publisher_and_as_source():
    assert origin(None, publisher="www.reuters.com") == "reuters"
    assert origin(a_source("Reuters", id="reuters", kind="media")) == "reuters"
    assert body_of("news.reuters.com.example") == "news.reuters.com.example"


def test_an_armed_group_is_a_party_by_itself():
    assert party_of_actor("sdf") == "sdf"


def test_one_figure_of_one_origin_in_two_articles_is_one_claim_carried_by_both():
    first, second = linked(claim(SOHR), claim(SOHR, article="b"))

    assert (first.repeats, second.repeats) == (None, first.id)
    assert first.carriers == claim(SOHR).carriers + claim(SOHR, article="b").carriers


@pytest.mark.parametrize(
    "other", [claim(a_source("X", id="x"), article="b"), claim(SOHR, article="b", kind="injured")]
)
def test_another_origin_or_kind_is_another_claim(other):
    assert [c.repeats for c in linked(claim(SOHR), other)] == [None, None]


def test_two_figures_of_one_article_are_two_claims():
    two = claims_of("a", a_figure(5, source=SOHR), a_figure(5, source=SOHR))

    assert [c.repeats for c in linked(*two)] == [None, None]


def test_what_an_article_shares_with_the_one_it_copies_is_carried_whoever_speaks():
    first, copied = linked(claim(SOHR), claim(None, article="b"), derived={"b": "a"})

    assert copied.repeats == first.id
