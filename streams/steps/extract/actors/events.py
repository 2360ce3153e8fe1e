"""Nouns of striking: the doer beside them and what they struck."""

from streams.steps.extract.actors.clause import NEAR
from streams.steps.extract.actors.coordination import joined_to
from streams.steps.extract.actors.doer_first import is_shot, shooting
from streams.steps.extract.actors.giving import Roles
from streams.steps.extract.actors.nouns import SIDES, STRUCK, Mention
from streams.steps.extract.actors.prepositional import doer_by, doer_of, struck_behind
from streams.steps.extract.actors.qualities import counted, is_of_people
from streams.steps.extract.actors.rules import ABDUCTION, GUNFIRE
from streams.steps.extract.actors.subjects import ending_near, killed_between
from streams.steps.extract.findings import TriggerFinding

STRIKING = frozenset({"armed", "people"})
DOERS = frozenset({"armed", "adjective", "state"})


def event_roles(roles: Roles, trigger: TriggerFinding) -> None:
    """Read the doer and the struck around a noun of striking."""
    if is_answered(roles, trigger.start) and not any(
        m.kind == "object" for m in roles.right(trigger.end, NEAR + 2)
    ):
        return
    if roles.described_before:
        if trigger.rule == GUNFIRE:
            shooting(roles, trigger)
        if (
            trigger.end < roles.sentence.end
            and roles.tokens[trigger.end].text in roles.words.genitive
        ):
            struck = [m for m in roles.right(trigger.end, 4)[:1] if m.kind == "object"]
            roles.targets(struck, "struck_of", near=trigger.end)
            doer_of(roles, trigger.end)
        doer = ending_near(roles, trigger.start)
        inner = roles.is_preposition(roles.tokens[trigger.start].text)  # "soldiers in an ambush"
        inner = inner or (trigger.rule == GUNFIRE and is_shot(roles, trigger))
        if doer and not inner and not is_here(roles, doer) and doer.kind in DOERS:
            roles.give("attacker", doer, "before_act")
    else:
        inside = (at for at in range(trigger.start + 1, trigger.end) if at in roles.starts)
        at = next(inside, roles.over_fillers(trigger.end))
        mention = roles.starts.get(at)
        owner = mention.clitic in roles.pack.event_owner if mention else False
        if mention and mention.kind == "adjective" and is_of_people(roles, mention):
            mention = None
        if mention and mention.kind == "state" and is_theatre(roles, mention):
            mention = None
        ambush = owner and roles.unlinked(trigger.start) in roles.words.ambushes
        laid = ambush and any(role == "attacker" for at, role in roles.given if at < trigger.start)
        ours = mention and (mention.kind == "object" or mention.actor_kind == "state_forces")
        if ambush and mention and (laid or ours):
            roles.give("target", mention, "ambush_of")
        elif mention and mention.kind in {"armed", "state"} | (
            {"adjective"} if not owner else set()
        ):
            roles.give_joined(mention, 1, "after_act")
        elif owner and mention and mention.kind == "object":
            for one in (mention, *joined_to(roles, mention, 1)):
                roles.targets([one], "struck_in_genitive", near=one.start)
        elif mention and mention.kind == "object" and mention.clitic in roles.articles:
            bomb = trigger.weapon == "car_bomb" and mention.object == "vehicle"
            for one in (mention, *joined_to(roles, mention, 1)) if not bomb else ():
                owned = roles.nouns.owned.at(roles.tokens, one.start, end=one.end)
                owners = roles.right(one.end, 1)[:1] if owned else []
                roles.targets([one, *owners], "struck_in_genitive", near=one.start)
        if mention and mention.kind == "adjective" and not owner:
            aimed = [
                m
                for m in roles.right(roles.over_fillers(mention.end), 0)[:1]
                if m.kind in STRUCK and m.clitic in roles.pack.event_owner
            ]
            roles.targets(aimed, "object_of_noun", near=mention.end)
        if mention and mention.kind in {"armed", "state"}:
            behind = max(m.end for m in (mention, *joined_to(roles, mention, 1)) if m.kind in SIDES)
            behind = over_adjectives(roles, behind)
            struck = [m for m in roles.right(behind, 2)[:1] if m.kind in STRUCK]
            roles.targets(struck, "object_of_verb", near=behind)
            if struck and "target" in roles.roles_of(struck[0]):
                for one in joined_to(roles, struck[0], 1):
                    roles.targets([one], "object_of_verb", near=one.start)
        if at < roles.sentence.end and roles.tokens[at].text in roles.words.of:
            origin = roles.starts.get(at + 1)
            if origin and origin.kind == "armed":
                roles.give("attacker", origin, "fire_from")
        prefixed = roles.tokens[trigger.start].text.startswith(roles.pack.preposition_prefixes)
        fired = trigger.rule == GUNFIRE and not prefixed
        doer = roles.left(trigger.start, 1) if fired else None
        opened = (
            doer
            and doer.clitic not in roles.pack.preposition_prefixes
            and not any(
                roles.is_preposition(t.text) for t in roles.tokens[doer.end : trigger.start]
            )
            and not killed_between(roles, doer.end, trigger.start)
            and "target" not in roles.roles_of(doer)
        )
        if doer and opened and doer.kind in STRIKING and doer.actor_kind != "civilians":
            roles.give("attacker", doer, "opened_fire")
    if not roles.before and trigger.rule == ABDUCTION:
        abducted(roles, trigger)
    doer_by(roles, trigger.end)
    struck_behind(roles, trigger.end)


def is_answered(roles: Roles, start: int) -> bool:
    """Tell an act that is only what another answers: ردا على غارات."""
    first = max(roles.sentence.start, start - 3)
    return any(
        (match := roles.words.in_return.at(roles.tokens, at, end=start + 1))
        and match[0].end >= start
        for at in range(first, start)
    )


def is_noun(roles: Roles, trigger: TriggerFinding) -> bool:
    """Tell a word that may be noun or verb and is no verb here: "killed in an ambush near"."""
    word = roles.tokens[trigger.start].text
    return word in roles.words.may_be_nouns and not roles.is_verb_here(
        trigger, trigger.end, rule=trigger.rule
    )


def over_adjectives(roles: Roles, at: int) -> int:
    """Return the token behind the fillers and the adjectives, quoted or not, at token *at*."""
    at = roles.over_fillers(at)
    adjective = roles.starts.get(at)
    if adjective and adjective.kind == "adjective":
        return roles.over_fillers(adjective.end)
    return at


def abducted(roles: Roles, trigger: TriggerFinding) -> None:
    """Read whose people were abducted: "the abduction of 14 soldiers"."""
    for mention in roles.right(trigger.end, NEAR)[:1]:
        of = roles.tokens[mention.start - 1].text in roles.words.of
        if mention.kind == "armed" and (of or counted(roles, mention)):
            roles.give("target", mention, "taken_of")


def is_theatre(roles: Roles, mention: Mention) -> bool:
    """Tell a state behind an act that says where it was, not who did it (هجوم باكستان)."""
    if mention.clitic in roles.pack.preposition_prefixes:
        return True
    paired = roles.starts.get(mention.end)
    if not roles.before and paired and paired.kind in DOERS and paired.clitic:
        return False  # غارات سورية وروسية
    return roles.home in mention.home


def is_here(roles: Roles, mention: Mention) -> bool:
    """Tell the country of the text before an act: where it was, not who did it ("a Mali ambush")."""
    return mention.kind == "state" and roles.home in mention.home
