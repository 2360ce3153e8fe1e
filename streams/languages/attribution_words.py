"""AttributionWords: the typed shape of `attribution.toml`, the words that tell who says so."""

from typing import Literal

from msgspec import Struct

from streams.records.report import SourceKind


class Body(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A body that speaks: *id* is its slug in every language, *name* English.

    *agency*: it relays what others say, and is a source only when nobody else is named.
    *short*: words that mean it only after it was named in full ("the Observatory").
    """

    id: str
    name: str
    kind: SourceKind
    words: tuple[str, ...]
    short: tuple[str, ...] = ()
    agency: bool = False
    speaks_for: str | None = None


class SpeakerWords(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words that say of which *kind* a speaker is. *anonymous*: the word names nobody."""

    kind: SourceKind
    words: tuple[str, ...]
    anonymous: bool = False


class AttributionWords(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, eq=False):
    """`attribution.toml`.

    *order*: where the speaker stands by its verb, `after` it (Arabic) or `before` it or both
    (English). *say*: verbs of saying; *weak* ones need a speaker that the lists know. *go_on*:
    verbs that go on with the speaker before ("added", مضيفا). *according*: words before a speaker
    ("according to", وفق); *according_again* has the speaker before as its own ("according to him").
    *as_said* before a verb of saying makes it close what was said before (كما صرح مصدر). *openers*: behind them the speaker stands before its verb (كان … قد
    أعلن). *filled*: what may stand between them (ما أفاد). *relay* and
    *relayed_from*: نقلت … عن. *that* begins what is said; *stops* end a speaker's name;
    *pronouns* stand for the speaker before. *told* begins the one who is told. *titles* begin an
    apposition. *unverified*: words that leave what the source said unconfirmed, all its
    figures where one of *figures* stands by them. Whoever claims *responsibility* says nothing of the toll. *says_to* begins what is said behind a verb that goes on (أشار إلى). *clause_heads* begin a clause,
    so that a name cannot reach over them, but *relatives* may ("X, who heads Y, said");
    *possessives* open an apposition ("his deputy, …"); a verb behind one of *being* is passive;
    *joiners* before a name are not of it, *prepositions* begin none behind its verb. *further* words count people beyond those that
    the sentence before counts ("five others"): its speaker goes on. *nameless* words tell that a speaker who is no
    known body has no name ("sources", "a doctor").
    """

    order: Literal["after", "before"]
    say: tuple[str, ...]
    weak: tuple[str, ...] = ()
    go_on: tuple[str, ...]
    according: tuple[str, ...]
    according_again: tuple[str, ...] = ()
    as_said: tuple[str, ...] = ()
    openers: tuple[str, ...] = ()
    filled: tuple[str, ...] = ()
    relay: tuple[str, ...] = ()
    relayed_from: tuple[str, ...] = ()
    that: tuple[str, ...]
    stops: tuple[str, ...]
    told: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    pronouns: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    unverified: tuple[str, ...]
    figures: tuple[str, ...] = ()
    responsibility: tuple[str, ...] = ()
    says_to: tuple[str, ...] = ()
    clause_heads: tuple[str, ...] = ()
    relatives: tuple[str, ...] = ()
    possessives: tuple[str, ...] = ()
    being: tuple[str, ...] = ()
    joiners: tuple[str, ...] = ()
    prepositions: tuple[str, ...] = ()
    further: tuple[str, ...] = ()
    nameless: tuple[str, ...] = ()
    bodies: tuple[Body, ...]
    speakers: tuple[SpeakerWords, ...]
