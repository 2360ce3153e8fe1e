"""A reading: an article's text folded, cut into tokens and sentences, ready for every rule."""

from collections.abc import Sequence
from functools import cache, lru_cache

from msgspec import Struct

from streams.languages.pack import LanguagePack
from streams.records.article import Article
from streams.records.report import Span
from streams.text.folding import Folded, fold
from streams.text.phrases import phrase_words
from streams.text.sentences import Sentence, split_sentences
from streams.text.shelf import Shelf
from streams.text.tokens import Tokens, tokenise
from streams.text.wrapping import unwrapped


class Reading(Struct, frozen=True, kw_only=True):
    """An article as the rules see it. Token indices are the common coordinate of all findings.

    *capitals* tells of each token whether the original begins with one; () where the script has none.
    """

    article: Article
    pack: LanguagePack
    folded: Folded
    tokens: Tokens
    sentences: tuple[Sentence, ...]
    capitals: Sequence[bool] = ()

    def span(self, start: int, end: int) -> Span:
        """Return the original span of tokens *start* to *end* (exclusive, at least one token)."""
        return self.folded.span(self.tokens[start].start, self.tokens[end - 1].end)

    def span_behind(self, clitic: str, start: int, end: int) -> Span:
        """Return the span of tokens *start* to *end* without the *clitic* before the first word.

        The article stays; a preposition that has swallowed the article's alef stays with it.
        """
        article = self.pack.strikes.article
        fused = bool(article) and clitic.endswith(2 * article[-1:])
        kept = 2 if fused else len(article) if article and clitic.endswith(article) else 0
        first = self.tokens[start].start + max(0, len(clitic) - kept)
        return self.folded.span(first, self.tokens[end - 1].end)

    def is_capital(self, token: int) -> bool:
        """Tell whether *token* begins with a capital in the original."""
        return self.article.text[self.folded.starts[self.tokens[token].start]].isupper()

    def quote(self, span: Span) -> str:
        """Return the article's own words at *span*."""
        return self.article.text[span[0] : span[1]]

    def sentence_of(self, token: int) -> int:
        """Return the index of the sentence that holds *token*, or would, between sentences."""
        low, high = 0, len(self.sentences) - 1
        while low < high:
            middle = (low + high) // 2
            if self.sentences[middle].end <= token:
                low = middle + 1
            else:
                high = middle
        return low


def read(article: Article, *, pack: LanguagePack) -> Reading:
    """Return *article* ready for the rules of *pack*."""
    folded = fold(unwrapped(article.text))
    tokens = tokenise(folded, shelf=_shelf(pack))
    text, starts = article.text, folded.starts
    cased = pack.script.direction == "ltr"
    return Reading(
        article=article,
        pack=pack,
        folded=folded,
        tokens=tokens,
        sentences=split_sentences(
            tokens,
            ends=frozenset(pack.script.sentence_ends),
            abbreviations=_abbreviations(pack),
        ),
        capitals=[text[starts[token.start]].isupper() for token in tokens] if cased else (),
    )


@lru_cache(maxsize=8)
def _shelf(pack: LanguagePack) -> Shelf:
    return Shelf()


@cache
def _abbreviations(pack: LanguagePack) -> frozenset[str]:
    return frozenset(word for entry in pack.script.abbreviations for word in phrase_words(entry))
