"""RawArticle to Article: readable text, its language, and when it was published."""

import re
from base64 import b64decode
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from msgspec import Struct

from streams.languages.pack import LanguagePack
from streams.records.article import Article, PublishedBasis, RawArticle
from streams.records.ids import article_id, text_sha256
from streams.records.rejection import Refusal
from streams.steps.normalise.boilerplate import drop_boilerplate
from streams.steps.normalise.charset import decode_page
from streams.steps.normalise.instants import instant, is_plausible, read_moment
from streams.steps.normalise.language import language_of
from streams.steps.normalise.metadata import plain, without_tail
from streams.steps.normalise.page import read_page
from streams.steps.normalise.shown import shown_date
from streams.steps.normalise.signature import signature

# The longest pages of real news have 3 million characters of markup, the longest articles 100,000.
MAX_PAGE = 10_000_000
MAX_TEXT = 500_000
HEAD_LINES = 4
TITLE_WORDS = 40  # a longer first line is the article's beginning, not its title

FILE_FEED = "file"

_LINE_BREAK = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")
_UNWRITTEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
# A line that begins with a day in figures is a stamp: "2025-12-06", "18/11/2020 05:40".
_STAMP = re.compile(r"[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}\b")
_SENTENCE_ENDS = (".", "\N{ARABIC FULL STOP}", "\N{HORIZONTAL ELLIPSIS}", ":")


class _Body(Struct, frozen=True, kw_only=True):
    """What a raw article holds, read but not yet judged."""

    lines: Sequence[str]
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    beside: Sequence[str] = ()


def normalise(
    raw: RawArticle, *, packs: Mapping[str, LanguagePack], received_at: str | None
) -> Article | Refusal:
    """Return *raw* as readable text, or why it will not do.

    *received_at* is the broker's time of the message, None without a broker: no article is fetched
    later. Reasons of a refusal: `no_body`, `two_bodies`, `not_decodable`, `too_large`,
    `empty_text`, `withdrawn` (a notice that names no page), `bad_instant` (nothing tells when it
    was fetched).
    """
    body = _withdrawal(raw) if raw.status == "withdrawn" else _read_body(raw)
    if isinstance(body, Refusal):
        return body
    url = _clean(raw.url)
    publisher = _clean(raw.publisher) or _clean(body.publisher) or _host(url)
    sites = tuple(filter(None, (publisher, body.publisher, _host(url))))
    title = _clean(raw.title) or _clean(body.title)
    title = without_tail(title, sites=sites) if title else None
    lines = drop_boilerplate(body.lines, words=[pack.boilerplate for pack in packs.values()])
    if raw.status == "usable" and not lines:
        return Refusal("empty_text", "no text is left of the body; wanted an article")
    if title is None:
        title = _title_among(lines)
    elif lines and plain(without_tail(lines[0], sites=sites)) != plain(title):
        lines.insert(0, title)
    text = "\n\n".join(lines)
    if len(text) > MAX_TEXT:
        return Refusal("too_large", f"a text of {len(text)} characters; wanted {MAX_TEXT} at most")
    language = language_of(text, declared=raw.language or body.language)
    dated = _dated(raw, body, title=title, lines=lines, packs=packs, language=language)
    fetched_at = _fetched_at(raw, received_at=received_at, dated=dated)
    if fetched_at is None:
        found = f"fetched_at {raw.fetched_at!r}, published_at {raw.published_at!r}"
        return Refusal("bad_instant", f"{found}; wanted an RFC 3339 instant in one of them")
    published_at, basis = _published(dated, fetched_at=fetched_at)
    return Article(
        id=article_id(given=_clean(raw.id), url=url, content=text),
        url=url,
        feed=_clean(raw.feed) or FILE_FEED,
        publisher=publisher,
        title=title,
        language=language,
        published_at=published_at,
        published_basis=basis,
        fetched_at=fetched_at,
        status=raw.status,
        text=text,
        text_sha256=text_sha256(text),
        fingerprint=signature(text, language=language.partition("-")[0], packs=packs),
    )


def _withdrawal(raw: RawArticle) -> _Body | Refusal:
    if not (_clean(raw.id) or _clean(raw.url)):
        return Refusal(
            "withdrawn", "a notice with neither id nor url; wanted the page it withdraws"
        )
    return _Body(lines=())


