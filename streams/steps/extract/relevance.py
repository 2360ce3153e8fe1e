"""Is an act of armed violence the news here? Evidence by name, weighed and added."""

import math
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from streams.languages.pack import LanguagePack
from streams.languages.strike_words import ActForm
from streams.steps.extract.findings import CasualtyFinding, TriggerFinding
from streams.steps.extract.reading import Reading
from streams.steps.extract.triggers import (
    form_of,
    is_booty,
    is_definite,
    old_years,
    title_sentences,
)
from streams.text.phrases import PhraseBook

THRESHOLD = 0.5
"""At this score a text counts as a strike report."""
LEAD_SENTENCES = 2
"""The sentences behind the title that carry the news."""
SHORTEST = 6
"""A shorter sentence without an act word (a dateline, a row of a table) is none of them."""
GOVERNED = 8
"""How far behind a threat, an anniversary or a verdict the act stands that it speaks of."""
GOVERNING = frozenset(
    {"background_anniversary", "other_justice", "other_reaction", "other_seizure"}
)
"""Words beside those of threatening that speak of an act that is not the news."""
_COMMON = frozenset({None, "unknown", "melee"})
"""Means that tell nothing of who used them: knives are of crimes as well."""
WEAK = frozenset(
    {"hitting_killing", "verb_killed", "verb_hit", "verb_targeted", "hitting_damaged"}
    | {"hitting_targeting", "carry_carried_out", "verb_landed", "verb_stabbed", "verb_ran_over"}
)
"""Words that are said of earthquakes, accidents and quarrels as well."""
PAST = frozenset({"background_past_time", "background_habit", "background_recalled"})
BIAS = -1.6
HEADLINE_ACT, LEAD_ACT, BODY_ACT = 1.6, 1.3, 0.25
CASUALTIES, ARMED_MEANS, ATTACKERS_ACT, BODY_ATTACKERS = 0.9, 0.5, 1.1, 0.4
HEADLINE_ACCIDENT, LEAD_ACCIDENT = -3.0, -1.4
HEADLINE_OTHER, LEAD_OTHER = -1.1, -0.6
BODY_ACCIDENT, ACCIDENT_SENTENCES, NO_MEANS = -0.7, 8, -0.8
BODY_SPORT, SPORT = -0.5, "other_sport"
RULING_OUT = frozenset({"other_crime", "other_justice"})
ROW = 3
"""So few sentences (a row of a table) need not name the arms."""
ATTACKED = 0.4
LEAD_STATISTICS, LEAD_PAST_TIME, LEAD_RECALLED, LEAD_ANNIVERSARY = -1.1, -0.8, -0.4, -1.6
LEAD_OLD_YEAR, HEADLINE_ANNIVERSARY = -0.6, -0.4
NO_CASUALTIES, ONLY_REFERS, NO_ARMS = -0.4, -1.9, -0.6
ARMED_PEOPLE = 0.7
MEANS_ONLY = 0.65
LONGEST_NAME = 2
"""No phrase for armed people has more words."""
BESIDE = 1
"""How many words stand at most between an act word and those who do it."""
MOST_BODY, MOST_OTHER = 6, 3
"""How many words of a kind are counted, so that a long text is not decided by its length."""


class Evidence(Struct, frozen=True):
    """One reason for or against, with its weight in log odds."""

    name: str
    weight: float


def judge(
    reading: Reading, triggers: Sequence[TriggerFinding], casualties: Sequence[CasualtyFinding]
) -> tuple[bool, float]:
    """Return whether an act of armed violence is news in *reading*, and how sure, 0 to 1."""
    score = 1 / (
        1 + math.exp(-BIAS - sum(e.weight for e in evidence(reading, triggers, casualties)))
    )
    return score >= THRESHOLD, round(score, 3)


