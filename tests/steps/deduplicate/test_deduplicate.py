from base64 import b64encode
from struct import pack

from hypothesis import given
from hypothesis import strategies as st

from streams.records.article import Article, Duplicate
from streams.records.ids import story_of, text_sha256
from streams.steps.deduplicate import DROPPED_AT_ONCE, deduplicate
from streams.steps.deduplicate.index import SeenIndex
from tests.builders import a_notice, an_article, at

OTHER = "Another strike\n\nFive people were hurt."


def sighted(*articles, seen=None):
    """Deduplicate *articles* one after the other; return what each was and what it sent."""
    seen = SeenIndex() if seen is None else seen
    return [applied(article, seen) for article in articles]


def applied(article, seen):
    found = deduplicate(article, seen=seen)
    for key, entry in found.outcome.changes.items():
        seen.drop(key) if entry is None else seen.put(key, entry)
    return found.sighting, found.outcome.records


def sightings(*articles):
    return [sighting for sighting, _ in sighted(*articles)]


def test_a_first_sighting_goes_on_as_it_is():
    article = an_article("a")

    assert sighted(article) == [("first", (article,))]


def test_the_same_text_on_another_page_is_a_copy_of_the_first():
    (_, _), (sighting, (copy,)) = sighted(an_article("a"), an_article("b", fetched_at=at(13)))

    assert sighting == "exact"
    assert (copy.article, copy.of, copy.kind, copy.similarity) == ("b", "a", "exact", 1.0)
    assert copy.seen_at == at(13)


def test_a_copy_of_a_copy_is_a_copy_of_the_first():
    copies = sighted(an_article("a"), an_article("b"), an_article("c"))[1:]

    assert [copy.of for _, (copy,) in copies] == ["a", "a"]


def test_a_redelivery_sends_nothing_and_changes_nothing():
    seen = SeenIndex()
    sighted(an_article("a"), seen=seen)

    found = deduplicate(an_article("a", fetched_at=at(20)), seen=seen)

    assert (found.sighting, found.outcome.records, found.outcome.changes) == ("redelivery", (), {})


def test_the_same_page_under_another_id_is_a_copy_and_after_that_a_redelivery():
    again = an_article("z", url="http://NEWS.example/a/?utm_source=rss#top")

    assert sightings(an_article("a"), again, again) == ["first", "exact", "redelivery"]


def test_a_new_text_of_a_page_goes_on_beside_its_notice():
    first = an_article("a")
    (_, _), (sighting, (notice, revision)) = sighted(
        first, an_article("a", text=OTHER, fetched_at=at(13))
    )

    assert sighting == "revision"
    assert (notice.kind, notice.article, notice.of) == ("revision", "a", "a")
    assert revision.revises == first.text_sha256
    assert story_of(revision) == "a"


def test_a_new_title_alone_is_a_revision():
    assert sightings(an_article("a"), an_article("a", title="Corrected")) == ["first", "revision"]


def test_a_page_that_changes_its_id_keeps_the_story_of_its_first_version():
    page = "https://news.example/page"
    versions = sighted(
        an_article("a", url=page),
        an_article("b", url=page, text=OTHER),
        an_article("b", url=page, text="Third\n\nText of it."),
        an_article("a", url=page, text="Fourth\n\nText of it."),
    )

    revisions = [records[1] for _, records in versions[1:]]
    assert [r.revises for r in revisions] == ["a", "a", text_sha256("Third\n\nText of it.")]
    assert [story_of(r) for r in revisions] == ["a", "a", "a"]


def test_a_revision_says_how_much_it_keeps_of_the_text():
    def signature(*numbers):
        return b64encode(pack("<4I", *numbers)).decode()

    _, (_, (notice, _)) = sighted(
        an_article("a", fingerprint=signature(1, 2, 3, 4)),
        an_article("a", text=OTHER, fingerprint=signature(1, 2, 3, 9)),
    )

    assert notice.similarity == 0.75


def test_a_kill_notice_is_a_revision_of_its_page():
    (_, _), (sighting, (notice, revision)) = sighted(an_article("a"), a_notice("a"))

    assert sighting == "revision"
    assert (notice.kind, revision.status, revision.text) == ("revision", "withdrawn", "")


def test_a_kill_notice_of_an_unknown_page_goes_on_and_two_notices_are_no_copies():
    assert sightings(a_notice("a"), a_notice("b"), a_notice("b", title="again")) == [
        "first",
        "first",
        "redelivery",
    ]


def test_who_still_tells_a_withdrawn_story_tells_it_on_his_own():
    (_, _), (_, _), (sighting, (article,)) = sighted(
        an_article("a"), a_notice("a"), an_article("b", fetched_at=at(14))
    )

    assert (sighting, article.id) == ("first", "b")


def test_who_still_tells_a_corrected_text_is_no_copy_of_the_correction():
    found = sightings(
        an_article("a"),
        an_article("b"),
        an_article("a", text=OTHER),
        an_article("c"),
        an_article("d"),
    )

    assert found == ["first", "exact", "revision", "first", "exact"]


