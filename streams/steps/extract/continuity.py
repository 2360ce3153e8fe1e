"""Does a segment go on to tell an act, or tell another? Reasons by name, weighed and added.

A segment is held against every act told so far. The act for which most speaks takes it; where the
reasons against outweigh, it tells another, which is news unless its words set it back in time.
The weights were found on annotated reports of both languages and are few and round on purpose.
"""

from collections.abc import Collection

from streams.records.report import ActType
from streams.steps.extract.drafts import Draft, day_of, doers_of, figure_of, means_of, own_figures
from streams.steps.extract.findings import CasualtyFinding
from streams.steps.extract.nearness import are_near, fine, names_one
from streams.steps.extract.segments import TELLING, Findings, Segment
from streams.steps.extract.triggers import form_of

JOINS = {
    "before_all": 0.5,
    "title_without_body": 4.0,
    "last_told": 1.0,
    "first_told": 0.3,
    "names_another": -2.25,
    "turns": -2.5,
    "set_back": -2.0,
    "part_of_its_figures": 6.0,
    "same_people": 2.75,
    "its_attackers": 4.0,
    "same_toll": 2.5,
    "further_figures": -0.75,
    "other_toll": -1.25,
    "tells_anew": -0.5,
    "item_of_a_sum": -0.5,
    "near_its_site": -0.5,
    "elsewhere": -2.25,
    "opens_elsewhere": -0.25,
    "one_of_its_sites": -1.5,
    "also_elsewhere": -1.0,
    "counts_elsewhere": -2.0,
    "first_site": 1.75,
    "no_site": 0.5,
    "other_day": -1.25,
    "same_means": 0.8,
    "other_means": -0.95,
    "counts_by_other_means": -2.0,
    "other_doer": -0.5,
}
"""What speaks for and against a segment going on with an act."""
OPENS = {
    "before_all": -0.5,
    "counts": 2.0,
    "has_site": 0.7,
    "has_no_site": -1.5,
    "has_day": -1.5,
    "names_another": 0.75,
    "strong_word": 2.7,
    "refers": -0.7,
    "set_back": -5.0,
    "before_the_news": -3.5,
}
"""What speaks for and against a segment that goes on with nothing telling news."""
FEW = 3
"""Fewer people than this are counted in any act, so that two such figures need not be of one."""
TELLING_TOLL = 5
"""Two sentences with the same toll from this number on speak of the same act."""
GROUND: frozenset[ActType] = frozenset({"clash", "shooting", "shelling"})
"""Ground fighting and the fire that answers it are one act."""


def likeness(
    segment: Segment,
    draft: Draft,
    findings: Findings,
    *,
    told: Collection[Draft],
    last: Draft,
    set_back: bool,
) -> float:
    """Return how much speaks for *segment* going on with *draft*, one of the acts *told*."""
    found = [
        "before_all",
        *_by_position(segment, draft, told=told, last=last),
        *_by_figures(segment, draft, findings),
        *_by_place(segment, draft, findings),
        *_by_circumstance(segment, draft, findings),
    ]
    if set_back:
        found.append("set_back")
    return sum(JOINS[reason] for reason in found)


def is_news(segment: Segment, *, set_back: bool, before_the_news: bool) -> bool:
    """Tell whether a segment that tells another act tells it as news."""
    found = ["before_all", "has_site" if segment.sites else "has_no_site"]
    strong = (t for t in segment.triggers if t.nature == "act" and t.strength > TELLING)
    checks = {
        "counts": bool(segment.casualties),
        "has_day": day_of(segment) is not None,
        "names_another": segment.another or segment.turns,
        "strong_word": any(form_of(t) not in {"carry", "weapon", "hitting"} for t in strong),
        "refers": segment.refers,
        "set_back": set_back,
        "before_the_news": before_the_news,
    }
    found += [reason for reason, holds in checks.items() if holds]
    return sum(OPENS[reason] for reason in found) >= 0


