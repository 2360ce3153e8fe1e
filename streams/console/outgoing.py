"""Articles on their way to `articles.raw`, from a command."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import NoReturn

import typer

from streams.agents.deliver import Deliverer
from streams.agents.message import Output
from streams.settings import Settings, SettingsError, read_settings

_BURST = 200
_DEADLINE_S = 30.0


class NotDelivered(Exception):
    """The brokers did not take what was sent; the message says why."""


def settings_of(environment: Mapping[str, str]) -> Settings:
    """Return the settings of *environment*; say what is wrong with them and exit 2 if anything is."""
    try:
        return read_settings(environment)
    except SettingsError as error:
        typer.echo(error, err=True)
        sys.exit(2)


async def send_all(settings: Settings, outputs: Iterable[Output]) -> int:
    """Send *outputs* in order, return their number. Raises `NotDelivered`."""
    deliver = Deliverer(settings, stop=_not_delivered, deadline_s=_DEADLINE_S)
    sent = 0
    try:
        for burst in _bursts(iter(outputs)):
            await deliver.send(burst, stage="send")
            sent += len(burst)
    finally:
        await deliver.close()
    return sent


def _bursts(outputs: Iterator[Output]) -> Iterator[list[Output]]:
    while burst := list(islice(outputs, _BURST)):
        yield burst


def _not_delivered(reason: str) -> NoReturn:
    raise NotDelivered(reason)
