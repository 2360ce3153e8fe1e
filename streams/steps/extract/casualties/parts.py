"""Figures that are part of another: "including", "among them", and those that add up to it."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from msgspec.structs import replace

from streams.languages.casualty_words import PartWords
from streams.steps.extract.casualties.events import Attached
from streams.steps.extract.casualties.lexicon import Found, Lexicon
from streams.steps.extract.casualties.names import IsCapital
from streams.text.phrases import phrase_words
from streams.text.tokens import Token, Tokens

_DESCRIBED = 6
"""How many words may describe people between them and "among them"."""
_PLACED = 8
"""How many words may tell where people were counted before the next are."""
_CLOSED = 6
"""How far behind the last of a list the comma may stand that closes it."""


def mark_parts(
    tokens: Tokens,
    lexicon: Lexicon,
    attached: list[Attached],
    start: int,
    end: int,
    taken: set[int],
) -> None:
    """Mark the people that "including", "among them" and the like make a part."""
    spans = {one.people.start: one for one in attached}
    inside = {
        k
        for one in attached
        if one.people.partitive
        for k in range(one.people.start + 1, one.people.end)
    }
    done = start
    for index in tokens.starting(lexicon.parts, start, end):
        if index < done or index in taken or index in inside:
            continue
        found = lexicon.parts.at(tokens, index, end=end)
        if found is None:
            continue
        after = next(
            (spans[k] for k in range(found.end, min(found.end + 4, end)) if k in spans), None
        )
        if after is not None and _is_closed(tokens, found.end + 1, after.people.start):
            after = None
        before = next(
            (one for one in attached if 0 <= index - one.people.end <= 1),
            _set_off(tokens, attached, index),
        )
        both = [p for p in lexicon.words.parts if _spells(p, tokens, found)]
        wants_before = any(p.where in ("before", "either") for p in both)
        wants_after = any(p.where in ("after", "either") for p in both)
        chosen = None
        if found.value.one:
            chosen = after
        elif (
            wants_before
            and before
            and (
                not after
                or not wants_after
                or (after.people.start > found.end and lexicon.stops)
                or (_preceded_by_mark(tokens, before) and before.people.end != index - 1)
            )
        ):
            chosen = before
        elif wants_after:
            chosen = after
        if (
            chosen is not None
            and not chosen.is_part
            and not _only_describes(chosen)
            and chosen.people.clitic not in lexicon.governing_prefixes
        ):
            chosen.is_part, chosen.part, chosen.part_start = True, found.value, index
            chosen.opens = (
                index - start <= 2
                or tokens[index - 1].text == ":"
                or (
                    tokens[index - 1].text in lexicon.that
                    and not any(_may_be_whole(one, index) for one in attached)
                )
            )
            if chosen is before:
                _mark_joined_parts(tokens, lexicon, attached, attached.index(chosen))
        done = found.end


def _may_be_whole(one: Attached, index: int) -> bool:
    """Tell people before token *index* that a part there could be part of."""
    return one.people.end <= index and (one.people.basis == "figure" or one.people.number == "many")


def _is_closed(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Tell "most of them British, and 39 were hurt": a comma ends what the part words begin."""
    return any(tokens[k].text in {",", "\N{ARABIC COMMA}", ";"} for k in range(start, end))


def _only_describes(one: Attached) -> bool:
    """Tell "most of them from those who work there", which tells neither how many nor what they are."""
    people = one.people
    return (
        people.basis == "noun"
        and people.number == "many"
        and people.definite
        and not people.classes
    )


def _mark_joined_parts(
    tokens: Sequence[Token], lexicon: Lexicon, attached: list[Attached], last: int
) -> None:
    """Mark what is joined before the last of a list: "six children and a medic among them"."""
    for index in range(last - 1, -1, -1):
        one, after = attached[index], attached[index + 1]
        gap = after.people.start - one.people.end
        if gap != 1 or not lexicon.joiners.at(tokens, one.people.end, end=after.people.start):
            return
        one.is_part, one.part, one.part_start = True, after.part, after.part_start


def _set_off(tokens: Sequence[Token], attached: Sequence[Attached], index: int) -> Attached | None:
    """Return the people behind the last mark, whom words describe ("a driver **of the line** among them")."""
    one = next((one for one in reversed(attached) if one.people.end <= index), None)
    if one is None or index - one.people.end > _DESCRIBED or one.kind is not None:
        return None
    alone = all(token.kind == "word" for token in tokens[one.people.end : index])
    return one if alone and _preceded_by_mark(tokens, one) else None


def _preceded_by_mark(tokens: Sequence[Token], one: Attached) -> bool:
    position = one.people.start - 1
    return position >= 0 and tokens[position].kind == "mark" and tokens[position].text != "("


def _spells(part: PartWords, tokens: Sequence[Token], found: Found[PartWords]) -> bool:
    text = tuple(token.text for token in tokens[found.start : found.end])
    clean = (text[0][len(found.clitic) :], *text[1:])
    return clean in _spellings(part)


