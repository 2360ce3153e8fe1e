"""Each topic: its name, record, key, cleanup, retention and largest message.

Names here are without the prefix of the settings. All topics have the same number of partitions.
"""

from collections.abc import Callable, Mapping
from typing import Generic, Literal, TypeVar

import msgspec
from msgspec import Struct

from streams.records.alert import Alert
from streams.records.article import Article, Duplicate, RawArticle
from streams.records.ids import article_id
from streams.records.incident import Incident
from streams.records.rejection import Rejection
from streams.records.report import StrikeReport
from streams.records.story import ActMessage, StoryNews

R = TypeVar("R", bound=msgspec.Struct)

DAY_S = 24 * 3600
MIB = 1024 * 1024

# What a message weighs beside its key and value: the headers, and what Kafka writes around a batch.
ENVELOPE = 4096

Cleanup = Literal["delete", "compact", "compact,delete"]


class Topic(Struct, Generic[R], frozen=True, kw_only=True):
    """One topic: what travels on it (None for state), under which key, and for how long.

    *retention_s* is None where compaction alone removes; *time* gives the `ce_time` of a record.
    """

    name: str
    record: type[R] | None
    keyed_by: str
    key: Callable[[R], str | None]
    time: Callable[[R], str]
    cleanup: Cleanup = "delete"
    retention_s: int | None = None
    max_message_bytes: int = MIB
    broker_time: bool = False
    """Whether messages carry the time at which the broker took them, whatever the sender says."""

    @property
    def room(self) -> int:
        """The bytes that key and value may have together."""
        return self.max_message_bytes - ENVELOPE

    @property
    def config(self) -> Mapping[str, str]:
        """The settings of the topic on the broker."""
        values = {
            "cleanup.policy": self.cleanup,
            "max.message.bytes": str(self.max_message_bytes),
            "retention.ms": str(self.retention_s * 1000) if self.retention_s else "-1",
        }
        if self.broker_time:
            values["message.timestamp.type"] = "LogAppendTime"
        if "compact" in self.cleanup:
            values["min.compaction.lag.ms"] = str(7 * DAY_S * 1000)
        return values


def primary_language(article: Article) -> str:
    """Return the primary subtag of the text's language."""
    return article.language.partition("-")[0].lower()


def _raw_key(raw: RawArticle) -> str:
    return article_id(
        given=raw.id, url=raw.url, content=raw.text or raw.html or raw.html_base64 or ""
    )


def _news_time(news: StoryNews) -> str:
    if news.report is not None:
        return news.report.article.fetched_at
    return news.duplicate.seen_at if news.duplicate is not None else ""


RAW = Topic[RawArticle](
    name="articles.raw",
    record=RawArticle,
    keyed_by="article id",
    key=_raw_key,
    time=lambda raw: raw.fetched_at or "",
    retention_s=7 * DAY_S,
    max_message_bytes=8 * MIB,
    broker_time=True,
)
NORMALISED = Topic[Article](
    name="articles.normalised",
    record=Article,
    keyed_by="language",
    key=primary_language,
    time=lambda article: article.fetched_at,
    retention_s=7 * DAY_S,
    max_message_bytes=4 * MIB,
)
UNIQUE = Topic[Article](
    name="articles.unique",
    record=Article,
    keyed_by="article id",
    key=lambda article: article.id,
    time=lambda article: article.fetched_at,
    retention_s=30 * DAY_S,
    max_message_bytes=4 * MIB,
)
DUPLICATES = Topic[Duplicate](
    name="articles.duplicates",
    record=Duplicate,
    keyed_by="id of the first sighting",
    key=lambda duplicate: duplicate.of,
    time=lambda duplicate: duplicate.seen_at,
    retention_s=30 * DAY_S,
)
REPORTS = Topic[StrikeReport](
    name="reports",
    record=StrikeReport,
    keyed_by="article id",
    key=lambda report: report.article.id,
    time=lambda report: report.article.fetched_at,
    cleanup="compact",
    max_message_bytes=4 * MIB,
)
INCIDENTS = Topic[Incident](
    name="incidents",
    record=Incident,
    keyed_by="incident id",
    key=lambda incident: incident.id,
    time=lambda incident: incident.updated_at,
    cleanup="compact",
    max_message_bytes=8 * MIB,
)
ALERTS = Topic[Alert](
    name="alerts",
    record=Alert,
    keyed_by="incident id",
    key=lambda alert: alert.incident,
    time=lambda alert: alert.raised_at,
    retention_s=30 * DAY_S,
)
REJECTED = Topic[Rejection](
    name="rejected",
    record=Rejection,
    keyed_by="key of the offending message",
    key=lambda rejection: rejection.key,
    time=lambda rejection: rejection.rejected_at,
    retention_s=30 * DAY_S,
    max_message_bytes=12 * MIB,
)
STORIES = Topic[StoryNews](
    name="stories",
    record=StoryNews,
    keyed_by="id of the first sighting",
    key=lambda news: news.story,
    time=_news_time,
    retention_s=30 * DAY_S,
    max_message_bytes=4 * MIB,
)
ACTS = Topic[ActMessage](
    name="acts",
    record=ActMessage,
    keyed_by="theatre",
    key=lambda message: message.theatre,
    time=lambda message: message.at,
    retention_s=30 * DAY_S,
    max_message_bytes=4 * MIB,
)


def _state(name: str, *, window_days: int, max_message_bytes: int) -> Topic[msgspec.Struct]:
    """Return the state topic *name*; an entry is kept for the window and a week more."""
    return Topic[msgspec.Struct](
        name=name,
        record=None,
        keyed_by="entry",
        key=lambda _: None,
        time=lambda _: "",
        cleanup="compact,delete",
        retention_s=(window_days + 7) * DAY_S,
        max_message_bytes=max_message_bytes,
    )


# The windows are those after which the steps drop an entry; correlate keeps an incident longest.
SEEN = _state("seen", window_days=7, max_message_bytes=MIB)
ROUTED = _state("routed", window_days=180, max_message_bytes=4 * MIB)
CORRELATED = _state("correlated", window_days=180, max_message_bytes=12 * MIB)
ALERTED = _state("alerted", window_days=180, max_message_bytes=MIB)

PUBLIC: tuple[Topic, ...] = (  # type: ignore[type-arg]  # topics of every record
    RAW,
    NORMALISED,
    UNIQUE,
    DUPLICATES,
    REPORTS,
    INCIDENTS,
    ALERTS,
    REJECTED,
)
INTERNAL: tuple[Topic, ...] = (  # type: ignore[type-arg]
    STORIES,
    ACTS,
    SEEN,
    ROUTED,
    CORRELATED,
    ALERTED,
)
TOPICS = PUBLIC + INTERNAL
