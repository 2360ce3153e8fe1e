"""The figures of one act as claims: exact repeats left out, links among those that are kept."""

from streams.records.ids import content_id
from streams.records.report import Casualty
from streams.steps.extract.drafts import Draft
from streams.steps.extract.findings import CasualtyFinding, Findings
from streams.steps.extract.reading import Reading


def claims_of(
    reading: Reading, findings: Findings, draft: Draft, *, act: int
) -> tuple[Casualty, ...]:
    """Return the figures of an act, exact repeats and vague headline plurals left out."""
    indices = [i for segment in draft.segments for i in segment.casualties]
    titles = {i for segment in draft.segments if segment.title for i in segment.casualties}
    body = [i for i in indices if i not in titles]
    kept: dict[tuple[object, ...], int] = {}
    position: dict[int, int] = {}
    order: list[int] = []
    for index in sorted(indices, key=lambda i: (i in titles, findings.casualties[i].start)):
        claim = findings.casualties[index]
        if index in titles and claim.hedge == "vague" and _is_counted(findings, body, claim):
            continue
        key = (
            claim.kind,
            claim.min,
            claim.max,
            claim.subset_of is not None and claim.victims.status,
        )
        plain = (claim.kind, claim.min, claim.max, False)
        place = kept.get(key, kept.get(plain, -1) if index in titles else -1)
        if place >= 0 and _is_told_again(findings.casualties[order[place]], claim):
            position[index] = place
            if claim.source and findings.casualties[order[place]].source is None:
                order[place] = index
            continue
        kept[key] = position[index] = len(order)
        order.append(index)

    def moved(target: int | None, own: int) -> int | None:
        place = position.get(target) if target is not None else None
        return place if place != own else None

    return tuple(
        _casualty(
            reading,
            findings.casualties[index],
            act=act,
            subset_of=moved(findings.casualties[index].subset_of, place),
            same_people_as=moved(findings.casualties[index].same_people_as, place),
            supersedes=moved(findings.casualties[index].supersedes, place),
        )
        for place, index in enumerate(order)
    )


def _is_told_again(one: CasualtyFinding, other: CasualtyFinding) -> bool:
    """Tell a figure that the text repeats from another of the same size."""
    if one.sentence == other.sentence:
        return False
    later = max(one, other, key=lambda claim: claim.start)
    return later.same_people_as is not None or later.hedge == "vague"


def _is_counted(findings: Findings, indices: list[int], claim: CasualtyFinding) -> bool:
    others = (findings.casualties[i] for i in indices)
    return any(c.kind == claim.kind and c is not claim for c in others)


def _casualty(
    reading: Reading,
    found: CasualtyFinding,
    *,
    act: int,
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
            act,
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
