"""Mention: an actor or a thing that a text names; and the nouns of a pack by which it is known."""

from functools import lru_cache
from typing import Literal

from msgspec import Struct

from streams.gazetteer.actors import Actor, ActorIndex
from streams.languages.actor_words import ObjectWords, PeopleWords
from streams.languages.pack import LanguagePack
from streams.records.report import ActorKind, ObjectKind
from streams.text.phrases import WORDS_REMEMBERED, PhraseBook, phrase_words, without_article

MentionKind = Literal["armed", "state", "adjective", "people", "object"]
SIDES = frozenset({"armed", "state"})
"""Kinds of mentions that may strike."""
UNNAMED = frozenset({"militants", "unidentified-gunmen"})
"""Fighters of whom the text does not say whose they are."""


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
    belonging: PhraseBook[bool]
    ends: frozenset[str]
    police: frozenset[str]
    objects: PhraseBook[ObjectWords]
    people: PhraseBook[PeopleWords]


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
        bare=book(words.bare),
        heads=PhraseBook(((phrase, True) for phrase in words.heads), proclitics=prefixes),
        boundaries=PhraseBook((phrase, True) for phrase in words.boundaries),
        vague=book(words.vague),
        belonging=book(words.belonging),
        ends=frozenset(
            word
            for entries in (words.prepositions, words.fillers, words.apart)
            for entry in entries
            for word in phrase_words(entry)
        ),
        police=frozenset(word for entry in words.police for word in phrase_words(entry)),
        objects=PhraseBook(
            without_article(
                ((phrase, entry) for entry in words.objects for phrase in entry.words), article
            ),
            proclitics=prefixes,
        ),
        people=PhraseBook(
            without_article(
                ((phrase, entry) for entry in words.people for phrase in entry.words), article
            ),
            proclitics=prefixes,
        ),
    )


@lru_cache(maxsize=WORDS_REMEMBERED)
def may_begin(nouns: Nouns, index: ActorIndex, word: str) -> bool:
    """Tell whether a mention may begin at the folded *word*."""
    books = (
        index.actors,
        index.states,
        index.adjectives,
        nouns.objects,
        nouns.people,
        nouns.forces,
        nouns.means,
        nouns.bare,
        nouns.heads,
    )
    return any(book.begins(word) for book in books)
