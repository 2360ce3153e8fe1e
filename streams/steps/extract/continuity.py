"""Does a segment go on to tell an act, or tell another? Reasons by name, weighed and added.

A segment is held against every act told so far. The act for which most speaks takes it; where the
reasons against outweigh, it tells another, which is news unless its words set it back in time.
The weights were found on annotated reports of both languages and are few and round on purpose.
"""

from streams.records.report import ActType
from streams.steps.extract.drafts import Draft, Said, day_of, figure_of
from streams.steps.extract.nearness import are_beside, are_near, finest, is_inside, names_one
from streams.steps.extract.segments import Segment
from streams.steps.extract.triggers import TELLING, form_of

JOINS = {
    "before_all": 0.5,
    "title_without_body": 4.0,
    "last_told": 1.0,
    "first_told": 0.3,
    "names_another": -2.25,
    "turns": -2.5,
    "item_of_a_day": -4.0,
    "in_a_roundup": -2.0,
    "next_clause": -2.0,
    "refers_to_it": 0.5,
    "also_did": 1.5,
    "at_its_scene": 2.0,
    "set_back": -2.0,
    "part_of_its_figures": 6.0,
    "same_people": 2.75,
    "same_figures": 1.0,
    "same_toll": 2.0,
    "other_harm": 1.0,
    "its_attackers": 4.0,
    "further_figures": -0.75,
    "other_toll": -1.25,
    "tells_anew": -0.5,
    "item_of_a_sum": -2.0,
    "first_of_a_sum": -1.5,
    "number_in_a_row": -1.5,
    "also": -1.0,
    "near_its_site": -0.5,
    "beside_its_site": -1.5,
    "around_its_site": -1.5,
    "elsewhere": -2.25,
    "opens_elsewhere": -0.5,
    "opens_far_off": -1.5,
    "one_of_its_sites": -0.75,
    "mentioned_elsewhere": -1.5,
    "counts_elsewhere": -2.0,
    "counts_inside": 0.5,
    "first_site": 2.0,
    "no_site": 0.5,
    "same_speaker": 0.75,
    "other_country": -2.5,
    "other_day": -1.25,
    "same_means": 0.8,
    "other_means": -0.95,
    "counts_by_other_means": -2.0,
    "other_doer": -1.0,
    "other_doer_alone": -1.0,
    "same_doer_alone": 1.0,
    "same_target": 1.5,
}
"""What speaks for and against a segment going on with an act."""
OPENS = {
    "before_all": -0.5,
    "counts": 2.0,
    "has_site": 0.7,
    "has_no_site": -1.5,
    "has_day": -1.5,
    "strong_word": 2.7,
    "turns": 1.5,
    "refers": -0.7,
    "set_back": -5.0,
}
"""What speaks for and against a segment that goes on with nothing telling news."""
FEW = 3
"""Fewer people than this are counted in any act, so that two such figures need not be of one."""
TELLING_TOLL = 5
"""Two sentences with the same toll from this number on speak of the same act."""
GROUND: frozenset[ActType] = frozenset({"clash", "shooting", "shelling"})
"""Ground fighting and the fire that answers it are one act."""
FIRE: frozenset[ActType] = frozenset({"missile", "shelling"})
"""A rocket is called a shell in the next sentence, and a shell a rocket."""


def likeness(said: Said, draft: Draft, *, is_first: bool, is_last: bool) -> float:
    """Return how much speaks for a segment going on with *draft*, the first or last act told."""
    return sum(map(JOINS.__getitem__, reasons(said, draft, is_first=is_first, is_last=is_last)))


def reasons(said: Said, draft: Draft, *, is_first: bool, is_last: bool) -> list[str]:
    """Return the names of the reasons in `JOINS` that hold of a segment and *draft*."""
    where = _where(said, draft)
    return [
        "before_all",
        *_by_position(said, draft, is_first=is_first, is_last=is_last),
        *_by_figures(said, draft, where),
        *_by_place(said, draft, where),
        *_by_circumstance(said, draft),
    ]


