"""One node of Apache Kafka in KRaft mode, on loopback, as a child of this process."""

import asyncio
import contextlib
import secrets
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError

from streams.broker.child import kill_group, start_child
from streams.broker.errors import BrokerError
from streams.broker.jars import fetch_jars, jars_folder
from streams.broker.java import find_java

HOST = "127.0.0.1"

# Below the ports that a system gives to outgoing connections (32768 and up): one of these may be
# held by a client at the moment when the broker wants it.
_PORTS = range(20_000, 32_000)
_CLUSTER = "AAAAAAAAAAAAAAAAAAAAAQ"
_READY_S = 90.0  # measured 2 to 5 s; up to 16 s after a kill under load
_STOP_S = 5.0  # measured 0.4 to 2.3 s
_SHOWN_LINES = 20

# C1 alone and the serial collector start in half the time; 512 MB hold several batches of the
# largest messages (12 MiB).
_JVM = ["-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]

# A broker that was killed is let in again when its last session has run out: 9 s by default, hence
# the 4 s. A topic takes messages of more than 1 MiB only when its own settings say so, as on a
# cluster that is not ours; the fetch sizes let such a topic hold 12 MiB.
_SERVER = """\
process.roles=broker,controller
node.id=1
listeners=PLAINTEXT://{host}:{port},CONTROLLER://{host}:{controller}
advertised.listeners=PLAINTEXT://{host}:{port}
controller.listener.names=CONTROLLER
controller.quorum.voters=1@{host}:{controller}
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
inter.broker.listener.name=PLAINTEXT
log.dirs={logs}
auto.create.topics.enable=false
group.initial.rebalance.delay.ms=0
controller.quorum.append.linger.ms=0
offsets.topic.num.partitions=1
offsets.topic.replication.factor=1
transaction.state.log.num.partitions=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
log.cleaner.dedupe.buffer.size=10485760
broker.session.timeout.ms=4000
broker.heartbeat.interval.ms=1000
replica.fetch.max.bytes=16777216
replica.fetch.response.max.bytes=16777216
"""

_LOGGING = """\
rootLogger.level=WARN
rootLogger.appenderRef.out.ref=out
appender.out.type=Console
appender.out.name=out
appender.out.layout.type=PatternLayout
appender.out.layout.pattern=%d{ISO8601} %p %m (%c{1})%n
"""


class EmbeddedKafka:
    """A broker whose data, settings and log lie in one folder; it can be started there again.

    It dies with this process, however that ends. Only the main thread may start it.
    """

    def __init__(
        self,
        data: Path,
        *,
        port: int | None = None,
        progress: Callable[[int, int], None] = lambda _done, _all: None,
    ) -> None:
        """Keep everything in *data*; listen on *port*, a free one when None.

        *progress* is told of jars that have to be fetched, as in jars.fetch_jars.
        """
        self.data = data.absolute()
        self.log = self.data / "server.log"
        self._progress = progress
        self._port = port or 0
        self._child: subprocess.Popen[bytes] | None = None

    @property
    def brokers(self) -> str:
        """The address for clients; it stays the same when the broker is started again."""
        return f"{HOST}:{self._port}"

    @property
    def pid(self) -> int | None:
        """The process id, None when it does not run."""
        return self._child.pid if self.is_running() and self._child else None

    def is_running(self) -> bool:
        """Tell whether the process lives."""
        return self._child is not None and self._child.poll() is None

    def start(self) -> str:
        """Start the broker, wait until it answers, return its address. It may take a minute.

        Raise BrokerError when there is no Java, no jar, or the broker ends or stays silent; the
        message then holds the last lines of its log.
        """
        self.launch()
        self.wait_until_ready()
        return self.brokers

    def launch(self) -> None:
        """Start the process and return at once; for callers that wait in another thread."""
        if self.is_running():
            raise BrokerError(f"the broker in {self.data} already runs, at {self.brokers}")
        command = [str(find_java()), *_JVM]
        jars = fetch_jars(jars_folder(), progress=self._progress)
        self.data.mkdir(parents=True, exist_ok=True)
        if not self._port:
            self._port = _free_port()
        logs = self.data / "logs"
        settings = self.data / "server.properties"
        settings.write_text(
            _SERVER.format(host=HOST, port=self._port, controller=_free_port(), logs=logs), "utf-8"
        )
        logging = self.data / "log4j2.properties"
        logging.write_text(_LOGGING, "utf-8")
        command += [
            f"-Dlog4j2.configurationFile={logging}",
            "-cp",
            ":".join(str(jar) for jar in jars),
        ]
        with self.log.open("ab") as log:
            # Formatting twice with another cluster id fails; what is formatted is taken as it is.
            if not (logs / "meta.properties").exists():
                tool = ["kafka.tools.StorageTool", "format", "-t", _CLUSTER, "-c", str(settings)]
                formatting = start_child([*command, *tool], output=log.fileno())
                with contextlib.suppress(subprocess.TimeoutExpired):
                    formatting.wait(_READY_S)
                if (code := kill_group(formatting)) != 0:
                    raise BrokerError(f"cannot format {logs}: code {code}.\n{self._last_lines()}")
            server = [*command, "kafka.Kafka", str(settings)]
            self._child = start_child(server, output=log.fileno())

    def wait_until_ready(self) -> None:
        """Return when a client can list topics: an open port alone is not yet a broker.

        Callable from any thread, within a running event loop too. Raise BrokerError when the
        broker ends before that or needs more than a minute and a half.
        """
        until = time.monotonic() + _READY_S
        while time.monotonic() < until:
            if not self.is_running():
                raise BrokerError(self.why_it_ended())
            if _accepts(self._port) and _in_a_loop_of_its_own(self.brokers):
                return
            time.sleep(0.1)
        self.kill()
        raise BrokerError(
            f"Kafka at {self.brokers} did not answer within {_READY_S:.0f} s.\n{self._last_lines()}"
        )

    def why_it_ended(self) -> str:
        """Say with which code the process ended, with the last lines of its log."""
        code = self._child.returncode if self._child else "none: it was stopped"
        return f"Kafka ended with code {code}.\n{self._last_lines()}"

    def stop(self) -> None:
        """Stop the broker, with -9 when it takes longer than a few seconds."""
        if self._child is None:
            return
        self._child.send_signal(signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._child.wait(_STOP_S)
        self.kill()

    def kill(self) -> None:
        """Kill the broker with -9, as a crash would; its data stay."""
        if self._child is not None:
            kill_group(self._child)
            self._child = None

    def __enter__(self) -> Self:
        """Start the broker."""
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop the broker."""
        self.stop()

    def _last_lines(self) -> str:
        lines = self.log.read_text("utf-8", errors="replace").splitlines()[-_SHOWN_LINES:]
        return "\n".join([f"The last lines of {self.log}:", *(f"  {line}" for line in lines)])


def _free_port() -> int:
    """Return a port that nobody holds; chosen by chance, so that two who search do not meet."""
    while True:
        port = secrets.choice(_PORTS)
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return port


def _accepts(port: int) -> bool:
    try:
        socket.create_connection((HOST, port), timeout=1).close()
    except OSError:
        return False
    return True


def _in_a_loop_of_its_own(brokers: str) -> bool:
    """Tell whether *brokers* answers; asked in a thread, for the caller's may run an event loop."""
    answers = []
    asking = threading.Thread(target=lambda: answers.append(asyncio.run(_lists_topics(brokers))))
    asking.start()
    asking.join()
    return answers == [True]


async def _lists_topics(brokers: str) -> bool:
    admin = AIOKafkaAdminClient(bootstrap_servers=brokers, request_timeout_ms=5_000)
    try:
        await admin.start()
        await admin.list_topics()
    except (KafkaError, OSError):
        return False
    finally:
        await admin.close()
    return True
