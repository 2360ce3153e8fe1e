"""Objects: what a verb struck, and whom a verb of killing killed."""

from collections.abc import Sequence

from streams.steps.extract.actors.clause import FAR, Clause
from streams.steps.extract.actors.coordination import joined_to
from streams.steps.extract.actors.nouns import OFFICIALS, UNNAMED, Mention
from streams.steps.extract.actors.qualities import counted, is_described, is_single
from streams.steps.extract.actors.targetable import is_no_target
from streams.steps.extract.actors.words import COMMAS


def objects_of(clause: Clause, start: int) -> list[Mention]:
    """Return the object of a verb that ends before *start* and those joined to it.

    What owns a thing too vague to be hit is hit: "positions of the rebels".
    """
    right = [m for m in clause.right(start, FAR) if m.kind not in {"adjective", "state"}]
    if not right:
        return []
    if (is_no_target(clause, right[0]) or are_men(right)) and belongs(clause, right[1:2]):
        return right[1:2]
    return [right[0], *joined_to(clause, right[0], 1)]


def are_men(near: Sequence[Mention]) -> bool:
    """Tell people behind whom those they belong to may stand: "five men of the border police"."""
    return (
        len(near) > 1
        and near[0].kind == "people"
        and near[1].kind == "armed"
        and near[1].start - near[0].end <= 2
    )


def belongs(clause: Clause, owner: Sequence[Mention]) -> bool:
    """Tell whether "of" stands before *owner*, with at most an article between."""
    return any(
        clause.tokens[at].text in clause.words.genitive
        for one in owner
        for at in range(one.start - 2, one.start)
    )


def is_victim(clause: Clause, mention: Mention, *, doer: Mention | None) -> bool:
    """Tell the killed who are a target from those who are a figure: "killed a teacher"."""
    return (
        (mention.kind == "armed" and (mention.id not in UNNAMED or counted(clause, mention)))
        or mention.actor_kind == "state_forces"
        or mention.id == OFFICIALS
        or (mention.id in UNNAMED and doer is not None and doer.id != mention.id)
        or (doer is not None and doer.kind == "armed" and is_described(clause, mention))
        or is_single(clause, mention)
    )


def has_object(clause: Clause, at: int) -> bool:
    """Tell whether token *at* begins the object of a verb of killing."""
    if at >= clause.sentence.end:
        return False
    token, mention = clause.tokens[at], clause.starts.get(at)
    if at in clause.acts and clause.is_verb(at):
        return has_object(clause, clause.acts[at].end)  # "killed and burnt 25"
    return (
        token.kind == "number"
        or bool(clause.words.quantities.at(clause.tokens, at, end=clause.sentence.end))
        or (mention is not None and not mention.clitic and mention.kind in {"people", "armed"})
    )


def has_no_object(clause: Clause, end: int) -> bool:
    """Tell a verb of killing that can only be a participle: "soldiers killed in an ambush"."""
    token = clause.tokens[end] if end < clause.sentence.end else None
    if token is None or token.text in COMMAS or end in clause.stops:
        return True
    if token.text in clause.words.and_with and end + 1 not in clause.acts:
        return bool(end + 1 < clause.sentence.end and clause.tokens[end + 1].kind == "word")
    bound = clause.words.bounds.at(clause.tokens, end, end=clause.sentence.end)
    return not bound and clause.is_preposition(token.text)


def is_aimed(clause: Clause, end: int) -> bool:
    """Tell whether a verb that ends before *end* is one with the preposition of its aim."""
    last = clause.words.on.at(clause.tokens, end - 1, end=end) or clause.is_preposition(
        clause.tokens[end - 1].text
    )
    return bool(last) and not clause.words.by.at(clause.tokens, end, end=clause.sentence.end)
