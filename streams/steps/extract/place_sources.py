"""Who says that an act took place where, when its sources differ."""

from collections.abc import Sequence

from msgspec.structs import replace

from streams.records.report import Place, Source, Span
from streams.steps.extract.findings import PlaceFinding, SourceFinding
from streams.steps.extract.nearness import are_near, same_place


def with_sources(
    places: Sequence[Place], *, told: Sequence[PlaceFinding], sources: Sequence[SourceFinding]
) -> list[Place]:
    """Return *places* with `by` set on each site that one source gives and another does not.

    *told* are the findings that the places are of, by their spans. Sites apart from each other
    that one source tells, or nobody in particular, are several sites of one act.
    """
    sites = [place for place in places if place.role == "site" and place.kind != "country"]
    if len(sites) < 2:
        return list(places)
    by_span = {finding.place.span: finding for finding in told}
    said = {
        place.span: source
        for place in sites
        if place.span in by_span and (source := _speaker(by_span[place.span], sources))
    }
    sites = [place for place in sites if place.span in said]
    return [
        replace(place, by=said[place.span])
        if place.role == "site"
        and place.span in said
        and any(_differ(place, other, said) for other in sites)
        else place
        for place in places
    ]


def _speaker(finding: PlaceFinding, sources: Sequence[SourceFinding]) -> Source | None:
    """Return the source whose words hold a place, the nearest where several do."""
    holding = [one for one in sources if one.covers[0] <= finding.start < one.covers[1]]
    return min(holding, key=lambda one: one.covers[1] - one.covers[0]).source if holding else None


def _differ(one: Place, other: Place, said: dict[Span, Source]) -> bool:
    mine, theirs = said[one.span], said[other.span]
    return (
        (mine.id or mine.name) != (theirs.id or theirs.name)
        and not same_place(one, other)
        and not are_near([one], [other])
    )
