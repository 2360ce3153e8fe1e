"""Is an act of armed violence the news here? Evidence by name, weighed and added."""

import math
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from streams.languages.pack import LanguagePack
from streams.steps.extract.findings import CasualtyFinding, TriggerFinding
from streams.steps.extract.reading import Reading
from streams.steps.extract.triggers import form_of, is_definite, title_sentences
from streams.text.phrases import PhraseBook

THRESHOLD = 0.5
"""At this score a text counts as a strike report."""
LEAD_SENTENCES = 2
"""The sentences behind the title that carry the news."""
BIAS = -1.6
HEADLINE_ACT, LEAD_ACT, BODY_ACT = 1.6, 1.3, 0.25
CASUALTIES, ARMED_MEANS, ATTACKERS_ACT = 0.9, 0.5, 1.1
HEADLINE_ACCIDENT, LEAD_ACCIDENT = -3.0, -1.4
HEADLINE_OTHER, LEAD_OTHER = -1.1, -0.6
BODY_ACCIDENT, ACCIDENT_SENTENCES = -0.7, 8
LEAD_STATISTICS, LEAD_RECALLED, LEAD_ANNIVERSARY = -1.1, -0.4, -1.6
NO_CASUALTIES, ONLY_REFERS = -0.4, -1.9
MEANS_ONLY = 0.6
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
    lead_end = title + LEAD_SENTENCES
    headline = [t for t in triggers if t.sentence < title]
    lead = [t for t in triggers if title <= t.sentence < lead_end]
    acts = [t for t in triggers if _tells_act(t)]
    news = [c for c in casualties if not c.background]
    found = [
        Evidence("act_in_headline", HEADLINE_ACT * _strongest(headline)),
        Evidence("act_in_lead", LEAD_ACT * _strongest(lead)),
        Evidence("acts_in_body", BODY_ACT * min(MOST_BODY, sum(t.strength for t in acts))),
    ]
    if any(t.weapon for t in acts if t.sentence < lead_end):
        found.append(Evidence("armed_means", ARMED_MEANS))
    # On an anniversary the attackers are those of then.
    is_recalled = any(t.rule == "background_anniversary" for t in (*headline, *lead))
    if not is_recalled and any(_has_attackers(reading, t) for t in (*headline, *lead)):
        found.append(Evidence("attackers_act", ATTACKERS_ACT))
    if any(c.sentence <= lead_end for c in news):
        found.append(Evidence("casualties_in_lead", CASUALTIES))
    for place, where, weights in (
        ("headline", headline, (HEADLINE_ACCIDENT, HEADLINE_OTHER)),
        ("lead", lead, (LEAD_ACCIDENT, LEAD_OTHER)),
    ):
        for kinds, weight in zip(
            (("accident", "exercise"), ("other", "planned")), weights, strict=True
        ):
            words = [t for t in where if t.nature in kinds][:MOST_OTHER]
            found.append(
                Evidence(f"{kinds[0]}_in_{place}", weight * sum(t.strength for t in words))
            )
    early = [
        t
        for t in triggers
        if t.nature == "accident" and lead_end <= t.sentence < ACCIDENT_SENTENCES
    ]
    found.append(Evidence("accident_in_body", BODY_ACCIDENT * len(early[:MOST_OTHER])))
    for name, weight in (
        ("statistics", LEAD_STATISTICS),
        ("recalled", LEAD_RECALLED),
        ("anniversary", LEAD_ANNIVERSARY),
    ):
        past = [t for t in (*headline, *lead) if t.rule == f"background_{name}"][:MOST_OTHER]
        found.append(Evidence(f"{name}_in_lead", weight * len(past)))
    if not news:
        found.append(Evidence("no_casualties", NO_CASUALTIES))
        if _only_refers(reading, [*headline, *lead]):
            found.append(Evidence("only_refers_to_acts", ONLY_REFERS))
    return tuple(e for e in found if e.weight)


def _only_refers(reading: Reading, triggers: Sequence[TriggerFinding]) -> bool:
    """Tell whether the lead knows acts only as something that the reader has heard of."""
    nouns = [t for t in triggers if form_of(t) in {"event", "blast", "clash"}]
    doing = any(form_of(t) in {"verb", "carry"} for t in triggers)
    return bool(nouns) and not doing and all(is_definite(reading, t) for t in nouns)


def _has_attackers(reading: Reading, trigger: TriggerFinding) -> bool:
    """Tell whether armed people stand beside an act word ("gunmen attacked", هاجم مسلحون)."""
    if form_of(trigger) not in {"event", "verb", "carry"}:
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


def _strongest(triggers: Sequence[TriggerFinding]) -> float:
    """Return the greatest strength of an act word, a second one adding to it.

    A means (a drone, a rocket) or a doing (launched) says less where nothing tells an act beside it.
    """
    telling = {t.sentence for t in triggers if _tells_act(t)}
    strengths = sorted(
        (
            t.strength * (1.0 if t.sentence in telling else MEANS_ONLY)
            for t in triggers
            if t.nature == "act"
        ),
        reverse=True,
    )
    return min(1.5, sum(strengths[:2]))
