"""When: every example sentence of the packs, and what holds for any text."""

import tomllib
from datetime import date
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.languages.load import load_packs
from streams.records.article import Article
from streams.steps.extract.dates import find_dates
from streams.steps.extract.reading import read

PACKS = load_packs()
WEDNESDAY = date(2018, 2, 14)
EXAMPLES = [
    (language, example["text"], example["dates"])
    for language in PACKS
    for example in tomllib.loads((files("streams.languages") / language / "examples/dates.toml").read_text())["examples"]
]  # fmt: skip


def dates(text, language, *, published=WEDNESDAY):
    article = Article(
        id="a", url=None, feed="f", publisher=None, title=None, language=language, published_at=None,
        published_basis="fetched", fetched_at="2018-02-14T12:00:00Z", status="usable", text=text,
        text_sha256="0" * 64,
    )  # fmt: skip
    return find_dates(read(article, pack=PACKS[language]), published=published)


def told(finding):
    occurred = finding.occurred
    days = occurred.start if occurred.start == occurred.end else f"{occurred.start}..{occurred.end}"
    return f"{days} {occurred.precision} {finding.rule}"


@pytest.mark.parametrize(
    ("language", "text", "expected"), EXAMPLES, ids=lambda value: str(value)[:40]
)
def test_an_example_gives_its_dates(language, text, expected):
    assert [told(finding) for finding in dates(text, language)] == expected


def test_there_are_examples_enough_and_traps_among_them():
    for language, least in (("ar", 60), ("en", 50)):
        own = [expected for spoken, _, expected in EXAMPLES if spoken == language]
        assert len(own) >= least
        assert sum(not expected for expected in own) >= 4


def test_a_night_of_two_weekdays_runs_from_the_evening_to_the_morning():
    (night,) = dates(
        "قتلوا ليلة الأربعاء/الخميس (8 شباط) في خشام.", "ar", published=date(2018, 2, 9)
    )
    assert (night.occurred.start, night.occurred.end) == ("2018-02-07", "2018-02-08")
    assert (night.occurred.precision, night.occurred.basis) == ("night", "stated")
    assert night.occurred.quote == "ليلة الأربعاء/الخميس (8 شباط)"


def test_without_a_day_of_publication_only_full_dates_are_read():
    assert dates("Gunmen attacked on Friday and yesterday.", "en", published=None) == ()
    (full,) = dates("It happened on 7 February 2018.", "en", published=None)
    assert full.occurred.start == "2018-02-07"


def test_days_without_a_year_have_the_year_that_the_text_told_last():
    found = dates("The week to January 9, 2017. January 8: a bomb went off.", "en", published=None)
    assert [one.occurred.start for one in found] == ["2017-01-09", "2017-01-08"]


def test_a_date_that_is_a_line_of_its_own_is_the_page_s():
    (page, day) = dates("غارة على المدينة\n2018-02-14\n\nقتل شخصان أمس.", "ar")
    assert page.rule.startswith("page_")
    assert day.rule == "relative_day"


WORDS = st.sampled_from(["ليلة", "الأربعاء", "/", "الخميس", "(", "8", "شباط", ")", "يوم", "31", "من", "2018-02-30", "فجر", "أمس", "on", "Feb", ".", "30", ",", "2018", "night", "of", "Monday", "to", "the", "last", "13", "صفر", "1445", "99/99/2018", "-", "\n"])  # fmt: skip


@given(
    st.one_of(st.text(max_size=120), st.lists(WORDS, max_size=30).map(" ".join)),
    st.sampled_from(["ar", "en", "fr"]),
    st.one_of(st.none(), st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 1, 1))),
)
def test_no_text_makes_it_raise_and_every_span_is_exact(text, language, published):
    for finding in dates(text, language, published=published):
        start, end = finding.occurred.span
        assert text[start:end] == finding.occurred.quote
        assert finding.occurred.start <= finding.occurred.end
