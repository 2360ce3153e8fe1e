"""What may be a target."""

import pytest

from tests.steps.extract.actors.found import quotes


@pytest.mark.parametrize(
    ("text", "struck"),
    [
        ("Jets struck positions of the Taliban.", ["Taliban"]),
        ("Jets struck the office of the commission.", ["office"]),
        ("Jets struck positions in the north.", []),
        ("Rebels attacked a convoy with rockets.", ["convoy"]),
    ],
)
def test_what_is_too_vague_to_be_hit_gives_way_to_its_owner(text, struck):
    assert quotes(text) == struck
