"""CasualtyWords: the typed shape of `casualties.toml`, the words that tell who came to harm.

Words are spelled as a writer spells them; spellings that folding unifies need one entry.
"""

from typing import Literal

from msgspec import Struct

from streams.records.report import CasualtyKind, Side

VictimClass = Literal[
    "civilian", "combatant", "child", "woman", "medic", "journalist", "elderly", "rescuer",
    "aid_worker", "police", "detainee", "worker", "official", "soldier", "militant",
]  # fmt: skip


class PersonNoun(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A noun that counts people.

    *classes* are what it says of them; *kind* is what happened to them where the noun itself says
    so ("wounded", قتلى); *absent* is the kind that its absence denies ("no casualties").
    *family*: one of it is several people. *others*: it says only that they are more of those told
    before. *plural_only_counts*: a bare singular is not one person (إصابة is also "hitting").
    *bodies*: dead that may be counted before. *side* where the noun tells it. *adjective*: the word qualifies
    other nouns too ("Iraqi"), so alone it counts only beside its verb.
    """

    singular: tuple[str, ...] = ()
    dual: tuple[str, ...] = ()
    plural: tuple[str, ...] = ()
    classes: tuple[VictimClass, ...] = ()
    kind: CasualtyKind | None = None
    absent: CasualtyKind | None = None
    side: Side = "unknown"
    family: bool = False
    others: bool = False
    bodies: bool = False
    never_bare: bool = False
    adjective: bool = False


class Form(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Where the people stand that a verb or noun of this form speaks of.

    *after* and *before*: how many words may stand between (-1: never there); the costs are added
    to that distance when several readings compete, the cheapest wins. *link*: a figure after it
    needs one of the link words before it ("toll rose **to** 12"). *bare*: how many words may stand
    before people without a figure. *names*: a word after it that no list knows is one person's name.
    *settles*: a plural before it that may be a dual is so many. *agent_endings*: a noun behind it with one of them is who did it.
    *weak*: what the noun itself says of its people goes before (سقوط جرحى).
    *single*: one person right behind it needs no number ("kidnapped **a priest**"), whatever *bare* is.
    *adjective*: between a figure and its noun it says what happened to them ("16 wounded people").
    """

    after: int = -1
    before: int = -1
    after_cost: int = 0
    before_cost: int = 0
    bare: int = 1
    link: bool = False
    names: bool = False
    adjective: bool = False
    single: bool = False
    weak: bool = False
    agent_endings: tuple[str, ...] = ()
    settles: int = 0


class Trigger(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words of one *form* that say what happened to people.

    *closes*: words that must follow ("lost … life", لقي … حتفه). *among*: it names a group already
    told ("among the dead"), of which its people are part.
    """

    kind: CasualtyKind
    form: str
    words: tuple[str, ...]
    closes: tuple[str, ...] = ()
    among: bool = False
    needs_person: bool = False


class PartWords(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words that begin or close a part of a figure ("including", "among them", بينهم).

    *one*: the words count one themselves ("one of them", أحدهم). *most*: they say most of them.
    *where*: the part stands `after` them, or `before` ("two women among them").
    """

    words: tuple[str, ...]
    where: Literal["after", "before", "either"] = "after"
    one: bool = False


class Duals(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How a dual is made of a singular: *endings* behind it, its last letter changed by *links*.

    A form that is also a listed plural stays a plural, but is two where a word that ends in *pronoun*
    ("the wounds of **both**") follows it. *accusative* is added to a
    singular or plural that does not end in one of *no_accusative*.
    """

    endings: tuple[str, ...] = ()
    links: dict[str, str] = {}
    accusative: str = ""
    pronoun: str = ""
    no_accusative: tuple[str, ...] = ()


class CasualtyWords(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`casualties.toml`.

    *things* are counted nouns that are no people, *units* included; *not_things* begin like one and
    tell when ("on Sunday"). *forces* are armed bodies whose
    members count as combatants after *of*. *name_heads* before a word make it a name (a hospital
    of the martyrs). *names* are whole names. *negators* before a trigger or a casualty noun deny it;
    *unknowns* say that nothing is known of it; *absences* deny every casualty by themselves,
    *absences_of* those of one kind. *ranks* before a force or a class tell who the dead and hurt are.
    *past_months*, January to December, speak of an earlier event where that month is long over.
    *ago* with a number and one of *ago_units* speaks of an earlier event.
    *sequels* before a figure of their clause make it one of an earlier event ("days after a blast killed two");
    *wars* make a large one that of a war. *repeats* say the number before again, so many times
    ("as many were hurt"). *given_names* are first names of people: one behind a trigger or one of
    *name_titles* is one person. A part right behind *that* may be of a figure told before its sentence. Bodies told after a larger toll count
    as part of it where *bodies_are_parts*. *beside* joins people only right
    between them ("a chief **with** five men"). A number joined to one of *ordinals* counts
    nobody ("the twenty-seventh"). *all_of_them* behind a figure begin what all are. *describing* begin what the counted are ("between civilians and police").
    *any_at_all* before a noun of harm deny it where one of *denials* stands before them in the clause,
    none of *doubting* ("whether") between. *relatives* behind a comma go on with its clause ("since last May, **when** 22 died"). *recalling* open a sentence that *opening_history* may date further on, or *since*.
    *denied_words* are those that may stand between a negator and the
    casualties it denies, where any are given. *governing_prefixes* make people the object of a preposition, *definite_prefixes* and
    *definite_articles* make them known. *age_words* stand between a noun and an age ("a man **of** 56").
    *follows_joined* are words that may follow people joined to others; any other word there tells
    what those do themselves. *auxiliaries* must begin a trigger. *denial_continues* may stand inside "no
    confirmed or reported casualties". A bare plural behind *dative_prefixes* ("for the wounded") is no
    news of them. *exceptions* ("except") end what a negator denies.
    *joined_before* ("in addition to the bomber") gives people what the clause tells of others;
    *reflexives* behind a verb are the one who did it. *also* in a figure makes it one more, not the same told again.
    *located* behind people begin where they were counted ("three **in** Houla, two **in** Yaroun").
    *agents* ("by") begin who did it. *both* before a plural counts two. *they* ("all of them") and *their_bodies* are the people counted last;
    *them*, one of *they*, is so only right behind a verb ("shot **them**").
    *themselves* behind a verb are those counted first in the sentence. *speech* verbs part a speaker from what is told, *existential* words ("**there** are dead") all before them.
    *alternatives* ("or") between two nouns of harm under one figure leave open which.
    *nobodies* are subjects that deny their verb ("none of the guards was hurt"); *contrasts* behind a comma end no denial.
    *spared* stand between a force and the losses that it did not have ("the army **suffered** none").
    *own_verbs* between two groups tell that the first does something of its own.
    *he* is one person of whom no death was told yet, or, behind *until* ("**before** he was shot dead"), the attacker.
    *raising* between a figure and the toll behind it makes the figure part of that toll.
    *pluperfect* ("**had** been killed") tells behind the lead of what came before the news.
    *unconfirmed_this* ("this could not be confirmed") says it of what its sentence told before.
    *opening_history* at the beginning of a sentence makes it one of earlier events. *joint* words after a figure say that it counts dead and wounded together.
    """

    forms: dict[str, Form]
    nouns: tuple[PersonNoun, ...]
    triggers: tuple[Trigger, ...]
    parts: tuple[PartWords, ...]
    things: tuple[str, ...]
    not_things: tuple[str, ...] = ()
    repeats: dict[str, tuple[str, ...]] = {}
    given_names: tuple[str, ...] = ()
    name_titles: tuple[str, ...] = ()
    describing: tuple[str, ...] = ()
    all_of_them: tuple[str, ...] = ()
    that: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    bodies_are_parts: bool = False
    ordinals: tuple[str, ...] = ()
    sequels: tuple[str, ...] = ()
    wars: tuple[str, ...] = ()
    forces: tuple[str, ...] = ()
    police_forces: tuple[str, ...] = ()
    of: tuple[str, ...]
    of_them: tuple[str, ...]
    determiners: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    both: tuple[str, ...] = ()
    they: tuple[str, ...] = ()
    he: tuple[str, ...] = ()
    them: tuple[str, ...] = ()
    until: tuple[str, ...] = ()
    raising: tuple[str, ...] = ()
    pluperfect: tuple[str, ...] = ()
    themselves: tuple[str, ...] = ()
    speech: tuple[str, ...] = ()
    existential: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()
    own_verbs: tuple[str, ...] = ()
    spared: tuple[str, ...] = ()
    nobodies: tuple[str, ...] = ()
    contrasts: tuple[str, ...] = ()
    their_bodies: tuple[str, ...] = ()
    another: tuple[str, ...] = ()
    fillers: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    joiners: tuple[str, ...]
    joined_before: tuple[str, ...] = ()
    reflexives: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    links: tuple[str, ...]
    prepositions: tuple[str, ...]
    dative_prefixes: tuple[str, ...] = ()
    governing_prefixes: tuple[str, ...] = ()
    definite_prefixes: tuple[str, ...] = ()
    definite_articles: tuple[str, ...] = ()
    age_words: tuple[str, ...] = ()
    follows_joined: tuple[str, ...] = ()
    located: tuple[str, ...] = ()
    auxiliaries: tuple[str, ...] = ()
    denial_continues: tuple[str, ...] = ()
    joint: tuple[str, ...] = ()
    name_heads: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    negators: tuple[str, ...]
    denied_words: tuple[str, ...] = ()
    any_at_all: tuple[str, ...] = ()
    denials: tuple[str, ...] = ()
    doubting: tuple[str, ...] = ()
    recalling: tuple[str, ...] = ()
    relatives: tuple[str, ...] = ()
    trigger_negators: tuple[str, ...] = ()
    unknowns: tuple[str, ...] = ()
    absences: tuple[str, ...] = ()
    absences_of: dict[CasualtyKind, tuple[str, ...]] = {}
    damage_only: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    since: tuple[str, ...] = ()
    since_recent: tuple[str, ...] = ()
    superlatives: tuple[str, ...] = ()
    history: tuple[str, ...] = ()
    ago: tuple[str, ...] = ()
    ago_units: tuple[str, ...] = ()
    ranks: tuple[str, ...] = ()
    past_months: tuple[str, ...] = ()
    unconfirmed: tuple[str, ...] = ()
    unconfirmed_this: tuple[str, ...] = ()
    denying: tuple[str, ...] = ()
    copulas: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()
    opening_history: tuple[str, ...] = ()
    duals: Duals = Duals()
