"""Every sentence of the packs' casualty examples gives exactly the claims it is listed with."""

import tomllib
from importlib.resources import files

import pytest

from streams.languages.load import load_packs
from streams.records.article import Article
from streams.steps.extract.casualties import find_casualties
from streams.steps.extract.findings import CasualtyFinding
from streams.steps.extract.reading import read

PACKS = load_packs()


def examples():
    for language in PACKS:
        file = files("streams.languages") / language / "examples" / "casualties.toml"
        for example in tomllib.loads(file.read_text(encoding="utf-8"))["examples"]:
            yield pytest.param(language, example, id=f"{language}: {example['text'][:60]}")


def an_article(text: str, language: str) -> Article:
    return Article(
        id="a1", url="https://news.example/1", feed="feed", publisher="news.example", title=None,
        language=language, published_at="2024-05-06T08:00:00Z", published_basis="feed",
        fetched_at="2024-05-06T09:00:00Z", status="usable", text=text, text_sha256="0" * 64,
        fingerprint="",
    )  # fmt: skip


def spoken(claim: CasualtyFinding) -> str:
    """Say a claim as the examples do."""
    bounds = f"{claim.min}+" if claim.max is None else f"{claim.min}-{claim.max}"
    words = [claim.kind, str(claim.min) if claim.max == claim.min else bounds]
    if claim.victims.status != "unknown":
        words.append(claim.victims.status)
    if claim.subset_of is not None:
        words.append("part")
    if claim.background:
        words.append("background")
    return " ".join(words)


@pytest.mark.parametrize(("language", "example"), list(examples()))
def test_a_sentence_gives_the_claims_it_is_listed_with(language, example):
    reading = read(an_article(example["text"], language), pack=PACKS[language])
    claims = find_casualties(reading)
    assert sorted(spoken(claim) for claim in claims) == sorted(example["claims"])
    for claim in claims:
        assert reading.quote(claim.span)
        assert claim.end > claim.start
