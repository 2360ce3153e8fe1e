import asyncio
import hashlib
import re
from functools import partial
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from streams.broker.errors import BrokerError
from streams.broker.jars import Jar, fetch_jars, jars_folder, locked_jars

CONTENT = b"a jar"
JAR = Jar("org.example", "thing", "1.0", hashlib.sha256(CONTENT).hexdigest())


@pytest.fixture
async def fetch_from_a_registry(monkeypatch):
    """fetch_jars, against a Maven registry on loopback that has one jar."""

    async def jar(_request: web.Request) -> web.Response:
        return web.Response(body=CONTENT)

    app = web.Application()
    app.router.add_get("/org/example/thing/1.0/thing-1.0.jar", jar)
    async with TestServer(app, host="127.0.0.1") as server:
        monkeypatch.setattr("jgo.constants.MAVEN_CENTRAL_URL", str(server.make_url("")).rstrip("/"))
        yield partial(asyncio.to_thread, fetch_jars)


def test_the_lock_names_one_version_of_every_jar_of_kafka():
    jars = locked_jars()

    assert len(jars) == 45
    assert len({(jar.group, jar.artifact) for jar in jars}) == 45
    # The parent of log4j would bring 3.9 (see tools/lock_jars.py).
    assert {jar.version for jar in jars if jar.group == "org.apache.kafka"} == {"4.4.0"}
    assert all(re.fullmatch("[0-9a-f]{64}", jar.sha256) for jar in jars)


def test_the_jars_lie_in_the_users_cache():
    assert jars_folder({"XDG_CACHE_HOME": "/cache"}) == Path("/cache/strikewire/jars")
    assert jars_folder({}) == Path.home() / ".cache" / "strikewire" / "jars"


def test_what_is_there_is_checked_and_not_fetched(tmp_path):
    path = tmp_path / JAR.file_name
    path.write_bytes(CONTENT)
    told = []

    found = fetch_jars(tmp_path, jars=[JAR], progress=lambda *counts: told.append(counts))

    assert found == [path]
    assert told == []


def test_a_file_with_the_wrong_checksum_is_named_with_what_to_do(tmp_path):
    path = tmp_path / JAR.file_name
    path.write_bytes(b"another jar")

    with pytest.raises(BrokerError) as error:
        fetch_jars(tmp_path, jars=[JAR])

    assert str(error.value) == (
        f"{path} is not the file that jars.lock names (org.example:thing:1.0):\n"
        f"  found  sha256:{hashlib.sha256(b'another jar').hexdigest()}\n"
        f"  wanted sha256:{JAR.sha256}\n"
        "Delete the file and try again."
    )


def test_without_a_network_the_error_names_the_jar_and_leaves_nothing(tmp_path, monkeypatch):
    # Nothing listens there.
    monkeypatch.setattr("jgo.constants.MAVEN_CENTRAL_URL", "http://127.0.0.1:9/maven")

    with pytest.raises(BrokerError, match=r"could not fetch org\.example:thing:1\.0"):
        fetch_jars(tmp_path, jars=[JAR])

    assert list(tmp_path.iterdir()) == []


async def test_a_jar_is_fetched_checked_and_kept(tmp_path, fetch_from_a_registry):
    told = []

    found = await fetch_from_a_registry(
        tmp_path, jars=[JAR], progress=lambda *counts: told.append(counts)
    )

    assert [path.read_bytes() for path in found] == [CONTENT]
    assert list(tmp_path.iterdir()) == found
    assert told == [(0, 1), (1, 1)]


async def test_a_fetched_jar_with_the_wrong_checksum_is_not_kept(tmp_path, fetch_from_a_registry):
    other = JAR._replace(sha256="0" * 64)

    with pytest.raises(BrokerError, match=r"what the registry sent for org\.example:thing:1\.0"):
        await fetch_from_a_registry(tmp_path, jars=[other])

    assert list(tmp_path.iterdir()) == []


async def test_a_jar_that_the_registry_does_not_have_is_named(tmp_path, fetch_from_a_registry):
    with pytest.raises(BrokerError, match=r"could not fetch org\.example:thing:2\.0"):
        await fetch_from_a_registry(tmp_path, jars=[JAR._replace(version="2.0")])
