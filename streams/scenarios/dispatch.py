"""One invented dispatch: sentences about an incident, and what editors make of them."""

from collections.abc import Sequence
from datetime import datetime
from random import Random

from msgspec import Struct
from msgspec.structs import replace

from streams.scenarios.words import Town, Words

DETAILS = 6


class Happening(Struct, frozen=True, kw_only=True):
    """What happened: *means*, *spot*, *facts* and *streets* are positions in every language's table.

    Who reports it tells some of its *facts*, and places them in its *streets*.
    """

    id: str
    town: Town
    at: datetime
    means: int
    spot: int
    facts: tuple[int, ...]
    streets: tuple[int, ...]
    killed: int
    injured: int


class Dispatch(Struct, frozen=True, kw_only=True):
    """A text in parts, with the slots that its title and lead were filled from."""

    language: str
    slots: dict[str, str]
    title: str
    lead: str
    toll: str | None
    details: tuple[str, ...]
    before: str = ""
    after: str = ""

    @property
    def text(self) -> str:
        """The body: paragraphs, a line each."""
        lead = f"{self.before}{self.lead}"
        return "\n".join(filter(None, (lead, self.toll, *self.details, self.after)))


def tell(happening: Happening, *, words: Words, language: str, rng: Random) -> Dispatch:
    """Return a dispatch of *happening*, as one agency words it."""
    slots = _slots(happening, words=words, language=language, rng=rng)
    facts = rng.sample(happening.facts, DETAILS)
    streets = [words.streets[number] for number in happening.streets]
    chosen = [
        _filled(words.texts.details[fact], _aside(slots, words, rng, streets=streets))
        for fact in facts
    ]
    background = _filled(rng.choice(words.texts.backgrounds), slots)
    return Dispatch(
        language=language,
        slots=slots,
        title=_filled(rng.choice(words.texts.titles), slots),
        lead=_filled(rng.choice(words.texts.leads), slots),
        toll=_filled(rng.choice(words.texts.tolls), slots),
        details=(*chosen, background),
    )


def tell_else(happening: Happening, *, words: Words, language: str, rng: Random) -> Dispatch:
    """Return news of the town of *happening* that reports no violence."""
    slots = _slots(happening, words=words, language=language, rng=rng)
    title, *lines = rng.sample(words.texts.noise, 4)
    streets = words.streets
    lines = [_filled(line, _aside(slots, words, rng, streets=streets)) for line in lines]
    title = _filled(title, _aside(slots, words, rng, streets=streets)).rstrip(".")
    return Dispatch(
        language=language, slots=slots, title=title, lead=lines[0], toll=None, details=(*lines[1:],)
    )


def edited(dispatch: Dispatch, *, words: Words, rng: Random) -> Dispatch:
    """Return *dispatch* as another publisher prints it: no figure, speaker or denial changed."""
    hands = (_retitled, _with_new_lead, _cut, _dated, _credited, _reworded)
    for hand in rng.sample(hands, rng.choice((1, 1, 2, 3))):
        dispatch = hand(dispatch, words, rng)
    return dispatch


def risen(happening: Happening, *, by: int) -> Happening:
    """Return *happening* with *by* more dead."""
    return replace(happening, killed=happening.killed + by)


def recounted(dispatch: Dispatch, happening: Happening, *, words: Words) -> Dispatch:
    """Return *dispatch* with the toll of *happening* in the place of its own, nothing else changed."""
    old, new = dispatch.slots["killed"], words.people.count(happening.killed)
    old_n, new_n = dispatch.slots["killed_n"], str(happening.killed)

    def changed(text: str) -> str:
        text = text.replace(old, new).replace(_capital(old), _capital(new))
        return " ".join(new_n if word == old_n else word for word in text.split(" "))

    slots = dispatch.slots | {"killed": new, "killed_n": new_n}
    return replace(
        dispatch, slots=slots, title=changed(dispatch.title), lead=changed(dispatch.lead)
    )


def denied(dispatch: Dispatch, *, words: Words, rng: Random) -> Dispatch:
    """Return *dispatch* with a denial added."""
    denial = _filled(rng.choice(words.texts.denials), dispatch.slots)
    return replace(dispatch, details=(denial, *dispatch.details))


def _slots(happening: Happening, *, words: Words, language: str, rng: Random) -> dict[str, str]:
    town, country = happening.town.named(language)
    means = words.means[happening.means]
    return {
        "town": town,
        "TOWN": town.upper(),
        "country": country,
        "weekday": words.weekdays[happening.at.weekday()],
        "means": means.name,
        "a_means": means.with_article,
        "spot": words.texts.spots[happening.spot],
        "killed": words.people.count(happening.killed),
        "injured": words.people.count(happening.injured),
        "killed_n": str(happening.killed),
        "source": rng.choice(words.sources),
        "other": rng.choice(words.others),
        "agency": rng.choice(words.agencies),
        "street": words.streets[rng.choice(happening.streets)],
    }


def _aside(
    slots: dict[str, str], words: Words, rng: Random, *, streets: Sequence[str]
) -> dict[str, str]:
    return slots | {"street": rng.choice(streets), "witness": rng.choice(words.witnesses)}


def _filled(template: str, slots: dict[str, str]) -> str:
    return _capital(template.format_map(slots))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _retitled(dispatch: Dispatch, words: Words, rng: Random) -> Dispatch:
    if dispatch.toll is None:
        return _credited(dispatch, words, rng)
    return replace(dispatch, title=_filled(rng.choice(words.texts.titles), dispatch.slots))


def _with_new_lead(dispatch: Dispatch, words: Words, rng: Random) -> Dispatch:
    if dispatch.toll is None:
        return _credited(dispatch, words, rng)
    return replace(dispatch, lead=_filled(rng.choice(words.texts.leads), dispatch.slots))


def _cut(dispatch: Dispatch, words: Words, rng: Random) -> Dispatch:
    kept = max(len(dispatch.details) - rng.choice((1, 2, 3)), 1)
    return replace(dispatch, details=dispatch.details[:kept])


def _dated(dispatch: Dispatch, words: Words, rng: Random) -> Dispatch:
    return replace(dispatch, before=words.dateline.format_map(dispatch.slots))


def _credited(dispatch: Dispatch, words: Words, rng: Random) -> Dispatch:
    return replace(dispatch, after=rng.choice(words.credits).format_map(dispatch.slots))


def _reworded(dispatch: Dispatch, words: Words, rng: Random) -> Dispatch:
    chosen = rng.sample(sorted(words.words), len(words.words) * 2 // 3)
    pairs = {word: words.words[word] for word in chosen}

    def changed(text: str) -> str:
        for word, other in pairs.items():
            text = text.replace(word, other)
        return text

    return replace(dispatch, details=tuple(map(changed, dispatch.details)))
