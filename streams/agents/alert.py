"""incidents → alerts."""

from streams.agents.batch import Handler
from streams.agents.guard import Guard
from streams.agents.remember import remembering
from streams.agents.state import State
from streams.records.alert import Alert
from streams.records.incident import Incident
from streams.steps.alert import Thread, ThreadIndex, alert
from streams.steps.outcome import Outcome
from streams.topics import ALERTS


def alerter(guard: Guard, *, threads: State[Thread, ThreadIndex]) -> Handler:
    """Return the handler that raises what people asked to hear about."""

    def step(incident: Incident, known: ThreadIndex) -> Outcome[Alert, Thread]:
        return alert(incident, threads=known)

    return remembering(
        guard,
        reads=Incident,
        state=threads,
        step=step,
        sends=lambda raised: ((ALERTS, raised),),
    )
