"""Casualty figures of a reading: each a claim with bounds, victims, words and links."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from streams.steps.extract.casualties.absences import Absence, find_absences
from streams.steps.extract.casualties.attach import attach
from streams.steps.extract.casualties.claims import absence_claim, claim_of, risen_from, with_source
from streams.steps.extract.casualties.context import Context, context_of
from streams.steps.extract.casualties.elsewhere import without_other_events
from streams.steps.extract.casualties.events import Attached, find_events
from streams.steps.extract.casualties.lexicon import Lexicon, lexicon_of
from streams.steps.extract.casualties.links import linked
from streams.steps.extract.casualties.names import with_names
from streams.steps.extract.casualties.people import find_people
from streams.steps.extract.casualties.persons import People
from streams.steps.extract.findings import CasualtyFinding, SourceFinding
from streams.steps.extract.reading import Reading
from streams.text.sentences import Sentence
from streams.text.tokens import Token

__all__ = ["find_casualties"]

_LONGEST_SENTENCE = 250
_NEAR = 40
_OPENING = 5
_JUST_BEFORE = 2
_BESIDE = 2


def find_casualties(
    reading: Reading, *, sources: Sequence[SourceFinding] = ()
) -> tuple[CasualtyFinding, ...]:
    """Return the casualty figures of *reading* by their place in the text.

    Each has the narrowest of *sources* whose words hold it. Never raises, whatever the text.
    """
    lexicon = lexicon_of(reading.pack)
    published = reading.article.published_at
    year = int(published[:4]) if published and published[:4].isdigit() else None
    if reading.article.published_basis == "fetched":
        year = _latest_year(reading)
    found: list[CasualtyFinding] = []
    counted: People | None = None
    for number, sentence in enumerate(reading.sentences):
        for piece in _pieces(sentence):
            attached, absences = _read(reading, lexicon, piece, before=counted)
            counted = _counted_last(attached)
            if not (attached or absences) and not reading.tokens.starting(
                lexicon.unconfirmed_this, piece.start, piece.end
            ):
                continue
            context = context_of(reading, lexicon, piece, year=year)
            figures = tuple(one.people.start for one in attached if one.kind is not None)
            context = replace(context, figures=figures)
            if any(index - piece.start <= _OPENING for index in context.unconfirmed_this):
                _doubt(found, number - 1)
            _add(reading, found, attached, absences, context, number)
    sourced = [with_source(claim, sources) for claim in found]
    sourced = without_other_events(reading, sourced, lexicon=lexicon)
    return linked(reading, sourced, lexicon=lexicon)


def _doubt(found: list[CasualtyFinding], sentence: int) -> None:
    """Leave the figures of *sentence* unconfirmed: the next one says so ("this could not be verified")."""
    for index in range(len(found) - 1, max(len(found) - _NEAR, 0) - 1, -1):
        if found[index].sentence != sentence:
            break
        if found[index].certainty == "stated":
            found[index] = replace(found[index], certainty="unconfirmed")


def _pieces(sentence: Sentence) -> Iterator[Sentence]:
    """Cut what is too long for a sentence, so that no text takes time out of proportion."""
    for start in range(sentence.start, sentence.end, _LONGEST_SENTENCE):
        end = min(start + _LONGEST_SENTENCE, sentence.end)
        yield Sentence(start, end, sentence.paragraph)


def _latest_year(reading: Reading) -> int | None:
    """Return the latest year that a text of unknown publication names."""
    years = (
        int(token.text)
        for token in reading.tokens
        if token.kind == "number" and len(token.text) == 4 and token.text.isdigit()
    )
    return max((year for year in years if 1900 <= year <= 2100), default=None)


def _counted_last(attached: Sequence[Attached]) -> People | None:
    """Return the people counted last in a sentence of whom it tells no harm, or their seizure."""
    for one in reversed(attached):
        if one.kind in {None, "captured", "missing"} and one.people.basis != "noun":
            return one.people if one.people.known and not one.people.pronoun else None
    return None


def _read(
    reading: Reading, lexicon: Lexicon, piece: Sentence, *, before: People | None
) -> tuple[list[Attached], list[Absence]]:
    """Return the people of a sentence with what happened to them, and its denials."""
    tokens, start, end = reading.tokens, piece.start, piece.end
    absences, taken = find_absences(tokens, lexicon, start=start, end=end)
    people = find_people(tokens, lexicon, start=start, end=end, taken=taken, before=before)
    events = find_events(tokens, lexicon, start=start, end=end, people=people, taken=taken)
    if not people and not events:
        return [], absences
    people = with_names(
        tokens,
        lexicon,
        people,
        events,
        start=start,
        end=end,
        is_capital=reading.is_capital,
    )
    # A word inside a counted phrase is its noun; a noun that is also a trigger is that trigger.
    figures = {k for one in people for k in _inside(one)}
    counted = [one for one in people if one.kind and one.basis == "figure" and one.hedge != "vague"]
    figured = {k for one in counted for k in _inside(one)}
    events = [
        event
        for event in events
        if event.start not in figures
        and (not event.found.closes or event.closed - 1 not in figured)
    ]
    starts = {k for event in events for k in range(event.start, event.end)}
    people = [one for one in people if one.basis != "noun" or one.start not in starts]
    # "Sustained various injuries": what closes a trigger is no figure of its own.
    closing = {k for event in events for k in range(event.end, event.closed)}
    people = [
        one
        for one in people
        if one.start not in closing
        or (one.kind is None and tokens[one.start].text not in lexicon.reflexives)
        or (one.kind is not None and one.max is not None)
    ]
    attached = attach(
        tokens,
        lexicon,
        start=start,
        end=end,
        people=people,
        events=events,
        taken=taken,
        is_capital=reading.is_capital,
    )
    _without_the_told(attached)
    for one in attached:
        if one.event is not None and _is_denied(tokens, lexicon, start, one.event.start, end):
            one.kind = None
    return attached, absences


def _without_the_told(attached: Sequence[Attached]) -> None:
    """Drop people meant again where the sentence told the same of them before."""
    for index, one in enumerate(attached):
        meant = one.people.refers
        if meant is not None and any(
            other.people.start == meant and other.kind == one.kind for other in attached[:index]
        ):
            one.kind = None
        noun = one.event is None and one.people.basis == "noun"
        if noun and any(
            _is_cognate(one, other) or _closes(one, other) for other in attached[:index]
        ):
            one.kind = None
        if one.people.pronoun and any(other.kind == one.kind for other in attached[:index]):
            one.kind = None


def _is_cognate(one: Attached, other: Attached) -> bool:
    """Tell the verb's own noun behind its people ("six were hurt, **serious injuries**")."""
    people = one.people
    alone = one.event is None and people.basis == "noun" and people.hedge == "vague"
    return (
        alone
        and not people.clitic
        and other.event is not None
        and other.kind == one.kind
        and other.people.end == people.start
    )


