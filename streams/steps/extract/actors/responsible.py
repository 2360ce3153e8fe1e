"""Who claims an act, is accused of it, or denies it."""

from streams.steps.extract.actors.clause import FAR, NEAR
from streams.steps.extract.actors.coordination import joined_to
from streams.steps.extract.actors.giving import Roles
from streams.steps.extract.actors.nouns import SIDES, Mention
from streams.steps.extract.actors.qualities import is_placed
from streams.steps.extract.actors.subjects import subject_after
from streams.steps.extract.actors.words import COMMAS
from streams.steps.extract.triggers import form_of

TOLD = frozenset({"verb", "carry", "event"})
"""Forms of words that tell what a speaker did; verb and noun are one word in some scripts (قصف)."""


def responsible(roles: Roles) -> None:
    """Give the roles of claims, accusations and denials of responsibility."""
    claims(roles)
    accusations(roles)
    denials(roles)
    if not roles.before:
        announcements(roles)


def claims(roles: Roles) -> None:
    """Give the role of attacker to those who claim what was done."""
    for match in roles.words.claims.find(
        roles.tokens, start=roles.sentence.start, end=roles.sentence.end
    ):
        right = [
            m
            for m in roles.right(match.end, FAR if roles.ends_by(match.end) else NEAR)
            if m.kind == "armed"
            and not roles.is_patron(m)
            and (
                roles.before
                or not any(match.end <= at < m.start and roles.is_verb(at) for at in roles.acts)
            )
        ]
        left = claimant(roles, match.start) or named_before(roles, match.start)
        order = (left, *right) if roles.before else (*right, left)
        order = tuple(right) if roles.ends_by(match.end) else order
        doer = next((m for m in order if m and m.kind == "armed"), None)
        before = range(max(roles.sentence.start, match.start - FAR), match.start)
        denied = any(roles.words.denies.at(roles.tokens, at, end=match.start) for at in before)
        if not roles.before:
            denied = denied or any(
                roles.words.accuses.at(roles.tokens, at, end=match.start) for at in before
            )
        if doer and not denied and not is_negated(roles, match.start, doer):
            roles.give("attacker", doer, "claimed", certainty="claimed")


def accusations(roles: Roles) -> None:
    """Give the role of attacker to those whom others accuse."""
    for match in roles.words.accuses.find(
        roles.tokens, start=roles.sentence.start, end=roles.sentence.end
    ):
        if roles.words.each_other.at(roles.tokens, match.end, end=roles.sentence.end):
            both_sides(roles, match.start)
            continue
        if roles.tokens[match.start].text in roles.words.burdens and not is_burden(
            roles, match.end
        ):
            continue
        right = [
            m
            for m in roles.right(match.end, FAR)
            if m.kind in SIDES
            and not roles.is_patron(m)
            and (roles.before or m.start == match.end or not is_placed(roles, m))
        ]
        left = roles.left(match.start, FAR)
        if roles.before:
            last = roles.tokens[match.end - 1].text
            suffers = roles.is_passive(match.start, match.end)
            suffers = suffers and last not in roles.words.prepositions  # "was attributed to"
            accused = left if suffers else next(iter(right), None)
            if accused is None or accused.kind not in SIDES:
                accused = named_before(roles, match.start) if suffers else None
        else:
            accused = next(iter(right), None)
            accuser_first = accused and accused.start - match.end <= 1 and len(right) > 1
            speaks = len(right) > 1 and any(
                one.start <= right[0].start < one.end <= right[1].start for one in roles.said
            )
            if speaks:
                accused = right[1]
            elif accuser_first and right[1].start - right[0].end <= NEAR:
                accused = right[1] if not (left and left.kind == "state") else accused
        if (
            accused
            and not roles.before
            and (
                is_accuser(roles, match.start, match.end, accused)
                or is_of_other(roles, accused.end)
            )
        ):
            accused = None
        if accused and (
            match.end - match.start > 1
            or roles.tokens[match.start].text not in roles.words.charged
            or accused.start == match.end
        ):
            roles.give("attacker", accused, "accused", certainty="accused")


def announcements(roles: Roles) -> None:
    """Give the role of attacker to those who announce a deed of theirs (أعلن الجيش قصف …، أنه قصف …)."""
    start, end = roles.sentence.start, roles.sentence.end
    for match in roles.words.announces.find(roles.tokens, start=start, end=end):
        doer = next((m for m in roles.right(match.end, 3)[:1] if m.kind in SIDES), None)
        if doer is None or roles.parted(match.end, doer.start) or roles.is_patron(doer):
            continue
        told = told_at(roles, doer.end)
        if told < 0:
            told = told_behind(roles, doer.end)
        if told < 0 or roles.words.own.find(roles.tokens, start=told, end=min(end, told + NEAR)):
            continue
        roles.give("attacker", doer, "announced", certainty="claimed")


def told_behind(roles: Roles, start: int) -> int:
    """Return the token of a deed's noun behind a comma that ends what is said of the speaker, or -1."""
    for at in range(start, min(roles.sentence.end, start + 2 * FAR)):
        if roles.tokens[at - 1].text in COMMAS and at > start:
            about = at + 1 if roles.tokens[at].text in roles.words.about else at
            if roles.words.masdars.at(roles.tokens, about, end=roles.sentence.end):
                return about
        if at in roles.stops or (at in roles.acts and roles.is_verb(at)):
            return -1
    return -1


