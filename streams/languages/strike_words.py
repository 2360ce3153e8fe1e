"""StrikeWords: the typed shape of `strikes.toml`, the words that tell an act of violence or rule one out."""

from typing import Literal

from msgspec import Struct
from msgspec.structs import force_setattr

from streams.records.report import ActType, WeaponClass

ActForm = Literal["event", "blast", "clash", "hitting", "verb", "carry", "weapon"]


class ActWords(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words of one act and *form*.

    `event`: a noun of striking ("airstrike", قصف). `blast`: a noun or verb of bursting, of which
    nobody is said to be the doer. `clash`: fighting with two sides. `hitting`: a noun whose
    complement is the one hit (مقتل, "killing of"). `verb`: a verb that takes the striker and the
    one struck. `carry`: a verb that takes the striker and the act ("launched an attack").
    `weapon`: a word that only says by which means. *strength* is how much it says that an act of
    *type* happened: 1 for a word that says nothing else, less for one with other uses. *open*: it
    leaves the means open (قصف, "strike", "gunmen"), so that *type* holds only where no other word
    names them. *means*: an act of type `other` that is told by its word as fully as the others are
    (abducting, burning, stabbing).
    """

    name: str
    form: ActForm
    type: ActType
    words: tuple[str, ...]
    weapon: WeaponClass | None = None
    strength: float = 1.0
    open: bool = False
    means: bool = False


class NatureWords(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words that say that no act is news here: an accident, a match, an old act, a plan.

    *strength* is how much they say it.
    """

    name: str
    nature: Literal["background", "planned", "denied", "accident", "exercise", "other"]
    words: tuple[str, ...]
    strength: float = 1.0


class Frames(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Phrases that differ in one noun: each of *frames* with each of *nouns* for its star."""

    frames: tuple[str, ...]
    nouns: tuple[str, ...]

    def phrases(self) -> tuple[str, ...]:
        """Return the phrases written out."""
        return tuple(frame.replace("*", noun) for frame in self.frames for noun in self.nouns)


class StrikeWords(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, eq=False):
    """`strikes.toml`.

    *article* is what may be written before each further word of a phrase; *definite* are words that
    make the next noun known ("the", "this"); *linking* are the prefixes that join a sentence to the
    one before it (و). *not_acts* are phrases that hold an act word and tell none ("heart attack",
    ضربة جزاء). *attackers* are people who act with arms ("gunmen", مسلحون): beside an act word they
    are its doers. *duals* are weapons whose form says two (صاروخان).

    What begins another act: *turns* ("in another attack", من جهة أخرى) and those that *turning*
    writes out; *another* before and *another_after* behind an act noun, none of *onto* between; *another_places* ("another
    village"); *ordinals* ("the second") of a clause that counts people; *also*. What goes on with one: *scene* ("at the scene").
    *joiners* part the clauses of a sentence, *conjunctions* do behind a comma. *sums* are words of a
    toll that adds up ("in all", حصيلة).

    *rows* join two means as two ("drones and missiles"). Arms named behind words of *taking* were
    found or taken ("recovered eight rifles"), not used.

    What sets an act before the news: *was* with *had* behind it (كانت … قد); *since* with more than a day behind it tells of another time; *days_after* behind the act that is
    known ("the attack came days after …"); *last_days* that open a sentence of another day; *that* before an act noun is of the sentence before. What stands behind the
    words of *after* did happen, whatever was threatened or promised before them.
    """

    acts: tuple[ActWords, ...]
    natures: tuple[NatureWords, ...]
    turns: tuple[str, ...]
    turning: tuple[Frames, ...] = ()
    another: tuple[str, ...]
    another_after: tuple[str, ...]
    joiners: tuple[str, ...]
    sums: tuple[str, ...]
    not_acts: tuple[str, ...]
    attackers: tuple[str, ...]
    linking: tuple[str, ...] = ()
    definite: tuple[str, ...] = ()
    conjunctions: tuple[str, ...] = ()
    onto: tuple[str, ...] = ()
    another_places: tuple[str, ...] = ()
    ordinals: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    scene: tuple[str, ...] = ()
    was: tuple[str, ...] = ()
    had: tuple[str, ...] = ()
    that: tuple[str, ...] = ()
    since: tuple[str, ...] = ()
    days_after: tuple[str, ...] = ()
    last_days: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    duals: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    taking: tuple[str, ...] = ()
    article: str = ""

    def __post_init__(self) -> None:
        """Add what *turning* writes out to *turns*."""
        framed = (phrase for frames in self.turning for phrase in frames.phrases())
        force_setattr(self, "turns", (*self.turns, *framed))
