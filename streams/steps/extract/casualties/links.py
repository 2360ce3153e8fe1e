"""Which claims of an article count the same people, and which the text itself calls outdated."""

from collections.abc import Sequence

from msgspec.structs import replace

from streams.steps.extract.casualties.lexicon import Lexicon
from streams.steps.extract.findings import CasualtyFinding
from streams.steps.extract.reading import Reading

_TITLE_WORDS = 25
_BREAKDOWN_REACH = 8
_NEAR = 40
_OPPOSED = (("soldier", "militant"), ("militant", "soldier"))


def linked(
    reading: Reading, claims: Sequence[CasualtyFinding], *, lexicon: Lexicon
) -> tuple[CasualtyFinding, ...]:
    """Return *claims* in the order of the text, vague headline plurals gone, links set."""
    kept = _without_vague_headline(reading, claims)
    ordered = _in_order(kept)
    ordered = _bodies(ordered) if lexicon.words.bodies_are_parts else ordered
    ordered = _raised(reading, _summed_up(_breakdowns(ordered)), lexicon)
    return tuple(_same_people(reading, ordered, lexicon))


def _in_order(claims: Sequence[CasualtyFinding]) -> list[CasualtyFinding]:
    """Sort by place in the text and let subset indices follow."""
    order = sorted(range(len(claims)), key=lambda k: (claims[k].start, claims[k].end))
    moved = {old: new for new, old in enumerate(order)}
    return [
        replace(
            claims[old],
            subset_of=None if claims[old].subset_of is None else moved[claims[old].subset_of or 0],
        )
        for old in order
    ]


def _headline_paragraphs(reading: Reading) -> int:
    """Return how many paragraphs stand above the story: short ones that end without a full stop."""
    tokens, ends = reading.tokens, reading.pack.script.sentence_ends
    lengths: dict[int, int] = {}
    stopped: dict[int, bool] = {}
    for sentence in reading.sentences:
        length = sentence.end - sentence.start
        lengths[sentence.paragraph] = lengths.get(sentence.paragraph, 0) + length
        stopped[sentence.paragraph] = tokens[sentence.end - 1].text in ends
    count = 0
    while count in lengths and lengths[count] <= _TITLE_WORDS and not stopped[count]:
        count += 1
    return count if count in lengths else 0


def _without_vague_headline(
    reading: Reading, claims: Sequence[CasualtyFinding]
) -> list[CasualtyFinding]:
    """Drop a vague plural that only announces figures told after it.

    A headline's beside figures of its kind in the body; a part without a figure beside a part of
    the same class with one.
    """
    above = _headline_paragraphs(reading)
    paragraph = [reading.sentences[claim.sentence].paragraph for claim in claims]
    dropped: set[int] = set()
    for index, claim in enumerate(claims):
        if claim.hedge != "vague" or claim.min > 2:
            continue
        if claim.subset_of is not None:
            told = any(
                one.subset_of is not None
                and one.hedge != "vague"
                and one.kind == claim.kind
                and one.victims.include == claim.victims.include
                and claims[one.subset_of].min == claims[claim.subset_of].min
                for one in claims[max(index - _NEAR, 0) : index + _NEAR]
            )
        else:
            told = paragraph[index] < above and any(
                (one.kind == claim.kind or claim.kind == "killed_or_injured")
                and paragraph[k] >= above
                for k, one in enumerate(claims[: index + 2 * _NEAR])
            )
        if told:
            dropped.add(index)
    for index, claim in enumerate(claims):
        parts = [
            one
            for one in claims[index + 1 : index + _NEAR]
            if one.subset_of == index and one.rule == "part_of_a_figure" and one.max == one.min
        ]
        if claim.hedge == "vague" and len(parts) > 1:
            spelled_out = reading.tokens[parts[0].start - 1].text == ":"
            if spelled_out and sum(one.min for one in parts) > claim.min:
                dropped.add(index)
    return _dropping(claims, dropped)


def _dropping(claims: Sequence[CasualtyFinding], dropped: set[int]) -> list[CasualtyFinding]:
    kept = [index for index in range(len(claims)) if index not in dropped]
    moved = {old: new for new, old in enumerate(kept)}
    result = []
    for old in kept:
        whole = claims[old].subset_of
        result.append(replace(claims[old], subset_of=None if whole is None else moved.get(whole)))
    return result


