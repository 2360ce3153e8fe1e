"""Fetching, from a real server."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from streams.feeds.feed import FeedError
from streams.feeds.fetch import Fetcher, is_public

ASKED = web.AppKey("asked", list[dict[str, str]])


async def answer(request: web.Request) -> web.StreamResponse:
    request.app[ASKED].append(dict(request.headers))
    match request.match_info["what"]:
        case "page":
            if request.headers.get("If-None-Match") == '"1"':
                return web.Response(status=304)
            return web.Response(
                body="قصف".encode("windows-1256"),
                headers={"ETag": '"1"', "Content-Type": "text/html; charset=windows-1256"},
            )
        case "large":
            return web.Response(body=b"x" * 5000)
        case "packed":
            response = web.Response(body=b"x" * 5000)
            response.enable_compression(web.ContentCoding.gzip)
            return response
        case "slow":
            await asyncio.sleep(30)
        case "moved":
            return web.Response(status=301, headers={"Location": "/page"})
        case "loop":
            return web.Response(status=301, headers={"Location": "/loop"})
        case "away":
            return web.Response(status=301, headers={"Location": "file:///etc/hostname"})
    return web.Response(status=404)


@pytest.fixture
async def server() -> AsyncIterator[TestServer]:
    app = web.Application()
    app[ASKED] = []
    app.router.add_get("/{what}", answer)
    async with TestServer(app, host="127.0.0.1") as running:
        yield running


@pytest.fixture
async def fetcher() -> AsyncIterator[Fetcher]:
    async with Fetcher(timeout=1.0, max_bytes=1000, allow_private=True) as made:
        yield made


async def test_a_page_comes_as_bytes_with_the_charset_of_the_server(
    server: TestServer, fetcher: Fetcher
) -> None:
    fetched = await fetcher.fetch(str(server.make_url("/page")))

    assert fetched.body == "قصف".encode("windows-1256")
    assert (fetched.charset, fetched.etag) == ("windows-1256", '"1"')


async def test_what_has_not_changed_is_not_sent_again(server: TestServer, fetcher: Fetcher) -> None:
    first = await fetcher.fetch(str(server.make_url("/page")))
    second = await fetcher.fetch(
        str(server.make_url("/page")), etag=first.etag, modified="yesterday"
    )

    assert second.body is None
    assert (second.etag, second.modified) == ('"1"', "yesterday")
    assert server.app[ASKED][1]["If-Modified-Since"] == "yesterday"


async def test_a_redirect_is_followed(server: TestServer, fetcher: Fetcher) -> None:
    assert (await fetcher.fetch(str(server.make_url("/moved")))).url.endswith("/page")


@pytest.mark.parametrize(
    ("what", "reason"),
    [
        ("nothing", "bad_status"), ("large", "too_large"), ("packed", "too_large"), ("slow", "no_answer"),
        ("loop", "no_answer"), ("away", "no_answer"),
    ],
)  # fmt: skip
async def test_what_cannot_be_had_is_an_error_with_a_reason(
    server: TestServer, fetcher: Fetcher, what: str, reason: str
) -> None:
    with pytest.raises(FeedError) as caught:
        await fetcher.fetch(str(server.make_url(f"/{what}")))

    assert caught.value.reason == reason


async def test_nobody_at_the_address_is_an_error_with_a_reason(
    fetcher: Fetcher, unused_tcp_port: int
) -> None:
    with pytest.raises(FeedError) as caught:
        await fetcher.fetch(f"http://127.0.0.1:{unused_tcp_port}/")

    assert caught.value.reason == "no_answer"


@pytest.mark.parametrize(
    ("host", "reason"),
    [
        ("127.0.0.1", "not_public"), ("localhost", "not_public"), ("[::ffff:127.0.0.1]", "not_public"),
        ("0x7f.1", "not_public"), ("0.0.0.0", "not_public"), ("2130706433", "no_answer"),
    ],
)  # fmt: skip
async def test_an_address_inside_is_not_connected_to(
    server: TestServer, host: str, reason: str
) -> None:
    async with Fetcher(timeout=2.0) as guarded:
        with pytest.raises(FeedError) as caught:
            await guarded.fetch(f"http://{host}:{server.port}/page")

    assert caught.value.reason == reason
    assert server.app[ASKED] == []


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "10.0.0.1", "169.254.169.254", "192.168.1.1", "0.0.0.0", "::1", "fe80::1%eth0", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "224.0.0.1"],
)  # fmt: skip
def test_an_address_is_private_whatever_it_is_wrapped_in(host: str) -> None:
    assert not is_public(host)


@pytest.mark.parametrize(
    "host", ["1.1.1.1", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"]
)
def test_an_address_of_the_public_internet_is_public(host: str) -> None:
    assert is_public(host)
