"""RawArticle to Article."""

import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from streams.languages.load import load_packs
from streams.records.article import Article, RawArticle
from streams.records.ids import text_sha256
from streams.records.rejection import Refusal
from streams.records.wire import decode, encode
from streams.steps.normalise import MAX_TEXT, normalise

PACKS = load_packs()
RECEIVED = "2026-03-02T10:00:00Z"
TEXT = "Seven civilians were killed when shells hit the market, the civil defence said.\nTwo shops burned down."
PAGE = f"""<html><head><title>Shells hit a market - The Far Horizon</title>
<meta property="og:site_name" content="The Far Horizon">
<meta property="article:published_time" content="2026-03-02T08:00:00+03:00"></head>
<body><nav><a href="/">Home</a></nav><article><h1>Shells hit a market</h1>
<p>{TEXT.splitlines()[0]}</p><p>{TEXT.splitlines()[1]} Its owners had left the town a week before.</p>
<p>Share this article</p></article><div class="comments"><p>Leave a comment</p></div>
<footer>We use cookies to make our site work better for you.</footer></body></html>"""


def read(raw: RawArticle, *, received_at: str | None = RECEIVED) -> Article:
    article = normalise(raw, packs=PACKS, received_at=received_at)
    assert isinstance(article, Article), article
    return article


def refused(raw: RawArticle, *, received_at: str | None = RECEIVED) -> str:
    refusal = normalise(raw, packs=PACKS, received_at=received_at)
    assert isinstance(refusal, Refusal), refusal
    return refusal.reason


def test_a_page_becomes_its_title_and_paragraphs() -> None:
    article = read(
        RawArticle(html=PAGE, url="https://www.far-horizon.example/1", feed="far-horizon")
    )

    assert article.text == (
        "Shells hit a market\n\n"
        "Seven civilians were killed when shells hit the market, the civil defence said.\n\n"
        "Two shops burned down. Its owners had left the town a week before."
    )
    assert article.title == "Shells hit a market"
    assert article.publisher == "The Far Horizon"
    assert article.language == "en"
    assert (article.published_at, article.published_basis) == ("2026-03-02T05:00:00Z", "page")
    assert article.fetched_at == RECEIVED
    assert article.text_sha256 == text_sha256(article.text)
    assert article.fingerprint


def test_a_title_that_the_body_repeats_without_the_name_of_the_site_is_said_once() -> None:
    page = f"<title>Shells hit a market - Far</title><h2>Shells hit a market</h2><p>{TEXT}</p>"

    article = read(RawArticle(html=page, id="1"))

    assert article.title == "Shells hit a market"
    assert article.text == "Shells hit a market\n\n" + TEXT.replace("\n", " ")


def test_bytes_of_a_page_are_read_in_their_charset() -> None:
    page = "<p>قتل سبعة مدنيين في قصف مدفعي استهدف سوق البلدة صباح الخميس، بحسب الدفاع المدني.</p>"
    body = base64.b64encode(page.encode("windows-1256")).decode()

    article = read(RawArticle(html_base64=body, charset="iso-8859-1", title="قصف سوق", id="1"))

    assert article.text == "قصف سوق\n\n" + page[3:-4]
    assert article.language == "ar"


def test_a_text_keeps_its_characters_and_gets_a_blank_line_between_paragraphs() -> None:
    text = "  Shells  hit \u201cthe market\u201d\r\n\r\n\r\nSe\u0301ven\u00a0dead,\u200f said  rescuers.\u2028Two\thurt.\x00\x07 "

    article = read(RawArticle(text=text, url="https://far-horizon.example/1"))

    assert article.text == (
        "Shells  hit \u201cthe market\u201d\n\nSe\u0301ven\u00a0dead,\u200f said  rescuers.\n\nTwo\thurt."
    )
    assert article.title == "Shells  hit \u201cthe market\u201d"
    assert article.publisher == "far-horizon.example"
    assert article.feed == "file"


