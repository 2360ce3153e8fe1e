"""Sentences that say nobody was harmed, and those that say nothing is known of it."""

from collections.abc import Sequence

from msgspec import Struct

from streams.records.report import CasualtyKind
from streams.steps.extract.casualties.lexicon import Lexicon
from streams.text.tokens import Token, Tokens

_SUBJECT = 10
"""How many words may stand between "none of" and its verb."""
_ANY = 14
"""How many words may stand between what denies and "any casualties"."""


class Absence(Struct, frozen=True):
    """Words at tokens *start* to *end* that say there was nobody of *kind*."""

    start: int
    end: int
    kind: CasualtyKind
    rule: str


def find_absences(
    tokens: Tokens, lexicon: Lexicon, *, start: int, end: int
) -> tuple[list[Absence], set[int]]:
    """Return the denials of casualties, and the tokens that no other rule may read as casualties.

    The tokens are those of the denials and those behind "it is not known how many …".
    """
    absences: list[Absence] = []
    taken: set[int] = set()
    done = start
    for index in tokens.starting(lexicon.opens_absence, start, end):
        if index < done or index in taken:
            continue
        name = lexicon.names.at(tokens, index, end=end)
        if name:
            taken.update(range(name.start, name.end))
            done = name.end
            continue
        none = _none_of_them(tokens, lexicon, index, end)
        if none is not None:
            absence, last = none
            absences += [absence] if absence is not None else []
            taken.update(range(index, last))
            done = last
            continue
        headed = tokens[index].text in lexicon.name_heads and index + 1 < end
        noun = lexicon.nouns.at(tokens, index + 1, end=end) if headed else None
        if noun and noun.value.noun.kind and noun.value.number != "two":
            taken.update(range(index, noun.end))
            done = noun.end
            continue
        unknown = lexicon.unknowns.at(tokens, index, end=end)
        if unknown:
            taken.update(_unknown(tokens, lexicon, unknown.end, end))
            done = unknown.end
            continue
        nobody = lexicon.absences.at(tokens, index, end=end)
        whole = nobody or lexicon.damage_only.at(tokens, index, end=end)
        if whole:
            kind = nobody.value if nobody else "killed_or_injured"
            absences.append(Absence(index, whole.end, kind, "nobody_harmed"))
            taken.update(range(index, whole.end))
            done = whole.end
            continue
        denied = _denied(tokens, lexicon, index, end) or _denied_any(
            tokens, lexicon, index, start, end
        )
        if denied:
            absences.append(denied)
            taken.update(range(denied.start, denied.end))
            done = denied.end
    return absences, taken


def _none_of_them(
    tokens: Sequence[Token], lexicon: Lexicon, index: int, end: int
) -> tuple[Absence | None, int] | None:
    """Read "none of the guards was hurt", "no one had been killed or wounded" up to its last verb.

    "No one **else** was hurt" denies nothing of those told before.
    """
    subject = lexicon.nobodies.at(tokens, index, end=end)
    if subject is None or lexicon.absences.at(tokens, index, end=end):
        return None
    others = False
    for position in range(subject.end, min(subject.end + _SUBJECT, end)):
        token = tokens[position]
        if token.kind != "word" and token.kind != "number":
            return None
        others = others or token.text in lexicon.exceptions
        verb = lexicon.triggers.at(tokens, position, end=end)
        if verb is None or verb.value.trigger.among or verb.value.closes:
            continue
        kind, last = verb.value.trigger.kind, verb.end
        joined = last + 1 < end and lexicon.joiners.at(tokens, last, end=end)
        second = (
            lexicon.triggers.at(tokens, joined.end, end=end)
            if joined and joined.end < end
            else None
        )
        if second is not None and second.value.trigger.kind != kind:
            kind, last = "killed_or_injured", second.end
        absence = None if others else Absence(index, last, kind, "nobody_of_them")
        return absence, last
    return None


def _denied(tokens: Sequence[Token], lexicon: Lexicon, index: int, end: int) -> Absence | None:
    negator = lexicon.negators.at(tokens, index, end=end)
    if negator is None:
        return None
    for position in range(negator.end, min(negator.end + 7, end)):
        token = tokens[position]
        if token.kind != "word" or token.text in lexicon.stops - lexicon.denial_continues:
            return None
        if token.text in lexicon.exceptions or lexicon.negators.at(tokens, position, end=end):
            return None
        noun = lexicon.nouns.at(tokens, position, end=end)
        if noun is None:
            strange = lexicon.denied_words and token.text not in lexicon.denied_words
            if strange or lexicon.numbers.quantity(tokens, position, end=end):
                return None
            continue
        kind = noun.value.noun.absent
        verb = noun.end < end and lexicon.triggers.at(tokens, noun.end, end=end)
        if kind is None and lexicon.stops and verb and verb.value.form.before >= 0:
            or_ = verb.end + 1 < end and lexicon.joiners.at(tokens, verb.end, end=end)
            too = lexicon.triggers.at(tokens, or_.end, end=end) if or_ and or_.end < end else None
            if too and too.value.trigger.kind != verb.value.trigger.kind:
                return Absence(index, too.end, "killed_or_injured", "nobody_of_them")
            return Absence(index, verb.end, verb.value.trigger.kind, "nobody_of_them")
        if kind is None or noun.clitic.endswith(lexicon.definite_prefixes):
            return None
        last, second = noun.end, noun.end
        for step in range(3):
            if noun.end + step >= end:
                break
            more = lexicon.nouns.at(tokens, noun.end + step, end=end)
            if more and more.value.noun.absent:
                second = more.end
                if more.value.noun.absent != kind:
                    kind = "killed_or_injured"
                break
            if tokens[noun.end + step].kind != "word" or (
                step
                and not lexicon.joiners.at(tokens, noun.end + step, end=end)
                and tokens[noun.end + step].text not in lexicon.denial_continues
            ):
                break
        contrast = last + 1 < end and tokens[last].text == ","
        contrast = contrast and tokens[last + 1].text in lexicon.contrasts
        if not contrast and any(
            t.text in lexicon.exceptions for t in tokens[last : min(last + 3, end)]
        ):
            return None
        return Absence(index, max(last, second), kind, "negated_casualties")
    return None


def _denied_any(
    tokens: Sequence[Token], lexicon: Lexicon, index: int, start: int, end: int
) -> Absence | None:
    """Read "any casualties" far behind the word that denies them ("did not leave … **any** dead")."""
    if tokens[index].text not in lexicon.any_at_all or index + 1 >= end:
        return None
    noun = lexicon.nouns.at(tokens, index + 1, end=end)
    if noun is None or noun.value.noun.absent is None or noun.clitic:
        return None
    for position in range(index - 1, max(start, index - _ANY) - 1, -1):
        token = tokens[position]
        if token.kind != "word" or token.text in lexicon.exceptions | lexicon.doubting:
            return None
        if token.text in lexicon.denials:
            return Absence(index, noun.end, noun.value.noun.absent, "negated_casualties")
    return None


def _unknown(tokens: Sequence[Token], lexicon: Lexicon, start: int, end: int) -> range:
    """Return the tokens that an "it is not known" governs: up to the next mark, ten at most."""
    stop = start
    while stop < min(start + 10, end) and tokens[stop].kind == "word":
        harmed = lexicon.nouns.at(tokens, stop, end=end)
        told = stop > start + 4 and not (harmed and harmed.value.noun.kind)
        if told and lexicon.triggers.at(tokens, stop, end=end):
            break
        stop += 1
    return range(start, stop)
