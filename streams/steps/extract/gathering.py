"""Gather the segments of a text into drafts of acts: what goes on to tell one, what begins another."""

from collections.abc import Iterable
from datetime import date, timedelta
from math import cos, hypot, inf, radians

from streams.records.report import ActType, Place
from streams.steps.extract.findings import CasualtyFinding, PlaceFinding
from streams.steps.extract.reading import Reading
from streams.steps.extract.segments import TELLING, Findings, Segment, cut

RANKS = {"sea": 0, "country": 0, "province": 1, "district": 2, "town": 3, "site": 4}
PAST = timedelta(days=1)
"""An act that is told beside the news is news too when it is at most so much older."""
OLD = timedelta(days=8)
"""What happened longer before the publication is no news."""
GROUND: frozenset[ActType] = frozenset({"clash", "shooting", "shelling"})
KM_PER_DEGREE = 111.2
NEARBY_KM = 15.0
"""Figures without an act word of their own belong to an act so near."""
FAR_KM = 100.0
"""The same toll so far away is chance."""
MOST_OPEN = 30
"""A sentence may go on with the first act or with one of so many last ones."""
TELLING_TOLL = 5
"""Two sentences with the same toll from this number on speak of the same act."""


class Draft:
    """An act while its segments are gathered, with what they hold, so that none is read twice.

    *sites* and *told_sites* (of the body) hold each place once; *figures* and *own_figures* (no
    part of another) are kinds with their least.
    """

    def __init__(self, *, background: bool = False) -> None:
        self.background = background
        self.segments: list[Segment] = []
        self.sites: dict[tuple[str, str], PlaceFinding] = {}
        self.told_sites: dict[tuple[str, str], PlaceFinding] = {}
        self.claims: set[int] = set()
        self.figures: set[tuple[str, int]] = set()
        self.own_figures: set[tuple[str, int]] = set()
        self.means: set[ActType] = set()
        self.day: tuple[str, str] | None = None
        self.counts = self.adds_up = False
        self.is_headline = True

    def add(self, segment: Segment, findings: Findings) -> None:
        """Take *segment* into the act."""
        self.segments.append(segment)
        for found in segment.sites:
            key = (found.place.kind, found.place.name)
            self.sites.setdefault(key, found)
            if not segment.title:
                self.told_sites.setdefault(key, found)
        self.claims.update(segment.casualties)
        self.figures.update(_figure(findings.casualties[i]) for i in segment.casualties)
        self.own_figures.update(map(_figure, _own(segment, findings)))
        self.means |= _means(segment)
        self.day = self.day or day_of(segment)
        self.counts |= bool(segment.casualties) and not segment.title
        self.adds_up |= segment.adds_up
        self.is_headline &= segment.title or not (segment.tells or segment.casualties)


def gather(reading: Reading, findings: Findings) -> list[Draft]:
    """Return the drafts: each segment joins the act it fits, or begins another."""
    drafts: list[Draft] = []
    told: list[Draft] = []
    published = reading.article.published_at
    for segment in cut(reading, findings):
        if drafts and (segment.recalled or _is_old(segment, published)):
            if segment.tells and (segment.sites or segment.dates):
                drafts.append(Draft(background=True))
                drafts[-1].add(segment, findings)
            continue
        chosen = _chosen(segment, [*told[:1], *told[1:][-MOST_OPEN:]], findings)
        if chosen is None and (segment.tells or segment.casualties):
            chosen = Draft(background=bool(told) and _is_past(segment, told[0]))
            drafts.append(chosen)
            if not chosen.background:
                told.append(chosen)
        if chosen is not None:
            chosen.add(segment, findings)
    return _headline_apart(drafts, findings)


def _headline_apart(drafts: list[Draft], findings: Findings) -> list[Draft]:
    """Return *drafts*, the title an act of its own where its dead are those of all acts together."""
    told = [draft for draft in drafts if not draft.background]
    if len(told) < 2 or drafts[0].background:
        return drafts
    title, body = Draft(), Draft()
    for segment in drafts[0].segments:
        (title if segment.title else body).add(segment, findings)
    dead = [_dead(draft) for draft in (body, *told[1:])]
    if _dead(title) == sum(dead) and dead.count(0) < len(dead) - 1 and dead[0]:
        title.adds_up = True
        return [title, body, *drafts[1:]]
    return drafts


