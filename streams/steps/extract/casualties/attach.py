"""Which people of a sentence a verb or noun speaks of: the cheapest reading wins."""

from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from streams.languages.casualty_words import PersonNoun
from streams.steps.extract.casualties.distance import distance
from streams.steps.extract.casualties.events import Attached, Event
from streams.steps.extract.casualties.heads import rank_classes
from streams.steps.extract.casualties.joining import chain
from streams.steps.extract.casualties.lexicon import Lexicon
from streams.steps.extract.casualties.names import IsCapital
from streams.steps.extract.casualties.parts import (
    find_hosts,
    mark_appositions,
    mark_parts,
    mark_shares,
    merge_lone_parts,
)
from streams.steps.extract.casualties.people import is_set_apart
from streams.steps.extract.casualties.persons import People, bound_after, predicate
from streams.text.numerals import bounded
from streams.text.tokens import Token, Tokens

_MEANT = 6
"""How far behind a plural "of both" may stand that makes it two."""


def attach(
    tokens: Tokens,
    lexicon: Lexicon,
    *,
    start: int,
    end: int,
    people: Sequence[People],
    events: Sequence[Event],
    taken: set[int],
    is_capital: IsCapital,
) -> list[Attached]:
    """Return each people with its kind where the sentence gives it one, parts with their host."""
    attached = [Attached(people=one) for one in people]
    _own_kinds(tokens, lexicon, attached, events, end)
    _joint(tokens, lexicon, attached, end)
    for before, one in pairwise(attached):
        one.is_set_apart = is_set_apart(tokens, lexicon, before.people, one.people)
    mark_parts(tokens, lexicon, attached, start, end, taken)
    pairs = []
    for number, event in enumerate(events):
        for index in range(len(attached)):
            far = distance(tokens, lexicon, event, index, attached, events, taken, start, end)
            if far is not None:
                pairs.append((far, number, index))
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
        settled = events[number].found.form.settles
        if settled and one.people.basis == "noun" and one.people.hedge == "vague":
            one.people = replace(one.people, min=settled, max=settled, hedge="exact")
    _bounded_behind(tokens, lexicon, attached, end)
    _later_killed(tokens, lexicon, attached, events, used)
    _predicates(tokens, lexicon, attached, end)
    _ranks(tokens, lexicon, attached, end)
    _both_meant(tokens, lexicon, attached, end)
    _hedged_tolls(tokens, lexicon, attached, events, start)
    chain(tokens, lexicon, attached, events, end)
    _died_later(attached, events)
    mark_shares(tokens, lexicon, attached, is_capital=is_capital)
    merge_lone_parts(attached)
    mark_appositions(tokens, attached)
    find_hosts(attached)
    return attached


def _bounded_behind(
    tokens: Sequence[Token], lexicon: Lexicon, attached: list[Attached], end: int
) -> None:
    """Let words behind a short clause bound its figure ("65 dead **or more**")."""
    for one in list(attached):
        if one.event is None or one.people.basis != "figure" or one.people.end != one.event.start:
            continue
        bound = bound_after(tokens, lexicon, one.event.closed, end)
        if bound is None or one.people.hedge != "exact":
            continue
        people = one.people
        low, high, hedge = bounded(people.min, people.max, people.hedge, bounds=bound[0])
        one.people = replace(people, min=low, max=high, hedge=hedge)
        bounding = range(one.event.closed, bound[1])
        attached[:] = [other for other in attached if other.people.start not in bounding]


def _later_killed(
    tokens: Sequence[Token],
    lexicon: Lexicon,
    attached: list[Attached],
    events: Sequence[Event],
    used: set[int],
) -> None:
    """Tell those "abducted and later found dead" as killed too, those hurt who died as killed alone."""
    for number in range(1, len(events)):
        event, first = events[number], events[number - 1]
        if number in used or event.kind != "killed" or event.found.form.before < 0:
            continue
        between = range(first.closed, event.start)
        one = next((one for one in attached if one.event is first), None)
        joined = any(lexicon.joiners.at(tokens, k, end=event.start) for k in between)
        # "A man wounded on Friday at a checkpoint died on Sunday".
        described = (
            one is not None
            and first.start - one.people.end <= (first.kind == "captured")
            and first.found.form.after >= 0 > event.found.form.after
            and not any(k in between for k in (other.people.start for other in attached))
        )
        if not described and (not joined or len(between) > 3):
            continue
        if len(between) > 12 or any(tokens[k].kind != "word" for k in between):
            continue
        if one is None or one.people.end > first.start or first.kind not in {"captured", "injured"}:
            continue
        if first.kind == "injured" or described:
            one.kind, one.event = "killed", replace(event, start=first.start)
        else:
            killed = Attached(people=one.people, kind="killed", event=event, rule="later_killed")
            attached.insert(attached.index(one) + 1, killed)


