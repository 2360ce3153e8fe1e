"""A figure with the people that it counts: their noun, those joined under it, ages and years left out."""

from collections.abc import Sequence

from msgspec.structs import replace

from streams.steps.extract.casualties.heads import Head, head, is_dash, names_the_harmed, settled
from streams.steps.extract.casualties.lexicon import Lexicon
from streams.steps.extract.casualties.persons import (
    People,
    bare,
    bound_after,
    more_words,
    noun_fields,
    predicate,
)
from streams.text.numerals import Quantity, bounded
from streams.text.tokens import Token

_AGES = 40
"""Tokens of the longest list of ages: a text of nothing but numbers takes no longer a word."""


def counted(
    tokens: Sequence[Token], lexicon: Lexicon, quantity: Quantity, end: int, taken: set[int]
) -> tuple[People | None, int]:
    """Return the people that *quantity* counts, or None, and where to read on."""
    quantity = _told_twice(tokens, lexicon, quantity, end)
    position = quantity.end
    if _in_brackets(tokens, quantity, end):
        position += 1
    if position + 1 < end and tokens[position].text == '"' and tokens[position - 1].kind == "word":
        closes = lexicon.nouns.at(tokens, position + 1, end=end)
        position += closes is not None
    low, high, hedge = quantity.min, quantity.max, quantity.hedge
    bound = bound_after(tokens, lexicon, position, end)
    if bound:
        low, high, hedge = bounded(low, high, hedge, bounds=bound[0])
        position = bound[1]
    partitive = None
    if position < end and not names_the_harmed(tokens, lexicon, position, end):
        partitive = lexicon.of_them.at(tokens, position, end=end)
        if partitive is None and position > quantity.start + 1:
            # "Many of them": the last word of the amount begins the part.
            partitive = lexicon.of_them.at(tokens, position - 1, end=end)
        harmed = lexicon.triggers.at(tokens, position, end=end)
        if partitive and harmed and harmed.end > partitive.end:
            partitive = None  # "three critically wounded"
        after = (
            lexicon.nouns.at(tokens, partitive.end, end=end)
            if (partitive and partitive.end < end)
            else None
        )
        if after and low > 2 and after.value.number != "many" and not after.clitic:
            partitive = None  # "six, among them a teacher"
    people = People(
        start=quantity.start, end=position, min=low, max=high, hedge=hedge, basis="figure",
        number="one" if (low, high) == (1, 1) else "many", nouns=(), kind=None,
        clitic=quantity.clitic, known=False, figure=quantity.number, risen_from=quantity.risen_from,
    )  # fmt: skip
    if partitive:
        people = replace(people, end=partitive.end, partitive=True)
        noun = predicate(tokens, lexicon, partitive.end, end)
        of = partitive.end < end and lexicon.of.at(tokens, partitive.end, end=end)
        force = lexicon.forces.at(tokens, of.end, end=end) if of and of.end < end else None
        known = lexicon.nouns.at(tokens, of.end, end=end) if of and of.end < end else None
        if noun is None and known and not known.value.noun.kind and known.value.noun.classes:
            noun = known
        if noun:
            people = replace(people, end=noun.end, **noun_fields(noun.value.noun))
        elif force:
            people = replace(people, end=force.end, classes=(force.value,), known=True)
        return people, people.end
    if position < end and tokens[position].text == "%":
        return None, position + 1
    if _ends_a_model(tokens, quantity.start) or _numbers_an_item(tokens, lexicon, quantity, end):
        return None, position
    hyphened = position + 1 < end and tokens[position].text == "-"
    if hyphened and tokens[position + 1].kind == "word" and not is_dash(tokens, position):
        return None, position + 1
    if _is_year(quantity, low, high) and _is_dated(tokens, lexicon, quantity.start, position, end):
        return None, position
    if quantity.hedge == "between" and lexicon.stops and _are_ages(tokens, lexicon, quantity):
        return None, position
    definite = bool(lexicon.definite_prefix) and quantity.clitic.endswith(lexicon.definite_prefix)
    headed = head(tokens, lexicon, position, end, taken, quantity)
    if (
        definite
        and headed not in (None, "thing")
        and not _of_or_others(tokens, lexicon, position, end)
        and not lexicon.of.at(tokens, position - 1, end=position)
    ):
        headed = None
    if (
        definite
        and headed is None
        and quantity.hedge == "exact"
        and _is_noun_before(tokens, lexicon, index=quantity.start)
        and not _ends_a_toll(tokens, lexicon, quantity.start)
    ):
        return None, position
    if headed == "thing":
        return None, position + 1
    if headed is not None:
        people = _headed(people, headed)
        if headed.definite_of and people.kind is not None:
            return replace(people, partitive=True), people.end
        people = _joined_nouns(tokens, lexicon, people, end)
    elif _is_year(quantity, low, high) or _is_age(tokens, lexicon, quantity.start):
        return None, quantity.end
    else:
        noun = predicate(tokens, lexicon, position, end)
        if noun and noun.start > position and lexicon.stops:
            fields = noun_fields(noun.value.noun)
            return replace(people, end=noun.end, partitive=True, **fields), noun.end
    people = more_words(tokens, lexicon, people, end)
    return people, people.end


