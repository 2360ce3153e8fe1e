"""Toll views: what the figures come to, each view by its own published rule.

Every view counts the same way. Within one article, figures linked by *same_people_as* are
alternatives, a subset never adds, the rest add; a figure that the text itself calls outdated is
left out. Articles of one incident tell the same people, so between articles there are only
alternatives. `killed_or_injured` is a kind of its own, never counted as killed or injured.
"""

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from streams.records.incident import Claim
from streams.records.report import Casualty, Toll, TollRange

ALL = "all"

# How our bounds write "dozens" and "hundreds".
DOZENS, HUNDREDS = 20, 200

V = TypeVar("V")


class _Figure(Struct, frozen=True, kw_only=True):
    """A figure of one article. Links are indices into the figures of that article.

    *low* is None for a figure that sets none: `up_to`, unconfirmed and denied.
    """

    kind: str
    side: str
    status: str
    low: int | None
    high: int | None
    subset_of: int | None
    same_people_as: int | None
    supersedes: int | None


class _Range(Struct, frozen=True):
    """*low* None where nothing sets one, *high* None when open."""

    low: int | None
    high: int | None


_Side = Callable[[_Figure], str | None]
_Ranges = dict[str, dict[str, _Range]]


def toll_range(casualties: Sequence[Casualty]) -> Toll:
    """Return what the figures of one act of one article come to, by kind and side.

    Keys are casualty kinds, then the sides that have a figure and `all`. *low* is the smallest and
    *high* the largest that a source gives (null when open).
    """
    figures = [
        _figure(
            each,
            subset_of=each.subset_of,
            same_people_as=each.same_people_as,
            supersedes=each.supersedes,
        )
        for each in casualties
    ]
    return _toll([figures], by=_side)


def incident_tolls(claims: Sequence[Claim]) -> dict[str, Toll]:
    """Return every named view over the standing *claims* of an incident.

    *claims* stand in the order in which their articles were published. Withdrawn ones count
    nowhere.
    """
    standing = _standing(claims)
    articles = [_figures(article) for article in standing]
    plain = [_undone(article) for article in standing]
    return {
        "range": _toll(articles, by=_side),
        "latest": _latest(articles),
        "conservative": _conservative(plain),
        "acled": _acled(plain),
        "ucdp": _ucdp(plain),
        "airwars": _airwars(plain),
    }


def stated_toll(claims: Sequence[Claim], kind: str) -> int | None:
    """Return the largest lower bound that an article gives for *kind*, None where nobody counts.

    This is the number that a reader knows as the toll so far: "at least 14" is 14.
    """
    ranges = [
        found.get(kind, {}).get(ALL)
        for found in (_ranges(_figures(article), by=_side) for article in _standing(claims))
    ]
    known = [each for each in ranges if each is not None]
    return max(each.low or 0 for each in known) if known else None


def _latest(articles: Sequence[Sequence[_Figure]]) -> Toll:
    """Return for each kind and side what the newest article says that counts it; our own view."""
    toll: Toll = {}
    for article in articles:
        for kind, sides in _toll([article], by=_side).items():
            toll[kind] = toll.get(kind, {}) | sides
    return toll


def _conservative(articles: Sequence[Sequence[_Figure]]) -> Toll:
    """Return the smallest number above zero that any article stands by; our own view."""
    found = [_ranges(article, by=_side) for article in articles]
    return {
        kind: {side: TollRange(low, low) for side, low in sides.items()}
        for kind, sides in _gather(found, _smallest).items()
    }


def _acled(articles: Sequence[Sequence[_Figure]]) -> Toll:
    """Return all the dead, attackers too, no injured; the lowest of differing reports.

    ACLED Codebook (2023), "Fatalities": one number an event; a bound counts as its number ("more
    than 150" is 150), "dozens" are 12, "tens" 10, "hundreds" 100.
    """
    dead = _gather([_ranges(each, by=_nobody) for each in articles], _smallest).get("killed", {})
    return {"killed": {ALL: TollRange(dead[ALL], dead[ALL])}} if dead else {}


def _ucdp(articles: Sequence[Sequence[_Figure]]) -> Toll:
    """Return the dead by side, `civilians` and `unknown`.

    UCDP GED Codebook: deaths of side A (here the attacker), of side B (the target), of civilians
    and of those whose side is unknown.
    """
    toll = _toll(articles, by=_ucdp_side)
    return {kind: sides for kind, sides in toll.items() if kind == "killed"}


