"""Hypothesis: streams of articles whose reports are known, and orders of arrival."""

from hypothesis import strategies as st

from streams.records.article import RawArticle
from tests.builders import a_figure, a_place, a_reference, a_report, an_act, at, on

PLACES = [a_place("Khasham", geonames=2), a_place("Hajin", geonames=3)]


def a_raw(article_id, *, dead, place=0, day=8, hour=12):
    """Return a raw article that `reading` understands: *dead* killed at a place on a day."""
    text = f"Strike on a town\n\nThe source counted {dead} dead in place {place} on day {day}."
    return RawArticle(
        id=article_id,
        url=f"https://{article_id}.example/page",
        feed="test",
        publisher=f"{article_id}.example",
        fetched_at=at(hour),
        published_at=at(hour),
        language="en",
        text=text,
    )


def reading(article):
    """Return the report of an article of `a_raw`: a stand-in for extract, whose words are known."""
    reference = a_reference(
        article.id,
        url=article.url,
        publisher=article.publisher,
        fetched_at=article.fetched_at,
        published_at=article.published_at,
        text_sha256=article.text_sha256,
        revises=article.revises,
    )
    words = article.text.rstrip(".").split()
    if article.status == "withdrawn":
        return a_report(reference)
    dead, place, day = (
        int(words[words.index(w) + n]) for w, n in [("counted", 1), ("place", 1), ("day", 1)]
    )
    act = an_act(a_figure(dead), place=PLACES[place], occurred=on(day))
    return a_report(reference, act)


RAWS = st.lists(
    st.builds(
        a_raw,
        st.sampled_from("abcdef"),
        dead=st.integers(1, 4),
        place=st.sampled_from([0, 1]),
        day=st.sampled_from([7, 8]),
    ),
    max_size=8,
    unique_by=lambda raw: raw.id,
)
