"""Phrases that count people: a figure with its noun, or a noun alone."""

from collections.abc import Sequence

from msgspec.structs import replace

from streams.languages.casualty_words import PersonNoun
from streams.steps.extract.casualties.heads import (
    Head,
    head,
    inside_a_name,
    is_abbreviation,
    is_dash,
    names_the_harmed,
    noun_next,
    settled,
)
from streams.steps.extract.casualties.lexicon import Found, Lexicon, NounForm
from streams.steps.extract.casualties.persons import (
    People,
    as_joined,
    bare,
    bound_after,
    more_words,
    noun_fields,
    predicate,
)
from streams.text.numerals import Quantity, bounded
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
            described = _described(tokens, lexicon, index, end, found)
            if described is not None:
                found[-1], done = described
                continue
            again = _meant_again(tokens, lexicon, index, end, found, before)
        people, position = (
            (again, again.end) if again else _people_at(tokens, lexicon, index, end, taken)
        )
        if people is None and index in special:
            people = _repeated(tokens, lexicon, index, end, found) or _named(
                tokens, lexicon, index, end, found
            )
            position = people.end if people is not None else position
        if people is not None and not (found and _belongs(tokens, lexicon, found[-1], people)):
            people = _all_of_them(tokens, lexicon, people, end)
            position = max(position, people.end)
            found.append(people)
        done = max(position, index + 1)
    return found


def _all_of_them(tokens: Sequence[Token], lexicon: Lexicon, people: People, end: int) -> People:
    """Take in "all of them civilians" behind a figure: it says who the counted are."""
    position = people.end
    if position < end and tokens[position].text in {",", "\N{ARABIC COMMA}"}:
        position += 1
    if position + 1 >= end or tokens[position].text not in lexicon.all_of_them:
        return people
    of = lexicon.of.at(tokens, position + 1, end=end)
    classes: list[str] = []
    position = of.end if of else position + 1
    while position < end:
        noun = lexicon.nouns.at(tokens, position, end=end)
        if noun is None or (classes and not noun.clitic.startswith(lexicon.joiner_prefixes)):
            break
        classes += noun.value.noun.classes
        position = noun.end
    return replace(people, end=position, classes=settled(classes)) if classes else people


def _repeated(
    tokens: Sequence[Token], lexicon: Lexicon, index: int, end: int, found: Sequence[People]
) -> People | None:
    """Read "as many", "twice as many" behind a figure of the same sentence."""
    again = lexicon.repeats.at(tokens, index, end=end)
    if again is None or not found or found[-1].hedge in {"vague", "between", "up_to"}:
        return None
    number = found[-1].min * again.value
    most = None if found[-1].max is None else number
    repeated = People(
        start=index, end=again.end, min=number, max=most, hedge=found[-1].hedge, basis="figure",
        number="many", nouns=(PersonNoun(others=True),), kind=None, clitic=again.clitic, known=True,
    )  # fmt: skip
    of = again.end < end and lexicon.of.at(tokens, again.end, end=end)
    noun = lexicon.nouns.at(tokens, of.end, end=end) if of and of.end < end else None
    if noun is None or noun.value.noun.kind or not lexicon.stops:
        return repeated
    return replace(repeated, end=noun.end, **noun_fields(noun.value.noun))