def _airwars(articles: Sequence[Sequence[_Figure]]) -> Toll:
    """Return killed and injured civilians, and those whose status is undetermined.

    Airwars methodology: minimum and maximum of civilian harm. Combatants are taken out of the
    total that they are part of; the attacker's own losses are none of it.
    """
    toll = _toll([_without_combatants(figures) for figures in articles], by=_nobody)
    return {kind: sides for kind, sides in toll.items() if kind in {"killed", "injured"}}


def _standing(claims: Sequence[Claim]) -> list[list[Claim]]:
    """Return the claims that were not withdrawn, by article, in the order given."""
    articles: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.withdrawn_by is None:
            articles.setdefault(claim.article, []).append(claim)
    return list(articles.values())


def _figures(claims: Sequence[Claim]) -> list[_Figure]:
    """Return the claims of one article as figures; a link out of the article is dropped."""
    index = {claim.id: position for position, claim in enumerate(claims)}
    return [
        _figure(
            claim,
            subset_of=index.get(claim.subset_of or ""),
            same_people_as=index.get(claim.same_people_as or ""),
            supersedes=index.get(claim.supersedes or ""),
        )
        for claim in claims
    ]


def _figure(
    casualty: Casualty | Claim,
    *,
    subset_of: int | None,
    same_people_as: int | None,
    supersedes: int | None,
) -> _Figure:
    sets_low = casualty.certainty == "stated" and casualty.hedge != "up_to"
    return _Figure(
        kind=casualty.kind,
        side=casualty.victims.side,
        status=casualty.victims.status,
        low=casualty.min if sets_low else None,
        high=casualty.max,
        subset_of=subset_of,
        same_people_as=same_people_as,
        supersedes=supersedes,
    )


def _side(figure: _Figure) -> str | None:
    return figure.side


def _nobody(_: _Figure) -> str | None:
    return None


def _ucdp_side(figure: _Figure) -> str | None:
    if figure.status not in {"combatant", "unknown"}:
        return "civilians"
    return figure.side if figure.side in {"attacker", "target"} else "unknown"


def _toll(articles: Iterable[Sequence[_Figure]], *, by: _Side) -> Toll:
    found = [_ranges(article, by=by) for article in articles]
    return {
        kind: {side: TollRange(each.low or 0, each.high) for side, each in sides.items()}
        for kind, sides in _gather(found, _alternatives).items()
    }


def _gather(
    articles: Iterable[_Ranges], combine: Callable[[Sequence[_Range]], V | None]
) -> dict[str, dict[str, V]]:
    """Combine the ranges of *articles* for the same kind and side; None leaves one out."""
    found: dict[str, dict[str, list[_Range]]] = {}
    for article in articles:
        for kind, sides in article.items():
            for side, each in sides.items():
                found.setdefault(kind, {}).setdefault(side, []).append(each)
    combined = {
        kind: {side: value for side, each in sides.items() if (value := combine(each)) is not None}
        for kind, sides in found.items()
    }
    return {kind: sides for kind, sides in combined.items() if sides}


def _alternatives(ranges: Sequence[_Range]) -> _Range:
    if len(ranges) == 1:
        return ranges[0]
    lows = [each.low for each in ranges if each.low is not None]
    highs = [each.high for each in ranges if each.high is not None]
    is_open = len(highs) < len(ranges)
    return _Range(min(lows, default=None), None if is_open else max(highs))


def _sum(ranges: Sequence[_Range]) -> _Range:
    lows = [each.low for each in ranges if each.low is not None]
    highs = [each.high for each in ranges if each.high is not None]
    is_open = len(highs) < len(ranges)
    return _Range(sum(lows) if lows else None, None if is_open else sum(highs))


def _smallest(ranges: Sequence[_Range]) -> int | None:
    return min((each.low for each in ranges if each.low), default=None)


def _ranges(figures: Sequence[_Figure], *, by: _Side) -> _Ranges:
    """Return what the figures of one article come to, for all and for each side of *by*."""
    people = _people(figures)
    wholes = _wholes(figures, people=people)
    outdated = {f.supersedes for i, f in enumerate(figures) if f.supersedes != i}
    result: _Ranges = {}
    for kind in dict.fromkeys(figure.kind for figure in figures):
        chosen = [i for i, figure in enumerate(figures) if figure.kind == kind]
        sides = {ALL: chosen}
        for i in chosen:
            if (side := by(figures[i])) is not None:
                sides.setdefault(side, []).append(i)
        for side, indices in sides.items():
            total = _total(
                indices, figures=figures, people=people, wholes=wholes, outdated=outdated
            )
            if total is not None:
                result.setdefault(kind, {})[side] = total
    return result


