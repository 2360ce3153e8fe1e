"""When: the time expressions of a text as local dates of the place, the announcement's day marked.

Rules whose name begins with `announcement_` are the day somebody spoke; `since`, `yearly` and
`coming_weekday` are no day of an act; `dateline_` is the day in a dateline, `page_` the visible date
of the page; `bare_part_of_day` is
"at dawn" with no day beside it, taken as the day of publication.
"""

from datetime import date

from streams.records.report import Occurred
from streams.steps.extract.findings import DateFinding
from streams.steps.extract.reading import Reading
from streams.text.calendar import read_dates
from streams.text.calendar_days import DateFound
from streams.text.calendar_words import Calendar, calendar_of
from streams.text.sentences import Sentence

_REACH = 6
"""How many tokens a word of saying may stand away from the day it was said on."""
_OPENS_SPEECH = frozenset({"ان", "انه", "انها", "عن", "that", ",", "\N{ARABIC COMMA}", ":"})
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
    text, starts = reading.article.text, reading.folded.starts
    capitals = (
        [text[starts[token.start]].isupper() for token in reading.tokens]
        if words.capitalised
        else None
    )
    findings = []
    for found in read_dates(reading.tokens, words=words, published=published, is_name=capitals):
        span = reading.span(found.start, found.end)
        sentence = reading.sentence_of(found.start)
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
                rule=_told(reading, calendar, found, sentence) + found.rule,
            )
        )
    return tuple(findings)


def _told(reading: Reading, calendar: Calendar, found: DateFound, sentence: int) -> str:
    """Return what the date is the date of: "" the act, or `announcement_`, `dateline_`."""
    bounds = reading.sentences[sentence] if reading.sentences else None
    if bounds is None:
        return ""
    if found.basis == "stated" and _is_line(reading, found, bounds):
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
        if calendar.at(tokens, index, "announcing") and _opens_speech(reading, found, bounds.end):
            return "announcement_"
    before = found.start - 1
    if before > bounds.start and tokens[before].text == "on":
        before -= 1
    if before >= bounds.start and calendar.at(tokens, before, "announcing"):
        return "announcement_"
    return ""


def _is_line(reading: Reading, found: DateFound, sentence: Sentence) -> bool:
    """Tell a date that is a line of its own, with at most an hour or a name beside it."""
    tokens = reading.tokens
    beside = sentence.end - sentence.start - (found.end - found.start)
    opens = sentence.start == 0 or tokens[sentence.start - 1].kind == "break"
    closes = sentence.end == len(tokens) or tokens[sentence.end].kind == "break"
    return opens and closes and beside <= _PAGE_DATE and tokens[sentence.end - 1].text != "."


def _opens_speech(reading: Reading, found: DateFound, end: int) -> bool:
    """Tell whether what was said begins right behind the day ("الخميس إن", "Thursday that")."""
    following = found.end
    return following < end and reading.tokens[following].text in _OPENS_SPEECH


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
