"""`strikewire watch`: incidents and alerts as they come."""

import asyncio
import os
from collections.abc import Iterator
from typing import Annotated

import typer
from aiokafka import AIOKafkaConsumer
from aiokafka.errors import KafkaError
from rich.console import Console
from rich.text import Text

from streams.console.outgoing import settings_of
from streams.console.show import alert_line, incident_lines
from streams.records.alert import Alert
from streams.records.incident import Incident
from streams.records.wire import Unreadable, decode
from streams.settings import Settings, client_arguments
from streams.topics import ALERTS, INCIDENTS


def watch(
    from_start: Annotated[
        bool, typer.Option("--from-start", help="What is on the topics already comes first.")
    ] = False,
) -> None:
    """Show incidents and alerts as they come, until Ctrl-C."""
    settings = settings_of(os.environ)
    try:
        asyncio.run(_show(settings, from_start=from_start))
    except KeyboardInterrupt:
        return
    except (KafkaError, OSError) as error:
        typer.echo(f"{settings.brokers}: {error}", err=True)
        raise typer.Exit(1) from error


async def _show(settings: Settings, *, from_start: bool) -> None:
    console = Console(highlight=False, markup=False, soft_wrap=True)
    consumer = AIOKafkaConsumer(
        settings.prefix + INCIDENTS.name,
        settings.prefix + ALERTS.name,
        **client_arguments(settings),
        auto_offset_reset="earliest" if from_start else "latest",
        enable_auto_commit=False,
    )
    await consumer.start()
    try:
        async for message in consumer:
            name = message.topic.removeprefix(settings.prefix)
            for line in lines_of(name, message.value):
                console.print(line)
    finally:
        await consumer.stop()


def lines_of(topic: str, value: bytes | None) -> Iterator[Text]:
    """Yield what is shown of a message with *value* on *topic* (without prefix)."""
    try:
        if topic == ALERTS.name:
            yield alert_line(decode(value, Alert))
        else:
            yield from incident_lines(decode(value, Incident))
            yield Text("")
    except Unreadable as error:
        yield Text(f"{topic}: a message that cannot be read: {error.reason}", style="dim")
