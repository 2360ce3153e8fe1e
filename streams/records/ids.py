"""Ids from content, so that a replay gives the same ids."""

import re
from hashlib import blake2b, sha256
from urllib.parse import urlsplit

import orjson

from streams.records.article import Article, ArticleId
from streams.records.report import ArticleRef

# What newsletters, social networks and advertisers add to an address; none of it names a page.
_TRACKING = re.compile(
    r"(utm_|at_|mc_|pk_|hsa_)\w+|(fb|g|d|y)clid|gclsrc|msclkid|twclid|igshid|_ga|wt\.\w+|ref_src|cmpid"
)
_DEFAULT_PORT = re.compile(r":(80|443)?$")


def content_id(*parts: str | int | None) -> str:
    """Return 20 hexadecimal digits that depend on *parts* and their order, and on nothing else."""
    return blake2b(orjson.dumps(parts), digest_size=10).hexdigest()


def article_id(*, given: str | None, url: str | None, content: str) -> ArticleId:
    """Return the *given* id, else one derived from the page of *url*, else one from *content*."""
    if given:
        return ArticleId(given)
    page = page_of(url)
    return ArticleId(content_id("url", page) if page else content_id("content", content))


def page_of(url: str | None) -> str | None:
    """Return the canonical form of *url*: two addresses of one page have the same.

    Without fragment, tracking parameters, default port and last slash; `http` is `https`; the host
    in lower case. None where *url* names no page: a bare host is every article of its publisher.
    """
    try:
        parts = urlsplit((url or "").strip())
    except ValueError:
        return None
    host = _DEFAULT_PORT.sub("", parts.netloc.rpartition("@")[2].lower())
    fields = [field for field in parts.query.split("&") if field]
    query = "&".join(f for f in fields if not _TRACKING.fullmatch(f.partition("=")[0].lower()))
    path = parts.path.rstrip("/")
    if not host or not (path or query):
        return None
    scheme = "https" if parts.scheme in {"http", ""} else parts.scheme
    return f"{scheme}://{host}{path}" + (f"?{query}" if query else "")


def text_sha256(text: str) -> str:
    """Return the SHA-256 of *text* in UTF-8, 64 hexadecimal digits."""
    return sha256(text.encode()).hexdigest()


def is_text_sha256(value: str) -> bool:
    """Tell a text_sha256 from an article id, as far as its form tells."""
    return len(value) == 64 and all(digit in "0123456789abcdef" for digit in value)


def story_of(article: Article | ArticleRef) -> ArticleId:
    """Return the id of the first sighting of the page that *article* is a version of."""
    if article.revises is None or is_text_sha256(article.revises):
        return article.id
    return ArticleId(article.revises)
