"""What a bare name means depends on the country and the day that the text is about."""

from importlib.resources import files
from typing import get_args

import pytest

from streams.gazetteer.actors import load_actors
from streams.records.report import ActorKind
from streams.steps.extract.actors import find_actors
from streams.steps.extract.knowledge import load_knowledge
from streams.steps.extract.reading import read
from streams.steps.extract.triggers import find_triggers
from tests.builders import an_article


@pytest.fixture(scope="module")
def knowledge():
    return load_knowledge()


def attackers(text, knowledge, *, day, language="ar"):
    reading = read(an_article(text=text, language=language), pack=knowledge.packs[language])
    found = find_actors(
        reading, actors=knowledge.actors[language], triggers=find_triggers(reading), day=day
    )
    return [one.actor for one in found if one.role == "attacker"]


@pytest.mark.parametrize(
    ("text", "day", "actor"),
    [
        ("غارات للتحالف على صنعاء في اليمن.", "2018-02-08", "saudi-led-coalition"),
        ("غارات للتحالف على الرقة في سوريا.", "2017-02-08", "us-led-coalition"),
        ("هجوم شنه الجيش الوطني في ليبيا.", "2019-06-01", "lna"),
        ("هجوم شنه الجيش الوطني في سوريا.", "2019-06-01", "syrian-national-army"),
        ("هجوم شنته القوات المشتركة في اليمن.", "2019-06-01", "yemen-joint-forces"),
        ("هجوم شنته القوات المشتركة في السودان.", "2024-06-01", "sudan-joint-forces"),
    ],
)
def test_a_bare_name_is_settled_by_country_and_day(text, day, actor, knowledge):
    assert [one.id for one in attackers(text, knowledge, day=day)] == [actor]


def test_taliban_are_the_state_from_the_day_they_took_kabul(knowledge):
    text = "Taliban forces attacked a village in Afghanistan."
    before = attackers(text, knowledge, day="2015-05-01", language="en")
    after = attackers(text, knowledge, day="2022-05-01", language="en")
    assert ([one.kind for one in before], [one.kind for one in after]) == (
        ["rebel_group"],
        ["state_forces"],
    )


def test_an_acronym_in_small_letters_is_no_actor(knowledge):
    assert attackers("It is the town that was hit.", knowledge, day=None, language="en") == []


def test_a_language_without_columns_in_the_tables_knows_the_states_but_none_of_their_names():
    index = load_actors("xx")

    assert {state.iso for state in index.all_states} >= {"SY", "SD"}
    assert len(index.states) == len(index.adjectives) == len(index.actors) == 0


def test_the_table_names_each_actor_once_and_every_organisation_it_is_part_of():
    rows = [
        line.split("\t")
        for line in (files("streams.gazetteer") / "actors.tsv").read_text("utf-8").splitlines()[1:]
    ]
    slugs = [row[0] for row in rows]
    known = load_actors("en").slugs

    assert len(slugs) == len(set(slugs)) >= 600
    assert {row[6] for row in rows if row[6]} <= known
    assert {row[2] for row in rows} <= set(get_args(ActorKind))
