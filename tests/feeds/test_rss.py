"""RSS and Atom."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from streams.feeds.feed import FeedError, Source
from streams.feeds.rss import read_feed
from streams.records.article import RawArticle

SOURCE = Source(
    name="sada-alsahel", url="https://sada-alsahel.example/rss", publisher="sada-alsahel.example", language="ar", country="LB",
)  # fmt: skip
FETCHED = "2026-03-02T10:00:00Z"
RSS = """<?xml version="1.0" encoding="{encoding}"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>صدى الساحل</title>
<item><title>سبعة قتلى في قصف على سوق</title><link>/news/2</link><guid isPermaLink="false">n-2</guid>
<pubDate>Mon, 02 Mar 2026 11:30:00 +0200</pubDate><description>قتل سبعة مدنيين.</description>
<content:encoded><![CDATA[<p>قتل سبعة مدنيين في قصف مدفعي.</p><p>وأصيب اثنا عشر آخرون.</p>]]></content:encoded></item>
<item><title>Clash &amp;amp; fire in the hills</title><link>https://sada-alsahel.example/news/1</link></item>
<item><description></description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><entry><title type="html">Seven &lt;b&gt;dead&lt;/b&gt;</title>
<link rel="alternate" href="https://a.example/7"/><id>tag:a.example,2026:7</id><updated>2026-03-02T09:30:00Z</updated>
<summary>Seven civilians were killed when shells hit the market.</summary></entry></feed>"""


def read(data: bytes, *, charset: str | None = None, source: Source = SOURCE) -> list[RawArticle]:
    items = read_feed(data, source=source, fetched_at=FETCHED, charset=charset)
    return [item.article for item in items]


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1256", "utf-16"])
def test_an_item_becomes_a_raw_article_in_any_charset(encoding: str) -> None:
    first, second = read(RSS.format(encoding=encoding).encode(encoding))

    assert first == RawArticle(
        url="https://sada-alsahel.example/news/2",
        feed="sada-alsahel",
        publisher="sada-alsahel.example",
        fetched_at=FETCHED,
        published_at="2026-03-02T09:30:00+00:00",
        language="ar",
        title="سبعة قتلى في قصف على سوق",
        html="<p>قتل سبعة مدنيين في قصف مدفعي.</p><p>وأصيب اثنا عشر آخرون.</p>",
    )
    assert (second.title, second.text) == ("Clash & fire in the hills", "Clash & fire in the hills")


def test_a_feed_that_names_no_charset_is_read_as_the_server_says() -> None:
    data = RSS.replace(' encoding="{encoding}"', "").encode("windows-1256")

    assert read(data, charset="windows-1256")[0].title == "سبعة قتلى في قصف على سوق"


def test_atom_is_read_too() -> None:
    (article,) = read(ATOM.encode())

    assert (article.title, article.url) == ("Seven dead", "https://a.example/7")
    assert article.text == "Seven civilians were killed when shells hit the market."
    assert article.published_at == "2026-03-02T09:30:00+00:00"


def test_an_item_without_a_link_has_an_id_of_its_own() -> None:
    data = b"<rss><channel><item><title>Seven dead</title><guid>n-7</guid></item></channel></rss>"

    (article,) = read(data)

    assert article.url is None
    assert article.id == read(data)[0].id
    assert article.id


def test_no_more_items_are_taken_than_the_catalogue_says() -> None:
    one = Source(name="s", url=SOURCE.url, publisher="p", language="ar", country="LB", max_items=1)

    assert len(read(RSS.format(encoding="utf-8").encode(), source=one)) == 1


@pytest.mark.parametrize(
    "data", [b"", b"<html><body>Not found</body></html>", b"\x00\xff\xfe", b"<rss"]
)
def test_what_is_no_feed_is_an_error_with_a_reason(data: bytes) -> None:
    with pytest.raises(FeedError) as caught:
        read(data)

    assert caught.value.reason == "not_a_feed"
    assert SOURCE.url in str(caught.value)


@settings(deadline=None)
@given(
    st.one_of(
        st.binary(),
        st.lists(st.sampled_from(RSS.split(" "))).map(lambda words: " ".join(words).encode()),
    )
)
def test_any_bytes_are_a_feed_or_an_error_with_a_reason(data: bytes) -> None:
    with suppress(FeedError):
        assert all(article.text or article.html for article in read(data))
