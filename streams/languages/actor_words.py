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

    *adjective* says where an adjective stands by its noun. *forces* are nouns of a state's armed
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
    only with words that describe them ("positions", مواقع).
    """

    adjective: Literal["before", "after"]
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
    vague: tuple[str, ...] = ()
    objects: tuple[ObjectWords, ...]
    people: tuple[PeopleWords, ...]