def _read_body(raw: RawArticle) -> _Body | Refusal:
    given = {
        name: value
        for name in ("html", "text", "html_base64")
        if (value := getattr(raw, name)) is not None
    }
    if not given:
        return Refusal("no_body", "found no body; wanted one of html, text and html_base64")
    if len(given) > 1:
        return Refusal("two_bodies", f"found {', '.join(given)}; wanted exactly one of them")
    if raw.text is not None:
        if len(raw.text) > MAX_PAGE:
            return _too_large(len(raw.text))
        lines = _LINE_BREAK.split(_writable(raw.text))
        return _Body(lines=[line.strip() for line in lines if line.strip()])
    html = raw.html
    if html is None:
        try:
            data = b64decode("".join((raw.html_base64 or "").split()), validate=True)
        except ValueError as error:
            return Refusal("not_decodable", f"html_base64: {error}; wanted base64")
        html = decode_page(data, charset=raw.charset)
    return _too_large(len(html)) if len(html) > MAX_PAGE else _read_html(_writable(html))


def _read_html(html: str) -> _Body:
    page = read_page(html)
    lines = [line for line in map(_writable, page.lines) if line]
    head = lines[:HEAD_LINES]
    title = page.metadata.title
    if title is not None:
        # The title stands first in any case: a heading over the body would say it twice.
        title = without_tail(title, sites=(), headings=tuple(head))
        head = [line for line in head if plain(line) != plain(title)]
    return _Body(
        lines=head + lines[HEAD_LINES:],
        title=title,
        publisher=page.metadata.publisher,
        published=page.metadata.published,
        language=page.metadata.language,
        beside=page.beside,
    )


def _too_large(size: int) -> Refusal:
    return Refusal("too_large", f"a body of {size} characters; wanted {MAX_PAGE} at most")


def _dated(
    raw: RawArticle,
    body: _Body,
    *,
    title: str | None,
    lines: Sequence[str],
    packs: Mapping[str, LanguagePack],
    language: str,
) -> tuple[tuple[str, PublishedBasis], ...]:
    """Return the moments of publication that feed, page and text tell, the best first."""
    told: list[tuple[str | None, PublishedBasis]] = [
        (read_moment(raw.published_at), "feed"),
        (body.published, "page"),
    ]
    if not any(moment for moment, _ in told):
        own = [packs[language]] if language in packs else list(packs.values())
        seen = [*body.beside, *lines[0 if title is None else 1 : HEAD_LINES]]
        told.append((shown_date(seen, words=[pack.dates for pack in own]), "text"))
    return tuple((moment, basis) for moment, basis in told if moment)


def _fetched_at(
    raw: RawArticle,
    *,
    received_at: str | None,
    dated: Sequence[tuple[str, PublishedBasis]],
) -> str | None:
    """Return the instant that stands for the fetch: never later than the broker's."""
    received = read_moment(received_at)
    fetched = read_moment(raw.fetched_at)
    if fetched and received:
        return min(map(instant, (fetched, received)))
    known = fetched or received or next((moment for moment, _ in dated), None)
    return instant(known) if known else None


def _published(
    dated: Sequence[tuple[str, PublishedBasis]], *, fetched_at: str
) -> tuple[str, PublishedBasis]:
    """Return when the article was published and who says so; what cannot be is passed over."""
    for moment, basis in dated:
        if is_plausible(moment, fetched=fetched_at):
            return moment, basis
    return fetched_at, "fetched"


def _title_among(lines: Sequence[str]) -> str | None:
    """Return the first line if it looks like the title of the rest."""
    if len(lines) < 2 or len(lines[0].split()) > TITLE_WORDS or _STAMP.match(lines[0]):
        return None
    return None if lines[0].endswith(_SENTENCE_ENDS) else lines[0]


def _writable(text: str) -> str:
    return _UNWRITTEN.sub("", text)


def _clean(value: str | None) -> str | None:
    """Return *value* on one line without control characters, None if nothing is left."""
    return " ".join(_writable(value).split()) or None if value else None


def _host(url: str | None) -> str | None:
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return (host or "").removeprefix("www.") or None