def _predicates(
    tokens: Sequence[Token], lexicon: Lexicon, attached: list[Attached], end: int
) -> None:
    """Let "two of the dead were children" say who the two were."""
    for one in list(attached):
        if one.event is None or one.people.known or one.people.end > one.event.start:
            continue
        if not one.event.found.trigger.among:
            continue
        noun = predicate(tokens, lexicon, one.event.end, end)
        if noun is None or (
            noun.start == one.event.end and tokens[noun.start - 1].text not in lexicon.copulas
        ):
            continue
        one.people = replace(
            one.people, nouns=(noun.value.noun,), classes=noun.value.noun.classes, known=True
        )
        one.event = replace(one.event, end=noun.end, closed=noun.end)
        attached[:] = [other for other in attached if other.people.start != noun.start]


def _both_meant(
    tokens: Sequence[Token], lexicon: Lexicon, attached: list[Attached], end: int
) -> None:
    """Count two where "of both" behind a plural that looks like a dual says so."""
    duals = lexicon.words.duals
    for one in attached:
        people = one.people
        if not duals.pronoun or people.basis != "noun" or people.hedge != "vague":
            continue
        if people.number != "many" or not tokens[people.start].text.endswith(duals.endings):
            continue
        for position in range(people.end, min(people.end + _MEANT, end)):
            text = tokens[position].text
            if tokens[position].kind != "word" or text.startswith(lexicon.joiner_prefixes):
                break
            if text.endswith(duals.pronoun) and text != duals.pronoun:
                one.people = replace(people, min=2, max=2, hedge="exact")
                break


def _ranks(tokens: Sequence[Token], lexicon: Lexicon, attached: list[Attached], end: int) -> None:
    """Take the class of "dead and wounded in the ranks of the army", for all that are joined before it."""
    classes: tuple[str, ...] = ()
    following: int | None = None
    for one in reversed(attached):
        people = one.people
        if following is None or following - people.end > 1:
            classes = ()
        found = rank_classes(tokens, lexicon, people.end, end)
        if found is not None:
            classes = found
        elif people.kind is not None and people.basis == "noun" and people.number == "many":
            classes = people.classes or classes
        if one.event is not None and one.event.found.form.link and not people.classes:
            inside = _counted_dead(tokens, lexicon, one.event) if lexicon.stops else ()
            behind = _toll_classes(tokens, lexicon, one.event.end, end)
            one.people = replace(people, classes=inside or behind)
            continue
        following = people.start
        harmed = people.kind is not None or one.rule == "joint_words"
        if classes and harmed and not people.classes:
            one.people = replace(people, classes=classes)


def _counted_dead(tokens: Sequence[Token], lexicon: Lexicon, event: Event) -> tuple[str, ...]:
    """Return who a toll counts where it has closing words ("the number of its **soldiers** killed")."""
    for position in range(event.start, event.closed):
        noun = lexicon.nouns.at(tokens, position, end=event.closed)
        if noun is not None and noun.value.noun.classes and not noun.value.noun.kind:
            return noun.value.noun.classes
    return ()


def _toll_classes(
    tokens: Sequence[Token], lexicon: Lexicon, position: int, end: int
) -> tuple[str, ...]:
    """Return who the dead of a toll are where its words say so ("عدد القتلى المدنيين")."""
    noun = lexicon.nouns.at(tokens, position, end=end) if position < end else None
    known = noun is not None and bool(noun.clitic) and noun.clitic.endswith(lexicon.definite_prefix)
    return noun.value.noun.classes if noun is not None and known else ()


