"""First sightings and new versions of a page go on; copies are told to their story.

Two pages are linked when the one published later is a copy of the other: its runs of words are
contained in it, and it adds no figure, speaker, denial or correction. Which of them arrives first
does not matter to the link. Copies of one story are the pages that links connect.
"""

from array import array
from base64 import b64decode
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import islice
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from streams.records.article import Article, ArticleId, Duplicate, DuplicateKind
from streams.records.ids import page_of
from streams.steps.deduplicate.index import Seen, SeenIndex, key_of, primary
from streams.steps.outcome import Outcome
from streams.text.fingerprint import (
    MINHASHES,
    Fingerprint,
    adds_a_fact,
    containment,
    from_base64,
    leaves_a_denial_out,
    new_words,
)

WINDOW = timedelta(days=7)
# Several times what one message can add, so that dropping keeps up, and still little work.
DROPPED_AT_ONCE = 16

# Of 149 labelled articles no two that are no copies, and add no fact, share more than .38 of the
# runs of the shorter, nor have the copies less than .72 or more than .07 words of their own.
COPIED = 0.6
NEW_WORDS = 0.12
# Flashes of a few words are alike whatever town they name: only the very same text is a copy.
FEWEST_RUNS = 20

Sighting = Literal["first", "revision", "exact", "near", "redelivery", "outdated"]


class Deduplicated(Struct, frozen=True, kw_only=True):
    """What an article was, and what follows from it."""

    sighting: Sighting
    outcome: Outcome[Article | Duplicate, Seen]


Sent = Outcome[Article | Duplicate, Seen]


class _Placed(Struct, frozen=True, kw_only=True):
    """Where an article belongs: the stories that tell all it tells, and pages that copy it.

    *told_by* are pages that tell a story first; with none the article is to be passed on. *copies*
    arrived before it. *derived_from* is the first story that it copies in part.
    """

    told_by: Sequence[Seen]
    copies: Sequence[Seen]
    derived_from: ArticleId | None


def deduplicate(article: Article, *, seen: SeenIndex) -> Deduplicated:
    """Tell what *article* is beside what was *seen*, and what is to be sent and remembered.

    The window's clock is the newest `fetched_at` of the language; no published date moves it. A
    first sighting is sent on. So is a new version of a page, with *revises*, beside its Duplicate.
    A copy is told to its story alone: to two if it links them. It is held back only while a page
    that was passed on tells all its facts now. A source that arrives after its copies goes on, and
    they are told to it. A redelivery, and a version older than one that is known, send nothing.
    """
    opened = _window_opened(article, seen=seen)
    gone: dict[str, Seen | None] = dict.fromkeys(_expired(article, opened=opened, seen=seen))
    page = seen.of_page(article)
    if page is not None and _is_within(page, opened):
        gone.pop(_key(page), None)
        return _known(article, page=page, opened=opened, seen=seen, gone=gone)
    entry = _sighted(article)
    placed = _place(entry, article, opened=opened, seen=seen)
    if placed.told_by:
        entry = replace(entry, story=placed.told_by[0].id)
        copies = _told_to_stories(article, entry, placed)
        outcome: Sent = Outcome(
            (*copies, *_told_of(placed, page=entry, story=entry.story)), gone | {_key(entry): entry}
        )
        return Deduplicated(sighting=_how(article, placed), outcome=outcome)
    passed_on = replace(article, derived_from=placed.derived_from)
    records: tuple[Article | Duplicate, ...] = (
        passed_on,
        *_told_of(placed, page=entry, story=article.id),
    )
    return Deduplicated(sighting="first", outcome=Outcome(records, gone | {_key(entry): entry}))


