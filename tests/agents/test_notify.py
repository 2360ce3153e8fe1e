"""Alerts from their topic to a real HTTP server."""

from contextlib import asynccontextmanager

import orjson
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from streams.agents.guard import Guard
from streams.agents.message import Message
from streams.agents.notify import notifier
from streams.records.alert import Alert
from streams.records.rejection import Rejection
from streams.records.wire import decode, encode
from streams.topics import ALERTS
from streams.topology import posting


class Sent:
    """Takes what a guard confirms."""

    def __init__(self):
        self.outputs = []

    async def send(self, outputs, *, stage):
        self.outputs += outputs

    def rejections(self):
        return [decode(output.value, Rejection) for output in self.outputs]


@asynccontextmanager
async def a_receiver(*answers):
    """Serve on loopback, answer in turn, and yield the address and the ids of what was taken."""
    taken, left = [], list(answers)

    async def take(request):
        event = orjson.loads(await request.read())
        status = left.pop(0) if left else 204
        if status == 204:
            taken.append(event["data"]["id"])
        return web.Response(status=status)

    app = web.Application()
    app.router.add_post("/", take)
    async with TestServer(app, host="127.0.0.1") as server:
        yield str(server.make_url("/")), taken


def a_message(value, *, offset):
    return Message(
        topic=ALERTS.name, partition=0, offset=offset, key=b"i", value=value, headers=[], time=0.0
    )


def an_alert(name):
    return encode(
        Alert(
            id=name, rule="opened", incident="i", revision=1, thread="i", kind="opened",
            severity="high", headline="Air strike", raised_at="2018-02-08T10:00:00Z", dedup_key=name,
        )
    )  # fmt: skip


@pytest.fixture
def sent():
    return Sent()


async def test_alerts_reach_the_receiver_in_the_order_of_the_topic(sent):
    async with a_receiver() as (url, taken):
        handle = notifier(Guard("notify", deliver=sent), post=posting(url, secret="s"))
        await handle([a_message(an_alert(name), offset=n) for n, name in enumerate("abc")])

    assert taken == ["a", "b", "c"]
    assert sent.rejections() == []


async def test_what_a_receiver_refuses_is_rejected_and_the_next_one_is_posted(sent):
    async with a_receiver(410) as (url, taken):
        handle = notifier(Guard("notify", deliver=sent), post=posting(url, secret=None))
        await handle([a_message(an_alert("a"), offset=3), a_message(an_alert("b"), offset=4)])

    (rejection,) = sent.rejections()
    assert (rejection.stage, rejection.reason, rejection.offset) == ("notify", "webhook_refused", 3)
    assert "410" in rejection.detail
    assert taken == ["b"]


async def test_a_message_that_is_no_alert_is_rejected(sent):
    async with a_receiver() as (url, taken):
        handle = notifier(Guard("notify", deliver=sent), post=posting(url, secret=None))
        await handle([a_message(b"{", offset=1), a_message(an_alert("b"), offset=2)])

    assert [r.reason for r in sent.rejections()] == ["not_json"]
    assert taken == ["b"]
