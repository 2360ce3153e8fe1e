"""`strikewire feeds`: read RSS and Atom feeds into articles.raw."""

import asyncio
import os
import signal
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from streams.agents.message import Output
    from streams.feeds.feed import Source
    from streams.records.article import RawArticle
    from streams.settings import Settings

app = typer.Typer(no_args_is_help=True, help="Read the feeds of a catalogue into articles.raw.")


class BrokersAway(Exception):
    """The brokers did not take what was read in time."""


@app.callback()
def feeds() -> None:
    """Read the feeds of a catalogue into articles.raw."""


@app.command()
def run(
    once: Annotated[bool, typer.Option("--once", help="Read what is due, then end.")] = False,
    catalogue: Annotated[
        Path | None, typer.Option(help="Folder of sources, a TOML file each; the bundled samples.")
    ] = None,
    state: Annotated[Path, typer.Option(help="File that keeps what was read before.")] = Path(
        ".data/feeds.json"
    ),
    private: Annotated[
        bool, typer.Option("--private", help="Allow feeds at addresses that are not public.")
    ] = False,
) -> None:
    """Poll every source at its pace and send each new or changed item to articles.raw."""
    from streams.feeds.feed import CatalogueError, read_catalogue
    from streams.feeds.seen import StateError
    from streams.settings import SettingsError, read_settings
    from streams.telemetry.logs import configure_logs

    folder = catalogue or files("streams.feeds") / "catalogue"
    try:
        settings = read_settings(os.environ)
        configure_logs(log_format=settings.log_format, level=settings.log_level)
        sources = read_catalogue(folder)
        if not sources:
            typer.echo(f"{folder}: no source is enabled; copy one and remove `enabled`", err=True)
            raise typer.Exit(2)
        asyncio.run(_run(sources, settings=settings, state=state, once=once, private=private))
    except (CatalogueError, SettingsError, StateError) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    except BrokersAway as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
    except KeyboardInterrupt:
        raise typer.Exit(0) from None


async def _run(
    sources: "list[Source]", *, settings: "Settings", state: Path, once: bool, private: bool
) -> None:
    from streams.agents.deliver import Deliverer
    from streams.feeds.fetch import Fetcher
    from streams.feeds.poll import Poller

    asyncio.get_running_loop().add_signal_handler(
        signal.SIGTERM, signal.raise_signal, signal.SIGINT
    )
    deliverer = Deliverer(settings, stop=_give_up)

    async def send(articles: "list[RawArticle]") -> None:
        await deliverer.send(list(_outputs(articles)), stage="feeds")

    try:
        async with Fetcher(allow_private=private) as fetcher:
            poller = Poller(sources, fetcher=fetcher, send=send, state=state)
            if once:
                typer.echo(f"{await poller.poll_due()} articles sent")
            else:
                await poller.run()
    finally:
        await deliverer.close()


def _outputs(articles: "list[RawArticle]") -> "Iterator[Output]":
    """Yield what goes to articles.raw; an article too large for it is named and left out."""
    import structlog

    from streams.agents.message import outgoing
    from streams.topics import RAW

    log = structlog.get_logger("streams.feeds")
    for article in articles:
        output = outgoing(RAW, article)
        if output.size > output.room:
            log.error("article_too_large", url=article.url, bytes=output.size, room=output.room)
        else:
            yield output


def _give_up(reason: str) -> NoReturn:
    raise BrokersAway(reason)
