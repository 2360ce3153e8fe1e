"""First sightings and new versions of a page go on; exact copies are told to their story.

Near copies come later; their decision belongs here, their signature is made in normalise.
"""

from array import array
from base64 import b64decode
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from streams.records.article import Article, ArticleId, ArticleStatus, Duplicate, DuplicateKind
from streams.records.ids import page_of
from streams.steps.outcome import Outcome

WINDOW = timedelta(days=7)
# Several times what one message can add, so that dropping keeps up, and still little work.
DROPPED_AT_ONCE = 16

Sighting = Literal["first", "revision", "exact", "redelivery", "outdated"]


class Seen(Struct, frozen=True, kw_only=True):
    """One page within the window, in its newest version.

    *id* is the id of its first version, *ids* those of the first and the newest, *story* that of the story it tells: its own, or that of
    which it is a mere copy. *language* is the primary subtag: what a partition holds together.
    *versions* are the text_sha256 of other texts it had by the same *fetched_at*.
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

    @property
    def is_copy(self) -> bool:
        """Whether the page was never passed on."""
        return self.story != self.id


class Deduplicated(Struct, frozen=True, kw_only=True):
    """What an article was, and what follows from it."""

    sighting: Sighting
    outcome: Outcome[Article | Duplicate, Seen]


class SeenIndex:
    """The pages seen within the window of a partition, by id, address and text."""

    def __init__(self) -> None:
        self._entries: dict[str, Seen] = {}
        self._by_id: dict[tuple[str, str], str] = {}
        self._by_page: dict[tuple[str, str], str] = {}
        self._by_text: dict[tuple[str, str], set[str]] = {}
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
        if not entry.is_copy and entry.status == "usable":
            self._by_text.setdefault((entry.language, entry.text_sha256), set()).add(key)
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
        text = (entry.language, entry.text_sha256)
        keys = self._by_text.get(text, set())
        keys.discard(key)
        if not keys:
            self._by_text.pop(text, None)
        hours = self._by_hour[entry.language]
        del hours[_hour(entry)][key]
        if not hours[_hour(entry)]:
            del hours[_hour(entry)]

    def of_page(self, article: Article) -> Seen | None:
        """Return the page that *article* is a version of: the same id, else the same address."""
        language, page = _language(article), page_of(article.url)
        key = self._by_id.get((language, article.id))
        if key is None and page:
            key = self._by_page.get((language, page))
        return self._entries[key] if key else None

    def of_text(self, article: Article) -> Iterator[Seen]:
        """Iterate over the stories that are told in exactly the text of *article* now."""
        keys = self._by_text.get((_language(article), article.text_sha256), ())
        return (self._entries[key] for key in keys)

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


def deduplicate(article: Article, *, seen: SeenIndex) -> Deduplicated:
    """Tell what *article* is beside what was *seen*, and what is to be sent and remembered.

    The window's clock is the newest `fetched_at` of the language; no published date moves it. A
    first sighting is sent on. So is a new version of a page, with *revises*, beside its Duplicate.
    An exact copy is told to its story alone. A redelivery, and a version older than one that is
    known, send nothing.
    """
    opened = _window_opened(article, seen=seen)
    gone: dict[str, Seen | None] = dict.fromkeys(_expired(article, opened=opened, seen=seen))
    page = seen.of_page(article)
    if page is not None and _is_within(page, opened):
        gone.pop(_key(page), None)
        return _known(article, page=page, opened=opened, seen=seen, gone=gone)
    copied = _copied(article, opened=opened, seen=seen)
    story = copied.story if copied else article.id
    entry = Seen(
        id=article.id,
        ids=(article.id,),
        story=story,
        page=page_of(article.url),
        language=_language(article),
        title=article.title,
        status=article.status,
        text_sha256=article.text_sha256,
        fingerprint=article.fingerprint,
        fetched_at=article.fetched_at,
    )
    changes = gone | {_key(entry): entry}
    if copied is None:
        return Deduplicated(sighting="first", outcome=Outcome((article,), changes))
    copy = _duplicate(article, of=story, kind="exact", similarity=1.0)
    return Deduplicated(sighting="exact", outcome=Outcome((copy,), changes))


def _known(
    article: Article,
    *,
    page: Seen,
    opened: datetime,
    seen: SeenIndex,
    gone: dict[str, Seen | None],
) -> Deduplicated:
    """Tell what an article of a known *page* is."""
    if _is_same(article, page):
        if article.id in page.ids or article.status == "withdrawn":
            return Deduplicated(sighting="redelivery", outcome=Outcome((), gone))
        # One address under two ids, as in two sections of a site: whoever gave the second looks for it.
        entry = replace(page, ids=(*page.ids, article.id))
        copy = _duplicate(article, of=page.story, kind="exact", similarity=1.0)
        return Deduplicated(sighting="exact", outcome=Outcome((copy,), gone | {_key(entry): entry}))
    fetched, known = (
        datetime.fromisoformat(article.fetched_at),
        datetime.fromisoformat(page.fetched_at),
    )
    if fetched < known or (fetched == known and article.text_sha256 in page.versions):
        # Sent again after a restart, or overtaken on the way: what came later stands.
        return Deduplicated(sighting="outdated", outcome=Outcome((), gone))
    copied = _copied(article, opened=opened, seen=seen) if page.is_copy else None
    entry = replace(
        page,
        ids=tuple(dict.fromkeys((*page.ids, article.id))),
        story=copied.story if copied else page.id,
        page=page_of(article.url) or page.page,
        title=article.title,
        status=article.status,
        text_sha256=article.text_sha256,
        fetched_at=article.fetched_at,
        fingerprint=article.fingerprint,
        versions=(*page.versions, page.text_sha256) if fetched == known else (),
    )
    changes = gone | {_key(entry): entry}
    if copied is not None:
        copy = _duplicate(article, of=copied.story, kind="exact", similarity=1.0)
        return Deduplicated(sighting="exact", outcome=Outcome((copy,), changes))
    revises = page.text_sha256 if article.id == page.id else page.id
    revision = replace(article, revises=revises)
    likeness = _similarity(article.fingerprint, page.fingerprint)
    notice = _duplicate(article, of=page.id, kind="revision", similarity=likeness)
    return Deduplicated(sighting="revision", outcome=Outcome((notice, revision), changes))


def _is_same(article: Article, page: Seen) -> bool:
    if article.status == page.status == "withdrawn":
        return True
    found = (article.text_sha256, article.title, article.status)
    return found == (page.text_sha256, page.title, page.status)


def _copied(article: Article, *, opened: datetime, seen: SeenIndex) -> Seen | None:
    """Return the story that another page tells in exactly this text now.

    A story whose page was changed or withdrawn since is none: who still tells the old text tells
    something else, and its figures would be lost under the new ones.
    """
    if article.status == "withdrawn":
        return None
    same = [entry for entry in seen.of_text(article) if _is_within(entry, opened)]
    same = [entry for entry in same if article.id not in entry.ids]
    return min(same, key=lambda entry: (entry.fetched_at, entry.id), default=None)


def _window_opened(article: Article, *, seen: SeenIndex) -> datetime:
    fetched = datetime.fromisoformat(article.fetched_at)
    clock = seen.clock(_language(article))
    now = max(fetched, datetime.fromisoformat(f"{clock}:00:00+00:00")) if clock else fetched
    return now - WINDOW


def _expired(article: Article, *, opened: datetime, seen: SeenIndex) -> Iterator[str]:
    return islice(seen.before(opened, language=_language(article)), DROPPED_AT_ONCE)


def _is_within(entry: Seen, opened: datetime) -> bool:
    return datetime.fromisoformat(entry.fetched_at) >= opened


def _key(entry: Seen) -> str:
    return f"{entry.language} {entry.id}"


def _language(article: Article) -> str:
    return article.language.partition("-")[0].lower()


def _hour(entry: Seen) -> str:
    return entry.fetched_at[:13]


def _similarity(fingerprint: str | None, other: str | None) -> float:
    """Return the share of common runs of words that two signatures estimate, 0 where one has none.

    A signature is 32-bit numbers in base64, alike where a smallest hash is alike.
    """
    if not (fingerprint and other):
        return 0.0
    first, second = array("I", b64decode(fingerprint)), array("I", b64decode(other))
    alike = sum(1 for one, another in zip(first, second, strict=False) if one == another)
    return alike / len(first)


def _duplicate(
    article: Article, *, of: ArticleId, kind: DuplicateKind, similarity: float
) -> Duplicate:
    return Duplicate(
        article=article.id,
        of=of,
        kind=kind,
        similarity=similarity,
        url=article.url,
        publisher=article.publisher,
        feed=article.feed,
        language=article.language,
        fetched_at=article.fetched_at,
        seen_at=article.fetched_at,
    )