def _bodies(claims: list[CasualtyFinding]) -> list[CasualtyFinding]:
    """Count bodies as part of a larger toll told before them."""
    result = list(claims)
    for index, claim in enumerate(claims):
        if claim.subset_of is not None or claim.rule not in {"finding_after", "bodies"}:
            continue
        for k in range(index - 1, max(index - _NEAR, 0) - 1, -1):
            other = claims[k]
            if other.kind == "killed" and other.subset_of is None and other.min >= claim.min:
                result[index] = replace(claim, subset_of=k)
                break
    return result


def _breakdowns(claims: list[CasualtyFinding]) -> list[CasualtyFinding]:
    """Make figures told in one sentence parts of an earlier one when they add up to it.

    "28 killed: five civilians, ten fighters and thirteen others"; "11 killed or injured: two
    killed, nine injured". A figure that the text itself calls a part counts with them.
    """
    result = list(claims)
    for whole, claim in enumerate(claims):
        if claim.hedge not in {"exact", "at_least"} or claim.min < 2 or claim.subset_of is not None:
            continue
        for first in range(whole + 1, min(whole + _NEAR, len(claims))):
            if claims[first].sentence - claim.sentence > _BREAKDOWN_REACH:
                break
            parts = _adding_up(result, whole, first)
            # Of an open total they are parts only as one list ("three soldiers and five wives").
            listed = all(result[k].rule[:6] == "joined" for k in parts[1:])
            if parts and (listed or claim.hedge == "exact"):
                for index in parts:
                    result[index] = _as_part(result[index], whole, claim)
                break
    return result


def _summed_up(claims: list[CasualtyFinding]) -> list[CasualtyFinding]:
    """Make figures parts of a total that only a noun tells behind them ("… 7 fatalities")."""
    result = list(claims)
    for whole, claim in enumerate(claims):
        if claim.rule != "noun_of_harm" or claim.max != claim.min or claim.subset_of is not None:
            continue
        before = [
            index
            for index in range(max(whole - _NEAR, 0), whole)
            if result[index].subset_of is None
            and result[index].kind == claim.kind
            and not result[index].background
        ]
        alone = all(result[index].sentence < claim.sentence for index in before)
        if len(before) > 1 and alone and sum(claims[k].min for k in before) == claim.min:
            for index in before:
                result[index] = replace(result[index], subset_of=whole)
    return result


def _raised(
    reading: Reading, claims: list[CasualtyFinding], lexicon: Lexicon
) -> list[CasualtyFinding]:
    """Make figures parts of the toll that they raise ("two more died, **bringing** the toll to 14")."""
    result = list(claims)
    for whole in range(1, len(claims)):
        claim, part = claims[whole], claims[whole - 1]
        if claim.rule[:5] != "toll_" or claim.subset_of is not None or claim.background:
            continue
        same = part.sentence == claim.sentence and part.kind == claim.kind
        if not same or part.subset_of is not None or part.min > claim.min:
            continue
        if lexicon.raising.anywhere(reading.tokens, part.end, claim.start + 1):
            result[whole - 1] = replace(part, subset_of=whole)
    return result


def _adding_up(claims: Sequence[CasualtyFinding], whole: int, first: int) -> list[int]:
    """Return the consecutive figures from *first* that make up *whole*, all in one sentence, or none."""
    claim, total, parts = claims[whole], 0, []
    side_by_side = claims[first].sentence == claim.sentence and "joined" in (
        claim.rule[:6],
        claims[first].rule[:6],
    )
    if side_by_side:
        return []
    for index in range(first, len(claims)):
        one = claims[index]
        fits = one.kind == claim.kind or (
            claim.kind == "killed_or_injured" and one.kind in {"killed", "injured"}
        )
        if one.sentence != claims[first].sentence:
            break
        if not fits or one.max != one.min:
            break
        if one.subset_of is not None and one.subset_of != whole:
            break
        total += one.min
        parts.append(index)
        if total >= claim.min:
            break
    return parts if total == claim.min and len(parts) > 1 else []


