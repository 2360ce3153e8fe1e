"""StrikeReport: what one article tells of acts of armed violence, each part with its words."""

from typing import Literal

from msgspec import Struct, field

from streams.records.article import ArticleId

Span = tuple[int, int]
"""Start and end in code points of `Article.text`, end exclusive."""

ActType = Literal[
    "airstrike", "drone_strike", "missile", "shelling", "bombing", "clash", "shooting", "other"
]
Scope = Literal["act", "sum"]
Assertion = Literal["asserted", "denied", "planned", "background"]
WeaponClass = Literal[
    "aircraft", "drone", "missile", "rocket", "mortar", "artillery", "tank", "barrel_bomb",
    "cluster", "incendiary", "chemical", "ied", "car_bomb", "suicide", "mine", "grenade",
    "small_arms", "melee", "unknown",
]  # fmt: skip
Precision = Literal["hour", "day", "night", "week", "month", "unknown"]
PlaceRole = Literal["site", "within", "reference", "launch"]
PlaceKind = Literal["site", "town", "district", "province", "country", "sea"]
Bearing = Literal["n", "ne", "e", "se", "s", "sw", "w", "nw"]
ActorKind = Literal[
    "state_forces", "rebel_group", "political_militia", "identity_militia", "rioters",
    "protesters", "civilians", "external_forces",
]  # fmt: skip
"""ACLED actor types 1 to 8 (ACLED Codebook, 2023), spelled out."""
ObjectKind = Literal[
    "hospital", "school", "worship", "market", "home", "camp", "aid", "media", "utility",
    "vehicle", "checkpoint", "base", "other",
]  # fmt: skip
ActorCertainty = Literal["stated", "claimed", "accused", "suspected", "unconfirmed", "denied"]
CasualtyKind = Literal["killed", "injured", "killed_or_injured", "missing", "captured"]
Hedge = Literal["exact", "at_least", "more_than", "about", "up_to", "between", "vague"]
VictimStatus = Literal["civilian", "combatant", "child", "woman", "medic", "journalist", "unknown"]
Side = Literal["attacker", "target", "bystander", "unknown"]
SourceKind = Literal[
    "official", "military", "police", "armed_group", "medical", "rescue", "monitor", "ngo",
    "activist", "witness", "relative", "media", "unknown",
]  # fmt: skip
ClaimCertainty = Literal["stated", "unconfirmed", "denied"]


class Bounds(Struct, frozen=True):
    """How many: *min* to *max*, *max* null when open."""

    min: int
    max: int | None


class Code(Struct, frozen=True):
    """A code of a published scheme, with the rule of our crosswalk that chose it."""

    scheme: str
    version: str
    code: str
    rule: str


class Weapon(Struct, frozen=True, rename={"weapon_class": "class"}):
    """A weapon the act was done with."""

    weapon_class: WeaponClass
    quote: str
    span: Span
    count: Bounds | None = None


class Occurred(Struct, frozen=True, rename={"start": "from", "end": "to"}):
    """When it happened: local dates of the place, *end* inclusive.

    An instant with the place's offset only for precision `hour`.
    """

    start: str | None
    end: str | None
    precision: Precision
    basis: Literal["stated", "relative", "published"] | None
    quote: str | None = None
    span: Span | None = None


class Relation(Struct, frozen=True):
    """Where a place lies seen from another: "20 km north-east of …"."""

    distance_km: float | None
    bearing: Bearing | None
    of: str


class Source(Struct, frozen=True, rename={"speaks_for": "for"}):
    """Who gives a figure: the speaker, not the relaying agency (*via*) and not the publisher."""

    name: str
    quote: str
    kind: SourceKind
    named: bool
    id: str | None = None
    speaks_for: str | None = None
    via: tuple[str, ...] = ()


class Place(Struct, frozen=True, kw_only=True):
    """A place of an act. Only `site` and `within` count as where it happened; metres, degrees."""

    role: PlaceRole
    name: str
    native: str
    kind: PlaceKind
    quote: str
    span: Span
    iso: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius_m: int | None = None
    geonames: int | None = None
    relation: Relation | None = None
    by: Source | None = None


class ActorMention(Struct, frozen=True, kw_only=True):
    """Who did it or was hit, by one attribution; *kind* is null for things, which have *object*."""

    id: str
    name: str
    native: str
    kind: ActorKind | None
    certainty: ActorCertainty
    quote: str
    span: Span
    object: ObjectKind | None = None
    part_of: str | None = None
    backed_by: str | None = None
    by: Source | None = None


class Victims(Struct, frozen=True, kw_only=True):
    """Whom a figure counts. *status* is the source's word, not a finding."""

    status: VictimStatus
    text: str
    include: tuple[str, ...] = ()
    side: Side = "unknown"
    groups: tuple[str, ...] = ()


class Casualty(Struct, frozen=True, kw_only=True):
    """One figure as one source gives it: a claim.

    `quote == article.text[span[0]:span[1]]`, always. *subset_of*, *same_people_as* and
    *supersedes* are indices into the casualties of the same act.
    """

    id: str
    kind: CasualtyKind
    min: int
    max: int | None
    hedge: Hedge
    victims: Victims
    source: Source | None
    certainty: ClaimCertainty
    quote: str
    span: Span
    subset_of: int | None = None
    same_people_as: int | None = None
    supersedes: int | None = None


class TollRange(Struct, frozen=True):
    """A toll: *low* to *high*, *high* null when open."""

    low: int
    high: int | None


Toll = dict[str, dict[str, TollRange]]
"""By casualty kind, then by side (`all` for every side together)."""


class Act(Struct, frozen=True, kw_only=True):
    """One act of violence as this article tells it."""

    type: ActType
    scope: Scope
    assertion: Assertion
    occurred: Occurred
    places: tuple[Place, ...] = ()
    attackers: tuple[ActorMention, ...] = ()
    targets: tuple[ActorMention, ...] = ()
    casualties: tuple[Casualty, ...] = ()
    also: tuple[ActType, ...] = ()
    parts: tuple[int, ...] = ()
    codes: tuple[Code, ...] = ()
    weapons: tuple[Weapon, ...] = ()
    toll: Toll = field(default_factory=dict)


class ArticleRef(Struct, frozen=True, kw_only=True):
    """Which version of which article a report was read from."""

    id: ArticleId
    url: str | None
    publisher: str | None
    feed: str
    title: str | None
    language: str
    published_at: str | None
    fetched_at: str
    text_sha256: str
    revises: str | None = None
    derived_from: str | None = None


class Extractor(Struct, frozen=True):
    """Which rules read the article: our version and a hash of packs and gazetteer."""

    version: str
    packs: str


class Wording(Struct, frozen=True):
    """The telling words of an article, hashed: what its acts are compared by beside their facts.

    Both are base64 of ascending numbers of 32 bits, little-endian. *words* are the rarer words of
    its language, *names* the consonants of what may be a name, the same in every script.
    """

    words: str
    names: str


class StrikeReport(Struct, frozen=True, kw_only=True):
    """What one article tells; *score* is how sure we are of *is_strike*, 0 to 1."""

    schema: Literal["report/1"]
    article: ArticleRef
    is_strike: bool
    score: float
    incidents: tuple[Act, ...]
    extractor: Extractor
    wording: Wording | None = None
