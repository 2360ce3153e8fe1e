"""Assemble what was found into acts: which words tell which act, and what each act is."""

from collections import defaultdict
from datetime import date, timedelta
from math import cos, hypot, inf, radians

from msgspec import Struct
from msgspec.structs import replace

from streams.records.ids import content_id
from streams.records.report import (
    Act,
    ActorMention,
    ActType,
    Assertion,
    Casualty,
    Occurred,
    Place,
    Weapon,
)
from streams.records.toll import toll_range
from streams.steps.extract.findings import CasualtyFinding, PlaceFinding, TriggerFinding
from streams.steps.extract.reading import Reading
from streams.steps.extract.segments import DATELINE, Findings, Segment, cut

RANKS = {"sea": 0, "country": 0, "province": 1, "district": 2, "town": 3, "site": 4}
LEAD_WEIGHT, LEAD_SEGMENTS = 2.0, 2
"""Act words of the first segments say more about the type than later ones."""
BARE, BARE_WEIGHT = frozenset({"event_bombardment", "verb_struck"}), 0.6
"""A bombardment (قصف) of no stated means is shelling only where no means is stated at all."""
ALSO = 1.0
"""A type with so much said for it, beside the one chosen, is told of the act too."""
PAST = timedelta(days=1)
"""An act that is told beside the news is news too when it is at most so much older."""
OLD = timedelta(days=8)
"""What happened longer before the publication is no news."""
KM_PER_DEGREE = 111.2
NEARBY_KM = 15.0
"""Figures without an act word of their own belong to an act so near."""
TELLING_TOLL = 5
"""Two sentences with the same toll from this number on speak of the same act."""
SUM_SHARE = 0.7
"""A toll that adds up others is at least this share of their sum."""
WEAPONS_SHOWN = frozenset({"weapon", "blast"})
NOWHEN = Occurred(start=None, end=None, precision="unknown", basis=None)


class _Draft(Struct, kw_only=True):
    """An act while its segments are gathered."""

    segments: list[Segment]
    background: bool = False

    @property
    def sites(self) -> list[PlaceFinding]:
        return [site for segment in self.segments for site in segment.sites]

    @property
    def day(self) -> tuple[str, str] | None:
        return next((d for d in map(_day, self.segments) if d), None)


def assemble(reading: Reading, findings: Findings) -> tuple[Act, ...]:
    """Return the acts that *reading* tells, in the order in which it tells them."""
    drafts = _sorted_out(_gather(reading, findings))
    acts = _typed([_act(reading, findings, draft) for draft in drafts], drafts)
    return tuple(_dated(_sums(acts)))


def _gather(reading: Reading, findings: Findings) -> list[_Draft]:
    """Return the drafts: each segment joins the act it fits, or begins another."""
    drafts: list[_Draft] = []
    published = reading.article.published_at
    for segment in cut(reading, findings):
        if drafts and (segment.recalled or _is_old(segment, published)):
            if segment.tells and (segment.sites or segment.dates):
                drafts.append(_Draft(segments=[segment], background=True))
            continue
        told = [draft for draft in drafts if not draft.background]
        chosen = _chosen(segment, told, findings)
        if chosen is not None:
            chosen.segments.append(segment)
        elif segment.tells or segment.casualties:
            past = bool(told) and _is_past(segment, told[0])
            drafts.append(_Draft(segments=[segment], background=past))
    return drafts


def _is_old(segment: Segment, published: str | None) -> bool:
    """Tell whether every day of a segment is long before the publication."""
    ends = [found.occurred.end for found in segment.dates if found.occurred.end]
    if not ends or published is None or segment.title:
        return False
    try:
        first = date.fromisoformat(published[:10]) - OLD
    except ValueError:
        return False
    return all(end[:10] < first.isoformat() for end in ends)


def _is_past(segment: Segment, news: _Draft) -> bool:
    """Tell whether a segment speaks of a day well before the news."""
    if news.day is None:
        return False
    first = date.fromisoformat(news.day[0]) - PAST
    ends = [found.occurred.end for found in segment.dates if found.occurred.end]
    return bool(ends) and all(end[:10] < first.isoformat() for end in ends)


def _chosen(segment: Segment, told: list[_Draft], findings: Findings) -> _Draft | None:
    """Return the act that *segment* goes on to tell, None when it tells another."""
    if not told:
        return None
    current = told[-1]
    if segment.turns and segment.tells and _is_elsewhere(segment, current):
        return None
    if len(told) == 1 and _is_headline(current):
        return current
    if segment.refers and not (segment.casualties and _other_day(segment, current)):
        return current
    fitting = [draft for draft in told if _fits(segment, draft, findings)]
    return fitting[-1] if fitting else None


