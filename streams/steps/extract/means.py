"""Means: the type of an act, from what its words say of the arms, and else from who met whom."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from msgspec import Struct

from streams.languages.pack import LanguagePack
from streams.records.report import ActorKind, ActorMention, ActType, Casualty, WeaponClass
from streams.steps.extract.drafts import Draft
from streams.steps.extract.findings import TriggerFinding
from streams.steps.extract.reading import Reading
from streams.steps.extract.segments import Segment
from streams.steps.extract.triggers import TELLING, is_booty
from streams.text.phrases import PhraseBook

LEAD_WEIGHT, LEAD_SEGMENTS = 2.0, 2
"""Act words of the first segments say more about the type than later ones."""
SURE = 0.6
"""Words of this strength name a means for sure: of two the first named is the type."""
ALSO = 1.0
"""A type with so much said for it, beside the one chosen, is told of the act too."""
CARRIED: dict[WeaponClass, frozenset[ActType]] = {
    "drone": frozenset({"missile", "bombing", "airstrike"}),
    "aircraft": frozenset({"missile", "bombing"}),
}
"""What drones and aircraft carry: "a drone fired a missile" and "jets dropped two bombs" name one means."""
GROUND_FIRE = frozenset({"clash", "shooting", "other"})
"""Types of what is done on the ground, not from afar."""
STORMING = frozenset({"verb_targeted", "verb_hit"})
ATTACK = STORMING | {"event_attack", "event_armed_attack", "event_ground_raid", "event_operation"}
"""Words of attacking that name no means."""
SEIZING = frozenset({"verb_abducted", "verb_set_fire"})
"""Words of carrying off and burning: where gunmen also killed, they shot."""
AMBUSH = frozenset({"event_assault", "verb_ambushed"})
"""Words of setting upon people who may be armed or not."""
MURDER = frozenset({"hitting_assassination"})
"""Words of killing one person, who does not fight back."""
DOWNED = frozenset({"verb_intercepted"})
"""Words of bringing down what flies."""
POSTS = frozenset({"base", "checkpoint"})
"""Things hit where armed people are."""
UNARMED: frozenset[ActorKind | None] = frozenset({None, "civilians", "protesters", "rioters"})
IRREGULAR: frozenset[ActorKind | None] = frozenset(
    {"rebel_group", "political_militia", "identity_militia"}
)
"""Armed people without aircraft, who kill by hand or gun unless a word says otherwise."""
STATES: frozenset[ActorKind | None] = frozenset({"state_forces", "external_forces"})


FALLEN = frozenset({"killed", "injured", "killed_or_injured"})


class Sides(Struct, frozen=True, kw_only=True):
    """Who met whom in an act, and who fell."""

    attackers: Sequence[ActorMention]
    targets: Sequence[ActorMention]
    casualties: Sequence[Casualty]


def type_of(reading: Reading, draft: Draft, sides: Sides) -> tuple[ActType, tuple[ActType, ...]]:
    """Return the means that most is said for, and others that enough is said for."""
    weights: defaultdict[ActType, float] = defaultdict(float)
    said = [_named(reading, s, is_lead=n < LEAD_SEGMENTS) for n, s in enumerate(draft.segments)]
    for place, named in enumerate(said):
        for kind, strength in named.items():
            weights[kind] += strength * (LEAD_WEIGHT if place < LEAD_SEGMENTS else 1.0)
    if not weights:
        return _untold(draft, sides), ()
    order = list(weights)
    chosen = max(order, key=lambda kind: (weights[kind], -order.index(kind)))
    chosen = _with_victims(chosen, weights, draft, sides)
    chosen = _with_arms(chosen, weights, said, draft, sides)
    return chosen, tuple(k for k in sorted(weights) if k != chosen and weights[k] >= ALSO)


def _with_victims(
    chosen: ActType, weights: Mapping[ActType, float], draft: Draft, sides: Sides
) -> ActType:
    """Return the type that an act has which met people with arms, or without, and killed or seized them."""
    seized, killed = _has(draft, SEIZING), _killed(sides)
    if chosen == "other" and killed:
        fought = weights.get("clash", 0.0) >= ALSO and _any_armed(sides)
        if fought or (seized and _has(draft, ATTACK) and _meets_on_the_ground(sides)):
            return "clash"
        return "shooting" if seized and _shoots(draft) else chosen
    if chosen == "clash" and seized and not killed and not _fought(draft):
        return "other"
    if chosen == "clash" and _is_helpless(draft, sides):
        return "shooting" if _shoots(draft) else "other"
    return chosen


def _with_arms(
    chosen: ActType,
    weights: Mapping[ActType, float],
    said: Sequence[Mapping[ActType, float]],
    draft: Draft,
    sides: Sides,
) -> ActType:
    """Return the type of an act in which several arms are told.

    Armed people who shoot their way into a post fight for it, with what arms soever; a bombardment
    is told of no guns where people fell.
    """
    if chosen == "shooting":
        if _storms(draft, sides):
            return "clash"
        bombarded = any(
            "shooting" not in named and any(t.type == "shelling" for t in segment.triggers)
            for named, segment in zip(said, draft.segments, strict=True)
        )
        told = {t.type for t in _open(draft)}
        return "shelling" if bombarded and "shelling" in told else chosen
    if chosen not in {"missile", "shelling"} or not _meets_on_the_ground(sides):
        return chosen
    with_guns = any(named.keys() >= {"shooting", "shelling"} for named in said)
    answered = weights.get("clash", 0.0) >= weights[chosen] and _fought(draft)
    return "clash" if (answered if chosen == "missile" else with_guns) else chosen


def _untold(draft: Draft, sides: Sides) -> ActType:
    """Return the type of an act whose means no word names.

    A bombardment or a strike is what its word mostly means; an attack on armed people is a fight;
    a raid, or a killing by armed people, is shooting; anything else is other.
    """
    kinds = {actor.kind for actor in sides.attackers}
    without_aircraft = bool(kinds & IRREGULAR) and not kinds & STATES
    open_types = [t.type for t in _open(draft) if not (t.type == "airstrike" and without_aircraft)]
    from_afar = [kind for kind in open_types if kind not in GROUND_FIRE]
    # A blast is what a strike is heard as.
    from_afar = [kind for kind in from_afar if kind != "bombing"] or from_afar
    if from_afar:
        return max(from_afar, key=from_afar.count)
    # Gunmen who kill a soldier have shot him; that they attacked him tells of a fight.
    met = (
        kinds - UNARMED
        and _armed_targets(sides)
        and ("shooting" not in open_types or _has(draft, ATTACK))
        and not _has(draft, MURDER)
    )
    attacked = _has(draft, ATTACK) and any(c.max != 0 for c in sides.casualties)
    if met or _hunted(sides) or ((kinds - UNARMED or attacked) and _fell_fighting(sides)):
        return "clash"
    # Who is merely accused of it tells nothing of the means.
    did = {actor.kind for actor in sides.attackers if actor.certainty != "accused"}
    if did & IRREGULAR and _killed(sides) and not _has(draft, DOWNED):
        return "shooting"
    return open_types[0] if open_types else "other"


def _open(draft: Draft) -> list[TriggerFinding]:
    """Return the words that leave the means open, those beside figures where any stand there."""
    told = [(s, t) for s in draft.segments for t in s.triggers if t.nature == "act" and t.open]
    return [t for s, t in told if s.casualties] or [t for _, t in told]


def _armed_targets(sides: Sides) -> bool:
    """Tell whether armed people were hit who are not those that did it."""
    doers = {actor.id for actor in sides.attackers}
    return any(a.kind not in UNARMED and a.id not in doers for a in sides.targets)


def _hunted(sides: Sides) -> bool:
    """Tell whether fighters fell to soldiers, or to nobody who is named."""
    kinds = {actor.kind for actor in sides.attackers}
    fell = any(c.min and c.kind in FALLEN for c in sides.casualties)
    return fell and kinds <= STATES and any(a.kind in IRREGULAR for a in sides.targets)


def _any_armed(sides: Sides) -> bool:
    return any(actor.kind not in UNARMED for actor in sides.targets)


def _killed(sides: Sides) -> bool:
    return any(c.kind == "killed" and c.min for c in sides.casualties)


def _storms(draft: Draft, sides: Sides) -> bool:
    armed = any(actor.kind in IRREGULAR for actor in sides.attackers)
    return armed and _has(draft, STORMING) and _hits_post(sides)


def _is_helpless(draft: Draft, sides: Sides) -> bool:
    """Tell whether an ambush or an assault met people without arms, and nobody fought."""
    fallen = {c.victims.status for c in sides.casualties}
    unarmed = "civilian" in fallen or any(a.kind in UNARMED - {None} for a in sides.targets)
    armed = "combatant" in fallen or _armed_targets(sides) or _hits_post(sides)
    return unarmed and not (armed or _fought(draft))


def _fought(draft: Draft) -> bool:
    """Tell whether words of fighting are told, not only of setting upon somebody."""
    return any(t.type == "clash" and t.rule not in AMBUSH for t in _triggers(draft))


def _shoots(draft: Draft) -> bool:
    """Tell whether guns are named, and no blades."""
    told = _triggers(draft)
    return any(t.weapon == "small_arms" for t in told) and all(t.weapon != "melee" for t in told)


def _meets_on_the_ground(sides: Sides) -> bool:
    """Tell whether fighters without an army's guns attacked armed people or where they are."""
    kinds = {actor.kind for actor in sides.attackers}
    fighters = bool(kinds & IRREGULAR) and not kinds & STATES
    return fighters and (_armed_targets(sides) or _hits_post(sides))


