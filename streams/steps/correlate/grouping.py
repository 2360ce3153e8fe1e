"""Which acts tell one event: average linkage, the same whatever order they came in."""

from collections.abc import Iterable
from heapq import heapify, heappop, heappush

from msgspec import Struct

from streams.steps.correlate.index import IncidentIndex
from streams.steps.correlate.traits import Member, Traits, breadth, days_of, told_at

# An act of which only a wide area is known joins none of two events that are as likely, so nearly.
TORN = 500


class Group(Struct, frozen=True):
    """Acts of one event."""

    members: tuple[Member, ...]

    @property
    def is_asserted(self) -> bool:
        """Whether the event is told as one that was."""
        return any(member.is_asserted for member in self.members)


def grouped(members: Iterable[Member], *, incidents: IncidentIndex) -> list[Group]:
    """Return the events that *members* tell.

    The two groups that are likest on the average of their acts become one, as long as more speaks
    for it than against it.
    """
    ordered = sorted(members, key=_exactness)
    traits = [incidents.traits(member) for member in ordered]
    # sums[i][j]: the likeness of every act of group i with every act of group j, added up.
    sums: list[dict[int, int]] = [{} for _ in ordered]
    for i, one in enumerate(traits):
        for j in range(i):
            sums[i][j] = sums[j][i] = incidents.likeness(one, traits[j])
    groups = {i: [i] for i in range(len(ordered))}
    heap: list[tuple[float, int, int]] = [
        (-like, j, i) for i, row in enumerate(sums) for j, like in row.items() if j < i and like > 0
    ]
    heapify(heap)
    torn: list[tuple[float, int, int]] = []
    while heap:
        negative, i, j = heappop(heap)
        if i not in groups or j not in groups or _mean(i, j, groups, sums) != -negative:
            continue
        if _is_torn(i, j, traits=traits, groups=groups, sums=sums):
            torn.append((negative, i, j))
            continue
        groups[i] += groups.pop(j)
        for k in groups:
            if k != i:
                sums[i][k] = sums[k][i] = sums[i][k] + sums[j][k]
                if (mean := _mean(i, k, groups, sums)) > 0:
                    heappush(heap, (-mean, min(i, k), max(i, k)))
        # What stood between two events no longer does where they have become one.
        for each in torn:
            heappush(heap, each)
        torn.clear()
    return [Group(tuple(ordered[n] for n in sorted(group))) for group in groups.values()]


def _mean(i: int, j: int, groups: dict[int, list[int]], sums: list[dict[int, int]]) -> float:
    return sums[i][j] / (len(groups[i]) * len(groups[j]))


def _is_torn(
    i: int,
    j: int,
    *,
    traits: list[Traits],
    groups: dict[int, list[int]],
    sums: list[dict[int, int]],
) -> bool:
    """Tell whether one of two groups is of a wide area and as like a third that is another event."""
    nearly = max(0, _mean(i, j, groups, sums) - TORN)
    for vague, clear in ((i, j), (j, i)):
        if any(traits[n].is_placed for n in groups[vague]):
            continue
        for third in groups.keys() - {i, j}:
            is_as_like = _mean(vague, third, groups, sums) > nearly
            if is_as_like and _mean(clear, third, groups, sums) <= 0:
                return True
    return False


def _exactness(member: Member) -> tuple[bool, int, int, str, str]:
    start, end = days_of(member)
    days = (end - start).days
    return not member.is_asserted, breadth(member.act), days, told_at(member.article), member.act_id
