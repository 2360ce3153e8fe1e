"""Mention: an actor or a thing that a text names; and the nouns of a pack by which it is known."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Literal, TypeVar

from msgspec import Struct

from streams.gazetteer.actors import Actor, ActorIndex
from streams.languages.actor_words import ObjectWords, PeopleWords
from streams.languages.pack import LanguagePack
from streams.records.report import ActorKind, ObjectKind
from streams.text.phrases import PhraseBook, phrase_words, without_article
from streams.text.shelf import Openers, openers

EntryT = TypeVar("EntryT", ObjectWords, PeopleWords)
SETTLEMENT = "village"
"""The name of inhabited places among things: an act in one did not hit it."""
INHABITED = frozenset({SETTLEMENT, "residential area"})
"""Names of things that a place's name may follow: "the villages of the coast"."""
SHORTEST_STEM = 3
"""A noun with fewer letters takes no endings: too many other words look like it."""
MentionKind = Literal["armed", "state", "adjective", "people", "object"]
SIDES = frozenset({"armed", "state"})
"""Kinds of mentions that may strike."""
STRUCK = frozenset({"object", "people"})
"""Kinds of mentions that are struck where they stand behind an act."""
UNNAMED = frozenset({"militants", "unidentified-gunmen"})
"""Fighters of whom the text does not say whose they are."""
GUNMEN, OFFICIALS = "unidentified-gunmen", "officials"
SHOT_DOWN = frozenset({"missile", "rocket", "drone", "mortar", "unknown"})
"""Weapons that are shot down, and named after whose they are (صاروخ حوثي)."""


class Mention(Struct, frozen=True):
    """Tokens *start* to *end* name an actor or a thing; *clitic* stood before the first word."""

    start: int
    end: int
    kind: MentionKind
    id: str
    name: str
    actor_kind: ActorKind | None
    clitic: str = ""
    object: ObjectKind | None = None
    part_of: str | None = None
    home: tuple[str, ...] = ()


class Nouns(Struct, frozen=True, eq=False):
    """The nouns of a pack's `actors.toml`, compiled."""

    forces: PhraseBook[bool]
    means: PhraseBook[bool]
    fillers: PhraseBook[bool]
    bare: PhraseBook[bool]
    heads: PhraseBook[bool]
    boundaries: PhraseBook[bool]
    vague: PhraseBook[bool]
    owned: PhraseBook[bool]
    no_things: PhraseBook[bool]
    place_heads: frozenset[str]
    belonging: PhraseBook[bool]
    ends: frozenset[str]
    police: frozenset[str]
    objects: PhraseBook[ObjectWords]
    people: PhraseBook[PeopleWords]
    determiners: frozenset[str]
    no_objects: frozenset[str]
    describing: frozenset[str]
    not_things: PhraseBook[bool]
    grounds: frozenset[str]
    tails: frozenset[str]
    in_names: frozenset[str]
    titles: PhraseBook[bool]
    times: frozenset[str]
    pairs: frozenset[str]
    back: PhraseBook[bool]


def of_actor(actor: Actor, start: int, end: int, clitic: str) -> Mention:
    """Return the mention of *actor* in tokens *start* to *end*."""
    return Mention(
        start,
        end,
        "armed",
        actor.id,
        actor.name,
        actor.kind,
        clitic,
        part_of=actor.part_of,
        home=actor.home,
    )


@lru_cache
def nouns_of(pack: LanguagePack) -> Nouns:
    """Return the compiled nouns of *pack*."""
    words, prefixes, article = pack.actors, pack.script.proclitics, pack.strikes.article

    def book(phrases: tuple[str, ...]) -> PhraseBook[bool]:
        return PhraseBook(
            without_article(((phrase, True) for phrase in phrases), article), proclitics=prefixes
        )

    return Nouns(
        forces=book(words.forces),
        means=book(words.means),
        fillers=book(words.fillers),
        bare=book((*words.bare, *(w + end for w in words.bare for end in words.possessives))),
        heads=PhraseBook(((phrase, True) for phrase in words.heads), proclitics=prefixes),
        boundaries=PhraseBook((phrase, True) for phrase in words.boundaries),
        vague=book((*words.vague, *(w + end for w in words.vague for end in words.object_endings))),
        owned=book(words.owned),
        no_things=book(words.no_things),
        place_heads=frozenset(w for entry in words.place_heads for w in phrase_words(entry)),
        belonging=book(words.belonging),
        ends=frozenset(
            word
            for entries in (words.prepositions, words.fillers, words.apart, words.duty)
            for entry in entries
            for word in phrase_words(entry)
        ),
        police=frozenset(word for entry in words.police for word in phrase_words(entry)),
        objects=PhraseBook(
            without_article(_formed(words.objects, pack, endings=words.object_endings), article),
            proclitics=prefixes,
        ),
        people=PhraseBook(
            without_article(_formed(words.people, pack, endings=()), article),
            proclitics=prefixes,
        ),
        determiners=frozenset(w for entry in words.determiners for w in phrase_words(entry)),
        no_objects=frozenset(w for entry in words.no_objects for w in phrase_words(entry)),
        not_things=book(words.not_things),
        grounds=frozenset(w for entry in words.grounds for w in phrase_words(entry)),
        describing=frozenset(w for entry in words.describing for w in phrase_words(entry)),
        tails=frozenset(w for entry in words.tails for w in phrase_words(entry)),
        back=PhraseBook(((phrase, True) for phrase in words.back), proclitics=prefixes),
        pairs=frozenset(w for entry in words.pairs for w in phrase_words(entry)),
        times=frozenset(w for entry in words.times for w in phrase_words(entry)),
        titles=PhraseBook((phrase, True) for phrase in words.titles),
        in_names=frozenset(w for entry in words.in_names for w in phrase_words(entry)),
    )


def _formed(
    entries: tuple[EntryT, ...], pack: LanguagePack, *, endings: tuple[str, ...]
) -> Iterable[tuple[str, EntryT]]:
    """Yield every phrase of *entries* in its forms, those that the pack gives first.

    A single word takes *endings*; further words may have the article.
    """
    article = pack.strikes.article
    seen = {phrase for entry in entries for phrase in entry.words}
    yield from ((phrase, entry) for entry in entries for phrase in entry.words)
    for entry in entries:
        for phrase in entry.words:
            first, *rest = phrase.split()
            forms = [f"{_stem(first, pack)}{end}" for end in endings if not rest]
            forms = forms if len(first) >= SHORTEST_STEM else []
            if article and rest:
                articled: list[str] = [w if w.startswith(article) else article + w for w in rest]
                forms.append(" ".join((first, *articled)))
            for form in forms:
                if form not in seen:
                    seen.add(form)
                    yield form, entry


def _stem(word: str, pack: LanguagePack) -> str:
    """Return *word* as it stands before an ending."""
    for last, before in pack.actors.stems.items():
        if word.endswith(last):
            return word.removesuffix(last) + before
    return word


@lru_cache(maxsize=32)
def openers_of(nouns: Nouns, index: ActorIndex) -> Openers:
    """Return what the mentions of *nouns* and *index* begin with."""
    return openers(
        index.actors,
        index.states,
        index.adjectives,
        nouns.objects,
        nouns.people,
        nouns.forces,
        nouns.means,
        nouns.bare,
        nouns.heads,
        nouns.not_things,
        nouns.back,
        nouns.titles,
        words=(tail + ending for tail in nouns.tails for ending in ("", "'s")),
    )
