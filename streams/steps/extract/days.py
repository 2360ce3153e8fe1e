"""Which of the days found may be the day of an act, and which one an act takes."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from streams.records.article import Article
from streams.records.report import Occurred
from streams.steps.extract.findings import (
    CasualtyFinding,
    DateFinding,
    SourceFinding,
    TriggerFinding,
)
from streams.steps.extract.reading import Reading
from streams.steps.extract.sources import said_from

DATELINE = 8
"""A full date in the first tokens of a text is the day of writing, unless nothing else is told."""
AFTER_SPEAKER = 4
"""A day so near behind a speaker is the day of speaking, if nothing is told between."""
LEAD_SENTENCES = 3
"""A day in the title or the sentences of the news is the day of the act."""
OLD = timedelta(days=8)
"""What happened longer before the publication is no news."""
NOWHEN = Occurred(start=None, end=None, precision="unknown", basis=None)
OF_LINE = "dateline_"
"""How the rule begins of a day that dates the text."""
DAYS = frozenset({"hour", "day", "night"})
_OF_NO_ACT = ("announcement_", "page_", "aftermath_", "coming_", "until")
_BEGINNINGS = frozenset({"since", "yearly"})
_SPANS = frozenset({"week", "counted_month"})
_SPOKEN = frozenset({"verb_then_speaker", "speaker_then_verb", "pronoun", "according_to"})


def may_be_of_act(
    reading: Reading,
    found: DateFinding,
    *,
    sources: Iterable[SourceFinding],
    triggers: Sequence[TriggerFinding],
    casualties: Sequence[CasualtyFinding],
) -> bool:
    """Tell whether a day may be that of an act: not of an announcement, a page or a beginning.

    *sources*, *triggers* and *casualties* are those of its sentence: a day behind a speaker is that
    of speaking until an act or a figure is told.
    """
    if found.rule.startswith(_OF_NO_ACT):
        return False
    before = [trigger.start for trigger in triggers if trigger.start < found.start]
    if found.rule == "from_day_told" and before:
        return False
    acts = [*(one.start for one in triggers), *(one.start for one in casualties)]
    for source in sources:
        if source.rule not in _SPOKEN or source.end > found.start:
            continue
        said = said_from(reading, source)
        # "said that on Tuesday": what is said has begun.
        near = found.start <= source.end + AFTER_SPEAKER and not source.end < said <= found.start
        told = any(source.end <= start < found.start for start in acts)
        if not told and (near or found.start < said):
            return False
    return True


def dates_act(found: DateFinding) -> bool:
    """Tell a day of an act from the beginning of a time that is counted to the publication.

    "Since yesterday" an act goes on; since a date of the calendar a war does.
    """
    return found.rule not in _BEGINNINGS or found.occurred.basis == "relative"


def is_old(found: DateFinding, article: Article) -> bool:
    """Tell a day that lies more than `OLD` before the publication, where that is known."""
    end, published = found.occurred.end, article.published_at
    if article.published_basis == "fetched" or not (end and published):
        return False
    try:
        return date.fromisoformat(end[:10]) < date.fromisoformat(published[:10]) - OLD
    except ValueError:
        return False


def are_before(dates: Iterable[DateFinding], first: date) -> bool:
    """Tell whether there are days, and all of them end before *first*."""
    ends = [d.occurred.end for d in dates if d.occurred.end and d.rule not in _SPANS]
    return bool(ends) and all(end[:10] < first.isoformat() for end in ends)


def first_day(dates: Sequence[DateFinding]) -> Occurred:
    """Return when an act happened that is told with *dates*: the first day, else week or month.

    An act that went on since another day of its sentence began on that. A dateline dates it only where no other day does; a night told last is made more exact by the
    part of a day on its morning.
    """
    dates = [d for d in dates if dates_act(d) and d.occurred.start]
    days = sorted((d for d in dates if d.occurred.precision in DAYS), key=is_of_writing)
    chosen = next(iter([*days, *dates]), None)
    if chosen is None:
        return NOWHEN
    for day in days:
        if day.rule == "since" and day.sentence == chosen.sentence:
            return day.occurred
    if chosen.rule == "last_night":
        for day in days:
            if day.rule.startswith("part_of_") and day.occurred.start == chosen.occurred.end:
                return day.occurred
    return chosen.occurred


def is_of_writing(found: DateFinding) -> bool:
    """Tell a day that dates the text, and what it tells only where nothing else does."""
    return found.rule.startswith(OF_LINE) or (
        found.occurred.basis == "stated" and found.start < DATELINE
    )


def leading(dates: Iterable[DateFinding]) -> list[DateFinding]:
    """Return the dates that a table of facts, else the first sentences give to the news of a text."""
    found = list(dates)
    return [d for d in found if d.rule.startswith("labelled_")] or [
        d for d in found if d.sentence < LEAD_SENTENCES
    ]
