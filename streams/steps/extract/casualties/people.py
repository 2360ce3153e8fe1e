"""Phrases that count people: a figure with its noun, or a noun alone."""

from collections.abc import Sequence

from msgspec.structs import replace

from streams.steps.extract.casualties.again import all_of_them, characterised, meant_again, repeated
from streams.steps.extract.casualties.figures import counted
from streams.steps.extract.casualties.heads import noun_next
from streams.steps.extract.casualties.lexicon import Found, Lexicon, NounForm
from streams.steps.extract.casualties.persons import People, as_joined, bare
from streams.steps.extract.casualties.singles import (
    aged,
    is_named_age,
    named,
    oneself,
    qualifies_next,
    with_article,
)
from streams.text.tokens import Token, Tokens


def find_people(
    tokens: Tokens,
    lexicon: Lexicon,
    *,
    start: int,
    end: int,
    taken: set[int],
    before: People | None = None,
) -> list[People]:
    """Return the people counted in tokens *start* to *end*, in order, none overlapping.

    *before* are the people counted last in the sentence before, whom "they" may mean.
    """
    found: list[People] = []
    done = start
    opening = tokens.starting(lexicon.opens_people, start, end)
    special = set(tokens.starting(lexicon.opens_special, start, end))
    for index in sorted({*opening, *tokens.figures(start, end)}):
        if index < done or index in taken or tokens[index].kind not in {"word", "number"}:
            continue
        again = None
        if index in special:
            filler = lexicon.fillers.at(tokens, index, end=end)
            if filler is not None and filler.end > index + 1:
                done = filler.end
                continue
            described = characterised(tokens, lexicon, index, end, found)
            if described is not None:
                found[-1], done = described
                continue
            again = meant_again(tokens, lexicon, index, end, found, before)
        people, position = (
            (again, again.end) if again else _people_at(tokens, lexicon, index, end, taken)
        )
        if people is None and index in special:
            people = repeated(tokens, lexicon, index, end, found) or named(
                tokens, lexicon, index, end, found
            )
            position = people.end if people is not None else position
        if people is not None and not (found and _belongs(tokens, lexicon, found[-1], people)):
            people = all_of_them(tokens, lexicon, people, end)
            position = max(position, people.end)
            found.append(people)
        done = max(position, index + 1)
    return found


def _belongs(tokens: Sequence[Token], lexicon: Lexicon, before: People, people: People) -> bool:
    """Tell whose they are, or who is set apart, from who was harmed.

    "Two sons **of a chief** were killed"; "43 people, **in addition to the assailants,** were killed".
    """
    if people.number == "many" and is_set_apart(tokens, lexicon, before, people):
        return people.basis == "noun"
    if people.basis != "article" or before.basis != "figure" or people.start - before.end != 1:
        return False
    return lexicon.of.at(tokens, before.end, end=people.start) is not None


def is_set_apart(tokens: Sequence[Token], lexicon: Lexicon, before: People, people: People) -> bool:
    """Tell "43 people, in addition to the assailants, …": both are told what follows."""
    apart = before.end + 1
    if before.basis != "figure" or apart >= people.start or tokens[before.end].text != ",":
        return False
    phrase = lexicon.joined_before.at(tokens, apart, end=people.start)
    return phrase is not None and people.start - phrase.end <= 1


