"""Pages of HTML."""

import subprocess
import sys

import pytest

from streams.steps.normalise.metadata import without_tail
from streams.steps.normalise.page import read_page

BODY = """<article><h1>Seven killed as shells hit a market</h1>
<p>Seven civilians were killed and twelve wounded when artillery shells hit the market of the town
on Thursday morning, the civil defence said.</p><p>Its crews pulled three children alive from under
the rubble of two shops, and the search went on until nightfall.</p></article>"""


def page(*, head: str = "", body: str = BODY) -> str:
    return f"<!DOCTYPE html><html lang='en-GB'><head>{head}</head><body>{body}</body></html>"


def test_the_paragraphs_of_the_article_are_lines() -> None:
    lines = read_page(page()).lines

    assert [line.split()[0] for line in lines] == ["Seven", "Seven", "Its"]


def test_json_ld_is_believed_before_meta_and_meta_before_what_is_shown() -> None:
    linked = """<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "x"},
      {"@type": ["NewsArticle"], "headline": "Seven dead", "datePublished": "2024-05-13T09:00:00+03:00",
       "publisher": {"@type": "Organization", "name": "The Far Horizon"}}]}</script>"""
    meta = '<meta property="article:published_time" content="2024-05-12T00:00:00Z">'
    shown = '<time datetime="2024-05-11T00:00:00Z">yesterday</time>'

    assert (
        read_page(page(head=linked + meta, body=shown + BODY)).metadata.published
        == "2024-05-13T06:00:00Z"
    )
    assert (
        read_page(page(head=meta, body=shown + BODY)).metadata.published == "2024-05-12T00:00:00Z"
    )
    assert read_page(page(body=shown + BODY)).metadata.published == "2024-05-11T00:00:00Z"
    assert read_page(page(head=linked)).metadata.publisher == "The Far Horizon"


def test_a_date_of_another_calendar_or_an_unset_clock_is_passed_over() -> None:
    head = """<meta property="article:published_time" content="1403-02-24T10:00:00+03:30">
      <meta name="pubdate" content="1970-01-01T00:00:00Z"><meta name="date" content="2024-05-13">"""

    assert read_page(page(head=head)).metadata.published == "2024-05-13"


@pytest.mark.parametrize(
    "broken", ["{", "[[1]", '"text"', "null", "[" * 100_000, '{"@type": null}']
)
def test_broken_json_ld_is_no_metadata(broken: str) -> None:
    metadata = read_page(
        page(head=f'<script type="application/ld+json">{broken}</script>')
    ).metadata

    assert metadata.title == "Seven killed as shells hit a market"
    assert metadata.published is None


def test_a_page_without_an_article_gives_what_a_reader_sees() -> None:
    lines = read_page(
        "<div><script>x = 1</script>Three <b>soldiers</b> died.<br>Two fled.</div>"
    ).lines

    assert list(lines) == ["Three soldiers died.", "Two fled."]


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Seven dead - The Far Horizon", "Seven dead"),
        ("The Far Horizon | Seven dead", "Seven dead"),
        ("Seven dead \N{EN DASH} rescuers", "Seven dead \N{EN DASH} rescuers"),
        ("Seven dead | far-horizon", "Seven dead"),
    ],
)
def test_the_name_of_the_site_is_no_part_of_a_title(title: str, told: str) -> None:
    assert without_tail(title, sites=["The Far Horizon", "far-horizon.example"]) == told


def test_a_section_is_no_title_though_a_heading_says_it() -> None:
    assert without_tail("Seven dead in Dara | Syria", sites=[], headings=["Syria"]) == (
        "Seven dead in Dara | Syria"
    )
    assert without_tail(
        "Seven dead in Dara | Syria", sites=[], headings=["Seven dead in Dara"]
    ) == ("Seven dead in Dara")


@pytest.mark.parametrize("element", ["div", "b", "table><tr><td", "ul><li", "blockquote"])
def test_a_page_nested_very_deep_neither_kills_nor_hangs_the_reader(element: str) -> None:
    code = (
        "from streams.steps.normalise.page import read_page\n"
        f"html = '<html><body>' + '<{element}>' * 100_000 + 'Seven civilians were killed.'\n"
        "print(read_page(html).lines)"
    )

    printed = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    ).stdout

    assert printed.strip() == "('Seven civilians were killed.',)"
