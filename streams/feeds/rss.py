"""RSS and Atom: bytes of a feed to its items."""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urljoin, urlsplit

import fastfeedparser

from streams.feeds.feed import FeedError, Item, Source
from streams.records.article import RawArticle
from streams.records.ids import content_id, page_of
from streams.steps.normalise.charset import decode_page

HEAD = 256  # bytes in which an XML declaration ends

_DECLARED = re.compile(rb"\s*<\?xml[^>]*\bencoding\s*=", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_IS_MARKUP = re.compile(r"<[a-zA-Z/!]|&[a-zA-Z#][a-zA-Z0-9]*;")


def read_feed(
    data: bytes, *, source: Source, fetched_at: str, charset: str | None = None
) -> list[Item]:
    """Return the items of *data*, the feed of *source* as fetched at *fetched_at*, in its order.

    *charset* is what the server named; it counts where the feed itself names none. An item without
    title and text is left out. Raises `FeedError` where *data* is no feed.
    """
    names_charset = _DECLARED.match(data[:HEAD]) is not None
    try:
        feed = fastfeedparser.parse(data if names_charset else decode_page(data, charset=charset))
    except Exception as error:  # the parser names no exceptions of its own
        raise FeedError("not_a_feed", f"{source.url}: {error}; wanted RSS or Atom") from error
    items = list(_items(feed.entries, source=source, fetched_at=fetched_at))
    return items[: source.max_items]


def _items(entries: list[dict[str, object]], *, source: Source, fetched_at: str) -> Iterator[Item]:
    for entry in entries:
        title = " ".join(unescape(_TAG.sub(" ", _string(entry.get("title")))).split()) or None
        body = _body(entry) or title
        if body is None:
            continue
        url = _link(entry, source=source)
        key = _string(entry.get("id")) or url or content_id("item", title, body)
        is_markup = _IS_MARKUP.search(body) is not None
        article = RawArticle(
            # The id of an article comes from its page, wherever the article was found.
            id=None if page_of(url) else content_id("item", source.name, key),
            url=url,
            feed=source.name,
            publisher=source.publisher,
            fetched_at=fetched_at,
            published_at=_string(entry.get("published") or entry.get("updated")) or None,
            language=source.language,
            title=title,
            html=body if is_markup else None,
            text=None if is_markup else body,
        )
        yield Item(key, article)


def _body(entry: dict[str, object]) -> str | None:
    """Return the longest text that the item carries: some feeds put it in the summary."""
    contents = entry.get("content")
    texts = [_string(entry.get("description"))]
    if isinstance(contents, list):
        texts += [_string(part.get("value")) for part in contents if isinstance(part, dict)]
    return max(texts, key=len) or None


def _link(entry: dict[str, object], *, source: Source) -> str | None:
    link = _string(entry.get("link"))
    try:
        url = urljoin(source.url, link) if link else ""
        is_web = urlsplit(url).scheme in {"http", "https"} and bool(urlsplit(url).hostname)
    except ValueError:
        return None
    return url if is_web else None


def _string(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""
