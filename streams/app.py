"""The application that a worker runs: all agents, on all topics."""

from streams.agents.run import run
from streams.settings import Settings
from streams.topics import TOPICS
from streams.topology import wire_up


def run_worker(settings: Settings) -> int:
    """Run all agents until SIGTERM and return the exit code, as `agents.run.run` says."""
    return run(settings, wire=wire_up(settings), topics=TOPICS)
