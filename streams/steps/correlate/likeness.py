"""How much speaks for two acts, told by two articles, being one event.

Each kind of evidence adds its weight, the logarithm of how much oftener it is met between two
tellings of one event than between two events of the same days and region; none decides alone.
"""

from math import cos, hypot, inf, sqrt

from streams.steps.correlate.traits import APART_M, EARTH_M, SMALL_AREA_M, TOWN, Spot, Traits

# Neighbouring quarters and two gazetteer points of one town, whatever their radii.
NEAR_M = 3_000
# So many of them, where two acts share no ground: one alone is chance.
MARKS = 2
# An act told on one day may be dated a day off by another article; more than that is another act.
MISDATED_DAYS = 1
NEVER = -10_000
# A share of common words beyond this says no more: the same dispatch.
ENOUGH_SHARED = 0.4
# Fewer telling words or names than this tell nothing by being different.
FEW_WORDS, FEW_NAMES = 8, 4
# Words added to either side, so that one shared word of two is no likeness.
SMOOTHING = 4

WEIGHTS: dict[str, float] = {
    "prior": -1.7,
    "place_same": 2.3,
    "place_shared": 1.2,
    "place_town_shared": -0.2,
    "place_inside": 0.6,
    "place_near": 0.2,
    "place_area_shared": 0.9,
    "place_wide_shared": 0.8,
    "place_one_province": 0.5,
    "place_open": 0.6,
    "place_wide_apart": -0.5,
    "place_off": -0.9,
    "place_apart": -3.0,
    "days_overlap": 0.8,
    "days_may_overlap": 1.3,
    "days_may_just_overlap": -0.7,
    "days_adjacent": -5.0,
    "days_stated_apart": -5.0,
    "days_may_be_adjacent": -1.8,
    "means_shared": 0.6,
    "means_exclude": -1.8,
    "attackers_shared": 0.5,
    "attackers_differ": -0.1,
    "targets_shared": 1.0,
    "targets_differ": -0.2,
    "figures_shared": 0.5,
    "words": 4.4,
    "words_known": -1.7,
    "names": 6.0,
    "names_known": -0.7,
    "one_article": -2.0,
    "one_article_goes_on": 10.0,
    "one_article_counts_apart": -8.0,
}
"""Measured on labelled clusters of two languages: logistic regression over pairs of reports of one theatre
and three days, drawn towards a first guess, fitted on the even clusters and judged on the odd ones and
the other way round; rounded to where both halves agree. Those clusters have no town that is struck day
after day and no two events of a day in one country told alike, so what days and distance part is
measured on invented streams that have (place_apart, days_adjacent, days_may_just_overlap: the latter is
an undated report of the day after); the labelled clusters lose nothing by it."""


def evidence(one: Traits, other: Traits) -> list[tuple[str, float]]:
    """Return what is to be said about *one* and *other* being one event, by name and strength."""
    found = [(_place(one, other), 1.0), (_time(one, other), 1.0)]
    if one.article == other.article:
        return [*found, (_apart_in_article(one, other), 1.0)]
    if one.families and other.families:
        are_apart = one.families.isdisjoint(other.families)
        found.append(("means_exclude" if are_apart else "means_shared", 1.0))
    if one.attackers and other.attackers:
        are_apart = one.attackers.isdisjoint(other.attackers)
        found.append(("attackers_differ" if are_apart else "attackers_shared", 1.0))
    if one.targets and other.targets:
        are_apart = one.targets.isdisjoint(other.targets)
        found.append(("targets_differ" if are_apart else "targets_shared", 1.0))
    if shared := len(one.figures & other.figures):
        found.append(("figures_shared", min(shared, 2)))
    if one.language == other.language:
        fewer = min(len(one.words), len(other.words))
        found.append(("words", _share(one.words, other.words)))
        found.append(("words_known", min(1.0, fewer / FEW_WORDS)))
    else:
        fewer = min(len(one.names), len(other.names))
        found.append(("names", len(one.names & other.names) / (fewer + SMOOTHING / 2)))
        found.append(("names_known", min(1.0, fewer / FEW_NAMES)))
    return found