def _people_at(
    tokens: Sequence[Token], lexicon: Lexicon, index: int, end: int, taken: set[int]
) -> tuple[People | None, int]:
    """Return the people at *index*, or None, and where to read on."""
    another = lexicon.another.at(tokens, index, end=end)
    if another and another.end < end:
        quantity = lexicon.numbers.quantity(tokens, another.end, end=end)
        if quantity is not None:
            people, position = counted(tokens, lexicon, replace(quantity, start=index), end, taken)
            known = another.end == index + 1 and tokens[index].text in lexicon.definite_articles
            if people and known and people.basis == "figure" and not people.known:
                people = replace(people, pronoun=True)  # "the two were killed"
            return people, position
    quantity = lexicon.numbers.quantity(tokens, index, end=end)
    if quantity is not None and not lexicon.stops:
        quantity = as_joined(tokens, lexicon, quantity, end)
    toll = lexicon.triggers.at(tokens, index, end=end) if quantity is not None else None
    if quantity is not None and index and tokens[index - 1].text in lexicon.ordinals:
        return None, quantity.end
    if quantity is not None and toll and toll.value.form.link and toll.end > quantity.end:
        return None, toll.end
    if quantity is not None and is_named_age(tokens, lexicon, quantity, end):
        return aged(index), quantity.end
    if quantity is not None:
        return counted(tokens, lexicon, quantity, end, taken)
    word = tokens[index].text
    if word in lexicon.reflexives and index:
        verb = lexicon.triggers.at(tokens, index - 1, end=index)
        joined = any(
            (phrase := lexicon.joined_before.at(tokens, k, end=index)) and phrase.end == index
            for k in range(max(index - 3, 0), index)
        )
        if joined or (verb is not None and verb.value.form.after >= 0):
            return oneself(index), index + 1
        return None, index + 1
    if word in lexicon.both and index + 2 < end:
        theirs = tokens[index + 1].text in lexicon.determiners
        noun = lexicon.nouns.at(tokens, index + 1 + theirs, end=end)
        apiece = noun and noun.end < end and lexicon.joiners.at(tokens, noun.end, end=end)
        if noun and noun.value.number == "many" and not noun.value.noun.kind and not apiece:
            two = replace(bare(tokens, lexicon, noun, end) or oneself(index), start=index)
            return replace(two, min=2, max=2, hedge="exact", basis="figure"), two.end
        return None, index + 1
    if word in lexicon.articles and index + 1 < end and tokens[index + 1].text == ".":
        return None, index + 1  # an initial
    if word in lexicon.definite_articles and index + 1 < end:
        noun = lexicon.nouns.at(tokens, index + 1, end=end)
        if noun and _is_known_plural(noun) and not noun_next(tokens, lexicon, noun.end - 1, end):
            return None, noun.end  # "the soldiers" are no news
    if word in lexicon.articles or (another and another.end == index + 1):
        return with_article(tokens, lexicon, index, end)
    if word in lexicon.determiners and index + 1 < end:
        quantity = lexicon.numbers.quantity(tokens, index + 1, end=end)
        if quantity is not None and word not in lexicon.definite_articles:
            return counted(tokens, lexicon, replace(quantity, start=index), end, taken)
        noun = lexicon.nouns.at(tokens, index + 1, end=end)
        if noun and qualifies_next(tokens, lexicon, noun, end):
            return None, noun.end
        if noun and noun.value.number == "one" and not noun.value.noun.kind:
            people = bare(tokens, lexicon, noun, end)
            known = word in lexicon.definite_articles
            return (
                people and replace(people, start=index, definite=known, basis="article")
            ), noun.end
        if (
            noun
            and word in lexicon.definite_articles
            and noun.value.number != "one"
            and not noun.value.noun.kind
        ):
            return None, noun.end  # "the soldiers" are no news
        return None, index + 1
    noun = lexicon.nouns.at(tokens, index, end=end)
    if noun is not None and index and _is_hyphened(tokens, index):
        return None, noun.end
    owned = noun is not None and index > 0 and tokens[index - 1].text.endswith("'s")
    if noun is not None and owned and noun.value.number == "many" and not noun.value.noun.kind:
        return None, noun.end  # "a member of the governor's staff"
    if noun is not None and index and tokens[index - 1].text in lexicon.describing:
        second = lexicon.nouns.at(tokens, noun.end, end=end) if noun.end < end else None
        joined = second is not None and second.clitic in lexicon.joiner_prefixes
        if second and joined and noun.value.number == "many" and not noun.value.noun.kind:
            return None, second.end
    if noun is not None and qualifies_next(tokens, lexicon, noun, end):
        after = lexicon.nouns.at(tokens, noun.end, end=end)
        people = bare(tokens, lexicon, after, end) if after else None
        if people is None or people.number == "one":
            return None, index + 1
        return replace(people, start=index), people.end
    if noun is not None and noun.value.number == "one" and noun.value.noun.never_bare:
        return None, index + 1
    if (
        noun is not None
        and not noun.value.noun.kind
        and lexicon.triggers.at(tokens, index, end=end)
    ):
        return None, index + 1
    if noun is not None and _qualifies_thing(tokens, lexicon, noun):
        return None, noun.end
    if noun is not None:
        people = bare(tokens, lexicon, noun, end)
        if people is not None:
            people = _set_in(tokens, lexicon, people, end)
        return people, people.end if people else noun.end
    return None, index + 1


def _is_known_plural(noun: Found[NounForm]) -> bool:
    """Tell a plural that an article makes known; "the others" and "the families" are counted."""
    word = noun.value.noun
    return noun.value.number == "many" and not (word.kind or word.others or word.family)


def _is_hyphened(tokens: Sequence[Token], index: int) -> bool:
    """Tell the end of one word ("the Multi-National Force") from a noun of its own."""
    return tokens[index - 1].text == "-" and tokens[index - 1].end == tokens[index].start


def _set_in(tokens: Sequence[Token], lexicon: Lexicon, people: People, end: int) -> People:
    """Take in "of them" between a noun and a mark: "18 dead, two women of them, and …"."""
    if people.number == "many" or people.kind or people.end >= end:
        return people
    partitive = lexicon.of_them.at(tokens, people.end, end=end)
    if partitive is None or (partitive.end < end and tokens[partitive.end].kind == "word"):
        return people
    return replace(people, end=partitive.end, partitive=True)


def _qualifies_thing(tokens: Sequence[Token], lexicon: Lexicon, noun: Found[NounForm]) -> bool:
    """Tell an adjective behind a thing ("a civilian car" where adjectives follow) from people."""
    if lexicon.stops or noun.start == 0 or noun.value.noun.kind:
        return False
    before = lexicon.things.at(tokens, noun.start - 1, end=noun.start)
    if before is not None and lexicon.fillers.at(tokens, noun.start - 1, end=noun.start):
        return False  # "today the young man"
    known = before is not None and before.clitic.endswith(lexicon.definite_prefix)
    return before is not None and noun.clitic == (lexicon.definite_prefix if known else "")
