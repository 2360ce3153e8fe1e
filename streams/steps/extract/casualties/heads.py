"""The noun that a figure counts: people, a thing, or a word that no list knows."""

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from streams.languages.casualty_words import PersonNoun
from streams.steps.extract.casualties.lexicon import Found, Lexicon, NounForm
from streams.text.numerals import Quantity
from streams.text.tokens import Token


class Head(Struct, frozen=True):
    """The nouns of a figure and the token behind them; *definite_of*: "of **the** wounded"."""

    end: int
    nouns: tuple[PersonNoun, ...]
    classes: tuple[str, ...]
    definite_of: bool = False


def head(
    tokens: Sequence[Token],
    lexicon: Lexicon,
    start: int,
    end: int,
    taken: set[int],
    quantity: Quantity,
) -> "Head | Literal['thing'] | None":
    """Return the noun that a figure before *start* counts: people, a thing, or None if none is known.

    Where adjectives stand before nouns the last noun is the head; where they stand behind, the first.
    """
    position = start
    if names_the_harmed(tokens, lexicon, position, end):
        return None
    if position < end and not lexicon.stops and lexicon.parts.at(tokens, position, end=end):
        return None
    of = position < end and lexicon.of.at(tokens, position, end=end)
    if of:
        position = of.end
        while position < end and tokens[position].text in lexicon.determiners:
            position += 1
        total = lexicon.numbers.quantity(tokens, position, end=end) if position < end else None
        if total is not None and lexicon.stops:
            position = total.end
    if position >= end:
        return None
    if not lexicon.stops:  # nouns first, adjectives behind: one noun, then what qualifies it
        noun = lexicon.nouns.at(tokens, position, end=end)
        thing = lexicon.things.at(tokens, position, end=end)
        if (
            thing
            and thing.value
            and (noun is None or thing.end > noun.end)
            and thing.clitic in {"", lexicon.definite_prefix}
        ):
            return "thing"
        joined = noun is not None and noun.clitic and not _only_definite(noun.clitic, lexicon)
        if noun is None or joined or position in taken:
            quoted = position + 1 < end and tokens[position].text == '"'
            force = of and lexicon.forces.at(tokens, position + quoted, end=end)
            if force:
                return Head(force.end, (), (force.value,))
            known = tokens[position].text not in lexicon.name_heads
            after = (
                of
                and known
                and position + 1 < end
                and lexicon.nouns.at(tokens, position + 1, end=end)
            )
            if after and not after.clitic:
                return Head(after.end, (after.value.noun,), after.value.noun.classes)
            return None
        head = qualified(tokens, lexicon, noun, end)
        if of and noun.clitic:
            head = _with_joined(tokens, lexicon, head, end)
        one = quantity.words and (quantity.min, quantity.max) == (1, 1)
        among = bool(of) or (one and noun.value.number != "one")  # "one of the two dead" (أحد)
        return replace(head, definite_of=among and bool(noun.clitic))
    return _harmed(tokens, lexicon, position, end) or _last_noun(
        tokens, lexicon, position, end, taken
    )


def _harmed(tokens: Sequence[Token], lexicon: Lexicon, position: int, end: int) -> Head | None:
    """Read "wounded people", "dead soldiers": the adjective says what happened to the noun's people."""
    found = lexicon.triggers.at(tokens, position, end=end)
    if found is None or found.end >= end or not found.value.form.adjective:
        return None
    noun = lexicon.nouns.at(tokens, found.end, end=end)
    if noun is not None and noun.value.noun.bodies:
        return Head(noun.end, (noun.value.noun,), noun.value.noun.classes)
    if noun is None or noun.value.noun.kind or noun.value.noun.others:
        return None
    kind = found.value.trigger.kind
    # "The two abducted teachers" are known from before: that is no news of them.
    harmed = noun.value.noun if kind == "captured" else replace(noun.value.noun, kind=kind)
    return Head(noun.end, (harmed,), harmed.classes)


