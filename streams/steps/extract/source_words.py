"""The words of saying of a pack, compiled."""

from functools import lru_cache
from typing import Literal

from msgspec import Struct

from streams.languages.pack import LanguagePack
from streams.text.phrases import PhraseBook, phrase_words

Role = Literal["say", "weak", "go_on", "according", "again", "relay"]


class SourceWords(Struct, frozen=True, eq=False):
    """`AttributionWords` compiled: phrases by where they are looked for, single words as sets."""

    verbs: PhraseBook[frozenset[Role]]
    filled: PhraseBook[bool]
    openers: PhraseBook[bool]
    that: PhraseBook[bool]
    stops: PhraseBook[bool]
    told: PhraseBook[bool]
    titles: PhraseBook[bool]
    skipped: PhraseBook[bool]
    pronouns: PhraseBook[bool]
    origins: PhraseBook[bool]
    unverified: PhraseBook[bool]
    further: PhraseBook[bool]
    as_said: PhraseBook[bool]
    figures: frozenset[str]
    responsibility: frozenset[str]
    skipped_words: frozenset[str]
    says_to: frozenset[str]
    clause_heads: frozenset[str]
    relatives: frozenset[str]
    possessives: frozenset[str]
    being: frozenset[str]
    joiners: frozenset[str]
    prepositions: frozenset[str]


@lru_cache
def words_of(pack: LanguagePack) -> SourceWords:
    """Return the words of saying of *pack*, the same object for the same pack."""
    words, prefixes = pack.attribution, pack.script.proclitics
    roles: dict[str, set[Role]] = {}
    lists: tuple[tuple[Role, tuple[str, ...]], ...] = (
        ("say", words.say),
        ("weak", words.weak),
        ("go_on", words.go_on),
        ("according", words.according),
        ("again", words.according_again),
        ("relay", words.relay),
    )
    for role, phrases in lists:
        for phrase in phrases:
            roles.setdefault(phrase, set()).add(role)
    linking = pack.strikes.linking

    def book(phrases: tuple[str, ...]) -> PhraseBook[bool]:
        return PhraseBook(((phrase, True) for phrase in phrases), proclitics=prefixes)

    return SourceWords(
        verbs=PhraseBook(
            ((phrase, frozenset(kinds)) for phrase, kinds in roles.items()), proclitics=linking
        ),
        filled=book(words.filled),
        openers=PhraseBook(((phrase, True) for phrase in words.openers), proclitics=linking),
        that=PhraseBook(((phrase, True) for phrase in words.that), proclitics=linking),
        stops=book(words.stops),
        told=PhraseBook((phrase, True) for phrase in words.told if len(phrase) > 2),
        titles=book(words.titles),
        skipped=book(words.skipped),
        pronouns=book(words.pronouns),
        origins=PhraseBook((phrase, True) for phrase in words.relayed_from),
        unverified=book(words.unverified),
        further=book(words.further),
        as_said=book(words.as_said),
        figures=_single(words.figures),
        responsibility=_single(words.responsibility),
        skipped_words=frozenset(word for word in words.skipped if " " not in word),
        says_to=_single(words.says_to),
        clause_heads=_single(words.clause_heads),
        relatives=_single(words.relatives),
        possessives=_single(words.possessives),
        being=_single(words.being),
        joiners=_single(words.joiners),
        prepositions=_single(words.prepositions),
    )


def _single(phrases: tuple[str, ...]) -> frozenset[str]:
    """Return the folded words of *phrases*."""
    return frozenset(word for phrase in phrases for word in phrase_words(phrase))
