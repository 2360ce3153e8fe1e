"""Words of killing and hitting: who was killed or hit, and by whom."""

import itertools

from streams.steps.extract.actors.clause import FAR, NEAR
from streams.steps.extract.actors.coordination import joined_to
from streams.steps.extract.actors.giving import Roles
from streams.steps.extract.actors.nouns import OFFICIALS, SIDES, STRUCK, UNNAMED, Mention
from streams.steps.extract.actors.objects import has_object
from streams.steps.extract.actors.prepositional import doer_by
from streams.steps.extract.actors.qualities import (
    counted,
    is_counted_side,
    is_definite,
    is_placed,
    is_plain,
    is_told_gunmen,
    over_quantities,
)
from streams.steps.extract.actors.rules import TARGETING
from streams.steps.extract.actors.subjects import subject_after, subject_before, told_between
from streams.steps.extract.findings import DAMAGED, TriggerFinding
from streams.steps.extract.triggers import form_of


def hit_roles(roles: Roles, trigger: TriggerFinding) -> None:
    """Read the complement of a noun of killing or hitting."""
    doer_by(roles, trigger.end)
    text = roles.unlinked(trigger.start)
    if roles.before and trigger.rule == "hitting_damaged":
        struck = roles.left(trigger.start, 3)
        for one in (struck, *joined_to(roles, struck, -1)) if struck else ():
            roles.targets([one], DAMAGED, near=one.start)
    if trigger.rule == "hitting_killing":
        left = roles.left(trigger.start, 1)
        if not roles.before and left and is_counted_side(roles, left):
            roles.targets([left], "killed_of", near=left.start)
        if not roles.before and text in roles.words.may_kill:
            killing(roles, trigger)
        left = roles.left(trigger.start, NEAR + 2)
        if not roles.before and left and left.id == OFFICIALS and is_killed(roles, left, trigger):
            roles.targets([left], "killed_official", near=left.start)
        first = roles.starts.get(
            trigger.end if roles.before else over_quantities(roles, trigger.end)
        )
        if not roles.before and first and first.id == OFFICIALS and first.clitic in roles.articles:
            roles.targets([first], "killed_official", near=trigger.end)
        for mention in roles.right(trigger.end, FAR)[:1]:
            of = roles.tokens[mention.start - 1].text in roles.words.of or counted(roles, mention)
            of = of or (
                not roles.before
                and mention.start == trigger.end
                and text not in roles.words.may_kill
                and not roles.nouns.people.at(roles.tokens, mention.start, end=mention.end)
            )
            named = mention.id not in UNNAMED and not is_plain(roles, mention)
            if (
                mention.kind == "armed"
                and of
                and named
                and "attacker" not in roles.roles_of(mention)
            ):
                roles.give("target", mention, "killed_of")
                sides = [m for m in (mention, *joined_to(roles, mention, 1)) if m.kind == "armed"]
                if not roles.before and in_clash(roles, sides[-1].end):
                    for side in sides:
                        roles.give("attacker", side, "side_of_clash")
                        roles.give("target", side, "side_of_clash")
        return
    inside = (at for at in range(trigger.start + 1, trigger.end) if at in roles.starts)
    begin = next(inside, trigger.end)
    if text in roles.words.hitting_verbs and (doer := subject_after(roles, begin)):
        roles.give("attacker", doer, "subject")
        begin = doer.end
    if not roles.before and trigger.rule == TARGETING and targeted_by(roles, begin):
        return
    near = roles.right(begin, NEAR + 2 if begin > trigger.end else NEAR)[:3]
    near = [m for m in near if not is_told_gunmen(roles, m)]
    if roles.before and near:
        near = [near[0], *joined_to(roles, near[0], 1)]
    roles.targets(near, "object_of_noun", near=begin)


