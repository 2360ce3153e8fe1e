from hypothesis import given
from hypothesis import strategies as st

from streams.gazetteer.theatres import load_theatres
from streams.records.article import Duplicate
from streams.records.ids import story_of
from streams.records.story import StoryNews
from streams.steps.route import StoryIndex, route
from tests.builders import a_figure, a_place, a_reference, a_report, an_act, at, on

THEATRES = load_theatres()


def news(record):
    if isinstance(record, Duplicate):
        return StoryNews(story=record.of, duplicate=record)
    return StoryNews(story=story_of(record.article), report=record)


def routed(*records, stories=None):
    """Route *records* one after the other and return the messages of the last."""
    stories = StoryIndex() if stories is None else stories
    messages = ()
    for record in records:
        outcome = route(news(record), stories=stories, theatres=THEATRES)
        for key, entry in outcome.changes.items():
            stories.drop(key) if entry is None else stories.put(key, entry)
        messages = outcome.records
    return messages


def a_copy(article="b", *, of="a", kind="exact", fetched_at="2018-02-08T13:00:00Z"):
    return Duplicate(
        article=article, of=of, kind=kind, similarity=1.0, url=f"https://{article}.example/1",
        publisher=f"{article}.example", feed="f", language="en", fetched_at=fetched_at,
        seen_at=fetched_at,
    )  # fmt: skip


def version(number, *, article="a", hour=None, **changed):
    hour = 12 + number if hour is None else hour
    return a_reference(article, version=number, fetched_at=at(hour), **changed)


def told(messages):
    return [(m.kind, m.theatre, m.act.places[0].name if m.act else None) for m in messages]


DAMASCUS = a_place("Damascus")
BEIRUT = a_place("Beirut", iso="LB")


def test_each_act_goes_to_its_theatre():
    messages = routed(a_report("a", an_act(place=DAMASCUS), an_act(place=BEIRUT)))

    assert told(messages) == [("told", "sy", "Damascus"), ("told", "lb", "Beirut")]
    assert [m.position for m in messages] == [0, 1]
    assert [c.id for c in messages[0].carriers] == ["a"]
    assert messages[0].because == "a"


def test_an_act_that_was_over_before_the_day_of_the_news_is_told_as_recalled():
    acts = (
        an_act(day=8),
        an_act(place=BEIRUT, day=7),
        an_act(place="Hajin", occurred=on(7, until=8)),
    )

    assert [m.is_recalled for m in routed(a_report("a", *acts))] == [False, True, False]


def test_a_report_that_is_delivered_again_sends_nothing():
    report = a_report("a", an_act(a_figure(3)))

    assert routed(report, report) == ()


def test_news_without_an_act_sends_nothing():
    assert routed(a_report("a")) == ()


def test_a_copy_is_told_to_every_act_of_its_story():
    report = a_report("a", an_act(place=DAMASCUS), an_act(place=BEIRUT))

    messages = routed(report, a_copy())

    assert [(m.kind, m.theatre, [c.id for c in m.carriers]) for m in messages] == [
        ("carried", "sy", ["b"]),
        ("carried", "lb", ["b"]),
    ]
    assert (messages[0].because, messages[0].at) == ("b", at(13))


def test_a_copy_that_comes_before_its_report_is_remembered():
    messages = routed(a_copy("c", fetched_at=at(14)), a_copy("b"), a_report("a", an_act()))

    assert [c.id for c in messages[0].carriers] == ["a", "b", "c"]


def test_a_copy_that_is_delivered_again_sends_nothing():
    assert routed(a_report("a", an_act()), a_copy(), a_copy()) == ()


def test_the_notice_of_a_revision_is_no_carrier():
    assert routed(a_report("a", an_act()), a_copy("a", kind="revision")) == ()


def test_a_new_version_keeps_the_id_of_its_act():
    stories = StoryIndex()
    (first,) = routed(a_report(version(1), an_act(a_figure(3))), stories=stories)

    (second,) = routed(a_report(version(2), an_act(a_figure(9))), stories=stories)

    assert (second.kind, second.act_id) == ("told", first.act_id)
    assert second.act.casualties[0].min == 9


def test_an_act_that_is_no_longer_told_is_withdrawn_where_it_was_told():
    stories = StoryIndex()
    before = routed(
        a_report(version(1), an_act(place=DAMASCUS), an_act(place=BEIRUT)), stories=stories
    )

    after = routed(a_report(version(2), an_act(place=DAMASCUS)), stories=stories)

    assert told(after) == [("withdrawn", "lb", None), ("told", "sy", "Damascus")]
    assert [m.act_id for m in after] == [before[1].act_id, before[0].act_id]