def is_news(segment: Segment, *, set_back: bool) -> bool:
    """Tell whether a segment that tells another act tells it as news."""
    return sum(OPENS[reason] for reason in news_reasons(segment, set_back=set_back)) >= 0


def news_reasons(segment: Segment, *, set_back: bool) -> list[str]:
    """Return the names of the reasons in `OPENS` that hold of a segment."""
    strong = (t for t in segment.triggers if t.nature == "act" and t.strength > TELLING)
    checks = {
        "before_all": True,
        "counts": bool(segment.casualties),
        "has_site": bool(segment.sites),
        "has_no_site": not segment.sites,
        "has_day": day_of(segment) is not None,
        "strong_word": any(form_of(t) not in {"carry", "weapon", "hitting"} for t in strong),
        "turns": segment.turns,
        "refers": segment.refers,
        "set_back": set_back,
    }
    return [reason for reason, holds in checks.items() if holds]


def _where(said: Said, draft: Draft) -> str:
    """Return where the sites of a segment are, as seen from those of an act."""
    if not said.sites:
        return "no_site"
    if not draft.known:
        return "first_site"
    if names_one(said.sites, draft.known):
        return "same_site"
    if names_one(said.sites, draft.around):
        return "around_its_site"
    return "near_its_site" if are_near(said.sites, draft.known) else "elsewhere"


def _by_position(said: Said, draft: Draft, *, is_first: bool, is_last: bool) -> list[str]:
    segment = said.segment
    checks = {
        "title_without_body": is_first and is_last and draft.is_headline,
        "last_told": is_last,
        "first_told": is_first,
        "refers_to_it": is_last and segment.refers and not said.own,
        "also_did": is_last
        and segment.also
        and bool(said.own)
        and (segment.refers or segment.same_fight),
        "at_its_scene": is_last and segment.at_scene,
        "same_speaker": is_last and segment.same_speaker and not said.sites,
        "names_another": segment.another and segment.tells,
        "turns": segment.turns and segment.tells,
        "item_of_a_day": segment.dated and not draft.is_headline,
        "next_clause": draft.segments[-1].sentence == segment.sentence and not segment.same_fight,
        "set_back": said.set_back,
    }
    return [reason for reason, holds in checks.items() if holds]


def _by_figures(said: Said, draft: Draft, where: str) -> list[str]:
    segment, claims, own = said.segment, said.claims, said.own
    if not claims:
        return []
    found = []
    elsewhere = where == "elsewhere"
    is_item = (elsewhere and (segment.opens_with_site or segment.tells)) or (
        where == "near_its_site" and draft.adds_up and segment.opens_with_site and segment.tells
    )
    if not own and not is_item and {c.subset_of for c in claims} & draft.claims:
        found.append("part_of_its_figures")
    near = where in {"near_its_site", "around_its_site"}
    if own and draft.claims:
        kinds = {kind for kind, _ in draft.own_figures}
        if near and not segment.tells_anew and not {c.kind for c in own} & kinds:
            found.append("other_harm")
        there = where in {"same_site", "around_its_site"} or _names_around(said, draft)
        if there and {figure_of(c) for c in own} <= draft.own_figures:
            found.append("same_figures")
    if _repeats(said, draft):
        found.append("same_toll")
    again = {c.same_people_as for c in claims if c.min >= FEW or not segment.tells}
    if not elsewhere and (again | {c.supersedes for c in claims}) & draft.claims:
        found.append("same_people")
    if all(c.victims.side == "attacker" for c in claims):
        found.append("its_attackers")
    if own and draft.counts and not _repeats(said, draft) and not _is_vague(said):
        found.append("further_figures")
        if {c.kind for c in own} & {kind for kind, _ in draft.own_figures}:
            found.append("other_toll")
        if segment.tells_anew:
            found.append("tells_anew")
    return found


