"""One person: "a man", "another", a name with its age, the one who killed himself."""

from collections.abc import Sequence

from msgspec.structs import replace

from streams.languages.casualty_words import PersonNoun
from streams.steps.extract.casualties.heads import inside_a_name, is_abbreviation, noun_next
from streams.steps.extract.casualties.lexicon import Found, Lexicon, NounForm
from streams.steps.extract.casualties.persons import People, bare
from streams.text.numerals import Quantity
from streams.text.tokens import Token


def with_article(
    tokens: Sequence[Token], lexicon: Lexicon, index: int, end: int
) -> tuple[People | None, int]:
    """Read "a man", "a 55-year-old woman", "a Syrian driver", "another"."""
    position = index + 1
    steps = 0
    word = tokens[index].text
    while position < end and steps < 7:
        token = tokens[position]
        noun = lexicon.nouns.at(tokens, position, end=end)
        if noun and noun.value.number == "two":
            people = bare(tokens, lexicon, noun, end)
            return people and replace(people, start=index, basis="article"), noun.end
        if noun and noun.value.number == "one":
            after = noun.end < end and lexicon.nouns.at(tokens, noun.end, end=end)
            if after and after.value.number == "one":
                position = noun.end
                continue
            if qualifies_next(tokens, lexicon, noun, end):
                position = noun.end
                continue
            thing = noun.end < end and lexicon.things.at(tokens, noun.end, end=end)
            dated = thing and tokens[noun.end].text in lexicon.since_recent  # "a civilian Friday"
            if thing and not dated and not lexicon.triggers.at(tokens, noun.end, end=end):
                return None, thing.end
            if noun.value.noun.never_bare and noun.value.noun.kind == "killed_or_injured":
                # "The victim was found dead": only the verb says what happened.
                noun = replace(noun, value=replace(noun.value, noun=PersonNoun()))
            is_found = noun.value.noun.bodies and word in lexicon.articles
            if noun.value.noun.kind and not is_found:
                return None, noun.end
            people = bare(tokens, lexicon, noun, end)
            return people and replace(people, start=index, basis="article"), noun.end
        if noun and noun_next(tokens, lexicon, noun.end - 1, end):
            position = noun.end
            continue
        if noun or token.text in lexicon.stops or token.text in lexicon.articles:
            break
        if is_abbreviation(tokens, position, end):
            position += 3
            continue
        thing = lexicon.things.at(tokens, position, end=end)
        if thing and not (position > 0 and tokens[position - 1].text == "-"):
            after = thing.end < end and lexicon.nouns.at(tokens, thing.end, end=end)
            if after and after.value.number == "one" and not after.value.noun.kind:
                position = thing.end  # "a village chief"
                continue
            return None, thing.end
        if token.kind == "mark" and not inside_a_name(tokens, position):
            break
        if token.kind == "break":
            break
        position += 1
        steps += 1
    if word in lexicon.articles:
        if 0 < position - index - 1 <= 2 and not _is_governed(tokens, lexicon, index):
            return (
                People(
                    start=index, end=position, min=1, max=1, hedge="exact", basis="article",
                    number="one", nouns=(), kind=None, clitic="", known=False,
                ),
                position,
            )  # fmt: skip
        return None, index + 1
    others = PersonNoun(others=True)
    if word in lexicon.determiners | lexicon.all_of_them:
        return None, index + 1
    return (
        People(
            start=index, end=index + 1, min=1, max=1, hedge="exact", basis="article", number="one",
            nouns=(others,), kind=None, clitic="", known=True,
        ),
        index + 1,
    )  # fmt: skip


def _is_governed(tokens: Sequence[Token], lexicon: Lexicon, index: int) -> bool:
    """Tell "with **a local station**": what a word like "with" governs is told of nobody."""
    if index == 0 or tokens[index - 1].text not in lexicon.stops:
        return False
    return not any(
        (found := table.at(tokens, k, end=index)) and found.end == index
        for table in (lexicon.joiners, lexicon.joined_before, lexicon.triggers, lexicon.parts)
        for k in range(max(index - 4, 0), index)
    )


