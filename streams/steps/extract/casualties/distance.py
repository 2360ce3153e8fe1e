"""How far-fetched it is that a trigger speaks of people: the words and people between."""

from collections.abc import Sequence
from itertools import pairwise

from streams.steps.extract.casualties.events import Attached, Event
from streams.steps.extract.casualties.heads import is_dash
from streams.steps.extract.casualties.lexicon import Lexicon
from streams.steps.extract.casualties.persons import People
from streams.text.tokens import Token

_HEADLINE = 3
"""How many words may stand before the noun that a headline begins with."""


def distance(
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
    if event.found.trigger.needs_person and not (people.known or people.partitive):
        alone = people.basis == "figure" and not people.nouns and people.end - people.start < 3
        touching = people.end == event.start or (
            people.start == event.end
            and not lexicon.stops
            and not _is_followed(tokens, lexicon, people.end, end)
        )
        if not (alone and touching):
            return None
    if one.is_part and not (among or people.basis == "figure"):
        return None
    meant = people.refers is not None or people.pronoun
    after = form.after > 0 and people.start == event.end
    object_ = after and tokens[people.start].text in lexicon.them
    if one.is_set_apart or (meant and form.after >= 0 and not object_):
        return None
    if people.start >= event.end:
        if _is_labelled(tokens, event, people, start):
            return 0
        if form.after < 0 or tokens[people.start - 1].text in lexicon.agents:
            return None
        gap = _gap(tokens, lexicon, event.end, people.start, index, attached, events, event, taken)
        if gap is None:
            return None
        free = people.basis == "figure" or (form.single and people.basis == "article")
        limit = form.after if free else min(form.after, form.bare)
        if form.link:
            linked = (
                gap == 0
                or people.hedge == "between"
                or _linked(tokens, lexicon, people.start, event.end)
                or lexicon.numbers.bound_before(tokens, event.start, start=start) is not None
            )
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
            and people.clitic in lexicon.governing_prefixes
            and not form.link
            and event.kind != "killed_or_injured"
        ):
            return None
        if people.basis == "noun" and people.number == "many" and people.definite:
            return None
        if people.basis == "noun" and tokens[people.start].text.endswith(
            form.agent_endings or "\0"
        ):
            return None
        # Behind a known noun an accusative is no adjective but the object ("الجيش الإسرائيلي فلسطينيا").
        adjective = any(noun.adjective for noun in people.nouns[:1])
        accusative = people.accusative and tokens[people.start - 1].text.startswith(
            lexicon.definite_prefix or "\0"
        )
        if people.basis == "noun" and gap and adjective and not accusative:
            return None
        if gap > limit:
            return None
        between = tokens[event.end : people.start]
        if people.basis == "noun" and any(
            token.text in lexicon.follows_joined for token in between
        ):
            return None  # "killed in guerrilla attacks"
        told = (
            event.start > start
            and tokens[event.start - 1].text in lexicon.determiners | lexicon.all_of_them
        )
        if people.basis == "noun" and people.number == "many" and told and lexicon.stops:
            return None  # "the slain officers" are known
        cost = gap + (0 if event.prefixed else form.after_cost)
        if people.basis == "noun" and _is_agent(tokens, lexicon, index, attached, event, end):
            return None
        if lexicon.stops and form.before >= 0 and _event_at(events, people.end):
            cost += 3
        return cost
    if _is_led_by(tokens, lexicon, event, people, start):
        return 0
    start_of_sentence = start
    if people.end <= event.start:
        if form.before < 0 or (event.prefixed and not among):
            return None
        if people.basis == "noun" and form.after >= 0 and _has_object(attached, event):
            return None
        acts = people.basis == "noun" and form.after >= 0 and lexicon.stops
        if acts and _hits_things(tokens, lexicon, event, end):
            return None
        if one.is_part and not among:
            return None
        if _qualifies(tokens, lexicon, event):
            return None
        between = tokens[people.end : event.start]
        if between and between[0].text in lexicon.speech:
            return None
        if any(
            word.text in lexicon.existential and before.kind == "mark"
            for before, word in pairwise(between)
        ):
            return None  # "they shelled the town, there are dead"
        gap = _gap(tokens, lexicon, people.end, event.start, index, attached, events, event, taken)
        if gap is None:
            return None
        limit = form.before
        if _counts_things(tokens, lexicon, event, people, end):
            return None
        if people.basis == "figure" and not people.known and not people.partitive:
            limit = min(limit, 3 if not people.nouns and people.min != people.max else 4)
        if (
            not people.known
            and start < people.start
            and tokens[people.start - 1].text in lexicon.prepositions - lexicon.age_words
        ):
            return None
        if people.basis == "noun" and not among and people.number != "two":
            if people.definite or any(noun.bodies for noun in people.nouns):
                return None
            if not lexicon.stops:
                limit = 0
            elif people.number == "one":
                if index or not _opens_headline(tokens, lexicon, people.start, start_of_sentence):
                    return None
                limit = min(limit, 1)
            elif form.after >= 0 and people.start > start_of_sentence:
                return None
            if form.bare < 0:
                return None
        if gap > limit:
            return None
        return gap + form.before_cost
    return None


