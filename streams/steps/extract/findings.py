"""What the readers of a text hand to the assembly of acts: each with its tokens and its rule.

*start* and *end* are token indices of the reading (end exclusive); *sentence* is the index of the
sentence. *rule* is the name that `explain` prints: it says what was read, never a number.
"""

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from streams.records.report import (
    ActorMention,
    ActType,
    CasualtyKind,
    ClaimCertainty,
    Hedge,
    Occurred,
    Place,
    Source,
    Span,
    Victims,
    WeaponClass,
)

Nature = Literal["act", "background", "planned", "denied", "accident", "exercise", "other"]


AMONG_THE_HIT, DAMAGED = "among_the_hit", "damaged"
BESIDES = frozenset({AMONG_THE_HIT, DAMAGED})
"""The rules of a target that is one only where its act tells no other."""


class CasualtyFinding(Struct, frozen=True, kw_only=True):
    """One figure. *subset_of*, *same_people_as*, *supersedes* index the list it stands in.

    *people* are the tokens of the counted and their number, without what happened to them.
    """

    kind: CasualtyKind
    min: int
    max: int | None
    hedge: Hedge
    victims: Victims
    source: Source | None
    certainty: ClaimCertainty
    span: Span
    start: int
    end: int
    sentence: int
    rule: str
    background: bool = False
    subset_of: int | None = None
    same_people_as: int | None = None
    supersedes: int | None = None
    people: tuple[int, int] = (0, 0)


class SourceFinding(Struct, frozen=True, kw_only=True):
    """A speaker and the tokens its words govern (*covers*), its own verb included."""

    source: Source
    start: int
    end: int
    sentence: int
    covers: tuple[int, int]
    certainty: ClaimCertainty
    rule: str


class TriggerFinding(Struct, frozen=True, kw_only=True):
    """A word or phrase that tells an act ("قصف", "car bomb went off"), or rules one out.

    *open* and *means* are those of its `ActWords`.
    """

    type: ActType
    nature: Nature
    weapon: WeaponClass | None
    start: int
    end: int
    sentence: int
    rule: str
    strength: float = 1.0
    open: bool = False
    means: bool = False


class PlaceFinding(Struct, frozen=True, kw_only=True):
    """A place named in the text. `place.role` is what its words say, before acts are known."""

    place: Place
    start: int
    end: int
    sentence: int
    rule: str


class DateFinding(Struct, frozen=True, kw_only=True):
    """A time expression resolved to local dates."""

    occurred: Occurred
    start: int
    end: int
    sentence: int
    rule: str


class ActorFinding(Struct, frozen=True, kw_only=True):
    """An actor or thing named in a role by the grammar around it."""

    role: Literal["attacker", "target"]
    actor: ActorMention
    start: int
    end: int
    sentence: int
    rule: str


class Findings(Struct, frozen=True, kw_only=True):
    """All that was found in a text, each kind in order."""

    triggers: Sequence[TriggerFinding]
    sources: Sequence[SourceFinding]
    casualties: Sequence[CasualtyFinding]
    places: Sequence[PlaceFinding]
    dates: Sequence[DateFinding]
    actors: Sequence[ActorFinding]