def _is_headline(draft: _Draft) -> bool:
    """Tell whether nothing but the title, and lines that tell nothing, speaks of the act yet."""
    return all(s.title or not (s.tells or s.casualties) for s in draft.segments)


def _fits(segment: Segment, draft: _Draft, findings: Findings) -> bool:
    """Tell whether *segment* may speak of the act of *draft*: its day and its site agree."""
    if segment.tells and _other_day(segment, draft):
        return False
    sites = [s.place for s in segment.sites if s.place.kind != "country"]
    known = [s.place for s in draft.sites if s.place.kind != "country"]
    counted = _counts(draft, findings)
    tells_own = segment.tells and bool(segment.casualties) and counted
    if not sites:
        return True
    if _same_figures(segment, draft, findings):
        return True
    if not known:
        return not (tells_own and (draft.sites or draft.segments[0].adds_up))
    finest = max(RANKS[place.kind] for place in sites)
    if any(_same_name(a, b) for a in sites for b in known if RANKS[a.kind] == finest):
        return True
    if tells_own:
        return False
    if not segment.tells:
        return any(_apart(a, b) <= NEARBY_KM or _apart(a, b) == inf for a in sites for b in known)
    return any(_lies_in(a, b) for a in sites for b in known)


def _same_figures(segment: Segment, draft: _Draft, findings: Findings) -> bool:
    """Tell whether a toll that no chance repeats stands in both."""
    mine = {_figure(findings.casualties[i]) for i in segment.casualties}
    known = {_figure(findings.casualties[i]) for s in draft.segments for i in s.casualties}
    return any(least >= TELLING_TOLL for _, least in mine & known)


def _figure(claim: CasualtyFinding) -> tuple[str, int]:
    return claim.kind, claim.min


def _counts(draft: _Draft, findings: Findings) -> bool:
    """Tell whether the act has figures of its own, beyond those of a headline."""
    return any(s.casualties for s in draft.segments if not s.title)


def _is_elsewhere(segment: Segment, draft: _Draft) -> bool:
    """Tell whether a segment that turns to something else has no site that the act has."""
    return not any(_same_name(a.place, b.place) for a in segment.sites for b in draft.sites)


def _same_name(one: Place, other: Place) -> bool:
    if one.name == other.name or (one.geonames and one.geonames == other.geonames):
        return True
    if one.geonames and other.geonames:
        return False
    return one.native in other.native or other.native in one.native


def _lies_in(one: Place, other: Place) -> bool:
    """Tell whether one place lies in the other, as far as the gazetteer tells."""
    wide, narrow = sorted((one, other), key=lambda place: RANKS[place.kind])
    if wide.iso and narrow.iso and wide.iso != narrow.iso:
        return False
    if wide.kind == "province" and wide.admin1 and narrow.admin1:
        return wide.admin1 == narrow.admin1
    if RANKS[wide.kind] == RANKS[narrow.kind] and wide.kind != "site":
        return False
    return _apart(wide, narrow) <= max(wide.radius_m or 0, narrow.radius_m or 0) / 1000


