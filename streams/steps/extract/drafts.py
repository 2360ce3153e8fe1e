"""Drafts: acts while their segments are gathered, and what one segment says of its act."""

from msgspec import Struct

from streams.records.report import ActType, Place
from streams.steps.extract.days import DAYS, dates_act
from streams.steps.extract.findings import CasualtyFinding, Findings, PlaceFinding
from streams.steps.extract.nearness import fine
from streams.steps.extract.segments import Segment
from streams.steps.extract.triggers import TELLING

BLAST = "blast_explosion"
"""What any weapon makes: "the blast" without a place of its own is that of the act told before."""


class Draft:
    """An act while its segments are gathered, with what they hold, so that none is read twice.

    *sites* and *told_sites* (of the body) hold each place once; *own_figures* (no part of another)
    are kinds with their least; *known* are those of the body (of the title, where it names none) that are no
    countries; where none is told, those of *after*, the act told before it; *around* is what they are told to lie in; *countries* their ISO codes; *doers* and *hit* are the ids of those who did it and those hit; *day* is the first and last day that its segments give.
    """

    def __init__(self, *, background: bool = False, after: "Draft | None" = None) -> None:
        self.background = background
        self.after = after
        self.segments: list[Segment] = []
        self.said: list[Said] = []
        self.sites: dict[tuple[str, str], PlaceFinding] = {}
        self.told_sites: dict[tuple[str, str], PlaceFinding] = {}
        self.claims: set[int] = set()
        self.own_figures: set[tuple[str, int]] = set()
        self.means: set[ActType] = set()
        self.doers: set[str] = set()
        self.hit: set[str] = set()
        self.day: tuple[str, str] | None = None
        self.known: list[Place] = list(after.known) if after else []
        self.around: list[Place] = []
        self.countries: set[str] = set()
        self.counts = self.adds_up = False
        self.is_headline = True

    def add(self, said: "Said") -> None:
        """Take a segment into the act, with what it says."""
        segment = said.segment
        self.segments.append(segment)
        self.said.append(said)
        for found in segment.sites:
            key = (found.place.kind, found.place.name)
            self.sites.setdefault(key, found)
            if not segment.title:
                self.told_sites.setdefault(key, found)
        self.countries |= countries_of(segment)
        self.around += fine(p for p in segment.wider if p.place.role == "within")
        if segment.sites:
            self.known = fine((self.told_sites or self.sites).values())
        self.claims.update(segment.casualties)
        self.own_figures.update(map(figure_of, said.own))
        self.means |= said.means
        self.doers |= said.doers
        self.hit |= said.hit
        self.day = self.day or said.day
        self.counts |= bool(segment.casualties) and not segment.title
        self.adds_up |= segment.adds_up
        self.is_headline &= segment.title or not (segment.tells or segment.casualties)


def own_figures(segment: Segment, findings: Findings) -> list[CasualtyFinding]:
    """Return the figures of *segment* that are no part of another, or a place's part of all."""
    claims = (findings.casualties[i] for i in segment.casualties)
    return [claim for claim in claims if claim.subset_of is None or segment.shares]


def figure_of(claim: CasualtyFinding) -> tuple[str, int]:
    """Return the kind of *claim* and its least."""
    return claim.kind, claim.min


def means_of(segment: Segment) -> set[ActType]:
    """Return the types that the stronger act words of *segment* name; a mere bombardment names none."""
    acts = (
        t for t in segment.triggers if t.nature == "act" and (not t.open or t.type != "shelling")
    )
    return {t.type for t in acts if t.strength > TELLING} - {"other"}


def is_mere_blast(segment: Segment) -> bool:
    """Tell whether *segment* names an explosion, no place, and no weapon of its own."""
    rules = {t.rule for t in segment.triggers if t.nature == "act" and t.strength > TELLING}
    return rules == {BLAST} and not segment.sites


def doers_of(segment: Segment) -> set[str]:
    """Return the ids of those who did what *segment* tells."""
    return {one.actor.id for one in segment.actors if one.role == "attacker"}


def hit_by(segment: Segment) -> set[str]:
    """Return the ids of those whom *segment* tells to have been hit."""
    return {one.actor.id for one in segment.actors if one.role == "target"}


def countries_of(segment: Segment) -> set[str]:
    """Return the ISO codes of the countries in which the places of *segment* lie."""
    return {p.place.iso for p in (*segment.sites, *segment.wider) if p.place.iso}


def day_of(segment: Segment) -> tuple[str, str] | None:
    """Return the first and last day that a segment gives its act."""
    for found in segment.dates:
        when = found.occurred
        if when.start and when.precision in DAYS and dates_act(found):
            return when.start[:10], (when.end or when.start)[:10]
    return None


class Said(Struct, frozen=True, kw_only=True):
    """What a segment says, read once to be held against many acts: see `Draft` for the names.

    *around* are the names of what its sites are told to lie in or by; *in_roundup* where the text is known to tell many acts.
    """

    segment: Segment
    claims: tuple[CasualtyFinding, ...]
    own: tuple[CasualtyFinding, ...]
    sites: tuple[Place, ...]
    countries: set[str]
    around: set[str]
    means: set[ActType]
    doers: set[str]
    hit: set[str]
    day: tuple[str, str] | None
    set_back: bool
    is_mere_blast: bool
    in_roundup: bool


def said_by(
    segment: Segment, findings: Findings, *, set_back: bool = False, in_roundup: bool = False
) -> Said:
    """Return what *segment* says; *set_back* where its words set it before the news."""
    sites = () if segment.placed_by_speaker else segment.sites
    return Said(
        segment=segment,
        claims=tuple(findings.casualties[i] for i in segment.casualties),
        own=tuple(own_figures(segment, findings)),
        sites=tuple(fine(sites)),
        countries=countries_of(segment) if sites else set(),
        around={found.place.name for found in segment.wider},
        means=means_of(segment),
        doers=doers_of(segment),
        hit=hit_by(segment),
        day=day_of(segment),
        set_back=set_back,
        is_mere_blast=is_mere_blast(segment),
        in_roundup=in_roundup,
    )
