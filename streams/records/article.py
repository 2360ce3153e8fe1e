"""Articles: as a feed hands them over, as readable text, and as copies of one another."""

from typing import Literal, NewType

from msgspec import Struct

ArticleId = NewType("ArticleId", str)
ArticleStatus = Literal["usable", "withdrawn"]

PublishedBasis = Literal["feed", "page", "text", "fetched"]
DuplicateKind = Literal["exact", "near", "revision"]


class RawArticle(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """An article as a feed hands it over.

    Exactly one of *html*, *text* and *html_base64* holds the body, unless *status* is `withdrawn`
    (a kill notice needs none). Instants are RFC 3339 strings as the sender wrote them; `normalise`
    reads them and refuses what is no instant. *html_base64* holds the bytes as fetched, *charset*
    what the server named.
    """

    id: str | None = None
    url: str | None = None
    feed: str | None = None
    publisher: str | None = None
    fetched_at: str | None = None
    published_at: str | None = None
    language: str | None = None
    title: str | None = None
    status: ArticleStatus = "usable"
    html: str | None = None
    text: str | None = None
    html_base64: str | None = None
    charset: str | None = None
    headers: dict[str, str] | None = None


class Article(Struct, frozen=True, kw_only=True):
    """An article as readable text.

    *text* is the title line, then the paragraphs, a blank line between; every offset in later
    records counts Unicode code points of it. *language* is BCP 47, `und` when unknown.
    *fingerprint* is the near-duplicate signature (base64). *revises* is the id, or where the page
    keeps its id the text_sha256, of the earlier version of the same page.
    """

    id: ArticleId
    url: str | None
    feed: str
    publisher: str | None
    title: str | None
    language: str
    published_at: str | None
    published_basis: PublishedBasis
    fetched_at: str
    status: ArticleStatus
    text: str
    text_sha256: str
    fingerprint: str | None = None
    revises: str | None = None
    derived_from: str | None = None


class Duplicate(Struct, frozen=True, kw_only=True):
    """A copy of a story that was sighted before, or a new version of a known page.

    *article* is the copy's id, *of* the id of the first sighting; *similarity* is 0 to 1.
    """

    article: ArticleId
    of: ArticleId
    kind: DuplicateKind
    similarity: float
    url: str | None
    publisher: str | None
    feed: str
    language: str
    fetched_at: str
    seen_at: str
