from pathlib import Path

import pytest

from streams import topology
from streams.agents.worker import Worker
from streams.settings import Settings
from streams.sinks.memory import MemoryLake
from streams.telemetry.metrics import METRICS
from streams.topics import (
    ACTS,
    ALERTED,
    ALERTS,
    CORRELATED,
    INCIDENTS,
    NORMALISED,
    RAW,
    REJECTED,
    REPORTS,
    ROUTED,
    SEEN,
    STORIES,
    TOPICS,
    UNIQUE,
)

OPERATING = (Path(__file__).parent.parent / "docs" / "operating.md").read_text("utf-8")
PREFIX = "t."


class Recorded(Worker):
    """A worker that remembers what was put on it."""

    def __init__(self, settings):
        super().__init__(settings)
        self.flow = []

    def add(self, topic, handle, *, stage, keeps=None, **changed):
        self.flow.append((stage, topic, keeps))
        super().add(topic, handle, stage=stage, keeps=keeps, **changed)


@pytest.fixture
async def worker():
    recorded = Recorded(Settings(prefix=PREFIX, partitions=2))
    topology.put_on(recorded, lake=MemoryLake())
    return recorded


def test_every_agent_reads_its_topic_in_the_order_of_the_flow(worker):
    assert [(stage, topic.name) for stage, topic, _ in worker.flow] == [
        ("normalise", RAW.name),
        ("deduplicate", NORMALISED.name),
        ("extract", UNIQUE.name),
        ("route", STORIES.name),
        ("correlate", ACTS.name),
        ("alert", INCIDENTS.name),
        ("archive.reports", REPORTS.name),
        ("archive.incidents", INCIDENTS.name),
        ("archive.rejected", REJECTED.name),
    ]


async def test_a_webhook_is_told_of_alerts_when_one_is_set():
    recorded = Recorded(Settings(prefix=PREFIX, webhook_url="https://hooks.example/strikes"))
    topology.put_on(recorded, lake=MemoryLake())

    assert ("notify", ALERTS.name) in [(stage, topic.name) for stage, topic, _ in recorded.flow]


def test_agents_are_declared_with_one_body_at_a_time_on_raw_bytes(worker):
    agents = list(worker.app.agents.values())

    assert len(agents) == len(worker.flow)
    assert {agent.concurrency for agent in agents} == {1}
    channels = [agent.channel for agent in agents]
    assert {channel.value_type for channel in channels} == {bytes}
    assert {channel.internal for channel in channels} == {True}


def test_the_prefix_begins_topics_group_and_clients(worker):
    conf = worker.app.conf

    assert {agent.channel.get_topic_name() for agent in worker.app.agents.values()} == {
        PREFIX + topic.name for _, topic, _ in worker.flow
    }
    assert conf.id.startswith(PREFIX)
    assert conf.broker_client_id.startswith(PREFIX)


def test_each_state_belongs_to_the_topic_that_its_agent_reads(worker):
    for stage, topic, keeps in worker.flow:
        assert keeps is None or keeps.source is topic, stage
    assert [stage for stage, _, keeps in worker.flow if keeps is None] == ["normalise", "extract"]


def test_every_state_topic_has_exactly_one_agent(worker):
    states = {keeps.topic.name: stage for stage, _, keeps in worker.flow if hasattr(keeps, "topic")}

    assert states == {
        SEEN.name: "deduplicate",
        ROUTED.name: "route",
        CORRELATED.name: "correlate",
        ALERTED.name: "alert",
    }


def test_no_faust_tables_and_a_bounded_stop(worker):
    assert list(worker.app.tables) == []
    assert worker.app.conf.stream_wait_empty
    assert not worker.app.conf.topic_allow_declare


def rows_of(heading):
    """Return the first two cells of the table under *heading*."""
    section = OPERATING.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    rows = [line.strip("| ").split(" | ") for line in section.splitlines() if "| `" in line]
    return [[cell.strip("` ") for cell in row] for row in rows]


def test_the_manual_lists_every_topic_as_it_is():
    kept = {None: "for ever"}

    assert rows_of("Topics") == [
        [
            topic.name,
            topic.keyed_by,
            topic.cleanup,
            kept.get(topic.retention_s) or f"{topic.retention_s // 86400} days",
            f"{topic.max_message_bytes // 1024 // 1024} MiB",
        ]
        for topic in TOPICS
    ]


def test_the_manual_lists_every_metric_with_its_labels():
    listed = {name: labels for name, labels, *_ in rows_of("Metrics")}

    wanted = {}
    for metric in METRICS:
        [family] = metric.describe()
        name = family.name + ("_total" if family.type == "counter" else "")
        wanted[name] = ", ".join(metric._labelnames) or "none"
    assert listed == wanted


@pytest.mark.parametrize("topic", [SEEN, ROUTED, CORRELATED, ALERTED])
def test_a_state_topic_holds_the_largest_entry_longer_than_the_step_keeps_it(topic):
    assert topic.retention_s >= 14 * 86400
