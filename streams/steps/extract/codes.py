"""Codes: an act in the words of published coding schemes, by the rules of a table.

Schemes: ACLED (Codebook, 2023), PLOVER (manual, draft 0.7b1, Open Event Data Alliance, 2021), GTD
(START, Codebook, 2021) and UCDP GED (Codebook 23.1, Högbladh 2023). The table is `codes.toml`: of
each scheme the first rule that holds gives the code, and its name stands in the record. A scheme
that does not apply is left out; what a text does not say is never guessed, so that a bombardment
of unstated means has no weapon code.
"""

from functools import lru_cache
from importlib.resources import files

import msgspec
from msgspec import Struct

from streams.records.report import Act, Code

_PROTECTED = frozenset({"civilian", "child", "woman", "medic", "journalist"})
_FINEST_FIRST = ("site", "within")


class Rule(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One row of the crosswalk: *code* where every condition that it names is met."""

    name: str
    code: str | None = None
    types: tuple[str, ...] = ()
    weapons: tuple[str, ...] = ()
    attackers: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    hurt: tuple[str, ...] = ()
    site: tuple[str, ...] = ()
    precision: tuple[str, ...] = ()


class Scheme(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A published scheme and its rules, in the order in which they are tried."""

    scheme: str
    version: str
    source: str
    rules: tuple[Rule, ...]
    needs_dead: bool = False


class Interaction(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The digits of two kinds of actors, which together say who met whom."""

    scheme: str
    version: str
    source: str
    digits: dict[str, int]


class Crosswalk(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, eq=False):
    """`codes.toml`: our *version* of the crosswalk to all schemes."""

    version: str
    schemes: tuple[Scheme, ...]
    interaction: Interaction


def load_crosswalk() -> Crosswalk:
    """Return the crosswalk of the package."""
    return msgspec.toml.decode(crosswalk_bytes(), type=Crosswalk)


def crosswalk_bytes() -> bytes:
    """Return `codes.toml` as written, for the digest of all that extraction knows."""
    return (files("streams.steps.extract") / "codes.toml").read_bytes()


def codes_of(act: Act, *, crosswalk: Crosswalk) -> tuple[Code, ...]:
    """Return the codes of *act*, one a scheme that applies, in the order of the table."""
    facts = _facts(act)
    found = []
    for scheme, rules in _compiled(crosswalk):
        if scheme.needs_dead and "killed" not in facts["hurt"]:
            continue
        rule = next((rule for rule, wanted in rules if _holds(wanted, facts)), None)
        if rule is not None and rule.code is not None:
            found.append(_code(scheme.scheme, scheme.version, rule.code, rule.name, crosswalk))
    met = _interaction(facts, crosswalk.interaction)
    if met is not None:
        scheme_of = crosswalk.interaction
        found.append(_code(scheme_of.scheme, scheme_of.version, met, "kinds_of_actors", crosswalk))
    return tuple(found)


def _code(scheme: str, version: str, code: str, rule: str, crosswalk: Crosswalk) -> Code:
    return Code(scheme=scheme, version=version, code=code, rule=f"{crosswalk.version}/{rule}")


_Wanted = tuple[tuple[str, tuple[str, ...]], ...]
_CONDITIONS = ("types", "weapons", "attackers", "targets", "hurt", "site", "precision")


@lru_cache(maxsize=8)
def _compiled(crosswalk: Crosswalk) -> list[tuple[Scheme, list[tuple[Rule, _Wanted]]]]:
    """Return the schemes with their rules, each with the conditions that it names."""
    return [
        (scheme, [(rule, _wanted(rule)) for rule in scheme.rules]) for scheme in crosswalk.schemes
    ]


def _wanted(rule: Rule) -> _Wanted:
    return tuple((name, wanted) for name in _CONDITIONS if (wanted := getattr(rule, name)))


def _holds(wanted: _Wanted, facts: dict[str, frozenset[str]]) -> bool:
    for name, words in wanted:  # noqa: SIM110 - asked some hundred times an act
        if facts[name].isdisjoint(words):
            return False
    return True


def _facts(act: Act) -> dict[str, frozenset[str]]:
    """Return what rules ask of an act, each as the words that are true of it."""
    targets = {actor.kind for actor in act.targets if actor.kind}
    if not targets and act.casualties:
        told = {casualty.victims.status for casualty in act.casualties if casualty.min}
        targets = {"civilians"} if told and told <= _PROTECTED else set()
    return {
        "types": frozenset({act.type}),
        "weapons": frozenset(weapon.weapon_class for weapon in act.weapons),
        "attackers": frozenset(
            actor.kind for actor in act.attackers if actor.kind and actor.certainty != "denied"
        ),
        "targets": frozenset(targets),
        "hurt": frozenset(c.kind for c in act.casualties if c.min or c.max is None),
        "site": _site(act),
        "precision": frozenset({act.occurred.precision}) if act.occurred.start else frozenset(),
    }


def _site(act: Act) -> frozenset[str]:
    for role in _FINEST_FIRST:
        for place in act.places:
            if place.role == role:
                return frozenset({"near" if place.relation else place.kind})
    return frozenset()


def _interaction(facts: dict[str, frozenset[str]], table: Interaction) -> str | None:
    """Return the two digits of who met whom, None unless each side is of one known kind."""
    attackers, targets = facts["attackers"], facts["targets"]
    if facts["types"] == {"clash"} and attackers == targets and len(attackers) == 2:
        sides = sorted(table.digits[kind] for kind in attackers)
    elif len(attackers) == 1 and len(targets) == 1:
        sides = sorted(table.digits[kind] for kind in (*attackers, *targets))
    else:
        return None
    return "".join(map(str, sides))