def _apart_in_article(one: Traits, other: Traits) -> str:
    """Return how surely one article tells two acts apart.

    One that has no place of its own and no other figure of a kind goes on about the other: "the
    blast also hurt nine".
    """
    kinds = {kind for kind, _ in one.figures} & {kind for kind, _ in other.figures}
    if kinds and one.figures.isdisjoint(other.figures):
        return "one_article_counts_apart"
    return "one_article" if one.spots and other.spots else "one_article_goes_on"


def likeness(one: Traits, other: Traits) -> int:
    """Return the logarithm of the odds that two acts are one event, in thousandths.

    0 where both are as likely. An integer, so that sums are the same in any order.
    """
    if max(one.first - other.last, other.first - one.last) > MISDATED_DAYS:
        return NEVER
    odds = WEIGHTS["prior"]
    for name, strength in evidence(one, other):
        odds += WEIGHTS[name] * strength
    like = round(1000 * odds)
    if like <= 0 or one.article == other.article or not one.cells.isdisjoint(other.sought):
        return like
    if len(one.sketch & other.sketch) >= MARKS:
        return like
    return 0 if one.language == other.language or one.heard.isdisjoint(other.heard) else like


def _share(one: frozenset[int], other: frozenset[int]) -> float:
    """Return how much of their words two articles share, 0 to 1; a few words in all say little."""
    share = len(one & other) / sqrt((len(one) + SMOOTHING) * (len(other) + SMOOTHING))
    return min(ENOUGH_SHARED, share) / ENOUGH_SHARED


def _time(one: Traits, other: Traits) -> str:
    gap = max(one.first - other.last, other.first - one.last)
    if one.dated and other.dated:
        if gap <= 0:
            return "days_overlap"
        is_sure = one.dated == other.dated == "stated"
        return "days_stated_apart" if is_sure else "days_adjacent"
    if gap <= 0:
        # What is not dated is mostly of the day it is told on.
        told_apart = max(
            (one.first if one.dated else one.last) - other.last,
            (other.first if other.dated else other.last) - one.last,
        )
        return "days_may_overlap" if told_apart <= 0 else "days_may_just_overlap"
    return "days_may_be_adjacent"


def _place(one: Traits, other: Traits) -> str:
    exact, other_exact = one.exact, other.exact
    keys, other_keys = one.keys, other.keys
    if exact and other_exact:
        if exact[0].key == other_exact[0].key:
            return "place_same"
        if exact[0].key in other_keys or other_exact[0].key in keys:
            return "place_shared"
        if exact[0].iso and other_exact[0].iso and exact[0].iso != other_exact[0].iso:
            return "place_apart"
        are_apart = _distance_m(exact[0], other_exact[0]) > APART_M
        if not are_apart and any(spot.key in other_keys for spot in exact):
            return "place_town_shared"
        least, allowed, levels = min(
            (_distance_m(a, b), max(a.radius, b.radius, NEAR_M), a.breadth + b.breadth)
            for a in exact
            for b in other_exact
        )
        if least <= min(allowed, APART_M):
            return "place_inside" if levels == TOWN else "place_near"
        return "place_off" if least <= APART_M else "place_apart"
    if keys & other_keys:
        is_small = any(spot.radius <= SMALL_AREA_M for spot in one.spots if spot.key in other_keys)
        return "place_area_shared" if is_small else "place_wide_shared"
    if not one.spots or not other.spots:
        return "place_open"
    admins = {spot.admin1 for spot in one.spots} & {spot.admin1 for spot in other.spots} - {None}
    return "place_one_province" if admins else "place_wide_apart"


def _distance_m(one: Spot, other: Spot) -> float:
    """Return the metres between two spots, exact enough within a country; infinity where unknown."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return inf
    east = (one.lon - other.lon) * cos((one.lat + other.lat) / 2)
    return EARTH_M * hypot(east, one.lat - other.lat)