def _known(
    article: Article,
    *,
    page: Seen,
    opened: datetime,
    seen: SeenIndex,
    gone: dict[str, Seen | None],
) -> Deduplicated:
    """Tell what an article of a known *page* is."""
    same = _is_same(article, page)
    if same or _is_second_address(article, page):
        if article.id in page.ids or article.status == "withdrawn":
            return Deduplicated(sighting="redelivery", outcome=Outcome((), gone))
        # One address under two ids, as in two sections of a site: whoever gave the second looks for it.
        entry = replace(page, ids=(*page.ids, article.id))
        likeness = 1.0 if same else _similarity(article.fingerprint, page.fingerprint)
        kind: Literal["exact", "near"] = "exact" if same else "near"
        copy = _duplicate(article, of=page.story, kind=kind, similarity=likeness)
        return Deduplicated(sighting=kind, outcome=Outcome((copy,), gone | {_key(entry): entry}))
    fetched, known = (
        datetime.fromisoformat(article.fetched_at),
        datetime.fromisoformat(page.fetched_at),
    )
    if fetched < known or (fetched == known and article.text_sha256 in page.versions):
        # Sent again after a restart, or overtaken on the way: what came later stands.
        return Deduplicated(sighting="outdated", outcome=Outcome((), gone))
    entry = replace(
        _sighted(article),
        id=page.id,
        ids=tuple(dict.fromkeys((*page.ids, article.id))),
        story=page.id,
        page=page_of(article.url) or page.page,
        versions=(*page.versions, page.text_sha256) if fetched == known else (),
    )
    placed = _place(entry, article, opened=opened, seen=seen) if page.is_copy else None
    if placed is not None and placed.told_by:
        entry = replace(entry, story=placed.told_by[0].id)
        copies = _told_to_stories(article, entry, placed)
        outcome: Sent = Outcome(copies, gone | {_key(entry): entry})
        return Deduplicated(sighting=_how(article, placed), outcome=outcome)
    revises = page.text_sha256 if article.id == page.id else page.id
    revision = replace(article, revises=revises)
    likeness = _similarity(article.fingerprint, page.fingerprint)
    notice = _duplicate(article, of=page.id, kind="revision", similarity=likeness)
    changes = gone | {_key(entry): entry}
    return Deduplicated(sighting="revision", outcome=Outcome((notice, revision), changes))


def _sighted(article: Article) -> Seen:
    """Return what is remembered of *article* as the first version of a story of its own."""
    return Seen(
        id=article.id,
        ids=(article.id,),
        story=article.id,
        page=page_of(article.url),
        language=primary(article.language),
        title=article.title,
        status=article.status,
        text_sha256=article.text_sha256,
        fingerprint=article.fingerprint,
        fetched_at=article.fetched_at,
        published_at=_moment(article),
        url=article.url,
        publisher=article.publisher,
        feed=article.feed,
    )


def _moment(article: Article) -> str:
    """Return the instant that likeness goes by: published, unless that is none or in the future."""
    published, fetched = article.published_at, article.fetched_at
    if published is None or "T" not in published:
        return published or fetched
    latest = datetime.fromisoformat(fetched) + timedelta(days=1)
    return fetched if datetime.fromisoformat(published) > latest else published


def _is_same(article: Article, page: Seen) -> bool:
    if article.status == page.status == "withdrawn":
        return True
    found = (article.text_sha256, article.title, article.status)
    return found == (page.text_sha256, page.title, page.status)


def _is_second_address(article: Article, page: Seen) -> bool:
    """Tell whether *article* is *page* under another id, with no word or fact more and none less."""
    if article.id == page.id or article.status != "usable" or page.status != "usable":
        return False
    found, known = _read(article.fingerprint), _read(page.fingerprint)
    return (
        found is not None
        and known is not None
        and found.words == known.words
        and _is_copied(found, source=known)
        and not adds_a_fact(known, source=found)
    )


def _place(page: Seen, article: Article, *, opened: datetime, seen: SeenIndex) -> _Placed:
    """Return where *page*, as *article* has it, belongs among the others of the window.

    A story whose page was changed or withdrawn since does not tell what its copies told: who still
    tells the old text tells something else, and its figures would be lost under the new ones.
    """
    told_by: dict[ArticleId, Seen] = {}
    copies: dict[ArticleId, Seen] = {}
    derived: dict[ArticleId, Seen] = {}
    if page.status == "usable":
        found = _read(page.fingerprint)
        for other in seen.like(article):
            if other.id == page.id or not _is_within(other, opened):
                continue
            known = _read(other.fingerprint)
            story = seen.of_story(other.story, language=other.language)
            is_told = story is not None and story.status == "usable" and _is_within(story, opened)
            if not _are_linked(page, other, found=found, known=known):
                if story is not None and is_told and found and known and _shares(found, known):
                    derived[story.id] = story
                continue
            if story is not None and is_told and _tells_all(story, of=page, found=found):
                told_by[story.id] = story
                continue
            if story is not None and is_told:
                derived[story.id] = story
            if page.text_sha256 == other.text_sha256 or _moment_of(other) > _moment_of(page):
                copies[other.id] = other
    first = min(derived.values(), key=_arrival, default=None)
    return _Placed(
        told_by=sorted(told_by.values(), key=_arrival),
        copies=[copies[key] for key in sorted(copies)],
        derived_from=first.id if first else None,
    )