def _counts_things(
    tokens: Sequence[Token], lexicon: Lexicon, event: Event, people: People, end: int
) -> bool:
    """Tell "nine **burnt** motorcycles", "three **missing** boats": what befalls things too."""
    befalls = event.found.trigger.needs_person or event.kind == "missing"
    if people.basis != "figure" or people.nouns or people.end != event.start or not befalls:
        return False
    if event.closed >= end or tokens[event.closed].text in lexicon.since_recent:
        return False
    thing = lexicon.things.at(tokens, event.closed, end=end)
    return thing is not None and thing.value


def _qualifies(tokens: Sequence[Token], lexicon: Lexicon, event: Event) -> bool:
    """Tell an adjective of what follows ("people look for **a missing** van") from what people suffered."""
    if event.found.form.link or event.found.trigger.among or event.start == 0:
        return False
    harmed = event.found.form.adjective or event.kind == "missing"
    known = harmed and tokens[event.start - 1].text in lexicon.definite_articles
    return known or tokens[event.start - 1].text in lexicon.articles


def _opens_headline(tokens: Sequence[Token], lexicon: Lexicon, position: int, start: int) -> bool:
    """Tell "Indian soldier killed in …": a headline leaves the article out."""
    return position - start <= _HEADLINE and all(
        token.kind == "word" and token.text not in lexicon.stops | lexicon.determiners
        for token in tokens[start:position]
    )


def _is_followed(tokens: Sequence[Token], lexicon: Lexicon, position: int, end: int) -> bool:
    """Tell a word behind a figure that it may count, from one that begins something else."""
    if position >= end or tokens[position].kind != "word":
        return False
    text = tokens[position].text
    if text in lexicon.prepositions or text.startswith(lexicon.joiner_prefixes or ("\0",)):
        return False
    return lexicon.triggers.at(tokens, position, end=end) is None


def _is_led_by(
    tokens: Sequence[Token], lexicon: Lexicon, event: Event, people: People, start: int
) -> bool:
    """Tell a figure that its toll follows: "bringing to 10 the number killed"."""
    if (
        event.prefixed
        or not event.found.form.link
        or people.basis != "figure"
        or people.start == start
    ):
        return False
    between = tokens[people.end : event.start]
    return (
        0 <= event.start - people.end <= 1
        and all(token.text in lexicon.determiners for token in between)
        and tokens[people.start - 1].text in lexicon.links
    )


def _is_labelled(tokens: Sequence[Token], event: Event, people: People, start: int) -> bool:
    """Tell a list of labels and numbers: "Killed: 4; wounded: 9"."""
    if people.basis != "figure" or people.start != event.end + 1 or tokens[event.end].text != ":":
        return False
    return event.start == start or tokens[event.start - 1].kind != "word"


def _linked(tokens: Sequence[Token], lexicon: Lexicon, position: int, start: int) -> bool:
    """Tell whether a link word ("to", "at") stands before a figure, words like "only" between."""
    for index in range(position - 1, max(start, position - 3) - 1, -1):
        bracket = tokens[index].text == "(" and not lexicon.stops
        if bracket or tokens[index].text in lexicon.links:
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


def _hits_things(tokens: Sequence[Token], lexicon: Lexicon, event: Event, end: int) -> bool:
    """Tell "rebels burned **four buses**": the people before the verb did it."""
    position = event.end
    quantity = lexicon.numbers.quantity(tokens, position, end=end) if position < end else None
    position = quantity.end if quantity else position
    return position < end and lexicon.things.at(tokens, position, end=end) is not None


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
        tokens[k].kind != "word"
        or tokens[k].text in lexicon.prepositions
        or tokens[k].text in lexicon.beside
        or lexicon.joiners.at(tokens, k, end=end)
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
        if token.text in {",", "\N{ARABIC COMMA}"} or is_dash(tokens, position):
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
