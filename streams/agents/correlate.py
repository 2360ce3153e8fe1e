"""acts → incidents."""

from streams.agents.batch import Handler
from streams.agents.guard import Guard
from streams.agents.remember import remembering
from streams.agents.state import State
from streams.records.incident import Incident
from streams.records.story import ActMessage
from streams.steps.correlate import correlate
from streams.steps.correlate.index import IncidentEntry, IncidentIndex
from streams.steps.outcome import Outcome
from streams.topics import INCIDENTS


def correlator(guard: Guard, *, incidents: State[IncidentEntry, IncidentIndex]) -> Handler:
    """Return the handler that gathers the acts of one event into an incident."""

    def step(message: ActMessage, known: IncidentIndex) -> Outcome[Incident, IncidentEntry]:
        return correlate(message, incidents=known)

    return remembering(
        guard,
        reads=ActMessage,
        state=incidents,
        step=step,
        sends=lambda incident: ((INCIDENTS, incident),),
    )
