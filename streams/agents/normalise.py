"""articles.raw → articles.normalised."""

from streams.agents.batch import Handler
from streams.agents.guard import Guard
from streams.agents.pool import Pool
from streams.agents.read import reading
from streams.agents.work import normalise_bytes


def normaliser(guard: Guard, *, pool: Pool) -> Handler:
    """Return the handler that turns pages into readable text."""
    return reading(guard, pool=pool, read=normalise_bytes)
