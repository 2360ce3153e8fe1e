"""What is joined to one that has a role has it too."""

import pytest

from tests.steps.extract.actors.found import quotes


@pytest.mark.parametrize(
    ("text", "struck"),
    [
        ("Rebels attacked a school and a clinic.", ["school", "clinic"]),
        ("Rebels attacked a school, a clinic and a mosque.", ["school", "clinic", "mosque"]),
        ("Rebels attacked a school before troops reached a clinic.", ["school"]),
    ],
)
def test_things_that_and_or_a_comma_joins_are_struck_together(text, struck):
    assert quotes(text) == struck
