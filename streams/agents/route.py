"""stories → acts, each under its theatre."""

from streams.agents.batch import Handler
from streams.agents.guard import Guard
from streams.agents.remember import remembering
from streams.agents.state import State
from streams.gazetteer.theatres import Theatres
from streams.records.story import ActMessage, StoryNews
from streams.steps.outcome import Outcome
from streams.steps.route import StoryEntry, StoryIndex, route
from streams.topics import ACTS


def router(guard: Guard, *, stories: State[StoryEntry, StoryIndex], theatres: Theatres) -> Handler:
    """Return the handler that sends each act, its withdrawal and its carriers to its theatre."""

    def step(news: StoryNews, known: StoryIndex) -> Outcome[ActMessage, StoryEntry]:
        return route(news, stories=known, theatres=theatres)

    return remembering(
        guard, reads=StoryNews, state=stories, step=step, sends=lambda act: ((ACTS, act),)
    )
