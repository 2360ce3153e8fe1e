"""articles.unique → reports, stories."""

from streams.agents.batch import Handler
from streams.agents.guard import Guard
from streams.agents.pool import Pool
from streams.agents.read import reading
from streams.agents.work import extract_bytes


def extractor(guard: Guard, *, pool: Pool) -> Handler:
    """Return the handler that reads acts and claims from articles."""
    return reading(guard, pool=pool, read=extract_bytes)