def _ends_a_model(tokens: Sequence[Token], start: int) -> bool:
    """Tell "AK-**47**": digits that a hyphen ties to the word before them."""
    return (
        start > 1
        and tokens[start - 1].text == "-"
        and tokens[start].kind == "number"
        and tokens[start - 2].kind == "word"
        and tokens[start - 2].end == tokens[start - 1].start
        and tokens[start - 1].end == tokens[start].start
    )


def _numbers_an_item(
    tokens: Sequence[Token], lexicon: Lexicon, quantity: Quantity, end: int
) -> bool:
    """Tell the number of a line of a list: "**2**- the second", "**1** the martyr …"."""
    opens = quantity.start == 0 or tokens[quantity.start - 1].kind == "break"
    if not opens or quantity.words or quantity.hedge != "exact" or quantity.end >= end:
        return False
    noun = lexicon.nouns.at(tokens, quantity.end, end=end)
    known = noun is not None and noun.value.number == "one" and bool(noun.clitic)
    return known or tokens[quantity.end].text in {"-", "/", ")"}


def _told_twice(
    tokens: Sequence[Token], lexicon: Lexicon, quantity: Quantity, end: int
) -> Quantity:
    """Read a number in words and digits as one: "(6) six", "six (6)"."""
    position = quantity.end
    closed = position + 1 < end and tokens[position].text == ")"
    opened = position + 2 < end and tokens[position].text == "("
    if not (closed or opened):
        return quantity
    again = lexicon.numbers.quantity(tokens, position + 1, end=end)
    if again is None or (again.min, again.max) != (quantity.min, quantity.max):
        return quantity
    if opened and tokens[again.end : again.end + 1] and tokens[again.end].text == ")":
        return replace(quantity, end=again.end + 1)
    return replace(quantity, end=again.end) if closed else quantity


def _in_brackets(tokens: Sequence[Token], quantity: Quantity, end: int) -> bool:
    """Tell a figure set in brackets: "(5) soldiers"."""
    before = quantity.start - 1
    closed = quantity.end + 1 < end and tokens[quantity.end].text == ")"
    return closed and before >= 0 and tokens[before].text == "("


def _of_or_others(tokens: Sequence[Token], lexicon: Lexicon, position: int, end: int) -> bool:
    """Tell what may stand behind a definite figure ("the dozens of", "the four others")."""
    if lexicon.of.at(tokens, position, end=end):
        return True
    noun = lexicon.nouns.at(tokens, position, end=end)
    return noun is not None and (noun.value.noun.others or bool(noun.clitic))


def _is_noun_before(tokens: Sequence[Token], lexicon: Lexicon, *, index: int) -> bool:
    return index > 0 and lexicon.nouns.at(tokens, index - 1, end=index) is not None


def _ends_a_toll(tokens: Sequence[Token], lexicon: Lexicon, index: int) -> bool:
    """Tell "the number of dead passed **the hundred**" from "the dead, ten in number"."""
    toll = lexicon.triggers.at(tokens, index - 2, end=index) if index >= 2 else None
    return toll is not None and toll.value.form.link and toll.end == index


def _is_year(quantity: Quantity, low: int, high: int | None) -> bool:
    return quantity.hedge == "exact" and low == high and 1900 <= low <= 2100 and not quantity.words


def _is_dated(
    tokens: Sequence[Token], lexicon: Lexicon, start: int, position: int, end: int
) -> bool:
    """Tell "in 1991 the minister": a year between its preposition and a word that begins anew."""
    if start == 0 or tokens[start - 1].text not in lexicon.prepositions or not lexicon.stops:
        return False
    following = tokens[position].text if position < end else ""
    return following in lexicon.articles | lexicon.determiners | lexicon.stops


def _are_ages(tokens: Sequence[Token], lexicon: Lexicon, quantity: Quantity) -> bool:
    """Tell "five women between 25 and 32": a span right behind a noun is that of their ages."""
    return (
        quantity.number > quantity.start
        and quantity.start > 0
        and lexicon.nouns.at(tokens, quantity.start - 1, end=quantity.start) is not None
    )