def test_a_withdrawn_page_withdraws_its_acts():
    messages = routed(a_report(version(1), an_act()), a_report(version(2)))

    assert told(messages) == [("withdrawn", "sy", None)]
    assert messages[0].at == at(14)


def test_an_act_that_moves_to_another_theatre_is_withdrawn_in_the_old():
    stories = StoryIndex()
    (before,) = routed(a_report(version(1), an_act(a_figure(3), place=DAMASCUS)), stories=stories)

    after = routed(a_report(version(2), an_act(a_figure(3), place=BEIRUT)), stories=stories)

    assert told(after) == [("withdrawn", "sy", None), ("told", "lb", "Beirut")]
    assert {m.act_id for m in after} == {before.act_id}


def test_acts_that_change_their_order_keep_their_ids_by_their_sites():
    stories = StoryIndex()
    one, two = a_place("Hama"), a_place("Homs")
    before = routed(a_report(version(1), an_act(place=one), an_act(place=two)), stories=stories)

    after = routed(a_report(version(2), an_act(place=two), an_act(place=one)), stories=stories)

    assert [m.act_id for m in after] == [before[1].act_id, before[0].act_id]


def test_an_act_whose_town_is_corrected_is_known_by_its_figures():
    stories = StoryIndex()
    before = routed(
        a_report(version(1), an_act(a_figure(3), place="Hama"), an_act(a_figure(8), place="Homs")),
        stories=stories,
    )

    after = routed(
        a_report(
            version(2), an_act(a_figure(8), place="Aleppo"), an_act(a_figure(3), place="Hama")
        ),
        stories=stories,
    )

    assert [m.act_id for m in after] == [before[1].act_id, before[0].act_id]


def test_two_acts_of_one_report_never_share_an_id():
    stories = StoryIndex()
    twice = [an_act(a_figure(1)), an_act(a_figure(2))]
    routed(a_report(version(1), *twice), stories=stories)
    routed(a_report(version(2), twice[1]), stories=stories)

    messages = routed(a_report(version(3), twice[1], twice[0]), stories=stories)

    assert len({m.act_id for m in messages if m.kind == "told"}) == 2


def test_a_version_that_was_overtaken_replaces_nothing():
    newer = a_report(version(2, article="b", revises="a"), an_act(a_figure(9)))

    assert routed(newer, a_report(version(1), an_act(a_figure(3)))) == ()
    assert routed(newer, a_report(version(2, hour=14), an_act(a_figure(3)))) == ()


def test_the_same_text_read_by_new_rules_names_the_extractor():
    stories = StoryIndex()
    same = an_act(place="Homs")
    routed(a_report("a", an_act(day=7), same, rules="1"), stories=stories)

    messages = routed(a_report("a", an_act(day=8), same, rules="2"), stories=stories)

    assert [(m.kind, m.because, m.act.occurred) for m in messages] == [("told", "extractor", on(8))]


def test_a_story_that_nothing_touched_for_long_is_forgotten():
    stories = StoryIndex()
    late = a_reference("b", fetched_at="2018-12-01T00:00:00Z")
    routed(a_report("a", an_act()), a_report(late), a_report("c"), stories=stories)

    assert [key for key, _ in stories.items()] == ["b", "c"]


NEWS = st.lists(
    st.one_of(
        st.builds(
            lambda number, acts: a_report(version(number), *acts),
            st.integers(0, 5),
            st.lists(st.builds(an_act, place=st.sampled_from(["Hama", "Homs"])), max_size=2),
        ),
        st.builds(a_copy, st.sampled_from("bcd")),
    ),
    max_size=8,
)


@given(NEWS)
def test_what_the_theatres_were_told_is_what_the_story_says(records):
    stories, standing = StoryIndex(), {}
    for record in records:
        for message in routed(record, stories=stories):
            if message.kind == "told":
                standing[message.act_id] = message.act
            if message.kind == "withdrawn":
                del standing[message.act_id]

    entry = stories.get("a")
    assert standing == {sent.act_id: sent.act for sent in (entry.sent if entry else ())}


def test_the_news_of_an_article_is_its_latest_act_even_where_an_older_one_is_told_first():
    acts = (an_act(place=BEIRUT, day=7), an_act(day=8))

    assert [m.is_recalled for m in routed(a_report("a", *acts))] == [True, False]
