"""The bundled recording is current, in order, and holds what its expected results speak of."""

import base64
import json
import runpy
from collections import Counter
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from lxml import html

ROOT = Path(__file__).parents[2]
SENT = files("streams.feeds").joinpath("recordings/khasham.jsonl").read_text(encoding="utf-8")
LINES = SENT.removesuffix("\n").split("\n")
BROKEN = 12
ARTICLES: dict[int, dict[str, str]] = {
    number: json.loads(line) for number, line in enumerate(LINES, 1) if number != BROKEN
}
EXPECTED: dict[str, Any] = json.loads(
    (ROOT / "tests/golden/recording/expected.json").read_text(encoding="utf-8")
)
CLAIMS = [
    pytest.param(claim, id=f"{incident['name']}-{claim['line']}-{claim['kind']}-{claim['min']}")
    for incident in EXPECTED["incidents"]
    for claim in incident["claims"]
]
ALERTS_STATING = [alert for alert in EXPECTED["alerts"] if alert["states"]]
START = datetime(2018, 2, 6, tzinfo=UTC)


def page_of(article: dict[str, str]) -> str:
    """Return the page of *article* as a browser would decode it, empty for plain text."""
    if "html_base64" in article:
        return base64.b64decode(article["html_base64"]).decode("windows-1256")
    return article.get("html", "")


def visible(article: dict[str, str]) -> str:
    """Return what a reader of *article* sees, boilerplate included."""
    page = page_of(article)
    seen = html.document_fromstring(page).text_content() if page else article.get("text", "")
    return article.get("title", "") + "\n" + seen


def copies() -> list[dict[str, Any]]:
    """Return the expected exact copies."""
    return [entry for entry in EXPECTED["duplicates"] if entry["kind"] == "exact"]


def last_line_of(article_id: str) -> int:
    """Return the number of the last line that was sent under *article_id*."""
    return max(number for number, article in ARTICLES.items() if article["id"] == article_id)


def toll_of(incident: dict[str, Any], kind: str) -> dict[str, int | None]:
    """Return the range of the standing claims of *kind*, one claim an article."""
    standing = [
        claim
        for claim in incident["claims"]
        if claim["kind"] == kind and not claim["withdrawn"] and not claim["subset"]
    ]
    uppers = [claim["max"] for claim in standing]
    lowers = [claim["min"] for claim in standing]
    return {
        "low": min(lowers),
        "high": None if None in uppers else max(uppers),
        "highest_low": max(lowers),
    }


def test_the_recording_is_what_its_sources_give() -> None:
    build = runpy.run_path(str(ROOT / "tools/recording/build.py"))["build"]

    assert build() == SENT


def test_exactly_one_message_is_not_json() -> None:
    with pytest.raises(json.JSONDecodeError):
        json.loads(LINES[BROKEN - 1])


def test_articles_are_in_order_and_within_seven_days() -> None:
    fetched = [datetime.fromisoformat(article["fetched_at"]) for article in ARTICLES.values()]

    assert all(earlier <= later for earlier, later in pairwise(fetched))
    assert fetched[0] >= START
    assert fetched[-1] < START + timedelta(days=7)


@pytest.mark.parametrize("article", ARTICLES.values(), ids=lambda article: article["id"])
def test_an_article_has_one_body_or_is_withdrawn(article: dict[str, str]) -> None:
    bodies = {"html", "text", "html_base64"} & article.keys()

    assert len(bodies) == (article.get("status") != "withdrawn")
    assert article["url"].split("/")[2].removeprefix("www.") == article["publisher"]
    assert article["publisher"].endswith(".example")


def test_an_id_comes_again_only_for_a_revision_or_a_redelivery() -> None:
    times = Counter(article["id"] for article in ARTICLES.values())
    again = {article_id: count for article_id, count in times.items() if count > 1}

    assert again == {"rec-10": 2, "rec-21": 2, "rec-26": 2, "rec-27": 2, "rec-54": 2}


