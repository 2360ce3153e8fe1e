"""With what an act was done, and how many of them."""

import pytest

from streams.steps.extract import extract
from streams.steps.extract.knowledge import Knowledge, load_knowledge
from tests.builders import an_article


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def weapons(text, knowledge, *, language="en"):
    report = extract(an_article(text=text, language=language), knowledge=knowledge)
    return {
        one.weapon_class: (one.quote, one.count and (one.count.min, one.count.max))
        for act in report.incidents
        for one in act.weapons
    }


def test_weapons_carry_the_counts_before_them(knowledge):
    text = "Base hit\n\nRebels fired three missiles and at least 20 drones at a base, killing two."
    assert weapons(text, knowledge) == {
        "missile": ("three missiles", (3, 3)),
        "drone": ("at least 20 drones", (20, None)),
    }


def test_a_dual_is_two(knowledge):
    text = "قصف حلب\n\nقصفت قوات النظام مدينة حلب بصاروخين، ما أدى إلى مقتل ثلاثة أشخاص."
    assert weapons(text, knowledge, language="ar") == {"missile": ("بصاروخين", (2, 2))}


def test_a_count_given_later_is_kept(knowledge):
    text = "Missiles hit base\n\nMissiles hit a base near Damascus, and 12 missiles were shot down."
    assert weapons(text, knowledge)["missile"] == ("12 missiles", (12, 12))


def test_a_weapon_without_a_count_has_none(knowledge):
    assert weapons("Mortar shells kill a guard in Taiz", knowledge) == {
        "mortar": ("Mortar shells", None)
    }
