"""`strikewire feeds run`: from a feed on a real server to articles.raw on a real Kafka."""

import asyncio
import os
import sys
from pathlib import Path

from aiohttp import web
from aiohttp.test_utils import TestServer
from aiokafka import AIOKafkaConsumer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic

from streams.records.article import RawArticle
from streams.records.ids import article_id
from streams.records.wire import decode

FEED = """<rss version="2.0"><channel><title>t</title>
<item><title>سبعة قتلى في قصف على سوق</title><link>https://a.example/2</link><description>قتل سبعة.</description></item>
<item><title>Seven killed</title><link>https://a.example/1</link><description>Seven died.</description></item>
</channel></rss>"""


async def serve_feed(_request: web.Request) -> web.Response:
    return web.Response(text=FEED)


async def run_once(
    *, url: str, brokers: str, prefix: str, folder: Path, deadline: str = "60"
) -> tuple[int, str]:
    catalogue = folder / "catalogue"
    catalogue.mkdir(exist_ok=True)
    (catalogue / "a.toml").write_text(
        f'name = "a"\nurl = "{url}"\npublisher = "a.example"\nlanguage = "ar"\ncountry = "LB"\n',
        encoding="utf-8",
    )
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "streams", "feeds", "run", "--once", "--private"),
        *("--catalogue", str(catalogue), "--state", str(folder / "seen.json")),
        env={
            **os.environ,
            "STRIKEWIRE_BROKERS": brokers,
            "STRIKEWIRE_PREFIX": prefix,
            "STRIKEWIRE_DELIVERY_DEADLINE_S": deadline,
        },
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    printed, _ = await asyncio.wait_for(process.communicate(), 60)
    return process.returncode or 0, printed.decode()


async def test_the_items_of_a_feed_are_in_articles_raw_once(
    brokers: str, prefix: str, tmp_path: Path
) -> None:
    topic = f"{prefix}articles.raw"
    admin = AIOKafkaAdminClient(bootstrap_servers=brokers)
    await admin.start()
    await admin.create_topics([NewTopic(topic, num_partitions=1, replication_factor=1)])
    await admin.close()
    app = web.Application()
    app.router.add_get("/feed", serve_feed)

    async with TestServer(app, host="127.0.0.1") as server:
        url = str(server.make_url("/feed"))
        first = await run_once(url=url, brokers=brokers, prefix=prefix, folder=tmp_path)
        (tmp_path / "seen.json").write_text(
            (tmp_path / "seen.json").read_text().replace('"polled_at":"20', '"polled_at":"19')
        )
        second = await run_once(url=url, brokers=brokers, prefix=prefix, folder=tmp_path)

    consumer = AIOKafkaConsumer(topic, bootstrap_servers=brokers, auto_offset_reset="earliest")
    await consumer.start()
    messages = [await asyncio.wait_for(consumer.getone(), 30) for _ in range(2)]
    end = (await consumer.end_offsets(consumer.assignment())).values()
    await consumer.stop()

    assert first == (0, "2 articles sent\n")
    assert second == (0, "0 articles sent\n")
    articles = [decode(message.value, RawArticle) for message in messages]
    assert [article.title for article in articles] == ["سبعة قتلى في قصف على سوق", "Seven killed"]
    expected = [article_id(given=None, url=article.url, content="") for article in articles]
    assert [message.key.decode() for message in messages] == expected
    assert dict(messages[0].headers)["ce_type"] == b"strikewire.raw_article.v1"
    assert list(end) == [2]


async def test_a_broker_that_is_away_ends_the_command_and_loses_nothing(
    tmp_path: Path, unused_tcp_port: int
) -> None:
    app = web.Application()
    app.router.add_get("/feed", serve_feed)

    async with TestServer(app, host="127.0.0.1") as server:
        code, printed = await run_once(
            url=str(server.make_url("/feed")),
            brokers=f"127.0.0.1:{unused_tcp_port}",
            prefix="",
            folder=tmp_path,
            deadline="1",
        )

    assert code == 1
    assert "cannot deliver" in printed
    assert not (tmp_path / "seen.json").exists()
