"""Reasons for which a stretch of text goes on with an act, or tells another."""

import pytest

from streams.steps.extract.continuity import JOINS, OPENS, is_news, likeness
from streams.steps.extract.drafts import Draft, said_by
from streams.steps.extract.knowledge import Knowledge, load_knowledge
from streams.steps.extract.segments import cut
from tests.steps.extract.test_segments import found


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def goes_on(lead, then, knowledge, *, set_back=False):
    """Return how much speaks for the sentence *then* going on with the act of *lead*."""
    reading, findings = found(f"News\n\n{lead}\n\n{then}", knowledge)
    _, first, second = cut(reading, findings)
    draft = Draft()
    draft.add(first, findings)
    said = said_by(second, findings, set_back=set_back)
    return likeness(said, draft, is_first=True, is_last=True)


LEAD = "A car bomb killed nine people in Kirkuk on Thursday."


@pytest.mark.parametrize(
    ("on", "another"),
    [
        ("The bomb killed nine people, police said.", "A bomb killed four people in Mosul."),
        ("The blast damaged a bank in Kirkuk.", "Another blast damaged a bank in Mosul."),
        ("Two children were among the dead.", "In Mosul, gunmen shot dead two policemen."),
        ("The bomb hurt thirty.", "On Monday an air strike killed three in Tikrit."),
    ],
)
def test_what_goes_on_is_likelier_than_what_tells_another(on, another, knowledge):
    assert goes_on(LEAD, on, knowledge) >= 0 > goes_on(LEAD, another, knowledge)


def test_what_is_set_back_in_time_is_less_like_the_news(knowledge):
    then = "A bomb hurt two people in Kirkuk."
    assert goes_on(LEAD, then, knowledge, set_back=True) < goes_on(LEAD, then, knowledge)


def test_the_place_of_an_earlier_time_is_not_where_an_act_without_one_happened(knowledge):
    lead = "Gunmen killed five guards near the border on Sunday."
    then = "There has been an emergency since 2015, when attacks on a hotel in Sousse left dozens dead."
    assert goes_on(lead, then, knowledge, set_back=True) < 0 <= goes_on(lead, then, knowledge)


def test_figures_at_a_place_of_their_own_are_news_unless_set_back(knowledge):
    reading, findings = found("A bomb killed four people in Mosul.", knowledge)
    (segment,) = cut(reading, findings)
    assert is_news(segment, set_back=False)
    assert not is_news(segment, set_back=True)


@pytest.mark.parametrize(
    "then",
    [
        "An official in Tikrit said that the attack was over.",
        "Several people were killed when the bomb went off in a market.",
        "The attack damaged a bank in Kirkuk.",
    ],
)
def test_what_only_sounds_like_another_act_goes_on_with_the_news(then, knowledge):
    assert goes_on(LEAD, then, knowledge) >= 0


def test_a_rocket_may_be_called_a_shell_in_the_next_sentence(knowledge):
    lead = "A rocket killed nine people in Kirkuk on Thursday."
    then = "The shell killed four people at once."
    drone = "The drone killed four people at once."
    assert goes_on(lead, then, knowledge) > goes_on(lead, drone, knowledge)


def test_every_weight_is_for_something():
    assert all(JOINS.values())
    assert all(OPENS.values())
