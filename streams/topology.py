"""Which agent reads and writes which topic, in the order of the flow."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from streams.agents.alert import alerter
from streams.agents.archive import Archive, Lake, archiving
from streams.agents.correlate import correlator
from streams.agents.deduplicate import deduplicator
from streams.agents.extract import extractor
from streams.agents.guard import Guard
from streams.agents.normalise import normaliser
from streams.agents.notify import Post, notifier
from streams.agents.pool import Pool
from streams.agents.route import router
from streams.agents.state import State
from streams.agents.work import warm_up
from streams.agents.worker import Worker
from streams.gazetteer.theatres import load_theatres
from streams.records.alert import Alert
from streams.records.rejection import Refusal
from streams.settings import Settings
from streams.sinks.delta import DeltaLake
from streams.sinks.lake import LakeRow
from streams.sinks.webhook import Undelivered, Webhook
from streams.steps.alert import Thread, ThreadIndex
from streams.steps.archive import TABLES, archive
from streams.steps.correlate.index import IncidentEntry, IncidentIndex
from streams.steps.deduplicate.index import Seen, SeenIndex
from streams.steps.route import StoryEntry, StoryIndex
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
    UNIQUE,
    Topic,
)

# Pages are large and slow to read: few wait in memory, and a batch of them is short.
_PAGES_BUFFERED = 256
_PAGES_AT_ONCE = 50

# Long enough for a receiver to be restarted, well below the limit at which a stall stops the worker.
_WEBHOOK_PATIENCE_S = 60.0

# The versions of what the state topics hold. Who changes an entry raises its number, and adds a
# `migrate` for the older one.
_SCHEMA = 1
_SEEN_SCHEMA = 2  # 2 knows when a page was published and by whom, and reads larger fingerprints

ARCHIVED: tuple[Topic[Any], ...] = (REPORTS, INCIDENTS, REJECTED)


def wire_up(settings: Settings) -> Callable[[Worker], None]:
    """Return what puts all agents on a worker of *settings*, with the lake on its disk."""
    lake = DeltaLake(settings.lake, prefix=settings.prefix, tables=TABLES)
    return partial(put_on, lake=lake)


def put_on(worker: Worker, *, lake: Lake[LakeRow]) -> None:
    """Put every agent on *worker*, in the order the data flows; records are kept in *lake*."""
    settings = worker.settings
    pool = Pool(
        processes=settings.pool_processes,
        timeout_s=settings.pool_timeout_s,
        bytes_at_once=settings.batch_bytes,
        warm_up=warm_up,
    )
    worker.on_close(pool.close)

    def guard(stage: str, *, rejects: bool = True) -> Guard:
        return Guard(stage, deliver=worker.deliver, rejects=rejects)

    def pages(topic: Topic[Any], handle: Any, *, stage: str) -> None:  # noqa: ANN401
        size = min(_PAGES_AT_ONCE, settings.batch_size)
        worker.add(topic, handle, stage=stage, size=size, buffered=_PAGES_BUFFERED)

    seen = State(
        SEEN,
        source=NORMALISED,
        entry=Seen,
        index=SeenIndex,
        schema=_SEEN_SCHEMA,
        migrate=_as_it_is,
        settings=settings,
        stage="deduplicate",
    )
    stories = State(
        ROUTED,
        source=STORIES,
        entry=StoryEntry,
        index=StoryIndex,
        schema=_SCHEMA,
        settings=settings,
        stage="route",
    )
    incidents = State(
        CORRELATED,
        source=ACTS,
        entry=IncidentEntry,
        index=IncidentIndex,
        schema=_SCHEMA,
        settings=settings,
        stage="correlate",
    )
    threads = State(
        ALERTED,
        source=INCIDENTS,
        entry=Thread,
        index=ThreadIndex,
        schema=_SCHEMA,
        settings=settings,
        stage="alert",
    )

    pages(RAW, normaliser(guard("normalise"), pool=pool), stage="normalise")
    worker.add(
        NORMALISED,
        deduplicator(guard("deduplicate"), seen=seen),
        stage="deduplicate",
        keeps=seen,
    )
    pages(UNIQUE, extractor(guard("extract"), pool=pool), stage="extract")
    worker.add(
        STORIES,
        router(guard("route"), stories=stories, theatres=load_theatres()),
        stage="route",
        keeps=stories,
    )
    worker.add(
        ACTS,
        correlator(guard("correlate"), incidents=incidents),
        stage="correlate",
        keeps=incidents,
    )
    worker.add(INCIDENTS, alerter(guard("alert"), threads=threads), stage="alert", keeps=threads)
    if settings.webhook_url is not None:
        post = posting(settings.webhook_url, secret=settings.webhook_secret)
        # One at a time: each may take all the patience there is.
        worker.add(ALERTS, notifier(guard("notify"), post=post), stage="notify", size=1)
    for topic in ARCHIVED:
        stage = f"archive.{topic.name}"
        kept = Archive(lake, source=topic)
        handle = archiving(
            guard(stage, rejects=topic is not REJECTED),
            source=topic,
            archive=kept,
            lake=lake,
            rows=_rows,
            patience_s=settings.delivery_deadline_s,
        )
        worker.add(topic, handle, stage=stage, keeps=kept)


def _as_it_is(schema: int, entry: Any) -> Any:  # noqa: ANN401  # an entry of any version
    """Return an entry of schema 1: what it lacks has a default."""
    return entry


def _rows(record: Any, ce_id: str, offset: int) -> Sequence[LakeRow]:  # noqa: ANN401  # any record
    return [
        LakeRow(table=row.table, offset=offset, ce_id=ce_id, values=row.values)
        for row in archive(record)
    ]


def posting(url: str, *, secret: str | None) -> Post:
    """Return what posts an alert to *url*, and says why where the receiver did not take it."""

    async def post(alert: Alert) -> Refusal | None:
        try:
            async with Webhook(url, secret=secret, patience=_WEBHOOK_PATIENCE_S) as webhook:
                await webhook.deliver([alert])
        except Undelivered as error:
            reason = "webhook_refused" if error.status else "webhook_unreachable"
            return Refusal(reason, str(error))
        return None

    return post
