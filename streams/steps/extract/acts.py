"""Assemble what was found into acts: which words tell which act, and what each act is."""

from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace

from streams.records.report import (
    Act,
    ActorMention,
    ActType,
    Assertion,
    Occurred,
    Place,
)
from streams.records.toll import toll_range
from streams.steps.extract.act_claims import claims_of
from streams.steps.extract.days import (
    DAYS,
    LEAD_SENTENCES,
    first_day,
    is_of_writing,
    is_old,
    leading,
    may_be_of_act,
)
from streams.steps.extract.drafts import Draft
from streams.steps.extract.findings import BESIDES, Findings, TriggerFinding
from streams.steps.extract.gathering import gather
from streams.steps.extract.means import Sides, type_of
from streams.steps.extract.nearness import RANKS, finer, same_place
from streams.steps.extract.place_anaphora import TOLD_AGAIN
from streams.steps.extract.place_relations import enclosing
from streams.steps.extract.place_sources import with_sources
from streams.steps.extract.reading import Reading
from streams.steps.extract.segments import Segment
from streams.steps.extract.victims import with_sides
from streams.steps.extract.weapons import find_weapons

INHERITED = frozenset({"other", "shelling", "airstrike", "shooting"})
"""Types that an act of untold means has only for want of a better one."""
CLAIM_OPENS = 6
"""A claim of responsibility so near to the start of a sentence is what that sentence is about."""
SUM_SHARE = 0.7
"""A toll that adds up others is at least this share of their sum."""


def assemble(reading: Reading, findings: Findings) -> tuple[Act, ...]:
    """Return the acts that *reading* tells, in the order in which it tells them."""
    drafts = _sorted_out(gather(reading, findings))
    recalled = frozenset(
        found.start
        for draft in drafts
        if draft.background
        for segment in draft.segments
        for found in segment.sites
    )
    acts = [
        _act(reading, findings, draft, place=n, recalled=recalled) for n, draft in enumerate(drafts)
    ]
    acts = _with_claimants(acts, _claimed(reading, findings, drafts))
    acts = _typed(acts, drafts)
    goes_on = _paragraphs_gone_on(reading, drafts)
    return tuple(_dated(_sums(acts, drafts), lead=_lead_day(reading, findings), goes_on=goes_on))


def _sorted_out(drafts: list[Draft]) -> list[Draft]:
    """Return the drafts that tell something: an act word, or figures beside one that does.

    What opens a list of acts without figures or a place of its own only announces them.
    """
    told = [draft for draft in drafts if draft.sites and not draft.background]
    first = drafts[0]
    announces = len(told) > 1 and not (first.claims or first.known or first.background)
    kept = []
    for place, draft in enumerate(drafts):
        tells = any(segment.tells for segment in draft.segments)
        claims = any(segment.casualties for segment in draft.segments)
        if (tells or claims or place == 0) and not (announces and place == 0):
            kept.append(draft)
    return kept


def _act(
    reading: Reading, findings: Findings, draft: Draft, *, place: int, recalled: frozenset[int]
) -> Act:
    casualties = claims_of(reading, findings, draft, act=place)
    attackers = _actors(draft, "attacker")
    targets = _actors(draft, "target")
    casualties = with_sides(casualties, attackers=attackers, targets=targets)
    sides = Sides(attackers=attackers, targets=targets, casualties=casualties)
    kind, also = type_of(reading, draft, sides)
    return Act(
        type=kind,
        also=also,
        scope="act",
        assertion=_assertion(draft),
        weapons=find_weapons(reading, _triggers(draft)),
        occurred=_occurred(reading, draft),
        places=_places(findings, draft, recalled=recalled),
        attackers=attackers,
        targets=targets,
        casualties=casualties,
        toll=toll_range(casualties),
    )


def _typed(acts: list[Act], drafts: list[Draft]) -> list[Act]:
    """Return *acts*, those whose means are not told having those of others, if their doer may be.

    A title, or a sum that comes first, has those of the first told; a later act those of the first
    act, or where that tells none, of the last before it that does.
    """
    result = list(acts)
    told = [_tells_means(draft) and not draft.background for draft in drafts]
    for place, (act, draft) in enumerate(zip(acts, drafts, strict=True)):
        if told[place] or act.type not in INHERITED or act.assertion != "asserted":
            continue
        of_all = range(len(acts)) if draft.is_headline or draft.adds_up else ()
        models = (0, *range(place - 1, 0, -1)) if place else of_all
        model = next((i for i in models if told[i]), 0)
        doers = {actor.id for actor in act.attackers if actor.certainty != "accused"}
        if not doers or doers & {actor.id for actor in acts[model].attackers}:
            result[place] = replace(act, type=result[model].type)
    return result


def _tells_means(draft: Draft) -> bool:
    """Tell whether a word names the means: guns and carrying off too, a mere attack not."""
    return any(
        t.means or (t.type != "other" and (not t.open or t.weapon == "small_arms"))
        for t in _triggers(draft)
    )