def _apart(one: Place, other: Place) -> float:
    """Return the distance in km, infinite where a point is missing."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return inf
    east = (one.lon - other.lon) * cos(radians((one.lat + other.lat) / 2))
    return hypot(east, one.lat - other.lat) * KM_PER_DEGREE


def _day(segment: Segment) -> tuple[str, str] | None:
    """Return the first and last day that a segment gives its act."""
    for found in segment.dates:
        when = found.occurred
        if when.start and when.precision in {"day", "night", "hour"}:
            return when.start[:10], (when.end or when.start)[:10]
    return None


def _other_day(segment: Segment, draft: _Draft) -> bool:
    mine, known = _day(segment), draft.day
    return bool(mine and known and (mine[1] < known[0] or known[1] < mine[0]))


def _sorted_out(drafts: list[_Draft]) -> list[_Draft]:
    """Return the drafts that tell something: an act word, or figures beside one that does."""
    kept = []
    for place, draft in enumerate(drafts):
        tells = any(segment.tells for segment in draft.segments)
        claims = any(segment.casualties for segment in draft.segments)
        if tells or claims or place == 0:
            kept.append(draft)
    return kept


def _act(reading: Reading, findings: Findings, draft: _Draft) -> Act:
    kind, also = _types(draft)
    casualties = _casualties(reading, findings, draft)
    attackers = _actors(draft, "attacker")
    targets = _actors(draft, "target")
    if kind == "other" and attackers and any(actor.kind for actor in targets):
        armed = [a for a in targets if a.kind and a.kind != "civilians"]
        kind = "clash" if armed else kind
    return Act(
        type=kind,
        also=also,
        scope="act",
        assertion=_assertion(draft),
        weapons=_weapons(reading, draft),
        occurred=_occurred(draft),
        places=_places(draft),
        attackers=attackers,
        targets=targets,
        casualties=casualties,
        toll=toll_range(casualties),
    )


def _types(draft: _Draft) -> tuple[ActType, tuple[ActType, ...]]:
    """Return the means that most is said for, and others that enough is said for."""
    weights: defaultdict[ActType, float] = defaultdict(float)
    bare = False
    for place, segment in enumerate(draft.segments):
        once: dict[ActType, float] = {}
        for trigger in segment.triggers:
            if trigger.rule in BARE:
                bare = True
            elif trigger.nature == "act" and trigger.type != "other":
                once[trigger.type] = max(trigger.strength, once.get(trigger.type, 0.0))
        for kind, strength in once.items():
            weights[kind] += strength * (LEAD_WEIGHT if place < LEAD_SEGMENTS else 1.0)
    if bare and "shelling" not in weights:
        weights["shelling"] += BARE_WEIGHT
    if not weights:
        return "other", ()
    order = list(weights)
    chosen = max(order, key=lambda kind: (weights[kind], -order.index(kind)))
    return chosen, tuple(k for k in sorted(weights) if k != chosen and weights[k] >= ALSO)


def _typed(acts: list[Act], drafts: list[_Draft]) -> list[Act]:
    """Return *acts*, one whose means are not told having those of the first, if its doer may be."""
    result = list(acts)
    for place, (act, draft) in enumerate(zip(acts, drafts, strict=True)):
        told = {t.type for t in _triggers(draft) if t.rule not in BARE} - {"other"}
        first = {actor.id for actor in acts[0].attackers}
        same_doer = not act.attackers or bool(first & {actor.id for actor in act.attackers})
        if place and not told and act.type in {"other", "shelling"} and same_doer:
            result[place] = replace(act, type=acts[0].type)
    return result


def _assertion(draft: _Draft) -> Assertion:
    if draft.background:
        return "background"
    claims = any(segment.casualties for segment in draft.segments)
    telling = [segment for segment in draft.segments if segment.tells]
    planned = telling and not claims and all(segment.planned for segment in telling)
    return "planned" if planned else "asserted"


def _weapons(reading: Reading, draft: _Draft) -> tuple[Weapon, ...]:
    found: dict[str, Weapon] = {}
    for trigger in _triggers(draft):
        if trigger.weapon and trigger.weapon != "unknown" and trigger.weapon not in found:
            span = reading.span(trigger.start, trigger.end)
            found[trigger.weapon] = Weapon(
                weapon_class=trigger.weapon, quote=reading.quote(span), span=span
            )
    return tuple(found.values())


def _triggers(draft: _Draft) -> list[TriggerFinding]:
    return [t for segment in draft.segments for t in segment.triggers if t.nature == "act"]


def _occurred(draft: _Draft) -> Occurred:
    """Return the first day that the act's own segments give, those that tell it before others."""
    ordered = sorted(draft.segments, key=lambda segment: not (segment.tells or segment.casualties))
    dates = [found for segment in ordered for found in segment.dates]
    days = [d for d in dates if d.occurred.precision in {"hour", "day", "night"}]
    days.sort(key=lambda d: d.occurred.basis == "stated" and d.start < DATELINE)
    return next((d.occurred for d in [*days, *dates] if d.occurred.start), NOWHEN)


def _places(draft: _Draft) -> tuple[Place, ...]:
    """Return where it happened, the most specific first, each place once."""
    found: dict[str, Place] = {}
    telling = [s for s in draft.segments if s.tells or s.casualties] or draft.segments
    places = [p.place for segment in telling for p in (*segment.sites, *segment.wider)]
    for place in places:
        found.setdefault(f"{place.role}:{place.name}", place)
    return tuple(
        sorted(
            found.values(),
            key=lambda place: (_ROLE_ORDER[place.role], -RANKS[place.kind]),
        )
    )


