"""The application that a worker runs: agents, what they keep, pages, and two watchers.

Knows nothing of the steps: `topology.py` says what runs on it.
"""

import asyncio
import logging
import os
import threading
import time
from collections.abc import Callable, Set
from pathlib import Path
from tempfile import gettempdir
from typing import Any, Protocol

import faust
import structlog
from aiokafka.errors import KafkaError
from faust.auth import SASLCredentials
from faust.types.auth import SASLMechanism

from streams.agents.batch import Handler, declare
from streams.agents.deliver import Deliverer
from streams.agents.faust_offsets import mend_offsets
from streams.agents.faust_speed import speed_up
from streams.agents.stop import STUCK_STOP, fail_stop
from streams.settings import Settings, tls_context
from streams.telemetry.metrics import LAG, READY
from streams.telemetry.web import Pages
from streams.topics import Topic

log = structlog.get_logger("streams.worker")

_LOOK_EVERY_S = 5.0


class Resident(Protocol):
    """What belongs to the partitions of *source* that this worker holds."""

    source: Topic[Any]

    def is_loaded(self, partitions: Set[int]) -> bool:
        """Tell whether all of *partitions* can be used."""

    def invalidate(self) -> None:
        """Note that partitions move."""

    def keep_only(self, partitions: Set[int]) -> None:
        """Forget all partitions but *partitions*."""

    async def load(self, partitions: Set[int]) -> None:
        """Make *partitions* usable."""


class Worker:
    """One Faust application, and what goes with it."""

    def __init__(self, settings: Settings) -> None:
        """Prepare a worker of *settings*; add agents to it, then run `app`."""
        self.settings = settings
        self.deliver = Deliverer(settings)
        self.app = _application(settings)
        self._residents: list[Resident] = []
        self._closers: list[Callable[[], None]] = []
        self._loading: set[asyncio.Task[None]] = set()
        self._reads: dict[str, Topic[Any]] = {}
        self._stalled: dict[Any, tuple[int, float]] = {}
        self._pages = Pages(bind=settings.web_bind, port=settings.web_port, is_ready=self.is_ready)
        self.app.worker = self
        self.app.on_partitions_revoked.connect(self._revoked)
        assigned: Any = self._assigned  # a plain signal, Faust's type for it is narrower
        self.app.on_partitions_assigned.connect(assigned)
        self.app.task(self._open_pages)
        self.app.timer(_LOOK_EVERY_S, name="strikewire-look")(self._look)

    def add(
        self,
        topic: Topic[Any],
        handle: Handler,
        *,
        stage: str,
        keeps: Resident | None = None,
        size: int | None = None,
        buffered: int = 4096,
    ) -> None:
        """Have *handle* run on *topic* as *stage*; *keeps* is told of partitions that move."""
        if keeps is not None:
            self._residents.append(keeps)
        self._reads[self.settings.prefix + topic.name] = topic
        declare(
            self.app,
            topic,
            handle,
            stage=stage,
            prefix=self.settings.prefix,
            size=size or self.settings.batch_size,
            within_s=self.settings.batch_within_s,
            buffered=buffered,
        )

    def on_close(self, close: Callable[[], None]) -> None:
        """Have *close* called when the worker has stopped."""
        self._closers.append(close)

    def is_ready(self) -> bool:
        """Tell whether partitions are assigned and all that belongs to them is loaded."""
        if self.app.rebalancing or not (assigned := self._assignment()):
            return False
        return all(resident.is_loaded(self._of(resident, assigned)) for resident in self._residents)

    async def close(self) -> None:
        """Let go of producer, pages and processes."""
        for task in self._loading:
            task.cancel()
        await self._pages.stop()
        for close in self._closers:
            close()
        await self.deliver.close()

    async def _open_pages(self) -> None:
        try:
            await self._pages.start()
        except OSError as error:
            where = f"{self.settings.web_bind}:{self.settings.web_port}"
            fail_stop(
                f"cannot listen on {where}: {error.strerror}; set STRIKEWIRE_WEB_PORT or "
                "--web-port to a free port, or to 0 to have one chosen"
            )
        log.info("listening", bind=self.settings.web_bind, port=self._pages.port)

    async def _revoked(self, *_: object, **__: object) -> None:
        for resident in self._residents:
            resident.invalidate()

    async def _assigned(self, _app: object, assigned: Set[Any], **__: object) -> None:
        for resident in self._residents:
            partitions = self._of(resident, assigned)
            resident.keep_only(partitions)
            if partitions:
                task = asyncio.ensure_future(self._load(resident, partitions))
                self._loading.add(task)
                task.add_done_callback(self._loading.discard)
        log.info("assigned", partitions=len(assigned))

    async def _load(self, resident: Resident, partitions: Set[int]) -> None:
        try:
            await resident.load(partitions)
        except Exception as error:  # noqa: BLE001  # whatever it is, a restart reads it anew
            fail_stop(f"the state beside {resident.source.name} cannot be read: {error!r}")

    def _of(self, resident: Resident, assigned: Set[Any]) -> set[int]:
        name = self.settings.prefix + resident.source.name
        return {tp.partition for tp in assigned if tp.topic == name}

    def _assignment(self) -> Set[Any]:
        consumer = self.app.consumer if self.app.started else None
        return set(consumer.assignment()) if consumer is not None else set()

    async def _look(self) -> None:
        """Measure the lag, and stop the worker when offsets do not move though messages were read.

        A restart reads again from the last commit. Uses what Faust keeps to itself of a partition:
        the offset read last and the one committed last.
        """
        READY.set(self.is_ready())
        if self.app.rebalancing:
            self._stalled.clear()
            return
        consumer: Any = self.app.consumer
        now = time.monotonic()
        LAG.clear()
        for tp in self._assignment():
            topic = self._reads.get(tp.topic)
            if topic is None:
                continue
            committed = consumer._committed_offset.get(tp) or 0
            end = _end(consumer, tp)
            if end is not None:
                LAG.labels(topic.name, str(tp.partition)).set(max(0, end - committed))
            read, target = consumer._read_offset.get(tp), self._stalled.get(tp)
            if read is None:
                continue
            if target is None or committed >= target[0]:
                self._stalled[tp] = (read, now)
            elif now - target[1] > self.settings.stall_s:
                fail_stop(
                    f"{tp.topic}, partition {tp.partition}: committed {committed} of {target[0]} "
                    f"and no further for {self.settings.stall_s:.0f} s"
                )