def _dead(draft: Draft) -> int:
    return max((least for kind, least in draft.own_figures if kind == "killed"), default=0)


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


def _is_past(segment: Segment, news: Draft) -> bool:
    """Tell whether a segment speaks of a day well before the news."""
    if news.day is None:
        return False
    first = date.fromisoformat(news.day[0]) - PAST
    ends = [found.occurred.end for found in segment.dates if found.occurred.end]
    return bool(ends) and all(end[:10] < first.isoformat() for end in ends)


def _chosen(segment: Segment, told: list[Draft], findings: Findings) -> Draft | None:
    """Return the act that *segment* goes on to tell, None when it tells another."""
    if not told:
        return None
    whole = _counts_part_of(segment, told, findings)
    if whole is not None:
        return whole
    current = told[-1]
    own = _own(segment, findings)
    if segment.another and segment.tells and ((own and current.counts) or segment.sites):
        return None
    if segment.turns and segment.tells and _is_elsewhere(segment, current):
        return None
    if len(told) == 1 and current.is_headline:
        return None if _is_item(segment, current, findings) else current
    elsewhere = bool(own) and current.counts and _is_placed_apart(segment, current)
    if segment.refers and not elsewhere and not (own and _other_day(segment, current)):
        return current
    fitting = [draft for draft in told if _fits(segment, draft, findings)]
    named = [draft for draft in fitting if _names_site(segment, draft)]
    if len(told) > 1 and segment.tells and segment.opens_with_site and not named:
        return None
    fitting = named or fitting
    return fitting[-1] if fitting else None


def _own(segment: Segment, findings: Findings) -> list[CasualtyFinding]:
    """Return the figures of *segment* that are no part of another."""
    claims = (findings.casualties[i] for i in segment.casualties)
    return [claim for claim in claims if claim.subset_of is None]


def _counts_part_of(segment: Segment, told: list[Draft], findings: Findings) -> Draft | None:
    """Return the act whose dead or hurt all figures of *segment* are part of."""
    wholes = {findings.casualties[i].subset_of for i in segment.casualties}
    if not wholes or None in wholes:
        return None
    for draft in told:
        if wholes & draft.claims:
            return draft
    return None


def _is_item(segment: Segment, headline: Draft, findings: Findings) -> bool:
    """Tell whether *segment* is the first of several acts that *headline* only adds up."""
    if not headline.adds_up or segment.adds_up or not _fine(segment.sites):
        return False
    own = {_figure(claim) for claim in _own(segment, findings)}
    return bool(own and headline.own_figures) and not own & headline.own_figures


def _fine(sites: Iterable[PlaceFinding]) -> list[Place]:
    return [found.place for found in sites if found.place.kind != "country"]


def _names_site(segment: Segment, draft: Draft) -> bool:
    """Tell whether the finest site of *segment* is one of the act's."""
    sites, known = _fine(segment.sites), _fine((draft.told_sites or draft.sites).values())
    finest = max((RANKS[place.kind] for place in sites), default=-1)
    return any(_same_name(a, b) for a in sites for b in known if RANKS[a.kind] == finest)


