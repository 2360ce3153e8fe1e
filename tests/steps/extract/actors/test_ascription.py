"""How sure the text is of an attacker, who says so, and who backs it."""

import pytest

from tests.steps.extract.actors.found import found


@pytest.mark.parametrize(
    ("language", "text", "attributions"),
    [
        ("en", "Israeli jets struck a school.", [("military-forces-of-israel", "stated")]),
        ("en", "The Taliban claimed responsibility for the bombing.", [("taliban", "claimed")]),
        ("en", "Officials blamed al-Shabaab for the bombing.", [("al-shabaab", "accused")]),
        ("en", "Suspected Boko Haram fighters attacked a market.", [("boko-haram", "suspected")]),
        ("en", "Hamas denied responsibility for the attack.", [("hamas", "denied")]),
        ("ar", "تبنى تنظيم داعش التفجير.", [("islamic-state", "claimed")]),
        ("ar", "اتهمت الشرطة حركة الشباب بتنفيذ الهجوم.", [("al-shabaab", "accused")]),
        ("ar", "نفت جماعة الحوثي مسؤوليتها عن الهجوم.", [("houthis", "denied")]),
        ("ar", "غارة يعتقد أنها إسرائيلية.", [("military-forces-of-israel", "suspected")]),
        ("ar", "نفت حماس صحة الأنباء عن الهجوم.", []),
        ("en", "No group has claimed the attack.", []),
    ],
)
def test_the_words_tell_how_sure_an_attribution_is(language, text, attributions):
    actors = found(text, language=language)
    assert [(one.id, one.certainty) for one in actors] == attributions


def test_an_actor_that_claims_or_denies_says_so_itself():
    (claims,) = found("تبنى تنظيم داعش التفجير.", language="ar")
    (denies,) = found("Hamas denied responsibility for the attack.")
    assert (claims.by.speaks_for, denies.by.speaks_for) == ("islamic-state", "hamas")


def test_an_accusation_is_ascribed_to_the_one_who_makes_it():
    (accused,) = found("The governor said that officials blamed Russia for the missile strike.")
    assert (accused.certainty, accused.by.quote) == ("accused", "officials")


@pytest.mark.parametrize(
    ("language", "text", "actor", "backer"),
    [
        ("en", "Iran-backed Houthis attacked a base.", "houthis", "Iran"),
        ("ar", "شنت حركة 23 مارس المدعومة من رواندا هجوما.", "m23", "Rwanda"),
        ("en", "Houthis attacked a base.", "houthis", None),
    ],
)
def test_a_backer_is_told_and_never_the_attacker(language, text, actor, backer):
    assert [(one.id, one.backed_by) for one in found(text, language=language)] == [(actor, backer)]
