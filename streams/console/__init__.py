"""The commands for operators and analysts."""

from pathlib import Path
from typing import Annotated

import typer

from streams.console.explain import explain
from streams.console.extract import extract
from streams.console.feeds import app as feeds
from streams.console.incident import incident, incidents
from streams.console.pipeline import pipeline
from streams.console.replay import replay
from streams.console.run import run
from streams.console.scenario import scenario
from streams.console.schema import schema
from streams.console.score import score
from streams.console.send import send
from streams.console.topics import topics
from streams.console.watch import watch
from streams.console.worker import worker

app = typer.Typer(
    name="strikewire",
    help="News of strikes, read as claims: who was killed or hurt, said by whom, in which words.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.callback()
def strikewire() -> None:
    """News of strikes, read as claims: who was killed or hurt, said by whom, in which words."""


@app.command()
def version() -> None:
    """Print the version."""
    from streams import __version__

    typer.echo(__version__)


@app.command()
def broker(
    data: Annotated[Path, typer.Option(help="Folder of its data, settings and log.")] = Path(
        ".data/kafka"
    ),
    port: Annotated[int | None, typer.Option(help="Port on loopback; a free one if none.")] = None,
) -> None:
    """Run an Apache Kafka of one node on this machine until Ctrl-C."""
    from streams.console.broker import run_broker

    run_broker(data, port=port)


app.command()(extract)
app.command()(explain)
app.command()(pipeline)
app.command()(incidents)
app.command()(incident)
app.command()(run)
app.command()(topics)
app.command()(worker)
app.command()(send)
app.command()(replay)
app.command()(watch)
app.command()(schema)
app.command()(score)
app.command()(scenario)
app.add_typer(feeds, name="feeds")


def main() -> None:
    """Run the command line."""
    app()