def _total(
    indices: Sequence[int],
    *,
    figures: Sequence[_Figure],
    people: Sequence[int],
    wholes: Mapping[int, set[int]],
    outdated: set[int | None],
) -> _Range | None:
    """Add up the figures at *indices* that are part of no other one there."""
    if len(indices) == 1:
        only = figures[indices[0]]
        return None if indices[0] in outdated else _Range(only.low, only.high)
    within = {people[i] for i in indices}
    parts = {
        person: _all_wholes(person, wholes=wholes)
        for person in dict.fromkeys(people[i] for i in indices)
    }
    tops = [person for person, whole in parts.items() if not whole & within]
    # "20 casualties, two of them dead": the two count as dead only where no figure for all the
    # dead stands beside it.
    tops = [person for person in tops if not parts[person]] or tops
    counted = [
        _alternatives([_Range(figures[i].low, figures[i].high) for i in same])
        for person in tops
        if (same := [i for i in indices if people[i] == person and i not in outdated])
    ]
    return _sum(counted) if counted else None


def _people(figures: Sequence[_Figure]) -> list[int]:
    """Return for each figure the number of the people it counts: the same people, the same number."""
    people = list(range(len(figures)))

    def first(index: int) -> int:
        while people[index] != index:
            people[index] = people[people[index]]
            index = people[index]
        return index

    for i, figure in enumerate(figures):
        for other in (figure.same_people_as, figure.supersedes):
            if other is not None and 0 <= other < len(figures):
                people[first(i)] = first(other)
    return [first(index) for index in range(len(figures))]


def _wholes(figures: Sequence[_Figure], *, people: Sequence[int]) -> dict[int, set[int]]:
    """Return for each people the people that they are said to be part of."""
    wholes: dict[int, set[int]] = {}
    for i, figure in enumerate(figures):
        if figure.subset_of is not None and 0 <= figure.subset_of < len(figures):
            wholes.setdefault(people[i], set()).add(people[figure.subset_of])
    return wholes


def _all_wholes(person: int, *, wholes: Mapping[int, set[int]]) -> set[int]:
    """Return the people that *person* is part of, through every step, itself left out."""
    found: set[int] = set()
    left = [person]
    while left:
        new = wholes.get(left.pop(), set()) - found - {person}
        found |= new
        left.extend(new)
    return found


def _without_combatants(figures: Sequence[_Figure]) -> list[_Figure]:
    """Return *figures* with the combatants known to be part of a total taken out of it.

    Figures of combatants and of the attacker's own losses become a kind that no view shows.
    """
    result = list(figures)
    for i, figure in enumerate(figures):
        if _is_combatant(figure):
            result[i] = replace(figure, kind=f"{figure.kind}_combatants")
            continue
        among = [
            each
            for each in figures
            if each.subset_of == i and each.kind == figure.kind and _is_combatant(each)
        ]
        if not among:
            continue
        others = _sum([_Range(each.low, each.high) for each in among])
        result[i] = replace(
            figure,
            low=None if figure.low is None else max(0, figure.low - (others.high or figure.low)),
            high=None if figure.high is None else max(0, figure.high - (others.low or 0)),
        )
    return result


def _is_combatant(figure: _Figure) -> bool:
    return figure.status == "combatant" or figure.side == "attacker"


def _undone(claims: Sequence[Claim]) -> list[_Figure]:
    """Return the claims of one article as figures with the numbers that their words name.

    A published data set knows neither our bounds nor our table of words.
    """
    return [
        figure if figure.low is None else replace(figure, low=min(_named(claim), _most(figure)))
        for figure, claim in zip(_figures(claims), claims, strict=True)
    ]


def _most(figure: _Figure) -> int:
    return figure.high if figure.high is not None else sys.maxsize


def _named(claim: Claim) -> int:
    """Return the number that the words of *claim* name, our bounds taken back."""
    if claim.hedge == "more_than":
        return max(0, claim.min - 1)
    if claim.hedge == "vague" and claim.min == DOZENS:
        return 12 if "dozen" in claim.quote.lower() else 10
    return 100 if claim.hedge == "vague" and claim.min == HUNDREDS else claim.min
