"""Words of fighting: each side attacks and is attacked."""

from streams.steps.extract.actors.clause import FAR, NEAR
from streams.steps.extract.actors.coordination import joined_to
from streams.steps.extract.actors.giving import Roles
from streams.steps.extract.actors.nouns import UNNAMED, Mention
from streams.steps.extract.actors.prepositional import doer_by
from streams.steps.extract.actors.qualities import is_in_place, is_side
from streams.steps.extract.actors.rules import KILLING
from streams.steps.extract.actors.subjects import coordinated, side_left
from streams.steps.extract.findings import TriggerFinding


def clash_sides(roles: Roles, trigger: TriggerFinding) -> None:
    """Read the sides of a fight: each attacks and is attacked."""
    sides: list[Mention] = []
    limit = min(roles.sentence.end, trigger.end + (FAR if roles.before else 2 * FAR))
    for at in range(trigger.end, limit):
        if at in roles.stops or (at - trigger.end >= FAR and at in roles.acts):
            break
        of = roles.before and at == trigger.end and roles.tokens[at].text in roles.words.genitive
        if of or roles.words.between.at(roles.tokens, at, end=roles.sentence.end):
            sides = sides_between(roles, at + 1)
            break
        if (
            roles.words.with_.at(roles.tokens, at, end=roles.sentence.end)
            and at - trigger.end < FAR
        ):
            reach = NEAR if roles.before else NEAR + 2
            other = [m for m in roles.right(at, reach) if is_side(roles, m)][:1]
            first = next((m for m in roles.right(trigger.end, at - trigger.end)), None)
            dead = None if roles.before else dead_before(roles, trigger.start)
            if dead and first is None and other and is_person(roles, dead):
                roles.give("attacker", other[0], "side_of_clash")
                roles.give("target", dead, "side_of_clash")
                return  # قتل جندي في اشتباك مع مسلحين
            left = coordinated(roles, trigger.start) if roles.before else None
            left = left or side_left(roles, trigger.start)
            if first is None and left and not roles.comma(left.end, trigger.start):
                first = left
            sides = [m for m in (first, *other) if m and is_side(roles, m)]
            sides = [dead, *sides] if dead and len(sides) == 1 else sides
            alone = not roles.before and at - trigger.end < 3 and sides
            named = alone and sides[0].kind == "armed" and sides[0].id not in UNNAMED
            sides = sides if len(sides) == 2 or named else []
            break
    if not sides and roles.tokens[trigger.start].text in roles.words.fights:
        left = roles.left(trigger.start, 2)
        if left is None and any(
            roles.is_patron(m) for m in roles.mentions if 0 <= trigger.start - m.end <= 2
        ):
            left = roles.left(trigger.start, FAR)  # "soldiers backed by tanks battled"
        right = roles.right(trigger.end, 3)[:1]
        both = (left, *right) if right else (left, *(joined_to(roles, left, -1) if left else ()))
        sides = [m for m in both if m and m.actor_kind not in {None, "civilians"}]
        sides = sides if len(sides) == 2 else []
    sides = sides or fallen_sides(roles, trigger.start)
    if not sides and not roles.before:
        doer_by(roles, trigger.end)
    for side in sides if not any(is_in_place(roles, side) for side in sides) else ():
        roles.give("attacker", side, "side_of_clash")
        roles.give("target", side, "side_of_clash")


def dead_before(roles: Roles, start: int) -> Mention | None:
    """Return the forces whose dead are told before "in a clash with": قتل جنديان في اشتباك مع."""
    dead = next((m for m in reversed(roles.mentions) if m.end <= start), None)
    if dead is None or not (dead.kind == "armed" or dead.actor_kind == "state_forces"):
        return None
    told = range(dead.start - NEAR, dead.start)
    killed = any(at in told and act.rule in KILLING for at, act in roles.acts.items())
    near = start - dead.end <= NEAR + 2 and not roles.stopped(dead.end, start)
    return dead if killed and near else None


