"""Where sentences begin and end."""

from collections.abc import Sequence

from msgspec import Struct

from streams.text.tokens import Token

# The rules read a sentence as a whole, some of them for each of its words: a text without stops
# would cost the square of its length. No sentence of our labelled articles has half as many tokens.
LONGEST = 256


class Sentence(Struct, frozen=True):
    """Tokens *start* to *end* (exclusive) of a text; *paragraph* counts from 0, the title line."""

    start: int
    end: int
    paragraph: int


def split_sentences(
    tokens: Sequence[Token], *, ends: frozenset[str], abbreviations: frozenset[str]
) -> tuple[Sentence, ...]:
    """Return the sentences of *tokens*.

    A sentence ends at a line break and behind a mark of *ends*, unless the word before a full stop
    is one of *abbreviations* or a single letter ("د.ب.أ", "U.S."); at the latest after `LONGEST`
    tokens.
    """
    sentences: list[Sentence] = []
    start, paragraph, told = 0, 0, 0
    for index, token in enumerate(tokens):
        if token.kind == "break":
            if start < index:
                sentences.append(Sentence(start, index, paragraph))
            if told < len(sentences):
                paragraph, told = paragraph + 1, len(sentences)
            start = index + 1
        elif index - start >= LONGEST:
            sentences.append(Sentence(start, index, paragraph))
            start = index
        elif token.kind == "mark" and token.text in ends:
            if token.text == "." and _is_abbreviated(tokens, index, abbreviations):
                continue
            following = index + 1
            # A closing quote belongs to the sentence it closes.
            if following < len(tokens) and tokens[following].text in {'"', "'", ")"}:
                following += 1
            if start < following:
                sentences.append(Sentence(start, following, paragraph))
            start = following
    if start < len(tokens):
        sentences.append(Sentence(start, len(tokens), paragraph))
    return tuple(sentence for sentence in sentences if sentence.start < sentence.end)


def _is_abbreviated(tokens: Sequence[Token], index: int, abbreviations: frozenset[str]) -> bool:
    if index == 0 or tokens[index - 1].kind != "word":
        return False
    before = tokens[index - 1]
    if before.end != tokens[index].start:
        return False
    return len(before.text) == 1 or before.text in abbreviations