def _assertion(draft: Draft) -> Assertion:
    """Return whether the body tells the act as done; the title decides only where the body is silent.

    An act with figures is asserted by whoever gives them.
    """
    if draft.background:
        return "background"
    telling = [segment for segment in draft.segments if segment.tells]
    telling = [segment for segment in telling if not segment.title] or telling
    if not telling or any(segment.casualties for segment in draft.segments):
        return "asserted"
    if all(segment.denied for segment in telling):
        return "denied"
    return "planned" if all(segment.planned for segment in telling) else "asserted"


def _triggers(draft: Draft) -> list[TriggerFinding]:
    return [t for segment in draft.segments for t in segment.triggers if t.nature == "act"]


def _occurred(reading: Reading, draft: Draft) -> Occurred:
    """Return the first day that the act's own segments give; a dateline's only where no segment gives another.

    The day of a sentence that neither tells nor counts may be another's, unless it stands in the
    lead. What the lead tells is new: an old day further down is that of something recalled, and so
    is one in the lead (below a picture) beside a new one.
    """
    in_lead = {s.sentence for s in draft.segments if s.sentence < LEAD_SENTENCES}
    dates = [
        found
        for segment in draft.segments
        if segment.tells or segment.casualties or segment.sentence in in_lead
        for found in segment.dates
        if not in_lead or segment.sentence in in_lead or not is_old(found, reading.article)
    ]
    if dates and all(is_of_writing(found) for found in dates):
        dates += [found for segment in draft.segments for found in segment.dates]
    new = [found for found in dates if not is_old(found, reading.article)]
    return first_day(new if any(found.occurred.precision in DAYS for found in new) else dates)


def _places(findings: Findings, draft: Draft, *, recalled: frozenset[int]) -> tuple[Place, ...]:
    """Return where it happened, the most specific first, each place once.

    What a site lies in may be named anywhere in the text; *recalled* are the first tokens of sites
    of earlier acts.
    """
    found: dict[str, Place] = {}
    telling = [s for s in draft.segments if s.tells or s.casualties] or draft.segments
    # Where a speaker sits is the place of the act only where no other is told.
    elsewhere = any(s.sites and not s.placed_by_speaker for s in telling)
    places = [
        p.place
        for s in telling
        for p in (*(() if elsewhere and s.placed_by_speaker else s.sites), *s.wider)
    ]
    if not any(place.role == "site" for place in places):
        again = [p.place for s in telling for p in s.wider if p.rule == TOLD_AGAIN]
        places = [*(replace(place, role="site") for place in again[:1]), *places]
    if not any(place.role == "site" for place in places):
        # Words that tell no act may say where: "It happened in …", a label before the text.
        own = [p.place for segment in draft.segments for p in segment.sites]
        named = (
            _before(draft)
            or [
                p.place
                for p in findings.places
                if p.place.role == "site" and p.start not in recalled
            ][:1]
        )
        places += own if own or any(place.role == "within" for place in places) else named
    others = [s for s in draft.segments if not (s.tells or s.casualties)]
    places += finer([p for segment in others for p in segment.sites], places)
    places += [
        p.place for segment in others if _is_told_inside(segment, places) for p in segment.sites
    ]
    for place in places:
        found.setdefault(f"{place.role}:{place.name}", place)
    for place in enclosing(findings.places, list(found.values())):
        found.setdefault(f"{place.role}:{place.name}", place)
    placed = with_sources(list(found.values()), told=findings.places, sources=findings.sources)
    return tuple(
        sorted(
            placed,
            key=lambda place: (_ROLE_ORDER[place.role], -RANKS[place.kind]),
        )
    )


def _is_told_inside(segment: Segment, places: Sequence[Place]) -> bool:
    """Tell words that set their site in one of *places* ("the shell fell on Jaramana, a suburb of Damascus")."""
    sites = [place for place in places if place.role == "site"]
    around = (p.place for p in segment.wider if p.place.role == "within")
    tells = any(trigger.nature == "act" for trigger in segment.triggers)
    return tells and any(same_place(a, b) for a in around for b in sites)


def _before(draft: Draft) -> list[Place]:
    """Return where the act told before *draft* was: one without a place is there too."""
    if draft.after is None or not draft.after.sites:
        return []
    sites = [found.place for found in draft.after.sites.values()]
    return [max(sites, key=lambda place: RANKS[place.kind]), *draft.after.around]


_ROLE_ORDER = {"site": 0, "within": 1, "reference": 2, "launch": 3}


def _actors(draft: Draft, role: str) -> tuple[ActorMention, ...]:
    """Return the actors in *role*, one an attribution; people without a name by their words.

    What the body recalls, or says to happen again and again, tells others than those of the news;
    a claim of responsibility is for the news, however old the deeds named beside it. Some are
    targets only where no other is told.
    """
    told = [
        one
        for segment in draft.segments
        for one in segment.actors
        if one.rule == "claimed"
        or segment.title
        or draft.background
        or not (segment.recalled or segment.habitual)
    ]
    did = {one.actor.id for one in told if one.role == "attacker"}
    named = [one for one in told if one.role == role and one.rule not in BESIDES]
    named = named or [one for one in told if one.role == role and one.actor.id not in did]
    found: dict[tuple[str, ...], ActorMention] = {}
    for one in named:
        words = one.actor.native if one.actor.kind == "civilians" else ""
        found.setdefault((one.actor.id, one.actor.certainty, words or ""), one.actor)
    return tuple(found.values())


