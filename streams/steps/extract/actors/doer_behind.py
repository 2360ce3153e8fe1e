"""Verbs in a language whose doer stands behind them: who did it, and to whom or what."""

from streams.steps.extract.actors.clause import FAR, NEAR
from streams.steps.extract.actors.coordination import joined_to
from streams.steps.extract.actors.doer_first import doer_first
from streams.steps.extract.actors.events import abducted
from streams.steps.extract.actors.giving import Roles
from streams.steps.extract.actors.nouns import (
    SHOT_DOWN,
    STRUCK,
    UNNAMED,
    Mention,
)
from streams.steps.extract.actors.prepositional import doer_by
from streams.steps.extract.actors.qualities import counted, is_nominative
from streams.steps.extract.actors.rules import ABDUCTED, DEED, DOWNED, SUBJECTED
from streams.steps.extract.actors.subjects import (
    after_act,
    killed_between,
    subject_after,
    subject_before,
    told_between,
)
from streams.steps.extract.actors.targetable import is_thing
from streams.steps.extract.actors.words import COMMAS
from streams.steps.extract.findings import TriggerFinding


def doer_behind(roles: Roles, trigger: TriggerFinding) -> None:
    """Read the subject and the objects of a verb of striking."""
    if roles.before:
        doer_first(roles, trigger)
        return
    if trigger.rule == DOWNED and is_intercepting(roles, trigger.end):
        return
    if roles.words.repels.at(roles.tokens, trigger.start, end=trigger.end):
        return  # تصدت له القوات: who defends itself
    named = roles.starts.get(trigger.start)
    if named and named.id in UNNAMED and counted(roles, named):
        return  # 40 مهاجما
    subjected = trigger.rule == SUBJECTED
    passive = roles.is_passive(trigger.start, trigger.end)
    left = subject_before(roles, trigger.start, NEAR + 2)
    right = roles.right(trigger.end, FAR)
    told = [m for m in right if m.kind != "object" or is_thing(roles, m)]
    if roles.words.by.at(roles.tokens, trigger.start, end=roles.sentence.end):
        doer_by(roles, trigger.start)  # زرعها: the doer stands behind it, the bomb before
        return
    if trigger.rule == ABDUCTED:
        abducted(roles, trigger)
    if subjected:
        near = right[0] if right and right[0].start - trigger.end <= NEAR else None
        near = near if near and near.kind not in {"adjective", "state"} else None
        if any(
            t.text in roles.words.resumptive for t in roles.tokens[trigger.end : trigger.end + 1]
        ):
            left = None  # هجوم تعرضت له وحدة: what befell stands before, whom behind
        if near and (
            near.clitic in roles.pack.preposition_prefixes or roles.parted(trigger.end, near.start)
        ):
            near = None
        sufferer = near or left
        if sufferer is left and left and not roles.before:
            last = roles.tokens[trigger.start - 1].text
            linked = last.startswith(roles.reading.pack.strikes.linking)
            sufferer = None if roles.comma(left.end, trigger.start) and linked else left
        sufferer = sufferer or told_of(roles, trigger.start)
        if sufferer and sufferer.kind not in {"adjective", "state"}:
            roles.give("target", sufferer, "subjected")
        return
    if roles.tokens[trigger.start].text in roles.words.participles:
        left = None  # مستهدفا: who does it stands before the verb it belongs to
    if left and (
        killed_between(roles, left.end, trigger.start)
        or told_between(roles, left.end, trigger.start)
    ):
        left = None
    subject = left if left and left.kind in {"armed", "state"} else None
    if subject is None and after_act(roles, trigger.start):
        roles.targets(told[:3], "object_of_verb", near=trigger.end)
        listed(roles, trigger.end)
        return
    helped = roles.tokens[trigger.start - 1].text in roles.words.auxiliaries
    thing = roles.left(trigger.start, 1 if helped else 0)
    if (
        trigger.rule == DEED
        and thing is None
        and roles.unlinked(trigger.start) in roles.words.suffers
    ):
        thing = roles.left(trigger.start, FAR + NEAR)
        while thing and thing.kind != "object":
            thing = roles.left(thing.start, FAR)
    linked = roles.tokens[trigger.start].text.startswith(roles.reading.pack.strikes.linking)
    if (
        subject is None
        and thing
        and thing.kind == "object"
        and trigger.end not in roles.starts
        and not linked
    ):
        for one in (thing, *joined_to(roles, thing, -1)):
            roles.targets([one], "passive_subject", near=one.start)
        return
    if subject is None and (after := subject_after(roles, trigger.end)):
        subject = after
    if subject and passive:
        roles.give("target", subject, "passive_subject")
        return
    if subject is None:
        doer_by(roles, trigger.end)
    if subject:
        roles.give_joined(subject, -1 if subject is left else 1, "subject")
    begin = subject.end if subject and subject is not left else trigger.end
    first = roles.starts.get(trigger.end)
    if subject is None and first and first.kind == "people" and is_nominative(roles, first):
        begin = first.end
    struck = [m for m in told if m.start >= begin and (m.start, "attacker") not in roles.given]
    roles.targets(struck[:3], "object_of_verb", near=begin)
    listed(roles, begin)


