"""What a claim's surroundings say of it: background, superseded, unconfirmed, denied."""

from collections.abc import Sequence

from msgspec import Struct

from streams.records.report import ClaimCertainty
from streams.steps.extract.casualties.lexicon import Lexicon
from streams.steps.extract.reading import Reading
from streams.text.sentences import Sentence
from streams.text.tokens import Token

_OPENING = 8
_LARGE = 2000
_TOO_LARGE = 50_000
"""More than one act has ever been told to have killed: a war's, whatever the words."""
_CLAUSE_MARKS = frozenset({",", "\N{ARABIC COMMA}", ";", "\N{ARABIC SEMICOLON}"})


class Context(Struct, frozen=True, kw_only=True):
    """What one sentence says of all its figures; *since* are the tokens of "since …" words, *opens_since* the one that opens it.

    *sequels* are the ends of words that make a figure behind them in their clause one of an earlier event,
    *figures* the tokens where its figures begin.
    """

    history: tuple[int, ...]
    since: tuple[int, ...]
    opens_since: int
    superlative_since: tuple[tuple[int, int], ...]
    years: tuple[int, ...]
    earlier: int | None
    unconfirmed: tuple[int, ...]
    unconfirmed_this: tuple[int, ...]
    denying: tuple[int, ...]
    sequels: tuple[int, ...]
    at_war: bool
    opens_past: bool
    figures: tuple[int, ...] = ()


_SINCE = 30
"""How far behind "since …" that opens a sentence its figures may stand."""
_SEQUEL = 14
"""How far behind "days after" a figure of the earlier event may stand."""
_RECALLED = 14
"""Among so many first words of "it is recalled that …" a past time dates all of it."""
_ASIDE = 9
"""How many words two commas hold between them at most."""


def context_of(
    reading: Reading, lexicon: Lexicon, sentence: Sentence, *, year: int | None
) -> Context:
    """Return the context of the figures in *sentence*; *year* is that of publication."""
    tokens = reading.tokens
    history: list[int] = []
    since: list[int] = []
    superlative: list[int] = []
    years: list[int] = []
    unconfirmed: list[int] = []
    this: list[int] = []
    denying: list[int] = []
    sequels: list[int] = []
    at_war = not lexicon.wars
    recalled = sentence.paragraph > 0 and tokens[sentence.start].text in lexicon.recalling
    earlier: int | None = None
    opening = tokens.starting(lexicon.opens_context, sentence.start, sentence.end)
    for index in sorted({*opening, *tokens.figures(sentence.start, sentence.end)}):
        token = tokens[index]
        if token.kind == "number":
            # A full date that opens the text is the day of the act, however long ago.
            if (
                (
                    index >= _OPENING
                    or tokens[index - 1].text in lexicon.articles | lexicon.definite_articles
                )
                and year is not None
                and _is_past_year(tokens, lexicon, index, year)
            ):
                years.append(index)
            continue
        if token.kind != "word":
            continue
        month = (
            lexicon.past_months.at(tokens, index, end=sentence.end) if index >= _OPENING else None
        )
        if month is not None and _is_over(reading, month.value, sentence):
            history.append(index)
        if lexicon.history.at(tokens, index, end=sentence.end) and not _is_record(
            tokens, lexicon, index, sentence
        ):
            history.append(index)
        if token.text in lexicon.ago:
            number = (
                lexicon.numbers.integer(tokens, index + 1, end=sentence.end)
                if index + 1 < sentence.end
                else None
            )
            if number and number[1] < sentence.end and tokens[number[1]].text in lexicon.ago_units:
                history.append(index)
        if token.text in lexicon.since:
            if _is_record(tokens, lexicon, index, sentence):
                superlative.append(index)
            elif not _is_recent(tokens, lexicon, index, sentence):
                since.append(index)
        if earlier is None and lexicon.earlier.at(tokens, index, end=sentence.end):
            earlier = index
        if lexicon.unconfirmed.at(tokens, index, end=sentence.end):
            unconfirmed.append(index)
        if lexicon.unconfirmed_this.at(tokens, index, end=sentence.end):
            this.append(index)
        if lexicon.denying.at(tokens, index, end=sentence.end):
            denying.append(index)
        sequel = lexicon.sequels.at(tokens, index, end=sentence.end)
        if sequel:
            sequels.append(sequel.end)
        at_war = at_war or token.text in lexicon.wars
    return Context(
        history=tuple(k for k in history if not any(0 < k - mark <= 12 for mark in superlative)), since=tuple(since), opens_since=next((k for k in since if k <= sentence.start + 1), -1),
        superlative_since=tuple((k, _clause_end(tokens, lexicon, k, sentence)) for k in superlative), years=tuple(years), earlier=earlier,
        unconfirmed=tuple(unconfirmed), unconfirmed_this=tuple(this), denying=tuple(denying), sequels=tuple(sequels), at_war=at_war, opens_past=(recalled and bool(since or years)) or (any(
            lexicon.opening_history.at(tokens, index, end=sentence.end)
            for index in tokens.starting(
                lexicon.opening_history,
                sentence.start, min(sentence.start + _opening(tokens, lexicon, sentence), sentence.end),
            )
        )
        and sentence.paragraph > 0),
    )  # fmt: skip


def _opening(tokens: Sequence[Token], lexicon: Lexicon, sentence: Sentence) -> int:
    """Return among how many first words of a sentence a past time dates all that it tells."""
    if sentence.paragraph > 0 and tokens[sentence.start].text in lexicon.recalling:
        return _RECALLED
    return 8 if sentence.paragraph > 1 else 3


