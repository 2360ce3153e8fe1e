"""ActorWords: the typed shape of `actors.toml`, the words that tell who struck and who was hit."""

from typing import Literal

from msgspec import Struct

from streams.records.report import ActorKind, ObjectKind


class ObjectWords(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Things hit of one *kind*, with an English *name* for them."""

    kind: ObjectKind
    name: str
    words: tuple[str, ...]


class PeopleWords(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """People without a name of their own.

    *armed*: they may be the ones who strike ("gunmen"). *state*: they are some state's forces
    ("soldiers"), of the state that an adjective or the text names.
    """

    id: str
    name: str
    kind: ActorKind
    words: tuple[str, ...]
    armed: bool = False
    state: bool = False


class ActorWords(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, eq=False):
    """`actors.toml`.

    *adjective* says where an adjective stands by its noun, *doer* where the one who does it stands by the
    verb: "before" it, or "either" side, as in a verb-first language. *hit_are_targets*: forces and single persons hit are targets of an
    act that tells no other. *forces* are nouns of a state's armed
    bodies, *means* what strikes for one ("warplanes"), *fillers* what may stand between them and
    the adjective. *feminine* and *plural* endings make an adjective's other forms. *bare* forces
    stand for those of the country the text is about. *heads* begin a group's name. *by* comes
    before the one who did it, *on* before what was hit, *between* and *with* before sides.
    *claims*, *accuses*, *denies*, *suspects*: how sure the text is of an attacker. *event_owner*
    are prefixes that give an act its doer (غارة للتحالف). *passives* before a verb turn its roles, *prepositions* before
    a country keep it from being the subject of a verb.
    *patrons* come before a backer. *near* and "in" come before the thing where something went off.
    *apart*: behind them a thing is no object any more ("hit a car near the school"). *belonging*
    joins fighters to their group. *duty* is what is denied ("responsibility"), *nobody* the words
    that say that none claimed it. *boundaries* end a name or a clause. *vague* things are targets
    only with words that describe them ("positions", مواقع), *owned* things unless an owner follows; phrases of *no_things* name none (البيت الأبيض).

    *object_endings* are endings that a thing may have (a pronoun, a dual), before which *stems*
    change its last letter. *determiners* begin a thing that no list knows ("a", "two"), unless one
    of *no_objects* is in it; *times* end it ("a day"). Single words: *police* among the forces. *plain_victims* killed are a figure and no target. *kills* are act words that take the killer and the
    killed, *fights* those that stand between two sides, *hitting_verbs* those before their doer
    (اغتالت). *of* comes before a dead man's side, *genitive* joins a noun to what was struck
    ("shelling of"), *agent* makes the verb before it passive ("by"). *aboard* comes before what
    gunmen ride, *against* also tells whom they fight. *charged* accuses only the one right behind
    it. *not_backers* undo a patron ("-based"). *links* join two actors as a comma does, with
    *articles* between; *and_with* joins the sides of a clash. Prefixes: *fused_articles* hold the
    article (لل), *preposition_prefixes* make a noun no subject, *not_described* begin words that
    describe no thing before them. *may_kill* are act words that take a killer only
    where one of *quantities*, a figure or people follow as their object. Words of accusing that are *burdens* need a word of *duty* behind them (حمّلت حماس المسؤولية).
    What stands *inside* is no subject (نقيب في الشرطة).
    *quantifiers*
    describe no vague thing ("several positions"). *defenders* shoot down and attack nobody. Endings: *nominatives* of
    people who do what the verb before them says, *peoples* of adjectives for many people; *feminine_verbs* are the
    first and the last letter of verbs whose doer may be a state.
    Words of *where* do not part a doer from the verb.
    Who *announces* one of *masdars*, nouns of deeds ("the shelling of"), or that "he" (*himself*) did one, did it, unless it
    befell his *own*. One of *participles* has the doer of the verb before it (مستهدفا); one of *resumptive* behind a verb of
    suffering means the act before it (هجوم تعرضت له وحدة). *relatives* begin what tells more of a doer (التي),
    an act behind one of *in_return* is what another answers (ردا على), *about* stands between who announces and the deed (عن);
    *pairs* are nouns for two groups that are named behind them (قبيلتي), *back* those that mean the group named last (الحركة);
    *exchanges* are verbs of two who fire at, or accuse, each other (تبادل); who *repels* an attack is no attacker (تصدى).
    A list of things struck ends at words of *beside* (قرب).
    *auxiliaries* stand between a thing and its verb (قد). A thing beside a word of *damaged* was hit, as was what follows one of *aims* ("the target was").
    *attached* words say whose an actor is and do not part it from the next (الموالية لها), *meanwhile* not what is
    *apart* but when. *facing* a thing is near it where a bomber went there.
    One right behind one of *accusing_verbs* that opens its clause accuses.
    Those who *died* before a verb are not its subject. What *governs*
    the "on" behind it keeps that from naming what was hit, as do phrases that *on* begins and are *not_on*.
    *instrument_prefixes* name the means. Who *undertakes* an act does it ("proceeded to shell", قام بقصف).
    *titles* come before a group's name ("the gang …"). Nouns *done_of* come before "of" and the doer ("raids of the …").
    A bomb that is *concealing* words in a vehicle did not hit that ("hidden in a van"). *crafts* have people in
    them, who are hit when they are shot down. Verbs with one of *active_endings* are active behind "were".
    *identifies* stands between the doer and the verb (هي التي). *accusative_agrees* are endings of what describes a noun with the first of
    them (منزلا سكنيا); *adjectival* are those of adjectives to many things (قرى حدودية, not قرى الساحل).

    Verbs that take the doer and the one struck, whether or not they tell alone that an act happened:
    *deeds* are done to things and people ("seized", "torched"), *slayings* to people ("shot dead"),
    *wreckings* to things that are a target where no other is told ("burned");
    *throws* take the doer and a weapon ("planted"), *sufferings* the one struck before them ("came
    under fire"). None counts behind one of *not_done* ("to seize");
    one of *may_be_nouns* ("ambush") only between a doer and what it was done to.
    Behind *says* a verb whose doer is one of *pronouns* is claimed by the speaker ("said it had
    struck"). *possessives* are endings that make a name an owner ("'s"). A thing with one of
    *describing* right behind it only describes that ("hospital officials"), one in *not_things* is none ("West Bank");
    fighters with one of *grounds* behind them only say whose it is ("rebel territory").
    """

    adjective: Literal["before", "after"]
    doer: Literal["before", "either"]
    hit_are_targets: bool = False
    endings: tuple[str, ...] = ()
    forces: tuple[str, ...]
    means: tuple[str, ...]
    fillers: tuple[str, ...]
    bare: tuple[str, ...]
    heads: tuple[str, ...]
    by: tuple[str, ...]
    on: tuple[str, ...]
    between: tuple[str, ...]
    with_: tuple[str, ...]
    and_: tuple[str, ...]
    of: tuple[str, ...]
    claims: tuple[str, ...]
    accuses: tuple[str, ...]
    denies: tuple[str, ...]
    suspects: tuple[str, ...]
    event_owner: tuple[str, ...] = ()
    prepositions: tuple[str, ...] = ()
    passives: tuple[str, ...] = ()
    patrons: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    belonging: tuple[str, ...] = ()
    duty: tuple[str, ...] = ()
    nobody: tuple[str, ...] = ()
    boundaries: tuple[str, ...]
    object_endings: tuple[str, ...] = ()
    stems: dict[str, str] = {}
    determiners: tuple[str, ...] = ()
    no_objects: tuple[str, ...] = ()
    police: tuple[str, ...] = ()
    plain_victims: tuple[str, ...] = ()
    kills: tuple[str, ...] = ()
    may_kill: tuple[str, ...] = ()
    whens: tuple[str, ...] = ()
    own_forces: tuple[str, ...] = ()
    ambushes: tuple[str, ...] = ()
    suffers: tuple[str, ...] = ()
    that: tuple[str, ...] = ()
    charges: tuple[str, ...] = ()
    place_heads: tuple[str, ...] = ()
    announces: tuple[str, ...] = ()
    masdars: tuple[str, ...] = ()
    himself: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    resumptive: tuple[str, ...] = ()
    participles: tuple[str, ...] = ()
    in_return: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    pairs: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    repels: tuple[str, ...] = ()
    exchanges: tuple[str, ...] = ()
    back: tuple[str, ...] = ()
    auxiliaries: tuple[str, ...] = ()
    relatives: tuple[str, ...] = ()
    damaged: tuple[str, ...] = ()
    aims: tuple[str, ...] = ()
    attached: tuple[str, ...] = ()
    facing: tuple[str, ...] = ()
    meanwhile: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    accusing_verbs: tuple[str, ...] = ()
    quantifiers: tuple[str, ...] = ()
    defenders: tuple[str, ...] = ()
    nominatives: tuple[str, ...] = ()
    peoples: tuple[str, ...] = ()
    feminine_verbs: tuple[str, str] = ("", "")
    burdens: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()
    died: tuple[str, ...] = ()
    governs: tuple[str, ...] = ()
    not_on: tuple[str, ...] = ()
    instrument_prefixes: tuple[str, ...] = ()
    quantities: tuple[str, ...] = ()
    undertakes: tuple[str, ...] = ()
    identifies: tuple[str, ...] = ()
    hitting_verbs: tuple[str, ...] = ()
    aboard: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    fights: tuple[str, ...] = ()
    charged: tuple[str, ...] = ()
    not_backers: tuple[str, ...] = ()
    genitive: tuple[str, ...] = ()
    agent: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    and_with: tuple[str, ...] = ()
    fused_articles: tuple[str, ...] = ()
    preposition_prefixes: tuple[str, ...] = ()
    not_described: tuple[str, ...] = ()
    accusative_agrees: tuple[str, ...] = ()
    adjectival: tuple[str, ...] = ()
    vague: tuple[str, ...] = ()
    deeds: tuple[str, ...] = ()
    slayings: tuple[str, ...] = ()
    throws: tuple[str, ...] = ()
    sufferings: tuple[str, ...] = ()
    wreckings: tuple[str, ...] = ()
    not_done: tuple[str, ...] = ()
    may_be_nouns: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    pronouns: tuple[str, ...] = ()
    possessives: tuple[str, ...] = ()
    describing: tuple[str, ...] = ()
    not_things: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()
    tails: tuple[str, ...] = ()
    active_endings: tuple[str, ...] = ()
    concealing: tuple[str, ...] = ()
    done_of: tuple[str, ...] = ()
    crafts: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    in_names: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    each_other: tuple[str, ...] = ()
    then: tuple[str, ...] = ()
    bounds: tuple[str, ...] = ()
    duels: tuple[str, ...] = ()
    split: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()
    strife: tuple[str, ...] = ()
    owned: tuple[str, ...] = ()
    no_things: tuple[str, ...] = ()
    objects: tuple[ObjectWords, ...]
    people: tuple[PeopleWords, ...]