def killing(roles: Roles, trigger: TriggerFinding) -> None:
    """Read who killed, where the verb has an object: "gunmen killed 5", not "gunmen were killed"."""
    after, left = roles.starts.get(trigger.end), subject_before(roles, trigger.start, NEAR)
    if after and after.kind == "adjective" and has_object(roles, after.end):
        struck = [m for m in roles.right(after.end, 1)[:1] if m.kind == "armed"]
        roles.targets(struck, "killed_by", near=after.end)
        return
    linked = roles.tokens[trigger.start].text != roles.unlinked(trigger.start)
    if after and after.kind == "armed" and has_object(roles, after.end):
        doer, way = after, 1
    elif linked:
        return  # "... and killed 6": the nearest name is not its doer
    elif left and left.kind in SIDES and has_object(roles, trigger.end):
        doer, way = left, -1
    else:
        return
    if doer.clitic in roles.pack.preposition_prefixes or counted(roles, doer):
        return
    begin = doer.end if way > 0 else trigger.end
    fought = [m for m in roles.right(begin, NEAR)[:1] if is_told_gunmen(roles, m)]
    if fought and doer.actor_kind == "state_forces":
        return  # those who attacked were killed by those they attacked
    roles.give_joined(doer, way, "subject_of_killing")
    killed = [
        m
        for m in roles.right(begin, 2)[:1]
        if m.id == OFFICIALS or (m.kind == "armed" and m.id not in UNNAMED)
    ]
    roles.targets(killed, "killed_by", near=begin)


def is_killed(roles: Roles, official: Mention, trigger: TriggerFinding) -> bool:
    """Tell whether the verb of killing behind *official* is said of that one."""
    text = roles.unlinked(trigger.start)
    return (
        text in roles.words.may_kill
        and not has_object(roles, trigger.end)
        and official.clitic not in roles.pack.preposition_prefixes
        and not is_placed(roles, official)
        and not roles.parted(official.end, trigger.start)
        and not told_between(roles, official.end, trigger.start)
    )


def in_clash(roles: Roles, start: int) -> bool:
    """Tell whether "in a clash" follows at token *start*, whose sides the dead were."""
    near = range(start, start + 3)
    return any(at in near and form_of(act) == "clash" for at, act in roles.acts.items())


def targeted_by(roles: Roles, start: int) -> bool:
    """Read a doer between a noun of targeting and what "to" names (استهداف الجيش لمنزل)."""
    near = [m for m in roles.right(start, NEAR + 2) if m.kind != "adjective"]
    for doer, struck in itertools.pairwise(near):
        beside = doer.start - start <= 1 and struck.start - doer.end <= 2
        adjacent = struck.start == doer.end and not struck.clitic
        owned = roles.tokens[doer.end].text.startswith(roles.pack.event_owner or ("\0",))
        owned = owned or struck.clitic in roles.pack.event_owner
        aimed = struck.kind in STRUCK and (owned or adjacent)
        if doer.kind == "armed" and beside and aimed:
            roles.give("attacker", doer, "targeted_by")
            roles.give("target", struck, "object_of_noun")
            return True
    first = near[0] if near and near[0].start - start <= 1 else None
    if first is None or first.kind != "armed":
        return False
    place = roles.tokens[first.end].text
    owner = next((o for o in roles.pack.event_owner if place.startswith(o)), "\0")
    if place.removeprefix(owner) in roles.nouns.place_heads:
        roles.give("attacker", first, "targeted_by")  # مهاجمة الحركة لقرية
        return True
    if first.id not in UNNAMED or is_definite(roles, first):
        return False
    for struck in roles.right(first.end, FAR):
        beside = roles.tokens[struck.start - 1].text in roles.words.prepositions
        if any(first.end <= at < struck.start and roles.is_verb(at) for at in roles.acts):
            return False
        if struck.kind == "object" and not beside and not struck.clitic:
            roles.give("attacker", first, "targeted_by")
            roles.give("target", struck, "object_of_noun")
            return True
    return False
