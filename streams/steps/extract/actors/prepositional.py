"""Roles behind prepositions: "by" and "of" name the doer, "on" and "in" what was struck."""

from streams.steps.extract.actors.clause import FAR, NEAR
from streams.steps.extract.actors.coordination import joined_to
from streams.steps.extract.actors.giving import Roles
from streams.steps.extract.actors.nouns import SETTLEMENT, UNNAMED, Mention
from streams.steps.extract.actors.qualities import is_doer, is_fighting, is_inside
from streams.steps.extract.actors.rules import DEED
from streams.steps.extract.actors.targetable import is_no_target
from streams.steps.extract.actors.words import COMMAS
from streams.steps.extract.findings import AMONG_THE_HIT
from streams.steps.extract.triggers import form_of


def doer_by(roles: Roles, start: int) -> None:
    """Give the role of attacker behind "by", على يد."""
    limit = min(roles.sentence.end, start + FAR)
    for at in range(start, limit) if roles.tokens.starting(roles.words.by, start, limit) else ():
        if at in roles.stops:
            return
        match = roles.words.by.at(roles.tokens, at, end=roles.sentence.end)
        if match and not roles.words.apart.at(roles.tokens, at - 1, end=at):
            doer = doer_at(roles, match[0].end)
            words = range(match[0].end, doer.start if doer else 0)
            beside = any(
                roles.tokens[one].text in roles.words.prepositions
                and roles.tokens[one + 1].text != "-"  # "off-duty"
                for one in words
            )
            if (
                doer
                and doer.kind == "state"
                and roles.tokens[doer.start - 1].text in roles.words.of
            ):
                return  # "a diplomat from Mali"
            if doer and not beside and is_doer(doer):
                roles.give_joined(doer, 1, "done_by")
                return


def doer_at(roles: Roles, start: int) -> Mention | None:
    """Return who stands behind the "by" that ends at *start*, adjectives of it passed over."""
    if not roles.before:
        return next(iter(roles.right(start, 3)), None)
    near = [m for m in roles.right(start, NEAR + 2) if not roles.is_patron(m)]
    named = next((m for m in near if m.kind not in {"adjective", "state"}), None)
    if named and is_doer(named) and named.kind != "state" and not roles.comma(start, named.start):
        return named
    beside = (m for m in near if m.start - start <= 3)
    return next((m for m in beside if m.kind != "people" or not roles.comma(start, m.start)), None)


def doer_of(roles: Roles, start: int) -> None:
    """Give the role of attacker behind "of" where what was struck follows: "a raid of X on Y"."""
    doer = next(iter(roles.right(start, 3)), None)
    if (
        doer
        and doer.kind == "armed"
        and (
            roles.words.on.at(roles.tokens, doer.end, end=roles.sentence.end)
            or roles.tokens[start - 1].text in roles.words.done_of
        )
    ):
        roles.give("attacker", doer, "doer_of_act")


def owner_of(roles: Roles, start: int) -> None:
    """Give the role of attacker to the group whose weapons "of" at *start* names: "bombs of the X"."""
    if not roles.before or not _is_genitive(roles, start):
        return
    for mention in roles.right(start, 3)[:1]:
        if mention.kind == "armed" and mention.id not in UNNAMED:
            roles.give("attacker", mention, "weapon_of")


def _is_genitive(roles: Roles, at: int) -> bool:
    return at < roles.sentence.end and roles.tokens[at].text in roles.words.genitive


def done_by_phrase(roles: Roles) -> None:
    """Give the role of attacker behind words that say it by themselves: "at the hands of"."""
    for match in roles.words.by.find(
        roles.tokens, start=roles.sentence.start, end=roles.sentence.end
    ):
        doer = roles.starts.get(match.end)
        word = roles.tokens[match.start].text
        verb = match.end - match.start == 1 and not word.startswith(roles.pack.preposition_prefixes)
        new = doer and doer.kind == "armed" and not roles.roles_of(doer)
        if doer and new and verb and not roles.before:
            roles.give_joined(doer, 1, "done_by")  # المنزل فخخه المسلحون
        if roles.before and match.end - match.start > 2:
            doer_by(roles, match.start)
            left = roles.left(match.start, 1)
            for one in (left, *joined_to(roles, left, -1)) if left else ():
                if one.kind == "armed":
                    roles.give("target", one, AMONG_THE_HIT)


def struck_behind(roles: Roles, start: int, *, reach: int = FAR) -> None:
    """Give the role of target behind "on", "against", على."""
    given = len(roles.given)
    limit = min(roles.sentence.end, start + reach)
    on = roles.tokens.starting(roles.words.on, start, limit)
    for at in range(start, on[-1] + 1 if on else start):
        act = roles.acts.get(at) if at > start else None
        if at in roles.stops or (act and form_of(act) not in {"weapon", "blast"}):
            return
        if at not in on or not is_on(roles, at):
            continue
        against = roles.tokens[at].text in roles.words.against
        fights = any(
            m.end == at and (is_fighting(m) if against else roles.before and m.id in UNNAMED)
            for m in roles.mentions
        )
        if not fights:
            roles.targets(_struck_at(roles, at), "struck_on", near=at + roles.before)
            if len(roles.given) > given:
                return


