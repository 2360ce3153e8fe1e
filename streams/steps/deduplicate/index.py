"""What deduplicate remembers: the pages of the window, found by id, address, text and likeness."""

from array import array
from base64 import b64decode
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta

from msgspec import Struct

from streams.records.article import Article, ArticleId, ArticleStatus
from streams.records.ids import page_of

# 42 bands of three MinHashes: of two texts that share .37 of their runs of words (a copy cut to two
# fifths) nine in ten meet in a band, of those that share .47 all but one in a hundred; of those that
# share .01, as reports of one day do, one in twenty thousand.
BAND = 3
BANDS = 42
# 4 characters of base64 hold the 3 bytes; 12 bytes a band.
_MINHASH_BASE64 = 684

# A text that meets more pages than this is not compared with all of them: the state stays bounded in
# time as well as in memory. The newest are compared.
MOST_COMPARED = 64


class Seen(Struct, frozen=True, kw_only=True):
    """One page within the window, in its newest version.

    *id* is the id of its first version, *ids* those of the first and the newest, *story* that of the story it tells: its own, or that of
    which it is a mere copy. *language* is the primary subtag: what a partition holds together.
    *versions* are the text_sha256 of other texts it had by the same *fetched_at*. *published_at*
    is the moment that likeness goes by. *url*, *publisher* and *feed* stand for a page that turns
    out to be a copy only when its source arrives.
    """

    id: ArticleId
    ids: tuple[ArticleId, ...]
    story: ArticleId
    page: str | None
    language: str
    title: str | None
    status: ArticleStatus
    text_sha256: str
    fingerprint: str | None
    fetched_at: str
    versions: tuple[str, ...] = ()
    published_at: str = ""
    url: str | None = None
    publisher: str | None = None
    feed: str = ""

    @property
    def is_copy(self) -> bool:
        """Whether the page was never passed on."""
        return self.story != self.id


class SeenIndex:
    """The pages seen within the window of a partition, by id, address, text and likeness."""

    def __init__(self) -> None:
        self._entries: dict[str, Seen] = {}
        self._by_id: dict[tuple[str, str], str] = {}
        self._by_page: dict[tuple[str, str], str] = {}
        self._by_text: dict[tuple[str, str], set[str]] = {}
        # Nearly every band holds one page: a key alone takes a third of the room of a tuple.
        self._by_band: dict[int, str | tuple[str, ...]] = {}
        self._by_hour: dict[str, dict[str, dict[str, None]]] = {}

    def __len__(self) -> int:
        return len(self._entries)

    def items(self) -> Iterator[tuple[str, Seen]]:
        """Iterate over the entries and their keys."""
        return iter(self._entries.items())

    def get(self, key: str) -> Seen | None:
        """Return the entry under *key*."""
        return self._entries.get(key)

    def put(self, key: str, entry: Seen) -> None:
        """Keep *entry* under *key*, in the place of the one before."""
        self.drop(key)
        self._entries[key] = entry
        for article in entry.ids:
            self._by_id[entry.language, article] = key
        if entry.page:
            self._by_page[entry.language, entry.page] = key
        if entry.status == "usable":
            self._by_text.setdefault((entry.language, entry.text_sha256), set()).add(key)
            for band in _bands(entry.fingerprint, language=entry.language):
                others = self._in_band(band)
                self._by_band[band] = (*others, key) if others else key
        hours = self._by_hour.setdefault(entry.language, {})
        hours.setdefault(_hour(entry), {})[key] = None

    def drop(self, key: str) -> None:
        """Forget the entry under *key*, if there is one."""
        entry = self._entries.pop(key, None)
        if entry is None:
            return
        for article in entry.ids:
            if self._by_id.get((entry.language, article)) == key:
                del self._by_id[entry.language, article]
        if entry.page and self._by_page.get((entry.language, entry.page)) == key:
            del self._by_page[entry.language, entry.page]
        if entry.status == "usable":
            self._drop_likeness(key, entry)
        hours = self._by_hour[entry.language]
        del hours[_hour(entry)][key]
        if not hours[_hour(entry)]:
            del hours[_hour(entry)]

    def _drop_likeness(self, key: str, entry: Seen) -> None:
        text = (entry.language, entry.text_sha256)
        self._by_text[text].discard(key)
        if not self._by_text[text]:
            del self._by_text[text]
        for band in _bands(entry.fingerprint, language=entry.language):
            rest = tuple(other for other in self._in_band(band) if other != key)
            if rest:
                self._by_band[band] = rest if len(rest) > 1 else rest[0]
            else:
                del self._by_band[band]

    def _in_band(self, band: int) -> tuple[str, ...]:
        found = self._by_band.get(band, ())
        return (found,) if isinstance(found, str) else found

    def of_page(self, article: Article) -> Seen | None:
        """Return the page that *article* is a version of: the same id, else the same address."""
        language, page = primary(article.language), page_of(article.url)
        key = self._by_id.get((language, article.id))
        if key is None and page:
            key = self._by_page.get((language, page))
        return self._entries[key] if key else None

    def like(self, article: Article) -> list[Seen]:
        """Return pages that may tell what *article* tells, those with the very same text first.

        Those that meet in the most bands come first; `MOST_COMPARED` at most.
        """
        language = primary(article.language)
        met: Counter[str] = Counter()
        for band in _bands(article.fingerprint, language=language):
            met.update(self._in_band(band))
        same = sorted(self._by_text.get((language, article.text_sha256), ()))
        others = sorted((-times, key) for key, times in met.items())
        keys = dict.fromkeys([*same, *(key for _, key in others)])
        return [self._entries[key] for key in list(keys)[:MOST_COMPARED]]

    def of_story(self, story: ArticleId, *, language: str) -> Seen | None:
        """Return the page that tells *story* first, in its newest version, while it is remembered."""
        return self._entries.get(key_of(story, language=language))

    def clock(self, language: str) -> str:
        """Return the hour of the newest fetch in *language*, the empty string before the first."""
        return max(self._by_hour.get(language, {}), default="")

    def before(self, instant: datetime, *, language: str) -> Iterator[str]:
        """Iterate over keys of *language* whose hour had ended by *instant*, oldest first."""
        hours = self._by_hour.get(language, {})
        for hour in sorted(hours):
            if datetime.fromisoformat(f"{hour}:00:00+00:00") + timedelta(hours=1) > instant:
                return
            yield from hours[hour]


def key_of(page: ArticleId, *, language: str) -> str:
    """Return the key of the page whose first version was *page*."""
    return f"{language} {page}"


def primary(language: str) -> str:
    """Return the primary subtag of *language*."""
    return language.partition("-")[0].lower()


def _bands(fingerprint: str | None, *, language: str) -> list[int]:
    """Return a number for each band of *fingerprint*: never the same in two languages by intent.

    Only for memory: another process may number bands otherwise.
    """
    if not fingerprint:
        return []
    hashes = array("I", b64decode(fingerprint[:_MINHASH_BASE64])[: BANDS * BAND * 4])
    return [
        hash((language, at, hashes[at], hashes[at + 1], hashes[at + 2]))
        for at in range(0, len(hashes) - BAND + 1, BAND)
    ]


def _hour(entry: Seen) -> str:
    return entry.fetched_at[:13]