def qualified(tokens: Sequence[Token], lexicon: Lexicon, noun: Found[NounForm], end: int) -> Head:
    """Take in the nouns and "of …" that say more of the same people ("شخصا من مقاتلي …")."""
    nouns: list[PersonNoun] = [noun.value.noun]
    classes: list[str] = list(noun.value.noun.classes)
    definite = bool(noun.clitic) and noun.clitic.endswith(lexicon.definite_prefix or "\0")
    position = noun.end
    for _ in range(3):
        if position >= end:
            break
        more = lexicon.nouns.at(tokens, position, end=end)
        if more and nouns[0].others:
            break
        if more and more.value.accusative and noun.value.number != "one":
            break  # "gunmen … an officer": subject and object
        if more and definite and not more.clitic:
            break  # "the dead … fighters": what qualifies a known noun is known itself
        if more and more.value.noun.kind and (more.clitic or more.value.number == "one"):
            break
        if more and more.value.number == "two" and noun.value.number != "two":
            break
        if more and (not more.clitic or _only_definite(more.clitic, lexicon)):
            if (
                more.value.number == "one"
                and not more.value.accusative
                and noun.value.number != "one"
            ):
                break
            nouns.append(more.value.noun)
            theirs = bool(more.clitic) and "woman" in classes  # "wives of the soldiers"
            if "child" not in classes and not theirs:  # "two girls, sisters" are children
                classes += more.value.noun.classes
            position = more.end
            continue
        of = lexicon.of.at(tokens, position, end=end)
        if of and of.end < end:
            force = lexicon.forces.at(tokens, of.end, end=end)
            more = lexicon.nouns.at(tokens, of.end, end=end)
            if (
                more
                and (not more.clitic or _only_definite(more.clitic, lexicon))
                and not more.value.noun.kind
            ):
                classes += more.value.noun.classes
                position = more.end
                nouns.append(more.value.noun)
                force = lexicon.forces.at(tokens, position, end=end) if position < end else None
                continue
            if force:
                classes.append(force.value)
                position = force.end
        break
    if not classes and position < end:
        force = lexicon.forces.at(tokens, position, end=end)
        if force:
            classes.append(force.value)
    return Head(position, tuple(nouns), settled(classes))


def _with_joined(tokens: Sequence[Token], lexicon: Lexicon, head: Head, end: int) -> Head:
    """Take in "eleven of the civilians **and the soldiers**": they are of both."""
    while head.end < end:
        more = lexicon.nouns.at(tokens, head.end, end=end)
        known = more is not None and _is_known_too(more.clitic, lexicon)
        if more is None or not known or more.value.number != "many" or more.value.noun.kind:
            return head
        classes = settled([*head.classes, *more.value.noun.classes])
        head = replace(head, end=more.end, classes=classes)
    return head


def _is_known_too(clitic: str, lexicon: Lexicon) -> bool:
    """Tell "**and the** soldiers" behind a known noun."""
    prefixes = lexicon.joiner_prefixes
    return (
        bool(prefixes) and clitic.startswith(prefixes) and clitic.endswith(lexicon.definite_prefix)
    )


def rank_classes(
    tokens: Sequence[Token], lexicon: Lexicon, position: int, end: int
) -> tuple[str, ...] | None:
    """Return who "in the ranks of the army", "among civilians" at *position* tells of, None if nothing."""
    found = lexicon.ranks.at(tokens, position, end=end) if position < end else None
    if found is None or found.end >= end:
        return None
    force = lexicon.forces.at(tokens, found.end, end=end)
    noun = lexicon.nouns.at(tokens, found.end, end=end)
    classes = noun.value.noun.classes if noun and not noun.value.noun.kind else ()
    return (force.value,) if force else classes


def settled(classes: Sequence[str]) -> tuple[str, ...]:
    """Members of police forces are police, whatever word counts them ("عنصرين من الشرطة")."""
    unique = tuple(dict.fromkeys(classes))
    return ("police",) if "police" in unique and "combatant" in unique else unique


