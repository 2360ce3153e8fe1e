import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.gazetteer.theatres import load_theatres
from streams.languages.load import load_packs
from streams.pipeline import Pipeline, run
from streams.records.article import RawArticle
from streams.records.wire import encode
from streams.steps.alert import Thread
from streams.steps.correlate import IncidentEntry
from streams.steps.deduplicate import Seen
from streams.steps.route import StoryEntry
from tests.builders import at
from tests.strategies import RAWS, a_raw, reading

PACKS, THEATRES = load_packs(), load_theatres()


def sent(*raws):
    return list(run(raws, packs=PACKS, extract=reading, theatres=THEATRES))


def topics(*raws):
    return [each.topic for each in sent(*raws)]


def incidents(*raws):
    """Return the newest revision of each incident, as the topic keeps it."""
    found = {each.key: each.record for each in sent(*raws) if each.topic == "incidents"}
    return list(found.values())


def told(*raws):
    """Return the incidents by what they hold, whatever their ids."""
    return sorted(
        (
            sorted(a.id for a in i.articles),
            sorted(c.id for c in i.claims if not c.withdrawn_by),
            i.place.name,
            encode(i.tolls["range"]["killed"]["all"]),
        )
        for i in incidents(*raws)
        if i.status == "open"
    )


def test_an_article_becomes_an_incident_and_an_alert():
    assert topics(a_raw("a", dead=14)) == [
        "articles.normalised",
        "articles.unique",
        "reports",
        "incidents",
        "alerts",
    ]


def test_what_is_refused_says_so_and_the_next_goes_on():
    first, *rest = sent(RawArticle(id="z", text=" ", fetched_at=at(12)), a_raw("a", dead=3))

    assert (first.topic, first.key, first.record.reason) == ("rejected", "z", "empty_text")
    assert rest[-1].topic == "alerts"


def test_a_copy_is_a_carrier_and_no_report():
    found = sent(a_raw("a", dead=14), a_raw("b", dead=14))

    assert [each.topic for each in found[5:]] == [
        "articles.normalised",
        "articles.duplicates",
        "incidents",
    ]
    assert [c.id for c in found[-1].record.articles[0].carriers] == ["a", "b"]


def test_a_kill_notice_retracts_and_says_so():
    notice = RawArticle(
        id="a", url="https://a.example/page", status="withdrawn", fetched_at=at(13), language="en"
    )

    found = sent(a_raw("a", dead=14), notice)

    assert [(i.status, i.tolls["range"]) for i in incidents(a_raw("a", dead=14), notice)] == [
        ("retracted", {})
    ]
    assert [each.record.kind for each in found if each.topic == "alerts"] == ["opened", "retracted"]


def test_a_correction_and_another_source_are_one_incident_with_both_figures():
    (incident,) = incidents(
        a_raw("a", dead=14), a_raw("b", dead=9, hour=13), a_raw("a", dead=20, hour=14)
    )

    toll = incident.tolls["range"]["killed"]["all"]
    assert (toll.low, toll.high) == (9, 20)
    assert [(c.min, c.withdrawn_by) for c in incident.claims] == [(14, "a"), (9, None), (20, None)]


@given(RAWS)
def test_a_replay_gives_the_same_records_byte_for_byte(raws):
    assert [encode(each.record) for each in sent(*raws)] == [
        encode(each.record) for each in sent(*raws)
    ]


@given(RAWS.filter(bool), st.data())
def test_an_article_delivered_again_at_any_moment_adds_nothing(raws, data):
    which = data.draw(st.integers(0, len(raws) - 1))
    moment = data.draw(st.integers(which + 1, len(raws)))

    again = [*raws[:moment], raws[which], *raws[moment:]]

    assert told(*again) == told(*raws)


@given(RAWS.flatmap(st.permutations), st.data())
def test_the_order_of_arrival_changes_neither_incidents_nor_ranges(raws, data):
    texts = {raw.text for raw in raws}
    first_of_each_text = [next(raw for raw in raws if raw.text == text) for text in sorted(texts)]

    shuffled = data.draw(st.permutations(first_of_each_text))

    assert told(*shuffled) == told(*first_of_each_text)


@pytest.mark.parametrize(
    ("index", "kind"),
    [
        ("_seen", Seen),
        ("_stories", StoryEntry),
        ("_incidents", IncidentEntry),
        ("_threads", Thread),
    ],
)
def test_what_a_step_remembers_survives_being_written_and_read(index, kind):
    pipeline = Pipeline(packs=PACKS, extract=reading, theatres=THEATRES)
    for raw in (a_raw("a", dead=14), a_raw("b", dead=14), a_raw("a", dead=20, hour=14)):
        list(pipeline.take(raw))

    entries = [entry for _, entry in getattr(pipeline, index).items()]
    assert entries
    assert [msgspec.convert(msgspec.json.decode(encode(each)), kind) for each in entries] == entries