def _are_linked(
    page: Seen, other: Seen, *, found: Fingerprint | None, known: Fingerprint | None
) -> bool:
    if page.text_sha256 == other.text_sha256:
        return True
    if found is None or known is None:
        return False
    if _moment_of(other) < _moment_of(page):
        return _is_copied(found, source=known)
    return _is_copied(known, source=found)


def _is_copied(copy: Fingerprint, *, source: Fingerprint) -> bool:
    """Tell whether *copy* says nothing that *source* does not say, mostly in its words."""
    return (
        _shares(copy, source)
        and not adds_a_fact(copy, source=source)
        and not leaves_a_denial_out(copy, source=source)
    )


def _shares(copy: Fingerprint, source: Fingerprint) -> bool:
    return (
        len(copy.runs) >= FEWEST_RUNS
        and containment(copy, whole=source) >= COPIED
        and new_words(copy, source=source) <= NEW_WORDS
    )


def _tells_all(story: Seen, *, of: Seen, found: Fingerprint | None) -> bool:
    """Tell whether *story* in its newest version has every fact that *of* has."""
    if story.text_sha256 == of.text_sha256:
        return True
    known = _read(story.fingerprint)
    return found is not None and known is not None and not adds_a_fact(found, source=known)


def _told_to_stories(article: Article, entry: Seen, placed: _Placed) -> tuple[Duplicate, ...]:
    """Return *article* as a copy of every story that tells all it tells."""
    return tuple(
        _duplicate(
            article,
            of=story.id,
            kind="exact" if story.text_sha256 == entry.text_sha256 else "near",
            similarity=_likeness(entry, story),
        )
        for story in placed.told_by
    )


def _told_of(placed: _Placed, *, page: Seen, story: ArticleId) -> tuple[Duplicate, ...]:
    """Return the pages that arrived before their source, as copies of *story*."""
    return tuple(
        Duplicate(
            article=copy.id,
            of=story,
            kind="exact" if copy.text_sha256 == page.text_sha256 else "near",
            similarity=_likeness(copy, page),
            url=copy.url,
            publisher=copy.publisher,
            feed=copy.feed,
            language=copy.language,
            fetched_at=copy.fetched_at,
            seen_at=copy.fetched_at,
        )
        for copy in placed.copies
    )


def _how(article: Article, placed: _Placed) -> Literal["exact", "near"]:
    is_exact = placed.told_by[0].text_sha256 == article.text_sha256
    return "exact" if is_exact else "near"


def _window_opened(article: Article, *, seen: SeenIndex) -> datetime:
    fetched = datetime.fromisoformat(article.fetched_at)
    clock = seen.clock(primary(article.language))
    now = max(fetched, datetime.fromisoformat(f"{clock}:00:00+00:00")) if clock else fetched
    return now - WINDOW


def _expired(article: Article, *, opened: datetime, seen: SeenIndex) -> Iterator[str]:
    return islice(seen.before(opened, language=primary(article.language)), DROPPED_AT_ONCE)


def _is_within(entry: Seen, opened: datetime) -> bool:
    return datetime.fromisoformat(entry.fetched_at) >= opened


def _key(entry: Seen) -> str:
    return key_of(entry.id, language=entry.language)


def _arrival(entry: Seen) -> tuple[str, str]:
    return entry.fetched_at, entry.id


def _moment_of(entry: Seen) -> tuple[str, str, str]:
    """Return what pages are ordered by, whichever arrives first; never the same of two."""
    return entry.published_at, entry.fetched_at, entry.id


@lru_cache(maxsize=1024)  # some 15 MB; what is read now is often compared again soon
def _read_it(fingerprint: str) -> Fingerprint | None:
    return from_base64(fingerprint)


def _read(fingerprint: str | None) -> Fingerprint | None:
    return _read_it(fingerprint) if fingerprint else None


def _likeness(page: Seen, other: Seen) -> float:
    if page.text_sha256 == other.text_sha256:
        return 1.0
    return _similarity(page.fingerprint, other.fingerprint)


def _similarity(fingerprint: str | None, other: str | None) -> float:
    """Return the share of common runs of words that two signatures estimate, 0 where one has none.

    The MinHash stands first in a fingerprint: numbers alike where a smallest hash is alike.
    """
    if not (fingerprint and other):
        return 0.0
    size = MINHASHES * 4
    first = array("I", b64decode(fingerprint)[:size])
    second = array("I", b64decode(other)[:size])
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
