"""Figures name the groups whose members they count, and the side these stood on."""

from functools import cache

import pytest

from streams.steps.extract import extract
from streams.steps.extract.knowledge import Knowledge, load_knowledge
from tests.builders import an_article


@cache
def all_knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(name="knowledge")
def _knowledge() -> Knowledge:
    return all_knowledge()


def told(text: str, language: str, knowledge: Knowledge):
    report = extract(an_article(text=text, language=language), knowledge=knowledge)
    return [
        (casualty.min, casualty.victims.groups, casualty.victims.side)
        for act in report.incidents
        for casualty in act.casualties
    ]


def test_members_of_the_group_that_was_hit_stood_on_the_side_of_the_target(knowledge):
    text = "قتل 12 عنصرا من تنظيم داعش في غارة للتحالف الدولي على الرقة."
    assert told(text, "ar", knowledge) == [(12, ("islamic-state",), "target")]


def test_soldiers_are_of_the_state_that_their_adjective_names(knowledge):
    text = "أعلنت حركة الشباب مقتل ثلاثة جنود كينيين في هجوم على قاعدة عسكرية."
    assert told(text, "ar", knowledge)[0][:2] == (3, ("military-forces-of-kenya",))


def test_people_of_no_group_name_none(knowledge):
    text = "قتل الجيش الإسرائيلي خمسة مدنيين في غارة على غزة."
    assert told(text, "ar", knowledge) == [(5, (), "unknown")]


def test_a_part_that_names_nobody_is_of_the_groups_of_its_whole(knowledge):
    text = "قتل 12 مقاتلا من طالبان، ثلاثة منهم على الأقل قتلوا برصاص، في غارة أمريكية على قندوز."
    groups = [found[:2] for found in told(text, "ar", knowledge)]
    assert groups == [(12, ("taliban",)), (3, ("taliban",))]


def test_fighters_of_a_group_are_its_members_in_english_too(knowledge):
    text = (
        "An air strike by the US-led coalition killed 12 fighters of the Islamic State near Raqqa."
    )
    found = told(text, "en", knowledge)
    assert (12, ("islamic-state",)) in [one[:2] for one in found]