def _fits(segment: Segment, draft: Draft, findings: Findings) -> bool:
    """Tell whether *segment* may speak of the act of *draft*: its day and its site agree.

    Figures of its own at another place part it from an act that has figures already.
    """
    if segment.tells and _other_day(segment, draft):
        return False
    sites, known = _fine(segment.sites), _fine(draft.sites.values())
    apart = bool(_own(segment, findings)) and draft.counts
    places = segment.tells or segment.opens_with_site
    if apart and places and _other_country(segment, draft):
        return False
    if (
        apart
        and segment.tells
        and not _repeats(segment, draft, findings)
        and _other_means(segment, draft)
    ):
        return False
    if not sites:
        return True
    if not (draft.sites or draft.adds_up):
        return not (apart and segment.opens_with_site) or _repeats(segment, draft, findings)
    same = _same_figures(segment, draft, findings)
    if "killed" in same or (same and not _is_far(sites, known)):
        return True
    named = _names_site(segment, draft)
    if named and not (apart and draft.adds_up):
        return True
    if apart and (places or not known):
        return not named and _repeats(segment, draft, findings) and _is_within(sites, known)
    if not known:
        return not (segment.tells and draft.adds_up)
    if not segment.tells:
        return any(_apart(a, b) <= NEARBY_KM or _apart(a, b) == inf for a in sites for b in known)
    return _is_within(sites, known)


def _other_means(segment: Segment, draft: Draft) -> bool:
    """Tell whether its act words are of other types than all those of the act.

    Ground fighting and the fire of the same ground are one.
    """
    mine = _means(segment)
    known = draft.means
    ground = "clash" in mine | known and mine | known <= GROUND
    return bool(mine and known) and not mine & known and not ground


def _means(segment: Segment) -> set[ActType]:
    """Return the types that the stronger act words of *segment* name."""
    strong = (t for t in segment.triggers if t.nature == "act" and t.strength > TELLING)
    return {t.type for t in strong} - {"other"}


def _is_placed_apart(segment: Segment, draft: Draft) -> bool:
    """Tell whether a segment names a site, and none that the act has."""
    return bool(_fine(segment.sites)) and not _names_site(segment, draft)


def _other_country(segment: Segment, draft: Draft) -> bool:
    """Tell whether all sites of a segment lie in other countries than those of the act."""
    mine = {found.place.iso for found in segment.sites}
    known = {found.place.iso for found in draft.sites.values()}
    return bool(mine and known) and None not in mine | known and not mine & known


def _is_far(sites: list[Place], known: list[Place]) -> bool:
    """Tell whether all known points are too far apart for one act."""
    gaps = [_apart(a, b) for a in sites for b in known]
    return bool(gaps) and all(FAR_KM < gap < inf for gap in gaps)


def _is_within(sites: list[Place], known: list[Place]) -> bool:
    return not known or any(_lies_in(a, b) for a in sites for b in known)


def _repeats(segment: Segment, draft: Draft, findings: Findings) -> bool:
    """Tell whether *segment* has the act's dead (its hurt, if it has no dead) again, were they few."""
    mine = {_figure(claim) for claim in _own(segment, findings)}
    dead = {figure for figure in mine if figure[0] == "killed"}
    return (dead or mine) <= draft.own_figures


def _same_figures(segment: Segment, draft: Draft, findings: Findings) -> set[str]:
    """Return the kinds of which a toll that no chance repeats stands in both."""
    mine = {_figure(findings.casualties[i]) for i in segment.casualties}
    return {kind for kind, least in mine & draft.figures if least >= TELLING_TOLL}


def _figure(claim: CasualtyFinding) -> tuple[str, int]:
    return claim.kind, claim.min


def _is_elsewhere(segment: Segment, draft: Draft) -> bool:
    """Tell whether a segment that turns to something else has no site that the act has."""
    return not any(
        _same_name(a.place, b.place) for a in segment.sites for b in draft.sites.values()
    )


def _same_name(one: Place, other: Place) -> bool:
    if one.geonames and other.geonames:
        return one.geonames == other.geonames
    if one.name == other.name:
        return True
    if abs(RANKS[one.kind] - RANKS[other.kind]) > 1:
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


def day_of(segment: Segment) -> tuple[str, str] | None:
    """Return the first and last day that a segment gives its act."""
    for found in segment.dates:
        when = found.occurred
        if when.start and when.precision in {"day", "night", "hour"}:
            return when.start[:10], (when.end or when.start)[:10]
    return None


def _other_day(segment: Segment, draft: Draft) -> bool:
    mine, known = day_of(segment), draft.day
    return bool(mine and known and (mine[1] < known[0] or known[1] < mine[0]))