def told_at(roles: Roles, start: int) -> int:
    """Return the token at which a deed is announced, past when it was, or -1."""
    end = roles.sentence.end
    for at in range(start, min(end, start + NEAR + 2)):
        if roles.words.masdars.at(roles.tokens, at, end=end):
            return at
        if roles.words.himself.at(roles.tokens, at, end=end):
            verb = roles.acts.get(at + 1)
            if roles.words.undertakes.at(roles.tokens, at + 1, end=end):
                return next((one for one in range(at + 2, at + 4) if one in roles.acts), -1)
            return at + 1 if verb and form_of(verb) in TOLD else -1
        if roles.tokens[at].text in roles.words.that:
            if roles.words.own_forces.at(roles.tokens, at + 1, end=end):
                verb = roles.acts.get(at + 2)
                return at + 2 if verb and form_of(verb) in TOLD else -1
            laid = [act for step in (1, 2) if (act := roles.acts.get(at + step))]
            forms = [form_of(act) for act in laid]
            if forms != ["event", "carry"] or subject_after(roles, laid[-1].end):
                return -1  # another did it: the army said that an attack X launched …
            return at + 1
        when = roles.words.where.at(roles.tokens, at, end=end)
        if (
            roles.tokens[at].kind == "word"
            and not when
            and roles.tokens[at].text not in roles.words.about
            and roles.tokens[at].text not in roles.words.inside
        ):
            return -1
    return -1


def named_before(roles: Roles, start: int) -> Mention | None:
    """Return the name in capitals before token *start*, whoever that is."""
    if not roles.before:
        return None
    while start > roles.sentence.start and roles.words.passives.at(
        roles.tokens, start - 1, end=start
    ):
        start -= 1
    return roles.unknown.before(start, roles.sentence.start)


def is_of_other(roles: Roles, at: int) -> bool:
    """Tell whether the word at *at* says that what one is accused of is no act of this kind."""
    if at >= roles.sentence.end or at in roles.acts or at in roles.starts:
        return False
    if roles.words.patrons.at(roles.tokens, at, end=roles.sentence.end):
        return False
    if not roles.before and roles.tokens[at].text in roles.words.inside:
        return not any(at < act <= at + 2 for act in roles.acts)
    prefixed = roles.tokens[at].text.startswith(roles.pack.instrument_prefixes or ("\0",))
    if not prefixed or roles.words.charges.at(roles.tokens, at, end=roles.sentence.end):
        return False
    return not any(at < act <= at + 2 for act in roles.acts)


def is_accuser(roles: Roles, start: int, end: int, mention: Mention) -> bool:
    """Tell who stands behind a verb that opens its clause: who accuses, not who is accused."""
    if mention.start > end or roles.tokens[start].text not in roles.words.accusing_verbs:
        return False
    if roles.words.duty.at(roles.tokens, mention.end, end=roles.sentence.end):
        return False
    before = roles.tokens[start - 1] if start > roles.sentence.start else None
    return (
        before is None
        or before.kind == "mark"
        or bool(roles.nouns.boundaries.at(roles.tokens, start - 1, end=start))
        or roles.tokens[start].text.startswith(roles.reading.pack.strikes.linking)
    )


def is_burden(roles: Roles, start: int) -> bool:
    """Tell whether what someone is made to bear is responsibility (تحمل حماس المسؤولية)."""
    end = min(roles.sentence.end, start + FAR + NEAR)
    return bool(roles.words.duty.find(roles.tokens, start=start, end=end))


def claimant(roles: Roles, start: int) -> Mention | None:
    """Return the nearest group before *start*: "the junta in Myanmar has claimed"."""
    for mention in reversed(roles.mentions):
        if mention.end <= start and (mention.kind == "armed" or start - mention.end > FAR):
            before = roles.tokens[max(roles.sentence.start, mention.start - 3) : mention.start]
            if roles.is_patron(mention) or any(t.text in roles.words.genitive for t in before):
                continue
            near = start - mention.end <= FAR
            return mention if near and not roles.stopped(mention.end, start) else None
    return None


def both_sides(roles: Roles, start: int) -> None:
    """Give both roles to the two that accuse each other before token *start*."""
    left = roles.left(start, NEAR)
    sides = [m for m in (left, *joined_to(roles, left, -1)) if m.kind in SIDES] if left else []
    for side in sides if len(sides) > 1 else ():
        roles.give("attacker", side, "side_of_clash", certainty="accused")
        roles.give("target", side, "side_of_clash")


def denials(roles: Roles) -> None:
    """Give the role of attacker, denied, to those who deny that they did it."""
    for match in roles.words.denies.find(
        roles.tokens, start=roles.sentence.start, end=roles.sentence.end
    ):
        limit = min(roles.sentence.end, match.end + NEAR + 2)
        if not any(
            roles.words.duty.at(roles.tokens, at, end=roles.sentence.end)
            for at in range(match.end, limit)
        ):
            continue
        right = next(iter(roles.right(match.end, 2)), None)
        left = roles.left(match.start, NEAR)
        order = (left,) if roles.before else (right, left)
        denier = next((m for m in order if m and m.kind in SIDES), None)
        if denier:
            roles.give("attacker", denier, "denied", certainty="denied")


def is_negated(roles: Roles, start: int, doer: Mention) -> bool:
    """Tell whether nobody is said to have claimed it: "no group has claimed", لم تعلن أي جهة."""
    first = max(roles.sentence.start, start - NEAR)
    return doer.end <= start and any(
        t.text in roles.words.nobody
        for t in roles.tokens[max(roles.sentence.start, min(first, doer.start - 2)) : start]
    )
