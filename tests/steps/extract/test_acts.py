"""What an act is once its sentences are gathered: type, day, assertion, scope, ids."""

import pytest

from streams.steps.extract import extract
from streams.steps.extract.knowledge import Knowledge, load_knowledge
from tests.builders import an_article


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def acts(text, knowledge, *, language="en"):
    return extract(an_article(text=text, language=language), knowledge=knowledge).incidents


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("قتلى بقصف جوي ومدفعي\n\nقتل 20 مقاتلا في قصف جوي ومدفعي نفذه التحالف قرب الرقة.", "ar"),
        (
            "Coalition kills fighters\n\nAir strikes and artillery fire by the coalition killed 20 fighters near Raqqa.",
            "en",
        ),
        (
            "Coalition strikes kill fighters\n\nThe coalition said its aircraft and artillery had killed 20 fighters near Raqqa.",
            "en",
        ),
    ],
)
def test_the_first_named_means_is_the_type_and_the_other_told_too(text, language, knowledge):
    (act,) = acts(text, knowledge, language=language)
    assert (act.type, act.also) == ("airstrike", ("shelling",))


def test_a_bombardment_without_means_is_shelling(knowledge):
    text = "قتيلان بقصف على حلب\n\nقتل شخصان في قصف على مدينة حلب."
    (act,) = acts(text, knowledge, language="ar")
    assert act.type == "shelling"


def test_a_raid_without_means_is_one_of_armed_men(knowledge):
    (act,) = acts("Raid kills two\n\nTwo men were killed in a raid on Jenin.", knowledge)
    assert act.type == "shooting"


def test_an_act_without_a_day_takes_that_of_the_lead(knowledge):
    text = (
        "Bombs kill five\n\nA bomb killed three people in Kirkuk on Wednesday.\n\n"
        "In Mosul, a bomb killed two soldiers."
    )
    days = [act.occurred.start for act in acts(text, knowledge)]
    assert days == ["2018-02-07"] * 3


@pytest.mark.parametrize(
    ("day", "days"),
    [
        ("on Thursday", ["2018-02-07", "2018-02-08", "2018-02-08"]),
        ("on Tuesday", ["2018-02-07", "2018-02-06", "2018-02-07"]),
    ],
)
def test_an_act_without_a_day_beside_a_newer_one_than_the_lead_has_its_day(day, days, knowledge):
    text = (
        "News\n\nA bomb killed three people in Kirkuk on Wednesday.\n\n"
        f"In Mosul, a bomb killed two soldiers {day}. In Tikrit, gunmen shot dead four policemen."
    )
    assert [act.occurred.start for act in acts(text, knowledge)] == days


def test_a_day_in_a_sentence_that_tells_nothing_dates_no_act(knowledge):
    text = (
        "Bomb kills three\n\nA bomb killed three people in Kirkuk.\n\nPolice sealed off the road.\n\n"
        "The governor travelled to Basra on Monday."
    )
    (act,) = acts(text, knowledge)
    assert act.occurred.start is None


def test_an_act_that_nobody_asserts_is_denied(knowledge):
    text = (
        "Army denies strike on Damascus\n\n"
        "There is no truth to reports of an air strike on Damascus on Monday, the army said."
    )
    assert [act.assertion for act in acts(text, knowledge)] == ["denied"]


def test_the_accused_denying_leaves_the_act_asserted(knowledge):
    text = (
        "Strike kills four in Sanaa\n\nAn air strike killed four people in Sanaa on Monday.\n\n"
        "The coalition denied the attack."
    )
    assert [act.assertion for act in acts(text, knowledge)] == ["asserted"]


def test_what_has_not_happened_is_planned(knowledge):
    text = (
        "Army to bomb rebels in Mosul\n\nThe army said it would strike Mosul and plans to bomb it."
    )
    assert [act.assertion for act in acts(text, knowledge)] == ["planned"]


def test_a_sum_names_its_parts(knowledge):
    text = (
        "Attacks across Iraq kill nine\n\n"
        "A series of attacks in several parts of Iraq killed nine people on Thursday, police said.\n\n"
        "A car bomb killed five people in Kirkuk.\n\n"
        "In Mosul, gunmen shot dead four policemen."
    )
    found = acts(text, knowledge)
    assert [(act.scope, act.parts) for act in found] == [
        ("sum", (1, 2)),
        ("act", ()),
        ("act", ()),
    ]


