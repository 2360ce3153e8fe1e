"""Words around places: heads, directions, distances, and what makes a name no place of an act."""

from msgspec import Struct

from streams.records.report import Bearing, PlaceKind


class Head(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A kind of place: *before* its name ("حي", "village of") or *after* it ("village").

    *english* is what a name in the report ends with ("mosque"), "" where the name alone says it.
    *opens* tells that a name no gazetteer knows may follow, *proper* that it may do so
    without an article, or be that of a people ("Saudi hospital"). *countryside* is the land around. *many* heads ("بلدات") open a list of
    names; one that only a list may follow is not *opens*. *described*: with its article and an
    adjective it is a place by itself ("البوابة الشرقية"). *care*: it takes in the hurt. *led*: the word means something
    else ("محلية": a locality, or local) unless a preposition leads to it.
    """

    kind: PlaceKind
    english: str = ""
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    radius_m: int = 2000
    opens: bool = True
    proper: bool = False
    countryside: bool = False
    many: bool = False
    described: bool = False
    care: bool = False
    led: bool = False


class PlaceWords(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, eq=False):
    """`places.toml`.

    *locatives* say that something is or happens there, *near* that it is close by, *to* and *from*
    lead away from it; *launch* words before *from* make it the place of firing, *moves* a place of
    coming and going. *parts* are parts of a place ("وسط", "outskirts of"). *bearings* are
    directions, *bearings_after* those that follow a name ("الشرقي"). *kilometres* and *miles* are
    units. *bodies* before or *bodies_after* a name make it the name of a body; *ministries* do so with "in"
    between; one of *buildings* before a body is a place that can be hit. *speech* before or behind a name makes it a government that speaks. *masks* hold place names and are none;
    *common* words are places only beside a head; those of *led* also behind "in" where the text speaks of their country; *nationalities* point to a country.
    *stops* end a name that no gazetteer knows, *openers* never end one, *namers* ("أولاد") begin one wherever "in" stands before; behind "in" such a name stands
    for a place where a mark, a stop or one of *closers* ("when") ends it. *letters* romanise it.
    *between* behind one of *roads* names the two ends of a road; those of *ways* are a site of their own, unless one of *shuts* ("closed") stands before; a border is none. *above* ("on") before a country
    makes it a site only behind one of *blows*; *grounds* stand between *from* and the country
    that something is fired from ("bases in"). *capitals* with a people name a capital.

    *epithets* ("nearby") stand between a preposition and the name it leads to. Words of *telling* ("told") before "in" or "from" make the place
    behind the seat of who speaks, *media* ("by telephone") between them too; *asides* ("talks", "arrived") before "in" say what else is there.
    A sentence that begins with a place and one of *being* ("is located") only describes it; behind "in X," one of *ranks* speaks there; a distance behind one of *lies* is no site.

    *care* words before a hospital say that it takes in the hurt, or speaks of them; *says* are verbs of speaking; *shares* ("جزء") before *from* make it
    "of"; where *fighting* comes from or goes to it takes place.
    *anaphors* ("village", "القرية") tell the town told last again.
    Behind "in" a word with one of the endings *foreign*, none of *native*, is a name of another tongue.
    *undescribing* adjectives behind a *described* head tell no place from another ("الرئيسي"). *inside* ("in") leads to where something is; the prefixes *inside_clitics*, *aiming_clitics*
    ("to") and *joining_clitics* ("and") say so in one letter; *joiners* are words for "and", "or".
    *particles* ("de") may stand inside a name of capitals. *articles* are the article's words; *goals* ("to") lead to a place that is left for; *seats*
    ("based") behind a name make it the seat of a body. *struck* behind a country that opens a title
    says that it was hit. *offices* ("health") stand between a name and one of *bodies_after*,
    *things* ("convoy") behind that make it something that is there.
    A kind of place and one of *scene* ("where") make a place described the one just told of; one of *passive* ("were") behind two names
    at a sentence's beginning says that something was done to both.
    Behind one of *vague* ("a") common words before a head are no name ("a Catholic church").
    *modifiers* ("fruit") may stand between a name and the head of a site.
    *named* ("المسمى") comes before a name, *belongs* ("التابعة") before what a place lies in.
    *one* ("a", "two") before a head or one of *kinds* ("commune") tells what the name before it is.
    Behind the head of a site a word with one of the endings *describing* is no name (كنيسة قبطية).
    A bare word with one of the endings *adjectival* is none either, even where it is told at once where the site lies (مطعم شعبي في).
    Two words in a row with the ending *accusative* are noun and adjective (جنديا بوركينيا), whatever prefix the second seems to have.
    *ordinary* words are no names of places, as are all other words of the pack, each with its
    *endings*.
    """

    heads: tuple[Head, ...]
    locatives: tuple[str, ...]
    near: tuple[str, ...]
    to: tuple[str, ...] = ()
    from_: tuple[str, ...] = ()
    launch: tuple[str, ...] = ()
    moves: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    bearings: dict[Bearing, tuple[str, ...]]
    bearings_after: dict[Bearing, tuple[str, ...]] = {}
    kilometres: tuple[str, ...] = ()
    miles: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    bodies_after: tuple[str, ...] = ()
    ministries: tuple[str, ...] = ()
    speech: tuple[str, ...] = ()
    masks: tuple[str, ...] = ()
    common: tuple[str, ...] = ()
    led: tuple[str, ...] = ()
    nationalities: dict[str, tuple[str, ...]] = {}
    stops: tuple[str, ...] = ()
    openers: tuple[str, ...] = ()
    closers: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    roads: tuple[str, ...] = ()
    ways: tuple[str, ...] = ()
    shuts: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    blows: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    care: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    shares: tuple[str, ...] = ()
    undescribing: tuple[str, ...] = ()
    fighting: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()
    inside_clitics: tuple[str, ...] = ()
    aiming_clitics: tuple[str, ...] = ()
    joining_clitics: tuple[str, ...] = ()
    joiners: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    struck: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    things: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    belongs: tuple[str, ...] = ()
    one: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    epithets: tuple[str, ...] = ()
    telling: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()
    being: tuple[str, ...] = ()
    ranks: tuple[str, ...] = ()
    buildings: tuple[str, ...] = ()
    anaphors: tuple[str, ...] = ()
    lies: tuple[str, ...] = ()
    scene: tuple[str, ...] = ()
    passive: tuple[str, ...] = ()
    namers: tuple[str, ...] = ()
    modifiers: tuple[str, ...] = ()
    vague: tuple[str, ...] = ()
    ordinary: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    describing: tuple[str, ...] = ()
    adjectival: tuple[str, ...] = ()
    accusative: str = ""
    foreign: tuple[str, ...] = ()
    native: tuple[str, ...] = ()
    letters: dict[str, str] = {}
