"""Every revision of incidents and their alerts, out of a pipeline's folder or off the topics."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec
from aiokafka import AIOKafkaConsumer
from msgspec import Struct

from streams.records.alert import Alert
from streams.records.incident import Change, Incident
from streams.records.patch import apply
from streams.records.wire import Unreadable, decode
from streams.settings import Settings, client_arguments
from streams.topics import ALERTS, INCIDENTS

R = TypeVar("R", bound=Struct)

PAUSE_MS = 500


class History(Struct):
    """Revisions by incident, in their order, and alerts by incident as they were raised."""

    revisions: dict[str, list[Incident]]
    alerts: dict[str, list[Alert]]

    def as_of(self, moment: str | None) -> "History":
        """Return what was known at *moment* (RFC 3339 or a day, that day included)."""
        if moment is None:
            return self
        last = moment + "~" if len(moment) == len("2018-02-08") else moment
        return History(
            revisions={
                key: kept
                for key, all_ in self.revisions.items()
                if (kept := [each for each in all_ if each.updated_at <= last])
            },
            alerts={
                key: [each for each in all_ if each.raised_at <= last]
                for key, all_ in self.alerts.items()
            },
        )


def history(incidents: Sequence[Incident], alerts: Sequence[Alert]) -> History:
    """Return *incidents* and *alerts* by incident; a revision that came twice counts once.

    Of a compacted topic the newest revision may be all that is left: the one before it is then
    restored from it.
    """
    found: dict[str, dict[int, Incident]] = {}
    for incident in incidents:
        found.setdefault(incident.id, {})[incident.revision] = incident
    for revisions in found.values():
        first = revisions[min(revisions)]
        if first.revision > 1 and first.change.inverse:
            revisions[first.revision - 1] = before(first)
    by_incident: dict[str, list[Alert]] = {}
    for alert in alerts:
        by_incident.setdefault(alert.incident, []).append(alert)
    return History(
        revisions={key: [all_[n] for n in sorted(all_)] for key, all_ in found.items()},
        alerts=by_incident,
    )


def before(incident: Incident) -> Incident:
    """Return the revision before *incident*, without what it had changed itself."""
    value = msgspec.to_builtins(msgspec.structs.replace(incident, change=Change()))
    del value["change"]
    return msgspec.convert(apply(value, incident.change.inverse), Incident)


def from_folder(path: Path) -> History:
    """Return what `strikewire pipeline` wrote into the folder *path*, or one of its files.

    Raises `OSError` where it cannot be read and `Unreadable` where it holds something else.
    """
    file = path / "incidents.jsonl" if path.is_dir() else path
    alerts = file.parent / "alerts.jsonl"
    return history(
        list(_lines(file, Incident)), list(_lines(alerts, Alert)) if alerts.is_file() else []
    )


async def from_topics(settings: Settings) -> History:
    """Return what is on the topics now. Raises `KafkaError`, as where they are not there, and `OSError`."""
    incidents, alerts = settings.prefix + INCIDENTS.name, settings.prefix + ALERTS.name
    # Without a group a consumer is given all partitions of its topics when it starts.
    consumer = AIOKafkaConsumer(
        incidents,
        alerts,
        **client_arguments(settings),
        auto_offset_reset="earliest",
        enable_auto_commit=False,
    )
    await consumer.start()
    try:
        found: dict[str, list[bytes | None]] = {incidents: [], alerts: []}
        partitions = list(consumer.assignment())
        ends = await consumer.end_offsets(partitions)
        while [each for each in partitions if await consumer.position(each) < ends[each]]:
            batches = await consumer.getmany(*partitions, timeout_ms=PAUSE_MS)
            for partition, messages in batches.items():
                found[partition.topic] += [message.value for message in messages]
    finally:
        await consumer.stop()
    return history(
        list(_readable(found[incidents], Incident)), list(_readable(found[alerts], Alert))
    )


def _lines(file: Path, record: type[R]) -> Iterator[R]:
    with file.open("rb") as lines:
        for line in lines:
            if line.strip():
                yield decode(line, record)


def _readable(values: Sequence[bytes | None], record: type[R]) -> Iterator[R]:
    for value in values:
        try:
            yield decode(value, record)
        except Unreadable:
            continue
