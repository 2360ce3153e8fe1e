"""The commands for operators and analysts."""

import typer

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


def main() -> None:
    """Run the command line."""
    app()