def _last_noun(
    tokens: Sequence[Token], lexicon: Lexicon, start: int, end: int, taken: set[int]
) -> "Head | Literal['thing'] | None":
    """Read adjectives and nouns up to a word that ends them; the last noun is the head."""
    position, words = start, 0
    nouns: list[PersonNoun] = []
    classes: list[str] = []
    head_end = -1
    thing_end = -1
    while position < end and words < 6 and position not in taken:
        token = tokens[position]
        noun = lexicon.nouns.at(tokens, position, end=end)
        thing = lexicon.things.at(tokens, position, end=end)
        body = lexicon.forces.at(tokens, position, end=end) if noun else None
        if noun and body and body.end > noun.end:
            classes, position = [body.value], body.end  # "police force"
            head_end = position
        elif noun and not (thing and thing.end > noun.end):
            nouns.append(noun.value.noun)
            if noun.value.noun.classes:
                classes = list(noun.value.noun.classes)
            position = head_end = noun.end
        elif thing and thing.value and not (nouns and _befalls(tokens, lexicon, position, end)):
            position = thing_end = thing.end
        elif is_abbreviation(tokens, position, end) and (
            head_end < 0 or lexicon.nouns.at(tokens, position + 3, end=end)
        ):
            position += 3
        elif (
            token.text in lexicon.stops
            or token.text in lexicon.articles
            or lexicon.triggers.at(tokens, position, end=end)
            or token.kind == "break"
            or (token.kind == "mark" and not inside_a_name(tokens, position))
            or token.kind == "number"
            or (thing_end == position and lexicon.numbers.integer(tokens, position, end=end))
        ):
            break
        else:
            force = lexicon.forces.at(tokens, position, end=end)
            if force:
                classes = [force.value]
                position = head_end = force.end
            elif head_end >= 0 and not noun_next(tokens, lexicon, position, end):
                break
            else:
                position += 1
        words += token.kind != "mark" and len(token.text) > 1
    if thing_end > head_end:
        return "thing"
    if head_end >= 0:
        return _of_forces(tokens, lexicon, Head(head_end, tuple(nouns[-1:]), tuple(classes)), end)
    if 0 < position - start <= 3 and words:
        return Head(position, (), ())
    return None


def _befalls(tokens: Sequence[Token], lexicon: Lexicon, position: int, end: int) -> bool:
    """Tell "two men **shot dead**" from a thing of that name: a longer trigger begins there."""
    found = lexicon.triggers.at(tokens, position, end=end)
    return found is not None and found.end > position + 1


def inside_a_name(tokens: Sequence[Token], position: int) -> bool:
    """Tell marks that break no name: hyphens, quotes, the full stops of "U.S."."""
    mark = tokens[position].text
    return (mark in {"-", '"', "'"} and not is_dash(tokens, position)) or (
        mark == "." and position > 0 and len(tokens[position - 1].text) == 1
    )


def is_abbreviation(tokens: Sequence[Token], position: int, end: int) -> bool:
    """Tell a short form in brackets inside a name ("a Royal Constabulary **(RC)** officer")."""
    return (
        position + 3 < end
        and tokens[position].text == "("
        and tokens[position + 1].kind == "word"
        and tokens[position + 2].text == ")"
        and tokens[position + 3].kind == "word"
    )


def is_dash(tokens: Sequence[Token], position: int) -> bool:
    """Tell a dash that sets words apart from the hyphen of one word."""
    return (
        tokens[position].text == "-"
        and position > 0
        and position + 1 < len(tokens)
        and tokens[position - 1].end < tokens[position].start
        and tokens[position].end < tokens[position + 1].start
    )


def noun_next(tokens: Sequence[Token], lexicon: Lexicon, position: int, end: int) -> bool:
    """Tell whether a known noun begins right behind token *position*."""
    return position + 1 < end and lexicon.nouns.at(tokens, position + 1, end=end) is not None


def _of_forces(tokens: Sequence[Token], lexicon: Lexicon, head: Head, end: int) -> Head:
    """Take in "… of the security forces" behind a noun that says nothing of its people."""
    of = head.end < end and lexicon.of.at(tokens, head.end, end=end)
    if not of or head.classes:
        return head
    for position in range(of.end, min(of.end + 4, end)):
        force = lexicon.forces.at(tokens, position, end=end)
        noun = lexicon.nouns.at(tokens, position, end=end)
        if force:
            return Head(force.end, head.nouns, (force.value,))
        if noun and noun.value.noun.classes:
            return Head(noun.end, head.nouns, noun.value.noun.classes)
        if tokens[position].kind != "word" or tokens[position].text in lexicon.stops:
            break
    return head


def names_the_harmed(tokens: Sequence[Token], lexicon: Lexicon, position: int, end: int) -> bool:
    """Tell "of the dead", "the number killed" behind a figure: the trigger reads them, not the noun."""
    if position >= end or not lexicon.stops:
        return False
    if tokens[position].text in lexicon.determiners and position + 1 < end:
        toll = lexicon.triggers.at(tokens, position + 1, end=end)
        return toll is not None and toll.value.form.link
    found = lexicon.triggers.at(tokens, position, end=end)
    return found is not None and found.value.trigger.among


def _only_definite(clitic: str, lexicon: Lexicon) -> bool:
    return bool(lexicon.definite_prefix) and clitic == lexicon.definite_prefix
