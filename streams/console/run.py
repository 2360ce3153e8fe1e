"""`strikewire run`: everything on this machine, with the bundled recording through it."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer
from msgspec.structs import replace

from streams.console.launch import Failure, Job, launch
from streams.console.observe import Names
from streams.console.outgoing import settings_of
from streams.console.replay import send_recording
from streams.console.supervise import Command
from streams.console.topics import make_topics
from streams.console.worker import worker_commands
from streams.settings import Settings, client_arguments
from streams.topics import (
    ACTS,
    ALERTS,
    DUPLICATES,
    INCIDENTS,
    NORMALISED,
    RAW,
    REJECTED,
    REPORTS,
    STORIES,
    UNIQUE,
)

# What fits one broker on one machine, where the environment does not say otherwise: no second
# broker to copy to, and a killed worker that is missed soon.
_LOCAL = {
    "STRIKEWIRE_REPLICATION": "1",
    "STRIKEWIRE_SESSION_TIMEOUT_S": "10",
    "STRIKEWIRE_HEARTBEAT_S": "2",
    "STRIKEWIRE_WEB_PORT": "0",
}


def run(
    once: Annotated[
        bool, typer.Option("--once", help="End when everything is read, instead of staying up.")
    ] = False,
    workers: Annotated[int, typer.Option(min=1, help="Processes that run the steps.")] = 1,
    recording: Annotated[
        Path | None, typer.Option(help="RawArticle records, one a line; the bundled ones if none.")
    ] = None,
    data: Annotated[
        Path, typer.Option(help="Folder of the broker's data, the lake, the logs.")
    ] = Path(".data"),
) -> None:
    """Run a Kafka, the topics, workers and a recording here, and show what comes of it.

    The Kafka is one of our own unless STRIKEWIRE_BROKERS names one. It stays up for more input until
    Ctrl-C. With --once, exit status 1 tells of a gap or of a worker that cannot be kept running.
    """
    has_own_broker = not os.environ.get("STRIKEWIRE_BROKERS")
    # The lake remembers how far each partition was read: it belongs to the broker's data.
    local = {**_LOCAL, "STRIKEWIRE_LAKE": str(data / "lake")} if has_own_broker else {}
    environment = {**local, **os.environ}
    settings = settings_of(environment)
    if recording is not None and not recording.is_file():
        typer.echo(f"{recording} is no file; wanted RawArticle records, one a line", err=True)
        sys.exit(2)

    async def prepare(brokers: str) -> None:
        _, findings = await make_topics(replace(settings, brokers=brokers))
        if wrong := [f"{found.topic}: {found.what}" for found in findings if found.stops]:
            raise Failure("\n".join(wrong))

    async def send(brokers: str) -> None:
        await send_recording(replace(settings, brokers=brokers), recording)

    def commands(brokers: str) -> list[Command]:
        own = {**environment, "STRIKEWIRE_BROKERS": brokers}
        return [
            command._replace(environment=own)
            for command in worker_commands(settings, workers=workers)
        ]

    sys.exit(
        launch(
            Job(
                data=data,
                once=once,
                brokers=None if has_own_broker else settings.brokers,
                client=_client(settings),
                names=_names(settings),
                group=settings.group,
                workers=commands,
                make_topics=prepare,
                replay=send,
            )
        )
    )


def _client(settings: Settings) -> Mapping[str, object]:
    return {
        name: value
        for name, value in client_arguments(settings).items()
        if name != "bootstrap_servers"
    }


def _names(settings: Settings) -> Names:
    prefix = settings.prefix
    read_by_agents = [
        RAW.name,
        NORMALISED.name,
        UNIQUE.name,
        STORIES.name,
        ACTS.name,
        REPORTS.name,
        INCIDENTS.name,
        REJECTED.name,
    ]
    return Names(
        raw=prefix + RAW.name,
        duplicates=prefix + DUPLICATES.name,
        reports=prefix + REPORTS.name,
        incidents=prefix + INCIDENTS.name,
        alerts=prefix + ALERTS.name,
        rejected=prefix + REJECTED.name,
        group_reads=[prefix + name for name in read_by_agents],
    )
