"""What one article gives as a whole: acts, ids, spans, and nothing raised on any text."""

import time
from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from streams import __version__
from streams.steps.extract import extract, published_day
from streams.steps.extract.knowledge import Knowledge, load_knowledge
from tests.builders import an_article

KHASHAM = """\
نحو مئة قتيل في قصف للتحالف شرق سوريا

قال المرصد السوري لحقوق الإنسان الخميس إن 45 مقاتلا من القوات الموالية للنظام قتلوا ليل الأربعاء في غارات للتحالف الدولي على قرية خشام في محافظة دير الزور.

وقال مسؤول عسكري أمريكي إن أكثر من 100 من المهاجمين قتلوا.
"""
ROUNDUP = """\
Attacks across Iraq kill eight

Three people died when a car bomb exploded in Kirkuk on Thursday.

In Mosul, gunmen shot dead a police officer on Thursday.
"""


@cache
def all_knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(name="knowledge")
def _knowledge() -> Knowledge:
    return all_knowledge()


def quotes_of(report):
    for act in report.incidents:
        for found in (*act.casualties, *act.places, *act.attackers, *act.targets, *act.weapons):
            yield found.quote, found.span
        if act.occurred.span:
            yield act.occurred.quote, act.occurred.span


def test_two_sources_with_two_figures_are_two_claims_of_one_act(knowledge):
    article = an_article(text=KHASHAM, language="ar")
    report = extract(article, knowledge=knowledge)
    assert report.is_strike
    (act,) = report.incidents
    assert act.type == "airstrike"
    told = {(c.kind, c.min, c.max, c.source.quote if c.source else None) for c in act.casualties}
    assert ("killed", 45, 45, "المرصد السوري لحقوق الإنسان") in told
    assert ("killed", 101, None, "مسؤول عسكري أمريكي") in told
    assert [actor.id for actor in act.attackers] == ["us-led-coalition"]
    assert act.occurred.start == "2018-02-07"


def test_a_roundup_gives_each_act_its_own_claims_and_type(knowledge):
    report = extract(an_article(text=ROUNDUP), knowledge=knowledge)
    told = [(act.type, [(c.kind, c.min) for c in act.casualties]) for act in report.incidents]
    assert ("shooting", [("killed", 1)]) in told
    assert any(kind == "bombing" and ("killed", 3) in claims for kind, claims in told)


def test_an_act_long_before_the_news_is_background(knowledge):
    text = (
        "Car bomb kills two in Baghdad\n\nA car bomb killed two people in Baghdad on Thursday.\n\n"
        "Last year a truck bomb in Mosul killed 60 people."
    )
    report = extract(an_article(text=text), knowledge=knowledge)
    asserted = [act for act in report.incidents if act.assertion == "asserted"]
    assert {c.min for act in asserted for c in act.casualties} == {2}


def test_a_figure_told_twice_is_one_claim_with_its_source(knowledge):
    text = "Bomb kills three in Kabul\n\nA bomb killed three people in Kabul, police said."
    report = extract(an_article(text=text), knowledge=knowledge)
    claims = [c for act in report.incidents for c in act.casualties]
    assert [(c.kind, c.min, c.source.kind) for c in claims] == [("killed", 3, "police")]


def test_claim_ids_come_from_content(knowledge):
    first = extract(an_article(text=KHASHAM, language="ar"), knowledge=knowledge)
    again = extract(an_article(text=KHASHAM, language="ar"), knowledge=knowledge)
    other = extract(an_article("b", text=KHASHAM, language="ar"), knowledge=knowledge)
    ids = [[c.id for act in r.incidents for c in act.casualties] for r in (first, again, other)]
    assert ids[0] == ids[1]
    assert not set(ids[0]) & set(ids[2])
    assert len(set(ids[0])) == len(ids[0])


def test_a_report_says_which_rules_read_it(knowledge):
    report = extract(an_article(), knowledge=knowledge)
    assert report.extractor.version == __version__
    assert report.extractor.packs == knowledge.digest


@pytest.mark.parametrize(
    "changed",
    [{"language": "es"}, {"language": "und"}, {"status": "withdrawn"}, {"text": ""}],
)
def test_what_cannot_be_read_tells_nothing(changed, knowledge):
    report = extract(an_article(**changed), knowledge=knowledge)
    assert (report.is_strike, report.score, report.incidents) == (False, 0.0, ())


def test_relative_days_never_count_from_the_fetching():
    assert published_day(an_article(published_basis="fetched")) is None
    assert published_day(an_article(published_at="2018-02-08T23:30:00+03:00")) == date(2018, 2, 8)
    assert published_day(an_article(published_at="someday")) is None


WORDS = [
    *(KHASHAM + ROUNDUP).split(),
    *[
        "وأضاف",
        "أن",
        "بحسب",
        "حسب",
        "وفق",
        "،",
        ".",
        "؛",
        ":",
        "(",
        ")",
        "«",
        "»",
        "قصف",
        "استهدف",
        "بين",
        "مع",
        "اتهم",
        "تبنى",
    ],
    *[
        "said",
        "according",
        "to",
        "told",
        "the",
        "it",
        ",",
        ".",
        ";",
        ":",
        '"',
        "(",
        ")",
        "attack",
        "between",
        "with",
        "on",
        "by",
        "12",
        "dozens",
    ],
]


@settings(max_examples=120, deadline=None)
@given(
    text=st.one_of(
        st.text(max_size=300),
        st.lists(st.sampled_from([*WORDS, "\n", "\n\n"]), max_size=120).map(" ".join),
    ),
    language=st.sampled_from(["ar", "en", "fr"]),
)
def test_no_text_makes_it_raise_and_every_span_is_exact(text, language):
    knowledge = all_knowledge()
    article = an_article(text=text, language=language)
    report = extract(article, knowledge=knowledge)
    for quote, (start, end) in quotes_of(report):
        assert quote == text[start:end]
    for act in report.incidents:
        for claim in act.casualties:
            for index in (claim.subset_of, claim.same_people_as, claim.supersedes):
                assert index is None or 0 <= index < len(act.casualties)


def seconds(text, language, knowledge):
    """Return the least processor time of three readings of *text*."""
    article = an_article(text=text, language=language)
    times = []
    for _ in range(3):
        start = time.process_time()
        extract(article, knowledge=knowledge)
        times.append(time.process_time() - start)
    return min(times)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_time_grows_no_faster_than_the_text(language, knowledge):
    text = KHASHAM if language == "ar" else ROUNDUP
    short = seconds(text * 20, language, knowledge)
    assert seconds(text * 80, language, knowledge) < 4 * 4 * short


def test_a_text_of_nothing_but_numbers_takes_no_longer_a_word(knowledge):
    short = seconds("1 " * 4_000, "en", knowledge)
    assert seconds("1 " * 16_000, "en", knowledge) < 2 * 4 * short
