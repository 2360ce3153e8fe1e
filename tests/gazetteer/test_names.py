"""A pack's own names stand beside those of the tables, and one that means nothing is refused."""

import pytest

from streams.gazetteer.actors import load_actors
from streams.gazetteer.index import parse
from streams.text.folding import fold
from streams.text.tokens import tokenise

PLACES = "digest\nDamascus\tSY\tSY-DI\ttown\t33.51\t36.29\t15000\t1711000\t170654\ttown\nDamas\tPH\t\ttown\t10.0\t123.0\t3000\t900\t1\ttown\n\ndamascus\t0\ndamas\t1\n"


def words(text):
    return tokenise(fold(text))


def test_a_pack_names_actors_and_states_without_a_column_in_the_tables():
    index = load_actors(
        "fr",
        actor_names={"islamic-state": ("Daech",)},
        state_names={"SY": ("Syrie",)},
        state_adjectives={"SY": ("syrien",)},
        endings=("ne",),
    )
    assert [m.id for m in index.actors.at(words("Daech"), 0, end=1)[0].value] == ["islamic-state"]
    assert index.states.at(words("Syrie"), 0, end=1)[0].value.iso == "SY"
    assert index.adjectives.at(words("syrienne"), 0, end=1)[0].value.iso == "SY"


@pytest.mark.parametrize(
    "given", [{"actor_names": {"nobody": ("Personne",)}}, {"state_names": {"ZZ": ("Nulle part",)}}]
)
def test_a_name_of_an_unknown_actor_or_state_is_refused(given):
    with pytest.raises(ValueError, match=r"names.toml of fr: (nobody|ZZ) is no actor"):
        load_actors("fr", **given)


def test_a_place_has_a_further_name_and_its_namesakes_come_behind():
    places = parse(PLACES, also_called={"Damas": "Damascus"})
    assert [place.iso for place in places.find("damas")] == ["SY", "PH"]


def test_a_further_name_of_no_place_is_refused():
    with pytest.raises(ValueError, match="'Lutèce' is said to be 'Atlantis'"):
        parse(PLACES, also_called={"Lutèce": "Atlantis"})
