"""Roles from the grammar around each word that tells an act."""

from streams.steps.extract.actors.ascription import BOMBERS
from streams.steps.extract.actors.clashes import clash_sides, exchanging, strife_sides
from streams.steps.extract.actors.clause import FAR, NEAR
from streams.steps.extract.actors.doer_behind import doer_behind
from streams.steps.extract.actors.events import event_roles, is_noun
from streams.steps.extract.actors.giving import Roles
from streams.steps.extract.actors.killings import hit_roles
from streams.steps.extract.actors.nouns import GUNMEN, OFFICIALS, SHOT_DOWN, UNNAMED
from streams.steps.extract.actors.prepositional import (
    around,
    blast_by,
    doer_by,
    done_by_phrase,
    owner_of,
    struck_behind,
    went_off_in,
)
from streams.steps.extract.actors.qualities import (
    counted,
    is_described,
    is_told_gunmen,
    over_quantities,
)
from streams.steps.extract.actors.responsible import responsible
from streams.steps.extract.actors.rules import BURSTS, KILLING
from streams.steps.extract.actors.subjects import (
    coordinated,
    subject_after,
    subject_before,
    told_between,
)
from streams.steps.extract.actors.targetable import is_thing
from streams.steps.extract.actors.words import COMMAS
from streams.steps.extract.findings import AMONG_THE_HIT, ActorFinding, TriggerFinding
from streams.steps.extract.triggers import form_of

TELLING = frozenset({"event", "blast", "clash", "verb"})
ACTS = frozenset({"event", "weapon", "blast"})
STATES = frozenset({"state_forces", "external_forces"})


def read_roles(roles: Roles) -> list[ActorFinding]:
    """Return the roles that words of responsibility and of acts give."""
    responsible(roles)
    undertaking(roles)
    for trigger in roles.acts.values():
        form = form_of(trigger)
        if not roles.before and is_undone(roles, trigger):
            continue
        if form == "event" or (form == "verb" and is_noun(roles, trigger)):
            event_roles(roles, trigger)
        elif form == "verb":
            doer_behind(roles, trigger)
        elif form == "carry":
            carried_out(roles, trigger)
        elif form == "clash":
            clash_sides(roles, trigger)
        elif form == "hitting":
            hit_roles(roles, trigger)
        elif form == "blast":
            owner_of(roles, trigger.end)
            bomber = roles.left(trigger.start, 1) if roles.before else None
            if bomber and bomber.id == BOMBERS:
                roles.give("attacker", bomber, "set_off")
            if roles.before or not went_off_in(roles, trigger.end):
                struck_behind(roles, trigger.end)
            blast_by(roles, trigger.end)
            doer_by(roles, trigger.end)
        elif form == "weapon":
            owner_of(roles, trigger.end)
            struck_behind(roles, trigger.end, reach=3)
            inside = (at for at in range(trigger.start + 1, trigger.end) if at in roles.starts)
            owner = roles.starts.get(next(inside, roles.over_fillers(trigger.end)))
            named = owner and owner.kind in {"adjective", "armed"} and not owner.clitic
            if not roles.before and trigger.weapon in SHOT_DOWN and owner and named:
                roles.give("attacker", owner, "weapon_of")
    strife_sides(roles)
    exchanging(roles)
    done_by_phrase(roles)
    damage(roles)
    if not any(
        role == "target" and one.rule != AMONG_THE_HIT for (_, role), one in roles.given.items()
    ):
        for trigger in roles.acts.values():
            fired = trigger.rule in BURSTS
            if form_of(trigger) == "blast" or fired:
                around(roles, trigger.end, facing=trigger.weapon == "suicide")
    fallen_gunmen(roles)
    fallen_targets(roles)
    return list(roles.given.values())


def is_undone(roles: Roles, trigger: TriggerFinding) -> bool:
    """Tell an act that is negated or threatened, not done (لم يسقط، تهدد بضرب)."""
    at = trigger.start
    if at > roles.sentence.start and roles.tokens[at - 1].text in roles.words.not_done:
        return True
    return any(at - NEAR < threat < at for threat in roles.threats)


