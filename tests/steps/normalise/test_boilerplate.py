"""Lines around an article."""

from hypothesis import given
from hypothesis import strategies as st

from streams.languages.load import load_packs
from streams.steps.normalise.boilerplate import drop_boilerplate

WORDS = [pack.boilerplate for pack in load_packs().values()]


def test_titles_under_a_heading_over_links_go_with_it() -> None:
    lines = [
        "Two soldiers died in the clash near the river, the ministry said.",
        "Related articles",
        "Nine killed as shells hit a bus station",
        "Drone downed over the port",
        "The ministry said the search for survivors went on until nightfall.",
    ]

    assert drop_boilerplate(lines, words=WORDS) == [lines[0], lines[4]]


def test_a_heading_of_the_article_stays_where_no_links_went_before() -> None:
    lines = ["Nine killed as shells hit a bus station", "Hospital overwhelmed", "Nine died."]

    assert drop_boilerplate(lines, words=WORDS) == lines


def test_an_arabic_list_of_links_goes_with_its_heading() -> None:
    lines = [
        "قتل ثلاثة جنود في اشتباك قرب النهر، بحسب الوزارة.",
        "مواضيع ذات صلة",
        "تسعة قتلى بقصف على محطة حافلات",
        "إسقاط طائرة مسيرة فوق الميناء",
    ]

    assert drop_boilerplate(lines, words=WORDS) == [lines[0]]


def test_a_long_line_is_kept_whatever_it_begins_with() -> None:
    line = "Read also " + "and then the shells fell on the market and killed nine people " * 4

    assert drop_boilerplate([line], words=WORDS) == [line]


@given(st.lists(st.text()))
def test_what_is_kept_is_kept_in_order_and_unchanged(lines: list[str]) -> None:
    kept = drop_boilerplate(lines, words=WORDS)

    rest = iter(lines)
    assert all(line in rest for line in kept)
