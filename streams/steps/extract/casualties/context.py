"""What a claim's surroundings say of it: background, superseded, unconfirmed, denied."""

from collections.abc import Sequence

from msgspec import Struct

from streams.records.report import ClaimCertainty
from streams.steps.extract.casualties.lexicon import Lexicon
from streams.steps.extract.reading import Reading
from streams.text.sentences import Sentence
from streams.text.tokens import Token


class Context(Struct, frozen=True, kw_only=True):
    """What one sentence says of all its figures; *since* are the tokens of "since …" words."""

    history: tuple[int, ...]
    since: tuple[int, ...]
    years: tuple[int, ...]
    earlier: int | None
    unconfirmed: tuple[int, ...]
    denying: tuple[int, ...]
    opens_past: bool


def context_of(
    reading: Reading, lexicon: Lexicon, sentence: Sentence, *, year: int | None
) -> Context:
    """Return the context of the figures in *sentence*; *year* is that of publication."""
    tokens = reading.tokens
    history, since, years, unconfirmed, denying = [], [], [], [], []
    earlier: int | None = None
    for index in range(sentence.start, sentence.end):
        token = tokens[index]
        if token.kind == "number":
            if year is not None and _is_past_year(tokens, index, year, lexicon.superlatives):
                years.append(index)
            continue
        if token.kind != "word":
            continue
        if lexicon.history.at(tokens, index, end=sentence.end):
            history.append(index)
        if token.text in lexicon.since and _is_since(tokens, lexicon, index, sentence):
            since.append(index)
        if earlier is None and lexicon.earlier.at(tokens, index, end=sentence.end):
            earlier = index
        if lexicon.unconfirmed.at(tokens, index, end=sentence.end):
            unconfirmed.append(index)
        if lexicon.denying.at(tokens, index, end=sentence.end):
            denying.append(index)
    return Context(
        history=tuple(history), since=tuple(since), years=tuple(years), earlier=earlier,
        unconfirmed=tuple(unconfirmed), denying=tuple(denying), opens_past=any(
            lexicon.opening_history.at(tokens, index, end=sentence.end)
            for index in range(sentence.start, min(sentence.start + 3, sentence.end))
        )
        and sentence.paragraph > 0,
    )  # fmt: skip


def _is_past_year(
    tokens: Sequence[Token], index: int, year: int, superlatives: frozenset[str]
) -> bool:
    text = tokens[index].text
    if any(token.text in superlatives for token in tokens[max(index - 8, 0) : index]):
        return False
    dated = index > 0 and tokens[index - 1].text in {"/", "-"}
    return len(text) == 4 and text.isdigit() and 1900 <= int(text) < year and not dated


def _is_since(tokens: Sequence[Token], lexicon: Lexicon, index: int, sentence: Sentence) -> bool:
    following = tokens[index + 1 : min(index + 4, sentence.end)]
    if any(token.text in lexicon.since_recent for token in following):
        return False
    before = tokens[max(index - 8, sentence.start) : index]
    return not any(token.text in lexicon.superlatives for token in before)


def is_background(
    tokens: Sequence[Token], context: Context, *, start: int, end: int, minimum: int
) -> bool:
    """Tell a figure of a war, a year or an earlier event from the news.

    A "since" or a past year speaks of the figures of its own clause: none ends between them.
    """
    if minimum >= 1000 or context.opens_past:
        return True
    near = (*context.history, *context.years)
    if any(_same_clause(tokens, start, end, index, reach=18) for index in near):
        return True
    return any(_same_clause(tokens, start, end, index, reach=12) for index in context.since)


def certainty_of(
    tokens: Sequence[Token], context: Context, *, start: int, end: int
) -> ClaimCertainty:
    """Return whether the words around a figure deny it or leave it unconfirmed."""
    if any(0 <= start - index <= 6 for index in context.denying):
        return "denied"
    if any(_same_clause(tokens, start, end, index, reach=8) for index in context.unconfirmed):
        return "unconfirmed"
    return "stated"


def _same_clause(tokens: Sequence[Token], start: int, end: int, index: int, *, reach: int) -> bool:
    low, high = (end, index) if index >= end else (index, start)
    if high - low > reach:
        return False
    commas = sum(
        tokens[k].text in {",", "\N{ARABIC COMMA}", ";", "\N{ARABIC SEMICOLON}"}
        for k in range(low, high)
    )
    return commas <= (0 if index >= end else 1)
