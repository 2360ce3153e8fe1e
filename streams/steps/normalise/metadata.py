"""What a page says of itself: title, publisher, publication, language.

Several places of a page may say it; the more a place is meant for machines, the more it is
believed: JSON-LD, then meta properties, then what the page shows.
"""

import json
import re
from collections.abc import Iterable, Iterator
from html import unescape

from lxml.html import HtmlElement
from msgspec import Struct

from streams.steps.normalise.instants import read_moment
from streams.text.folding import fold_text

# Kinds of schema.org that are an article; the page's publisher, its crumbs and its videos are not.
_ARTICLE_KINDS = re.compile(r"article|posting|report\b", re.IGNORECASE)
_PUBLISHED_NAMES = (
    "article:published_time",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "article:published",
    "published_time",
    "article.published",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publication_date",
    "article_date_original",
    "cxenseparse:recs:publishtime",
    "date",
)
_TITLE_NAMES = ("og:title", "twitter:title", "dc.title", "headline")
_SITE_NAMES = ("og:site_name", "application-name", "dc.publisher")
_SEPARATOR = re.compile(r"\s+(?:[|\u2013\u2014\u00bb\u2022-]|::)\s+|\s*\|\s*")
SITE_WORDS = 5  # a tail of more words is part of the title
LONGEST_TITLE = 500  # characters; what is longer is no title
FEWEST_TITLE_WORDS, FEWEST_TITLE_LETTERS = 4, 20
_NESTED = 64  # JSON-LD lies at most a few levels deep


class Metadata(Struct, frozen=True, kw_only=True):
    """What the page says of its article: *published* is an instant or a day."""

    title: str | None
    publisher: str | None
    published: str | None
    language: str | None


def read_metadata(tree: HtmlElement) -> Metadata:
    """Return what *tree* says of itself; None where it says nothing readable."""
    linked = next(_articles_in_json(tree), {})
    meta = _meta(tree)
    headings = [text for element in tree.iter("h1") if (text := _text_of(element))]
    lesser = [text for element in tree.iter("h2") if (text := _text_of(element))]
    site = _first(meta, _SITE_NAMES) or _name_of(linked.get("publisher"))
    title = (
        # The one heading is what readers see; the others are often cut or in another language.
        (headings[0] if len(headings) == 1 and _is_sentence(headings[0], site=site) else None)
        or _string(linked.get("headline"))
        or _first(meta, _TITLE_NAMES)
        or next(filter(None, map(_text_of, tree.iter("title"))), None)
        or (headings[0] if headings else None)
    )
    return Metadata(
        title=title and without_tail(title, sites=filter(None, [site]), headings=headings + lesser),
        publisher=site,
        published=read_moment(_string(linked.get("datePublished")))
        or next(filter(None, map(read_moment, _all(meta, _PUBLISHED_NAMES))), None)
        or _shown_time(tree),
        language=tree.get("lang") or None,
    )


def without_tail(title: str, *, sites: Iterable[str], headings: Iterable[str] = ()) -> str:
    """Return *title* without the name of a site before or behind it ("… - The Daily").

    A part is cut off only where it is one of *sites* (names or hosts), or where the longer rest is
    one of the *headings* of the page.
    """
    known = {plain(name) for site in sites for name in (site, site.partition(".")[0])} - {""}
    shown = {plain(heading) for heading in headings}
    title = " ".join(title.split())
    while len(title) <= LONGEST_TITLE and plain(title) not in shown:
        shorter = _one_part_less(title, known=known, shown=shown)
        if shorter is None:
            break
        title = shorter
    return title


def _one_part_less(title: str, *, known: set[str], shown: set[str]) -> str | None:
    for found in reversed(list(_SEPARATOR.finditer(title))):
        before, after = title[: found.start()], title[found.end() :]
        for rest, name in ((before, after), (after, before)):
            is_site = plain(name) in known and len(name.split()) <= SITE_WORDS
            if rest and (is_site or (len(rest) > len(name) and plain(rest) in shown)):
                return rest
    return None


def _articles_in_json(tree: HtmlElement) -> Iterator[dict[str, object]]:
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        try:
            value: object = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _articles_in(value, depth=0)


def _articles_in(value: object, *, depth: int) -> Iterator[dict[str, object]]:
    if depth > _NESTED:
        return
    if isinstance(value, list):
        for item in value:
            yield from _articles_in(item, depth=depth + 1)
    elif isinstance(value, dict):
        kinds = value.get("@type")
        if _ARTICLE_KINDS.search(
            " ".join(map(str, kinds)) if isinstance(kinds, list) else str(kinds)
        ):
            yield value
        for inner in (value.get("@graph"), value.get("mainEntity")):
            yield from _articles_in(inner, depth=depth + 1)


def _meta(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = unescape(element.get("content") or element.get("datetime") or "").strip()
        for attribute in ("property", "name", "itemprop"):
            name = (element.get(attribute) or "").strip().lower()
            if name and content:
                found.setdefault(name, content)
    return found


def _shown_time(tree: HtmlElement) -> str | None:
    """Return the moment of the first time element, or of one that says it is the publication."""
    shown: str | None = None
    for element in tree.iter("time", "span", "div", "p", "abbr"):
        says = (element.get("itemprop") or "").lower() == "datepublished"
        if not says and (element.tag != "time" or shown):
            continue
        moment = read_moment(element.get("datetime") or element.get("content"))
        if moment and (says or element.get("pubdate") is not None):
            return moment
        shown = shown or moment
    return shown


def _all(meta: dict[str, str], names: tuple[str, ...]) -> Iterator[str]:
    return (meta[name] for name in names if name in meta)


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next(_all(meta, names), None)


def _is_sentence(heading: str, *, site: str | None) -> bool:
    """Tell a heading that can be a title from a logo; scripts without spaces have long words."""
    long = len(heading.split()) >= FEWEST_TITLE_WORDS or len(heading) >= FEWEST_TITLE_LETTERS
    return long and plain(heading) != plain(site or "")


def _string(value: object) -> str | None:
    value = value[0] if isinstance(value, list) and value else value
    return unescape(value).strip() or None if isinstance(value, str) else None


def _name_of(value: object) -> str | None:
    value = value[0] if isinstance(value, list) and value else value
    return _string(value.get("name")) if isinstance(value, dict) else _string(value)


def _text_of(element: HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())


def plain(text: str) -> str:
    """Return *text* folded to its letters and digits, for telling two spellings of one name."""
    return "".join(filter(str.isalnum, fold_text(text)))