def _by_place(said: Said, draft: Draft, where: str) -> list[str]:
    segment, own = said.segment, said.own
    abroad = bool(said.countries and draft.countries) and not said.countries & draft.countries
    far = ["other_country"] if abroad and (own or segment.tells) else []
    if where == "no_site":
        return [where, *far]
    if where == "first_site" and said.set_back:
        return []  # where something happened in an earlier time is not where this act did
    new_figures = bool(own) and draft.counts and not _repeats(said, draft) and not _is_vague(said)
    if where == "same_site":
        is_one = new_figures and len(said.sites) < len(draft.known)
        return ["one_of_its_sites"] if is_one else []
    apart = where in {"elsewhere", "near_its_site"}
    finer = where == "near_its_site" and finest(said.sites) > finest(draft.known)
    checks = {
        where: True,
        "other_country": bool(far) and where == "first_site",
        "beside_its_site": where == "near_its_site"
        and bool(own or (segment.tells and not (segment.refers or segment.same_fight)))
        and are_beside(said.sites, draft.known)
        and not _names_around(said, draft),
        "in_a_roundup": said.in_roundup
        and apart
        and segment.tells
        and not segment.refers
        and (draft.adds_up or bool(draft.claims) or not finer),
        "also": segment.also and segment.tells and apart,
        "number_in_a_row": segment.ordinal and segment.tells and apart and bool(own),
        "opens_far_off": where == "elsewhere"
        and segment.opens_with_site
        and bool(own or segment.tells),
        "item_of_a_sum": draft.adds_up
        and segment.tells
        and not (segment.adds_up or segment.refers),
        "first_of_a_sum": where == "first_site"
        and draft.adds_up
        and segment.tells
        and not segment.refers,
        "opens_elsewhere": segment.opens_with_site
        and bool(draft.known or own or segment.tells)
        and not draft.is_headline,
        "mentioned_elsewhere": apart
        and not (segment.tells or own or is_inside(said.sites, draft.known)),
        "counts_elsewhere": new_figures,
        "counts_inside": new_figures and finer,
    }
    return [reason for reason, holds in checks.items() if holds]


def _by_circumstance(said: Said, draft: Draft) -> list[str]:
    found = []
    day = said.day
    if day and draft.day and (day[1] < draft.day[0] or draft.day[1] < day[0]):
        found.append("other_day")
    if said.means & draft.means or _are_alike(said.means, draft.means):
        found.append("same_means")
    elif said.means and draft.means and not said.is_mere_blast:
        found.append("other_means")
        if draft.counts and said.own:
            found.append("counts_by_other_means")
    if said.doers and draft.doers and not said.doers & draft.doers:
        found.append("other_doer")
        if not said.sites and said.segment.tells:
            found.append("other_doer_alone")
    elif said.doers & draft.doers and not said.sites and said.own and draft.counts:
        found.append("same_doer_alone")
    if said.hit & draft.hit:
        found.append("same_target")
    return found


def _names_around(said: Said, draft: Draft) -> bool:
    """Tell whether the sites of a segment are told to lie in or by one of an act ("in Halfa, near Dair")."""
    return any(place.name in said.around for place in draft.known)


def _is_vague(said: Said) -> bool:
    """Tell figures that count nobody ("several", قتلى): they may be of any act that has figures."""
    return bool(said.own) and all(claim.hedge == "vague" for claim in said.own)


def _repeats(said: Said, draft: Draft) -> bool:
    """Tell whether a toll of dead that no chance repeats stands in both."""
    large = (c for c in said.own if c.kind == "killed" and c.min >= TELLING_TOLL)
    return any(figure_of(claim) in draft.own_figures for claim in large)


def _are_alike(mine: set[ActType], known: set[ActType]) -> bool:
    """Tell whether two sets of means may be of one act: fighting and the fire that answers it, shells and rockets."""
    if not mine or not known:
        return False
    on_the_ground = "clash" in mine | known and mine | known <= GROUND
    return on_the_ground or bool(mine & FIRE and known & FIRE)
