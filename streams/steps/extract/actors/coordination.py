"""Coordination: what "and", "or" and a comma join, and what "of" makes one thing."""

from streams.steps.extract.actors.clause import NEAR, Clause
from streams.steps.extract.actors.nouns import Mention
from streams.steps.extract.actors.words import COMMAS

DESCRIBING = 2
"""So many words may describe the second of two things that are joined."""


def joined_to(clause: Clause, mention: Mention, way: int) -> list[Mention]:
    """Return the mentions that "and", "or" or a comma joins to *mention*, in direction *way*."""
    found: list[Mention] = []
    here = mention
    place = clause.mentions.index(mention) + way
    while 0 <= place < len(clause.mentions):
        other = clause.mentions[place]
        if clause.before and way > 0 and other.kind in {"adjective", "state"}:
            place += 1  # "and the Iraqi commander"
            if place == len(clause.mentions) or clause.mentions[place].start > other.end + 1:
                break
            other = clause.mentions[place]
        left, right = (here, other) if way > 0 else (other, here)
        if clause.before and way < 0 and is_object(clause, other):
            break  # "killed four rebels and jets bombed"
        linked = right.clitic[:1] in clause.pack.and_ if right.clitic else False
        if clause.before and not found and _is_apart(clause, left, right, way):
            break
        if clause.before and _is_complement(clause, left, right):
            if way < 0:
                found = [*found[:-1], other]  # "tents of the displaced" is one thing
        elif _are_linked(clause, left, right, prefixed=linked):
            found.append(other)
        else:
            break
        here = other
        place += way
    return found


def is_object(clause: Clause, mention: Mention) -> bool:
    """Tell whether an active verb stands before *mention*, figures and articles between."""
    at = mention.start
    while at > clause.sentence.start and (
        clause.tokens[at - 1].kind == "number" or clause.tokens[at - 1].text in clause.words.joining
    ):
        at -= 1
    return any(
        at - 1 <= act.end <= at and clause.is_verb(first) and not clause.is_passive(first, act.end)
        for first, act in clause.acts.items()
    )


def _is_apart(clause: Clause, left: Mention, right: Mention, way: int) -> bool:
    """Tell a comma that joins no list: "police said, gunmen …", "a clinic, the only one there"."""
    words = [t.text for t in clause.tokens[left.end : right.start]]
    if not words or words[0] not in COMMAS or set(words) & clause.words.and_with:
        return False
    behind = {t.text for t in clause.tokens[right.end : right.end + NEAR]}
    listed = bool(behind & clause.words.and_with) and right.kind == left.kind
    return way < 0 or (not listed and any(w in clause.words.articles for w in words[1:2]))


def _are_linked(clause: Clause, left: Mention, right: Mention, *, prefixed: bool) -> bool:
    """Tell whether "and" or the like, and little else, stands between two mentions."""
    between = [t.text for t in clause.tokens[left.end : right.start] if t.kind != "number"]
    while between and between[0] in clause.words.attached:
        between.pop(0)
    if prefixed and not between:
        return True
    if not between or between[0] not in clause.words.links:
        return False
    more = [word for word in between if word not in clause.words.joining]
    return len(more) <= (DESCRIBING if clause.before else 0) and not any(
        word in clause.words.prepositions
        or at in clause.acts
        or clause.nouns.boundaries.at(clause.tokens, at, end=right.start)
        for at, word in enumerate(
            (t.text for t in clause.tokens[left.end : right.start]), start=left.end
        )
        if word not in clause.words.joining
    )


def _is_complement(clause: Clause, left: Mention, right: Mention) -> bool:
    """Tell whether "of" and at most an article stand between two mentions."""
    between = [t.text for t in clause.tokens[left.end : right.start] if t.kind != "number"]
    return (
        bool(between)
        and between[0] in clause.words.genitive
        and set(between[1:]) <= clause.words.joining
        and left.kind == "object"
    )


def whole_thing(clause: Clause, mention: Mention) -> Mention:
    """Return the thing that *mention* belongs to: the tents in "tents of the displaced"."""
    place = clause.mentions.index(mention)
    while place and (
        _is_complement(clause, clause.mentions[place - 1], clause.mentions[place])
        or _is_staff(clause, clause.mentions[place - 1], clause.mentions[place])
    ):
        place -= 1
    return clause.mentions[place]


def _is_staff(clause: Clause, people: Mention, thing: Mention) -> bool:
    """Tell whether "of" joins people to a thing: "teachers of the school"."""
    between = [t.text for t in clause.tokens[people.end : thing.start]]
    of = bool(between) and between[0] in clause.words.genitive
    return of and len(between) <= NEAR - 1 and people.kind == "people" and thing.kind == "object"
