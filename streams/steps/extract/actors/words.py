"""RoleWords: the words of a pack that tell who struck and who was hit, compiled."""

from functools import lru_cache

from msgspec import Struct

from streams.languages.pack import LanguagePack
from streams.text.phrases import PhraseBook, phrase_words

COMMAS = frozenset({",", "\N{ARABIC COMMA}"})


class RoleWords(Struct, frozen=True, eq=False):
    """The fields of `ActorWords` that give roles: phrases as books, single words as sets.

    *links* join actors ("and", a comma), *joining* are these and what may stand with them.
    """

    by: PhraseBook[bool]
    on: PhraseBook[bool]
    between: PhraseBook[bool]
    with_: PhraseBook[bool]
    claims: PhraseBook[bool]
    accuses: PhraseBook[bool]
    denies: PhraseBook[bool]
    suspects: PhraseBook[bool]
    passives: PhraseBook[bool]
    patrons: PhraseBook[bool]
    near: PhraseBook[bool]
    apart: PhraseBook[bool]
    duty: PhraseBook[bool]
    deeds: PhraseBook[str]
    not_done: frozenset[str]
    may_be_nouns: frozenset[str]
    articles: frozenset[str]
    says: frozenset[str]
    pronouns: frozenset[str]
    each_other: PhraseBook[bool]
    bounds: PhraseBook[bool]
    particles: PhraseBook[bool]
    split: frozenset[str]
    strife: frozenset[str]
    coordinating: frozenset[str]
    nobody: frozenset[str]
    prepositions: frozenset[str]
    quantities: PhraseBook[bool]
    undertakes: PhraseBook[bool]
    identifies: PhraseBook[bool]
    kills: frozenset[str]
    may_kill: frozenset[str]
    whens: PhraseBook[bool]
    own_forces: PhraseBook[bool]
    ambushes: frozenset[str]
    suffers: frozenset[str]
    that: frozenset[str]
    charges: PhraseBook[bool]
    announces: PhraseBook[bool]
    masdars: PhraseBook[bool]
    himself: PhraseBook[bool]
    own: PhraseBook[bool]
    resumptive: frozenset[str]
    participles: frozenset[str]
    in_return: PhraseBook[bool]
    about: frozenset[str]
    beside: PhraseBook[bool]
    repels: PhraseBook[bool]
    exchanges: PhraseBook[bool]
    auxiliaries: frozenset[str]
    relatives: frozenset[str]
    damaged: PhraseBook[bool]
    aims: PhraseBook[bool]
    attached: frozenset[str]
    facing: PhraseBook[bool]
    meanwhile: PhraseBook[bool]
    where: PhraseBook[bool]
    accusing_verbs: frozenset[str]
    quantifiers: frozenset[str]
    defenders: PhraseBook[bool]
    burdens: frozenset[str]
    inside: frozenset[str]
    died: frozenset[str]
    governs: PhraseBook[bool]
    not_on: PhraseBook[bool]
    plain_victims: frozenset[str]
    hitting_verbs: frozenset[str]
    aboard: frozenset[str]
    against: frozenset[str]
    fights: frozenset[str]
    charged: frozenset[str]
    not_backers: frozenset[str]
    of: frozenset[str]
    genitive: frozenset[str]
    agent: frozenset[str]
    links: frozenset[str]
    joining: frozenset[str]
    concealing: frozenset[str]
    crafts: frozenset[str]
    done_of: frozenset[str]
    and_with: frozenset[str]


@lru_cache
def role_words_of(pack: LanguagePack) -> RoleWords:
    """Return the compiled words of *pack*."""
    words, prefixes, linking = pack.actors, pack.script.proclitics, pack.strikes.linking

    def book(phrases: tuple[str, ...], *, clitics: tuple[str, ...] = linking) -> PhraseBook[bool]:
        return PhraseBook(((phrase, True) for phrase in phrases), proclitics=clitics)

    links = COMMAS | _set(words.links)
    return RoleWords(
        by=book(words.by),
        on=book(words.on),
        between=book(words.between, clitics=()),
        with_=book(words.with_),
        claims=book(words.claims),
        accuses=book(words.accuses),
        denies=book(words.denies),
        suspects=book(words.suspects),
        passives=book(words.passives),
        patrons=book(words.patrons, clitics=prefixes),
        near=book(words.near),
        apart=book(words.apart, clitics=prefixes),
        duty=book(words.duty, clitics=prefixes),
        deeds=PhraseBook(
            (
                (phrase, rule)
                for rule, phrases in (
                    ("verb_deed", (*words.deeds, *words.split)),
                    ("verb_slaying", words.slayings),
                    ("carry_throw", words.throws),
                    ("verb_subjected", words.sufferings),
                    ("verb_wrecking", words.wreckings),
                    ("clash_duel", words.duels),
                )
                for phrase in phrases
            ),
            proclitics=linking,
        ),
        not_done=_set(words.not_done),
        may_be_nouns=_set(words.may_be_nouns),
        articles=_set(words.articles),
        says=_set(words.says),
        pronouns=_set(words.pronouns),
        each_other=book(words.each_other),
        bounds=book(words.bounds),
        particles=book(words.particles),
        split=_set(words.split),
        strife=_set(words.strife),
        coordinating=_set((*words.and_, *words.then)),
        nobody=_set(words.nobody),
        prepositions=_set(words.prepositions),
        quantities=book(words.quantities, clitics=()),
        undertakes=book(words.undertakes),
        identifies=book(words.identifies, clitics=()),
        kills=_set(words.kills),
        may_kill=_set(words.may_kill),
        whens=book(words.whens),
        own_forces=book(words.own_forces),
        ambushes=_set(words.ambushes),
        suffers=_set(words.suffers),
        that=_set(words.that),
        charges=book(words.charges),
        announces=book(words.announces),
        masdars=book(words.masdars, clitics=prefixes),
        himself=book(words.himself, clitics=()),
        own=book(words.own),
        resumptive=_set(words.resumptive),
        participles=_set(words.participles),
        in_return=book(words.in_return),
        about=_set(words.about),
        beside=book(words.beside),
        repels=book(words.repels),
        exchanges=book(words.exchanges),
        auxiliaries=_set(words.auxiliaries),
        relatives=_set(words.relatives),
        damaged=book(words.damaged),
        aims=book(words.aims),
        attached=_set(words.attached),
        facing=book(words.facing),
        meanwhile=book(words.meanwhile),
        where=book(words.where, clitics=()),
        accusing_verbs=_set(words.accusing_verbs),
        quantifiers=_set(words.quantifiers),
        defenders=book(words.defenders, clitics=prefixes),
        burdens=_set(words.burdens),
        inside=_set(words.inside),
        died=_set(words.died),
        governs=book(words.governs, clitics=prefixes),
        not_on=book(words.not_on),
        plain_victims=_set(words.plain_victims),
        hitting_verbs=_set(words.hitting_verbs),
        aboard=_set(words.aboard),
        against=_set(words.against),
        fights=_set(words.fights),
        charged=_set(words.charged),
        not_backers=_set(words.not_backers),
        of=_set(words.of),
        genitive=_set(words.genitive),
        agent=_set(words.agent),
        links=links,
        done_of=_set(words.done_of),
        crafts=_set(words.crafts),
        concealing=_set(words.concealing),
        joining=links | _set(words.articles),
        and_with=_set((*words.and_, *words.and_with)),
    )


def _set(entries: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for entry in entries for word in phrase_words(entry))