def damage(roles: Roles) -> None:
    """Read what was damaged beside words that tell no act, and what is said to be the target."""
    start, end = roles.sentence.start, roles.sentence.end
    for match in roles.words.damaged.find(roles.tokens, start=start, end=end):
        at = match.end if roles.before else over_quantities(roles, match.end)
        behind = [m for m in roles.right(at, int(at == match.end))[:1] if m.kind == "object"]
        left = None if behind else roles.left(match.start, 0)
        struck = behind or ([left] if left and left.kind == "object" else [])
        roles.targets([m for m in struck if is_thing(roles, m)], "damaged", near=match.end)
    for match in roles.words.aims.find(roles.tokens, start=start, end=end):
        aimed = [m for m in roles.right(match.end, 2)[:1] if m.kind not in {"adjective", "state"}]
        roles.targets(aimed, "aimed_at", near=match.end)


def undertaking(roles: Roles) -> None:
    """Read who undertakes an act that a noun tells: "the army responded by shelling"."""
    for match in roles.words.undertakes.find(
        roles.tokens, start=roles.sentence.start, end=roles.sentence.end
    ):
        doer, way = subject_after(roles, match.end), 1
        if doer is None:
            doer, way = subject_before(roles, match.start, 1), -1
        begin = doer.end if doer and way > 0 else match.end
        aside = begin < roles.sentence.end and roles.tokens[begin].text in COMMAS
        reach = FAR if aside and not roles.before else NEAR + 2
        told = range(begin, min(roles.sentence.end, begin + reach))
        if doer and doer.kind == "armed" and any(at in roles.acts for at in told):
            roles.give_joined(doer, way, "undertook")


def fallen_gunmen(roles: Roles) -> None:
    """Give the role of target to gunmen killed from the air or by a state's forces alone."""
    doers = [one.actor for (_, role), one in roles.given.items() if role == "attacker"]
    forces = bool(doers) and all(one.kind in STATES for one in doers)
    for trigger in roles.acts.values() if not roles.before and forces else ():
        if trigger.rule not in KILLING:
            continue
        dead = next(iter(roles.right(trigger.end, NEAR)), None)
        told = dead and (dead.start == trigger.end or counted(roles, dead))
        if dead and told and dead.id in UNNAMED and not is_told_gunmen(roles, dead):
            roles.give("target", dead, "killed_of")


def fallen_targets(roles: Roles) -> None:
    """Give the role of target, where no other is told, to forces and single persons hit."""
    told = any(form_of(t) in TELLING and t.rule not in KILLING for t in roles.acts.values())
    for claim in roles.hit if told and roles.pack.hit_are_targets else ():
        start, end = claim.people
        part = claim.background or claim.subset_of is not None
        if claim.max == 0 or part or end <= start:
            continue
        single = claim.min == claim.max == 1
        for mention in roles.mentions:
            inside = start <= mention.start < end or mention.start <= start < mention.end
            named = mention.kind == "people" or not roles.before  # not "an Afghan governor"
            side = mention.kind == "armed" or (named and mention.actor_kind == "state_forces")
            if not roles.before:
                side = mention.kind == "armed" and mention.id not in UNNAMED
                single = single and mention.id == OFFICIALS
            if (
                inside
                and ((side and mention.id != GUNMEN) or (single and is_described(roles, mention)))
                and not roles.roles_of(mention)
            ):
                roles.give("target", mention, AMONG_THE_HIT)


def carried_out(roles: Roles, trigger: TriggerFinding) -> None:
    """Read who carried out an act and what it struck."""
    if not roles.before and not is_of_act(roles, trigger):
        return
    left = subject_before(roles, trigger.start, NEAR)
    if roles.before:
        left = left or coordinated(roles, trigger.start)
        doer = left if not roles.is_passive(trigger.start, trigger.end) else None
        if doer is None:
            doer_by(roles, trigger.end)
    else:
        if left and told_between(roles, left.end, trigger.start):
            left = None
        doer = subject_after(roles, trigger.end) or left
    if doer and doer.kind in {"armed", "state"}:
        roles.give_joined(doer, -1 if doer is left else 1, "carried_out")
    elif not roles.before:
        doer_by(roles, trigger.end)
    after = doer is not None and doer.start >= trigger.end and not roles.before
    struck_behind(roles, doer.end if doer and after else trigger.end)


def is_of_act(roles: Roles, trigger: TriggerFinding) -> bool:
    """Tell whether an act word stands near the verb that carries it out (not "issued a warning")."""
    near = range(trigger.start - NEAR - 2, trigger.end + FAR)
    return any(
        at in near and at != trigger.start for at, act in roles.acts.items() if form_of(act) in ACTS
    )
