"""A worker with the deduplicate agent alone: what many workers make of one stream of articles."""

import os
import sys

from streams.agents.deduplicate import deduplicator
from streams.agents.guard import Guard
from streams.agents.run import run
from streams.agents.state import State
from streams.settings import read_settings
from streams.steps.deduplicate.index import Seen, SeenIndex
from streams.topics import DUPLICATES, NORMALISED, REJECTED, SEEN, STORIES, UNIQUE

TOPICS = (NORMALISED, UNIQUE, DUPLICATES, STORIES, SEEN, REJECTED)


def seen_state(settings):
    return State(
        SEEN,
        source=NORMALISED,
        entry=Seen,
        index=SeenIndex,
        schema=1,
        settings=settings,
        stage="deduplicate",
    )


def put_on(worker):
    seen = seen_state(worker.settings)
    guard = Guard("deduplicate", deliver=worker.deliver)
    worker.add(NORMALISED, deduplicator(guard, seen=seen), stage="deduplicate", size=10, keeps=seen)


if __name__ == "__main__":
    sys.exit(run(read_settings(os.environ), wire=put_on, topics=TOPICS))