def _by_position(
    segment: Segment, draft: Draft, *, told: Collection[Draft], last: Draft
) -> list[str]:
    found = []
    if len(told) == 1 and draft.is_headline:
        found.append("title_without_body")
    if draft is last:
        found.append("last_told")
    if draft is next(iter(told)):
        found.append("first_told")
    if segment.another and segment.tells:
        found.append("names_another")
    if segment.turns and segment.tells:
        found.append("turns")
    return found


def _by_figures(segment: Segment, draft: Draft, findings: Findings) -> list[str]:
    claims = [findings.casualties[i] for i in segment.casualties]
    own = own_figures(segment, findings)
    found = []
    elsewhere = _is_elsewhere(segment, draft)
    is_item = elsewhere and segment.opens_with_site
    if not own and not is_item and {c.subset_of for c in claims} & draft.claims:
        found.append("part_of_its_figures")
    again = {c.same_people_as for c in claims if c.min >= FEW or not segment.tells}
    if not elsewhere and (again | {c.supersedes for c in claims}) & draft.claims:
        found.append("same_people")
    if claims and all(c.victims.side == "attacker" for c in claims):
        found.append("its_attackers")
    if _repeats(own, draft):
        found.append("same_toll")
    elif own and draft.counts:
        found.append("further_figures")
        if {c.kind for c in own} & {kind for kind, _ in draft.own_figures}:
            found.append("other_toll")
        if segment.tells_anew:
            found.append("tells_anew")
    return found


def _by_place(segment: Segment, draft: Draft, findings: Findings) -> list[str]:
    sites, known = fine(segment.sites), fine((draft.told_sites or draft.sites).values())
    own = own_figures(segment, findings)
    if not sites:
        return ["no_site"]
    new_figures = bool(own) and draft.counts and not _repeats(own, draft)
    if known and names_one(sites, known):
        return ["one_of_its_sites"] if new_figures and len(sites) < len(known) else []
    found = [
        ("near_its_site" if are_near(sites, known) else "elsewhere") if known else "first_site"
    ]
    if draft.adds_up and segment.tells and not (segment.adds_up or segment.refers):
        found.append("item_of_a_sum")
    if segment.opens_with_site and (known or own or segment.tells) and not draft.is_headline:
        found.append("opens_elsewhere")
    if segment.also and segment.tells:
        found.append("also_elsewhere")
    if new_figures:
        found.append("counts_elsewhere")
    return found


def _by_circumstance(segment: Segment, draft: Draft, findings: Findings) -> list[str]:
    found = []
    day = day_of(segment)
    if day and draft.day and (day[1] < draft.day[0] or draft.day[1] < day[0]):
        found.append("other_day")
    means = means_of(segment)
    if means & draft.means or _on_the_ground(means, draft.means):
        found.append("same_means")
    elif means and draft.means:
        found.append("other_means")
        if draft.counts and own_figures(segment, findings):
            found.append("counts_by_other_means")
    doers = doers_of(segment)
    if doers and draft.doers and not doers & draft.doers:
        found.append("other_doer")
    return found


def _repeats(own: list[CasualtyFinding], draft: Draft) -> bool:
    """Tell whether a toll of dead that no chance repeats stands in both."""
    same = {figure_of(claim) for claim in own} & draft.own_figures
    return any(kind == "killed" and least >= TELLING_TOLL for kind, least in same)


def _is_elsewhere(segment: Segment, draft: Draft) -> bool:
    sites, known = fine(segment.sites), fine((draft.told_sites or draft.sites).values())
    return bool(sites and known) and not (names_one(sites, known) or are_near(sites, known))


def _on_the_ground(mine: set[ActType], known: set[ActType]) -> bool:
    """Tell whether two sets of means are fighting and the fire that answers it."""
    return bool(mine and known) and "clash" in mine | known and mine | known <= GROUND
