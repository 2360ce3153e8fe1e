"""What travels on the internal topics between extract, route and correlate."""

from typing import Literal

from msgspec import Struct

from streams.records.article import Duplicate
from streams.records.incident import Carrier
from streams.records.report import Act, ArticleRef, StrikeReport, Wording


class StoryNews(Struct, frozen=True, kw_only=True):
    """News of one story on `stories`: a report of it, or a copy of it. Exactly one is set."""

    story: str
    report: StrikeReport | None = None
    duplicate: Duplicate | None = None


class ActMessage(Struct, frozen=True, kw_only=True):
    """One act, or its withdrawal, or its carriers, on `acts` under its theatre.

    *act_id* is stable over the revisions of its article. `asserted` acts come with *act*; a
    withdrawal has none. *position* is the act's index in its report. *carriers* are pages that carry
    the story: with `told` all that are known, with `carried` the new one. *is_recalled* tells an act
    that was over before the day of its article's news. *because* is the id of
    the article that caused the message, or `extractor`, *at* that article's fetched_at.
    """

    kind: Literal["told", "withdrawn", "carried"]
    theatre: str
    story: str
    act_id: str
    article: ArticleRef
    position: int
    because: str
    at: str
    act: Act | None = None
    wording: Wording | None = None
    is_recalled: bool = False
    carriers: tuple[Carrier, ...] = ()