@lru_cache
def _spellings(part: PartWords) -> frozenset[tuple[str, ...]]:
    return frozenset(phrase_words(word) for word in part.words)


def find_hosts(attached: list[Attached]) -> None:
    """Give each part the figure it is part of: the nearest whole before it, else the part before it."""
    whole: int | None = None
    part: int | None = None
    for index, one in enumerate(attached):
        if not (one.is_part or one.people.partitive):
            whole = index if one.kind is not None else whole
            continue
        one.is_part = True
        among = one.event is not None and one.event.found.trigger.among
        one.rule = one.rule if one.event is not None and one.rule else "part_of_a_figure"
        if one.from_before and part is not None and whole is None:
            one.host = attached[part].host
            part = index
            continue
        host = whole if whole is not None else part
        part = index
        if host is None or among:
            named = one.people.known or one.event is not None
            if among or one.opens or (one.people.partitive and named):
                one.host = -1
        elif one.people.partitive and one.event is None and not one.people.known:
            one.kind = None
        elif one.kind in {None, attached[host].kind} or attached[host].kind == "killed_or_injured":
            one.host = host
            one.kind = one.kind or attached[host].kind
        elif one.people.partitive:
            one.host = -1


def merge_lone_parts(attached: list[Attached]) -> None:
    """Count people listed one by one together, where nothing tells them apart.

    "A driver and his helper were killed", "among them a Russian and a Briton": two.
    """
    index = 1
    while index < len(attached):
        before, one = attached[index - 1], attached[index]
        listed = before.is_part and one.is_part and before.part_start == one.part_start >= 0
        chained = one.from_before or before.rule == "joined_to_the_one_after"
        singles = before.people.number != "two" and one.people.number != "two"
        joined = chained and singles and not one.is_part and not before.is_part
        alike = (
            ((listed and before.event is None) or joined)
            and before.event is one.event
            and before.people.basis != "figure"
            and one.people.basis != "figure"
            and before.people.hedge == one.people.hedge == "exact"
            and before.people.classes == one.people.classes
        )
        if not alike:
            index += 1
            continue
        total = before.people.min + one.people.min
        before.people = replace(
            before.people, end=one.people.end, min=total, max=total, number="many", known=True
        )
        del attached[index]


def mark_shares(
    tokens: Sequence[Token],
    lexicon: Lexicon,
    attached: Sequence[Attached],
    *,
    is_capital: IsCapital,
) -> None:
    """Count people told place by place as those before them ("three died in Houla, two in Yaroun")."""
    for before, one in pairwise(attached):
        end = max(before.people.end, before.event.end if before.event else 0)
        if (
            before.kind is not None
            and one.kind is None
            and one.people.basis == "figure"
            and one.event is None
            and end < one.people.start <= end + _PLACED
            and _is_joined(tokens, lexicon, one.people.start)
            and all(_is_placed(tokens, lexicon, at, is_capital) for at in (end, one.people.end))
        ):
            one.kind, one.rule = before.kind, "told_place_by_place"


def _is_placed(tokens: Sequence[Token], lexicon: Lexicon, at: int, is_capital: IsCapital) -> bool:
    return at + 1 < len(tokens) and tokens[at].text in lexicon.located and is_capital(at + 1)


def _is_joined(tokens: Sequence[Token], lexicon: Lexicon, start: int) -> bool:
    before = tokens[start - 1]
    return before.text == "," or lexicon.joiners.at(tokens, start - 1, end=start) is not None


def mark_appositions(tokens: Sequence[Token], attached: list[Attached]) -> None:
    """Make figures without a verb parts of the one before when they add up to it.

    "Thirteen dead, nine fighters and four civilians"; "eleven people, ten men and a woman, died".
    """
    for index, whole in enumerate(attached):
        count = whole.people.min
        if whole.kind is None or whole.is_part or whole.people.max != count or count < 2:
            continue
        total, parts = 0, []
        for one in attached[index + 1 : index + 7]:
            own = one.kind is not None and not one.from_before
            shared = one.event is not None and one.event is whole.event
            if (own and not shared) or one.people.hedge != "exact":
                break
            total += one.people.min
            parts.append(one)
            if total >= count:
                break
        listed = bool(parts) and tokens[parts[0].people.start - 1].text in {",", ":", "("}
        # "Three soldiers, two guards and a driver died" are six: no comma closes an apposition.
        if parts and not parts[-1].from_before and parts[-1].event is whole.event is not None:
            last = parts[-1].people.end
            listed = listed and "," in {token.text for token in tokens[last : last + _CLOSED]}
            if not listed:
                continue
        # Those listed one by one are merged: "three hostages, a Briton, a Dane and a Swede".
        merged = len(parts) == 1 and parts[0].people.basis == "article" and listed
        merged = merged and not parts[0].from_before
        enough = len(parts) > 1 or merged
        if total == count and enough and (listed or not parts[0].from_before):
            for one in parts:
                one.is_part, one.kind = True, whole.kind
