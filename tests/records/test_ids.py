import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.records.ids import article_id, content_id, page_of, story_of, text_sha256
from tests.builders import a_reference, an_article

PAGE = "https://news.example/a/1"


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example/a/1",
        "http://NEWS.example/a/1/",
        "https://news.example:443/a/1#comments",
        "https://news.example/a/1?utm_source=rss&fbclid=x",
        " https://news.example/a/1?&UTM_Campaign=y ",
    ],
)
def test_addresses_of_one_page_have_one_canonical_form(url):
    assert page_of(url) == PAGE


@pytest.mark.parametrize(
    "url", ["https://news.example/a/2", "https://news.example/A/1", "https://news.example/a/1?p=2"]
)
def test_other_pages_keep_their_own(url):
    assert page_of(url) != PAGE


@pytest.mark.parametrize(
    "url", [None, "", "https://news.example", "https://news.example/", "http://[::1", "no address"]
)
def test_what_names_no_page_is_none(url):
    assert page_of(url) is None


def test_an_article_id_is_the_given_one_else_of_the_page_else_of_the_content():
    by_page = article_id(given=None, url=PAGE, content="x")

    assert article_id(given="g", url=PAGE, content="x") == "g"
    assert by_page == article_id(given=None, url=PAGE + "/?utm_medium=m", content="y")
    assert article_id(given=None, url="https://news.example/", content="x") != by_page
    assert article_id(given=None, url="https://news.example/", content="x") == article_id(
        given=None, url=None, content="x"
    )


def test_a_version_belongs_to_the_story_of_its_page():
    kept_its_id = an_article("a", revises=text_sha256("before"))

    assert story_of(an_article("a")) == "a"
    assert story_of(kept_its_id) == "a"
    assert story_of(an_article("b", revises="a")) == "a"
    assert story_of(a_reference("b", revises="a")) == "a"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_no_address_makes_it_fail_and_the_canonical_form_is_canonical(url):
    page = page_of(url)

    assert page is None or page_of(page) == page


def test_parts_and_their_order_make_an_id():
    assert content_id("a", 1) == content_id("a", 1)
    assert content_id("a", 1) != content_id(1, "a")
    assert content_id("ab", "c") != content_id("a", "bc")