def evidence(
    reading: Reading, triggers: Sequence[TriggerFinding], casualties: Sequence[CasualtyFinding]
) -> tuple[Evidence, ...]:
    """Return the reasons to take *reading* for a strike report, or not to."""
    title = max(1, title_sentences(reading))
    lead_end = _lead_end(reading, triggers, title=title)
    triggers = _ungoverned(reading, triggers)
    headline = [t for t in triggers if t.sentence < title]
    lead = [t for t in triggers if title <= t.sentence < lead_end]
    acts = [t for t in triggers if _tells_act(t)]
    past = _past_sentences(reading, triggers)
    news = [c for c in casualties if not c.background]
    found = [
        Evidence("act_in_headline", HEADLINE_ACT * _strongest(headline)),
        Evidence("act_in_lead", LEAD_ACT * _strongest(lead)),
        Evidence("acts_in_body", BODY_ACT * min(MOST_BODY, _told(acts, past))),
    ]
    if _names_means([*headline, *lead]):
        found.append(Evidence("armed_means", ARMED_MEANS))
    # On an anniversary the attackers are those of then.
    is_recalled = any(t.rule == "background_anniversary" for t in (*headline, *lead))
    attacked = any(_has_attackers(reading, t) for t in (*headline, *lead))
    if not is_recalled and attacked:
        found.append(Evidence("attackers_act", ATTACKERS_ACT))
    elif any(_has_attackers(reading, t) for t in acts if t.sentence not in past):
        found.append(Evidence("attackers_act_in_body", BODY_ATTACKERS))
    if any(c.sentence <= lead_end for c in news):
        is_row = len(reading.sentences) <= ROW
        if is_row or _is_armed(reading, [t for t in triggers if t.sentence not in past], lead_end):
            found.append(Evidence("casualties_in_lead", CASUALTIES))
        else:
            found.append(Evidence("deaths_without_arms", NO_ARMS))
        harmed = [c.sentence for c in news if c.sentence < lead_end and c.max != 0]
        ruled_out = any(t.nature == "accident" or t.rule in RULING_OUT for t in (*headline, *lead))
        if harmed and not (is_recalled or ruled_out) and _tells_of_armed_people(reading, lead_end):
            found.append(Evidence("armed_people_and_casualties", ARMED_PEOPLE))
    old = {s for s in past if s < lead_end and old_years(reading, *_bounds(reading, s))}
    found.append(Evidence("old_year_in_lead", LEAD_OLD_YEAR * len(old)))
    for place, where, weights in (
        ("headline", headline, (HEADLINE_ACCIDENT, HEADLINE_OTHER)),
        ("lead", lead, (LEAD_ACCIDENT, LEAD_OTHER)),
    ):
        for kinds, weight in zip(
            (("accident", "exercise"), ("other", "planned")), weights, strict=True
        ):
            words = [t for t in where if t.nature in kinds][:MOST_OTHER]
            # Armed people at work leave little to an accident ("fired on families fleeing floods").
            said = sum(
                t.strength * (ATTACKED if attacked and t.nature == "accident" else 1.0)
                for t in words
            )
            found.append(Evidence(f"{kinds[0]}_in_{place}", weight * said))
    early = [
        t
        for t in triggers
        if t.nature in {"accident", "exercise"} and lead_end <= t.sentence < ACCIDENT_SENTENCES
    ]
    found.append(Evidence("accident_in_body", BODY_ACCIDENT * len(early[:MOST_OTHER])))
    if any(t.nature == "accident" for t in triggers) and not any(
        t.weapon not in {None, "unknown"} for t in triggers if t.nature == "act"
    ):
        found.append(Evidence("accident_without_means", NO_MEANS))
    sport = [t for t in triggers if t.rule == SPORT and t.sentence >= lead_end]
    found.append(Evidence("sport_in_body", BODY_SPORT * len(sport[:MOST_BODY])))
    for name, weight in (
        ("statistics", LEAD_STATISTICS),
        ("past_time", LEAD_PAST_TIME),
        ("recalled", LEAD_RECALLED),
        ("anniversary", LEAD_ANNIVERSARY),
    ):
        earlier = [t for t in (*headline, *lead) if t.rule == f"background_{name}"][:MOST_OTHER]
        found.append(Evidence(f"{name}_in_lead", weight * len(earlier)))
    if any(t.rule == "background_anniversary" for t in headline):
        found.append(Evidence("anniversary_in_headline", HEADLINE_ANNIVERSARY))
    if not news:
        found.append(Evidence("no_casualties", NO_CASUALTIES))
        if _only_refers(reading, [*headline, *lead]):
            found.append(Evidence("only_refers_to_acts", ONLY_REFERS))
    return tuple(e for e in found if e.weight)


def _lead_end(reading: Reading, triggers: Sequence[TriggerFinding], *, title: int) -> int:
    """Return the sentence behind the lead: the first sentences that are long, or hold an act word."""
    telling = {t.sentence for t in triggers if t.nature == "act"}
    left = LEAD_SENTENCES
    for index in range(title, len(reading.sentences)):
        if left == 0:
            return index
        sentence = reading.sentences[index]
        left -= index in telling or sentence.end - sentence.start >= SHORTEST
    return max(len(reading.sentences), title + LEAD_SENTENCES)


def _ungoverned(reading: Reading, triggers: Sequence[TriggerFinding]) -> tuple[TriggerFinding, ...]:
    """Return *triggers* without acts only threatened, judged, remembered or condemned, and arms that were found."""
    kept: list[TriggerFinding] = []
    governor: TriggerFinding | None = None
    for trigger in triggers:
        if trigger.nature == "planned" or trigger.rule in GOVERNING:
            governor = trigger
        elif is_booty(reading, trigger) or (
            trigger.nature == "act"
            and governor is not None
            and governor.sentence == trigger.sentence
            and trigger.start - governor.end < GOVERNED
            and not _after(reading.pack).find(reading.tokens, start=governor.end, end=trigger.start)
        ):
            continue
        kept.append(trigger)
    return tuple(kept)


