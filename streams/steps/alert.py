"""What people asked to hear of an incident: that it opened, that its toll rose, that it fell away."""

from datetime import timedelta
from itertools import islice
from typing import Any

import msgspec
from msgspec import Struct

from streams.records.alert import Alert, AlertKind, Severity
from streams.records.ids import content_id
from streams.records.incident import Incident
from streams.records.toll import ALL, stated_toll
from streams.steps.aged import AgedIndex
from streams.steps.outcome import Outcome

# An incident is forgotten after as long; nothing of its thread can follow then.
KEPT = timedelta(days=180)
DROPPED_AT_ONCE = 8

# From how many dead (or killed or injured) an alert is as severe. An editor's choice, no measurement.
CRITICAL, HIGH, MEDIUM = 20, 5, 1

_TYPES = {
    "airstrike": "Air strike",
    "drone_strike": "Drone strike",
    "missile": "Missile attack",
    "shelling": "Shelling",
    "bombing": "Bombing",
    "clash": "Clash",
    "shooting": "Shooting",
    "other": "Attack",
}
_KINDS = {
    "killed": "killed",
    "injured": "injured",
    "killed_or_injured": "killed or injured",
    "missing": "missing",
    "captured": "captured",
}


class Stated(Struct, frozen=True):
    """The toll an alert states: the largest number that a report stands by."""

    kind: str
    low: int


class Thread(Struct, frozen=True, kw_only=True):
    """What was alerted of one incident, up to the newest revision seen.

    *stated* is the toll that readers know. *opened* tells whether its opening was alerted,
    *retracted* whether its last alert took it back.
    """

    revision: int
    touched_at: str
    opened: bool = False
    retracted: bool = False
    stated: Stated | None = None
    last: str | None = None


class ThreadIndex(AgedIndex[Thread]):
    """The threads of a partition by incident, and by the day of their newest revision."""

    kept = KEPT


def alert(incident: Incident, *, threads: ThreadIndex) -> Outcome[Alert, Thread]:
    """Return the alert that this revision of *incident* raises, if any, and its thread after it.

    `opened` at the first open revision that is seen, `toll_rose` when the stated toll is above the
    one in the newest alert, `retracted` when no article asserts it any more. Revisions may be
    missing before this one; an older one than was seen raises nothing, nor does a change of our
    rules, a close or a merge.
    """
    changes: dict[str, Thread | None] = dict.fromkeys(islice(threads.expired(), DROPPED_AT_ONCE))
    changes.pop(incident.id, None)
    before = threads.get(incident.id) or Thread(revision=0, touched_at="")
    if incident.revision <= before.revision:
        return Outcome((), changes)
    stated = _stated(incident)
    kind = _kind(incident, before=before, stated=stated)
    after = msgspec.structs.replace(
        before,
        revision=incident.revision,
        touched_at=max(before.touched_at, incident.updated_at),
    )
    if kind is None:
        if incident.because == "extractor" and incident.status == "open" and before.opened:
            # What our rules changed is known now; the next article must not be blamed for it.
            after = msgspec.structs.replace(after, stated=stated)
        return Outcome((), changes | {incident.id: after})
    raised = _raise(incident, kind=kind, stated=stated, follows=before.last)
    after = msgspec.structs.replace(
        after,
        opened=True,
        retracted=kind == "retracted",
        stated=None if kind == "retracted" else stated,
        last=raised.id,
    )
    return Outcome((raised,), changes | {incident.id: after})


def _kind(incident: Incident, *, before: Thread, stated: Stated | None) -> AlertKind | None:
    if incident.because == "extractor":
        return None
    if incident.status == "retracted":
        return "retracted" if before.opened and not before.retracted else None
    if incident.status != "open":
        return None
    if not before.opened:
        return "opened"
    return "toll_rose" if before.retracted or _rose(stated, before=before.stated) else None


def _rose(stated: Stated | None, *, before: Stated | None) -> bool:
    """Tell whether there is more to say: a larger number, or the first count of the dead alone.

    150 killed or wounded and then 100 killed is news, though 100 is less than 150.
    """
    if stated is None or stated.low == 0:
        return False
    if before is None or (stated.kind == "killed" and before.kind != "killed"):
        return True
    return stated.low > before.low


def _stated(incident: Incident) -> Stated | None:
    """Return the largest lower bound of the dead, where nobody stands by any of those not told apart."""
    found = [
        Stated(kind, low)
        for kind in ("killed", "killed_or_injured")
        if (low := stated_toll(incident.claims, kind)) is not None
    ]
    return next((stated for stated in found if stated.low), found[0] if found else None)


def _raise(
    incident: Incident, *, kind: AlertKind, stated: Stated | None, follows: str | None
) -> Alert:
    states = None if kind == "retracted" or stated is None else msgspec.to_builtins(stated)
    return Alert(
        id=content_id("alert", incident.id, incident.revision, kind),
        rule=kind,
        incident=incident.id,
        revision=incident.revision,
        thread=incident.id,
        kind=kind,
        severity=_severity(stated),
        headline=_headline(incident, kind=kind),
        raised_at=incident.updated_at,
        dedup_key=content_id(incident.id, kind, str(states)),
        follows=follows,
        facts=_facts(incident) | {"states": states},
        links=tuple(article.url for article in incident.articles if article.url),
    )


def _severity(stated: Stated | None) -> Severity:
    number = stated.low if stated else 0
    if number >= CRITICAL:
        return "critical"
    if number >= HIGH:
        return "high"
    return "medium" if number >= MEDIUM else "low"


def _headline(incident: Incident, *, kind: AlertKind) -> str:
    """Return one line in English; never a person's name."""
    what = _TYPES[incident.type]
    if incident.place is not None:
        iso = f" ({incident.place.iso})" if incident.place.iso else ""
        what += f", {incident.place.name}{iso}"
    if incident.occurred.start:
        what += f", {incident.occurred.start[:10]}"
    if kind == "retracted":
        return f"Retracted: {what}"
    tolls = [
        f"{_words(sides[ALL].low, sides[ALL].high)} {_KINDS[name]}"
        for name in _KINDS
        if (sides := incident.tolls.get("range", {}).get(name))
    ]
    return f"{what}: {', '.join(tolls) or 'no figures yet'}"


def _words(low: int, high: int | None) -> str:
    if high is None:
        return f"at least {low}"
    if low == high:
        return str(low)
    return f"{low} to {high}" if low else f"up to {high}"


def _facts(incident: Incident) -> dict[str, Any]:
    toll = incident.tolls.get("range", {})
    return {
        "type": incident.type,
        "place": incident.place.name if incident.place else None,
        "iso": incident.place.iso if incident.place else None,
        "from": incident.occurred.start,
        "to": incident.occurred.end,
        "toll": {kind: msgspec.to_builtins(sides[ALL]) for kind, sides in toll.items()},
        "articles": incident.corroboration.articles,
        "publishers": incident.corroboration.publishers,
        "independent_sources": incident.corroboration.independent_sources,
    }
