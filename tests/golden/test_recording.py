"""The bundled recording through the steps, against what was written by hand before they existed."""

import msgspec
import pytest

from streams.feeds.recording import read_recording
from streams.gazetteer.theatres import load_theatres
from streams.pipeline import run
from streams.records.article import RawArticle
from streams.records.wire import Unreadable, decode
from streams.steps.extract import extract
from streams.steps.extract.knowledge import load_knowledge
from tests.golden import comparison


def readable():
    for line in read_recording(None):
        try:
            yield decode(line, RawArticle)
        except Unreadable:
            continue


def pipeline_of_the_recording():
    """Return everything the recording makes, by topic, as the JSON that would travel."""
    knowledge = load_knowledge()
    topics = {}
    for each in run(
        readable(),
        packs=knowledge.packs,
        extract=lambda article: extract(article, knowledge=knowledge),
        theatres=load_theatres(),
    ):
        topics.setdefault(each.topic, []).append(msgspec.to_builtins(each.record))
    return topics


@pytest.fixture(scope="module")
def sent():
    return pipeline_of_the_recording()


@pytest.fixture(scope="module")
def incidents(sent):
    return list({incident["id"]: incident for incident in sent["incidents"]}.values())


def test_the_copies_and_revisions_are_the_expected_ones(sent):
    assert comparison.duplicates_differ(sent["articles.duplicates"]) == []


def test_the_noise_is_no_strike_and_every_strike_is(sent):
    assert comparison.not_strikes_differ(sent["reports"]) == []


def test_the_incidents_and_their_claims_are_the_expected_ones(incidents):
    assert comparison.incidents_differ(incidents) == []


def test_the_alerts_are_the_expected_ones(sent, incidents):
    assert comparison.alerts_differ(sent["alerts"], incidents) == []


def test_every_claim_of_every_report_stands_in_its_article(sent):
    texts = {article["text_sha256"]: article["text"] for article in sent["articles.normalised"]}
    claims = [
        (claim["quote"], texts[report["article"]["text_sha256"]][slice(*claim["span"])])
        for report in sent["reports"]
        for act in report["incidents"]
        for claim in act["casualties"]
    ]

    assert claims
    assert [pair for pair in claims if pair[0] != pair[1]] == []