_ROLE_ORDER = {"site": 0, "within": 1, "reference": 2, "launch": 3}


def _actors(draft: _Draft, role: str) -> tuple[ActorMention, ...]:
    """Return the actors in *role*, one an attribution."""
    found: dict[tuple[str, str], ActorMention] = {}
    for segment in draft.segments:
        for one in segment.actors:
            if one.role == role:
                found.setdefault((one.actor.id, one.actor.certainty), one.actor)
    return tuple(found.values())


def _casualties(reading: Reading, findings: Findings, draft: _Draft) -> tuple[Casualty, ...]:
    """Return the figures of an act, exact repeats and vague headline plurals left out."""
    indices = [i for segment in draft.segments for i in segment.casualties]
    titles = {i for segment in draft.segments if segment.title for i in segment.casualties}
    kept: dict[tuple[object, ...], int] = {}
    position: dict[int, int] = {}
    order: list[int] = []
    for index in sorted(indices, key=lambda i: (i in titles, findings.casualties[i].start)):
        claim = findings.casualties[index]
        if index in titles and claim.hedge == "vague" and _is_counted(findings, indices, claim):
            continue
        key = (
            claim.kind,
            claim.min,
            claim.max,
            claim.subset_of is not None and claim.victims.status,
        )
        plain = (claim.kind, claim.min, claim.max, False)
        if key in kept or (index in titles and plain in kept):
            position[index] = place = kept.get(key, kept.get(plain, 0))
            if claim.source and findings.casualties[order[place]].source is None:
                order[place] = index
            continue
        kept[key] = position[index] = len(order)
        order.append(index)
    position = {i: position[i] for i in position}

    def moved(target: int | None, own: int) -> int | None:
        place = position.get(target) if target is not None else None
        return place if place != own else None

    return tuple(
        _casualty(
            reading,
            findings.casualties[index],
            subset_of=moved(findings.casualties[index].subset_of, place),
            same_people_as=moved(findings.casualties[index].same_people_as, place),
            supersedes=moved(findings.casualties[index].supersedes, place),
        )
        for place, index in enumerate(order)
    )


def _is_counted(findings: Findings, indices: list[int], claim: CasualtyFinding) -> bool:
    others = (findings.casualties[i] for i in indices)
    return any(c.kind == claim.kind and c is not claim for c in others)


def _casualty(
    reading: Reading,
    found: CasualtyFinding,
    *,
    subset_of: int | None,
    same_people_as: int | None,
    supersedes: int | None,
) -> Casualty:
    article = reading.article
    source = found.source.id or found.source.quote if found.source else None
    return Casualty(
        id=content_id(
            article.id,
            article.text_sha256,
            *found.span,
            found.kind,
            found.min,
            found.max,
            source,
        ),
        kind=found.kind,
        min=found.min,
        max=found.max,
        hedge=found.hedge,
        victims=found.victims,
        source=found.source,
        certainty=found.certainty,
        quote=reading.quote(found.span),
        span=found.span,
        subset_of=subset_of,
        same_people_as=same_people_as,
        supersedes=supersedes,
    )


def _sums(acts: list[Act]) -> list[Act]:
    """Return *acts* with scope `sum` where a wide act's toll adds up those told beside it."""
    result = list(acts)
    for place, act in enumerate(acts):
        parts = tuple(
            i
            for i, other in enumerate(acts)
            if i != place
            and other.assertion == "asserted"
            and _killed(other)
            and _narrower(other, act)
        )
        added = sum(_killed(acts[i]) for i in parts)
        if len(parts) > 1 and _killed(act) >= SUM_SHARE * added:
            result[place] = replace(act, scope="sum", parts=parts)
    return result


def _dated(acts: list[Act]) -> list[Act]:
    """Return *acts*, those without a day of their own dated as the sum that counts them."""
    result = list(acts)
    for act in acts:
        for part in act.parts:
            if result[part].occurred.start is None:
                result[part] = replace(result[part], occurred=act.occurred)
    return result


def _killed(act: Act) -> int:
    return max(
        (c.min for c in act.casualties if c.kind == "killed" and c.subset_of is None), default=0
    )


def _narrower(one: Act, other: Act) -> bool:
    """Tell whether *one* happened at a place of less extent than *other*."""

    def rank(act: Act) -> int:
        return max((RANKS[p.kind] for p in act.places if p.role == "site"), default=-1)

    return rank(one) > rank(other)