def _named(
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


def _meant_again(
    tokens: Sequence[Token],
    lexicon: Lexicon,
    index: int,
    end: int,
    found: Sequence[People],
    before: People | None,
) -> People | None:
    """Read "they", "all of them", "their bodies": the people counted last; "he": one person."""
    if tokens[index].text in lexicon.he:
        harmed = index + 1 < end and lexicon.triggers.at(tokens, index + 1, end=end)
        if not harmed or harmed.value.form.after >= 0:
            return None
        attacker = index > 0 and tokens[index - 1].text in lexicon.until
        one = PersonNoun(side="attacker" if attacker else "unknown")
        return People(
            start=index, end=index + 1, min=1, max=1, hedge="exact", basis="article", number="one",
            nouns=(one,), kind=None, clitic="", known=True, pronoun=not attacker,
        )  # fmt: skip
    if tokens[index].text in lexicon.until and index + 1 < end and found:
        return _subject_again(tokens, lexicon, index, end, found)
    if tokens[index].text in lexicon.themselves and index and found:
        verb = lexicon.triggers.at(tokens, index - 1, end=index)
        if verb is None or verb.value.form.after < 0:
            return None
        return replace(
            found[0], start=index, end=index + 1, basis="figure", clitic="", figure=-1,
            partitive=False, kind=None, known=True,
        )  # fmt: skip
    them = tokens[index].text in lexicon.them
    deed = lexicon.triggers.at(tokens, index - 1, end=index) if them and index else None
    if them and (deed is None or deed.value.form.after < 0):
        return None
    bodies = lexicon.their_bodies.at(tokens, index, end=end)
    phrase = bodies or lexicon.they.at(tokens, index, end=end)
    if phrase is None:
        return None
    counted = [one for one in found if one.basis != "noun" and not one.others and one.kind is None]
    meant = counted[-1] if counted else before
    if meant is None:
        return None
    dead = PersonNoun(kind="killed", bodies=True)
    return replace(
        meant, start=index, end=phrase.end, basis="figure", clitic="", figure=-1, partitive=False,
        nouns=(dead,) if bodies else meant.nouns, kind="killed" if bodies else None, known=True,
        refers=meant.start if counted else -1,
    )  # fmt: skip


def _subject_again(
    tokens: Sequence[Token], lexicon: Lexicon, index: int, end: int, found: Sequence[People]
) -> People | None:
    """Read "before being shot dead": the people that open the sentence, where they harm others."""
    if index + 2 >= end or tokens[index + 1].text not in lexicon.copulas:
        return None
    harmed = any(
        (trigger := lexicon.triggers.at(tokens, k, end=end)) and trigger.value.form.before >= 0
        for k in (index + 1, index + 2)
    )
    subject = found[0]
    if not harmed or subject.kind is not None or len(found) < 2:
        return None
    return replace(
        subject, start=index, end=index + 1, basis="figure", clitic="", figure=-1, known=True,
        partitive=False, refers=subject.start,
    )  # fmt: skip


def _people_at(
    tokens: Sequence[Token], lexicon: Lexicon, index: int, end: int, taken: set[int]
) -> tuple[People | None, int]:
    """Return the people at *index*, or None, and where to read on."""
    another = lexicon.another.at(tokens, index, end=end)
    if another and another.end < end:
        quantity = lexicon.numbers.quantity(tokens, another.end, end=end)
        if quantity is not None:
            people, position = _counted(tokens, lexicon, replace(quantity, start=index), end, taken)
            return people, position
    quantity = lexicon.numbers.quantity(tokens, index, end=end)
    if quantity is not None and not lexicon.stops:
        quantity = as_joined(tokens, lexicon, quantity, end)
    toll = lexicon.triggers.at(tokens, index, end=end) if quantity is not None else None
    if quantity is not None and index and tokens[index - 1].text in lexicon.ordinals:
        return None, quantity.end
    if quantity is not None and toll and toll.value.form.link and toll.end > quantity.end:
        return None, toll.end
    if quantity is not None and _is_named_age(tokens, lexicon, quantity, end):
        return _aged(index), quantity.end
    if quantity is not None:
        return _counted(tokens, lexicon, quantity, end, taken)
    word = tokens[index].text
    if word in lexicon.reflexives and index:
        verb = lexicon.triggers.at(tokens, index - 1, end=index)
        joined = any(
            (phrase := lexicon.joined_before.at(tokens, k, end=index)) and phrase.end == index
            for k in range(max(index - 3, 0), index)
        )
        if joined or (verb is not None and verb.value.form.after >= 0):
            return _oneself(index), index + 1
        return None, index + 1
    if word in lexicon.both and index + 2 < end:
        theirs = tokens[index + 1].text in lexicon.determiners
        noun = lexicon.nouns.at(tokens, index + 1 + theirs, end=end)
        apiece = noun and noun.end < end and lexicon.joiners.at(tokens, noun.end, end=end)
        if noun and noun.value.number == "many" and not noun.value.noun.kind and not apiece:
            two = replace(bare(tokens, lexicon, noun, end) or _oneself(index), start=index)
            return replace(two, min=2, max=2, hedge="exact", basis="figure"), two.end
        return None, index + 1
    if word in lexicon.articles and index + 1 < end and tokens[index + 1].text == ".":
        return None, index + 1  # an initial
    if word in lexicon.articles or (another and another.end == index + 1):
        return _with_article(tokens, lexicon, index, end)
    if word in lexicon.determiners and index + 1 < end:
        quantity = lexicon.numbers.quantity(tokens, index + 1, end=end)
        if quantity is not None and word not in lexicon.definite_articles:
            return _counted(tokens, lexicon, replace(quantity, start=index), end, taken)
        noun = lexicon.nouns.at(tokens, index + 1, end=end)
        if noun and _qualifies_next(tokens, lexicon, noun, end):
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
    if noun is not None and _qualifies_next(tokens, lexicon, noun, end):
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


def _described(
    tokens: Sequence[Token], lexicon: Lexicon, index: int, end: int, found: Sequence[People]
) -> tuple[People, int] | None:
    """Read "thirteen people, all of them civilians": the noun says who those before are."""
    phrase = lexicon.they.at(tokens, index, end=end) if found and lexicon.stops else None
    noun = predicate(tokens, lexicon, phrase.end, end) if phrase and phrase.end < end else None
    if noun is None or noun.value.number == "one" or tokens[index - 1].text != ",":
        return None
    classes = found[-1].classes or noun.value.noun.classes
    return replace(found[-1], classes=classes, known=True), noun.end


def _is_named_age(tokens: Sequence[Token], lexicon: Lexicon, quantity: Quantity, end: int) -> bool:
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


def _aged(index: int) -> People:
    """Return the one whose name stands before an age."""
    return People(
        start=index, end=index + 1, min=1, max=1, hedge="exact", basis="article", number="one",
        nouns=(PersonNoun(),), kind=None, clitic="", known=True, named=True,
    )  # fmt: skip


def _oneself(index: int) -> People:
    """Return the one who killed or hurt himself with others."""
    attacker = PersonNoun(classes=("combatant",), side="attacker")
    return People(
        start=index, end=index + 1, min=1, max=1, hedge="exact", basis="article", number="one",
        nouns=(attacker,), kind=None, clitic="", known=True, classes=attacker.classes,
    )  # fmt: skip


def _qualifies_thing(tokens: Sequence[Token], lexicon: Lexicon, noun: Found[NounForm]) -> bool:
    """Tell an adjective behind a thing ("a civilian car" where adjectives follow) from people."""
    if lexicon.stops or noun.start == 0 or noun.value.noun.kind:
        return False
    before = lexicon.things.at(tokens, noun.start - 1, end=noun.start)
    if before is not None and lexicon.fillers.at(tokens, noun.start - 1, end=noun.start):
        return False  # "today the young man"
    known = before is not None and before.clitic.endswith(lexicon.definite_prefix)
    return before is not None and noun.clitic == (lexicon.definite_prefix if known else "")


def _qualifies_next(
    tokens: Sequence[Token], lexicon: Lexicon, noun: Found[NounForm], end: int
) -> bool:
    """Tell an adjective before its noun ("the Syrian government") from a person."""
    if not (noun.value.noun.adjective and lexicon.stops and noun.end < end):
        return False
    following = tokens[noun.end]
    return (
        following.kind == "word"
        and following.text not in lexicon.stops
        and lexicon.triggers.at(tokens, noun.end, end=end) is None
    )


def _counted(
    tokens: Sequence[Token], lexicon: Lexicon, quantity: Quantity, end: int, taken: set[int]
) -> tuple[People | None, int]:
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


def _is_governed(tokens: Sequence[Token], lexicon: Lexicon, index: int) -> bool:
    """Tell "with **a local station**": what a word like "with" governs is told of nobody."""
    if index == 0 or tokens[index - 1].text not in lexicon.stops:
        return False
    return not any(
        (found := table.at(tokens, k, end=index)) and found.end == index
        for table in (lexicon.joiners, lexicon.joined_before, lexicon.triggers, lexicon.parts)
        for k in range(max(index - 4, 0), index)
    )


def _with_article(
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
            if _qualifies_next(tokens, lexicon, noun, end):
                position = noun.end
                continue
            thing = noun.end < end and lexicon.things.at(tokens, noun.end, end=end)
            if thing and not lexicon.triggers.at(tokens, noun.end, end=end):
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
