"""Who backs an actor, who says that it did an act, and whose the unnamed fighters are."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from streams.records.report import ActorCertainty, Source
from streams.steps.extract.actors.clause import Clause
from streams.steps.extract.actors.nouns import UNNAMED, Mention
from streams.steps.extract.findings import ActorFinding, SourceFinding

GROUPS = frozenset({"rebel_group", "political_militia", "identity_militia"})
"""Kinds of actors whose gunmen a text goes on to call gunmen."""
REBELS = "militants"
"""Fighters for a cause: of some group, named or not, as "gunmen" need not be."""
BOMBERS = "suicide-bombers"
SIDE = "side_of_clash"


def backer(clause: Clause, mention: Mention) -> str | None:
    """Return who backs *mention*, as its own words or those beside it say."""
    for other in clause.mentions:
        if other.kind in {"object", "people"} or other is mention:
            continue
        behind = 0 <= other.start - mention.end <= 3
        ahead = 0 <= mention.start - other.end <= 3
        if mention.end < clause.sentence.end and not behind and is_linked(clause, other.end):
            continue
        start, end = (mention.end, other.start + 1) if behind else (other.end, mention.start)
        if (behind or ahead) and any(
            (match := clause.words.patrons.at(clause.tokens, at, end=end))
            and (match[0].end >= other.start if behind else at == other.end)
            for at in clause.tokens.starting(clause.words.patrons, start, end)
        ):
            return other.name.removeprefix("Military Forces of ")
    return None


def is_linked(clause: Clause, at: int) -> bool:
    """Tell "-linked" and "-based", which name no backer."""
    return any(t.text in clause.words.not_backers for t in clause.tokens[at : at + 2])


def said_by(
    mention: Mention, certainty: ActorCertainty, *, quote: str, said: Sequence[SourceFinding]
) -> Source | None:
    """Return who ascribes it: the actor itself, else the one whose words hold it."""
    if certainty == "stated":
        return None
    if certainty in {"claimed", "denied"}:
        known = mention.id if not mention.id.startswith("group-") else None
        return Source(
            id=known,
            name=mention.name,
            quote=quote,
            kind="military" if mention.actor_kind == "state_forces" else "armed_group",
            named=known is not None,
            speaks_for=known,
        )
    holding = [
        one
        for one in said
        if one.covers[0] <= mention.start < one.covers[1]
        and not one.start <= mention.start < one.end
    ]
    return min(holding, key=lambda one: abs(one.start - mention.start)).source if holding else None


def one_group(found: Iterable[ActorFinding]) -> list[ActorFinding]:
    """Return *found*, where "the rebels" are those of the only group that a text has fight.

    The sides of a fight may be two that the text names by no more than that. A suicide bomber
    is no attacker beside the group that sent him.
    """
    found = list(found)
    plain = UNNAMED | {BOMBERS}
    named = [one for one in found if one.actor.kind in GROUPS and one.actor.id not in plain]
    if any(one.role == "attacker" for one in named):
        found = [one for one in found if one.actor.id != BOMBERS]
    if len({one.actor.id for one in named}) != 1:
        return found
    group = named[0].actor
    fights = any(one.rule == SIDE for one in named)
    return [
        replace(
            one,
            actor=replace(
                one.actor, id=group.id, name=group.name, native=group.native, kind=group.kind
            ),
        )
        if one.actor.id == REBELS and (fights or one.rule != SIDE)
        else one
        for one in found
    ]