def _closes(one: Attached, other: Attached) -> bool:
    """Tell the word that only closes a trigger of people told ("fell **a martyr**")."""
    event = other.event
    closing = event is not None and bool(event.found.closes)
    return (
        closing
        and event is not None
        and one.event is None
        and one.people.basis == "noun"
        and event.end < event.closed
        and one.people.start == event.closed - 1
    )


def _inside(people: People) -> range:
    """Return the tokens of *people* that can be no trigger; a noun's own first word can."""
    return range(people.start + (people.basis == "noun"), people.end)


def _is_denied(tokens: Sequence[Token], lexicon: Lexicon, start: int, token: int, end: int) -> bool:
    """Tell a trigger that a word before it denies or only intends ("did not kill")."""
    if any(word.text in lexicon.exceptions for word in tokens[token : min(token + 4, end)]):
        return False
    for index in range(max(start, token - 3), token):
        found = lexicon.trigger_negators.at(tokens, index, end=end)
        doubted = lexicon.unconfirmed.at(tokens, index, end=end)
        if (
            found is None
            or doubted
            or not token - (0 if lexicon.stops else 1) <= found.end <= token
        ):
            continue
        # "An attempt to kill him, in which two guards were killed": the attempt denies the first alone.
        if not any(lexicon.triggers.at(tokens, k, end=token) for k in range(found.end, token)):
            return True
    return False