def _is_age(tokens: Sequence[Token], lexicon: Lexicon, start: int) -> bool:
    """Tell "a man of 56", "boys of 14 and 16" from a count."""
    if start < 2 or not lexicon.stops:
        return False
    if tokens[start - 1].text in lexicon.age_words and tokens[start - 2].text == ",":
        return True
    if _ends_ages(tokens, lexicon, start):
        return True
    position = start - 1
    if (
        lexicon.joiners.at(tokens, position, end=position + 1)
        and tokens[position - 1].kind == "number"
    ):
        position -= 2
    return (
        position >= 1
        and tokens[position].text in lexicon.age_words
        and lexicon.nouns.at(tokens, position - 1, end=position) is not None
    )


def _ends_ages(tokens: Sequence[Token], lexicon: Lexicon, start: int) -> bool:
    """Tell "three women, aged 51, **18** and **69**" by the word that the list begins with."""
    position, first = start - 1, max(0, start - _AGES)
    while position > first and (
        tokens[position].kind == "number"
        or tokens[position].text == ","
        or lexicon.joiners.at(tokens, position, end=position + 1)
    ):
        position -= 1
    return position < start - 1 and tokens[position].text in lexicon.age_words - {"of"}


def _headed(people: People, head: Head) -> People:
    kinds = [noun.kind for noun in head.nouns if noun.kind]
    vague_victims = (
        people.hedge == "vague"
        and kinds[:1] == ["killed_or_injured"]
        and bool(head.nouns[0].never_bare)
    )
    kinds = [] if vague_victims else kinds
    kind = kinds[0] if kinds and (head.nouns[0].kind or kinds[0] != "killed_or_injured") else None
    return replace(
        people, end=head.end, nouns=head.nouns, classes=head.classes, kind=kind,
        known=bool(head.nouns) or bool(head.classes),
    )  # fmt: skip


def _joined_nouns(tokens: Sequence[Token], lexicon: Lexicon, people: People, end: int) -> People:
    """Take in a second noun under the same figure ("11 women and children", "70 killed and wounded").

    "13 mothers, nurses and babies" are a list under one figure too.
    """
    people = _listed_nouns(tokens, lexicon, people, end)
    position = people.end
    if position >= end or people.number == "one" or not people.nouns:
        return people
    step = 1 if lexicon.joiners.at(tokens, position, end=position + 1) else 0
    if position + step >= end:
        return people
    second = lexicon.nouns.at(tokens, position + step, end=end)
    if second is None or second.value.noun.others:
        return people
    if not second.value.noun.kind and lexicon.triggers.at(tokens, position + step, end=end):
        return people
    if not step and not second.clitic.startswith(lexicon.joiner_prefixes or ("\0",)):
        return people
    one_more = second.value.number == "one" and second.end < end
    if one_more and lexicon.numbers.quantity(tokens, second.end, end=end):
        return people  # "27 dead and the wounding of 106"
    own = None if lexicon.stops else bare(tokens, lexicon, second, end)
    if own is not None and own.figure >= 0:
        return people  # "six voters and policemen, two": the second has a number of its own
    form = second.value
    same = form.noun.kind is None and people.kind is None
    differs = (
        form.noun.kind is not None and people.kind is not None and form.noun.kind != people.kind
    )
    if (
        form.accusative
        or ((form.number == "many" or form.noun.family) and same and people.hedge != "between")
        or (differs and form.number == "many" and people.hedge == "vague")
        or (differs and step and tokens[position].text in lexicon.alternatives)
        or (differs and form.number == "one" and lexicon.joiner_prefixes and people.min > 10)
    ):
        pass
    else:
        return people
    if form.noun.kind is None and people.kind is not None:
        return people
    kind = "killed_or_injured" if differs else people.kind
    return replace(
        people, end=second.end, nouns=(*people.nouns, form.noun), kind=kind, joined=True,
        classes=settled([*people.classes, *form.noun.classes]),
    )  # fmt: skip


def _listed_nouns(tokens: Sequence[Token], lexicon: Lexicon, people: People, end: int) -> People:
    """Take in plurals behind commas where the last of the list is joined to them."""
    position, last = people.end, people.end
    classes = list(people.classes)
    while lexicon.stops and people.number == "many" and people.nouns and position + 1 < end:
        noun = lexicon.nouns.at(tokens, position + 1, end=end)
        listed = noun and noun.value.number == "many" and not noun.value.noun.kind
        if not noun or not listed or noun.value.noun.others or tokens[position].text != ",":
            break
        position = noun.end
        classes += noun.value.noun.classes
        joiner = lexicon.joiners.at(tokens, position, end=end) if position < end else None
        second = (
            lexicon.nouns.at(tokens, joiner.end, end=end) if joiner and joiner.end < end else None
        )
        if second and second.value.number == "many" and not second.value.noun.others:
            last = position
    if last == people.end or people.kind is not None:
        return people
    return replace(people, end=last, joined=True, classes=settled(classes))
