"""Whom a noun phrase names as a speaker: a known body, a kind of source, an agency that relays."""

from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from streams.gazetteer.actors import ActorIndex
from streams.languages.attribution_words import Body, SpeakerWords
from streams.languages.pack import LanguagePack
from streams.records.report import Source, SourceKind
from streams.steps.extract.reading import Reading
from streams.text.phrases import PhraseBook, without_article

SPEAKS_FOR: frozenset[SourceKind] = frozenset({"military", "armed_group", "official", "police"})
LONGEST_NAME = 6
"""A phrase without a word that the lists know is a person's name up to so many tokens."""


JOINING = frozenset("-'.")
"""Marks that may stand within a name: "al-Kharaz", "D. Zba"."""


class Speakers(Struct, frozen=True, eq=False):
    """The bodies and kinds of speakers of a pack, compiled."""

    bodies: PhraseBook[tuple[Body, bool]]
    kinds: PhraseBook[SpeakerWords]
    order: dict[SourceKind, int]
    nameless: PhraseBook[bool]


@lru_cache
def speakers_of(pack: LanguagePack) -> Speakers:
    """Return the speakers of *pack*; the bool of a body tells that the words are its short name."""
    words, prefixes, article = pack.attribution, pack.script.proclitics, pack.strikes.article
    bodies = [(phrase, (body, False)) for body in words.bodies for phrase in body.words]
    bodies += [(phrase, (body, True)) for body in words.bodies for phrase in body.short]
    return Speakers(
        bodies=PhraseBook(without_article(bodies, article), proclitics=prefixes),
        kinds=PhraseBook(
            without_article(
                ((phrase, entry) for entry in words.speakers for phrase in entry.words), article
            ),
            proclitics=prefixes,
        ),
        order={entry.kind: place for place, entry in enumerate(words.speakers)},
        nameless=PhraseBook((phrase, True) for phrase in words.nameless),
    )


def agency_at(reading: Reading, index: int, *, end: int) -> Body | None:
    """Return the agency whose name begins at token *index*."""
    for match in speakers_of(reading.pack).bodies.at(reading.tokens, index, end=end):
        if match.value[0].agency:
            return match.value[0]
    return None


def read_speaker(
    reading: Reading,
    start: int,
    end: int,
    *,
    actors: ActorIndex,
    names: bool,
    any_words: bool = False,
) -> Source | None:
    """Return the source that tokens *start* to *end* name, None when they name none.

    *names*: a phrase of unknown words counts as a person's name; *any_words*: whatever it looks like.
    """
    speakers, tokens = speakers_of(reading.pack), reading.tokens
    body, agency, kinds = None, None, []
    for match in speakers.bodies.find(tokens, start=start, end=end):
        found, short = match.value
        if miscased(reading, match.start, match.end):
            continue
        if short and match.end - match.start < end - start - 1:
            continue
        if found.agency:
            agency = agency or found
        else:
            body = body or found
    kinds = [match.value for match in speakers.kinds.find(tokens, start=start, end=end)]
    named = actors.actors.find(tokens, start=start, end=end)
    actor = next((m for m in named if not miscased(reading, m.start, m.end)), None)
    kind: SourceKind
    bare = False
    if body:
        kind = body.kind
    elif kinds:
        kind = min((entry.kind for entry in kinds), key=lambda k: speakers.order[k])
    elif agency:
        kind = "media"
    elif actor or actors.states.find(tokens, start=start, end=end):
        kind = "armed_group" if actor and actor.value[0].kind != "state_forces" else "official"
        bare = True
    elif any_words or (names and is_name(reading, start, end)):
        kind = "unknown"
    else:
        return None
    anonymous = any(entry.anonymous for entry in kinds) or (
        bool(speakers.nameless.find(tokens, start=start, end=end))
        and not _has_name(reading, start, end)
    )
    known = body or (agency if kind == "media" else None)
    speaks_for = known.speaks_for if known else None
    if speaks_for is None and actor and kind in SPEAKS_FOR:
        speaks_for = actor.value[0].id
    return Source(
        id=known.id if known else None,
        name=known.name
        if known
        else _label("state" if bare else kind, actor.value[0].name if actor else None),
        quote=reading.quote(reading.span(start, end)),
        kind=kind,
        named=bool(body) or not anonymous,
        speaks_for=speaks_for,
        via=(agency.id,) if agency and agency is not known else (),
    )


def miscased(reading: Reading, start: int, end: int) -> bool:
    """Tell whether a short acronym stands in small letters, as the common word it looks like."""
    if end - start != 1 or len(reading.tokens[start].text) > 4:
        return False
    return reading.quote(reading.span(start, end)).islower()


def _has_name(reading: Reading, start: int, end: int) -> bool:
    """Tell whether two capitalised words in a row, the first aside, look like a person's name."""
    words = [reading.quote(reading.span(at, at + 1)) for at in range(start + 1, end)]
    capital = [word[:1].isupper() and not word.isupper() for word in words]
    return any(first and second for first, second in pairwise(capital))


def is_name(reading: Reading, start: int, end: int) -> bool:
    """Tell whether unknown words look like the name of a person.

    Where the script has capitals, the first word needs one.
    """
    tokens = reading.tokens[start:end]
    words = [token for token in tokens if token.kind == "word"]
    joined = all(token.kind == "word" or token.text in JOINING for token in tokens)
    if not words or len(words) > LONGEST_NAME or not joined:
        return False
    first = reading.quote(reading.span(start, start + 1))[:1]
    cased = first.lower() != first.upper()
    return first.isupper() if cased else len(words) > 1


def _label(kind: str, body: str | None) -> str:
    """Return an English name that names no private person."""
    label = "unnamed source" if kind == "unknown" else f"{kind.replace('_', ' ')} source"
    return f"{label} ({body})" if body else label