@pytest.mark.parametrize(
    "title", ["Shells hit a market", "Shells hit a market | The Far Horizon", "SHELLS HIT A MARKET"]
)
def test_a_text_that_begins_with_its_title_does_not_say_it_twice(title: str) -> None:
    raw = RawArticle(
        text=f"Shells hit a market\n{TEXT}", title=title, publisher="The Far Horizon", id="1"
    )

    assert read(raw).text.count("hit a market") == 1


def test_a_text_without_a_title_line_has_none() -> None:
    assert read(RawArticle(text=TEXT, id="1")).title is None


@pytest.mark.parametrize(
    ("published", "published_at", "basis"),
    [
        ("Mon, 02 Mar 2026 09:30:00 +0300", "2026-03-02T06:30:00Z", "feed"),
        ("2026-03-01", "2026-03-01", "feed"),
        ("last Monday", RECEIVED, "fetched"),
        ("2035-01-01T00:00:00Z", RECEIVED, "fetched"),
        ("1970-01-01T00:00:00Z", RECEIVED, "fetched"),
        (None, RECEIVED, "fetched"),
    ],
)
def test_publication_is_what_can_be_believed(published: str, published_at: str, basis: str) -> None:
    article = read(RawArticle(text=TEXT, id="1", published_at=published))

    assert (article.published_at, article.published_basis) == (published_at, basis)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Shells hit a market\nPublished 1 March 2026 12:38pm\n" + TEXT, "2026-03-01"),
        ("قصف على سوق البلدة\nالأحد 1 آذار/مارس 2026\nقتل سبعة مدنيين في قصف على السوق.", "2026-03-01"),
        ("Shells hit a market\nBEIRUT, March 1, 2026 - " + TEXT, "2026-03-01"),
        ("2026-03-01 09:30\n" + TEXT, "2026-03-01"),
        ("Shells hit a market\ndate 2026-03-01 " + TEXT, "2026-03-01"),
        ("Shells hit a market\nOn 1 March 2026 shells hit a market, and seven people who were there at the time died.", None),
        ("Shells hit a market\nPublished 1 March 2035\n" + TEXT, None),
    ],
)  # fmt: skip
def test_a_day_that_the_text_shows_is_the_publication_where_nobody_else_tells(
    text: str, day: str | None
) -> None:
    article = read(RawArticle(text=text, id="1"))

    expected = (day, "text") if day else (RECEIVED, "fetched")
    assert (article.published_at, article.published_basis) == expected
    assert text.splitlines()[1] in article.text


def test_a_day_beside_the_title_of_a_page_is_the_publication() -> None:
    page = (
        "<html><body><div>Today is 2 March 2026</div>" + "<div>menu</div>" * 9
        + f"<h1>Shells hit a market</h1><div class=meta>1 March 2026, 11:59</div><article><p>{TEXT}</p></article></body></html>"
    )  # fmt: skip

    article = read(RawArticle(html=page, id="1"))

    assert (article.published_at, article.published_basis) == ("2026-03-01", "text")


@pytest.mark.parametrize(
    ("fetched", "received", "published", "fetched_at"),
    [
        ("2026-03-02T09:59:00Z", RECEIVED, None, "2026-03-02T09:59:00Z"),
        ("2035-01-01T00:00:00Z", RECEIVED, None, RECEIVED),
        ("1970-01-01T00:00:00Z", RECEIVED, None, RECEIVED),
        ("soon", RECEIVED, None, RECEIVED),
        (None, RECEIVED, "2026-03-01", RECEIVED),
        (None, None, "2026-03-01", "2026-03-01T00:00:00Z"),
        ("2026-03-02T12:59:00+03:00", None, None, "2026-03-02T09:59:00Z"),
    ],
)
def test_no_article_is_fetched_later_than_it_was_received(
    fetched: str | None, received: str | None, published: str | None, fetched_at: str
) -> None:
    raw = RawArticle(text=TEXT, id="1", fetched_at=fetched, published_at=published)

    assert read(raw, received_at=received).fetched_at == fetched_at


