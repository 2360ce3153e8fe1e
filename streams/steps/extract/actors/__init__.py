"""Who struck and who was hit: roles from the grammar around each word that tells an act."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from streams.gazetteer.actors import ActorIndex
from streams.steps.extract.actors.ascription import one_group
from streams.steps.extract.actors.giving import Earlier, Roles
from streams.steps.extract.actors.mentions import MentionReader
from streams.steps.extract.actors.names import countries_named
from streams.steps.extract.actors.roles import read_roles
from streams.steps.extract.findings import (
    ActorFinding,
    CasualtyFinding,
    SourceFinding,
    TriggerFinding,
)
from streams.steps.extract.reading import Reading


def find_actors(
    reading: Reading,
    *,
    actors: ActorIndex,
    triggers: Sequence[TriggerFinding],
    sources: Sequence[SourceFinding] = (),
    casualties: Sequence[CasualtyFinding] = (),
    countries: Counter[str] | None = None,
    day: str | None = None,
) -> tuple[ActorFinding, ...]:
    """Return the attackers and targets of *reading*, each with the rule that gave its role.

    *sources* are who says so: an accusation is ascribed to the one whose words hold it.
    *casualties* are the hit, of whom some are a target where the text tells no other.
    *countries* are those the text is about (ISO codes, by weight; those it names when None),
    *day* the day of publication: both settle what a bare name means.
    """
    about = countries_named(reading, actors=actors) + (countries or Counter())
    mentions = MentionReader(reading, actors=actors, countries=about, day=day)
    home = countries.most_common(1)[0][0] if countries else None
    told: defaultdict[int, list[TriggerFinding]] = defaultdict(list)
    threats: defaultdict[int, list[int]] = defaultdict(list)
    for trigger in triggers:
        if trigger.nature == "act":
            told[trigger.sentence].append(trigger)
        elif trigger.nature == "planned":
            threats[trigger.sentence].append(trigger.start)
    said: defaultdict[int, list[SourceFinding]] = defaultdict(list)
    for source in sources:
        said[source.sentence].append(source)
    hit: defaultdict[int, list[CasualtyFinding]] = defaultdict(list)
    for claim in casualties:
        hit[claim.sentence].append(claim)
    found: list[ActorFinding] = []
    earlier = Earlier()
    for index, sentence in enumerate(reading.sentences):
        roles = Roles(
            reading,
            sentence,
            index,
            mentions=mentions,
            triggers=told.get(index, ()),
            home=home,
            said=said.get(index, ()),
            earlier=earlier,
            threats=threats.get(index, ()),
            hit=hit.get(index, ()),
        )
        found += read_roles(roles)
    if reading.pack.actors.doer == "before":  # elsewhere `Earlier` knows them by the article
        found = one_group(found)
    return tuple(sorted(found, key=lambda one: (one.start, one.role)))
