"""`strikewire topics`: create the topics that are missing, tell which differ."""

import asyncio
import os
from collections.abc import Sequence

import typer
from aiokafka.errors import KafkaError

from streams.agents.provision import Finding, create_missing, examine
from streams.console.outgoing import settings_of
from streams.settings import Settings

DIFFERENT = 1


def topics() -> None:
    """Create the topics that are missing and report those that differ; nothing is ever altered.

    Exit status 1 when a topic differs in a way that keeps the workers from running.
    """
    settings = settings_of(os.environ)
    try:
        made, findings = asyncio.run(make_topics(settings))
    except (KafkaError, OSError) as error:
        typer.echo(f"{settings.brokers}: {error}", err=True)
        raise typer.Exit(DIFFERENT) from error
    for name in made:
        typer.echo(f"{name}: made, with {settings.partitions} partitions")
    for finding in findings:
        typer.echo(f"{finding.topic}: {finding.what}", err=True)
    if not made and not findings:
        typer.echo("all topics are there and as they should be")
    if any(finding.stops for finding in findings):
        raise typer.Exit(DIFFERENT)


async def make_topics(settings: Settings) -> tuple[Sequence[str], Sequence[Finding]]:
    """Create what is missing; return the names created, and how the others differ."""
    made = await create_missing(settings)
    # What was made just now may not be known everywhere yet.
    return made, [found for found in await examine(settings) if found.topic not in made]
