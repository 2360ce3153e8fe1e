"""Figures of other events than the news are background: links, earlier events, tolls of a war."""

from streams.steps.extract.casualties import find_casualties
from streams.steps.extract.knowledge import load_knowledge
from streams.steps.extract.reading import read
from streams.steps.extract.sources import find_sources
from tests.builders import an_article

KNOWLEDGE = load_knowledge()
STORY = (
    "Bomb kills three in Basra\n\nA bomb killed three people in Basra on Monday, police said.\n\n"
    "The market was crowded. Shops were closed.\n\nThe mayor spoke to reporters."
)


def news(text: str) -> list[tuple[str, int]]:
    reading = read(an_article(text=text, language="en"), pack=KNOWLEDGE.packs["en"])
    sources = find_sources(reading, actors=KNOWLEDGE.actors["en"])
    claims = find_casualties(reading, sources=sources)
    return [(one.kind, one.min) for one in claims if not one.background]


def test_a_last_line_without_a_stop_is_a_link_to_another_story():
    assert news(f"{STORY}\n\nFour killed in Mosul shooting") == news(STORY)


def test_what_had_been_done_is_told_from_before_where_nobody_is_quoted():
    assert news(f"{STORY}\n\nDozens had been killed on Friday in Kut.") == news(STORY)


def test_what_a_source_says_had_been_done_is_news():
    assert ("killed", 5) in news(f"{STORY}\n\nPolice said five guards had been killed in Kut.")


def test_a_figure_far_above_those_of_the_lead_is_the_toll_of_something_longer():
    assert news(f"{STORY}\n\nSome 1,000 people have died in the region.") == news(STORY)


def test_a_larger_figure_of_a_source_is_news():
    assert ("killed", 31) in news(f"{STORY}\n\nDoctors said 31 people were killed in all.")
