"""Where a sentence falls into clauses that each tell an act: by joining words, places and figures."""

import itertools

from streams.steps.extract.cues import cue_book
from streams.steps.extract.reading import Reading
from streams.steps.extract.sentence_findings import Here
from streams.steps.extract.triggers import TELLING
from streams.text.sentences import Sentence

CLAUSE_MARKS = frozenset({",", ";", "\N{ARABIC COMMA}", "\N{ARABIC SEMICOLON}"})
SHARE_REACH = 3
"""A place so near behind a figure is where it was counted."""
PLACED = frozenset({"site", "town", "district"})
"""Kinds of places by which the figures of one sentence may be parted."""


def joints_of(reading: Reading, index: int, here: Here, shares: frozenset[int]) -> list[int]:
    """Return where a sentence falls into clauses that each have a claim or act, and a site."""
    sentence = reading.sentences[index]
    joiners = cue_book(reading.pack, "joiners")
    sites = [p.start for p in here.places if p.place.role == "site"]
    counted = [c.start for _, c in here.casualties if not c.background]
    told = counted + [t.start for t in here.triggers if t.nature == "act" and t.strength >= TELLING]
    joints: list[int] = []
    joined = [
        m.start for m in joiners.find(reading.tokens, start=sentence.start + 1, end=sentence.end)
    ]
    for at in sorted({*joined, *_conjoined(reading, sentence), *_parts_by_place(here), *shares}):
        floor = joints[-1] if joints else sentence.start
        if (at in shares and any(floor <= s < at for s in counted)) or (
            any(floor <= s < at for s in sites)
            and any(floor <= s < at for s in told)
            and any(s >= at for s in sites)
            and any(s >= at for s in told)
        ):
            joints.append(at)
    return joints


def _conjoined(reading: Reading, sentence: Sentence) -> list[int]:
    """Return where, behind a comma or the like, a clause is joined on with "and" (، وفي …)."""
    words = reading.pack.strikes
    found = []
    for at in reading.tokens.standing(CLAUSE_MARKS, sentence.start + 1, sentence.end - 1):
        behind = reading.tokens[at + 1].text
        if behind in words.conjunctions or (
            words.article and behind.startswith(words.conjunctions)
        ):
            found.append(at + 1)
    return found


def _parts_by_place(here: Here) -> list[int]:
    """Return where figures begin that have a place of their own, behind others that have theirs."""
    sites = [p for p in here.places if p.place.role == "site" and p.place.kind in PLACED]
    own = [c for _, c in here.casualties if not c.background and c.subset_of is None]
    found = []
    for before, claim in itertools.pairwise(own):
        first = [p.place.name for p in sites if before.end <= p.start < claim.start]
        then = [p.place.name for p in sites if claim.end <= p.start]
        if first and then and then[0] not in first:
            found.append(claim.start)
    return found


def shares_of(reading: Reading, here: Here) -> frozenset[int]:
    """Return where figures begin that are told place by place ("three in Houla, two in Yaroun")."""
    told = [claim for _, claim in here.casualties if not claim.background]
    placed = [
        (claim.start, place.end)
        for claim, then in itertools.pairwise([*told, None])
        if claim is not None
        for place in here.places
        if claim.end <= place.start < claim.end + SHARE_REACH
        and (then is None or place.start < then.start)
    ]
    return frozenset(
        at
        for (first, end), (then, _) in itertools.pairwise(placed)
        if first != then and _only_joins(reading, end, then)
        for at in (first, then)
    )


def _only_joins(reading: Reading, start: int, end: int) -> bool:
    """Tell whether nothing but commas and words that join stand between two tokens."""
    joins = {*CLAUSE_MARKS, *reading.pack.strikes.conjunctions}
    return start <= end and all(reading.tokens[k].text in joins for k in range(start, end))
