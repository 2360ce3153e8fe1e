"""The actor table: groups, forces and states by the names they have in news."""

from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files

from msgspec import Struct
from msgspec.structs import replace

from streams.records.report import ActorKind
from streams.text.phrases import PhraseBook, without_article

FORCES = "military-forces-of-"
BARE = "?"
"""Before a surface in the table: it means the actor only where the text is about its country."""


class Actor(Struct, frozen=True):
    """An actor: *id* is its slug, *home* the ISO codes of the countries it acts in.

    *since* and *until* bound the days on which a bare name may mean it (`YYYY` or `YYYY-MM`, empty
    when open).
    """

    id: str
    name: str
    kind: ActorKind
    home: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    part_of: str | None = None
    needs_context: bool = False


class State(Struct, frozen=True):
    """A state: *names* and *adjectives* as a language writes them."""

    iso: str
    slug: str
    name: str

    @property
    def forces(self) -> Actor:
        """The armed forces of the state, to whom its strikes are ascribed."""
        return Actor(
            FORCES + self.slug, f"Military Forces of {self.name}", "state_forces", (self.iso,)
        )

    @property
    def police(self) -> Actor:
        """The police of the state."""
        return Actor(
            "police-forces-of-" + self.slug,
            f"Police Forces of {self.name}",
            "state_forces",
            (self.iso,),
        )


class ActorIndex:
    """Names of one language to the actors and states they may mean; *slugs* are all their ids.

    *actor_names* by id, *state_names* and *state_adjectives* by ISO code stand beside those of the
    tables. Raises `ValueError` for an id or code that no table has.
    """

    def __init__(
        self,
        language: str,
        *,
        proclitics: tuple[str, ...],
        endings: tuple[str, ...],
        possessives: tuple[str, ...],
        article: str,
        actor_names: Mapping[str, Sequence[str]],
        state_names: Mapping[str, Sequence[str]],
        state_adjectives: Mapping[str, Sequence[str]],
    ) -> None:
        actors: dict[str, list[Actor]] = {}
        rows, state_rows = _rows("actors.tsv"), _rows("states.tsv")
        _known(actor_names, [row["id"] for row in rows], language=language)
        for given in (state_names, state_adjectives):
            _known(given, [row["iso"] for row in state_rows], language=language)
        for row in rows:
            actor = Actor(
                row["id"],
                row["name"],
                row["kind"],  # type: ignore[arg-type]
                tuple(row["home"].split()),
                row["since"],
                row["until"],
                row["part_of"] or None,
            )
            for surface in [*_names(row, language), *actor_names.get(actor.id, ())]:
                bare = surface.startswith(BARE)
                meaning = replace(actor, needs_context=True) if bare else actor
                for ending in ("", *possessives):
                    actors.setdefault(surface.removeprefix(BARE) + ending, []).append(meaning)
        names, adjectives, states = [], [], []
        for row in state_rows:
            state = State(row["iso"], row["slug"], row["name"])
            states.append(state)
            names += [
                (surface, state)
                for surface in [*_names(row, language), *state_names.get(state.iso, ())]
            ]
            adjectives += [
                (surface + ending, state)
                for surface in [
                    *_names(row, f"{language}_adjectives"),
                    *state_adjectives.get(state.iso, ()),
                ]
                for ending in ("", *endings)
            ]
            adjectives += [
                (surface + ending, state)
                for surface in [*_names(row, language), *state_names.get(state.iso, ())]
                for ending in possessives
            ]
        self.all_states = tuple(states)
        self.slugs = frozenset(
            [actor.id for meanings in actors.values() for actor in meanings]
            + [each.id for state in states for each in (state.forces, state.police)]
        )
        self.actors = PhraseBook(
            without_article(((s, tuple(meanings)) for s, meanings in actors.items()), article),
            proclitics=proclitics,
        )
        self.states = PhraseBook(without_article(names, article), proclitics=proclitics)
        self.adjectives = PhraseBook(adjectives, proclitics=proclitics)


def load_actors(
    language: str,
    *,
    proclitics: tuple[str, ...] = (),
    endings: tuple[str, ...] = (),
    possessives: tuple[str, ...] = (),
    article: str = "",
    actor_names: Mapping[str, Sequence[str]] = {},
    state_names: Mapping[str, Sequence[str]] = {},
    state_adjectives: Mapping[str, Sequence[str]] = {},
) -> ActorIndex:
    """Return the index of *language*.

    *endings* are those of an adjective's other forms, *possessives* those that make a name an owner, *proclitics* and *article* what may be
    written in one piece with a name. The names given stand beside those of the tables. Raises
    `ValueError` for a name of an actor or a state that no table has.
    """
    return ActorIndex(
        language,
        proclitics=proclitics,
        endings=endings,
        possessives=possessives,
        article=article,
        actor_names=actor_names,
        state_names=state_names,
        state_adjectives=state_adjectives,
    )


def _names(row: dict[str, str], column: str) -> list[str]:
    """Return the names in *column*; a language without a column has none there."""
    return [surface for surface in (row.get(column) or "").split("|") if surface]


def _known(given: Iterable[str], known: Sequence[str], *, language: str) -> None:
    unknown = sorted(set(given) - set(known))
    if unknown:
        raise ValueError(
            f"names.toml of {language}: {', '.join(unknown)} is no actor of actors.tsv or state of states.tsv"
        )


def _rows(name: str) -> list[dict[str, str]]:
    lines = (files("streams.gazetteer") / name).read_text(encoding="utf-8").splitlines()
    head = lines[0].split("\t")
    return [dict(zip(head, line.split("\t"), strict=True)) for line in lines[1:]]
