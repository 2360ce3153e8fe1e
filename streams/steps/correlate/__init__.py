"""Acts of one event become one incident, whichever came first."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from itertools import islice

from msgspec.structs import replace

from streams.records.ids import content_id
from streams.records.incident import Carrier, Incident
from streams.records.story import ActMessage
from streams.steps.correlate.grouping import Group, grouped
from streams.steps.correlate.index import IncidentEntry, IncidentIndex
from streams.steps.correlate.merge import ended, fold
from streams.steps.correlate.traits import Member
from streams.steps.outcome import Outcome

__all__ = ["IncidentEntry", "IncidentIndex", "correlate"]

CLOSES_AFTER = timedelta(days=14)
FORGOTTEN_AFTER = timedelta(days=180)
ENDED_AT_ONCE = 8
# Acts that are grouped anew by one message: more than tell one night's events of a province. Where
# more hang together which of them are looked at depends on what came first (docs/scaling.md).
MOST_REGROUPED = 400

Entries = dict[str, IncidentEntry]
Changes = dict[str, IncidentEntry | None]


def correlate(message: ActMessage, *, incidents: IncidentIndex) -> Outcome[Incident, IncidentEntry]:
    """Return the incidents that *message* opens, revises, merges, splits or retracts.

    The acts around the one that changed are grouped anew and compared with what is published, so
    the order in which acts arrive decides nothing but ids and revision numbers. Incidents that
    nothing reached for 14 days are closed on the way.
    """
    home = incidents.of_act(message.act_id, theatre=message.theatre)
    known = _member(incidents.get(home), message.act_id) if home else None
    records: list[Incident] = []
    changes: Changes = {}
    act = message.act
    if message.kind == "carried" or (
        known is not None
        and known.article == message.article
        and known.act == act
        and known.wording == message.wording
        and known.is_recalled == message.is_recalled
    ):
        if home is not None and known is not None:
            _carry(message, home=home, known=known, incidents=incidents, to=(records, changes))
    elif message.kind == "told" and act is not None and _joins(message):
        member = Member(
            act_id=message.act_id,
            article=message.article,
            position=message.position,
            act=act,
            wording=message.wording,
            is_recalled=message.is_recalled,
            carriers=_united(known.carriers if known else (), message.carriers),
        )
        _regroup(message, member=member, home=home, incidents=incidents, to=(records, changes))
    elif known is not None:
        _regroup(message, member=None, home=home, incidents=incidents, to=(records, changes))
    _end(message, incidents=incidents, to=(records, changes))
    return Outcome(tuple(records), changes)


_To = tuple[list[Incident], Changes]


def _joins(message: ActMessage) -> bool:
    """Tell whether the act is one event that was: no sum of several, none that is planned."""
    act = message.act
    return act is not None and act.scope == "act" and act.assertion != "planned"


def _member(entry: IncidentEntry | None, act_id: str) -> Member | None:
    return next((each for each in (entry.members if entry else ()) if each.act_id == act_id), None)


def _united(known: Sequence[Carrier], more: Sequence[Carrier]) -> tuple[Carrier, ...]:
    """Return all carriers, each once, the earliest first."""
    carriers = {carrier.id: carrier for carrier in (*more, *known)}
    return tuple(sorted(carriers.values(), key=lambda each: (each.fetched_at, each.id)))


def _carry(
    message: ActMessage, *, home: str, known: Member, incidents: IncidentIndex, to: _To
) -> None:
    """Add the carriers of *message*; they make a revision at 1, 2, 4, 8 … of them."""
    records, changes = to
    entry = incidents.get(home)
    carriers = _united(known.carriers, message.carriers)
    if entry is None or carriers == known.carriers:
        return
    member = replace(known, carriers=carriers)
    members = tuple(member if each is known else each for each in entry.members)
    after = replace(entry, members=members, touched_at=max(entry.touched_at, message.at))
    incident = entry.incident
    if incident is not None and _is_due(incident, member):
        record = fold(
            members,
            incident=home,
            theatre=entry.theatre,
            previous=incident,
            because=message.because,
            at=message.at,
        )
        if record is not None:
            records.append(record)
            after = replace(after, incident=record)
    changes[home] = after


def _is_due(incident: Incident, member: Member) -> bool:
    named = (*incident.articles, *incident.mentioned_in)
    published = [len(a.carriers) for a in named if a.id == member.article.id]
    return len(member.carriers).bit_length() > max(published, default=0).bit_length()


def _regroup(
    message: ActMessage,
    *,
    member: Member | None,
    home: str | None,
    incidents: IncidentIndex,
    to: _To,
) -> None:
    """Group the acts around *member* (or the one it withdraws) anew and note what changes."""
    affected = _affected(message, member=member, home=home, incidents=incidents)
    remaining = {
        key: tuple(m for m in entry.members if m.act_id != message.act_id)
        for key, entry in affected.items()
    }
    pool = [m for members in remaining.values() for m in members]
    groups = grouped([*pool, member] if member else pool, incidents=incidents)
    claimants = _claimants(affected, remaining=remaining, groups=groups)
    moved = home if member and home and affected[home].incident and not remaining[home] else None
    if member and moved:
        # Alone in its incident and told anew: the incident follows, unless it would meet another.
        number = next(i for i, group in enumerate(groups) if member in group.members)
        if not claimants[number] and groups[number].is_asserted:
            claimants[number] = [moved]
    _publish(
        message, groups=groups, claimants=claimants, affected=affected, incidents=incidents, to=to
    )


def _affected(
    message: ActMessage, *, member: Member | None, home: str | None, incidents: IncidentIndex
) -> Entries:
    """Return the entries that hold an act like the one that changed, or like one of theirs."""
    affected: Entries = {}
    left = [member] if member else []
    entry = incidents.get(home) if home else None
    if home and entry:
        affected[home] = entry
        # The act as it was told before too: it may have kept others apart.
        left += entry.members
    count = len(left)
    while left and count < MOST_REGROUPED:
        current = left.pop()
        for key in incidents.around(current, theatre=message.theatre):
            near = incidents.get(key)
            if key in affected or near is None:
                continue
            traits = incidents.traits(current)
            if any(incidents.likeness(traits, incidents.traits(each)) > 0 for each in near.members):
                affected[key] = near
                left += near.members
                count += len(near.members)
    return affected


def _claimants(
    affected: Mapping[str, IncidentEntry],
    *,
    remaining: Mapping[str, tuple[Member, ...]],
    groups: Sequence[Group],
) -> list[list[str]]:
    """Return for each group the incidents that live on in it, the one that keeps its id first.

    An incident goes where its opening act is, else where most of its acts are.
    """
    place = {m.act_id: number for number, group in enumerate(groups) for m in group.members}
    result: list[list[str]] = [[] for _ in groups]
    for key, entry in affected.items():
        acts = [m.act_id for m in remaining[key]]
        if entry.incident is None or not acts:
            continue
        if entry.opened_by in acts:
            number = place[entry.opened_by]
        else:
            numbers = [place[act_id] for act_id in acts]
            number = max(numbers, key=lambda each: (numbers.count(each), -each))
        result[number].append(key)
    for keys in result:
        keys.sort(key=lambda key: (_reported(affected[key]), key))
    return result


def _reported(entry: IncidentEntry) -> str:
    return entry.incident.first_reported_at if entry.incident else ""


def _publish(
    message: ActMessage,
    *,
    groups: Sequence[Group],
    claimants: Sequence[list[str]],
    affected: Entries,
    incidents: IncidentIndex,
    to: _To,
) -> None:
    """Compare the *groups* with what is published; note records and changed entries."""
    records, changes = to
    kept: dict[str, Group] = {}
    merged: dict[str, str] = {}
    waiting: dict[str, Member] = {}
    origins: dict[str, str | None] = {}
    for group, keys in zip(groups, claimants, strict=True):
        if keys:
            kept[keys[0]] = group
            merged |= dict.fromkeys(keys[1:], keys[0])
        elif group.is_asserted:
            opening = min(
                (m for m in group.members if m.is_asserted),
                key=lambda m: (m.article.fetched_at, m.act_id),
            )
            origin = _origin_of(group, affected)
            key = content_id("incident", message.theatre, opening.act_id, origin)
            kept[key], origins[key] = group, origin
        else:
            waiting |= {m.act_id: m for m in group.members}
    # Entries that end or move come first: an act is in one entry only.
    for key, entry in affected.items():
        if key in kept:
            continue
        if entry.incident is None:
            if key not in waiting:
                changes[key] = None
            continue
        survivor = merged.get(key)
        record = (
            ended(
                entry.incident,
                status="merged",
                into=survivor,
                because=message.because,
                at=message.at,
            )
            if survivor
            else _folded(message, (), key=key, entry=entry)
        )
        if record is not None:
            records.append(record)
        changes[key] = replace(
            entry,
            incident=record or entry.incident,
            members=(),
            touched_at=max(entry.touched_at, message.at),
        )
    for key, waits in waiting.items():
        alone = IncidentEntry(
            theatre=message.theatre,
            touched_at=waits.article.fetched_at,
            opened_by=key,
            members=(waits,),
        )
        if incidents.get(key) != alone:
            changes[key] = alone
    for key, group in kept.items():
        before = incidents.get(key)
        members = tuple(sorted(group.members, key=lambda m: m.act_id))
        if before is not None and before.members == members:
            continue
        absorbed = [
            incident
            for other, into in merged.items()
            if into == key and (incident := affected[other].incident) is not None
        ]
        record = _folded(
            message, members, key=key, entry=before, absorbed=absorbed, origin=origins.get(key)
        )
        if record is not None:
            records.append(record)
        opened_by = (
            before.opened_by if before else _opening(members, key, origins.get(key), message)
        )
        changes[key] = IncidentEntry(
            theatre=message.theatre,
            touched_at=max(before.touched_at if before else "", message.at),
            opened_by=opened_by,
            incident=record or (before.incident if before else None),
            members=members,
        )


def _opening(members: Iterable[Member], key: str, origin: str | None, message: ActMessage) -> str:
    """Return the act whose hash *key* is."""
    return next(
        m.act_id
        for m in members
        if content_id("incident", message.theatre, m.act_id, origin) == key
    )


def _origin_of(group: Group, affected: Entries) -> str | None:
    """Return the incident that the acts of a new *group* were part of until now."""
    acts = {m.act_id for m in group.members}
    keys = [
        key
        for key, entry in affected.items()
        if entry.incident and any(m.act_id in acts for m in entry.members)
    ]
    return min(keys, default=None)


def _folded(
    message: ActMessage,
    members: Sequence[Member],
    *,
    key: str,
    entry: IncidentEntry | None,
    absorbed: Iterable[Incident] = (),
    origin: str | None = None,
) -> Incident | None:
    return fold(
        members,
        incident=key,
        theatre=message.theatre,
        previous=entry.incident if entry else None,
        absorbed=absorbed,
        split_from=origin,
        because=message.because,
        at=message.at,
    )


def _end(message: ActMessage, *, incidents: IncidentIndex, to: _To) -> None:
    """Close what nothing reached for long and forget what nothing reached for very long."""
    records, changes = to

    def untouched(*, is_open: bool, for_: timedelta) -> list[str]:
        keys = incidents.untouched(
            theatre=message.theatre, is_open=is_open, now=message.at, for_=for_
        )
        return [key for key in islice(keys, ENDED_AT_ONCE) if key not in changes]

    for key in untouched(is_open=True, for_=CLOSES_AFTER):
        entry = incidents.get(key)
        if entry is not None and entry.incident is not None:
            record = ended(entry.incident, status="closed", because=message.because, at=message.at)
            records.append(record)
            changes[key] = replace(entry, incident=record)
    for key in untouched(is_open=False, for_=FORGOTTEN_AFTER):
        changes[key] = None