def _struck_at(roles: Roles, at: int) -> list[Mention]:
    """Return what the "on" at token *at* makes struck, and what is joined to it."""
    right = roles.right(at, NEAR + 2)
    if roles.before:
        right = [m for m in right if m.kind not in {"adjective", "state"}]
        return [*right[:1], *(joined_to(roles, right[0], 1) if right else ())]
    while right[1:] and is_no_target(roles, right[0]) and right[1].start - right[0].end <= 1:
        right = right[1:]  # على مواقع وتجمعات للحوثيين
    near = [
        m
        for m in right[1:2]
        if (m.start - right[0].end <= 1 and not is_inside(roles, m))
        or m in joined_to(roles, right[0], 1)
    ]
    return [*right[:1], *near]


def is_on(roles: Roles, at: int) -> bool:
    """Tell whether token *at* is the "on" of an act, not that of another word or phrase."""
    end = roles.sentence.end
    return (
        bool(roles.words.on.at(roles.tokens, at, end=end))
        and not roles.is_when(at)
        and not (at > roles.sentence.start and roles.words.governs.at(roles.tokens, at - 1, end=at))
        and not roles.words.not_on.at(roles.tokens, at, end=end)
    )


def blast_by(roles: Roles, start: int) -> None:
    """Give the role of target to the vehicle that a bomb went off by (انفجرت بحافلة)."""
    for mention in roles.right(start, NEAR) if not roles.before else ():
        prefixed = mention.clitic in roles.pack.instrument_prefixes
        patrol = mention.kind == "people" and mention.actor_kind == "state_forces"
        if prefixed and (patrol or mention.object in {"vehicle", "checkpoint"}):
            roles.give("target", mention, "blast_at")


def over_time(roles: Roles, start: int) -> int:
    """Return the token behind a time between commas at *start* or right behind it (، مساء السبت،)."""
    end = min(roles.sentence.end, start + FAR)
    for comma in range(start, min(end, start + 2)):
        if roles.tokens[comma].text in COMMAS:
            at = comma + 1
            while at < end and (when := roles.words.where.at(roles.tokens, at, end=end)):
                at = when[0].end
            return at + 1 if at > comma + 1 and roles.tokens[at].text in COMMAS else start
    return start


def went_off_in(roles: Roles, start: int) -> bool:
    """Give the role of target to the thing right behind "in" at *start* (فجر نفسه في حاجز)."""
    end, begin = roles.sentence.end, over_time(roles, start)
    near = (
        roles.words.near.at(roles.tokens, at, end=end) for at in range(begin, min(end, begin + 2))
    )
    match = next(filter(None, near), None)
    thing = roles.starts.get(match[0].end) if match else None
    if thing is None or thing.kind != "object":
        return False
    roles.give("target", thing, "blast_at")
    return "target" in roles.roles_of(thing)


def around(roles: Roles, start: int, *, facing: bool = False) -> None:
    """Give the role of target to the thing in or near which something went off.

    Where it was brought there (*facing*), in front of a thing is near.
    """
    start = start if roles.before else over_time(roles, start)
    limit = min(roles.sentence.end, start + FAR)
    near = bool(roles.tokens.starting(roles.words.near, start, limit))
    for at in range(start, limit) if near or facing else ():
        act = roles.acts.get(at)
        ends = at in roles.stops or (not roles.before and roles.tokens[at].text in COMMAS)
        if (
            ends
            and at not in roles.stops
            and roles.words.near.at(roles.tokens, at + 1, end=roles.sentence.end)
        ):
            continue  # ، في سوق
        planted = act is not None and act.rule == DEED and not _has_object(roles, act.end)
        beside = planted or (act is not None and form_of(act) in {"weapon", "blast"})
        if ends or (act and not beside):
            return
        match = roles.words.near.at(roles.tokens, at, end=roles.sentence.end) or (
            roles.words.facing.at(roles.tokens, at, end=roles.sentence.end) if facing else []
        )
        if match:
            for mention in roles.right(match[0].end, 2 if roles.described_before else 0)[:1]:
                among = not roles.before and mention.kind == "people"
                if mention.object == "vehicle" and (
                    roles.tokens[at - 1].text in roles.words.concealing
                ):
                    return  # "a bomb hidden in a motorcycle"
                if roles.before and mention.name == SETTLEMENT:
                    return
                if mention.kind == "object" or among:
                    roles.give("target", mention, "blast_at")
                    return


def _has_object(roles: Roles, end: int) -> bool:
    """Tell whether what follows the verb that ends at *end* may be its object: "blew up a bridge"."""
    if not roles.before or end >= roles.sentence.end:
        return False
    return not (
        roles.is_preposition(roles.tokens[end].text)
        or roles.words.near.at(roles.tokens, end, end=roles.sentence.end)
    )
