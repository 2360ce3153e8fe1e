"""What of an incident cannot all be true, and how well its civilian harm is attested."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from streams.gazetteer.parties import party_of_actor
from streams.records.incident import Claim, Contest, SupportedActor

COMPARED = frozenset({"killed", "injured"})
CIVILIANS = frozenset({"civilian", "child", "woman", "medic", "journalist"})
BLAMED = frozenset({"stated", "claimed", "accused", "suspected"})


def contests(
    claims: Sequence[Claim],
    *,
    attackers: Sequence[SupportedActor],
    is_mutual: bool,
    origins: Mapping[str, str],
) -> tuple[Contest, ...]:
    """Return the pairs of claims (by id) and of attackers (by actor id) that cannot both be true.

    *claims* stand in the order in which their articles were published, *origins* are by claim id.
    In an act that *is_mutual*, a clash, several attackers are no contest.
    """
    whole = [claim for claim in claims if _is_whole(claim)]
    return (
        *_of_figures(whole, origins=origins),
        *_of_status(whole, origins=origins),
        *_of_attackers(attackers, is_mutual=is_mutual),
    )


def _is_whole(claim: Claim) -> bool:
    """Tell whether *claim* counts all of its people and its source stands by it."""
    return (
        claim.kind in COMPARED
        and claim.certainty == "stated"
        and claim.subset_of is None
        and claim.withdrawn_by is None
    )


def _of_figures(claims: Sequence[Claim], *, origins: Mapping[str, str]) -> Iterator[Contest]:
    """Yield the newest figures of two origins, for one kind and side, that exclude each other.

    A later figure that is higher is a rise; one that the same article corrects is outdated.
    """
    outdated = {claim.supersedes for claim in claims}
    newest: dict[tuple[str, str], dict[str, tuple[int, Claim]]] = {}
    for place, claim in enumerate(claims):
        if claim.id not in outdated:
            same = newest.setdefault((claim.kind, claim.victims.side), {})
            same[origins[claim.id]] = place, claim
    for (kind, _), figures in newest.items():
        for (_, earlier), (_, later) in combinations(sorted(figures.values(), key=_place), 2):
            is_other_article = earlier.article != later.article
            if later.max is not None and later.max < earlier.min and is_other_article:
                why = f"{kind}: {_bounds(earlier)} and, later, {_bounds(later)}"
                yield Contest(first=earlier.id, second=later.id, why=why)


def _place(figure: tuple[int, Claim]) -> int:
    return figure[0]


def _of_status(claims: Sequence[Claim], *, origins: Mapping[str, str]) -> Iterator[Contest]:
    """Yield the newest claims of two origins of which one calls civilians what the other fighters.

    Their bounds must meet: else they may be two groups of dead.
    """
    said: dict[tuple[str, bool], Claim] = {}
    for claim in claims:
        status = claim.victims.status
        if claim.kind == "killed" and (status in CIVILIANS or status == "combatant"):
            said[origins[claim.id], status == "combatant"] = claim
    for (origin, fighters), claim in said.items():
        for (other_origin, other_fighters), other in said.items():
            if origin == other_origin or fighters or not other_fighters:
                continue
            is_same_side = claim.victims.side in {other.victims.side, "unknown"}
            is_same_side = is_same_side or other.victims.side == "unknown"
            if is_same_side and claim.article != other.article and _meet(claim, other):
                yield Contest(
                    first=claim.id, second=other.id, why="the dead: civilians, and fighters"
                )


def _of_attackers(attackers: Sequence[SupportedActor], *, is_mutual: bool) -> Iterator[Contest]:
    """Yield who is blamed and denies it, and pairs of whom no article blames both."""
    blamed: dict[str, SupportedActor] = {}
    together: dict[str, set[str]] = {}
    parties: dict[str, str] = {}
    for each in attackers:
        actor = each.actor
        if actor.kind is None or actor.certainty not in BLAMED or _is_nobody(actor.id):
            continue
        blamed.setdefault(actor.id, each)
        parties[actor.id] = party_of_actor(actor.part_of or actor.id)
        together.setdefault(actor.id, set()).update(each.articles)
    for each in attackers:
        if each.actor.certainty == "denied" and each.actor.id in blamed:
            name = each.actor.id
            yield Contest(first=name, second=name, why="the attacker: blamed, and denies it")
    if is_mutual:
        return
    for one, other in combinations(blamed, 2):
        if parties[one] != parties[other] and together[one].isdisjoint(together[other]):
            yield Contest(first=one, second=other, why="the attacker: one, and another")


def _is_nobody(actor: str) -> bool:
    return actor.startswith(("group-", "unidentified-")) or actor in {"militants", "soldiers"}


def _meet(one: Claim, other: Claim) -> bool:
    return (other.max is None or one.min <= other.max) and (one.max is None or other.min <= one.max)


def _bounds(claim: Claim) -> str:
    if claim.max == claim.min:
        return str(claim.min)
    return f"{claim.min} to {claim.max}" if claim.max is not None else f"{claim.min} or more"


def airwars_grade(
    claims: Sequence[Claim],
    *,
    attackers: Iterable[SupportedActor],
    contested: Iterable[Contest],
    origins: Mapping[str, str],
) -> tuple[str | None, str | None]:
    """Return the grade that Airwars' rules suggest for the civilian harm, and the reason.

    `confirmed`: the attacker accepts that civilians were harmed; `discounted`: the dead and hurt
    were fighters; `contested`: several are blamed, or who is denies it; `fair`: two independent
    origins tell it; `weak`: one does. None where nobody tells of harm to people. A suggestion: what
    Airwars weighs beside it (pictures, names, a strike known of that day) is for its reader.
    Airwars, Methodology: "Grading of civilian harm".
    """
    harm = [
        claim
        for claim in claims
        if claim.withdrawn_by is None
        and claim.certainty != "denied"
        and claim.kind in {"killed", "injured", "killed_or_injured"}
        and claim.max != 0
        and claim.victims.side != "attacker"
    ]
    if not harm:
        return None, None
    if all(claim.victims.status == "combatant" for claim in harm):
        return "discounted", "all the dead and hurt are told to be fighters"
    told = [claim for claim in harm if claim.victims.status != "combatant"]
    blamed = {
        party_of_actor(each.actor.part_of or each.actor.id)
        for each in attackers
        if each.actor.certainty in BLAMED
    }
    admitted = next(
        (
            claim
            for claim in told
            if claim.victims.status in CIVILIANS and origins[claim.id] in blamed
        ),
        None,
    )
    if admitted:
        return "confirmed", f"the attacker ({origins[admitted.id]}) tells of harm to civilians"
    if any(each.why.startswith("the attacker") for each in contested):
        return "contested", "the act is laid at different doors, or denied by who is blamed"
    sources = sorted({origins[claim.id] for claim in told if claim.repeats is None})
    if len(sources) > 1:
        return "fair", f"{len(sources)} independent origins: {', '.join(sources)}"
    return "weak", f"one origin: {', '.join(sources)}"
