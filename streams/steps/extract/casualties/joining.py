"""People joined to others by a word or a mark: they are told the same."""

from collections.abc import Sequence
from itertools import pairwise

from streams.steps.extract.casualties.events import Attached, Event
from streams.steps.extract.casualties.heads import is_dash
from streams.steps.extract.casualties.lexicon import Lexicon
from streams.steps.extract.casualties.persons import People
from streams.text.tokens import Token

_SET_IN = 9
"""How many words may say more of people before some of them are set in."""
_APART = 18
"""How many words may stand before "along with a guard", behind the clause that tells of others."""


def chain(
    tokens: Sequence[Token],
    lexicon: Lexicon,
    attached: list[Attached],
    events: Sequence[Event],
    end: int,
) -> None:
    """Give joined people the kind of those they are joined to ("a man and a woman were killed")."""
    for before, one in pairwise(attached):
        if one.is_set_apart and before.kind is not None and not before.is_part:
            one.kind, one.event, one.rule = before.kind, before.event, "joined_to_the_one_before"
            one.from_before = True
    for index in range(1, len(attached)):
        one = attached[index]
        # People that nothing happened to may stand between: they only describe those before.
        told = (
            b
            for b in reversed(attached[:index])
            if b.kind or b.is_part or b.people.basis == "figure"
        )
        before = attached[index - 1] if lexicon.stops else next(told, attached[index - 1])
        if one.kind is not None or (before.kind is None and not before.is_part):
            continue
        if one.is_part:
            continue
        last = max(before.people.end, before.event.closed if before.event else 0)
        if (
            one.people.basis == "figure"
            and one.people.start - last == 1
            and tokens[last].text == ":"
        ):
            one.is_part = True
            continue
        if _joined(tokens, lexicon, before, one, events, end):
            if before.is_part and _ends_the_parts(tokens, before, one):
                whole = next(
                    (w for w in reversed(attached[:index]) if w.kind and not w.is_part), None
                )
                if whole is None:
                    continue
                before = whole
            elif before.is_part:
                one.is_part = True
                one.part_start = before.part_start
            one.kind, one.event, one.rule = before.kind, before.event, "joined_to_the_one_before"
            one.from_before = True
    for index in range(len(attached) - 2, -1, -1):
        one, after = attached[index], attached[index + 1]
        if one.kind is not None or after.kind is None or one.is_part or after.event is None:
            continue
        if after.people.start > after.event.start or after.people.kind is not None:
            continue
        if one.people.basis == "noun" and after.people.start - one.people.end > 1:
            continue
        if one.people.start and tokens[one.people.start - 1].text in lexicon.agents:
            continue
        listed = one.people.basis == "article" and after.rule == "joined_to_the_one_after"
        added = _is_joined_before(tokens, lexicon, one, after.people.start)
        marked = tokens[one.people.end].kind == "mark"
        if one.people.basis != "figure" and not (listed or added) and marked:
            continue
        if one.people.start and lexicon.of.at(tokens, one.people.start - 1, end=one.people.start):
            continue  # "of the 45 passengers, 30 died"
        behind = one.people.start and tokens[one.people.start - 1].text in lexicon.prepositions
        if one.people.basis == "article" and not one.people.known and behind:
            continue  # "an attack on a restaurant, and all three attackers were shot"
        gap = tokens[one.people.end : after.people.start]
        if any(token.text in lexicon.own_verbs for token in gap):
            continue  # "hundreds have been arrested and dozens killed"
        if _joined(tokens, lexicon, one, after, events, end, backwards=True):
            one.kind, one.event, one.rule = after.kind, after.event, "joined_to_the_one_after"
            # "Nine women and six children were among the dead": both are parts.
            one.is_part = after.is_part and after.event.found.trigger.among


def _ends_the_parts(tokens: Sequence[Token], part: Attached, one: Attached) -> bool:
    """Tell "…, most of them children, and five soldiers": the mark closes what was put in between."""
    closing = tokens[part.people.end : one.people.start]
    return (
        part.people.basis == "noun"
        and any(token.kind == "mark" for token in closing)
        and bool(part.part)
    )


