"""The words of an article that tell its event from others, hashed, and the sounds of its names."""

from base64 import b64encode
from collections.abc import Iterable
from functools import lru_cache
from struct import pack as packed
from zlib import crc32

from msgspec import Struct

from streams.languages.pack import LanguagePack
from streams.records.report import Wording
from streams.steps.extract.reading import Reading
from streams.text.folding import fold_text
from streams.text.sounds import sounds

SHORTEST_STEM, SHORTEST_SOUND = 3, 3
MOST = 250
"""Words and names kept of an article, the first: it tells its event before its background."""
STEMS_REMEMBERED = 50_000


class _Telling(Struct, frozen=True, eq=False):
    """What a pack says of its words, compiled; *stems* and *spoken* remember words met before."""

    prefixes: tuple[str, ...]
    endings: tuple[str, ...]
    common: frozenset[str]
    stems: dict[str, str]
    spoken: dict[str, tuple[str, ...]]


def wording_of(reading: Reading) -> Wording:
    """Return the telling words of *reading*, and its names by their sound.

    A name is a capitalised word where the script has capitals, else any word; where a prefix may
    stand before it, it is kept with and without.
    """
    telling = _telling(reading.pack)
    text, starts = reading.article.text, reading.folded.starts
    words: dict[str, None] = {}
    names: dict[str, None] = {}
    done: set[str] = set()  # words that have nothing more to give
    for token in reading.tokens:
        word = token.text
        if token.kind != "word" or word in done:
            continue
        stem = telling.stems.get(word)
        if stem is None:
            stem = _remembered(word, telling)
        if not stem:
            done.add(word)
            continue
        words[stem] = None
        initial = text[starts[token.start]]
        if initial.lower() != initial or initial.upper() == initial:
            done.add(word)
            for sound in telling.spoken[word]:
                names[sound] = None
    return Wording(words=_hashed(words), names=_hashed(names))


def _hashed(words: Iterable[str]) -> str:
    numbers = sorted({crc32(word.encode()) for word in list(words)[:MOST]})
    return b64encode(packed(f"<{len(numbers)}I", *numbers)).decode()


@lru_cache(maxsize=8)
def _telling(pack: LanguagePack) -> _Telling:
    def longest_first(affixes: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(map(fold_text, affixes), key=len, reverse=True))

    prefixes = longest_first(pack.script.proclitics)
    endings = longest_first(pack.wording.endings)
    common = {
        _stem(word, prefixes=prefixes, endings=endings)
        for word in fold_text(pack.wording.common).split()
    }
    return _Telling(prefixes, endings, frozenset(common), {}, {})


def _remembered(word: str, telling: _Telling) -> str:
    """Return the stem of *word*, "" of one that tells nothing, and remember it with its sounds."""
    stem = _stem(word, prefixes=telling.prefixes, endings=telling.endings)
    if len(stem) < SHORTEST_STEM or stem in telling.common:
        stem = ""
    if len(telling.stems) >= STEMS_REMEMBERED:
        telling.stems.clear()
        telling.spoken.clear()
    telling.stems[word] = stem
    bare = _without_prefix(word, telling.prefixes)
    heard = dict.fromkeys((sounds(word), sounds(bare)))
    telling.spoken[word] = tuple(each for each in heard if len(each) >= SHORTEST_SOUND)
    return stem


def _stem(word: str, *, prefixes: tuple[str, ...], endings: tuple[str, ...]) -> str:
    word = _without_prefix(word, prefixes)
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def _without_prefix(word: str, prefixes: tuple[str, ...]) -> str:
    for prefix in prefixes:
        if word.startswith(prefix) and len(word) - len(prefix) >= SHORTEST_STEM:
            return word[len(prefix) :]
    return word
