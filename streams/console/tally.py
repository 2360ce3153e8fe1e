"""What reports got right and wrong of a labelled set, field by field.

casualties    claims of an article by kind, min and max
claims in act, site, date    inside acts paired one to one: a right figure in the wrong act is wrong
attackers, targets, places   by article, names compared folded; only where it happened counts
victims, subset, source      over the claims that match
sentences     the share whose claims are right in every part, none missing and none too much
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from streams.console.labelled import GoldAct, GoldClaim, GoldName, Labelled
from streams.records.report import Act, ActorMention, Casualty, Place, StrikeReport
from streams.text.folding import fold_text

HAPPENED_AT = frozenset({"site", "within"})
NOT_NEWS = frozenset({"background", "planned"})
Key = tuple[str, int, int | None]
Whole = tuple[str, int, int | None, str, bool]


class Fault(Struct, frozen=True):
    """One thing read wrongly: in which text, of which field, and what."""

    id: str
    field: str
    detail: str


class Score(Struct, frozen=True):
    """*value* is F1 where there are *precision* and *recall*, else the share of *n* that is right."""

    value: float
    n: int
    precision: float | None = None
    recall: float | None = None


class Tally:
    """Counts of right, spurious and missed things, or of right and wrong ones, by field."""

    def __init__(self) -> None:
        self.found: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
        self.answers: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        self.faults: list[Fault] = []

    def find(self, field: str, *, right: int, spurious: int, missed: int) -> None:
        """Count things that had to be found."""
        counts = self.found[field]
        counts[0], counts[1], counts[2] = (
            counts[0] + right,
            counts[1] + spurious,
            counts[2] + missed,
        )

    def answer(self, field: str, *, right: bool) -> None:
        """Count one answer."""
        self.answers[field][0] += right
        self.answers[field][1] += 1

    def fault(self, id: str, field: str, detail: str) -> None:  # noqa: A002, the field's own name
        """Keep one fault for the list of errors."""
        self.faults.append(Fault(id, field, detail))

    def scores(self) -> dict[str, Score]:
        """Return the score of every field that was counted."""
        found = {field: _f1(*counts) for field, counts in self.found.items()}
        return found | {field: Score(right / n, n) for field, (right, n) in self.answers.items()}


def tally(labelled: Iterable[Labelled], *, reports: Mapping[str, StrikeReport]) -> dict[str, Tally]:
    """Return what *reports* got right and wrong of *labelled*, by language.

    A text without a report counts as one that tells nothing.
    """
    tallies: dict[str, Tally] = defaultdict(Tally)
    for line in labelled:
        report = reports.get(line.id)
        news = report is not None and report.is_strike
        acts = [act for act in report.incidents if act.assertion not in NOT_NEWS] if report else []
        told = acts if news else []
        if line.claims is not None:
            _tally_sentence(line, told, tallies[line.lang])
        else:
            _tally_article(line, told, tallies[line.lang], news=news)
    return dict(tallies)


def same_name(one: str, other: str) -> bool:
    """Tell whether two surfaces name the same: one holds the other, or they share half their words.

    Marks, punctuation and white space do not count.
    """
    one, other = _fold(one), _fold(other)
    if not one or not other:
        return False
    words, others = set(one.split()), set(other.split())
    shared = len(words & others)
    return one in other or other in one or 2 * shared >= max(len(words), len(others))


def _tally_sentence(line: Labelled, told: Sequence[Act], tallied: Tally) -> None:
    wanted: Counter[Whole] = Counter(
        (c.kind, c.min, c.max, c.victims, c.subset) for c in line.claims or ()
    )
    found: Counter[Whole] = Counter(
        (c.kind, c.min, c.max, c.victims.status, c.subset_of is not None)
        for act in told
        for c in act.casualties
    )
    tallied.answer("sentences", right=wanted == found)
    for claim in (wanted - found).elements():
        tallied.fault(line.id, "sentence lacks", f"{claim} in: {line.text}")
    for claim in (found - wanted).elements():
        tallied.fault(line.id, "sentence has", f"{claim} in: {line.text}")


def _tally_article(line: Labelled, told: Sequence[Act], tallied: Tally, *, news: bool) -> None:
    tallied.find(
        "strike",
        right=news and line.strike_report,
        spurious=news and not line.strike_report,
        missed=line.strike_report and not news,
    )
    if news != line.strike_report:
        tallied.fault(line.id, "strike", f"gold {line.strike_report}, got {news}")
    _tally_claims(line, told, tallied)
    for field, wanted, found in (
        ("attackers", [a.attackers for a in line.incidents], [a.attackers for a in told]),
        ("targets", [a.targets for a in line.incidents], [a.targets for a in told]),
        ("places", [a.where for a in line.incidents], [_where(a) for a in told]),
    ):
        _tally_names(line.id, field, wanted, found, tallied)
    _tally_acts(line, told, tallied)


def _tally_claims(line: Labelled, told: Sequence[Act], tallied: Tally) -> None:
    wanted = {_key(c): c for act in line.incidents for c in act.casualties}
    found = {_key(c): c for act in told for c in act.casualties}
    both = wanted.keys() & found.keys()
    missed, spurious = wanted.keys() - both, found.keys() - both
    tallied.find("casualties", right=len(both), spurious=len(spurious), missed=len(missed))
    for key in sorted(missed, key=str):
        tallied.fault(line.id, "casualty missed", f"{key} «{wanted[key].quote}»")
    for key in sorted(spurious, key=str):
        tallied.fault(line.id, "casualty wrong", f"{key} «{found[key].quote}»")
    for key in sorted(both, key=str):
        gold, got = wanted[key], found[key]
        said_by = got.source.quote or got.source.name if got.source else None
        right = {
            "victims": got.victims.status == gold.victims,
            "subset": (got.subset_of is not None) == gold.subset,
            "source": same_name(gold.source, said_by)
            if gold.source and said_by
            else not gold.source and not said_by,
        }
        asked = {"victims": gold.victims, "subset": gold.subset, "source": gold.source}
        answered = {
            "victims": got.victims.status,
            "subset": got.subset_of is not None,
            "source": said_by,
        }
        for field, is_right in right.items():
            tallied.answer(field, right=is_right)
            if not is_right:
                detail = f"gold {asked[field]}, got {answered[field]} «{got.quote}»"
                tallied.fault(line.id, field, detail)


def _tally_names(
    id: str,  # noqa: A002, the field's own name
    field: str,
    wanted: Sequence[Sequence[GoldName]],
    found: Sequence[Sequence[ActorMention | Place]],
    tallied: Tally,
) -> None:
    gold: dict[str, set[str]] = defaultdict(set)
    for name in (name for names in wanted for name in names):
        gold[name.en].add(name.surface)
    got: dict[str, set[str]] = defaultdict(set)
    for mention in (mention for mentions in found for mention in mentions):
        identity = mention.id if isinstance(mention, ActorMention) else mention.name
        got[identity or mention.name].update(_surfaces(mention))
    left, spurious = list(gold.values()), []
    for surfaces in got.values():
        hit = next((names for names in left if _share(names, surfaces)), None)
        if hit is not None:
            left.remove(hit)
        elif not any(_share(names, surfaces) for names in gold.values()):
            # A second name of something already matched is no error.
            spurious.append(surfaces)
    tallied.find(field, right=len(gold) - len(left), spurious=len(spurious), missed=len(left))
    for names in left:
        tallied.fault(id, f"{field} missed", ", ".join(sorted(names)))
    for names in spurious:
        tallied.fault(id, f"{field} wrong", ", ".join(sorted(names)))


def _tally_acts(line: Labelled, told: Sequence[Act], tallied: Tally) -> None:
    pairs = _pair(line.incidents, told)
    for index, act in enumerate(told):
        if index not in pairs.values():
            tallied.find("claims in act", right=0, spurious=len(_keys(act.casualties)), missed=0)
    for index, gold in enumerate(line.incidents):
        got = told[pairs[index]] if index in pairs else None
        wanted, found = _keys(gold.casualties), _keys(got.casualties if got else ())
        tallied.find(
            "claims in act",
            right=len(wanted & found),
            spurious=len(found - wanted),
            missed=len(wanted - found),
        )
        if gold.where:
            right = got is not None and _same_site(gold, got)
            tallied.answer("site", right=right)
            if not right:
                places = ", ".join(place.quote for place in _where(got)) if got else None
                tallied.fault(line.id, "site", f"gold {gold.where[0].surface}, got {places}")
        if gold.when:
            day = (got.occurred.start or "")[:10] if got else None
            tallied.answer("date", right=day == gold.when)
            if day != gold.when:
                tallied.fault(line.id, "date", f"gold {gold.when}, got {day}")
    wanted_types, types = {act.type for act in line.incidents}, {str(act.type) for act in told}
    tallied.find(
        "types",
        right=len(wanted_types & types),
        spurious=len(types - wanted_types),
        missed=len(wanted_types - types),
    )
    if wanted_types != types:
        tallied.fault(line.id, "types", f"gold {sorted(wanted_types)}, got {sorted(types)}")
    if line.strike_report:
        tallied.answer("incident count", right=len(line.incidents) == len(told))
        for kind in ("killed", "injured"):
            gold_high = _highest(
                kind, [(c, c.subset) for a in line.incidents for c in a.casualties]
            )
            high = _highest(
                kind, [(c, c.subset_of is not None) for a in told for c in a.casualties]
            )
            tallied.answer(f"headline {kind}", right=gold_high == high)


def _pair(gold: Sequence[GoldAct], told: Sequence[Act]) -> dict[int, int]:
    """Return which act told stands for which of *gold*, the most alike first."""
    weights = []
    for index, wanted in enumerate(gold):
        for other, act in enumerate(told):
            shared = len(_keys(wanted.casualties) & _keys(act.casualties))
            weight = 3 * shared + 2 * _same_site(wanted, act) + (wanted.type == act.type)
            if weight:
                weights.append((weight, index, other))
    pairs: dict[int, int] = {}
    for _, index, other in sorted(weights, key=lambda entry: -entry[0]):
        if index not in pairs and other not in pairs.values():
            pairs[index] = other
    return pairs


def _same_site(gold: GoldAct, act: Act) -> bool:
    return bool(gold.where) and any(
        same_name(gold.where[0].surface, name) for place in _where(act) for name in _surfaces(place)
    )


def _where(act: Act) -> list[Place]:
    """Return where it happened: not reference points, not launch places."""
    return [place for place in act.places if place.role in HAPPENED_AT]


def _surfaces(mention: ActorMention | Place) -> set[str]:
    return {name for name in (mention.quote, mention.native) if name}


def _share(names: Iterable[str], surfaces: Iterable[str]) -> bool:
    return any(same_name(name, surface) for name in names for surface in surfaces)


def _key(claim: GoldClaim | Casualty) -> Key:
    return (claim.kind, claim.min, claim.max)


def _keys(claims: Iterable[GoldClaim | Casualty]) -> set[Key]:
    return {_key(claim) for claim in claims}


def _highest(kind: str, claims: Iterable[tuple[GoldClaim | Casualty, bool]]) -> int | None:
    """Return the largest lower bound of *kind* that is no part of another, as a reader quotes it."""
    return max((c.min for c, subset in claims if c.kind == kind and not subset), default=None)


def _f1(right: int, spurious: int, missed: int) -> Score:
    precision = right / (right + spurious) if right + spurious else 0.0
    recall = right / (right + missed) if right + missed else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return Score(f1, right + missed, precision, recall)


def _fold(name: str) -> str:
    return re.sub(r"[\W_]+", " ", fold_text(name)).strip()
