"""Where a figure comes from: the speaker, else the agency, else the publisher."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from streams.gazetteer.parties import body_of, party_of_actor, party_of_body, state_of
from streams.records.incident import Claim
from streams.records.report import Source

OF_STATE = frozenset({"official", "military", "police"})
"""Speakers of these kinds who are said to speak for nobody speak for the state of the place."""


def origin_of(claim: Claim, *, iso: str | None) -> str:
    """Return the origin of *claim*: the same for all who speak with one voice.

    *iso* is the country of the incident. A party's spokesman, its ministries and its agency are
    one origin; an unnamed speaker is as good as the agency that relays him.
    """
    publisher = body_of(claim.publisher) if claim.publisher else claim.article
    source = claim.source
    if source is None:
        return _voice(publisher)
    if source.speaks_for:
        return party_of_actor(source.speaks_for)
    if source.id:
        return _voice(source.id)
    if not source.named:
        return _voice(next(iter(source.via), publisher))
    if source.kind in OF_STATE and iso:
        return state_of(iso)
    return _speaker(source)


def _voice(body: str) -> str:
    return party_of_body(body) or body


def _speaker(source: Source) -> str:
    return source.name.casefold()


def with_repeats(
    claims: Sequence[Claim], *, origins: Mapping[str, str], derived: Mapping[str, str]
) -> list[Claim]:
    """Return *claims* with what one repeats of an earlier one named, and the carriers gathered.

    The same figure for the same people from one origin in two articles is one claim: the first,
    carried by the pages of the others too. *origins* are by claim id; *derived* names the article
    that another copies in part: what they share is carried, whoever is said to be the source.
    """
    first: dict[tuple[object, ...], Claim] = {}
    carriers: dict[str, dict[str, None]] = {}
    result: list[Claim] = []
    for claim in claims:
        if claim.withdrawn_by is not None:
            result.append(claim)
            continue
        figure = (claim.kind, claim.min, claim.max, claim.certainty, _people(claim))
        names = [origins[claim.id]]
        names += [f"article {name}" for name in (claim.article, derived.get(claim.article)) if name]
        earlier = next(
            (
                known
                for name in names
                if (known := first.get((*figure, name))) and known.article != claim.article
            ),
            None,
        )
        kept = earlier or claim
        for name in (origins[claim.id], f"article {claim.article}"):
            first.setdefault((*figure, name), kept)
        carriers.setdefault(kept.id, {}).update(dict.fromkeys(claim.carriers))
        result.append(replace(claim, repeats=earlier.id) if earlier else claim)
    return [
        replace(claim, carriers=tuple(carriers[claim.id])) if claim.id in carriers else claim
        for claim in result
    ]


def _people(claim: Claim) -> tuple[str, str, bool]:
    victims = claim.victims
    return victims.status, victims.side, claim.subset_of is not None


def independent(
    claims: Iterable[Claim], *, origins: Mapping[str, str], silent: Iterable[str]
) -> int:
    """Return how many origins tell an incident; *silent* are publishers that give no figure."""
    found = {origins[claim.id] for claim in claims if claim.repeats is None}
    found |= {_voice(body_of(publisher)) for publisher in silent}
    return len(found)
