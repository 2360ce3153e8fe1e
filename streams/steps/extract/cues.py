"""The word lists of `strikes.toml` that tell how sentences hang together, compiled for a pack."""

from functools import lru_cache

from streams.languages.pack import LanguagePack
from streams.text.phrases import PhraseBook


@lru_cache
def cue_book(pack: LanguagePack, which: str) -> PhraseBook[bool]:
    """Return the words of the list *which* of `StrikeWords`, with the prefixes that join sentences."""
    words: tuple[str, ...] = getattr(pack.strikes, which)
    return PhraseBook(((word, True) for word in words), proclitics=pack.strikes.linking)
