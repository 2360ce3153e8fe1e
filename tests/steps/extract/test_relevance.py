"""When a text counts as a strike report, and the evidence by name."""

import pytest

from streams.steps.extract.casualties import find_casualties
from streams.steps.extract.knowledge import Knowledge, load_knowledge
from streams.steps.extract.reading import read
from streams.steps.extract.relevance import evidence, judge
from streams.steps.extract.triggers import find_triggers
from tests.builders import an_article
from tests.steps.extract.casualties.test_incident_rows import ROWS, undated


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def parts(text, knowledge, *, language="en"):
    reading = read(an_article(text=text, language=language), pack=knowledge.packs[language])
    return reading, find_triggers(reading), find_casualties(reading, sources=())


def names(text, knowledge, *, language="en"):
    return {one.name for one in evidence(*parts(text, knowledge, language=language))}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("City marks 60 years since market bomb\n\nA memorial to the dead was opened.", "en"),
        ("Strikers bombard visitors\n\nThe team scored five goals in the match.", "en"),
        ("Tanker explodes at yard\n\nWelders set off gas with a spark, killing two men.", "en"),
        (
            "Study finds worst year for civilians\n\nBombs killed 900 people, its annual survey says.",
            "en",
        ),
        ("إزاحة الستار عن نصب تذكاري لضحايا القصف\n\nحضر ذوو الشهداء الحفل.", "ar"),
        ("فريق المدينة يقصف شباك ضيفه\n\nسجل لاعبوه هدفين في الدوري على ملعب المدينة.", "ar"),
        ("رجل يقتل زوجته وابنه\n\nقتل رجل زوجته وابنه بعد خلافات عائلية.", "ar"),
    ],
)
def test_memory_sport_accidents_reports_and_crime_are_no_strikes(text, language, knowledge):
    is_strike, score = judge(*parts(text, knowledge, language=language))
    assert not is_strike
    assert score < 0.5


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Rockets hit the base overnight; no one was hurt.", "en"),
        ("Gunmen kill two soldiers at a checkpoint\n\nGunmen opened fire on Monday.", "en"),
        ("حلب.. قتيلان بقصف على سوق\n\nقتل شخصان اليوم في قصف مدفعي.", "ar"),
    ],
)
def test_an_act_told_as_news_is_one(text, language, knowledge):
    is_strike, score = judge(*parts(text, knowledge, language=language))
    assert is_strike
    assert score > 0.5


def test_each_reason_has_a_name(knowledge):
    found = names("Air strike kills three\n\nAn air strike killed three people.", knowledge)
    assert {"act_in_headline", "act_in_lead", "armed_means", "casualties_in_lead"} <= found


def test_a_title_of_two_sentences_is_the_headline(knowledge):
    assert "act_in_headline" in names("Homs.. air strike kills two\n\nIt rained.", knowledge)


def test_a_means_alone_says_less_than_an_act(knowledge):
    def weight(text):
        found = evidence(*parts(text, knowledge))
        return next(e.weight for e in found if e.name == "act_in_headline")

    assert weight("Drones for the fields") < weight("Drones hit the fields")


def test_nearly_every_incident_row_is_a_strike_report(knowledge):
    def is_missed(text):
        reading = read(undated(text), pack=knowledge.packs["en"])
        return not judge(reading, find_triggers(reading), find_casualties(reading))[0]

    missed = [
        row["text"] for row in ROWS if row["killed"] + row["injured"] and is_missed(row["text"])
    ]

    # Figures alone ("Fatalities: 3. Injured: 10.") name no act.
    assert len(missed) <= len(ROWS) // 12, missed


def test_the_attackers_of_then_make_no_news_on_an_anniversary(knowledge):
    text = "ذكرى مجزرة القرية\n\nتحل اليوم ذكرى المجزرة التي ارتكبت عام 1948. هاجم المسلحون القرية من جهتين وقتلوا مئة من أهلها."

    assert "attackers_act" not in names(text, knowledge, language="ar")
    assert "attackers_act" in names("هاجم مسلحون القرية وقتلوا أربعة.", knowledge, language="ar")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The general threatened to bomb the capital.", "en"),
        ("A court convicted two men of the car bombing.", "en"),
        ("Hundreds marked the anniversary of the air strike.", "en"),
        ("وزير الدفاع يهدد بقصف العاصمة.", "ar"),
        ("المحكمة تدين متهمين بتفجير السوق.", "ar"),
    ],
)
def test_an_act_that_is_threatened_judged_or_remembered_is_no_headline(text, language, knowledge):
    assert "act_in_headline" not in names(text, knowledge, language=language)


def test_what_was_threatened_after_an_act_leaves_the_act_news(knowledge):
    text = "The general vowed revenge after an air strike killed nine of his men."
    assert "act_in_headline" in names(text, knowledge)


def test_rows_of_a_table_before_the_news_are_no_lead(knowledge):
    text = "Weather\n\nKirkuk 24\n\nMosul 25\n\nDollar 1.09\n\nA car bomb killed nine people in Kirkuk."
    assert "act_in_lead" in names(text, knowledge)