def _hedged_tolls(
    tokens: Sequence[Token],
    lexicon: Lexicon,
    attached: list[Attached],
    events: Sequence[Event],
    start: int,
) -> None:
    """Let words before a toll bound the first figure behind it ("تجاوز عدد القتلى المئة")."""
    for event in events:
        if not event.found.form.link:
            continue
        bound = lexicon.numbers.bound_before(tokens, event.start, start=start)
        one = next((one for one in attached if one.people.start >= event.end), None)
        if bound is None or one is None or one.kind is None or one.people.basis == "article":
            continue
        people = one.people
        if people.hedge != "exact" or people.start - event.end > event.found.form.after:
            continue
        low, high, hedge = bounded(people.min, people.max, people.hedge, bounds=bound[0])
        one.people = replace(people, min=low, max=high, hedge=hedge)
        if one.event is event:
            one.event = replace(event, start=bound[1])


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
                if e.kind == "killed"
                and 0 <= people.start - e.end <= 1
                and people.clitic not in lexicon.joiner_prefixes
                and (people.start == e.end or people.partitive)
                and not e.found.closes
                and not e.found.form.weak
            ),
            None,
        )
        if died is not None and people.kind == "injured" and died.found.form.after >= 0:
            one.kind, one.event, one.rule = "killed", died, "the_wounded_died"
            continue
        if people.kind == "killed_or_injured" and _tells_more(events, people):
            continue
        if people.partitive and people.start and tokens[people.start - 1].text in lexicon.speech:
            continue  # "said one of the wounded"
        if people.basis == "noun":
            leading = people.number == "many" and people.clitic in lexicon.dative_prefixes
            if people.definite or leading or (noun.never_bare and people.number != "two"):
                continue
            if people.kind == "killed_or_injured" and people.number == "one":
                continue
            if lexicon.stops and people.number == "many" and _is_known(tokens, lexicon, people):
                continue
            if people.number == "many" and _is_construct(tokens, lexicon, people.end, end):
                continue
            thing = people.end < end and lexicon.things.at(tokens, people.end, end=end)
            if people.number == "many" and thing and thing.value and not thing.clitic:
                continue
        if people.basis == "article" and noun.never_bare:
            continue
        one.kind, one.rule = people.kind, _rule_of(people, noun)


def _tells_more(events: Sequence[Event], people: People) -> bool:
    """Tell "two victims were killed": the verb says what "victims" leaves open."""
    return any(
        event.kind in {"killed", "injured"}
        and not event.found.form.weak
        and (0 <= event.start - people.end <= 2 or event.end == people.start)
        for event in events
    )


def _rule_of(people: People, noun: PersonNoun) -> str:
    if people.joined:
        return "joint_nouns"
    return "bodies" if noun.bodies else "noun_of_harm"


def _is_known(tokens: Sequence[Token], lexicon: Lexicon, people: People) -> bool:
    """Tell "the police casualties", "the many dead": words before a noun of harm make it known."""
    for position in range(people.start - 1, max(people.start - 4, -1), -1):
        token = tokens[position]
        if token.text in lexicon.definite_articles:
            return True
        if token.kind != "word" or token.text in lexicon.stops:
            return False
    return False


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


def _died_later(attached: Sequence[Attached], events: Sequence[Event]) -> None:
    """Let a verb behind "of the wounded" say what became of them: "two of the wounded died"."""
    for one in attached:
        if (
            one.event is None
            or not one.event.found.trigger.among
            or one.people.end > one.event.start
        ):
            continue
        earlier = next((e for e in reversed(events) if e.end <= one.people.start), None)
        if (
            earlier is not None
            and (one.kind, earlier.kind) == ("injured", "killed")
            and earlier.found.form.after >= one.people.start - earlier.end
            and not any(other.event is earlier for other in attached)
        ):
            one.kind, one.event, one.is_part = earlier.kind, earlier, False
            one.rule = "the_wounded_died"
            continue
        later = next((event for event in events if event.start >= one.event.end), None)
        if later is None or (one.kind, later.kind) != ("injured", "killed"):
            continue
        if later.found.form.before < 0 or later.start - one.event.end > 3:
            continue
        if not any(one.event.end <= other.people.start < later.start for other in attached):
            one.kind, one.event, one.is_part = later.kind, later, False
            one.rule = "the_wounded_died"