def _add(
    reading: Reading,
    found: list[CasualtyFinding],
    attached: Sequence[Attached],
    absences: Sequence[Absence],
    context: Context,
    sentence: int,
) -> None:
    """Add the claims of one sentence to *found*, parts bound to their wholes."""
    indices: dict[int, int] = {}
    for position, one in enumerate(attached):
        host: int | None = None
        kind = one.kind
        if one.is_part:
            joined = one.from_before and not one.people.partitive
            if joined and position - 1 in indices and attached[position - 1].is_part:
                host = found[indices[position - 1]].subset_of
            elif one.host is not None and one.host >= 0:
                host = indices.get(one.host)
            elif one.host == -1:
                host = _earlier_whole(found, one, sentence)
            if kind is None and host is not None:
                kind = found[host].kind
            if host is None and one.event is None and one.people.kind is None:
                continue
            if (
                kind == "killed_or_injured"
                and host is not None
                and one.event is not None
                and one.event.found.trigger.among
                and not _both_told(found, host)
            ):
                kind = found[host].kind
        if kind is None or (one.people.pronoun and _is_told(found, kind, sentence)):
            continue
        indices[position] = len(found)
        found.append(
            claim_of(
                reading, one, kind=kind, context=context, sentence=sentence, host=host, wholes=found
            )
        )
        if len(found) > 1 and _goes_on_from(found[-2], found[-1]):
            found[-1] = replace(found[-1], background=True)
        if one.people.risen_from is not None:
            found[-1:] = risen_from(reading, found[-1], one.people.risen_from)
    lexicon = lexicon_of(reading.pack)
    # The same said twice of one act is one claim.
    first = {absence.kind: absence for absence in reversed(absences)}.values()
    found += [absence_claim(reading, lexicon, one, sentence=sentence) for one in first]


def _goes_on_from(before: CasualtyFinding, one: CasualtyFinding) -> bool:
    """Tell the next of a list of figures of an earlier event ("556 dead, 1,500 hurt")."""
    beside = 0 <= one.start - before.end <= _BESIDE and before.sentence == one.sentence
    listed = one.rule in {"noun_of_harm", "joint_nouns", "joined_to_the_one_before"}
    return before.background and beside and listed and one.min > 2


def _both_told(found: Sequence[CasualtyFinding], host: int) -> bool:
    """Tell a sentence of both dead and hurt: "children were among the casualties" is of neither alone."""
    kinds = {one.kind for one in found[-_NEAR:] if one.sentence == found[host].sentence}
    return {"killed", "injured"} <= kinds


def _is_told(found: Sequence[CasualtyFinding], kind: str, sentence: int) -> bool:
    """Tell whether "he" may be one told before: one person, or among people told just before."""
    return any(
        claim.kind == kind
        and not claim.background
        and (claim.max == 1 or sentence - claim.sentence <= _JUST_BEFORE)
        for claim in found
    )


def _earlier_whole(found: Sequence[CasualtyFinding], one: Attached, sentence: int) -> int | None:
    """Return the latest whole figure that *one* may be part of; the dead before the hurt."""
    reach = 8 if one.event is not None and one.event.found.trigger.among else 3
    fitting = [
        index
        for index, claim in enumerate(found[-_NEAR:], max(len(found) - _NEAR, 0))
        if sentence - claim.sentence <= reach
        and claim.subset_of is None
        and not claim.background
        and claim.max != 0
        and (claim.max is None or claim.max >= one.people.min)
        and (
            one.kind in {None, claim.kind, "killed_or_injured"} or claim.kind == "killed_or_injured"
        )
    ]
    # The dead are part of a figure of dead; only where none is told, of one that does not separate.
    fitting = [index for index in fitting if found[index].kind == one.kind] or fitting
    killed = [index for index in fitting if found[index].kind == "killed" and one.kind is None]
    return max(killed or fitting, default=None)
