"""A claim from people and what happened to them: bounds, victims, words, source."""

from collections.abc import Sequence

from msgspec.structs import replace

from streams.records.report import CasualtyKind, Side, Victims, VictimStatus
from streams.steps.extract.casualties.absences import Absence
from streams.steps.extract.casualties.context import Context, certainty_of, is_background
from streams.steps.extract.casualties.events import Attached
from streams.steps.extract.casualties.heads import rank_classes
from streams.steps.extract.casualties.lexicon import Lexicon, lexicon_of
from streams.steps.extract.casualties.persons import People
from streams.steps.extract.findings import CasualtyFinding, SourceFinding
from streams.steps.extract.reading import Reading
from streams.text.numerals import Quantity

_THOUSANDS = 2000
"""Who counts only thousands speaks of a war."""
_STATUS: dict[str, VictimStatus] = {
    "civilian": "civilian", "combatant": "combatant", "child": "child", "woman": "woman",
    "medic": "medic", "journalist": "journalist", "soldier": "combatant", "militant": "combatant",
}  # fmt: skip


def claim_of(
    reading: Reading,
    one: Attached,
    *,
    kind: CasualtyKind,
    context: Context,
    sentence: int,
    host: int | None,
    wholes: Sequence[CasualtyFinding],
) -> CasualtyFinding:
    """Return the claim that *one* makes; *host* is the index in *wholes* of what it is part of."""
    people = one.people
    start, end = people.start, people.end
    if one.event is not None and not one.from_before:
        start, end = min(start, one.event.start), max(end, one.event.closed)
    if one.part_start >= 0 and 0 <= start - one.part_start <= 3:
        start = one.part_start
    start = _without_marks(reading, start, end)
    span = reading.span(start, end)
    return CasualtyFinding(
        kind=kind, min=people.min, max=people.max, hedge=people.hedge,
        victims=_victims(reading, one, wholes, host, sentence),
        source=None,
        certainty=certainty_of(reading.tokens, context, start=start, end=end),
        span=span, start=start, end=end, sentence=sentence, rule=one.rule or "part_of_a_figure",
        background=(host is not None and wholes[host].background)
        or (kind != "injured" and people.hedge == "vague" and people.min >= _THOUSANDS)
        or is_background(reading.tokens, context, start=start, end=end, minimum=people.min),
        subset_of=host, people=(people.start, people.end),
    )  # fmt: skip


def _without_marks(reading: Reading, start: int, end: int) -> int:
    while start < end - 1 and reading.tokens[start].kind in {"mark", "break"}:
        start += 1
    return start


def risen_from(
    reading: Reading, claim: CasualtyFinding, before: Quantity
) -> tuple[CasualtyFinding, CasualtyFinding]:
    """Return *claim* and the one it takes over from: "from 12 to 20" tells twelve too."""
    start = min(claim.start, before.start - 1)
    old = replace(
        claim, min=before.min, max=before.max, hedge=before.hedge, start=before.start,
        end=before.end, span=reading.span(before.start, before.end), rule="risen_from",
    )  # fmt: skip
    return replace(claim, start=start, span=reading.span(start, claim.end)), old


def absence_claim(
    reading: Reading, lexicon: Lexicon, absence: Absence, *, sentence: int
) -> CasualtyFinding:
    """Return the claim that nobody was harmed: 0 to 0, of those whose ranks the words behind name."""
    span = reading.span(absence.start, absence.end)
    end = reading.sentences[sentence].end
    classes = rank_classes(reading.tokens, lexicon, absence.end, end) or ()
    classes = classes or _who_was_spared(reading, lexicon, absence)
    return CasualtyFinding(
        kind=absence.kind, min=0, max=0, hedge="exact",
        victims=Victims(status=_status(classes), include=classes, text=reading.quote(span)),
        source=None, certainty="stated", span=span, start=absence.start, end=absence.end,
        sentence=sentence, rule=absence.rule,
    )  # fmt: skip


def _who_was_spared(reading: Reading, lexicon: Lexicon, absence: Absence) -> tuple[str, ...]:
    """Return who an absence is told of: "no **civilian** was hurt", "the **army** had no losses"."""
    tokens = reading.tokens
    for position in range(absence.start, absence.end):
        noun = lexicon.nouns.at(tokens, position, end=absence.end)
        if noun is not None and noun.value.noun.classes and not noun.value.noun.kind:
            return noun.value.noun.classes
    return _sufferer(reading, absence.start)


def _sufferer(reading: Reading, start: int) -> tuple[str, ...]:
    """Return whose losses a noun at token *start* tells: "the **army** suffered 23 casualties"."""
    tokens, lexicon = reading.tokens, lexicon_of(reading.pack)
    before = start - 1
    if before < 1 or tokens[before].text not in lexicon.spared:
        return ()
    for width in (3, 2, 1):
        if before - width >= 0:
            force = lexicon.forces.at(tokens, before - width, end=before)
            if force is not None and force.end == before:
                return (force.value,)
    return ()


def with_source(claim: CasualtyFinding, sources: Sequence[SourceFinding]) -> CasualtyFinding:
    """Return *claim* with the narrowest source whose words hold it, and that source's doubt."""
    holding = [
        source
        for source in sources
        if source.covers[0] <= claim.start and claim.end <= source.covers[1]
    ]
    if not holding:
        return claim
    nearest = min(holding, key=lambda source: source.covers[1] - source.covers[0])
    certainty = claim.certainty if claim.certainty != "stated" else nearest.certainty
    return replace(claim, source=nearest.source, certainty=certainty)


def _victims(
    reading: Reading,
    one: Attached,
    wholes: Sequence[CasualtyFinding],
    host: int | None,
    sentence: int,
) -> Victims:
    people = one.people
    classes = people.classes
    if not classes and one.event is None and people.kind is not None:
        classes = _sufferer(reading, people.start)
    text = reading.quote(reading.span(people.start, people.end))
    side: Side = next((noun.side for noun in people.nouns if noun.side != "unknown"), "unknown")
    if not classes or (classes == ("official",) and host is not None):
        model = _model(one, wholes, host, sentence, people)
        if model is not None:
            return Victims(
                status=model.victims.status, include=model.victims.include, text=text,
                side=model.victims.side,
            )  # fmt: skip
    return Victims(status=_status(classes), include=classes, text=text, side=side)


def _status(classes: Sequence[str]) -> VictimStatus:
    statuses = {_STATUS.get(name, "unknown") for name in classes}
    if len(statuses) > 1 and statuses & {"child", "woman"} and "civilian" in statuses:
        statuses -= {"civilian"}
    return statuses.pop() if len(statuses) == 1 else "unknown"


def _model(
    one: Attached,
    wholes: Sequence[CasualtyFinding],
    host: int | None,
    sentence: int,
    people: People,
) -> CasualtyFinding | None:
    """Return the claim whose people these words only count again: "three of them", "another".

    Parts that name nobody are of the kind of their whole; "another" is one more of the same.
    """
    if host is not None:
        whole = wholes[host]
        officials = people.classes == ("official",) and whole.victims.status == "combatant"
        return whole if officials or people.partitive or not people.nouns else None
    unsaid = people.basis == "figure" and not people.known and not people.nouns
    # "Seven more were hurt": one sentence on, "more" and "others" still speak of the same.
    far = sentence - wholes[-1].sentence if wholes else 2
    if (people.others and far <= 1) or (unsaid and far == 0):
        before = wholes[-1]
        alike = before.victims.status == "combatant" or people.number == "one"
        return before if alike and before.subset_of is None else None
    return None
