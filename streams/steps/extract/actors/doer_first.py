"""Verbs in a language whose doer stands before them: who did it, and to whom or what."""

from streams.steps.extract.actors.clause import NEAR
from streams.steps.extract.actors.coordination import joined_to, whole_thing
from streams.steps.extract.actors.giving import Roles
from streams.steps.extract.actors.nouns import UNNAMED, Mention
from streams.steps.extract.actors.objects import has_no_object, is_aimed, is_victim, objects_of
from streams.steps.extract.actors.prepositional import doer_by
from streams.steps.extract.actors.qualities import are_victims, is_described, is_doer
from streams.steps.extract.actors.rules import DOWNED, SLAYING, SUBJECTED, WRECKING
from streams.steps.extract.actors.subjects import coordinated, riders_of, subject_before
from streams.steps.extract.actors.unknown_things import unknown_before, unknown_target
from streams.steps.extract.findings import AMONG_THE_HIT, DAMAGED, TriggerFinding


def doer_first(roles: Roles, trigger: TriggerFinding) -> None:
    """Read the doer and the struck around a verb of striking."""
    text = roles.tokens[trigger.start].text
    if trigger.end < roles.sentence.end and (
        roles.tokens[trigger.end].text in roles.words.genitive
    ):
        return  # "the targets of"
    slays = trigger.rule == SLAYING
    kills = slays or text in roles.words.kills
    left = coordinated(roles, trigger.start) or subject_before(roles, trigger.start, NEAR + 2)
    passive = roles.is_passive(trigger.start, trigger.end)
    if trigger.rule == DOWNED and not downs_craft(roles, trigger, left, passive=passive):
        downed(roles, trigger, left, passive=passive)
        return
    if (
        passive
        and is_aimed(roles, trigger.end)
        and not (left and left.kind in {"armed", "object", "people"})
        and (struck := objects_of(roles, trigger.end))
    ):
        roles.targets(struck, "aimed_at", near=trigger.end)  # "a bomb was thrown at a bank"
        return
    if (
        trigger.rule == SUBJECTED
        or passive
        or (
            kills and (are_victims(roles, left, trigger.start) or has_no_object(roles, trigger.end))
        )
    ):
        passive_roles(roles, trigger, kills=kills, slays=slays)
        return
    if left is None or not is_doer(left):
        if left := teller(roles, trigger.start):
            roles.give("attacker", left, "said_it_did", certainty="claimed")
    else:
        roles.give_joined(left, -1, "subject")
    given = len(roles.given)
    struck = objects_of(roles, trigger.end)
    if slays:
        struck = [m for m in struck if m.kind in {"armed", "people"}]
    elif kills:
        struck = [m for m in struck[:1] if is_victim(roles, m, doer=left)]
    rule = "object_of_verb"
    if trigger.rule == DOWNED:
        rule = "shot_down"
    elif trigger.rule == WRECKING:
        rule = DAMAGED
    elif kills and not slays:
        rule = AMONG_THE_HIT
    roles.targets(struck, rule, near=trigger.end)
    if len(roles.given) == given and (not kills or (left and left.kind == "armed")):
        end = unknown_target(roles, trigger.end, person=kills)
        if end and end < roles.sentence.end and roles.tokens[end].text in roles.words.links:
            roles.targets(objects_of(roles, end + 1), rule, near=end + 1)


def downed(roles: Roles, trigger: TriggerFinding, left: Mention | None, *, passive: bool) -> None:
    """Give the role of attacker to whose missiles were shot down: "two Israeli missiles"."""
    near = left if passive else next(iter(roles.right(trigger.end, NEAR)), None)
    if (
        near
        and near.kind == "armed"
        and roles.nouns.means.at(roles.tokens, near.end - 1, end=near.end)
    ):
        roles.give("attacker", near, "owner_of_downed")