def test_a_copy_that_is_revised_becomes_a_story_of_its_own_and_stays_a_carrier():
    seen = SeenIndex()
    sighted(an_article("a"), an_article("b"), seen=seen)

    (sighting, (notice, revision)), *_ = sighted(an_article("b", text=OTHER), seen=seen)

    assert sighting == "revision"
    assert (notice.of, story_of(revision)) == ("b", "b")
    assert sighted(an_article("c", text=OTHER), seen=seen)[0][1][0].of == "b"


def test_a_copy_that_follows_its_story_s_revision_is_a_copy_again():
    found = sighted(
        an_article("a"), an_article("b"), an_article("a", text=OTHER), an_article("b", text=OTHER)
    )

    assert found[-1][0] == "exact"
    assert found[-1][1][0].of == "a"


def test_a_page_of_its_own_that_takes_another_s_text_is_still_revised():
    found = sightings(
        an_article("a"), an_article("b", text=OTHER), an_article("b", fetched_at=at(14))
    )

    assert found == ["first", "first", "revision"]


def test_a_version_that_was_overtaken_on_the_way_does_not_replace_a_newer_one():
    found = sightings(
        an_article("a", text=OTHER, fetched_at=at(14)), an_article("a", fetched_at=at(13))
    )

    assert found == ["first", "outdated"]


def test_versions_sent_again_after_a_restart_are_not_revisions():
    versions = [an_article("a"), an_article("a", text=OTHER)]

    assert sightings(*versions, *versions) == ["first", "revision", "outdated", "redelivery"]


def test_a_page_that_goes_back_to_an_old_text_is_a_revision():
    found = sightings(
        an_article("a"), an_article("a", text=OTHER), an_article("a", fetched_at=at(15))
    )

    assert found == ["first", "revision", "revision"]


def test_articles_without_an_address_are_other_pages():
    assert sightings(an_article("a", url=None), an_article("b", url=None)) == ["first", "exact"]


def test_every_article_under_the_bare_host_is_a_page_of_its_own():
    host = "https://news.example/"

    assert sightings(an_article("a", url=host), an_article("b", url=host, text=OTHER)) == [
        "first",
        "first",
    ]


def test_beyond_the_window_a_text_is_told_anew_and_its_entry_goes():
    seen = SeenIndex()
    sighted(an_article("a"), seen=seen)

    (sighting, _), *_ = sighted(an_article("b", fetched_at=at(14, day=15)), seen=seen)

    assert sighting == "first"
    assert [entry.id for _, entry in seen.items()] == ["b"]


def test_at_the_end_of_the_window_a_copy_is_still_a_copy():
    assert sightings(an_article("a"), an_article("b", fetched_at=at(12, day=15))) == [
        "first",
        "exact",
    ]


def test_an_article_dated_2035_expires_nothing():
    dated = an_article("z", text=OTHER, published_at="2035-01-01T00:00:00Z")

    assert sightings(an_article("a"), dated, an_article("b")) == ["first", "first", "exact"]


def test_the_clock_of_one_language_expires_nothing_of_another():
    arabic = an_article("z", language="ar", text=OTHER, fetched_at=at(12, day=20))

    assert sightings(an_article("a"), arabic, an_article("b")) == ["first", "first", "exact"]


def test_one_message_drops_a_bounded_number_of_entries():
    seen = SeenIndex()
    many = [an_article(f"a{i}", text=f"{i}\n\nText of {i}.") for i in range(DROPPED_AT_ONCE + 5)]
    sighted(*many, seen=seen)

    sighted(an_article("z", fetched_at=at(12, day=20)), seen=seen)

    assert len(seen) == 6


def test_the_index_is_the_same_after_it_was_rebuilt_from_its_entries():
    seen, rebuilt = SeenIndex(), SeenIndex()
    sighted(an_article("a"), an_article("b"), an_article("c", text=OTHER), seen=seen)
    for key, entry in reversed(list(seen.items())):
        rebuilt.put(key, entry)

    copy = an_article("d", fetched_at=at(15))
    assert deduplicate(copy, seen=rebuilt) == deduplicate(copy, seen=seen)


TEXTS = st.sampled_from(["One\n\nText.", "Two\n\nText.", "Three\n\nText."])
ARTICLES = st.lists(
    st.builds(
        an_article, st.sampled_from("abcd"), text=TEXTS, fetched_at=st.builds(at, st.integers(0, 9))
    ),
    max_size=12,
)


@given(ARTICLES)
def test_every_text_goes_on_unless_a_page_that_tells_it_did(articles):
    passed = set()
    for article, (sighting, records) in zip(articles, sighted(*articles), strict=True):
        passed |= {r.text_sha256 for r in records if isinstance(r, Article)}
        assert article.text_sha256 in passed or sighting == "outdated"
        assert all(r.of in "abcd" for r in records if isinstance(r, Duplicate))