def is_person(roles: Roles, mention: Mention) -> bool:
    """Tell men told by what they are (جنديان) from a side told by its name."""
    return bool(roles.nouns.people.at(roles.tokens, mention.start, end=mention.end))


def fallen_sides(roles: Roles, start: int) -> list[Mention]:
    """Return the two whose dead are told before a fight: "five police and two rebels died in"."""
    dead = [at for at, t in roles.acts.items() if t.rule in KILLING and start - NEAR <= at < start]
    hit = {m.id: m for m in _hit_before(roles, start)}
    if len(hit) == 2:
        return list(hit.values())
    left = roles.left(dead[-1], NEAR) if dead and roles.before else None
    both = (left, *joined_to(roles, left, -1)) if left else ()
    sides = [m for m in both if m.kind == "armed" or m.actor_kind == "state_forces"]
    return sides if len(sides) == 2 else []


def _hit_before(roles: Roles, start: int) -> list[Mention]:
    """Return those who may fight among the dead and wounded before token *start*."""
    return [
        mention
        for mention in roles.mentions
        if roles.before and is_side(roles, mention) and mention.kind in {"armed", "people"}
        for claim in roles.hit
        if claim.max != 0
        and claim.kind in {"killed", "injured"}
        and claim.people[0] <= mention.start < claim.people[1] <= start
    ]


def sides_between(roles: Roles, start: int) -> list[Mention]:
    """Return the two that stand behind "between", the second joined to the first."""
    alone = roles.right(start, 3)[:1] if roles.before else []
    if (
        alone
        and alone[0].id in UNNAMED
        and not (
            {token.text for token in roles.tokens[alone[0].end : alone[0].end + NEAR]}
            & roles.words.and_with
        )
    ):
        return alone  # "a clash between rival militias"
    first, second = ([m for m in roles.right(start, FAR + NEAR) if is_side(roles, m)] + [None] * 2)[
        :2
    ]
    if first is None or second is None or first.start - start > 3:
        return []
    near = second.start - first.end <= NEAR + 2
    words = {token.text for token in roles.tokens[first.end : second.start]}
    joined = second.clitic[:1] in roles.pack.and_ or bool(words & roles.words.and_with)
    further = [m for m in joined_to(roles, second, 1) if is_side(roles, m)]
    return [first, second, *further] if near and joined else []


def exchanging(roles: Roles) -> None:
    """Give both roles to two who exchange fire, or the role of attacker where they exchange charges."""
    for match in roles.words.exchanges.find(
        roles.tokens, start=roles.sentence.start, end=roles.sentence.end
    ):
        first = next((m for m in roles.right(match.end, 1)[:1] if is_side(roles, m)), None)
        sides = [first, *joined_to(roles, first, 1)] if first else []
        if first is None or len(sides) < 2 or not all(is_side(roles, side) for side in sides):
            continue
        begin = max(side.end for side in sides)
        charged = roles.words.accuses.at(roles.tokens, begin, end=roles.sentence.end)
        fired = any(
            begin <= at <= begin + 2 and roles.acts[at].nature == "act" for at in roles.acts
        )
        for side in sides if charged or fired else ():
            if charged:
                roles.give("attacker", side, "side_of_clash", certainty="accused")
            else:
                roles.give("attacker", side, "side_of_clash")
                roles.give("target", side, "side_of_clash")


def strife_sides(roles: Roles) -> None:
    """Give both roles to the sides of strife that no word of fighting tells."""
    if not roles.words.strife:
        return
    for match in roles.words.between.find(
        roles.tokens, start=roles.sentence.start, end=roles.sentence.end
    ):
        before = roles.tokens[max(roles.sentence.start, match.start - 1)].text
        sides = sides_between(roles, match.end) if before in roles.words.strife else []
        for side in sides if all(one.kind == "armed" for one in sides) else ():
            roles.give("attacker", side, "side_of_clash")
            roles.give("target", side, "side_of_clash")
