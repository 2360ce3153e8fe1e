"""`strikewire incidents` and `strikewire incident` off the topics of a real Kafka."""

import asyncio
import os
import sys

from streams.gazetteer.theatres import load_theatres
from streams.pipeline import run
from streams.records.wire import encode
from streams.scenarios.scenario import generate
from streams.steps.extract import extract
from streams.steps.extract.knowledge import load_knowledge
from streams.topics import ALERTS, INCIDENTS
from tests.broker.workers import Cluster, an_environment


def told():
    """Return every revision of the incidents of some invented articles, and their alerts."""
    knowledge = load_knowledge()
    sent = run(
        generate(3, articles=40, incidents=4).articles,
        packs=knowledge.packs,
        extract=lambda article: extract(article, knowledge=knowledge),
        theatres=load_theatres(),
    )
    records = [(each.topic, each.record) for each in sent]
    return [[record for topic, record in records if topic == of.name] for of in (INCIDENTS, ALERTS)]


async def printed(environment, *arguments):
    """Return the exit status and what `strikewire` with *arguments* prints."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "streams", *arguments),
        env={**os.environ, **environment, "COLUMNS": "200"},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    out, _ = await asyncio.wait_for(process.communicate(), 60)
    return process.returncode, out.decode()


async def test_off_the_topics_stands_what_a_folder_of_the_same_records_shows(
    brokers, prefix, tmp_path
):
    incidents, alerts = told()
    for name, records in (("incidents.jsonl", incidents), ("alerts.jsonl", alerts)):
        (tmp_path / name).write_bytes(b"".join(encode(each) + b"\n" for each in records))
    environment = an_environment(brokers, prefix, partitions=3)
    one = max(incidents, key=lambda each: each.revision)
    early = next(each for each in incidents if each.id == one.id and each.revision == 2)
    questions = [
        ("incidents",),
        ("incidents", "--country", one.place.iso, "--killed", "3"),
        ("incident", one.id),
        ("incident", one.id[:10], "--as-of", early.updated_at),
    ]
    async with Cluster(environment, (INCIDENTS, ALERTS), module=[], folder=tmp_path) as cluster:
        assert await printed(environment, "incidents") == (0, "")
        assert (await printed(environment, "incident", one.id))[0] == 1
        await cluster.send(INCIDENTS, incidents)
        await cluster.send(ALERTS, alerts)

        answers = [await printed(environment, *question) for question in questions]

    folder = [await printed(environment, *each, "--from", str(tmp_path)) for each in questions]
    assert answers == folder
    assert len({each.id for each in incidents if each.status == "open"}) >= 4
    assert all(status == 0 and one.id[:10] in out for status, out in answers)
    assert early.updated_at in answers[3][1]
    assert one.updated_at not in answers[3][1]


async def test_topics_that_are_not_there_are_named_with_the_way_out(brokers, prefix):
    status, out = await printed(an_environment(brokers, prefix), "incidents")

    assert status == 2
    assert "UnknownTopicOrPartition" in out
    assert "--from" in out


async def test_a_broker_that_does_not_answer_is_named_with_the_way_out():
    environment = an_environment("127.0.0.1:9", "gone.")

    status, out = await printed(environment, "incidents")

    assert status == 2
    assert "--from" in out
    assert "Traceback" not in out
