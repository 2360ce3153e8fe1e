"""Polling: each source at its own pace, each new or changed item sent once."""

import asyncio
from base64 import b64encode
from collections.abc import Awaitable, Callable, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import structlog

from streams.feeds.feed import FeedError, Item, Source
from streams.feeds.fetch import Fetched, Fetcher
from streams.feeds.rss import read_feed
from streams.feeds.seen import SourceState, load_seen, save_seen
from streams.records.article import RawArticle

Send = Callable[[list[RawArticle]], Awaitable[None]]
Now = Callable[[], datetime]

log = structlog.get_logger("streams.feeds")

_PAGES_AT_ONCE = 4
_LONGEST_SLEEP_S = 60.0


def utc_now() -> datetime:
    """Return the wall time, which only a feed may ask for: its articles carry it from here on."""
    return datetime.now(UTC)


class Poller:
    """Polls *sources* and hands their new items to *send*, which returns when they are safe.

    What was seen is kept in *state* and saved after the items were sent: an item may be sent twice
    after a crash, none is left out.
    """

    def __init__(
        self,
        sources: Iterable[Source],
        *,
        fetcher: Fetcher,
        send: Send,
        state: Path,
        now: Now = utc_now,
    ) -> None:
        self._sources = list(sources)
        self._fetcher = fetcher
        self._send = send
        self._state = state
        self._now = now
        self._seen = load_seen(state)

    async def run(self) -> None:
        """Poll for ever, each source when it is due."""
        while True:
            await self.poll_due()
            wait = min((self._due(source) for source in self._sources), default=self._now())
            seconds = (wait - self._now()).total_seconds()
            await asyncio.sleep(min(max(seconds, 1.0), _LONGEST_SLEEP_S))

    async def poll_due(self) -> int:
        """Poll the sources that are due and return how many articles were sent."""
        due = [source for source in self._sources if self._due(source) <= self._now()]
        return sum(await asyncio.gather(*map(self.poll, due)))

    async def poll(self, source: Source) -> int:
        """Poll *source* now and return how many articles were sent; a fault is logged."""
        state = self._seen.setdefault(source.name, SourceState())
        try:
            articles = await self._read(source, state)
        except FeedError as error:
            log.error("feed_unreadable", feed=source.name, reason=error.reason, detail=str(error))
            articles = []
        state.polled_at = self._now().isoformat()
        save_seen(self._state, self._seen)
        return len(articles)

    async def _read(self, source: Source, state: SourceState) -> list[RawArticle]:
        fetched = await self._fetcher.fetch(source.url, etag=state.etag, modified=state.modified)
        articles: list[RawArticle] = []
        if fetched.body is not None:
            items = read_feed(
                fetched.body, source=source, fetched_at=self._instant(), charset=fetched.charset
            )
            new = [item for item in items if state.items.get(item.key) != item.digest]
            articles = await self._with_pages(source, new)
            await self._send(articles)
            for item in reversed(new):  # a feed's newest stands first, the state's last
                state.note(item.key, item.digest)
        state.etag, state.modified = fetched.etag, fetched.modified
        return articles

    async def _with_pages(self, source: Source, items: list[Item]) -> list[RawArticle]:
        if source.full_text == "feed":
            return [item.article for item in items]
        at_once = asyncio.Semaphore(_PAGES_AT_ONCE)

        async def with_page(article: RawArticle) -> RawArticle:
            if article.url is None:
                return article
            async with at_once:
                try:
                    page = await self._fetcher.fetch(article.url)
                except FeedError as error:
                    # What the feed itself says of the article is better than nothing.
                    log.warning(
                        "page_unreadable", feed=source.name, reason=error.reason, detail=str(error)
                    )
                    return article
            return _on_page(article, page=page, fetched_at=self._instant())

        return list(await asyncio.gather(*(with_page(item.article) for item in items)))

    def _due(self, source: Source) -> datetime:
        polled_at = self._seen.get(source.name, SourceState()).polled_at
        if polled_at is None:
            return self._now()
        return datetime.fromisoformat(polled_at) + timedelta(minutes=source.pace)

    def _instant(self) -> str:
        return self._now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _on_page(article: RawArticle, *, page: Fetched, fetched_at: str) -> RawArticle:
    """Return *article* with the bytes of its *page* for a body; its url stays the feed's."""
    return msgspec.structs.replace(
        article,
        html=None,
        text=None,
        html_base64=b64encode(page.body or b"").decode(),
        charset=page.charset,
        headers=page.headers,
        fetched_at=fetched_at,
    )