def _with_claimants(acts: list[Act], claimants: tuple[ActorMention, ...]) -> list[Act]:
    """Return *acts*, the first that is asserted with *claimants* among its attackers."""
    first = next((n for n, act in enumerate(acts) if act.assertion == "asserted"), None)
    if first is None or not claimants:
        return acts
    attackers = {(one.id, one.certainty): one for one in (*acts[first].attackers, *claimants)}
    news = replace(acts[first], attackers=tuple(attackers.values()))
    return [*acts[:first], news, *acts[first + 1 :]]


def _claimed(reading: Reading, findings: Findings, drafts: list[Draft]) -> tuple[ActorMention, ...]:
    """Return who claims the news in sentences that go on to older deeds, and so tell no news."""
    told = {s.sentence for draft in drafts if not draft.background for s in draft.segments}
    return tuple(
        one.actor
        for one in findings.actors
        if one.rule == "claimed"
        and one.sentence not in told
        and one.start - reading.sentences[one.sentence].start <= CLAIM_OPENS
    )


def _sums(acts: list[Act], drafts: list[Draft]) -> list[Act]:
    """Return *acts* with scope `sum` where a toll adds up those of acts told beside it.

    Theirs are narrower places, or its words say that it adds up; together they are not many more.
    """
    result = list(acts)
    killed, ranks = [_killed(act) for act in acts], [_rank(act) for act in acts]
    counted = [i for i, act in enumerate(acts) if killed[i] and act.assertion == "asserted"]
    for place, draft in enumerate(drafts):
        if not killed[place]:
            continue
        parts = tuple(
            i
            for i in counted
            if i != place
            and (ranks[i] > ranks[place] or (draft.adds_up and killed[i] < killed[place]))
        )
        added = sum(killed[i] for i in parts)
        if len(parts) > 1 and killed[place] >= SUM_SHARE * added:
            result[place] = replace(
                acts[place], scope="sum", parts=parts, type=_most_common(acts, place, parts)
            )
    return result


def _most_common(acts: list[Act], place: int, parts: tuple[int, ...]) -> ActType:
    """Return the type of most *parts* of the sum at *place*; its own where none is of more."""
    counts = Counter(acts[part].type for part in parts)
    return max(counts, key=lambda kind: (counts[kind], kind == acts[place].type))


def _lead_day(reading: Reading, findings: Findings) -> Occurred:
    """Return the day that the first sentences give, whether or not they tell an act."""
    days = [
        found
        for found in leading(findings.dates)
        if not is_old(found, reading.article)
        and may_be_of_act(
            reading,
            found,
            sources=[s for s in findings.sources if s.sentence == found.sentence],
            triggers=[t for t in findings.triggers if t.sentence == found.sentence],
            casualties=[c for c in findings.casualties if c.sentence == found.sentence],
        )
    ]
    return first_day(days)


def _paragraphs_gone_on(reading: Reading, drafts: list[Draft]) -> frozenset[int]:
    """Return the drafts that begin in the paragraph in which the one before them was told."""
    told = [[reading.sentences[s.sentence].paragraph for s in draft.segments] for draft in drafts]
    return frozenset(n for n in range(1, len(told)) if told[n][0] in told[n - 1])


def _dated(acts: list[Act], *, lead: Occurred, goes_on: frozenset[int]) -> list[Act]:
    """Return *acts*, those without a day of their own dated as the sum that counts them.

    Else as the lead, when it gives a day: they are told as the same news; but where they stand in one
    paragraph with the act before them (*goes_on*), and that is newer, as that. The title may be an
    act before the lead.
    """
    result = list(acts)
    wholes = {part: act.occurred for act in acts for part in act.parts if act.occurred.start}
    days = [
        act.occurred
        for act in acts[:2]
        if act.assertion == "asserted" and act.occurred.precision in DAYS
    ]
    news = days[0] if days and (acts[0].occurred.start or acts[0].parts) else lead
    for place, act in enumerate(acts):
        if act.occurred.start is None and act.assertion == "asserted":
            before = acts[place - 1].occurred if place in goes_on else news
            newer = before.precision in DAYS and (before.start or "") > (news.start or "")
            day = before if newer else news
            result[place] = replace(act, occurred=wholes.get(place, day))
    return result


def _killed(act: Act) -> int:
    return max(
        (c.min for c in act.casualties if c.kind == "killed" and c.subset_of is None), default=0
    )


def _rank(act: Act) -> int:
    """Return how fine the finest site of *act* is, -1 where it has none."""
    return max((RANKS[p.kind] for p in act.places if p.role == "site"), default=-1)
