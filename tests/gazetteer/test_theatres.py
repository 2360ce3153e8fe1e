import pytest

from streams.gazetteer.actors import load_actors
from streams.gazetteer.theatres import load_theatres, theatre_of
from tests.builders import a_place, an_act, an_actor

THEATRES = load_theatres()


def theatre(act, publisher=None):
    return theatre_of(act, publisher=publisher, theatres=THEATRES)


@pytest.mark.parametrize(
    ("iso", "admin1", "wanted"),
    [
        ("SY", "SY-DY", "sy"),
        ("SY", "SY-QU", "israel-palestine"),
        ("IL", None, "israel-palestine"),
        ("PS", None, "israel-palestine"),
        ("IN", "IN-JK", "kashmir"),
        ("IN", "IN-DL", "in"),
        ("UA", "UA-14", "ukraine-russia"),
    ],
)
def test_disputed_ground_shares_a_theatre_and_every_other_country_is_its_own(iso, admin1, wanted):
    assert theatre(an_act(place=a_place(iso=iso, admin1=admin1))) == wanted


def test_a_launch_place_is_no_theatre():
    launched = an_act(places=(a_place("Tartus", role="launch"), a_place("Idlib", iso=None)))

    assert theatre(launched) == "unknown"


def test_without_a_country_the_attackers_propose_a_theatre_then_the_publisher():
    act = an_act(place=None)

    assert theatre(an_act(place=None, attackers=(an_actor("Taliban"),)), "sana.sy") == "af"
    assert theatre(act, "sana.sy") == "sy"
    assert theatre(act, "news.example") == "unknown"


def test_the_site_decides_whatever_disputed_ground_is_named_beside_it():
    damascus, golan = a_place("Damascus", admin1="SY-DI"), a_place("Golan", admin1="SY-QU")

    assert theatre(an_act(places=(damascus, golan))) == "sy"


def test_an_act_without_a_place_goes_where_the_acts_beside_it_go_or_what_it_is_told_by():
    placeless = an_act(place=None)
    told_by = an_act(place=a_place("Iraq", kind="country", role="reference", iso="IQ"))
    beside = (placeless, an_act(place=a_place(iso="LY")))

    assert theatre(told_by) == "iq"
    assert theatre_of(placeless, publisher="sana.sy", theatres=THEATRES, beside=beside) == "ly"


def test_each_actor_that_proposes_a_theatre_has_its_slug_in_the_actor_table():
    assert set(THEATRES.actors) <= load_actors("en").slugs