def _end(consumer: Any, tp: Any) -> int | None:  # noqa: ANN401  # Faust's consumer and partition
    """Return where *tp* ends, None when nothing was fetched or it has just been taken away."""
    try:
        end: int | None = consumer.highwater(tp)
    except (AssertionError, KafkaError):
        return None
    return end


class _App(faust.App):
    """A Faust application that cannot hang for ever when it is asked to stop."""

    worker: Worker
    # Its steps on the way up and down are of no use to an operator.
    logger = logging.getLogger("faust.app")

    async def on_stop(self) -> None:
        # Asked to stop while partitions move, Faust may wait for a coordinator that is gone.
        timer = threading.Timer(self.worker.settings.shutdown_s, os._exit, (STUCK_STOP,))
        timer.daemon = True
        timer.start()
        await super().on_stop()
        await self.worker.close()


def _application(settings: Settings) -> _App:
    mend_offsets()
    speed_up()
    session = settings.session_timeout_s
    return _App(
        settings.group,
        version=1,
        broker=[f"kafka://{host}" for host in settings.brokers.split(",")],
        broker_credentials=_credentials(settings),
        broker_client_id=settings.group,
        autodiscover=False,
        store="memory://",
        # Never written to: no tables of Faust. Its parent must exist.
        datadir=Path(gettempdir()) / "strikewire-faust",
        key_serializer="raw",
        value_serializer="raw",
        topic_partitions=settings.partitions,
        topic_replication_factor=settings.replication,
        topic_allow_declare=False,
        topic_disable_leader=True,
        table_standby_replicas=0,
        broker_commit_interval=settings.commit_interval_s,
        broker_commit_every=10_000,
        broker_max_poll_records=500,
        broker_session_timeout=session,
        broker_heartbeat_interval=settings.heartbeat_s,
        broker_rebalance_timeout=settings.rebalance_timeout_s,
        broker_request_timeout=max(session, settings.rebalance_timeout_s) + 10.0,
        consumer_auto_offset_reset="earliest",
        producer_acks=-1,
        producer_request_timeout=60.0,
        stream_buffer_maxsize=4096,
        stream_wait_empty=True,
        web_enabled=False,
        worker_redirect_stdouts=False,
    )


def _credentials(settings: Settings) -> Any:  # noqa: ANN401  # Faust takes either kind
    context = tls_context(settings)
    if not settings.security_protocol.startswith("SASL"):
        return context
    return SASLCredentials(
        username=settings.username,
        password=settings.password,
        mechanism=SASLMechanism(settings.sasl_mechanism),
        ssl_context=context,
    )