def qualifies_next(
    tokens: Sequence[Token], lexicon: Lexicon, noun: Found[NounForm], end: int
) -> bool:
    """Tell an adjective before its noun ("the Syrian government") from a person."""
    if not (noun.value.noun.adjective and lexicon.stops and noun.end < end):
        return False
    following = tokens[noun.end]
    return (
        following.kind == "word"
        and following.text not in lexicon.stops | lexicon.since_recent
        and lexicon.triggers.at(tokens, noun.end, end=end) is None
    )


def named(
    tokens: Sequence[Token], lexicon: Lexicon, index: int, end: int, found: Sequence[People]
) -> People | None:
    """Read a person's name right behind a trigger, or joined to one that stands there."""
    name = lexicon.given_names.at(tokens, index, end=end)
    if name is None:
        return None
    before = found[-1] if found else None
    joined = name.clitic != "" and before is not None and before.named and index == before.end
    if not joined and (name.clitic or not _is_told_of(tokens, lexicon, index, end)):
        return None
    stop = name.end
    while stop < min(name.end + 3, end) and _goes_on(tokens, lexicon, stop, end):
        stop += 1
    aged = stop + 3 < end and tokens[stop].text == "(" and tokens[stop + 1].kind == "number"
    closing = next((k for k in range(stop, min(stop + 6, end)) if tokens[k].text == ")"), None)
    if aged and closing is not None:
        stop = closing + 1
    return People(
        start=index, end=stop, min=1, max=1, hedge="exact", basis="article", number="one",
        nouns=(), kind=None, clitic=name.clitic, known=True, named=True,
    )  # fmt: skip


def _is_told_of(tokens: Sequence[Token], lexicon: Lexicon, index: int, end: int) -> bool:
    """Tell a name that a trigger, or a title behind one, stands right before."""
    title = index > 0 and lexicon.name_titles.at(tokens, index - 1, end=index)
    first = index - 1 if title else index
    for start in range(first - 1, max(first - 3, -1), -1):
        trigger = lexicon.triggers.at(tokens, start, end=end)
        if trigger is not None and trigger.end == first:
            form = trigger.value.form
            return form.names and not trigger.value.closes
    return False


def _goes_on(tokens: Sequence[Token], lexicon: Lexicon, position: int, end: int) -> bool:
    """Tell whether the word at *position* is one more of a name."""
    token = tokens[position]
    if token.kind != "word" or token.text in lexicon.prepositions | lexicon.stops:
        return False
    if lexicon.given_names.at(tokens, position, end=end):
        return not token.text.startswith(lexicon.joiner_prefixes or ("\0",))
    if token.text.startswith(lexicon.joiner_prefixes or ("\0",)):
        return False
    if lexicon.triggers.at(tokens, position, end=end):
        return False
    noun = lexicon.nouns.at(tokens, position, end=end)
    return noun is None or noun.clitic == lexicon.definite_prefix


def is_named_age(tokens: Sequence[Token], lexicon: Lexicon, quantity: Quantity, end: int) -> bool:
    """Tell the age of a name ("Omar Latif, 36, was shot dead") from a count."""
    start, stop = quantity.start, quantity.end
    if not lexicon.stops or quantity.words or quantity.hedge != "exact" or stop >= end:
        return False
    comma = start - 1 - (start > 2 and tokens[start - 1].text in lexicon.age_words)
    if comma < 1 or tokens[comma].text != "," or tokens[stop].text != ",":
        return False
    name = tokens[comma - 1]
    return (
        stop == start + 1
        and 1 <= quantity.min <= 110
        and name.kind == "word"
        and name.text not in lexicon.stops
        and lexicon.nouns.at(tokens, comma - 1, end=comma) is None
        and lexicon.triggers.at(tokens, comma - 1, end=comma) is None
    )


def aged(index: int) -> People:
    """Return the one whose name stands before an age."""
    return People(
        start=index, end=index + 1, min=1, max=1, hedge="exact", basis="article", number="one",
        nouns=(PersonNoun(),), kind=None, clitic="", known=True, named=True,
    )  # fmt: skip


def oneself(index: int) -> People:
    """Return the one who killed or hurt himself with others."""
    attacker = PersonNoun(classes=("combatant",), side="attacker")
    return People(
        start=index, end=index + 1, min=1, max=1, hedge="exact", basis="article", number="one",
        nouns=(attacker,), kind=None, clitic="", known=True, classes=attacker.classes,
    )  # fmt: skip
