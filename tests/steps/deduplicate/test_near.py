"""Copies that are not word for word, and what is none."""

from streams.languages.load import load_packs
from streams.records.article import Article, Duplicate, RawArticle
from streams.steps.deduplicate import deduplicate
from streams.steps.deduplicate.index import SeenIndex
from streams.steps.normalise import normalise
from tests.builders import at

PACKS = load_packs()
LEAD = "An air strike on a market in the town of Harim killed 14 people on Thursday, the governor said."
BODY = (
    "Another 32 people were wounded and taken to three hospitals, among them 6 children.",
    "Smoke rose over the square for hours while neighbours dug through the rubble with their hands.",
    "Shops along the main road kept their shutters closed and schools sent their pupils home.",
    "The market is the largest of the district and is held on every Thursday of the year.",
    "A baker said that the ground shook and that he ran towards the bridge with his brother.",
)
TITLE = "Air strike kills 14 in Harim"


def an_item(article_id, *lines, title=TITLE, hour=12, published=None, language="en", **changed):
    raw = RawArticle(
        id=article_id,
        url=changed.pop("url", f"https://{article_id}.example/news"),
        feed="t",
        title=title,
        text="\n".join(lines),
        language=language,
        fetched_at=at(hour),
        published_at=at(published or hour),
        **changed,
    )
    return normalise(raw, packs=PACKS, received_at=None)


def sighted(*articles):
    seen, found = SeenIndex(), []
    for article in articles:
        decided = deduplicate(article, seen=seen)
        for key, entry in decided.outcome.changes.items():
            seen.put(key, entry)
        found.append((decided.sighting, decided.outcome.records))
    return found


def sightings(*articles):
    return [sighting for sighting, _ in sighted(*articles)]


def links(*articles):
    records = [record for _, some in sighted(*articles) for record in some]
    return {(r.article, r.of) for r in records if isinstance(r, Duplicate) and r.kind != "revision"}


SOURCE = an_item("a", LEAD, *BODY)


def test_another_title_a_dateline_and_a_cut_end_make_a_near_copy():
    copy = an_item("b", f"HARIM (Wire) - {LEAD}", *BODY[:3], title="Market hit in Harim", hour=13)

    (_, _), (sighting, (told,)) = sighted(SOURCE, copy)

    assert sighting == "near"
    assert (told.kind, told.article, told.of) == ("near", "b", "a")
    assert 0.4 < told.similarity < 1


def test_some_words_changed_make_a_near_copy():
    lines = [line.replace("hours", "a long time").replace("Shops", "Stores") for line in BODY]

    assert sightings(SOURCE, an_item("b", LEAD, *lines, hour=13)) == ["first", "near"]


def test_who_changes_a_figure_goes_on_and_says_what_it_is_derived_from():
    changed = an_item("b", LEAD.replace("14", "15"), *BODY, hour=13)

    (_, _), (sighting, (article,)) = sighted(SOURCE, changed)

    assert sighting == "first"
    assert (article.id, article.derived_from) == ("b", "a")


def test_who_adds_a_figure_a_speaker_a_denial_or_a_correction_goes_on():
    added = [
        "A boy of the town, one of 9 brothers, was found alive under the ruins in the evening.",
        "Rebel fighters said they had seen two aircraft above the town before noon.",
        "The army did not carry out any raid that day.",
        "Correction: the market is held weekly.",
    ]

    for line in added:
        assert sightings(SOURCE, an_item("b", LEAD, *BODY, line, hour=13)) == ["first", "first"]


def test_the_same_words_of_another_town_go_on():
    other = an_item("b", LEAD.replace("Harim", "Salqin"), *BODY, title="Market hit", hour=13)

    assert sightings(SOURCE, other) == ["first", "first"]


def test_who_exchanges_the_dead_and_the_hurt_goes_on():
    exchanged = an_item(
        "b", LEAD.replace("14", "32"), BODY[0].replace("32", "14"), *BODY[1:], hour=13
    )

    assert sightings(SOURCE, exchanged) == ["first", "first"]


def test_a_near_version_of_the_page_itself_is_a_revision():
    again = an_item("a", LEAD, *BODY[:4], hour=13)

    assert sightings(SOURCE, again) == ["first", "revision"]


def test_one_address_under_a_second_id_is_a_near_copy_and_then_a_redelivery():
    url = "https://a.example/news"
    again = an_item(
        "b", LEAD, *BODY[:4], BODY[4].replace("that the", "that, the"), url=url, hour=13
    )

    assert sightings(SOURCE, again, again) == ["first", "near", "redelivery"]


def test_a_source_that_arrives_after_its_copy_goes_on_and_the_copy_is_told_to_it():
    cut = an_item("b", *BODY[1:], title="Market hit in Harim", hour=13)
    late = an_item("a", LEAD, *BODY, hour=15, published=12)

    (_, _), (sighting, records) = sighted(cut, late)

    assert sighting == "first"
    article, told = records
    assert isinstance(article, Article)
    assert (told.article, told.of, told.kind) == ("b", "a", "near")
    assert told.publisher == "b.example"


def test_an_article_that_links_two_groups_is_told_to_both():
    one = an_item("a", LEAD, *BODY[:3], title="Blast", hour=12)
    other = an_item("b", LEAD, BODY[0], *BODY[3:], title="Blast", hour=12)
    both = an_item("c", LEAD, BODY[0], title="Market hit in Harim", hour=14)

    assert links(one, other, both) == {("c", "a"), ("c", "b")}


def test_the_links_are_the_same_in_every_order_of_arrival():
    items = [
        SOURCE,
        an_item("b", LEAD, *BODY[:3], title="Market hit", hour=13),
        an_item("c", f"HARIM (Wire) - {LEAD}", *BODY, hour=14),
        an_item("d", LEAD.replace("14", "15"), *BODY, hour=15),
        an_item("e", LEAD.replace("14", "15"), *BODY[:4], title="More dead", hour=16),
    ]

    for order in ([0, 1, 2, 3, 4], [4, 3, 2, 1, 0], [1, 4, 2, 0, 3], [2, 3, 4, 1, 0]):
        assert parts(links(*(items[at] for at in order))) == [["a", "b", "c"], ["d", "e"]]


def test_a_copy_of_what_a_corrected_page_said_before_goes_on():
    corrected = an_item("a", LEAD.replace("14", "12"), *BODY, title="Blast in Harim", hour=14)
    copies = [an_item(name, f"HARIM - {LEAD}", *BODY, hour=15) for name in "bc"]

    assert sightings(SOURCE, corrected, *copies) == ["first", "revision", "first", "exact"]


def test_languages_are_never_compared():
    arabic = SOURCE.__class__(
        **{name: getattr(SOURCE, name) for name in SOURCE.__struct_fields__}
        | {"id": "b", "language": "ar", "url": None}
    )

    assert sightings(SOURCE, arabic) == ["first", "first"]


def test_a_copy_dated_2035_is_a_copy_and_expires_nothing():
    dated = an_item("b", LEAD, *BODY[:4], hour=13)
    dated = dated.__class__(
        **{name: getattr(dated, name) for name in dated.__struct_fields__}
        | {"published_at": "2035-01-01T00:00:00Z"}
    )

    assert sightings(SOURCE, dated, an_item("c", LEAD, *BODY[:4], hour=14)) == [
        "first",
        "near",
        "near",
    ]


def parts(links):
    """Return the connected parts of *links*."""
    groups = []
    for link in links:
        joined = set(link).union(*(group for group in groups if group & set(link)))
        groups = [group for group in groups if not group & joined] + [joined]
    return sorted(map(sorted, groups))