def _clause_end(tokens: Sequence[Token], lexicon: Lexicon, index: int, sentence: Sentence) -> int:
    """Return where the clause of token *index* ends; ", when …" still belongs to it."""
    for k in range(index, sentence.end - 1):
        following = {token.text for token in tokens[k + 1 : k + 3]}
        if tokens[k].text in _CLAUSE_MARKS and not following & lexicon.relatives:
            return k
    return sentence.end


def _is_over(reading: Reading, month: int, sentence: Sentence) -> bool:
    """Tell a month that was over a month or more before the publication.

    Where nobody knows that, a month that the first words name is when it happened.
    """
    published = reading.article.published_at
    if reading.article.published_basis == "fetched":
        return sentence.paragraph > 1
    if published is None or not published[5:7].isdigit():
        return False
    return 2 <= (int(published[5:7]) - month) % 12 <= 11


def _is_past_year(tokens: Sequence[Token], lexicon: Lexicon, index: int, year: int) -> bool:
    """Tell "in 2011", "the 2017 bombing" before the year of publication; "a 1998 Toyota" dates nothing."""
    text = tokens[index].text
    if len(text) != 4 or not text.isdigit():
        return False
    if index and tokens[index - 1].text in lexicon.articles | lexicon.definite_articles:
        named = index + 1 < len(tokens) and lexicon.things.at(
            tokens, index + 1, end=min(index + 3, len(tokens))
        )
        return bool(named) and 1900 <= int(text) <= year
    if any(token.text in lexicon.superlatives for token in tokens[max(index - 8, 0) : index]):
        return False
    dated = index > 0 and tokens[index - 1].text in {"/", "-"}
    return 1900 <= int(text) < year and not dated


def _is_recent(tokens: Sequence[Token], lexicon: Lexicon, index: int, sentence: Sentence) -> bool:
    """Tell "since this morning" from "since October"."""
    following = tokens[index + 1 : min(index + 4, sentence.end)]
    return any(token.text in lexicon.since_recent for token in following)


def _is_record(tokens: Sequence[Token], lexicon: Lexicon, index: int, sentence: Sentence) -> bool:
    """Tell "the deadliest attack since …", which says nothing of how long a figure was counted."""
    before = tokens[max(index - 8, sentence.start) : index]
    return any(token.text in lexicon.superlatives for token in before)


def is_background(
    tokens: Sequence[Token], context: Context, *, start: int, end: int, minimum: int
) -> bool:
    """Tell a figure of a war, a year or an earlier event from the news.

    A "since" or a past year speaks of the figures of its own clause: none ends between them.
    """
    if context.opens_past or minimum > (_LARGE if context.at_war else _TOO_LARGE):
        return True
    if any(_is_sequel(tokens, k, start) for k in context.sequels):
        return True
    near = (*context.history, *context.years)
    if any(_same_clause(tokens, start, end, index, reach=18) for index in near):
        return True
    if any(_same_clause(tokens, start, end, index, reach=12) for index in context.since):
        return True
    if context.opens_since >= 0 and context.opens_since < start <= context.opens_since + _SINCE:
        return True
    # "The worst since the attack that killed 31": the figure is of the event it is measured by.
    return any(index < start <= min(index + 12, stop) for index, stop in context.superlative_since)


def _is_sequel(tokens: Sequence[Token], mark: int, start: int) -> bool:
    """Tell a figure behind "a week after": in its clause, or behind an aside of that clause."""
    if not mark <= start <= mark + 3 * _SEQUEL:
        return False
    marks = [k for k in range(mark, start) if tokens[k].text in _CLAUSE_MARKS]
    if not marks:
        return start <= mark + _SEQUEL
    led = mark >= 5 and all(token.kind == "word" for token in tokens[mark - 5 : mark])
    return (
        led
        and len(marks) == 2
        and not any(tokens[k].kind == "number" for k in range(marks[0], marks[1]))
    )


def certainty_of(
    tokens: Sequence[Token], context: Context, *, start: int, end: int
) -> ClaimCertainty:
    """Return whether the words around a figure deny it or leave it unconfirmed."""
    if any(0 <= start - index <= 6 for index in context.denying):
        return "denied"
    if any(_is_doubted(tokens, context, start, end, index) for index in context.unconfirmed):
        return "unconfirmed"
    if any(0 <= index - end <= 16 for index in context.unconfirmed_this):
        return "unconfirmed"
    return "stated"


def _is_doubted(
    tokens: Sequence[Token], context: Context, start: int, end: int, index: int
) -> bool:
    """Tell the figure that doubt at token *index* holds for: what follows it, else what it follows."""
    if not _same_clause(tokens, start, end, index, reach=8):
        return False
    if index >= end:
        return not any(
            index < k <= index + 8 and not _commas(tokens, index, k) for k in context.figures
        )
    if not _commas(tokens, index, start):
        return True
    return not any(index < k < start for k in context.figures)


def _same_clause(tokens: Sequence[Token], start: int, end: int, index: int, *, reach: int) -> bool:
    low, high = (end, index) if index >= end else (index, start)
    if high - low > reach:
        return False
    marks = [k for k in range(low, high) if tokens[k].text in _CLAUSE_MARKS]
    if index >= end:
        return not marks
    # "A raid in March, blamed on the rebels, killed 20": two commas may hold an aside.
    return len(marks) < 2 or (len(marks) == 2 and _is_aside(tokens, *marks))


def _is_aside(tokens: Sequence[Token], opening: int, closing: int) -> bool:
    """Tell whether two marks hold a few words that count nobody."""
    return 1 < closing - opening <= _ASIDE and not any(
        tokens[k].kind == "number" for k in range(opening, closing)
    )


def _commas(tokens: Sequence[Token], low: int, high: int) -> int:
    return sum(tokens[k].text in _CLAUSE_MARKS for k in range(low, high))