def test_a_claims_id_is_of_its_act_and_comes_again(knowledge):
    text = (
        "Bombs kill six\n\nA bomb killed three people in Kirkuk.\n\n"
        "In Mosul, a bomb killed three people."
    )
    first, again = acts(text, knowledge), acts(text, knowledge)
    ids = [claim.id for act in first for claim in act.casualties]
    assert ids == [claim.id for act in again for claim in act.casualties]
    assert len(set(ids)) == len(ids)


def test_an_old_day_further_down_does_not_date_what_the_lead_tells(knowledge):
    text = (
        "Rocket kills 44 in market\n\n"
        "A rocket killed 44 people in a market in Kabul, officials said.\n\n"
        "Several of the wounded died in hospital.\n\n"
        "Rockets have hit the city more often since the siege began on 3 January."
    )
    article = an_article(text=text, published_at="2018-02-08T07:00:00Z")
    found = extract(article, knowledge=knowledge).incidents
    assert [act.occurred.start for act in found if act.assertion == "asserted"] == [None]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Air strike kills five\n\nAn air strike on a bus station in Peshawar killed five people "
            "on Monday.\n\nThe blast wounded 89 people, doctors added.",
            "en",
        ),
        (
            "قتلى بقصف جوي\n\nقتل 5 أشخاص الاثنين في قصف جوي على محطة حافلات في بيشاور.\n\n"
            "وأضاف مصدر طبي أن الانفجار أدى إلى جرح 89 شخصا.",
            "ar",
        ),
    ],
)
def test_the_blast_of_an_act_told_before_is_no_act_of_its_own(text, language, knowledge):
    (act,) = acts(text, knowledge, language=language)
    assert act.type == "airstrike"
    assert {(c.kind, c.min) for c in act.casualties} == {("killed", 5), ("injured", 89)}


def test_a_sentence_that_only_describes_tells_more_exactly_where(knowledge):
    (act,) = acts(
        "Car bomb kills four in Baghdad\n\n"
        "Four people died when a car bomb went off in Baghdad on Monday. "
        "What it aimed at was an office in the Karrada neighbourhood.",
        knowledge,
    )
    assert act.places[0].name in {"Baghdad", "Karrada"}
    assert {"Karrada", "Baghdad"} <= {place.name for place in act.places if place.role == "site"}


def test_a_sentence_that_sets_its_site_in_that_of_the_act_tells_more_exactly_where(knowledge):
    (act,) = acts(
        "مقتل تسعة في قصف شرقي دمشق\n\nقتل تسعة أشخاص في سقوط قذيفة على سوق شرقي دمشق الثلاثاء.\n\n"
        "وقالت الشرطة إن القذيفة سقطت في جرمانا بضاحية شرقي دمشق.",
        knowledge,
        language="ar",
    )
    sites = {place.name for place in act.places if place.role == "site"}
    assert {"Damascus", "Jaramana"} <= sites


def test_an_old_day_below_a_picture_does_not_date_the_news(knowledge):
    article = an_article(
        text="Bombers strike an army base in Yemen\n\n"
        "Guards beside a burnt car in Sanaa on September 11, 2012, after a car bomb.\n\n"
        "Militants attacked an army base at dawn on Friday and killed 15 soldiers.",
        language="en",
        published_at="2012-10-19T12:00:00Z",
    )
    act = extract(article, knowledge=knowledge).incidents[0]
    assert act.occurred.start == "2012-10-19"


def test_a_date_in_a_line_of_its_own_is_the_pages(knowledge):
    text = (
        "Other news materials\n8 February 2018 12:23 (UTC+04:00)\n\n"
        "A bomb killed three people in Kirkuk, police said.\n\nThe bomb went off on Tuesday."
    )
    (act,) = acts(text, knowledge)
    assert act.occurred.start == "2018-02-06"


def test_neither_day_nor_place_of_a_clause_with_since_is_the_acts(knowledge):
    text = (
        "Bomb kills three in Aden\n\nA bomb killed three soldiers in Aden, the seat of the government "
        "since the rebels took Sanaa in September 2014."
    )
    (act,) = acts(text, knowledge)
    assert act.occurred.start is None
    assert [place.name for place in act.places if place.role == "site"] == ["Aden"]


def test_an_act_without_a_place_is_where_the_one_told_before_it_was(knowledge):
    text = (
        "Blasts in Iraq\n\nA bomb killed three people in Kirkuk.\n\nGunmen killed two guards in Mosul.\n\n"
        "In another attack, a mortar shell wounded a child."
    )
    assert [act.places[0].name for act in acts(text, knowledge)] == ["Kirkuk", "Mosul", "Mosul"]
