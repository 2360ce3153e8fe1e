import pytest

from streams.records.article import RawArticle
from streams.topics import INTERNAL, PUBLIC, RAW, TOPICS, primary_language
from tests.builders import an_article

DAY_MS = 24 * 3600 * 1000
MIB = 1024 * 1024

# As the contract has them: key, cleanup, days.
CONTRACT = {
    "articles.raw": ("article id", "delete", 7),
    "articles.normalised": ("language", "delete", 7),
    "articles.unique": ("article id", "delete", 30),
    "articles.duplicates": ("id of the first sighting", "delete", 30),
    "reports": ("article id", "compact", None),
    "incidents": ("incident id", "compact", None),
    "alerts": ("incident id", "delete", 30),
    "rejected": ("key of the offending message", "delete", 30),
}


def by_name(name):
    return next(topic for topic in TOPICS if topic.name == name)


def test_the_public_topics_are_those_of_the_contract():
    assert {
        topic.name: (
            topic.keyed_by,
            topic.cleanup,
            topic.retention_s and topic.retention_s * 1000 // DAY_MS,
        )
        for topic in PUBLIC
    } == CONTRACT


@pytest.mark.parametrize(
    ("name", "size"), [("articles.raw", 8), ("rejected", 12), ("incidents", 8)]
)
def test_the_sizes_are_those_of_the_contract(name, size):
    assert by_name(name).config["max.message.bytes"] == str(size * MIB)


@pytest.mark.parametrize("topic", [topic for topic in TOPICS if "compact" in topic.cleanup])
def test_what_is_compacted_stays_whole_for_a_week(topic):
    assert topic.config["min.compaction.lag.ms"] == str(7 * DAY_MS)


@pytest.mark.parametrize("name", ["seen", "routed", "correlated", "alerted"])
def test_state_is_compacted_and_ages_out(name):
    topic = by_name(name)

    assert topic.cleanup == "compact,delete"
    assert topic in INTERNAL
    assert topic.retention_s > 7 * DAY_MS / 1000


def test_raw_articles_carry_the_time_at_which_the_broker_took_them():
    assert RAW.config["message.timestamp.type"] == "LogAppendTime"


def test_an_article_without_id_has_the_key_of_its_page():
    one = RawArticle(url="https://news.example/1?utm_source=x", text="a")
    other = RawArticle(url="http://news.example/1", text="b")

    assert RAW.key(one) == RAW.key(other) != RAW.key(RawArticle(text="a"))


def test_the_language_key_is_the_primary_subtag():
    assert primary_language(an_article(language="ar-SY")) == "ar"


def test_no_two_topics_share_a_name():
    assert len({topic.name for topic in TOPICS}) == len(TOPICS)
