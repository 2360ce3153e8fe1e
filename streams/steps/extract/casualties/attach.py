"""Which people of a sentence a verb or noun speaks of: the cheapest reading wins."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from streams.languages.casualty_words import PartWords, PersonNoun
from streams.records.report import CasualtyKind
from streams.steps.extract.casualties.lexicon import Found, Lexicon, TriggerForm
from streams.steps.extract.casualties.people import People
from streams.text.phrases import phrase_words
from streams.text.tokens import Token


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


def find_events(
    tokens: Sequence[Token],
    lexicon: Lexicon,
    *,
    start: int,
    end: int,
    people: Sequence[People],
    taken: set[int],
) -> list[Event]:
    """Return the triggers in tokens *start* to *end*, two that share their people as one."""
    events: list[Event] = []
    index = start
    while index < end:
        found = None if index in taken else lexicon.triggers.at(tokens, index, end=end)
        if found is None:
            index += 1
            continue
        closed = _closed(tokens, found, end)
        if closed is None:
            index += 1
            continue
        events.append(
            Event(
                start=index,
                end=found.end,
                closed=closed,
                kind=found.value.trigger.kind,
                found=found.value,
                prefixed=found.clitic != "",
            )
        )
        index = found.end
    return _shared(tokens, lexicon, events, people)


def _closed(tokens: Sequence[Token], found: Found[TriggerForm], end: int) -> int | None:
    closes = found.value.closes
    if not closes:
        return found.end
    for index in range(found.end, min(found.end + 16, end)):
        if tokens[index].text in closes:
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
            if together and {before.kind, event.kind} == {"killed", "injured"}:
                joined[-1] = Event(
                    start=before.start, end=event.end, closed=event.closed,
                    kind="killed_or_injured", found=before.found if before.found.form.before >= event.found.form.before else event.found,
                )  # fmt: skip
                continue
        joined.append(event)
    return joined


def _each_has_its_own(people: Sequence[People], before: Event, event: Event) -> bool:
    """Tell two clauses from one shared figure: people stand before the first and behind the second."""
    if before.found.closes:
        return True
    return any(0 <= before.start - one.end <= 1 for one in people) and any(
        0 <= one.start - event.end <= 2 for one in people
    )


def attach(
    tokens: Sequence[Token],
    lexicon: Lexicon,
    *,
    start: int,
    end: int,
    people: Sequence[People],
    events: Sequence[Event],
    taken: set[int],
) -> list[Attached]:
    """Return each people with its kind where the sentence gives it one, parts with their host."""
    attached = [Attached(people=one) for one in people]
    _own_kinds(tokens, lexicon, attached, events, end)
    _joint(tokens, lexicon, attached, end)
    _parts(tokens, lexicon, attached, start, end, taken)
    pairs = []
    for number, event in enumerate(events):
        for index in range(len(attached)):
            cost = _cost(tokens, lexicon, event, index, attached, events, taken, start, end)
            if cost is not None:
                pairs.append((cost, number, index))
    used: set[int] = set()
    for _, number, index in sorted(pairs):
        one = attached[index]
        if number in used or one.kind is not None:
            continue
        used.add(number)
        one.kind, one.event = events[number].kind, events[number]
        one.rule = f"{events[number].found.trigger.form}_{'after' if one.people.start >= events[number].end else 'before'}"
        if events[number].found.trigger.among:
            one.is_part = True
    _chains(tokens, lexicon, attached, events, end)
    _died_later(attached, events)
    _merge_lone_parts(attached)
    _appositions(attached)
    _hosts(attached)
    return attached


def _own_kinds(
    tokens: Sequence[Token],
    lexicon: Lexicon,
    attached: list[Attached],
    events: Sequence[Event],
    end: int,
) -> None:
    for one in attached:
        people = one.people
        if people.kind is None:
            continue
        noun = next(noun for noun in people.nouns if noun.kind)
        died = next(
            (
                e
                for e in events
                if e.kind == "killed" and e.end == people.start and not e.found.closes
            ),
            None,
        )
        if died is not None and people.kind == "injured" and died.found.form.after >= 0:
            one.kind, one.event, one.rule = "killed", died, "the_wounded_died"
            continue
        if people.kind == "killed_or_injured" and _tells_more(events, people):
            continue
        if people.basis == "noun":
            leading = people.number == "many" and people.clitic in lexicon.dative_prefixes
            if people.definite or leading or (noun.never_bare and people.number != "two"):
                continue
            if people.kind == "killed_or_injured" and people.number == "one":
                continue
            if people.number == "many" and _is_construct(tokens, lexicon, people.end, end):
                continue
        if people.basis == "article" and noun.never_bare:
            continue
        one.kind, one.rule = people.kind, _rule_of(people, noun)


def _tells_more(events: Sequence[Event], people: People) -> bool:
    """Tell "two victims were killed": the verb says what "victims" leaves open."""
    return any(
        event.kind in {"killed", "injured"}
        and (0 <= event.start - people.end <= 2 or event.end == people.start)
        for event in events
    )


def _rule_of(people: People, noun: PersonNoun) -> str:
    if people.joined:
        return "joint_nouns"
    return "bodies" if noun.bodies else "noun_of_harm"


def _is_construct(tokens: Sequence[Token], lexicon: Lexicon, position: int, end: int) -> bool:
    """Tell "the dead of the attack": a definite noun at once behind makes it known, no news."""
    definite = lexicon.definite_prefix
    return bool(definite) and position < end and tokens[position].text.startswith(definite)


def _joint(tokens: Sequence[Token], lexicon: Lexicon, attached: list[Attached], end: int) -> None:
    """Read "… between dead and wounded" behind a figure."""
    inside: set[int] = set()
    for one in attached:
        if one.people.basis != "figure":
            continue
        for position in range(one.people.end, min(one.people.end + 4, end)):
            found = lexicon.joint.at(tokens, position, end=end)
            if found:
                one.kind, one.rule = "killed_or_injured", "joint_words"
                one.people = _extended(one.people, found.end)
                inside.update(range(one.people.start + 1, found.end))
                break
            if tokens[position].kind != "word":
                break
    attached[:] = [one for one in attached if one.people.start not in inside]


def _extended(people: People, end: int) -> People:
    return replace(people, end=end, joined=True)


def _parts(
    tokens: Sequence[Token],
    lexicon: Lexicon,
    attached: list[Attached],
    start: int,
    end: int,
    taken: set[int],
) -> None:
    """Mark the people that "including", "among them" and the like make a part."""
    index = start
    spans = {one.people.start: one for one in attached}
    while index < end:
        found = None if index in taken else lexicon.parts.at(tokens, index, end=end)
        if found is None:
            index += 1
            continue
        after = next(
            (spans[k] for k in range(found.end, min(found.end + 4, end)) if k in spans), None
        )
        before = next((one for one in attached if 0 <= index - one.people.end <= 1), None)
        both = [p for p in lexicon.words.parts if _spells(p, tokens, found)]
        wants_before = any(p.where in ("before", "either") for p in both)
        wants_after = any(p.where in ("after", "either") for p in both)
        chosen = None
        if found.value.one:
            chosen = after
        elif (
            wants_before
            and before
            and (
                not after
                or not wants_after
                or after.people.start > found.end
                or _preceded_by_mark(tokens, before, index)
            )
        ):
            chosen = before
        elif wants_after:
            chosen = after
        if (
            chosen is not None
            and not chosen.is_part
            and not chosen.people.clitic.startswith(("ب",))
        ):
            chosen.is_part, chosen.part, chosen.part_start = True, found.value, index
            chosen.opens = index - start <= 2 or tokens[index - 1].text == ":"
            if chosen is before:
                _mark_joined_parts(tokens, lexicon, attached, attached.index(chosen))
        index = found.end


def _mark_joined_parts(
    tokens: Sequence[Token], lexicon: Lexicon, attached: list[Attached], last: int
) -> None:
    """Mark what is joined before the last of a list: "six children and a medic among them"."""
    for index in range(last - 1, -1, -1):
        one, after = attached[index], attached[index + 1]
        gap = after.people.start - one.people.end
        if gap != 1 or not lexicon.joiners.at(tokens, one.people.end, end=after.people.start):
            return
        one.is_part, one.part, one.part_start = True, after.part, after.part_start


def _preceded_by_mark(tokens: Sequence[Token], one: Attached, index: int) -> bool:
    position = one.people.start - 1
    return position >= 0 and tokens[position].kind == "mark" and one.people.end == index


def _spells(part: PartWords, tokens: Sequence[Token], found: Found[PartWords]) -> bool:
    text = tuple(token.text for token in tokens[found.start : found.end])
    clean = (text[0][len(found.clitic) :], *text[1:])
    return any(phrase_words(word) == clean for word in part.words)


def _cost(
    tokens: Sequence[Token],
    lexicon: Lexicon,
    event: Event,
    index: int,
    attached: Sequence[Attached],
    events: Sequence[Event],
    taken: set[int],
    start: int,
    end: int,
) -> int | None:
    """Return how far-fetched it is that *event* speaks of people *index*, or None if it cannot."""
    one = attached[index]
    people, form = one.people, event.found.form
    among = event.found.trigger.among
    if one.kind is not None and not (among and one.kind == event.kind):
        return None
    if event.found.trigger.needs_person and not people.known:
        alone = people.basis == "figure" and not people.nouns and people.end - people.start < 3
        touching = people.end == event.start or (
            people.start == event.end
            and not lexicon.stops
            and not (people.end < end and tokens[people.end].kind == "word")
        )
        if not (alone and touching):
            return None
    if one.is_part and not (among or people.basis == "figure"):
        return None
    if people.start >= event.end:
        if form.after < 0:
            return None
        gap = _gap(tokens, lexicon, event.end, people.start, index, attached, events, event, taken)
        if gap is None:
            return None
        limit = form.after if people.basis == "figure" else min(form.after, form.bare)
        if form.link:
            linked = gap == 0 or _linked(tokens, lexicon, people.start, event.end)
            if (
                not linked
                or people.basis != "figure"
                or (people.clitic in lexicon.joiner_prefixes and gap)
            ):
                return None
        elif (
            people.basis == "figure" and not people.known and gap > (2 if not lexicon.stops else 1)
        ):
            return None
        bare_figure = people.basis == "figure" and not people.nouns and people.start > event.end
        if bare_figure and not form.link and tokens[people.start - 1].text in lexicon.prepositions:
            return None
        if people.basis == "noun" and people.clitic and not among:
            one_known = people.number == "one" and people.clitic == lexicon.definite_prefix
            if not (one_known and gap == 0) and (
                gap == 0 or people.clitic not in lexicon.joiner_prefixes
            ):
                return None
        if (
            people.basis == "figure"
            and people.clitic in {"ب", "ل", "ك"}
            and not form.link
            and event.kind != "killed_or_injured"
        ):
            return None
        if people.basis == "noun" and people.number == "many" and people.definite:
            return None
        if people.basis == "noun" and gap and any(noun.adjective for noun in people.nouns[:1]):
            return None
        if gap > limit:
            return None
        cost = gap + (0 if event.prefixed else form.after_cost)
        if people.basis == "noun" and _is_agent(tokens, lexicon, index, attached, event, end):
            return None
        if lexicon.stops and form.before >= 0 and _event_at(events, people.end):
            cost += 3
        return cost
    start_of_sentence = start
    if people.end <= event.start:
        if form.before < 0 or (event.prefixed and not among):
            return None
        if people.basis == "noun" and form.after >= 0 and _has_object(attached, event):
            return None
        if one.is_part and not among:
            return None
        gap = _gap(tokens, lexicon, people.end, event.start, index, attached, events, event, taken)
        if gap is None:
            return None
        limit = form.before
        if people.basis == "figure" and not people.known and not people.partitive:
            limit = min(limit, 3 if not people.nouns and people.min != people.max else 4)
        if (
            not people.known
            and start < people.start
            and tokens[people.start - 1].text in lexicon.prepositions - {"of"}
        ):
            return None
        if people.basis == "noun" and not among and people.number != "two":
            if people.definite or any(noun.bodies for noun in people.nouns):
                return None
            if not lexicon.stops:
                limit = 0
            elif people.number == "one" or (form.after >= 0 and people.start > start_of_sentence):
                return None
            if form.bare < 0:
                return None
        if gap > limit:
            return None
        return gap + form.before_cost
    return None


def _linked(tokens: Sequence[Token], lexicon: Lexicon, position: int, start: int) -> bool:
    """Tell whether a link word ("to", "at") stands before a figure, words like "only" between."""
    for index in range(position - 1, max(start, position - 3) - 1, -1):
        if tokens[index].text in lexicon.links:
            return True
        if not lexicon.fillers.at(tokens, index, end=position):
            return False
    return False


def _has_object(attached: Sequence[Attached], event: Event) -> bool:
    """Tell an active verb: a figure stands right behind it."""
    return any(
        one.people.start == event.end and one.people.basis == "figure" and not one.people.clitic
        for one in attached
    )


def _is_agent(
    tokens: Sequence[Token],
    lexicon: Lexicon,
    index: int,
    attached: Sequence[Attached],
    event: Event,
    end: int,
) -> bool:
    """Tell the subject of an active verb: other people follow it at once as its object."""
    if event.found.trigger.form != "verb" or index + 1 >= len(attached):
        return False
    people, following = attached[index].people, attached[index + 1]
    if following.kind is not None or following.is_part or following.people.clitic:
        return False
    gap = following.people.start - people.end
    if any(
        lexicon.triggers.at(tokens, k, end=end) for k in range(people.end, following.people.start)
    ):
        return False
    if gap > 3 or following.people.partitive:
        return False
    if any(
        tokens[k].kind != "word" or tokens[k].text in lexicon.prepositions
        for k in range(people.end, following.people.start)
    ):
        return False
    return following.people.basis == "figure" or following.people.accusative


def _event_at(events: Sequence[Event], token: int) -> bool:
    return any(event.start == token and event.found.form.before >= 0 for event in events)


def _gap(
    tokens: Sequence[Token],
    lexicon: Lexicon,
    start: int,
    end: int,
    index: int,
    attached: Sequence[Attached],
    events: Sequence[Event],
    event: Event,
    taken: set[int],
) -> int | None:
    """Return the words between, or None where something stands between that keeps them apart."""
    if end < start:
        return None
    if end - start > 40:
        return None
    for other in events:
        if other is not event and start <= other.start < end:
            return None
    words, commas = 0, 0
    position = start
    while position < end:
        token = tokens[position]
        abbreviated = token.text == "." and len(tokens[position - 1].text) == 1
        if position in taken or token.kind == "break":
            return None
        if token.text in {":", ";", "."} and not abbreviated:
            return None
        if token.text in {",", "\N{ARABIC COMMA}"}:
            commas += 1
        elif token.kind != "mark":
            filler = lexicon.fillers.at(tokens, position, end=end)
            if filler:
                position = filler.end
                continue
            words += 1
        position += 1
    people_first = event.start >= end
    listing = False
    for number, crossed in enumerate(attached):
        people = crossed.people
        if number == index or not (start <= people.start and people.end <= end):
            continue
        if people_first and (crossed.is_part or listing) and crossed.kind is None:
            listing = True
            words -= people.end - people.start + 2
        elif people.basis == "figure" or crossed.kind:
            return None
        elif people_first:
            # A noun between a subject and its verb is part of what describes the subject, where
            # such descriptions stand behind it.
            if not lexicon.stops and not people.definite:
                return None
            words += 2 if lexicon.stops else 0
        elif lexicon.stops and not event.found.form.link:
            return None
    words = max(words, 0)
    if commas == 1:
        return words + 3 if people_first else None
    return words + 2 if commas and not people_first else words


def _chains(
    tokens: Sequence[Token],
    lexicon: Lexicon,
    attached: list[Attached],
    events: Sequence[Event],
    end: int,
) -> None:
    """Give joined people the kind of those they are joined to ("a man and a woman were killed")."""
    for index in range(1, len(attached)):
        one = attached[index]
        # People that nothing happened to may stand between: they only describe those before.
        told = (
            b
            for b in reversed(attached[:index])
            if b.kind or b.is_part or b.people.basis == "figure"
        )
        before = attached[index - 1] if lexicon.stops else next(told, attached[index - 1])
        if one.kind is not None or (before.kind is None and not before.is_part):
            continue
        if one.is_part:
            continue
        last = max(before.people.end, before.event.closed if before.event else 0)
        if (
            one.people.basis == "figure"
            and one.people.start - last == 1
            and tokens[last].text == ":"
        ):
            one.is_part = True
            continue
        if _joined(tokens, lexicon, before, one, events, end):
            if before.is_part and _ends_the_parts(tokens, before, one):
                whole = next(
                    (w for w in reversed(attached[:index]) if w.kind and not w.is_part), None
                )
                if whole is None:
                    continue
                before = whole
            elif before.is_part:
                one.is_part = True
                one.part_start = before.part_start
            one.kind, one.event, one.rule = before.kind, before.event, "joined_to_the_one_before"
            one.from_before = True
    for index in range(len(attached) - 2, -1, -1):
        one, after = attached[index], attached[index + 1]
        if one.kind is not None or after.kind is None or one.is_part or after.event is None:
            continue
        if after.people.start > after.event.start or after.people.kind is not None:
            continue
        if one.people.basis == "noun" and after.people.start - one.people.end > 1:
            continue
        listed = one.people.basis == "article" and after.rule == "joined_to_the_one_after"
        if one.people.basis != "figure" and not listed and tokens[one.people.end].kind == "mark":
            continue
        if _joined(tokens, lexicon, one, after, events, end, backwards=True):
            one.kind, one.event, one.rule = after.kind, after.event, "joined_to_the_one_after"


def _ends_the_parts(tokens: Sequence[Token], part: Attached, one: Attached) -> bool:
    """Tell "…, most of them children, and five soldiers": the mark closes what was put in between."""
    closing = tokens[part.people.end : one.people.start]
    return (
        part.people.basis == "noun"
        and any(token.kind == "mark" for token in closing)
        and bool(part.part)
    )


def _joined(
    tokens: Sequence[Token],
    lexicon: Lexicon,
    before: Attached,
    one: Attached,
    events: Sequence[Event],
    end: int,
    *,
    backwards: bool = False,
) -> bool:
    people = one.people
    last = before.people.end
    if before.event is not None and not backwards and before.event.closed <= people.start:
        last = max(last, before.event.closed)
    gap = people.start - last
    if gap < 0 or gap > (8 if people.basis == "figure" or people.figure >= 0 else 4):
        return False
    if any(last <= event.start < people.start for event in events):
        return False
    prefixed = (
        people.clitic.startswith(lexicon.joiner_prefixes or ("\0",)) and people.clitic[:1] == "و"
    )
    conjunction = gap > 0 and any(
        (found := lexicon.joiners.at(tokens, k, end=people.start)) and found.end == people.start
        for k in range(max(last, people.start - 3), people.start)
    )
    listed = (
        gap == 1
        and tokens[last].text in {",", "\N{ARABIC COMMA}"}
        and people.basis != "noun"
        and bool(lexicon.stops)
    )
    if not (prefixed or conjunction or listed):
        return False
    if any(
        tokens[k].text in {":", ";"} or tokens[k].kind == "break" for k in range(last, people.start)
    ):
        return False
    if people.basis == "noun" and people.definite:
        return False
    if not people.known and not people.nouns and people.basis == "figure" and gap > 6:
        return False
    if lexicon.stops and not backwards:
        following = people.end
        if following < end and tokens[following].kind == "word":
            allowed = tokens[following].text in lexicon.prepositions | {
                "in", "at", "on", "by", "when", "after", "and", "who", "as", "with", "from", "for",
                "including", "among", "near", "outside", "during", "while", "inside", "across", "were", "was",
            }  # fmt: skip
            if not allowed:
                return False
            if tokens[following].text in {"were", "was"}:
                return any(event.start == following for event in events)
    return True


def _hosts(attached: list[Attached]) -> None:
    """Give each part the figure it is part of: the nearest whole before it, else the part before it."""
    whole: int | None = None
    part: int | None = None
    for index, one in enumerate(attached):
        if not (one.is_part or one.people.partitive):
            whole = index if one.kind is not None else whole
            continue
        one.is_part = True
        among = one.event is not None and one.event.found.trigger.among
        one.rule = one.rule if one.event is not None and one.rule else "part_of_a_figure"
        if one.from_before and part is not None and whole is None:
            one.host = attached[part].host
            part = index
            continue
        host = whole if whole is not None else part
        part = index
        if host is None or among:
            named = one.people.known or one.event is not None
            if among or one.opens or (one.people.partitive and named):
                one.host = -1
        elif one.people.partitive and one.event is None and not one.people.known:
            one.kind = None
        elif one.kind in {None, attached[host].kind} or attached[host].kind == "killed_or_injured":
            one.host = host
            one.kind = one.kind or attached[host].kind
        elif one.people.partitive:
            one.host = -1


def _merge_lone_parts(attached: list[Attached]) -> None:
    """Count people listed one by one together, where nothing tells them apart.

    "A driver and his helper were killed", "among them a Russian and a Briton": two.
    """
    index = 1
    while index < len(attached):
        before, one = attached[index - 1], attached[index]
        listed = before.is_part and one.is_part and before.part_start == one.part_start >= 0
        chained = one.from_before or before.rule == "joined_to_the_one_after"
        singles = before.people.number != "two" and one.people.number != "two"
        joined = chained and singles and not one.is_part and not before.is_part
        alike = (
            ((listed and before.event is None) or joined)
            and before.event is one.event
            and before.people.basis != "figure"
            and one.people.basis != "figure"
            and before.people.hedge == one.people.hedge == "exact"
            and before.people.classes == one.people.classes
        )
        if not alike:
            index += 1
            continue
        total = before.people.min + one.people.min
        before.people = replace(
            before.people, end=one.people.end, min=total, max=total, number="many", known=True
        )
        del attached[index]


def _died_later(attached: Sequence[Attached], events: Sequence[Event]) -> None:
    """Let a verb behind "of the wounded" say what became of them: "two of the wounded died"."""
    for one in attached:
        if (
            one.event is None
            or not one.event.found.trigger.among
            or one.people.end > one.event.start
        ):
            continue
        later = next((event for event in events if event.start >= one.event.end), None)
        if later is None or (one.kind, later.kind) != ("injured", "killed"):
            continue
        if later.found.form.before < 0 or later.start - one.event.end > 3:
            continue
        if not any(one.event.end <= other.people.start < later.start for other in attached):
            one.kind, one.event, one.is_part = later.kind, later, False
            one.rule = "the_wounded_died"


def _appositions(attached: list[Attached]) -> None:
    """Make figures without a verb parts of the one before when they add up to it.

    "Thirteen dead, nine fighters and four civilians".
    """
    for index, whole in enumerate(attached):
        count = whole.people.min
        if whole.kind is None or whole.is_part or whole.people.max != count or count < 2:
            continue
        total, parts = 0, []
        for one in attached[index + 1 : index + 7]:
            if (one.kind is not None and not one.from_before) or one.people.hedge != "exact":
                break
            total += one.people.min
            parts.append(one)
            if total >= count:
                break
        if total == count and len(parts) > 1 and not parts[0].from_before:
            for one in parts:
                one.is_part, one.kind = True, whole.kind
