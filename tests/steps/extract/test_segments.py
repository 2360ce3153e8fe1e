"""How a text falls into stretches, and what each says of itself."""

import pytest

from streams.steps.extract.actors import find_actors
from streams.steps.extract.casualties import find_casualties
from streams.steps.extract.dates import find_dates
from streams.steps.extract.findings import Findings
from streams.steps.extract.knowledge import Knowledge, load_knowledge
from streams.steps.extract.places import find_places
from streams.steps.extract.reading import read
from streams.steps.extract.segments import cut
from streams.steps.extract.sources import find_sources
from streams.steps.extract.triggers import find_triggers
from tests.builders import an_article


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def found(text, knowledge, *, language="en"):
    """Return the reading of *text* and all that is found in it."""
    reading = read(an_article(text=text, language=language), pack=knowledge.packs[language])
    actors = knowledge.actors[language]
    triggers, sources = find_triggers(reading), find_sources(reading, actors=actors)
    findings = Findings(
        triggers=triggers,
        sources=sources,
        casualties=find_casualties(reading, sources=sources),
        places=find_places(reading, gazetteer=knowledge.gazetteer),
        dates=find_dates(reading, published=None),
        actors=find_actors(reading, actors=actors, triggers=triggers, countries={}, day=None),
    )
    return reading, findings


def segments(text, knowledge, *, language="en"):
    reading, findings = found(text, knowledge, language=language)
    return [
        (reading.quote(reading.span(one.start, one.end)), one) for one in cut(reading, findings)
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Police said another bombing killed two men.", "en"),
        ("وأسفرت غارة أخرى عن مقتل رجلين.", "ar"),
        ("وقتل رجلان في هجوم منفصل.", "ar"),
    ],
)
def test_a_further_act_is_named_another(text, language, knowledge):
    ((_, one),) = segments(text, knowledge, language=language)
    assert one.another


def test_the_means_beside_a_figure_tell_an_act(knowledge):
    ((_, one),) = segments("Mortar shells killed a guard.", knowledge)
    assert one.tells


def test_a_figure_without_a_means_tells_none(knowledge):
    ((_, one),) = segments("The officials said three people were killed.", knowledge)
    assert one.casualties
    assert not one.tells


def test_what_is_denied_or_planned_says_so(knowledge):
    ((_, one),) = segments("There is no truth to reports of a strike.", knowledge)
    assert one.denied
    ((_, one),) = segments("The army plans to bomb the port.", knowledge)
    assert one.planned


def test_only_the_first_paragraph_is_the_title(knowledge):
    found = segments("Homs.. bomb kills two\n\nA bomb killed two people in Homs.", knowledge)
    assert [one.title for _, one in found][-1] is False
    assert all(one.title for _, one in found[:-1])


@pytest.mark.parametrize(
    ("text", "language", "past"),
    [
        ("A truck bomb killed forty people last month.", "en", True),
        ("The shelling killed four people after a raid last month.", "en", False),
        ("قتل أربعون في تفجير الشهر الماضي.", "ar", True),
        ("قتل أربعة بقصف ردا على هجوم وقع الشهر الماضي.", "ar", False),
    ],
)
def test_words_of_an_earlier_time_behind_after_are_not_said_of_the_act(
    text, language, past, knowledge
):
    ((_, one),) = segments(text, knowledge, language=language)
    assert one.past is past


@pytest.mark.parametrize(
    "text",
    [
        "The army often carries out air strikes.",
        "The army and the militia are meanwhile fighting in the north.",
        "The two sides kept trading fire across the river.",
    ],
)
def test_what_happens_again_and_again_says_so(text, knowledge):
    ((_, one),) = segments(text, knowledge)
    assert one.habitual


@pytest.mark.parametrize(
    ("text", "recalled"),
    [
        ("قتل ثلاثة أمس.\n\nوكانت الطائرات قد قصفت السوق.", True),
        ("قتل ثلاثة أمس.\n\nوكانت السوق مزدحمة حين سقطت القذائف.", False),
    ],
)
def test_a_pluperfect_sets_a_sentence_before_the_news(text, recalled, knowledge):
    assert segments(text, knowledge, language="ar")[-1][1].recalled is recalled


def test_and_behind_a_comma_parts_acts_that_each_have_a_place(knowledge):
    text = "Shelling killed two people in Kirkuk, and a drone strike wounded three in Mosul."
    assert [[s.place.name for s in one.sites] for _, one in segments(text, knowledge)] == [
        ["Kirkuk"],
        ["Mosul"],
    ]


@pytest.mark.parametrize(
    ("text", "anew"),
    [("Police said an attack killed two.", True), ("Police said the attack killed two.", False)],
)
def test_an_act_that_the_reader_does_not_know_is_told_anew(text, anew, knowledge):
    ((_, one),) = segments(text, knowledge)
    assert one.tells_anew is anew


def test_a_place_that_only_says_who_speaks_places_no_act(knowledge):
    text = "An official in Paris confirmed that the attack had killed a man."
    ((_, one),) = segments(text, knowledge)
    assert one.placed_by_speaker
    ((_, other),) = segments("An attack in Paris killed a man, an official said.", knowledge)
    assert not other.placed_by_speaker


def test_a_clause_that_says_after_what_it_happened_recalls(knowledge):
    text = "خبر\n\nقصفت الطائرات ميناء الحديدة السبت، وذلك غداة انفجار مسيرة في تل أبيب."
    *_, (_, clause) = segments(text, knowledge, language="ar")
    assert clause.recalled
