"""Reasons for which a stretch of text goes on with an act, or tells another."""

import pytest

from streams.steps.extract.continuity import (
    JOINS,
    OPENS,
    is_news,
    likeness,
    news_reasons,
    reasons,
)
from streams.steps.extract.drafts import Draft, said_by
from streams.steps.extract.knowledge import Knowledge, load_knowledge
from streams.steps.extract.segments import cut
from tests.steps.extract.test_segments import found


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def said_after(lead, then, knowledge, *, set_back=False, in_roundup=False, language="en"):
    """Return what the last stretch of *then* says, and the act that *lead* tells."""
    reading, findings = found(f"News\n\n{lead}\n\n{then}", knowledge, language=language)
    _, first, *_, last = cut(reading, findings)
    draft = Draft()
    draft.add(said_by(first, findings))
    return said_by(last, findings, set_back=set_back, in_roundup=in_roundup), draft


def goes_on(lead, then, knowledge, *, set_back=False, in_roundup=False):
    """Return how much speaks for the sentence *then* going on with the act of *lead*."""
    said, draft = said_after(lead, then, knowledge, set_back=set_back, in_roundup=in_roundup)
    return likeness(said, draft, is_first=True, is_last=True)


def why(lead, then, knowledge, **options):
    """Return the reasons for or against the sentence *then* going on with the act of *lead*."""
    said, draft = said_after(lead, then, knowledge, **options)
    return set(reasons(said, draft, is_first=True, is_last=True))


def news(segment):
    """Return how much speaks for *segment* telling news."""
    return sum(OPENS[reason] for reason in news_reasons(segment, set_back=False))


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


def test_a_turn_makes_news_of_what_a_day_of_its_own_would_set_back(knowledge):
    then = "{}drones were flown at the airport of Erbil on Tuesday night."
    plain, turned = (
        cut(*found(then.format(opening), knowledge))[0] for opening in ("", "In another attack, ")
    )
    assert news(turned) > news(plain)


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


@pytest.mark.parametrize(
    ("lead", "then", "reason"),
    [
        (LEAD, "Jets also bombed a market in Mosul.", "also"),
        (LEAD, "The second bomb killed three people in Mosul.", "number_in_a_row"),
        (LEAD, "In Mosul, a bomb went off.", "opens_far_off"),
        (LEAD, "Nine people were killed in Kirkuk.", "same_figures"),
        ("Shells hit Douma on Monday.", "Shells hit Harasta and killed two.", "beside_its_site"),
        ("Israel bombed a village.", "Hezbollah attacked a base.", "other_doer_alone"),
        (LEAD, "One of the blasts damaged a bank in Kirkuk.", "names_another"),
        (LEAD, "An ambush in Burkina Faso killed twelve soldiers.", "other_country"),
        ("Three attacks killed 40 people.", "Gunmen shot at a market in Karou.", "first_of_a_sum"),
        ("Israel bombed Tyre and killed six.", "Israel killed two guards.", "same_doer_alone"),
        (LEAD, "A second bomb went off as police reached the scene.", "at_its_scene"),
        (LEAD + " A doctor spoke.", "Gunmen then shot two, he said.", "same_speaker"),
    ],
)
def test_a_reason_has_its_words(lead, then, reason, knowledge):
    assert reason in why(lead, then, knowledge)


@pytest.mark.parametrize(
    ("lead", "then", "reason"),
    [
        (LEAD, "Jets also bombed a market in Kirkuk.", "also"),
        (LEAD, "The second bomb killed three people in Kirkuk.", "number_in_a_row"),
        ("Shells hit Douma on Monday.", "Shells hit Harasta, in Douma.", "beside_its_site"),
        ("Israel bombed a village.", "Israel attacked a base.", "other_doer_alone"),
        (LEAD + " A doctor spoke.", "Gunmen then shot two in Mosul, he said.", "same_speaker"),
    ],
)
def test_a_reason_does_not_hold_of_the_same_place_or_doer(lead, then, reason, knowledge):
    assert reason not in why(lead, then, knowledge)


def test_an_act_without_a_place_is_where_the_one_before_it_was(knowledge):
    reading, findings = found(f"News\n\n{LEAD}\n\nAnother bomb hurt two people.", knowledge)
    _, first, second = cut(reading, findings)
    before = Draft()
    before.add(said_by(first, findings))
    draft = Draft(after=before)
    draft.add(said_by(second, findings))
    assert [place.name for place in draft.known] == ["Kirkuk"]
    assert draft.sites == {}


def test_the_parts_of_a_sum_that_open_with_a_place_are_its_items(knowledge):
    lead = "Three attacks killed nine people in Helmand on Sunday."
    then = "In Gereshk, a bomb killed four of them."
    assert goes_on(lead, then, knowledge) < 0


def test_in_a_text_of_many_acts_a_place_of_its_own_is_rather_another_act(knowledge):
    lead, then = "A car bomb went off in Homs.", "A bomb went off in Talbiseh."
    assert goes_on(lead, then, knowledge, in_roundup=True) < goes_on(lead, then, knowledge)
    same = "The bomb went off in Homs."
    assert goes_on(lead, same, knowledge, in_roundup=True) == goes_on(lead, same, knowledge)


def test_every_weight_is_for_something():
    assert all(JOINS.values())
    assert all(OPENS.values())