def _joined(
    tokens: Sequence[Token],
    lexicon: Lexicon,
    before: Attached,
    one: Attached,
    events: Sequence[Event],
    end: int,
    *,
    backwards: bool = False,
) -> bool:
    people = one.people
    last = before.people.end
    if before.event is not None and not backwards and before.event.closed <= people.start:
        last = max(last, before.event.closed)
    gap = people.start - last
    reach = 8 if people.basis == "figure" or people.figure >= 0 else 4
    if not backwards and _is_joined_before(tokens, lexicon, before, people.start, reach=_APART):
        reach = _APART
    if backwards and _is_set_in(tokens, people, last):
        return not any(last <= event.start < people.start for event in events)
    if gap < 0 or gap > reach:
        return False
    if any(last <= event.start < people.start for event in events):
        return False
    if (
        backwards
        and last < people.start
        and _is_joined_before(tokens, lexicon, before, people.start)
    ):
        return True
    prefixed = people.clitic.startswith(lexicon.joiner_prefixes or ("\0",))
    conjunction = gap > 0 and any(
        (found := table.at(tokens, k, end=people.start)) and found.end == people.start
        for table in (lexicon.joiners, lexicon.joined_before)
        for k in range(max(last, people.start - 3), people.start)
    )
    listed = (
        gap == 1
        and tokens[last].text in {",", "\N{ARABIC COMMA}"}
        and people.basis != "noun"
        and bool(lexicon.stops)
        and (people.basis == "figure" or _list_goes_on(tokens, lexicon, people.end, end))
    )
    near = gap == 1 or (gap <= 3 and people.basis == "figure")
    beside = near and gap > 0 and tokens[people.start - 1].text in lexicon.beside
    if not (prefixed or conjunction or listed or beside):
        return False
    if any(
        tokens[k].text in {":", ";"} or tokens[k].kind == "break" or is_dash(tokens, k)
        for k in range(last, people.start)
    ):
        return False
    known_too = before.people.definite and (before.is_part or before.people.number == "one")
    if people.basis == "noun" and people.definite and not known_too:
        return False
    follows_verb = (
        before.event is not None and before.people.end <= before.event.start < people.start
    )
    if lexicon.stops and not backwards and follows_verb and people.basis == "noun":
        return False  # "eight are missing and soldiers search for them"
    if not people.known and not people.nouns and people.basis == "figure" and gap > 6:
        return False
    if lexicon.stops and not backwards:
        following = people.end
        if following < end and tokens[following].kind == "word":
            allowed = tokens[following].text in lexicon.prepositions | lexicon.follows_joined
            if not allowed:
                return False
            if tokens[following].text in lexicon.auxiliaries:
                return any(event.start == following for event in events)
    return True


def _is_set_in(tokens: Sequence[Token], people: People, start: int) -> bool:
    """Tell "fifteen fighters on the rebels' side, **eight of them** foreigners, died"."""
    between = tokens[start : people.start - 1]
    return (
        people.partitive
        and len(between) <= _SET_IN
        and tokens[people.start - 1].text == ","
        and all(token.kind == "word" or token.text == "'" for token in between)
    )


def _is_joined_before(
    tokens: Sequence[Token], lexicon: Lexicon, before: Attached, start: int, *, reach: int = 1
) -> bool:
    """Tell "in addition to the bomber, four people": both are told the same."""
    people = before.people
    return 0 < start - people.end <= reach and any(
        (found := lexicon.joined_before.at(tokens, k, end=people.start))
        and found.end == people.start
        for k in range(max(people.start - 3, 0), people.start)
    )


def _list_goes_on(tokens: Sequence[Token], lexicon: Lexicon, start: int, end: int) -> bool:
    """Tell "a soldier, a driver and a guard" from "two soldiers, a spokesman said"."""
    return any(
        tokens[k].text == "," or lexicon.joiners.at(tokens, k, end=end)
        for k in range(start, min(start + 5, end))
    )