def _has(draft: Draft, rules: frozenset[str]) -> bool:
    return any(trigger.rule in rules for trigger in _triggers(draft))


def _triggers(draft: Draft) -> list[TriggerFinding]:
    return [t for segment in draft.segments for t in segment.triggers if t.nature == "act"]


def _fell_fighting(sides: Sides) -> bool:
    """Tell whether a post was hit, or attackers fell, or fighters where no other target is told."""
    if any(c.victims.side == "attacker" and c.min for c in sides.casualties):
        return True
    dead = (c for c in sides.casualties if c.subset_of is None)
    others = {a.id for a in sides.targets} - {a.id for a in sides.attackers}
    return _hits_post(sides) or (not others and any(c.victims.status == "combatant" for c in dead))


def _hits_post(sides: Sides) -> bool:
    return any(actor.object in POSTS for actor in sides.targets)


def _named(reading: Reading, segment: Segment, *, is_lead: bool) -> dict[ActType, float]:
    """Return the means that the words of *segment* name, with the strength of the strongest of each."""
    once: dict[ActType, float] = {}
    acts = [t for t in segment.triggers if t.nature == "act"]
    if is_lead and any(t.weapon == "chemical" for t in acts):
        return {"other": 1.0}
    for trigger in acts:
        # What burnt, or who was led away, may be told beside any attack: it must be the news.
        by_hand = trigger.means and (is_lead or trigger.weapon is not None)
        if trigger.open or (trigger.type == "other" and not by_hand):
            continue
        if not is_lead and not segment.casualties and trigger.strength < TELLING:
            continue
        if trigger.weapon == "aircraft" and any(t.rule in DOWNED for t in acts):
            continue  # what was shot down
        if not (_is_carried(reading, trigger, acts) or is_booty(reading, trigger)):
            strength = 1.0 if trigger.strength >= SURE else trigger.strength
            once[trigger.type] = max(strength, once.get(trigger.type, 0.0))
    return once


def _is_carried(reading: Reading, trigger: TriggerFinding, acts: Sequence[TriggerFinding]) -> bool:
    """Tell whether *trigger* names what a drone or an aircraft of the same clause fired or dropped."""
    return any(
        one.weapon in CARRIED
        and trigger.type in CARRIED[one.weapon]
        and one.type != trigger.type
        and not _in_a_row(reading, *sorted((one, trigger), key=lambda t: t.start))
        for one in acts
    )


def _in_a_row(reading: Reading, first: TriggerFinding, second: TriggerFinding) -> bool:
    """Tell whether two means are joined as two ("drones and missiles", بالمدفعية والمسيرات)."""
    words, tokens = reading.pack.strikes, reading.tokens
    if words.article and tokens[second.start].text.startswith(words.conjunctions):
        return True
    return bool(_row(reading.pack).find(tokens, start=first.end, end=second.start))


@lru_cache
def _row(pack: LanguagePack) -> PhraseBook[bool]:
    return PhraseBook((word, True) for word in pack.strikes.rows)
