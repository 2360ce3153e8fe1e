"""Where a sentence falls into clauses that each tell an act."""

import itertools

import pytest

from streams.steps.extract.clauses import joints_of, shares_of
from streams.steps.extract.knowledge import Knowledge, load_knowledge
from streams.steps.extract.sentence_findings import NOTHING, by_sentence
from tests.steps.extract.test_segments import found, segments


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def clauses(text, knowledge):
    """Return the words of each clause of the only sentence of *text*."""
    reading, findings = found(text, knowledge)
    here = by_sentence(findings).get(0, NOTHING)
    joints = joints_of(reading, 0, here, shares_of(reading, here))
    bounds = [0, *joints, len(reading.tokens)]
    return [reading.quote(reading.span(start, end)) for start, end in itertools.pairwise(bounds)]


def test_a_sentence_is_parted_where_figures_have_places_of_their_own(knowledge):
    text = "A strike killed five people in Kirkuk and wounded three in Mosul."
    (first, one), (second, other) = segments(text, knowledge)
    assert [s.place.name for s in one.sites] == ["Kirkuk"]
    assert [s.place.name for s in other.sites] == ["Mosul"]
    assert "five" in first
    assert "three" in second


def test_figures_of_one_place_are_not_parted(knowledge):
    ((_, one),) = segments("A strike killed five people and wounded three in Kirkuk.", knowledge)
    assert len(one.casualties) == 2


def test_figures_told_place_by_place_are_clauses(knowledge):
    text = "Strikes killed seven people, three in Houla, two in Yaroun and two in Naqoura."
    assert clauses(text, knowledge) == [
        "Strikes killed seven people,",
        "three in Houla,",
        "two in Yaroun and",
        "two in Naqoura.",
    ]


def test_a_part_of_a_figure_is_no_clause(knowledge):
    text = "A bomb killed seven people in Kirkuk, two of them children."
    assert clauses(text, knowledge) == [text]