def _is_armed(reading: Reading, triggers: Sequence[TriggerFinding], end: int) -> bool:
    """Tell whether an act or a means is named, not only the dead, or armed people before *end*."""
    if any(t.nature == "act" and t.rule not in WEAK for t in triggers):
        return True
    return _tells_of_armed_people(reading, end)


def _past_sentences(reading: Reading, triggers: Sequence[TriggerFinding]) -> frozenset[int]:
    """Return the sentences that speak of a time before the news."""
    told = {t.sentence for t in triggers}
    marked = {t.sentence for t in triggers if t.rule in PAST}
    return frozenset(s for s in told if s in marked or old_years(reading, *_bounds(reading, s)))


def _bounds(reading: Reading, sentence: int) -> tuple[int, int]:
    return reading.sentences[sentence].start, reading.sentences[sentence].end


def _told(acts: Sequence[TriggerFinding], past: frozenset[int]) -> float:
    return sum(t.strength for t in acts if t.sentence not in past)


def _names_means(triggers: Sequence[TriggerFinding]) -> bool:
    """Tell whether a sentence that tells an act says by which means."""
    telling = {t.sentence for t in triggers if _tells_act(t)}
    known = {t.sentence for t in triggers if t.nature == "act" and t.weapon not in _COMMON}
    return bool(known & telling)


@lru_cache
def _after(pack: LanguagePack) -> PhraseBook[bool]:
    """Return the words behind which stands what did happen ("vowed revenge after the raid")."""
    return PhraseBook(
        ((word, True) for word in pack.strikes.after), proclitics=pack.strikes.linking
    )


def _only_refers(reading: Reading, triggers: Sequence[TriggerFinding]) -> bool:
    """Tell whether the lead knows acts only as something that the reader has heard of."""
    nouns = [t for t in triggers if form_of(t) in {"event", "blast", "clash"}]
    doing = any(form_of(t) in {"verb", "carry"} for t in triggers)
    return bool(nouns) and not doing and all(is_definite(reading, t) for t in nouns)


def _tells_of_armed_people(reading: Reading, lead_end: int) -> bool:
    """Tell whether the lead names armed people at all ("gunmen stopped a bus and executed four")."""
    sentences = reading.sentences[:lead_end]
    if not sentences:
        return False
    return bool(
        _attackers(reading.pack).find(
            reading.tokens, start=sentences[0].start, end=sentences[-1].end
        )
    )


def _has_attackers(reading: Reading, trigger: TriggerFinding) -> bool:
    """Tell whether armed people stand beside an act word ("gunmen attacked", هاجم مسلحون)."""
    if form_of(trigger) not in {"event", "verb", "carry", "blast"}:
        return False
    sentence = reading.sentences[trigger.sentence]
    found = _attackers(reading.pack).find(
        reading.tokens,
        start=max(sentence.start, trigger.start - BESIDE - LONGEST_NAME),
        end=min(sentence.end, trigger.end + BESIDE + LONGEST_NAME),
    )
    return any(
        0 <= trigger.start - match.end <= BESIDE or 0 <= match.start - trigger.end <= BESIDE
        for match in found
    )


@lru_cache
def _attackers(pack: LanguagePack) -> PhraseBook[bool]:
    """Return the words for armed people, known with an article and prefixes before them too."""
    return PhraseBook(
        ((word, True) for word in pack.strikes.attackers), proclitics=pack.script.proclitics
    )


def _tells_act(trigger: TriggerFinding) -> bool:
    return form_of(trigger) in {"event", "blast", "clash", "hitting", "verb"}


def _sentences(triggers: Sequence[TriggerFinding], form: ActForm) -> set[int]:
    return {t.sentence for t in triggers if form_of(t) == form}


def _strongest(triggers: Sequence[TriggerFinding]) -> float:
    """Return the greatest strength of an act word, a second one adding to it.

    A means (a drone, a rocket) or a doing (launched) says less where nothing tells an act beside it,
    nor the other of the two.
    """
    telling = {t.sentence for t in triggers if _tells_act(t)}
    telling |= _sentences(triggers, "weapon") & _sentences(triggers, "carry")
    strengths = sorted(
        (
            t.strength * (1.0 if t.sentence in telling else MEANS_ONLY)
            for t in triggers
            if t.nature == "act"
        ),
        reverse=True,
    )
    return min(1.5, sum(strengths[:2]))
