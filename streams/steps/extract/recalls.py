"""What sets a clause before the news: an earlier time, a pluperfect, "that attack", "days after", "since"."""

from collections.abc import Sequence

from streams.steps.extract.cues import cue_book
from streams.steps.extract.findings import CasualtyFinding, TriggerFinding
from streams.steps.extract.reading import Reading
from streams.steps.extract.sentence_findings import Here
from streams.steps.extract.triggers import form_of, is_definite, old_years

NEAR_START = 4
"""A turn or a word of recalling so near to the beginning of a clause is said of all of it."""
PAST_TIME = "background_past_time"
"""Words of a time before the news, wherever they stand."""
REACH = 8
"""How far behind "was" the word may stand that makes it "had been" (كانت … قد)."""
NEAR_SINCE = 2
"""A day so near behind "since" is that since which an act goes on."""


def is_past(reading: Reading, triggers: Sequence[TriggerFinding], start: int, end: int) -> bool:
    """Tell whether words of an earlier time are said of the clause itself.

    Behind "after", "since" or "in response to" they are said of what came before it.
    """
    times = [t.start for t in triggers if t.rule == PAST_TIME]
    times += old_years(reading, start, end)
    if not times:
        return False
    after = cue_book(reading.pack, "after").find(reading.tokens, start=start, end=end)
    first = min((t.start for t in triggers if t.nature == "act"), default=start)
    after = [match for match in after if match.start > first]
    return any(not any(match.start < at for match in after) for at in times)


def having_done(reading: Reading, here: Here, start: int, end: int) -> int:
    """Return where a verb of having done stands that opens a sentence (كانت الطائرات **قد** قصفت), else -1."""
    if reading.pack.strikes.was:
        was = cue_book(reading.pack, "was").find(
            reading.tokens, start=start, end=min(end, start + 2)
        )
        if not was:
            return -1
        if any(form_of(t) == "event" and start < t.start <= start + 2 for t in here.triggers):
            return start
    done = cue_book(reading.pack, "had").find(
        reading.tokens, start=start + 1, end=min(end, start + REACH)
    )
    return done[0].start if done else -1


def points_back(
    reading: Reading, triggers: Sequence[TriggerFinding], start: int, opening: int
) -> bool:
    """Tell whether a clause opens with "that attack", "those raids", said of the sentence before."""
    nouns = {t.start for t in triggers if form_of(t) in {"event", "blast"} and t.start < opening}
    that = cue_book(reading.pack, "that").find(reading.tokens, start=start, end=opening)
    return any(match.end in nouns for match in that)


def comes_after(
    reading: Reading,
    triggers: Sequence[TriggerFinding],
    figures: Sequence[tuple[int, CasualtyFinding]],
    start: int,
    end: int,
) -> bool:
    """Tell whether the act that is known came days after what the sentence goes on to tell."""
    known = [t for t in triggers if form_of(t) in {"event", "blast"} and is_definite(reading, t)]
    if not known or known[0].start >= start + NEAR_START:
        return False
    after = cue_book(reading.pack, "days_after").find(
        reading.tokens, start=known[0].end, end=min(end, known[0].end + NEAR_START)
    )
    return bool(after) and all(claim.start > after[0].start for _, claim in figures)


def told_until(
    reading: Reading, here: Here, triggers: Sequence[TriggerFinding], start: int, end: int
) -> int:
    """Return where "since …", behind all that a clause tells, leads to another time and place, else *end*.

    "Since Monday" does not: there a day follows at once.
    """
    acts = [t.start for t in triggers if t.nature == "act"]
    days = {day.start for day in here.dates}
    for match in cue_book(reading.pack, "since").find(reading.tokens, start=start, end=end):
        at_once = not days.isdisjoint(range(match.start, match.end + NEAR_SINCE))
        if acts and acts[0] < match.start > acts[-1] and not at_once:
            return match.end
    return end
