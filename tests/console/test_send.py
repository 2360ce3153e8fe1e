import base64

from streams.console.lines import Line
from streams.console.send import to_send
from streams.records.article import RawArticle
from streams.records.wire import decode

NOW = "2026-01-01T00:00:00Z"


def test_what_the_topic_does_not_take_is_refused_with_its_size():
    line = Line("big.jsonl:1", RawArticle(id="huge", text="x" * 10_000_000))

    said = to_send(line, now=NOW)

    assert said.startswith("big.jsonl:1: 10000")
    assert "articles.raw takes 8384512" in said


def test_the_time_of_the_fetch_and_the_feed_are_set_and_the_key_is_the_id():
    html = base64.b64encode("ضربة".encode()).decode()

    output = to_send(Line("a:1", RawArticle(id="a", html_base64=html)), now=NOW)

    article = decode(output.value, RawArticle)
    assert output.key == b"a"
    assert (article.fetched_at, article.feed, article.html_base64) == (NOW, "file", html)


def test_what_the_line_says_itself_stands():
    article = RawArticle(id="a", text="t", fetched_at="2018-02-08T00:00:00Z", feed="mine")

    output = to_send(Line("a:1", article), now=NOW)

    assert decode(output.value, RawArticle) == article


def test_a_line_that_could_not_be_read_is_named():
    assert to_send(Line("a:3", None, "not JSON"), now=NOW) == "a:3: not JSON"


def test_a_lone_surrogate_is_refused_by_the_sender():
    said = to_send(Line("a:1", RawArticle(id="a", text="\ud800")), now=NOW)

    assert said.startswith("a:1: cannot be written as JSON")
