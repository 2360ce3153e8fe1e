"""Which words tell an act, and which rule one out."""

import pytest

from streams.steps.extract.knowledge import Knowledge, load_knowledge
from streams.steps.extract.reading import read
from streams.steps.extract.triggers import find_triggers, form_of, is_definite, title_sentences
from tests.builders import an_article


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def told(text, knowledge, *, language="en"):
    reading = read(an_article(text=text, language=language), pack=knowledge.packs[language])
    return reading, find_triggers(reading)


def test_the_longest_phrase_tells_the_means(knowledge):
    _, (trigger, *_) = told("A drone strike hit a car.", knowledge)
    assert (trigger.type, trigger.weapon, form_of(trigger)) == ("drone_strike", "drone", "event")


def test_an_article_may_stand_before_each_word_of_a_phrase(knowledge):
    _, (trigger,) = told("الضربات الجوية", knowledge, language="ar")
    assert trigger.type == "airstrike"
    _, (trigger,) = told("بالعبوات الناسفة", knowledge, language="ar")
    assert (trigger.type, trigger.weapon) == ("bombing", "ied")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("He died of a heart attack.", "en"),
        ("The rail strike goes on.", "en"),
        ("سجل من ضربة جزاء.", "ar"),
        ("دعا إلى وقف إطلاق النار.", "ar"),
    ],
)
def test_a_phrase_may_hold_an_act_word_and_tell_none(text, language, knowledge):
    _, triggers = told(text, knowledge, language=language)
    assert not [t for t in triggers if form_of(t) in {"event", "blast", "clash", "verb"}]


def test_words_that_rule_an_act_out_have_no_form(knowledge):
    _, (trigger,) = told("The earthquake was felt in the capital.", knowledge)
    assert (trigger.nature, form_of(trigger)) == ("accident", None)


@pytest.mark.parametrize(
    ("text", "language", "definite"),
    [
        ("The attack left no trace.", "en", True),
        ("An attack left no trace.", "en", False),
        ("وقع الهجوم ليلا", "ar", True),
        ("أدان بالهجوم", "ar", True),
        ("وقع هجوم ليلا", "ar", False),
    ],
)
def test_a_definite_noun_speaks_of_a_known_act(text, language, definite, knowledge):
    reading, triggers = told(text, knowledge, language=language)
    (noun,) = [t for t in triggers if form_of(t) == "event"]
    assert is_definite(reading, noun) is definite


def test_a_title_may_have_several_sentences(knowledge):
    reading, _ = told("Homs.. 12 dead\n\nTwelve people died in Homs.", knowledge)
    assert title_sentences(reading) == len([s for s in reading.sentences if s.paragraph == 0])


def test_a_long_first_line_is_the_news_itself(knowledge):
    reading, _ = told("Officials said " + "and said " * 12 + "that it rained.", knowledge)
    assert title_sentences(reading) == 0
