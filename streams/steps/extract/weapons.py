"""Weapons: with which means an act was done, and how many of them."""

from collections.abc import Iterable
from functools import lru_cache

from streams.languages.pack import LanguagePack
from streams.records.report import Bounds, Weapon
from streams.steps.extract.findings import TriggerFinding
from streams.steps.extract.reading import Reading
from streams.text.numerals import NumberReader
from streams.text.phrases import PhraseBook

REACH = 4
"""A count begins at most so many tokens before its weapon."""


def find_weapons(reading: Reading, triggers: Iterable[TriggerFinding]) -> tuple[Weapon, ...]:
    """Return the weapons that *triggers* name, one a class: the first that is counted, else the first."""
    found: dict[str, Weapon] = {}
    for trigger in triggers:
        known = found.get(trigger.weapon or "unknown")
        if trigger.weapon is None or trigger.weapon == "unknown" or (known and known.count):
            continue
        start, count = _count(reading, trigger)
        if known and not count:
            continue
        span = reading.span(start, trigger.end)
        found[trigger.weapon] = Weapon(
            weapon_class=trigger.weapon, quote=reading.quote(span), span=span, count=count
        )
    return tuple(found.values())


def _count(reading: Reading, trigger: TriggerFinding) -> tuple[int, Bounds | None]:
    """Return where the weapon and its count begin, and the count, None where there is none."""
    numbers = _numbers(reading.pack)
    floor = max(reading.sentences[trigger.sentence].start, trigger.start - REACH)
    opening = reading.tokens.starting(numbers, floor, trigger.start)
    for start in sorted({*opening, *reading.tokens.figures(floor, trigger.start)}):
        quantity = numbers.quantity(reading.tokens, start, end=trigger.start)
        if quantity is not None and quantity.end == trigger.start:
            return start, Bounds(min=quantity.min, max=quantity.max)
    if _duals(reading.pack).at(reading.tokens, trigger.start, end=trigger.end):
        return trigger.start, Bounds(min=2, max=2)
    return trigger.start, None


@lru_cache
def _numbers(pack: LanguagePack) -> NumberReader:
    return NumberReader(pack.numbers, proclitics=pack.script.proclitics)


@lru_cache
def _duals(pack: LanguagePack) -> PhraseBook[bool]:
    words = pack.strikes.duals
    return PhraseBook(((word, True) for word in words), proclitics=pack.script.proclitics)
