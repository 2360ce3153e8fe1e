"""What was found in each sentence of a text."""

from collections import defaultdict

from msgspec import Struct

from streams.steps.extract.findings import (
    ActorFinding,
    CasualtyFinding,
    DateFinding,
    Findings,
    PlaceFinding,
    SourceFinding,
    TriggerFinding,
)


class Here(Struct, frozen=True, kw_only=True):
    """What was found in one sentence; *casualties* with their place in `Findings.casualties`."""

    triggers: list[TriggerFinding] = []
    sources: list[SourceFinding] = []
    casualties: list[tuple[int, CasualtyFinding]] = []
    places: list[PlaceFinding] = []
    dates: list[DateFinding] = []
    actors: list[ActorFinding] = []


NOTHING = Here()


def by_sentence(findings: Findings) -> dict[int, Here]:
    """Return the findings of each sentence, so that a long text takes no longer a word."""
    found: defaultdict[int, Here] = defaultdict(Here)
    for trigger in findings.triggers:
        found[trigger.sentence].triggers.append(trigger)
    for source in findings.sources:
        found[source.sentence].sources.append(source)
    for index, claim in enumerate(findings.casualties):
        found[claim.sentence].casualties.append((index, claim))
    for place in findings.places:
        found[place.sentence].places.append(place)
    for day in findings.dates:
        found[day.sentence].dates.append(day)
    for actor in findings.actors:
        found[actor.sentence].actors.append(actor)
    return found