def test_a_redelivery_is_the_very_same_line() -> None:
    assert LINES.count(LINES[21 - 1]) == 2
    assert EXPECTED["redelivered"] == [ARTICLES[22]["id"]]


@pytest.mark.parametrize("copy", copies(), ids=lambda copy: copy["article"])
def test_an_exact_copy_is_the_same_text_elsewhere(copy: dict[str, Any]) -> None:
    copied, original = ARTICLES[copy["line"]], ARTICLES[last_line_of(copy["of"])]

    assert visible(copied) == visible(original)
    assert copied["url"] != original["url"]
    assert copied["publisher"] != original["publisher"]


def test_a_revision_keeps_its_page() -> None:
    assert ARTICLES[34]["url"] == ARTICLES[29]["url"]
    assert {ARTICLES[n]["url"] for n in (26, 31)} == {ARTICLES[26]["url"]}


def test_the_old_pages_are_sent_as_bytes_with_and_without_a_charset() -> None:
    charsets = {
        article["id"]: article.get("charset")
        for article in ARTICLES.values()
        if "html_base64" in article
    }

    assert charsets == {"rec-38": "windows-1256", "rec-56": None}
    assert "charset=windows-1256" in page_of(ARTICLES[56])


def test_no_invisible_character_is_hidden_in_the_recording() -> None:
    pages = "".join(page_of(article) for article in ARTICLES.values()) + SENT

    assert not set(pages) & set("\N{ARABIC TATWEEL}\N{ZERO WIDTH NO-BREAK SPACE}")
    assert not {c for c in pages if "\u200b" <= c <= "\u200f" or "\u202a" <= c <= "\u2069"}


def test_every_article_is_expected_to_be_a_report_or_none() -> None:
    reported = {report["article"] for report in EXPECTED["reports"]}
    copied = {copy["article"] for copy in copies()}

    assert reported | copied | set(EXPECTED["not_strikes"]) == {
        article["id"] for article in ARTICLES.values()
    }
    # A withdrawn article was reported first and is none at the end.
    assert reported & set(EXPECTED["not_strikes"]) == {"rec-10"}


@pytest.mark.parametrize("claim", CLAIMS)
def test_an_expected_claim_stands_in_its_article(claim: dict[str, Any]) -> None:
    article = ARTICLES[claim["line"]]

    assert article["id"] == claim["article"]
    assert claim["quote_contains"] in visible(article)
    assert claim["source"] in visible(article)


@pytest.mark.parametrize("incident", EXPECTED["incidents"], ids=lambda one: one["name"])
def test_an_expected_toll_is_the_range_of_the_standing_claims(incident: dict[str, Any]) -> None:
    kinds = {
        claim["kind"]
        for claim in incident["claims"]
        if not claim["withdrawn"] and not claim["subset"]
    }

    assert incident["tolls_range"] == {kind: toll_of(incident, kind) for kind in kinds}
    assert (incident["status"] == "retracted") == (incident["articles"] == [])


def test_expected_incidents_and_alerts_speak_of_each_other() -> None:
    names = [incident["name"] for incident in EXPECTED["incidents"]]
    opened = [alert["incident"] for alert in EXPECTED["alerts"] if alert["kind"] == "opened"]
    lines = [alert["line"] for alert in EXPECTED["alerts"]]

    assert names == sorted(set(names))
    assert sorted(opened) == names
    assert lines == sorted(lines)


def test_the_newest_alert_of_a_thread_states_the_final_toll() -> None:
    newest = {alert["incident"]: alert["states"] for alert in ALERTS_STATING}
    tolls = {incident["name"]: incident["tolls_range"] for incident in EXPECTED["incidents"]}
    standing = {name: states for name, states in newest.items() if tolls[name]}

    assert standing == {
        name: {"kind": states["kind"], "low": tolls[name][states["kind"]]["highest_low"]}
        for name, states in standing.items()
    }
