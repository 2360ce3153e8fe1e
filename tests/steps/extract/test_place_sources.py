"""Where sources differ on the place, each site says whose it is."""

from streams.steps.extract import extract
from streams.steps.extract.knowledge import load_knowledge
from tests.builders import an_article

KNOWLEDGE = load_knowledge()


def sites(text: str) -> list[tuple[str, str | None]]:
    report = extract(an_article(text=text, language="en"), knowledge=KNOWLEDGE)
    return [
        (place.name, place.by.name if place.by else None)
        for act in report.incidents
        for place in act.places
        if place.role == "site"
    ]


def test_two_sources_that_differ_are_named_with_their_places():
    found = sites(
        "Drone strike kills three in Yemen\n\n"
        "The interior ministry said the drone strike killed three men in Marib, "
        "but the defence ministry said the three men were killed in Shabwah."
    )
    assert found == [("Marib", "police source"), ("Shabwah", "military source")]


def test_sites_that_one_source_tells_are_several_sites():
    found = sites(
        "Strikes kill three in Yemen\n\n"
        "The interior ministry said air strikes on Marib and Hodeidah killed three people."
    )
    assert len(found) == 2
    assert all(by is None for _, by in found)