def downs_craft(
    roles: Roles, trigger: TriggerFinding, left: Mention | None, *, passive: bool
) -> bool:
    """Tell whether what was shot down is a craft with people in it, not a missile."""
    near = left if passive else next(iter(roles.right(trigger.end, NEAR)), None)
    return near is not None and (
        near.kind == "object" or roles.tokens[near.end - 1].text in roles.words.crafts
    )


def passive_roles(roles: Roles, trigger: TriggerFinding, *, kills: bool, slays: bool) -> None:
    """Read the struck before a passive verb, and the doer behind "by"."""
    left = roles.left(trigger.start, NEAR + 2)
    if left and left.kind == "armed" and roles.comma(left.end, trigger.start):
        inside = range(max(roles.sentence.start, left.start - 2), left.start)
        if any(roles.nouns.boundaries.at(roles.tokens, at, end=left.start) for at in inside):
            left = roles.left(left.start, NEAR + 2)  # "which the rebels hold, was shelled"
    left = whole_thing(roles, left) if left else None
    doer_by(roles, trigger.end)
    auxiliary = next(
        (
            at
            for at in range(max(roles.sentence.start, trigger.start - 2), trigger.start + 1)
            if roles.words.passives.at(roles.tokens, at, end=trigger.end)
        ),
        None,
    )
    if not kills and auxiliary and (left is None or left.kind in {"adjective", "state"}):
        given = len(roles.given)
        unknown_before(roles, auxiliary)
        if len(roles.given) > given:
            return
    if left is None or (slays and left.kind not in {"armed", "people"}):
        return
    done = any(role == "attacker" for _, role in roles.given)
    people = (done and is_described(roles, left)) or slays
    people = people or (left.kind == "armed" and left.id not in UNNAMED)
    if not kills or left.actor_kind == "state_forces" or people:
        rule = AMONG_THE_HIT if kills and not slays else "passive_subject"
        rule = DAMAGED if trigger.rule == WRECKING else rule
        for one in (left, *joined_to(roles, left, -1)):
            roles.targets([one], rule, near=one.start)


def teller(roles: Roles, start: int) -> Mention | None:
    """Return who says that it did what the verb at *start* says: "the group said it had struck"."""
    first = max(roles.sentence.start, start - NEAR)
    pronoun = next((at for at in range(start - 1, first - 1, -1) if _is_pronoun(roles, at)), None)
    if pronoun is None:
        return None
    said = next(
        (
            at
            for at in range(pronoun - 1, max(roles.sentence.start, pronoun - NEAR) - 1, -1)
            if roles.tokens[at].text in roles.words.says
        ),
        None,
    )
    teller = None if said is None else roles.left(said, NEAR)
    return teller if teller and is_doer(teller) else None


def _is_pronoun(roles: Roles, at: int) -> bool:
    return roles.tokens[at].text in roles.words.pronouns


def is_shot(roles: Roles, trigger: TriggerFinding) -> bool:
    """Tell whether the one before *trigger* was shot: "was shot dead"."""
    inner = roles.words.passives.at(roles.tokens, trigger.start, end=trigger.end)
    return bool(inner) or roles.is_passive(trigger.start, trigger.end)


def shooting(roles: Roles, trigger: TriggerFinding) -> None:
    """Read who was shot, and who shot them: "was shot dead", "police shot dead three men"."""
    if is_shot(roles, trigger):
        shot = roles.left(trigger.start, NEAR)
        roles.targets([shot] if shot else [], "shot", near=trigger.start)
        return
    doer = roles.left(trigger.start, 1)
    if doer and doer.kind == "object":
        doer = riders_of(roles, doer)
    if doer is None or not (doer.kind == "armed" or doer.actor_kind == "state_forces"):
        return
    roles.give_joined(doer, -1, "subject")
    shot_ones = [m for m in roles.right(trigger.end, NEAR)[:1] if m.kind in {"armed", "people"}]
    roles.targets(shot_ones, "shot", near=trigger.end)
