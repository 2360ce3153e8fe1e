"""Which of the days that a text names is the day of its act."""

import pytest

from streams.steps.extract import extract
from streams.steps.extract.knowledge import Knowledge, load_knowledge
from tests.builders import an_article

# All told on Thursday 8 February 2018.
TITLE = {"ar": "قتلى في انفجار سيارة مفخخة", "en": "Car bomb kills five in Mosul"}
CASES = [
    ("en", "A car bomb killed five people in Mosul on Tuesday, police said on Wednesday.", "2018-02-06"),
    ("en", "Police said on Wednesday that a car bomb had killed five people in Mosul.", None),
    ("en", "Rescuers on Wednesday pulled bodies from a house hit by a car bomb in Mosul on Monday.", "2018-02-05"),
    ("en", "Five people died in Mosul in Monday's car bomb attack.", "2018-02-05"),
    ("en", "MOSUL, Feb. 7 (Reuters) - A car bomb killed five people in the city.", "2018-02-07"),
    ("en", "MOSUL, Feb. 7 (Reuters) - Police said Wednesday that a car bomb had killed five people.", None),
    ("en", "Clashes in Mosul have killed five people since Tuesday.", "2018-02-06"),
    ("en", "A car bomb in Mosul killed five people, the worst attack since 14 January 2017.", None),
    ("ar", "قتل خمسة أشخاص في انفجار سيارة مفخخة في الموصل الثلاثاء، وفق ما أعلنت الشرطة الأربعاء.", "2018-02-06"),
    ("ar", "قالت الشرطة الأربعاء إن خمسة أشخاص قتلوا في انفجار سيارة مفخخة في الموصل.", None),
    ("ar", "أعلنت الشرطة مقتل خمسة أشخاص الثلاثاء في انفجار سيارة مفخخة في الموصل.", "2018-02-06"),
    ("ar", "قتل خمسة أشخاص في الموصل منذ الثلاثاء في اشتباكات.", "2018-02-06"),
    ("ar", "انفجرت سيارة مفخخة في الموصل الليلة الماضية.\n\nوقتل خمسة أشخاص في الانفجار فجر الخميس.", "2018-02-08"),
]  # fmt: skip


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def day(language, text, knowledge, **changed):
    article = an_article(text=f"{TITLE[language]}\n\n{text}", language=language, **changed)
    return extract(article, knowledge=knowledge).incidents[0].occurred.start


@pytest.mark.parametrize(("language", "text", "expected"), CASES)
def test_an_act_takes_its_own_day(language, text, expected, knowledge):
    assert day(language, text, knowledge) == expected


def test_the_date_of_a_page_dates_no_act_but_that_of_a_table_of_facts_does(knowledge):
    text = "A car bomb killed five people in Mosul."
    assert day("en", f"{text}\n\nPublished: 7 February 2018", knowledge) is None
    assert day("en", f"{text}\n\nWhen:\n\n2018-02-07", knowledge) == "2018-02-07"
