"""Counted people: what is known of them, and nouns that count them without a figure."""

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from streams.languages.casualty_words import PersonNoun
from streams.records.report import CasualtyKind, Hedge
from streams.steps.extract.casualties.heads import qualified
from streams.steps.extract.casualties.lexicon import Found, GrammaticalNumber, Lexicon, NounForm
from streams.text.numerals import Bounding, Quantity, bounded
from streams.text.tokens import Token

Basis = Literal["figure", "article", "noun"]
_BOUND_REACH = 4
"""Among so many tokens behind a noun the words begin that bound its figure."""


class People(Struct, frozen=True, kw_only=True):
    """People counted at tokens *start* to *end* (exclusive).

    *basis*: a figure, an article ("a man"), or the noun's own form. *known*: the lexicon has the
    noun. *kind*: what the noun itself says happened. *partitive*: "of them".
    *figure* is the token where a number of theirs begins behind the noun, -1 where none does.
    *named*: a person's name stands for them. *risen_from* is the figure that this one takes over from.
    *refers* is the token where the people begin that these words mean again ("they"), -1 in an earlier
    sentence. *pronoun*: "he", of whom only the clause tells something.
    """

    start: int
    end: int
    min: int
    max: int | None
    hedge: Hedge
    basis: Basis
    number: GrammaticalNumber
    nouns: tuple[PersonNoun, ...]
    kind: CasualtyKind | None
    clitic: str
    known: bool
    classes: tuple[str, ...] = ()
    joined: bool = False
    partitive: bool = False
    definite: bool = False
    accusative: bool = False
    figure: int = -1
    named: bool = False
    risen_from: Quantity | None = None
    refers: int | None = None
    pronoun: bool = False

    @property
    def others(self) -> bool:
        """Whether the words say only that they are more of those told before."""
        return any(noun.others for noun in self.nouns)


def bare(
    tokens: Sequence[Token], lexicon: Lexicon, found: Found[NounForm], end: int
) -> People | None:
    """Read a noun without a figure: one, two, or some."""
    noun, number = found.value.noun, found.value.number
    clitic = found.clitic
    head = qualified(tokens, lexicon, found, end) if not lexicon.stops else None
    position = head.end if head else found.end
    low: int
    high: int | None
    if number == "one":
        low, high, hedge = 1, 1, "exact"
    elif number == "two":
        low, high, hedge = 2, 2, "exact"
    else:
        low, high, hedge = 2, None, "vague"
    if noun.family:
        low, high, hedge = 2, None, "vague"
        counted = _family_of(tokens, lexicon, position, end)
        if counted:
            low, high, hedge = counted.min, counted.max, counted.hedge
            position = counted.end
    settled = (
        lexicon.numbers.integer(tokens, position, end=end)
        if not noun.family and lexicon.definite_prefix and position < end
        else None
    )
    figure = -1
    if (
        settled
        and settled[0] in (1, 2)
        and tokens[position].kind == "word"
        and not _is_joined_number(tokens, lexicon, position, end)
    ) or (
        settled
        and number == "many"
        and 3 <= settled[0] <= 10
        and _is_definite(tokens, lexicon, position)
    ):
        low = high = settled[0]
        hedge, position, figure = "exact", settled[1], position
    labelled = _labelled(tokens, position, end) if noun.kind and number != "one" else None
    if labelled is not None:
        low = high = labelled
        width = 2 if tokens[position].text == ":" else 3
        hedge, position, figure = "exact", position + width, position + 1
    others = head.nouns if head else (noun,)
    people = People(
        start=found.start, end=position, min=low, max=high, hedge=hedge,  # type: ignore[arg-type]
        basis="noun" if figure < 0 else "figure", number="many" if noun.family else number, nouns=others, kind=noun.kind, clitic=clitic, known=True,
        classes=head.classes if head else noun.classes,
        definite=figure < 0
        and bool(lexicon.definite_prefix)
        and clitic.endswith(lexicon.definite_prefixes),
        accusative=found.value.accusative, figure=figure,
    )  # fmt: skip
    return more_words(tokens, lexicon, people, end)


def _is_joined_number(tokens: Sequence[Token], lexicon: Lexicon, position: int, end: int) -> bool:
    """Tell a number with a joiner before it, which counts others, from one that only begins so."""
    quantity = lexicon.numbers.quantity(tokens, position, end=end)
    if quantity is None:
        return False
    return as_joined(tokens, lexicon, quantity, end).clitic in lexicon.joiner_prefixes


def as_joined(tokens: Sequence[Token], lexicon: Lexicon, quantity: Quantity, end: int) -> Quantity:
    """Read "one" that is spelled like "and one of" as joined where several people follow (وأحد)."""
    text = tokens[quantity.start].text
    if quantity.clitic or quantity.end >= end or (quantity.min, quantity.max) != (1, 1):
        return quantity
    for prefix in lexicon.joiner_prefixes:
        if text.startswith(prefix) and text[len(prefix) :] in lexicon.numbers.first_words:
            noun = lexicon.nouns.at(tokens, quantity.end, end=end)
            several = noun is not None and noun.value.number != "one"
            return replace(quantity, clitic=prefix) if several else quantity
    return quantity


