"""Polling, against a real server."""

from base64 import b64decode
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from structlog.testing import capture_logs

from streams.feeds.feed import Source
from streams.feeds.fetch import Fetcher
from streams.feeds.poll import Poller
from streams.records.article import RawArticle


@dataclass
class Publisher:
    """A site with a feed of *items* (number to text), its pages, and a count of answers."""

    items: dict[int, str] = field(default_factory=dict)
    broken: bool = False
    answers: list[int] = field(default_factory=list)

    async def feed(self, request: web.Request) -> web.Response:
        etag = f'"{hash(frozenset(self.items.items()))}"'
        if request.headers.get("If-None-Match") == etag and not self.broken:
            self.answers.append(304)
            return web.Response(status=304)
        self.answers.append(200)
        items = "".join(
            f"<item><title>Title {n}</title><link>/pages/{n}</link><description>{text}</description></item>"
            for n, text in sorted(self.items.items(), reverse=True)
        )
        body = "<html>down</html>" if self.broken else f"<rss><channel>{items}</channel></rss>"
        return web.Response(text=body, headers={} if self.broken else {"ETag": etag})

    async def page(self, request: web.Request) -> web.Response:
        number = int(request.match_info["number"])
        if number == 404:
            return web.Response(status=404)
        return web.Response(text=f"<p>page {number}</p>", content_type="text/html")


@dataclass
class Clock:
    time: datetime = datetime(2026, 3, 2, 10, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture
def publisher() -> Publisher:
    return Publisher(items={1: "Seven killed.", 2: "Two hurt."})


@pytest.fixture
async def url(publisher: Publisher) -> AsyncIterator[str]:
    app = web.Application()
    app.router.add_get("/feed", publisher.feed)
    app.router.add_get("/pages/{number}", publisher.page)
    async with TestServer(app, host="127.0.0.1") as server:
        yield str(server.make_url("/feed"))


@pytest.fixture
async def fetcher() -> AsyncIterator[Fetcher]:
    async with Fetcher(timeout=5.0, allow_private=True) as made:
        yield made


@dataclass
class Desk:
    """Polls one source and keeps what was sent; a new poller each time, as after a restart."""

    url: str
    fetcher: Fetcher
    state: Path
    clock: Clock = field(default_factory=Clock)
    sent: list[RawArticle] = field(default_factory=list)
    full_text: Literal["feed", "page"] = "feed"

    async def take(self, articles: list[RawArticle]) -> None:
        self.sent += articles

    async def poll(self) -> list[str | None]:
        """Poll what is due and return the titles of what was sent."""
        before = len(self.sent)
        source = Source(
            name="s", url=self.url, publisher="p.example", language="en", country="GB", pace=15,
            full_text=self.full_text,
        )  # fmt: skip
        poller = Poller(
            [source], fetcher=self.fetcher, send=self.take, state=self.state, now=self.clock
        )
        await poller.poll_due()
        return [article.title for article in self.sent[before:]]

    def wait(self, minutes: int) -> None:
        self.clock.time += timedelta(minutes=minutes)


@pytest.fixture
def desk(url: str, fetcher: Fetcher, tmp_path: Path) -> Desk:
    return Desk(url, fetcher, tmp_path / "seen.json")


async def test_each_item_is_sent_once_and_a_changed_one_again(
    desk: Desk, publisher: Publisher
) -> None:
    first = await desk.poll()
    desk.wait(15)
    publisher.items |= {3: "Nine killed.", 1: "Eight killed."}
    second = await desk.poll()

    assert first == ["Title 2", "Title 1"]
    assert second == ["Title 3", "Title 1"]
    assert desk.sent[-1].text == "Eight killed."
    assert desk.sent[-1].fetched_at == "2026-03-02T10:15:00Z"


async def test_a_source_is_asked_at_its_pace_and_only_for_what_is_new(
    desk: Desk, publisher: Publisher
) -> None:
    await desk.poll()
    desk.wait(14)
    await desk.poll()
    desk.wait(1)
    await desk.poll()

    assert publisher.answers == [200, 304]
    assert len(desk.sent) == 2


async def test_a_broken_feed_is_an_error_in_the_log_and_is_read_when_it_is_mended(
    desk: Desk, publisher: Publisher
) -> None:
    publisher.broken = True
    with capture_logs() as logs:
        assert await desk.poll() == []

    publisher.broken = False
    desk.wait(15)

    assert await desk.poll() == ["Title 2", "Title 1"]
    assert [(line["event"], line["reason"]) for line in logs] == [("feed_unreadable", "not_a_feed")]


async def test_the_page_of_an_item_is_fetched_where_the_catalogue_says_so(
    desk: Desk, publisher: Publisher
) -> None:
    desk.full_text = "page"
    publisher.items = {7: "A summary.", 404: "Only this."}

    with capture_logs() as logs:
        await desk.poll()

    gone, found = desk.sent
    assert b64decode(found.html_base64 or "") == b"<p>page 7</p>"
    assert (found.text, found.charset, found.title) == (None, "utf-8", "Title 7")
    assert (gone.text, gone.html_base64) == ("Only this.", None)
    assert [(line["event"], line["reason"]) for line in logs] == [("page_unreadable", "bad_status")]


async def test_what_could_not_be_sent_is_sent_by_the_next_poll(
    desk: Desk, publisher: Publisher
) -> None:
    class BrokerIsAway(Exception):
        pass

    async def fail(_articles: list[RawArticle]) -> None:
        raise BrokerIsAway

    taking, desk.take = desk.take, fail  # type: ignore[method-assign]
    with pytest.raises(BrokerIsAway):
        await desk.poll()
    desk.take = taking  # type: ignore[method-assign]

    assert await desk.poll() == ["Title 2", "Title 1"]
