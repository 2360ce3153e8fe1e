"""People told again: "they", "he", "them", "as many", and what all of them are."""

from collections.abc import Sequence

from msgspec.structs import replace

from streams.languages.casualty_words import PersonNoun
from streams.steps.extract.casualties.heads import settled
from streams.steps.extract.casualties.lexicon import Lexicon
from streams.steps.extract.casualties.persons import People, noun_fields, predicate
from streams.text.tokens import Token


def meant_again(
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
        if (not harmed or harmed.value.form.after >= 0) and not _leads(tokens, lexicon, index, end):
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


def _leads(tokens: Sequence[Token], lexicon: Lexicon, index: int, end: int) -> bool:
    """Tell "**she** and a colleague were hurt"."""
    joiner = lexicon.joiners.at(tokens, index + 1, end=end) if index + 2 < end else None
    return (
        joiner is not None
        and joiner.end < end
        and tokens[joiner.end].text in lexicon.articles | lexicon.determiners
    )


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


def repeated(
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


def characterised(
    tokens: Sequence[Token], lexicon: Lexicon, index: int, end: int, found: Sequence[People]
) -> tuple[People, int] | None:
    """Read "thirteen people, all of them civilians": the noun says who those before are."""
    phrase = lexicon.they.at(tokens, index, end=end) if found and lexicon.stops else None
    noun = predicate(tokens, lexicon, phrase.end, end) if phrase and phrase.end < end else None
    if noun is None or noun.value.number == "one" or tokens[index - 1].text != ",":
        return None
    classes = found[-1].classes or noun.value.noun.classes
    return replace(found[-1], classes=classes, known=True), noun.end


def all_of_them(tokens: Sequence[Token], lexicon: Lexicon, people: People, end: int) -> People:
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
        step = bool(classes and lexicon.stops and lexicon.joiners.at(tokens, position, end=end))
        if position + step >= end:
            break
        noun = lexicon.nouns.at(tokens, position + step, end=end)
        joined = (
            step
            or not classes
            or (noun is not None and noun.clitic.startswith(lexicon.joiner_prefixes or ("\0",)))
        )
        if noun is None or not joined:
            break
        classes += noun.value.noun.classes
        position = noun.end
    return replace(people, end=position, classes=settled(classes)) if classes else people