def listed(roles: Roles, start: int) -> None:
    """Give the role of target to things that a list goes on with: منازل في الحي، ومدرسة قرب السوق، ومخبزا."""
    last = next((m for m in reversed(roles.mentions) if "target" in roles.roles_of(m)), None)
    if last is None or last.start < start:
        last = next(iter(roles.right(start, NEAR)), None)
    if last is None or last.kind != "object":
        return
    at = last.end
    for mention in roles.right(last.end, 3 * FAR):
        verb = any(at <= act < mention.start and roles.is_verb(act) for act in roles.acts)
        if verb or mention.start - at > FAR or clause_begins(roles, at, mention.start):
            return
        comma = roles.tokens[mention.start - 1].text in COMMAS
        linked = mention.clitic[:1] in roles.pack.and_ if mention.clitic else False
        if mention.kind == "object" and linked and (comma or mention.start == at):
            roles.give("target", mention, "object_of_verb")
            at = mention.end


def clause_begins(roles: Roles, start: int, end: int) -> bool:
    """Tell whether words of telling, time or nearness end a list in tokens *start* to *end*."""
    return any(
        roles.words.beside.at(roles.tokens, at, end=end)
        or roles.words.announces.at(roles.tokens, at, end=end)
        or roles.words.whens.at(roles.tokens, at, end=end)
        or roles.tokens[at].text in roles.words.that
        for at in range(start, end)
    )


def told_of(roles: Roles, start: int) -> Mention | None:
    """Return whom "that" before token *start* begins to tell of: إن معسكرا في الضاحية … تعرض."""
    for mention in reversed(roles.mentions):
        if mention.end > start or mention.kind not in STRUCK:
            continue
        if start - mention.end > 2 * FAR or roles.stopped(mention.end, start):
            return None
        if any(mention.end <= at < start for at in roles.acts):
            return None
        before = roles.tokens[mention.start - 1].text
        if before in roles.words.that or unlinked_in(roles, before):
            return mention
    return None


def unlinked_in(roles: Roles, word: str) -> bool:
    """Tell whether *word* is an auxiliary, with or without a prefix that joins sentences (وكانت)."""
    bare = (word.removeprefix(prefix) for prefix in roles.reading.pack.strikes.linking)
    return any(one in roles.words.auxiliaries for one in (word, *bare))


def is_intercepting(roles: Roles, start: int) -> bool:
    """Tell whether what was shot down is a missile or drone: who did it attacked nobody."""
    weapons = (roles.acts[at].weapon for at in range(start, start + FAR) if at in roles.acts)
    return any(weapon in SHOT_DOWN for weapon in weapons)
