"""What goes on to tell an act, and what begins another."""

import pytest

from streams.steps.extract import extract
from streams.steps.extract.knowledge import Knowledge, load_knowledge
from tests.builders import an_article


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def acts(text, knowledge, *, language="en"):
    report = extract(an_article(text=text, language=language), knowledge=knowledge)
    return [
        (
            act.places[0].name if act.places else None,
            [(c.kind, c.min) for c in act.casualties],
        )
        for act in report.incidents
        if act.assertion == "asserted"
    ]


def test_headline_lead_and_detail_of_one_act_are_one(knowledge):
    text = (
        "Air strikes hit homes in Saraqib, monitor says\n\n"
        "Air strikes on the town of Saraqib in Idlib province killed seven people on Thursday, a monitor said.\n\n"
        "Two children were among the dead. The raids also damaged a school."
    )
    assert acts(text, knowledge) == [("Saraqib", [("killed", 7), ("killed", 2)])]


def test_a_lead_that_adds_up_is_apart_from_the_acts_it_counts(knowledge):
    text = (
        "Attacks across Iraq kill nine\n\n"
        "A series of attacks in several parts of Iraq killed nine people on Thursday, police said.\n\n"
        "A car bomb killed five people in Kirkuk.\n\n"
        "In Mosul, gunmen shot dead four policemen."
    )
    assert acts(text, knowledge) == [
        ("Iraq", [("killed", 9)]),
        ("Kirkuk", [("killed", 5)]),
        ("Mosul", [("killed", 4)]),
    ]


def test_another_strike_is_another_act(knowledge):
    text = (
        "Drone strikes in Iraq\n\nA drone strike killed four men in Kirkuk on Thursday.\n\n"
        "Another drone strike left two men dead near Mosul."
    )
    assert [claims for _, claims in acts(text, knowledge)] == [[("killed", 4)], [("killed", 2)]]


def test_a_headline_that_adds_up_the_acts_below_is_a_toll_of_its_own(knowledge):
    text = (
        "Drone strikes kill six\n\nA drone strike killed four men in Kirkuk on Thursday.\n\n"
        "Another drone strike left two men dead near Mosul."
    )
    found = [claims for _, claims in acts(text, knowledge)]
    assert found == [[("killed", 6)], [("killed", 4)], [("killed", 2)]]


def test_the_raid_at_another_place_with_figures_of_its_own_is_another_act(knowledge):
    text = (
        "قتيلان بغارة على حلب\n\nقتل شخصان اليوم في غارة جوية على مدينة حلب.\n\n"
        "وفي مدينة إدلب أسفر القصف عن مقتل أربعة مدنيين."
    )
    found = acts(text, knowledge, language="ar")
    assert [claims for _, claims in found] == [[("killed", 2)], [("killed", 4)]]


def test_the_same_dead_at_a_finer_place_are_the_same_act(knowledge):
    text = (
        "غارة تقتل 19 شخصا في إدلب\n\nقتل 19 شخصا اليوم في غارة جوية على محافظة إدلب.\n\n"
        "وقال سكان إن الغارة على سوق في بلدة سرمين أسفرت عن مقتل 19 شخصا وجرح ثلاثة."
    )
    assert len(acts(text, knowledge, language="ar")) == 1


def test_other_means_with_other_dead_are_another_act(knowledge):
    text = (
        "Drone hits hospital in El Fasher\n\nA drone struck a hospital in El Fasher on Thursday, killing 30 patients.\n\n"
        "The army said it had killed 12 fighters in clashes."
    )
    assert [claims for _, claims in acts(text, knowledge)] == [[("killed", 30)], [("killed", 12)]]


def test_fighting_and_the_fire_on_the_same_ground_are_one_act(knowledge):
    text = (
        "Clashes kill nine in Taiz\n\nClashes killed nine fighters in Taiz on Thursday.\n\n"
        "Shelling killed two more fighters, a medic said."
    )
    assert len(acts(text, knowledge)) == 1


def test_a_part_stays_with_the_whole_it_is_part_of(knowledge):
    text = (
        "Bomb kills eight in Kabul\n\nA bomb killed eight people in Kabul on Thursday.\n\n"
        "Among the dead were two children who lived in Paghman."
    )
    assert len(acts(text, knowledge)) == 1


def test_what_lies_long_back_is_background(knowledge):
    text = (
        "Bomb kills two in Kabul\n\nA bomb killed two people in Kabul on Thursday.\n\n"
        "Last year a truck bomb in Herat killed 60 people."
    )
    report = extract(an_article(text=text), knowledge=knowledge)
    assert {act.assertion for act in report.incidents} <= {"asserted", "background"}
    assert acts(text, knowledge) == [("Kabul", [("killed", 2)])]


def test_the_lead_that_adds_up_is_parted_from_the_first_act_it_counts(knowledge):
    text = (
        "Blasts in Iraq\n\nPolice said bombings left nine people dead and 14 wounded on Thursday.\n\n"
        "A bomber struck a car shop in Baiji; three people died and seven were wounded.\n\n"
        "In Kirkuk gunmen shot dead six policemen."
    )
    assert acts(text, knowledge) == [
        ("Iraq", [("killed", 9), ("injured", 14)]),
        ("Baiji", [("killed", 3), ("injured", 7)]),
        ("Kirkuk", [("killed", 6)]),
    ]


def test_the_place_of_a_speaker_is_no_other_act(knowledge):
    text = (
        "Car bomb kills nine in Kirkuk\n\nA car bomb killed nine people in Kirkuk on Thursday.\n\n"
        "An official in Paris confirmed that the attack had happened."
    )
    assert acts(text, knowledge) == [("Kirkuk", [("killed", 9)])]


def test_what_happened_since_an_old_year_is_no_news(knowledge):
    text = (
        "Ambush kills six near Jendouba\n\nAn ambush killed six policemen near Jendouba on Thursday.\n\n"
        "The country is under emergency since 2001, when attacks in Sousse killed 30 tourists."
    )
    report = extract(
        an_article(text=text, published_at="2018-07-08T10:00:00Z"), knowledge=knowledge
    )
    told = [act.places[0].name for act in report.incidents if act.assertion == "asserted"]
    assert told == ["Jendouba"]
