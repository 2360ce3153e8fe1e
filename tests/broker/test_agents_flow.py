"""All agents on a real Kafka: the same records as the pipeline, and bad input that stops nothing."""

import pytest
from msgspec import to_builtins

from streams.console.replay import send_recording
from streams.records.article import Article, RawArticle
from streams.records.rejection import Rejection
from streams.topics import NORMALISED, RAW, REJECTED, TOPICS
from tests.broker.flow import FLOW, by_the_pipeline, on_topics, versions_twice
from tests.broker.workers import Cluster, an_environment
from tests.golden import comparison

NOW = "2026-01-01T00:00:00Z"


@pytest.fixture
async def cluster(brokers, prefix, tmp_path):
    environment = an_environment(brokers, prefix, partitions=1, lake=tmp_path / "lake")
    module = ["streams", "worker"]
    async with Cluster(environment, TOPICS, module=module, folder=tmp_path) as cluster:
        yield cluster


async def test_one_worker_makes_the_same_records_as_the_pipeline(cluster, tmp_path):
    await send_recording(cluster.settings, None)
    cluster.start()
    expected = by_the_pipeline()

    await cluster.until_read(*FLOW, within=60)

    found = await on_topics(cluster)
    assert found.articles == expected.articles
    assert found.duplicates == expected.duplicates
    assert found.reports == expected.reports
    assert found.told() == expected.told()
    incidents = [to_builtins(incident) for incident in found.incidents.values()]
    assert comparison.incidents_differ(incidents) == []
    assert comparison.alerts_differ([to_builtins(a) for a in found.alerts], incidents) == []
    assert [rejection.reason for rejection in await cluster.read(REJECTED, Rejection)] == [
        "not_json"
    ]
    prefix = cluster.settings.prefix
    assert versions_twice(tmp_path / "lake", f"{prefix}reports") == []
    assert versions_twice(tmp_path / "lake", f"{prefix}rejections") == []


def page(article_id, text, **changed):
    return RawArticle(id=article_id, fetched_at=NOW, feed="t", text=text, **changed)


async def test_bad_input_is_refused_or_told_honestly_and_stops_nothing(cluster):
    body = "Strike kills 14 near Khasham\n\nFourteen people were killed on Wednesday.\n"
    for value in (b"not json", b'{"id": 7}', b"[1, 2]", b'{"id": "s", "text": "\\ud800"}', None):
        await cluster.send(RAW, [value], key=b"bad")
    await cluster.send(
        RAW,
        [
            page("large", "word " * 1_400_000),
            page("empty", " \n "),
            page("escaped", "Strike \x00kills\u202e 14\n\nFourteen were killed."),
            page("latin", "Lorem ipsum dolor sit amet"),
            page("2035", body + "1", published_at="2035-01-01T00:00:00Z"),
            page("1970", body + "2", published_at="1970-01-01T00:00:00Z"),
            RawArticle(id="future", fetched_at="2035-01-01T00:00:00Z", text=body + "3"),
            RawArticle(id="base", fetched_at=NOW, html_base64="%%%"),
            RawArticle(id="none", fetched_at=NOW),
            page("after", body),
        ],
    )
    cluster.start()

    await cluster.until_read(*FLOW, within=60)

    rejections = await cluster.read(REJECTED, Rejection)
    assert sorted((rejection.key, rejection.reason) for rejection in rejections) == [
        ("bad", "not_json"),
        ("bad", "not_json"),
        ("bad", "null"),
        ("bad", "wrong_shape"),
        ("bad", "wrong_shape"),
        ("base", "not_decodable"),
        ("empty", "empty_text"),
        ("large", "too_large"),
        ("none", "no_body"),
    ]
    articles = {article.id: article for article in await cluster.read(NORMALISED, Article)}
    assert set(articles) == {"escaped", "latin", "2035", "1970", "future", "after"}
    assert articles["latin"].language == "und"
    assert articles["future"].fetched_at < "2035"
    assert articles["2035"].published_at < "2035"
