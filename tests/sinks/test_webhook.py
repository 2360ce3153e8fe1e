"""Alerts over HTTP, to a real server."""

import asyncio
import hashlib
import hmac
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import msgspec
import orjson
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from streams.records.alert import Alert
from streams.records.wire import version_id
from streams.sinks.webhook import Undelivered, Webhook


def alert(number: int) -> Alert:
    return Alert(
        id=f"alert-{number}",
        rule="toll_rose",
        incident="incident-1",
        revision=number,
        thread="incident-1",
        kind="toll_rose",
        severity="high",
        headline="سبعة قتلى في قصف على سوق",
        raised_at="2026-03-02T10:00:00Z",
        dedup_key=f"incident-1/{number}",
    )


@dataclass
class Receiver:
    """Answers with *answers* in turn, then with 204, and keeps what it was sent."""

    answers: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    async def take(self, request: web.Request) -> web.Response:
        self.bodies.append(await request.read())
        self.headers.append(dict(request.headers))
        status, headers = self.answers.pop(0) if self.answers else (204, {})
        return web.Response(status=status, headers=headers)


@asynccontextmanager
async def serve(receiver: Receiver) -> AsyncIterator[str]:
    app = web.Application()
    app.router.add_post("/alerts", receiver.take)
    async with TestServer(app, host="127.0.0.1") as server:
        yield str(server.make_url("/alerts"))


async def test_an_alert_is_posted_as_a_cloud_event_with_its_signature() -> None:
    receiver = Receiver()

    async with serve(receiver) as url, Webhook(url, secret="a secret") as webhook:
        await webhook.deliver([alert(1)])

    event = orjson.loads(receiver.bodies[0])
    assert msgspec.convert(event.pop("data"), Alert) == alert(1)
    assert event == {
        "specversion": "1.0",
        "id": version_id(alert(1), key="incident-1"),
        "source": "strikewire",
        "type": "strikewire.alert.v1",
        "subject": "incident-1",
        "time": "2026-03-02T10:00:00Z",
        "datacontenttype": "application/json",
    }
    expected = hmac.new(b"a secret", receiver.bodies[0], hashlib.sha256).hexdigest()
    assert receiver.headers[0]["Strikewire-Signature"] == f"sha256={expected}"
    assert receiver.headers[0]["Content-Type"].startswith("application/cloudevents+json")


async def test_without_a_secret_nothing_is_signed() -> None:
    receiver = Receiver()

    async with serve(receiver) as url, Webhook(url) as webhook:
        await webhook.deliver([alert(1)])

    assert "Strikewire-Signature" not in receiver.headers[0]


async def test_alerts_arrive_in_order_and_an_overloaded_receiver_is_asked_again() -> None:
    receiver = Receiver(answers=[(204, {}), (503, {}), (429, {"Retry-After": "0"})])

    async with serve(receiver) as url, Webhook(url) as webhook:
        await webhook.deliver([alert(1), alert(2), alert(3)])

    assert [orjson.loads(body)["data"]["revision"] for body in receiver.bodies] == [1, 2, 2, 2, 3]


@pytest.mark.parametrize("status", [302, 400, 404, 410])
async def test_a_refusal_is_not_tried_again_and_stops_what_is_behind_it(status: int) -> None:
    receiver = Receiver(answers=[(status, {"Location": "/elsewhere"})])

    async with serve(receiver) as url, Webhook(url) as webhook:
        with pytest.raises(Undelivered, match=f"answered {status}, wanted 2xx"):
            await webhook.deliver([alert(1), alert(2)])

    assert len(receiver.bodies) == 1


async def test_nobody_at_the_address_is_an_error_after_some_patience(unused_tcp_port: int) -> None:
    async with Webhook(f"http://127.0.0.1:{unused_tcp_port}/", patience=0.5) as webhook:
        with pytest.raises(Undelivered, match="did not answer"):
            await webhook.deliver([alert(1)])


async def test_a_receiver_that_hangs_is_given_up() -> None:
    async def hang(_request: web.Request) -> web.Response:
        await asyncio.sleep(30)
        return web.Response()

    app = web.Application()
    app.router.add_post("/", hang)
    async with (
        TestServer(app, host="127.0.0.1") as server,
        Webhook(str(server.make_url("/")), timeout=0.2, patience=0.5) as webhook,
    ):
        with pytest.raises(Undelivered, match="did not answer"):
            await webhook.deliver([alert(1)])
