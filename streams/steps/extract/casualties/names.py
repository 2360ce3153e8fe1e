"""People told by their names alone, known by capitals where a script has them.

Who is meant is never kept: a name counts one person and stays in the quote.
"""

from collections.abc import Callable, Sequence
from itertools import islice

from msgspec.structs import replace

from streams.steps.extract.casualties.events import Event
from streams.steps.extract.casualties.lexicon import Lexicon
from streams.steps.extract.casualties.persons import People
from streams.text.tokens import Token

_LONGEST = 6
"""No name that is read has more words."""
_ENOUGH = 12
"""Words that show whether a line has small letters at all."""
_FULL_NAME = 2
"""A name without a title has a first and a last name."""

IsCapital = Callable[[int], bool]


def with_names(
    tokens: Sequence[Token],
    lexicon: Lexicon,
    people: Sequence[People],
    events: Sequence[Event],
    *,
    start: int,
    end: int,
    is_capital: IsCapital,
) -> list[People]:
    """Return *people* with the names behind them taken in, and those whom only a name tells.

    "Colonel Omar Latif and a guard" are two; "Omar Latif was killed" and "killed Omar Latif" one.
    """
    words = islice((k for k in range(start, end) if tokens[k].kind == "word"), _ENOUGH)
    if all(is_capital(k) for k in words):
        return list(people)  # where every word has a capital, capitals tell no name
    found = [_titled(tokens, lexicon, one, end, is_capital) for one in people]
    taken = {k for one in found for k in range(one.start, one.end)}
    for event in events:
        if event.kind not in {"killed", "injured"} or is_capital(event.start):
            continue
        for first, last in _beside(tokens, lexicon, event, start, end, is_capital):
            if not taken.intersection(range(first, last)):
                found.append(_one(first, last))
                taken.update(range(first, last))
    return sorted(found, key=lambda one: one.start)


def _titled(
    tokens: Sequence[Token], lexicon: Lexicon, one: People, end: int, is_capital: IsCapital
) -> People:
    """Take the name behind "a colonel", "his brother" into its words."""
    if one.number != "one" or one.basis == "figure" or one.end >= end or not one.nouns:
        return one
    last = one.end
    while last < min(one.end + _LONGEST, end) and _is_name(tokens, lexicon, last, is_capital):
        last += 1
    if last == one.end:
        return one
    return replace(one, end=last, named=True, basis="article")


def _beside(
    tokens: Sequence[Token],
    lexicon: Lexicon,
    event: Event,
    start: int,
    end: int,
    is_capital: IsCapital,
) -> list[tuple[int, int]]:
    """Return the names right before a verb of suffering, or right behind one of doing."""
    form = event.found.form
    if form.link or event.found.trigger.among or event.found.closes:
        return []
    names: list[tuple[int, int]] = []
    if form.after >= 0:
        first = event.end
        while True:
            last = first
            while last < min(first + _LONGEST, end) and _is_name(tokens, lexicon, last, is_capital):
                last += 1
            behind = last < end and (
                lexicon.nouns.at(tokens, last, end=end) or lexicon.things.at(tokens, last, end=end)
            )
            if last - first < _FULL_NAME or behind:
                return names
            names.append((first, last))
            if last + 1 >= end or not lexicon.joiners.at(tokens, last, end=last + 1):
                return names
            first = last + 1
    if form.before < _LONGEST:
        return []
    last = event.start
    while True:
        first = last
        while first > max(start, last - _LONGEST) and _is_name(
            tokens, lexicon, first - 1, is_capital
        ):
            first -= 1
        title = first > start and lexicon.nouns.at(tokens, first - 1, end=first)
        governed = lexicon.determiners | lexicon.prepositions | lexicon.links | {"-"}
        known = first > start and tokens[first - 1].text in governed
        if known or last - first < (1 if title else _FULL_NAME):
            return names
        if title and title.value.number == "one":
            first -= 1
        names.append((first, last))
        if first - 1 <= start or not lexicon.joiners.at(tokens, first - 1, end=first):
            return names
        last = first - 1


def _is_name(
    tokens: Sequence[Token], lexicon: Lexicon, position: int, is_capital: IsCapital
) -> bool:
    token = tokens[position]
    if token.kind != "word":
        return token.text in {"-", "."} and len(tokens[position - 1].text) < _FULL_NAME + 1
    return (
        is_capital(position)
        and token.text not in lexicon.stops | lexicon.determiners | lexicon.articles
        and lexicon.nouns.at(tokens, position, end=position + 1) is None
        and lexicon.things.at(tokens, position, end=position + 1) is None
        and lexicon.forces.at(tokens, position, end=position + 1) is None
        and lexicon.triggers.at(tokens, position, end=position + 1) is None
    )


def _one(first: int, last: int) -> People:
    return People(
        start=first, end=last, min=1, max=1, hedge="exact", basis="article", number="one",
        nouns=(), kind=None, clitic="", known=True, named=True,
    )  # fmt: skip
