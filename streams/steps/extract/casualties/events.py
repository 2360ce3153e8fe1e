"""What a sentence says happened to people: its triggers, and people with what befell them."""

from collections.abc import Sequence

from msgspec import Struct

from streams.languages.casualty_words import Form, PartWords
from streams.records.report import CasualtyKind
from streams.steps.extract.casualties.lexicon import Lexicon, TriggerForm
from streams.steps.extract.casualties.persons import People
from streams.text.tokens import Token, Tokens


class Event(Struct, frozen=True, kw_only=True):
    """A trigger at tokens *start* to *end*; *closed* is the end of the words that close it."""

    start: int
    end: int
    closed: int
    kind: CasualtyKind
    found: TriggerForm
    prefixed: bool = False


class Attached(Struct, kw_only=True):
    """People with what happened to them; *event* is None where their own noun says it.

    *host* is the index, in the sentence's list, of the figure they are part of; -1 an earlier
    sentence's figure; None no part.
    """

    people: People
    kind: CasualtyKind | None = None
    event: Event | None = None
    rule: str = ""
    part: PartWords | None = None
    part_start: int = -1
    is_part: bool = False
    opens: bool = False
    host: int | None = None
    from_before: bool = False
    is_set_apart: bool = False


def find_events(
    tokens: Tokens,
    lexicon: Lexicon,
    *,
    start: int,
    end: int,
    people: Sequence[People],
    taken: set[int],
) -> list[Event]:
    """Return the triggers in tokens *start* to *end*, two that share their people as one."""
    events: list[Event] = []
    # "A number of rebels were killed" is no "number of … killed".
    amounts = {k for one in people if one.hedge == "vague" for k in range(one.start + 1, one.end)}
    done = start
    for index in tokens.starting(lexicon.triggers, start, end):
        if index < done or index in taken:
            continue
        found = lexicon.triggers.at(tokens, index, end=end)
        if found is None:
            continue
        form: TriggerForm | None = found.value
        if form is not None and form.form.link and index in amounts:
            continue
        closed = None
        while form is not None and closed is None:
            closed = _closed(tokens, form, found.end, end, taken)
            form = form if closed is not None else form.otherwise
        if form is None or closed is None or not _has_its_object(form.form, found.end, people):
            continue
        events.append(
            Event(
                start=index, end=found.end, closed=closed, kind=form.trigger.kind, found=form,
                prefixed=found.clitic != "",
            )
        )  # fmt: skip
        # "The number of its soldiers **killed**": the word that closes a toll is no verb.
        done = closed if form.form.link else found.end
    return _shared(tokens, lexicon, events, people)


def _has_its_object(form: Form, end: int, people: Sequence[People]) -> bool:
    """Tell whether people stand right behind a verb that speaks of nobody else ("shot six men")."""
    return form.after != 0 or form.before >= 0 or any(one.start == end for one in people)


def _closed(
    tokens: Sequence[Token], form: TriggerForm, start: int, end: int, taken: set[int]
) -> int | None:
    if not form.closes:
        return start
    for index in range(start, min(start + 16, end)):
        if index in taken:
            return None
        if tokens[index].text in form.closes:
            return index + 1
    return None


def _shared(
    tokens: Sequence[Token], lexicon: Lexicon, events: list[Event], people: Sequence[People]
) -> list[Event]:
    """Join "killed and wounded", قتل وجرح: one figure for both is never split."""
    joined: list[Event] = []
    for event in events:
        before = joined[-1] if joined else None
        if before is not None and not event.found.trigger.among:
            gap = event.start - before.closed
            prefixed = tokens[event.start].text.startswith(lexicon.joiner_prefixes or ("\0",))
            together = (gap == 0 and prefixed) or (
                gap == 1 and bool(lexicon.joiners.at(tokens, before.closed, end=event.start))
            )
            together = together and not _each_has_its_own(people, before, event)
            together = together and not _look_apart(before.found.form, event.found.form)
            # "A man died and another was hurt": others are not those before.
            together = together and not any(
                one.others and 0 <= one.start - event.closed <= 1 for one in people
            )
            if together and {before.kind, event.kind} == {"killed", "injured"}:
                kind: CasualtyKind = "killed" if _of_one(people, before) else "killed_or_injured"
                joined[-1] = Event(
                    start=before.start, end=event.end, closed=event.closed,
                    kind=kind, found=before.found if before.found.form.link or before.found.form.before >= event.found.form.before else event.found,
                )  # fmt: skip
                continue
        joined.append(event)
    return joined


def _of_one(people: Sequence[People], event: Event) -> bool:
    """Tell one person, shot and killed, from a figure that counts dead and hurt together."""
    return any(one.max == 1 and one.end == event.start for one in people)


def _look_apart(first: Form, second: Form) -> bool:
    """Tell verbs of which the first has its people before it and the second behind it."""
    return first.before > first.after >= 0 and second.after > second.before


def _each_has_its_own(people: Sequence[People], before: Event, event: Event) -> bool:
    """Tell two clauses from one shared figure: people stand before the first and behind the second."""
    if before.found.closes:
        return True
    return any(0 <= before.start - one.end <= 1 for one in people) and any(
        0 <= one.start - event.end <= 2 for one in people
    )
