"""What may be a target: neither weapons nor things too vague to be told as hit."""

from streams.steps.extract.actors.clause import NEAR, Clause
from streams.steps.extract.actors.nouns import INHABITED, UNNAMED, Mention
from streams.steps.extract.triggers import form_of


def is_thing(clause: Clause, mention: Mention) -> bool:
    """Tell whether *mention* is a thing that is a target without its owner."""
    return mention.kind == "object" and not is_no_target(clause, mention)


def is_no_target(clause: Clause, mention: Mention) -> bool:
    """Tell a weapon, and a thing too vague to be told as hit, from a target."""
    if (mention.id not in UNNAMED and mention.object != "base") and any(
        mention.start <= at < mention.end for at, t in clause.acts.items() if t.weapon
    ):
        return True
    if mention.kind == "armed":
        return bool(clause.nouns.means.at(clause.tokens, mention.start, end=mention.end))
    vague = clause.nouns.vague.at(clause.tokens, mention.start, end=mention.end)
    if vague and mention.name in INHABITED and is_construct(clause, mention):
        return True  # بلدات الساحل: the name of a place
    if vague and all(
        clause.tokens[at].text in clause.words.quantifiers
        for at in range(vague[0].end, mention.end)
    ):
        return not is_specified(clause, mention)
    owned = clause.nouns.owned.at(clause.tokens, mention.start, end=mention.end)
    return bool(owned) and owned[0].end == mention.end and is_owned(clause, mention)


def is_owned(clause: Clause, mention: Mention) -> bool:
    """Tell whether the owner of a thing stands behind it, who is the target then (موقع للجيش)."""
    behind = clause.right(mention.end, 3)[:1]
    return any(one.kind not in {"object", "people"} for one in behind)


def is_specified(clause: Clause, mention: Mention) -> bool:
    """Tell a thing of which "of" says what it is: "the office of the commission"."""
    at = mention.end
    if (
        not clause.before
        or at >= clause.sentence.end
        or clause.tokens[at].text not in clause.words.genitive
    ):
        return False
    owner = next(iter(clause.right(at, 3)), None)
    return owner is None or owner.kind != "armed"


def weapon_before(clause: Clause, start: int) -> bool:
    """Tell whether a weapon stands before *start*, which then says whose it is (صاروخ حوثي)."""
    if clause.before:
        return False
    return any(
        act.weapon is not None
        and form_of(act) == "weapon"
        and clause.over_fillers(act.end, start) == start
        for at, act in clause.acts.items()
        if start - NEAR <= at < start
    )


def is_construct(clause: Clause, mention: Mention) -> bool:
    """Tell a noun for many things before its owner or name, which has no adjective's ending."""
    rest = [token.text for token in clause.tokens[mention.start + 1 : mention.end]]
    relation = clause.pack.adjectival[:1]
    described = rest and (
        rest[0].endswith(clause.pack.adjectival) or rest[-1].endswith(relation or ("\0",))
    )
    return bool(rest) and not described


def stems(clause: Clause, mention: Mention) -> frozenset[str]:
    """Return the words of *mention* without prefix, article and accusative ending."""
    article, ending = clause.reading.pack.strikes.article, clause.pack.accusative_agrees[:1]
    words = [token.text for token in clause.tokens[mention.start : mention.end]]
    words[0] = words[0].removeprefix(mention.clitic)
    return frozenset(
        word.removeprefix(article).removesuffix(ending[0] if ending else "") for word in words
    )
