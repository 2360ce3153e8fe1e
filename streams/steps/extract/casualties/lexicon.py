"""The casualty and number words of a pack compiled to tables, once for each language."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, Literal, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from streams.languages.casualty_words import (
    CasualtyWords,
    Duals,
    Form,
    PartWords,
    PersonNoun,
    Trigger,
)
from streams.languages.pack import LanguagePack
from streams.records.report import CasualtyKind
from streams.text.numerals import NumberReader
from streams.text.phrases import phrase_words
from streams.text.shelf import Openers, openers
from streams.text.tokens import Token, Tokens

T = TypeVar("T")
_Phrases = dict[str | None, list[tuple[tuple[str, ...], T]]]
"""Phrases that begin alike: by their second word (None for none) the words behind it, longest first."""
GrammaticalNumber = Literal["one", "two", "many"]


_REMEMBERED = 1 << 16
"""Words whose readings a table keeps; a bound on memory, far above the words of a language."""


class Found(Struct, Generic[T], frozen=True):
    """A phrase of a table at tokens *start* to *end*, with what was written before its first word."""

    start: int
    end: int
    clitic: str
    value: T


class Table(Generic[T]):
    """Phrases by their first word; prefixes may stand before it where the table allows them."""

    def __init__(self, phrases: Iterable[tuple[str, T]], *, prefixes: Sequence[str] = ()) -> None:
        self._by_first: dict[str, _Phrases[T]] = {}
        for phrase, value in phrases:
            first, *rest = phrase_words(phrase)
            following = self._by_first.setdefault(first, {})
            following.setdefault(rest[0] if rest else None, []).append((tuple(rest[1:]), value))
        for following in self._by_first.values():
            for candidates in following.values():
                candidates.sort(key=lambda candidate: -len(candidate[0]))
        self.seconds = {first: following.keys() for first, following in self._by_first.items()}
        self.proclitics = tuple(sorted(set(prefixes) - {""}, key=len, reverse=True))
        self._readings: dict[str, tuple[tuple[str, _Phrases[T]], ...]] = {}

    def at(self, tokens: Sequence[Token], start: int, *, end: int) -> Found[T] | None:
        """Return the longest phrase at token *start* that ends by *end*; without prefix first."""
        text = tokens[start].text
        readings = self._readings.get(text)
        if readings is None:
            if len(self._readings) >= _REMEMBERED:
                self._readings.clear()
            readings = self._readings[text] = self._split(text)
        if not readings:
            return None
        best: Found[T] | None = None
        second = start + 1
        for clitic, following in readings:
            longer = following.get(tokens[second].text) if second < end else None
            for words, value in longer or ():
                stop = second + 1 + len(words)
                if (
                    stop <= end
                    and (best is None or stop > best.end)
                    and (not words or _stands_at(words, tokens, second + 1))
                ):
                    best = Found(start, stop, clitic, value)
                    break
            if best is None and None in following:
                best = Found(start, second, clitic, following[None][0][1])
        return best

    def anywhere(self, tokens: Tokens, start: int, end: int) -> Found[T] | None:
        """Return the first phrase that begins in tokens *start* to *end*."""
        for index in tokens.starting(self, start, end):
            found = self.at(tokens, index, end=end)
            if found is not None:
                return found
        return None

    def _split(self, word: str) -> tuple[tuple[str, "_Phrases[T]"], ...]:
        readings = []
        if word in self._by_first:
            readings.append(("", self._by_first[word]))
        for prefix in self.proclitics:
            if len(word) > len(prefix) + 1 and word.startswith(prefix):
                rest = word[len(prefix) :]
                if rest in self._by_first:
                    readings.append((prefix, self._by_first[rest]))
        return tuple(readings)


def _stands_at(words: tuple[str, ...], tokens: Sequence[Token], index: int) -> bool:
    for word in words:
        if tokens[index].text != word:
            return False
        index += 1
    return True


class NounForm(Struct, frozen=True):
    """A form of a noun: one, two or many people, or, of a family, one family."""

    noun: PersonNoun
    number: GrammaticalNumber
    accusative: bool = False


class TriggerForm(Struct, frozen=True):
    """A trigger with the form that says where its people stand.

    *otherwise* is what the same words tell where none of *closes* follows ("lost" without "lives").
    """

    trigger: Trigger
    form: Form
    closes: frozenset[str]
    otherwise: "TriggerForm | None" = None


class Lexicon(Struct, frozen=True, kw_only=True, eq=False):
    """Everything the casualty rules look up, compiled.

    The *opens_…* are the words that what tells of people, of a figure's context, or of nobody
    harmed may begin with; *opens_special* those of people that are told neither by a figure nor by
    a noun.
    """

    numbers: NumberReader
    words: CasualtyWords
    nouns: Table[NounForm]
    triggers: Table[TriggerForm]
    parts: Table[PartWords]
    things: Table[bool]
    repeats: Table[int]
    given_names: Table[bool]
    name_titles: Table[bool]
    describing: frozenset[str]
    all_of_them: frozenset[str]
    that: frozenset[str]
    beside: frozenset[str]
    ordinals: frozenset[str]
    sequels: Table[bool]
    wars: frozenset[str]
    forces: Table[str]
    names: Table[bool]
    negators: Table[bool]
    trigger_negators: Table[bool]
    unknowns: Table[bool]
    absences: Table[CasualtyKind]
    ranks: Table[bool]
    past_months: Table[int]
    ago: frozenset[str]
    ago_units: frozenset[str]
    damage_only: Table[bool]
    joint: Table[bool]
    of: Table[bool]
    of_them: Table[bool]
    another: Table[bool]
    joiners: Table[bool]
    joined_before: Table[bool]
    reflexives: frozenset[str]
    also: frozenset[str]
    agents: frozenset[str]
    fillers: Table[bool]
    earlier: Table[bool]
    history: Table[bool]
    unconfirmed: Table[bool]
    unconfirmed_this: Table[bool]
    denying: Table[bool]
    since: frozenset[str]
    since_recent: frozenset[str]
    superlatives: frozenset[str]
    stops: frozenset[str]
    links: frozenset[str]
    prepositions: frozenset[str]
    determiners: frozenset[str]
    articles: frozenset[str]
    both: frozenset[str]
    they: Table[bool]
    he: frozenset[str]
    them: frozenset[str]
    until: frozenset[str]
    raising: Table[bool]
    pluperfect: frozenset[str]
    themselves: frozenset[str]
    speech: frozenset[str]
    existential: frozenset[str]
    alternatives: frozenset[str]
    own_verbs: frozenset[str]
    spared: frozenset[str]
    nobodies: Table[bool]
    contrasts: frozenset[str]
    their_bodies: Table[bool]
    copulas: frozenset[str]
    exceptions: frozenset[str]
    denied_words: frozenset[str]
    any_at_all: frozenset[str]
    denials: frozenset[str]
    doubting: frozenset[str]
    opening_history: Table[bool]
    recalling: frozenset[str]
    relatives: frozenset[str]
    name_heads: frozenset[str]
    joiner_prefixes: tuple[str, ...]
    dative_prefixes: frozenset[str]
    definite_prefixes: tuple[str, ...]
    governing_prefixes: frozenset[str]
    age_words: frozenset[str]
    follows_joined: frozenset[str]
    located: frozenset[str]
    auxiliaries: frozenset[str]
    denial_continues: frozenset[str]
    definite_articles: frozenset[str]
    definite_prefix: str
    opens_people: Openers = Openers()
    opens_special: Openers = Openers()
    opens_context: Openers = Openers()
    opens_absence: Openers = Openers()


_COMPILED: dict[str, Lexicon] = {}


def lexicon_of(pack: LanguagePack) -> Lexicon:
    """Return the compiled lexicon of *pack*; the same one each time for the same data."""
    compiled = _COMPILED.get(pack.script.language)
    if compiled is None or compiled.words is not pack.casualties:
        compiled = _COMPILED[pack.script.language] = _compile(pack)
    return compiled


def _compile(pack: LanguagePack) -> Lexicon:
    words, prefixes = pack.casualties, pack.script.proclitics
    joining = tuple(phrase_words(word)[0] for word in words.joiners if len(word) == 1)
    definite = next((p for p in prefixes if p == "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER LAM}"), "")
    # A verb takes only "and" before it; a noun any prefix.
    conjunctions = [p for p in prefixes if len(p) == 1 and p != "\N{ARABIC LETTER KAF}"]

    def table(phrases: Iterable[str], *, prefixes: Sequence[str] = conjunctions) -> Table[bool]:
        return Table(((phrase, True) for phrase in phrases), prefixes=prefixes)

    def single(phrases: Iterable[str]) -> frozenset[str]:
        return frozenset(phrase_words(phrase)[0] for phrase in phrases)

    lexicon = Lexicon(
        numbers=NumberReader(pack.numbers, proclitics=prefixes),
        words=words,
        nouns=Table(_noun_forms(words.nouns, words.duals), prefixes=prefixes),
        triggers=Table(
            _trigger_forms(words),
            prefixes=conjunctions,
        ),
        parts=Table(
            ((phrase, p) for p in words.parts for phrase in p.words), prefixes=conjunctions
        ),
        things=Table(
            [(word, True) for word in words.things] + [(word, False) for word in words.not_things],
            prefixes=prefixes,
        ),
        repeats=Table(
            (phrase, int(times)) for times, some in words.repeats.items() for phrase in some
        ),
        given_names=table(words.given_names, prefixes=[p for p in conjunctions if p in joining]),
        name_titles=table(words.name_titles, prefixes=prefixes),
        describing=single(words.describing),
        all_of_them=single(words.all_of_them),
        that=single(words.that),
        beside=single(words.beside),
        ordinals=single(words.ordinals),
        sequels=table(words.sequels),
        wars=single(words.wars),
        forces=Table(
            [(word, "combatant") for word in words.forces]
            + [(word, "police") for word in words.police_forces]
        ),
        names=table(words.names, prefixes=prefixes),
        negators=table(words.negators),
        trigger_negators=table(words.trigger_negators),
        unknowns=table(words.unknowns),
        absences=Table(
            [(phrase, "killed_or_injured") for phrase in words.absences]
            + [(phrase, kind) for kind, some in words.absences_of.items() for phrase in some],
            prefixes=conjunctions,
        ),
        ranks=table(words.ranks, prefixes=()),
        past_months=Table((phrase, n) for n, phrase in enumerate(words.past_months, 1)),
        ago=single(words.ago),
        ago_units=single(words.ago_units),
        damage_only=table(words.damage_only),
        joint=table(words.joint),
        of=table(words.of, prefixes=()),
        of_them=table(words.of_them, prefixes=()),
        another=table(words.another, prefixes=()),
        joiners=table(words.joiners, prefixes=()),
        joined_before=table(words.joined_before, prefixes=()),
        reflexives=single(words.reflexives),
        also=single(words.also),
        agents=single(words.agents),
        fillers=table(words.fillers, prefixes=()),
        earlier=table(words.earlier, prefixes=prefixes),
        history=table(words.history),
        unconfirmed=table(words.unconfirmed),
        unconfirmed_this=table(words.unconfirmed_this),
        denying=table(words.denying),
        since=single(words.since),
        since_recent=single(words.since_recent),
        superlatives=single(words.superlatives),
        stops=single(words.stops),
        links=single(words.links),
        prepositions=single(words.prepositions),
        determiners=single(words.determiners),
        articles=single(words.articles),
        both=single(words.both),
        they=table(words.they, prefixes=()),
        he=single(words.he),
        them=single(words.them),
        until=single(words.until),
        raising=table(words.raising),
        pluperfect=single(words.pluperfect),
        themselves=single(words.themselves),
        speech=single(words.speech),
        existential=single(words.existential),
        alternatives=single(words.alternatives),
        own_verbs=single(words.own_verbs),
        spared=single(words.spared),
        nobodies=table(words.nobodies),
        contrasts=single(words.contrasts),
        their_bodies=table(words.their_bodies, prefixes=()),
        copulas=single(words.copulas),
        exceptions=single(words.exceptions),
        denied_words=single(words.denied_words),
        any_at_all=single(words.any_at_all),
        denials=single(words.denials),
        doubting=single(words.doubting),
        opening_history=table(words.opening_history),
        recalling=single(words.recalling),
        relatives=single(words.relatives),
        name_heads=single(words.name_heads),
        joiner_prefixes=tuple(p for p in prefixes if any(p.startswith(j) for j in joining)),
        dative_prefixes=frozenset(words.dative_prefixes),
        definite_prefixes=words.definite_prefixes,
        governing_prefixes=frozenset(words.governing_prefixes),
        age_words=single(words.age_words),
        follows_joined=single(words.follows_joined),
        located=single(words.located),
        auxiliaries=single(words.auxiliaries),
        denial_continues=single(words.denial_continues),
        definite_articles=single(words.definite_articles),
        definite_prefix=definite,
    )
    return replace(
        lexicon,
        opens_people=openers(
            lexicon.numbers, lexicon.nouns, lexicon.another, lexicon.fillers, lexicon.repeats,
            lexicon.given_names, lexicon.they, lexicon.their_bodies,
            words=(
                lexicon.reflexives | lexicon.both | lexicon.articles | lexicon.determiners
                | lexicon.he | lexicon.themselves | lexicon.until
            ),
        ),
        opens_special=openers(
            lexicon.fillers, lexicon.repeats, lexicon.given_names, lexicon.they,
            lexicon.their_bodies,
            words=lexicon.he | lexicon.themselves | lexicon.until,
        ),
        opens_context=openers(
            lexicon.past_months, lexicon.history, lexicon.earlier, lexicon.unconfirmed,
            lexicon.unconfirmed_this, lexicon.denying, lexicon.sequels,
            words=lexicon.ago | lexicon.since | lexicon.wars,
        ),
        opens_absence=openers(
            lexicon.names, lexicon.unknowns, lexicon.absences, lexicon.damage_only,
            lexicon.negators, lexicon.nobodies,
            words=lexicon.name_heads | lexicon.any_at_all,
        ),
    )  # fmt: skip


def _trigger_forms(words: CasualtyWords) -> Iterator[tuple[str, TriggerForm]]:
    forms: dict[tuple[str, ...], TriggerForm] = {}
    # Those that need a closing word are tried first.
    for trigger in sorted(words.triggers, key=lambda one: bool(one.closes)):
        closes = frozenset(phrase_words(word)[0] for word in trigger.closes)
        for phrase in trigger.words:
            key = phrase_words(phrase)
            before = forms.get(key)
            if before is None or closes:
                forms[key] = TriggerForm(trigger, words.forms[trigger.form], closes, before)
    return ((" ".join(key), form) for key, form in forms.items())


def _noun_forms(nouns: Sequence[PersonNoun], duals: Duals) -> Iterator[tuple[str, NounForm]]:
    for noun in nouns:
        plurals = {phrase_words(plural)[0] for plural in noun.plural} if duals.endings else set()
        for plural in noun.plural:
            yield plural, NounForm(noun, "many")
            ending = duals.accusative
            if ending and " " not in plural and not plural.endswith(duals.no_accusative):
                yield plural + ending, NounForm(noun, "many")
        for dual in noun.dual:
            yield dual, NounForm(noun, "two")
        for singular in noun.singular:
            if singular in noun.plural:
                continue
            yield singular, NounForm(noun, "one")
            yield from _inflected(noun, singular, duals, plurals=plurals)


def _inflected(
    noun: PersonNoun, singular: str, duals: Duals, *, plurals: set[str]
) -> Iterator[tuple[str, NounForm]]:
    """Yield the duals of a one-word singular, and its accusative, where no plural looks the same."""
    if " " in singular:
        return
    link = duals.links.get(singular[-1])
    stem = singular[:-1] + link if link else singular
    for ending in duals.endings:
        if phrase_words(stem + ending)[0] not in plurals:
            yield stem + ending, NounForm(noun, "two")
    if duals.accusative and not link and not singular.endswith(duals.no_accusative):
        yield singular + duals.accusative, NounForm(noun, "one", accusative=True)
