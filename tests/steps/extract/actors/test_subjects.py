"""Who does what a verb says."""

import pytest

from tests.steps.extract.actors.found import quotes


@pytest.mark.parametrize(
    ("language", "text", "doers"),
    [
        ("en", "Gunmen on motorcycles attacked a village.", ["Gunmen"]),
        ("en", "Militants stormed a post and killed two guards.", ["Militants"]),
        ("en", "In Lebanon, a blast hit a bank.", []),
        ("ar", "قصفت إسرائيل بلدة حدودية.", ["إسرائيل"]),
        ("ar", "استهدف الجيش اللبناني موقعا للمسلحين.", ["الجيش اللبناني"]),
    ],
)
def test_the_doer_is_the_subject_of_the_verb(language, text, doers):
    assert quotes(text, language=language, role="attacker") == doers