def _as_part(part: CasualtyFinding, whole: int, claim: CasualtyFinding) -> CasualtyFinding:
    victims = part.victims
    if not victims.include:
        victims = replace(victims, status=claim.victims.status, include=claim.victims.include)
    return replace(part, subset_of=whole, victims=victims)


def _same_people(
    reading: Reading, claims: list[CasualtyFinding], lexicon: Lexicon
) -> list[CasualtyFinding]:
    """Link a figure to an earlier one of the same kind that counts the same people.

    A repeated figure, or a headline's and the body's first. A figure in a sentence that calls it an
    earlier one is superseded by the latest figure outside it.
    """
    result = list(claims)
    above = _headline_paragraphs(reading)
    for index, claim in enumerate(claims):
        if claim.background:
            continue
        earlier = claim.rule == "risen_from" or _calls_earlier(reading, claims, index, lexicon)
        words = (token.text for token in reading.tokens[claim.start : claim.end])
        also = claim.max == claim.min and any(word in lexicon.also for word in words)
        for k in range(index - 1, max(index - _NEAR, 0) - 1, -1):
            other = claims[k]
            if other.kind != claim.kind or other.background:
                continue
            if (other.max == 0) != (claim.max == 0):
                continue
            if (other.subset_of is None) != (claim.subset_of is None):
                continue
            if (
                other.sentence == claim.sentence
                and claim.rule != "risen_from"
                and earlier == _calls_earlier(reading, claims, k, lexicon)
            ):
                continue
            if not _may_be_same(other, claim):
                continue
            toll = claim.rule[:5] == "toll_" and claim.subset_of is None
            equal = other.min == claim.min and claim.hedge != "vague" and not also
            headline = (
                reading.sentences[other.sentence].paragraph < above
                and not any(one.same_people_as == k for one in result)
                and _near(other, claim)
            )
            replaced = not earlier and other.sentence == claim.sentence
            if equal or headline or earlier or toll or replaced:
                result[index] = replace(result[index], same_people_as=k)
                if equal and not claim.victims.include and result[k].victims.status == "combatant":
                    known = result[k].victims
                    victims = replace(claim.victims, status=known.status, include=known.include)
                    result[index] = replace(result[index], victims=victims)
                if (toll or replaced) and not equal and _calls_earlier(reading, claims, k, lexicon):
                    result[index] = replace(result[index], supersedes=k)
                if earlier and not equal:
                    result[k] = replace(result[k], supersedes=index)
                break
    return result


def _may_be_same(one: CasualtyFinding, other: CasualtyFinding) -> bool:
    """Tell people of one class or side from those of another."""
    statuses = {one.victims.status, other.victims.status}
    if len(statuses) > 1 and "unknown" not in statuses:
        return False
    if (one.victims.side == "attacker") != (other.victims.side == "attacker"):
        # A headline's "two killed" may be the attackers; one person is told as who he was.
        return one.min > 1 and not (one.victims.include and other.victims.include)
    classes, others = set(one.victims.include), set(other.victims.include)
    if any(a in classes and b in others for a, b in _OPPOSED):
        return False
    return not classes or not others or bool(classes & others)


def _near(one: CasualtyFinding, other: CasualtyFinding) -> bool:
    low, high = sorted((one.min, other.min))
    return high - low <= max(2, high // 4)


def _calls_earlier(
    reading: Reading, claims: Sequence[CasualtyFinding], index: int, lexicon: Lexicon
) -> bool:
    """Tell a figure that its own words call an earlier one, those of its neighbours left out."""
    claim, sentence = claims[index], reading.sentences[claims[index].sentence]
    alike = [
        one
        for one in claims[max(index - 3, 0) : index + 4]
        if one.sentence == claim.sentence and one.kind == claim.kind and one is not claim
        and one.subset_of is None
    ]  # fmt: skip
    low = max(
        [sentence.start, claim.start - 20, *(one.end for one in alike if one.end <= claim.start)]
    )
    followed = any(one.start >= claim.end for one in alike)
    high = claim.end + 1 if followed else claim.end + 10
    tokens = reading.tokens
    return any(
        lexicon.earlier.at(tokens, k, end=sentence.end)
        for k in tokens.starting(lexicon.earlier, low, min(high, sentence.end))
    )
