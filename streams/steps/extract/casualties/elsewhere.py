"""Figures of other events, known by where they stand and how large they are."""

from collections.abc import Sequence

from msgspec.structs import replace

from streams.steps.extract.casualties.lexicon import Lexicon
from streams.steps.extract.findings import CasualtyFinding
from streams.steps.extract.reading import Reading

_LEAD = 2
"""The paragraphs behind the title that tell the news."""
_OUTSIZED = 8
"""So many times the dead of the lead are those of a war or a year, not more of the news."""
_MANY, _MANY_TOLD = 30, 100
"""A smaller figure is not outsized beside any other: one that nobody is quoted for, and one of a source."""
_LINK = 16
"""A line without a full stop behind the story is a link to another one if it is no longer."""


def without_other_events(
    reading: Reading, claims: Sequence[CasualtyFinding], *, lexicon: Lexicon
) -> list[CasualtyFinding]:
    """Return *claims* with those of other events marked as background.

    What a last line without a full stop tells, a headline of another story; what "had been" done
    where nobody is quoted, behind the lead; and figures far above those of the lead.
    """
    link = _link(reading)
    most = max((_most(one) for one in claims if _is_lead(reading, one)), default=0)
    result: list[CasualtyFinding] = []
    for one in claims:
        behind = reading.sentences[one.sentence].paragraph > _LEAD
        elsewhere = one.sentence == link or (
            behind and (_had_been(reading, one, lexicon) or _is_outsized(one, most))
        )
        result.append(replace(one, background=True) if elsewhere else one)
    return result


def _link(reading: Reading) -> int | None:
    """Return the last sentence where it is a link: short, without the stop that ends those before."""
    ends = reading.pack.script.sentence_ends
    stopped = [reading.tokens[s.end - 1].text in ends for s in reading.sentences if s.paragraph]
    if len(stopped) < 2 * _LEAD or stopped[-1] or 2 * sum(stopped) < len(stopped):
        return None
    last = reading.sentences[-1]
    alone = reading.sentences[-2].paragraph < last.paragraph
    return len(reading.sentences) - 1 if alone and last.end - last.start <= _LINK else None


def _is_lead(reading: Reading, one: CasualtyFinding) -> bool:
    paragraph = reading.sentences[one.sentence].paragraph
    return paragraph <= _LEAD and one.kind == "killed" and not one.background


def _most(one: CasualtyFinding) -> int:
    return one.max or one.min


def _is_outsized(one: CasualtyFinding, most: int) -> bool:
    many = _MANY if one.source is None else _MANY_TOLD
    return one.kind == "killed" and 0 < _OUTSIZED * most <= one.min >= many


def _had_been(reading: Reading, one: CasualtyFinding, lexicon: Lexicon) -> bool:
    """Tell "dozens had been killed on Friday" of what was told before the news."""
    words = {token.text for token in reading.tokens[one.start : one.end]}
    return one.kind == "killed" and one.source is None and bool(words & lexicon.pluperfect)