def test_a_kill_notice_needs_no_body_and_leaves_no_text() -> None:
    article = read(RawArticle(id="1", status="withdrawn", language="ar-SY", fetched_at=RECEIVED))

    assert (article.text, article.status, article.language) == ("", "withdrawn", "ar")
    assert article.fingerprint is None


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (RawArticle(id="1"), "no_body"),
        (RawArticle(id="1", text=TEXT, html=PAGE), "two_bodies"),
        (RawArticle(id="1", text=" \n\x00\n "), "empty_text"),
        (RawArticle(id="1", text="", title="Shells hit a market"), "empty_text"),
        (RawArticle(id="1", html="<html><script>x()</script></html>"), "empty_text"),
        (RawArticle(id="1", text="x" * (MAX_TEXT + 1)), "too_large"),
        (RawArticle(id="1", html="x" * 10_000_001), "too_large"),
        (RawArticle(id="1", html_base64="not base64!"), "not_decodable"),
        (RawArticle(status="withdrawn"), "withdrawn"),
    ],
)
def test_what_will_not_do_is_refused_with_a_reason(raw: RawArticle, reason: str) -> None:
    assert refused(raw) == reason


def test_an_article_without_any_moment_is_refused() -> None:
    assert (
        refused(RawArticle(id="1", text=TEXT, fetched_at="soon"), received_at=None) == "bad_instant"
    )


def test_ids_come_from_the_sender_else_the_url_else_the_text() -> None:
    assert read(RawArticle(text=TEXT, id="1", url="https://a.example/1")).id == "1"
    assert (
        read(RawArticle(text=TEXT, url="https://a.example/1")).id
        == read(RawArticle(text="Other words.", url="https://a.example/1")).id
    )
    assert (
        read(RawArticle(text=TEXT)).id
        == read(RawArticle(text=TEXT + "\n")).id
        != read(RawArticle(text="Other words.")).id
    )


ANY = st.one_of(st.none(), st.text(max_size=60))
MARKUP = st.lists(
    st.one_of(
        st.text(max_size=20),
        st.sampled_from(
            ["<p>", "</p>", "<div>", "<h1>", "</h1>", "<table>", "<td>", "<script>", "</script>", "<!--", "-->", "<![CDATA[", "]]>", "&", "&#xD800;", "&#0;", "<meta", "property=og:title", "content=x>", "<script", "type=application/ld+json>", '{"@type":"NewsArticle","headline":"\\ud800"}', "<time", "datetime=2024-01-01>", "<title>", "<svg>", "<?xml", "encoding=x?>"]
        ),
    ),
    max_size=30,
).map(" ".join)  # fmt: skip


@settings(deadline=None)
@given(
    raw=st.builds(
        RawArticle, id=ANY, url=ANY, feed=ANY, publisher=ANY, fetched_at=ANY, published_at=ANY, language=ANY,
        title=ANY, text=ANY, html=st.one_of(st.none(), MARKUP), html_base64=st.one_of(st.none(), st.binary(max_size=80).map(lambda b: base64.b64encode(b).decode())),
        charset=ANY, status=st.sampled_from(["usable", "withdrawn"]),
    ),
    received_at=st.one_of(st.none(), st.just(RECEIVED)),
)  # fmt: skip
def test_no_raw_article_makes_it_raise(raw: RawArticle, received_at: str | None) -> None:
    result = normalise(raw, packs=PACKS, received_at=received_at)

    assert isinstance(result, Refusal) or decode(encode(result), Article) == result


@settings(deadline=None)
@given(html=MARKUP)
def test_no_page_makes_it_raise_and_no_control_character_is_left(html: str) -> None:
    result = normalise(RawArticle(html=html, id="1"), packs=PACKS, received_at=RECEIVED)

    assert isinstance(result, Refusal) or not {"\x00", "\r", "\ud800"} & set(result.text)
