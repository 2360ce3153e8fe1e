"""How sure the text is of an attacker, who says so, and who backs it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.steps.extract.actors import find_actors
from streams.steps.extract.knowledge import Knowledge, load_knowledge
from streams.steps.extract.reading import read
from streams.steps.extract.sources import find_sources
from streams.steps.extract.triggers import find_triggers
from tests.builders import an_article

KNOWLEDGE: Knowledge = load_knowledge()


def found(text, *, language="en", day=None, role="attacker"):
    reading = read(an_article(text=text, language=language), pack=KNOWLEDGE.packs[language])
    actors = KNOWLEDGE.actors[language]
    given_roles = find_actors(
        reading,
        actors=actors,
        triggers=find_triggers(reading),
        sources=find_sources(reading, actors=actors),
        day=day,
    )
    return [one.actor for one in given_roles if one.role == role]


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


@pytest.mark.parametrize(
    ("text", "day", "actor"),
    [
        ("هجوم شنته المقاومة في اليمن.", "2016-06-01", "yemen-popular-resistance"),
        ("هجوم شنته المقاومة في لبنان.", "2024-06-01", "hezbollah"),
        ("هجوم شنته المقاومة في غزة بفلسطين.", "2024-06-01", "palestinian-resistance"),
        ("غارات شنها التحالف في العراق.", "2006-06-01", "us-led-coalition-iraq-2003"),
        ("غارات شنها التحالف في العراق.", "2016-06-01", "us-led-coalition"),
        ("هجوم شنه الجيش الوطني في اليمن.", "2019-06-01", "yemen-government-forces"),
        ("هجوم شنه الجيش الوطني الليبي.", "2019-06-01", "lna"),
        ("هجوم شنه تحالف محلي في سوريا.", "2019-06-01", None),
    ],
)
def test_a_bare_name_means_another_actor_in_each_country_and_year(text, day, actor):
    ids = [one.id for one in found(text, language="ar", day=day)]
    assert ids == ([actor] if actor else [])


@given(st.text(alphabet='قصف من على يد جيش داعش، "-().أوبل نفى تبنى 35', max_size=80))
def test_no_words_make_it_raise_and_every_span_is_exact(text):
    for actor in found(f"قصف {text}", language="ar"):
        start, end = actor.span
        assert an_article(text=f"قصف {text}", language="ar").text[start:end] == actor.quote
