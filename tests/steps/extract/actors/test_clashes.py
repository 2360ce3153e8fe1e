"""Each side of a fight attacks and is attacked."""

import pytest

from tests.steps.extract.actors.found import quotes


@pytest.mark.parametrize(
    "text",
    [
        "Clashes broke out between the Taliban and al-Shabaab.",
        "The Taliban clashed with al-Shabaab.",
        "Fighting between the Taliban and al-Shabaab went on.",
    ],
)
def test_both_sides_of_a_fight_have_both_roles(text):
    sides = ["Taliban", "al-Shabaab"]
    assert quotes(text, role="attacker") == quotes(text, role="target") == sides


def test_one_who_only_tells_of_a_fight_is_no_side():
    assert quotes("The Taliban said clashes broke out in the north.", role="attacker") == []
