"""When: the time expressions of a text as local dates of the place, the announcement's day marked.

Rules whose name begins with `announcement_` are the day somebody spoke; `since`, `until`, `yearly` and
`coming_weekday`, `coming_day` are no day of an act; `dateline_` is the day in a dateline, `page_` the visible date
of the page, `aftermath_` of rescue or burial, `labelled_` the date of a table of facts ("When:"); `bare_part_of_day` is "at dawn"
with no day beside it, taken as the day of publication.
"""

from datetime import date

from msgspec.structs import replace

from streams.records.report import Occurred
from streams.steps.extract.findings import DateFinding
from streams.steps.extract.reading import Reading
from streams.text.calendar import read_dates
from streams.text.calendar_days import DateFound
from streams.text.calendar_words import Calendar, calendar_of
from streams.text.sentences import Sentence

_REACH = 6
"""How many tokens a word of saying may stand away from the day it was said on."""
_MARKS_OF_SPEECH = frozenset({",", "\N{ARABIC COMMA}", ":"})
_BESIDE = 4
"""How many tokens a word of rescue may stand away from the day it was done on."""
_LABEL = 3
"""A label has at most so many words."""
_DATELINE = 18
"""How far into its paragraph a dateline may reach."""
_PAGE_DATE = 6
"""How many tokens may stand beside a date that is a line of its own."""


def find_dates(reading: Reading, *, published: date | None) -> tuple[DateFinding, ...]:
    """Return the dates of *reading* in order.

    Relative days count from *published*, the day of publication where the publisher is; without
    it only full dates are found. Nothing raises.
    """
    words = reading.pack.dates
    calendar = calendar_of(words)
    capitals = reading.capitals if words.capitalised else None
    findings: list[DateFinding] = []
    for found in read_dates(reading.tokens, words=words, published=published, is_name=capitals):
        span = reading.span(found.start, found.end)
        sentence = reading.sentence_of(found.start)
        rule = _told(reading, calendar, found, sentence) + found.rule
        _say_on_dateline(findings, rule, found, sentence)
        findings.append(
            DateFinding(
                occurred=Occurred(
                    start=found.first.isoformat(),
                    end=found.last.isoformat(),
                    precision=found.precision,
                    basis=found.basis,
                    quote=reading.quote(span),
                    span=span,
                ),
                start=found.start,
                end=found.end,
                sentence=sentence,
                rule=rule,
            )
        )
    return tuple(findings)


def _told(reading: Reading, calendar: Calendar, found: DateFound, sentence: int) -> str:
    """Return what the date is the date of: "" the act, or `announcement_`, `dateline_`."""
    bounds = reading.sentences[sentence] if reading.sentences else None
    if bounds is None:
        return ""
    if found.basis == "stated":
        if _is_labelled(reading, calendar, found, "label"):
            return "labelled_"
        if _is_line(reading, found, bounds) or _is_labelled(reading, calendar, found, "page_label"):
            return "page_"
    if _is_dateline(reading, found, bounds.start):
        return "dateline_"
    tokens = reading.tokens
    # The word of saying must stand right before or behind the day, with nothing but its subject
    # between: "said on Thursday", "قالت الوزارة الخميس إن".
    for back in range(1, _REACH + 1):
        index = found.start - back
        if index < bounds.start or tokens[index].kind == "mark":
            break
        if calendar.at(tokens, index, "announcing") and _opens_speech(
            reading, calendar, found, bounds.end
        ):
            return "announcement_"
    before = found.start - 1
    if before > bounds.start and calendar.at(tokens, before, "before_day"):
        before -= 1
    if before >= bounds.start and calendar.at(tokens, before, "announcing"):
        return "announcement_"
    return "aftermath_" if _is_aftermath(reading, calendar, found, bounds) else ""


def _is_aftermath(reading: Reading, calendar: Calendar, found: DateFound, bounds: Sentence) -> bool:
    """Tell whether a word of rescue, search or burial stands beside a day, in its clause."""
    tokens = reading.tokens
    for steps in (
        range(found.start - 1, max(bounds.start, found.start - _BESIDE) - 1, -1),
        range(found.end, min(bounds.end, found.end + _BESIDE - 1)),
    ):
        for index in steps:
            if tokens[index].kind in {"mark", "break"}:
                break
            if calendar.at(tokens, index, "aftermath"):
                return True
    return False


def _say_on_dateline(
    findings: list[DateFinding], rule: str, found: DateFound, sentence: int
) -> None:
    """Mark the dateline before *found* as the day of speaking, where *found* says that it is."""
    if not findings or not rule.startswith("announcement_"):
        return
    last = findings[-1]
    same = last.sentence == sentence and last.occurred.start == found.first.isoformat()
    if same and last.rule.startswith("dateline_"):
        findings[-1] = replace(last, rule="announcement_" + last.rule)


def _is_line(reading: Reading, found: DateFound, sentence: Sentence) -> bool:
    """Tell a date that is a line of its own, with at most an hour or a name beside it."""
    tokens = reading.tokens
    beside = sentence.end - sentence.start - (found.end - found.start)
    opens = sentence.start == 0 or tokens[sentence.start - 1].kind == "break"
    closes = sentence.end == len(tokens) or tokens[sentence.end].kind == "break"
    return opens and closes and beside <= _PAGE_DATE and tokens[sentence.end - 1].text != "."


def _is_labelled(reading: Reading, calendar: Calendar, found: DateFound, which: str) -> bool:
    """Tell whether a label opens the line of a date, or the one above, with nothing between."""
    tokens = reading.tokens
    end = found.start
    while end > 0 and (tokens[end - 1].kind == "break" or tokens[end - 1].text == ":"):
        end -= 1
    if end == found.start and which == "label":
        return False
    for back in range(1, min(_LABEL, end) + 1):
        label = calendar.at(tokens, end - back, which)
        if label is not None and label.length == back:
            return end == back or tokens[end - back - 1].kind == "break"
    return False


def _opens_speech(reading: Reading, calendar: Calendar, found: DateFound, end: int) -> bool:
    """Tell whether what was said begins right behind the day ("الخميس إن", "Thursday that")."""
    following = found.end
    if following >= end:
        return False
    text = reading.tokens[following].text
    return text in _MARKS_OF_SPEECH or text in calendar.opens_speech


def _is_dateline(reading: Reading, found: DateFound, start: int) -> bool:
    """Tell whether the date stands between a paragraph's beginning and its dash."""
    tokens = reading.tokens
    if not start < found.start <= start + _DATELINE:
        return False
    if start > 0 and tokens[start - 1].kind != "break":
        return False
    dash = next(
        (k for k in range(found.end, min(found.end + 6, len(tokens))) if tokens[k].text == "-"),
        None,
    )
    return dash is not None and (
        tokens[dash].start > tokens[dash - 1].end or tokens[dash - 1].text == ")"
    )
