"""Theatres: which ground shares a partition, so that all candidates of one incident meet."""

from collections.abc import Sequence
from importlib.resources import files

import msgspec
from msgspec import Struct

from streams.records.report import Act

UNKNOWN = "unknown"


class Theatres(Struct, frozen=True, forbid_unknown_fields=True):
    """Theatres by ISO 3166-2 province, ISO 3166-1 country, actor id and publisher."""

    provinces: dict[str, str]
    countries: dict[str, str]
    actors: dict[str, str]
    publishers: dict[str, str]


def load_theatres() -> Theatres:
    """Return the table of the package."""
    data = (files("streams.gazetteer") / "theatres.toml").read_bytes()
    return msgspec.toml.decode(data, type=Theatres)


def theatre_of(
    act: Act, *, publisher: str | None, theatres: Theatres, beside: Sequence[Act] = ()
) -> str:
    """Return the one theatre of *act*.

    By the province or country of its site, else of what it lies in; without a country its
    attackers propose one, then what it is told by, then the acts told *beside* it, then its
    *publisher*; else `unknown`.
    """
    ground = _ground_of(act, theatres=theatres)
    if ground:
        return ground
    for actor in act.attackers:
        if actor.id in theatres.actors:
            return theatres.actors[actor.id]
    for place in act.places:
        if place.role == "reference" and place.iso:
            return theatres.countries.get(place.iso.upper(), place.iso.lower())
    for other in beside:
        if ground := _ground_of(other, theatres=theatres):
            return ground
    return theatres.publishers.get(publisher or "", UNKNOWN)


def _ground_of(act: Act, *, theatres: Theatres) -> str | None:
    for place in act.places:
        if place.role in {"site", "within"} and place.iso:
            province = theatres.provinces.get(place.admin1 or "")
            return province or theatres.countries.get(place.iso.upper(), place.iso.lower())
    return None