def _labelled(tokens: Sequence[Token], position: int, end: int) -> int | None:
    """Return the number of a label with its figure behind it: "wounded (12)", "wounded: 12"."""
    if position + 1 < end and tokens[position].text == ":":
        after = tokens[position + 2] if position + 2 < end else None
        text = tokens[position + 1].text
        alone = after is None or after.kind != "word"
        return int(text) if alone and text.isdigit() and len(text) < 7 else None
    if position + 3 > end or (tokens[position].text, tokens[position + 2].text) != ("(", ")"):
        return None
    text = tokens[position + 1].text
    return int(text) if text.isdigit() and len(text) < 7 else None


def _family_of(tokens: Sequence[Token], lexicon: Lexicon, start: int, end: int) -> Quantity | None:
    for position in range(start, min(start + 4, end)):
        of = lexicon.of.at(tokens, position, end=end)
        if of and of.end < end:
            quantity = lexicon.numbers.quantity(tokens, of.end, end=end)
            if quantity is None:
                return None
            noun = lexicon.nouns.at(tokens, quantity.end, end=end) if quantity.end < end else None
            if noun is None and _goes_on(tokens, lexicon, quantity.end, end):
                return None
            return replace(quantity, end=noun.end) if noun and not noun.clitic else quantity
        if lexicon.stops:
            return None
    return None


def _goes_on(tokens: Sequence[Token], lexicon: Lexicon, position: int, end: int) -> bool:
    """Tell a word behind a number that it may count ("soldiers of 10 Brigade")."""
    return (
        bool(lexicon.stops)
        and position < end
        and tokens[position].kind == "word"
        and tokens[position].text not in lexicon.stops
        and lexicon.triggers.at(tokens, position, end=end) is None
    )


def more_words(tokens: Sequence[Token], lexicon: Lexicon, people: People, end: int) -> People:
    """Take in bounding words that follow the noun, at most a few words on ("… على الأقل")."""
    position = people.end
    reach = tokens[position : min(end, position + _BOUND_REACH)]
    if not any(token.text in lexicon.numbers.bounding for token in reach):
        return people
    for step in range(_BOUND_REACH):
        if position >= end or tokens[position].kind == "break":
            return people
        if tokens[position].text in {",", "\N{ARABIC COMMA}", "("}:
            position += 1
            continue
        bound = bound_after(tokens, lexicon, position, end)
        if bound:
            low, high, hedge = bounded(people.min, people.max, people.hedge, bounds=bound[0])
            return replace(people, min=low, max=high, hedge=hedge, end=bound[1])
        if tokens[position].kind != "word" or step == _BOUND_REACH - 1:
            return people
        joined = lexicon.nouns.at(tokens, position, end=end)
        if joined is not None and joined.clitic in lexicon.joiner_prefixes and not lexicon.stops:
            return people  # "one dead and two hurt, at least": the last is bound
        if lexicon.triggers.at(tokens, position, end=end) or tokens[position].text in lexicon.stops:
            return people
        if lexicon.stops or lexicon.parts.at(tokens, position, end=end):
            return people
        position += 1
    return people


def bound_after(
    tokens: Sequence[Token], lexicon: Lexicon, position: int, end: int
) -> tuple[Bounding, int] | None:
    """Return bounding words at *position*, unless a number follows, which they would bound."""
    if position >= end:
        return None
    found = lexicon.numbers.bound_after(tokens, position, end=end)
    following = (
        lexicon.numbers.quantity(tokens, found[1], end=end) if found and found[1] < end else None
    )
    if following is not None and following.clitic not in lexicon.joiner_prefixes:
        return None
    return found


def predicate(
    tokens: Sequence[Token], lexicon: Lexicon, start: int, end: int
) -> Found[NounForm] | None:
    """Return the noun that says who "N of them" are ("two of them officers", "12 of those were police").

    Words that join a subject and what is said of it may stand before, and, where adjectives stand
    before nouns, one that no list knows ("three of them **small** children").
    """
    position = start
    while (
        position < end
        and position < start + 3
        and (tokens[position].text in lexicon.copulas or tokens[position].text == '"')
    ):
        position += 1
    noun = lexicon.nouns.at(tokens, position, end=end) if position < end else None
    if noun is None and position + 1 < end and _may_qualify(tokens, lexicon, position, end):
        noun = lexicon.nouns.at(tokens, position + 1, end=end)
    return noun if noun and not noun.value.noun.kind and not noun.clitic else None


def _may_qualify(tokens: Sequence[Token], lexicon: Lexicon, position: int, end: int) -> bool:
    """Tell a word that may be the adjective of the noun behind it."""
    return (
        bool(lexicon.stops)
        and tokens[position].kind == "word"
        and tokens[position].text not in lexicon.stops | lexicon.determiners
        and lexicon.triggers.at(tokens, position, end=end) is None
        and lexicon.things.at(tokens, position, end=end) is None
    )


def noun_fields(noun: PersonNoun) -> dict[str, object]:
    """Return the fields of people that *noun* tells of."""
    return {"nouns": (noun,), "classes": noun.classes, "known": True}


def _is_definite(tokens: Sequence[Token], lexicon: Lexicon, position: int) -> bool:
    return tokens[position].text.startswith(lexicon.definite_prefix)
