"""Ids from content, so that a replay gives the same ids."""

from hashlib import blake2b, sha256

import orjson

from streams.records.article import ArticleId


def content_id(*parts: str | int | None) -> str:
    """Return 20 hexadecimal digits that depend on *parts* and their order, and on nothing else."""
    return blake2b(orjson.dumps(parts), digest_size=10).hexdigest()


def article_id(*, given: str | None, url: str | None, content: str) -> ArticleId:
    """Return the *given* id, else one derived from *url*, else one from *content*."""
    if given:
        return ArticleId(given)
    return ArticleId(content_id("url", url) if url else content_id("content", content))


def text_sha256(text: str) -> str:
    """Return the SHA-256 of *text* in UTF-8, 64 hexadecimal digits."""
    return sha256(text.encode()).hexdigest()


def is_text_sha256(value: str) -> bool:
    """Tell a text_sha256 from an article id, as far as its form tells."""
    return len(value) == 64 and all(digit in "0123456789abcdef" for digit in value)
