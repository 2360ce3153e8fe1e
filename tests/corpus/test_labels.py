"""The labels are as their guide says: exact pieces of the text, bounds in order, no hidden marks."""

import json
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent
KINDS = {"killed", "injured", "killed_or_injured", "missing", "captured"}
VICTIMS = {"civilian", "combatant", "child", "woman", "medic", "journalist", "unknown"}
TYPES = {
    "airstrike", "drone_strike", "missile", "shelling", "bombing", "clash", "shooting", "other",
}  # fmt: skip


def lines(name):
    return [json.loads(line) for line in (FOLDER / name).read_text("utf-8").splitlines()]


ARTICLES = [*lines("ar.jsonl"), *lines("en.jsonl")]
SENTENCES = [*lines("sentences.ar.jsonl"), *lines("sentences.en.jsonl")]


def claims(line):
    if "claims" in line:
        return line["claims"]
    return [claim for act in line["incidents"] for claim in act["casualties"]]


def pieces(article):
    for act in article["incidents"]:
        for field in ("where", "attackers", "targets"):
            yield from (entity["surface"] for entity in act[field])
        for claim in act["casualties"]:
            yield from filter(None, (claim["quote"], claim["source"]))


@pytest.mark.parametrize("article", ARTICLES, ids=lambda line: line["id"])
def test_surfaces_sources_and_quotes_are_pieces_of_the_text(article):
    assert [piece for piece in pieces(article) if piece not in article["text"]] == []


@pytest.mark.parametrize("article", ARTICLES, ids=lambda line: line["id"])
def test_an_article_is_a_strike_report_exactly_when_it_holds_acts(article):
    assert article["strike_report"] == bool(article["incidents"])
    assert {act["type"] for act in article["incidents"]} <= TYPES


def test_bounds_kinds_and_victims_are_those_of_the_guide():
    every = [claim for line in ARTICLES + SENTENCES for claim in claims(line)]

    assert {claim["kind"] for claim in every} <= KINDS
    assert {claim["victims"] for claim in every} <= VICTIMS
    assert all(claim["max"] is None or 0 <= claim["min"] <= claim["max"] for claim in every)


def test_no_text_holds_hidden_marks_tatweel_or_presentation_forms():
    hidden = {
        (line["id"], character)
        for line in ARTICLES + SENTENCES
        for character in line["text"].replace("\n", "")
        if unicodedata.category(character) in {"Cc", "Cf"}
        or character in {"\N{ARABIC TATWEEL}", "\N{NO-BREAK SPACE}"}
        or unicodedata.decomposition(character).startswith(
            ("<initial", "<medial", "<final", "<iso")
        )
    }

    assert hidden == set()


def test_no_id_and_no_text_stands_twice():
    ids = Counter(line["id"] for line in ARTICLES + SENTENCES)
    texts = Counter(line["text"] for line in ARTICLES + SENTENCES)

    assert [key for key, count in (ids | texts).items() if count > 1] == []


def test_the_set_is_large_enough_and_a_fifth_of_it_are_hard_negatives():
    sizes = Counter(line["lang"] for line in ARTICLES)
    sentences = Counter(line["lang"] for line in SENTENCES)
    empty = Counter(line["lang"] for line in ARTICLES + SENTENCES if not claims(line))

    assert sizes["ar"] >= 60
    assert sizes["en"] >= 40
    assert sentences["ar"] >= 400
    assert sentences["en"] >= 150
    assert empty["ar"] >= 0.2 * (sizes["ar"] + sentences["ar"])
    assert empty["en"] >= 0.2 * (sizes["en"] + sentences["en"])
