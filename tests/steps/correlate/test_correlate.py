from base64 import b64encode
from itertools import pairwise, permutations
from struct import pack

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import json, to_builtins

from streams.records.incident import Carrier
from streams.records.patch import apply
from streams.records.report import Wording
from streams.records.story import ActMessage
from streams.records.wire import encode
from streams.steps.correlate import IncidentIndex, correlate
from tests.builders import (
    UNDATED,
    a_figure,
    a_place,
    a_reference,
    a_report,
    an_act,
    an_actor,
    at,
    on,
)

DEIR_EZ_ZOR = a_place("Deir ez-Zor", kind="province", role="within", geonames=1, radius_m=100_000)
WORDS = [b64encode(pack("<9I", *range(start, start + 9))).decode() for start in (1, 101)]
KHASHAM = (a_place("Khasham", geonames=2), DEIR_EZ_ZOR)


def carrier(article, *, hour=12):
    return Carrier(id=article, url=None, publisher=article, fetched_at=at(hour))


def told(
    article, act, *, act_id=None, hour=12, version=1, theatre="sy", because=None, wording=None,
    recalled=False, **changed,
):  # fmt: skip
    reference = a_reference(article, version=version, fetched_at=at(hour), **changed)
    act = a_report(reference, act).incidents[0]
    return ActMessage(
        kind="told", theatre=theatre, story=article, act_id=act_id or f"{article} 0",
        article=reference, position=0, because=because or article, at=at(hour), act=act,
        carriers=(carrier(article),), wording=wording,
        is_recalled=recalled,
    )  # fmt: skip


def withdrawn(article, *, hour=20, theatre="sy"):
    return ActMessage(
        kind="withdrawn", theatre=theatre, story=article, act_id=f"{article} 0",
        article=a_reference(article, version=9, fetched_at=at(hour)), position=0,
        because=article, at=at(hour),
    )  # fmt: skip


def carried(article, *copies):
    return ActMessage(
        kind="carried", theatre="sy", story=article, act_id=f"{article} 0",
        article=a_reference(article), position=0, because=copies[-1], at=at(13),
        carriers=tuple(carrier(copy, hour=13) for copy in copies),
    )  # fmt: skip


def correlated(*messages, index=None):
    """Correlate *messages* one after the other and return the records of each."""
    index = IncidentIndex() if index is None else index
    result = []
    for message in messages:
        outcome = correlate(message, incidents=index)
        for key, entry in outcome.changes.items():
            index.drop(key) if entry is None else index.put(key, entry)
        result.append(outcome.records)
    return result


def newest(*messages):
    """Return the newest revision of each incident."""
    found = {r.id: r for records in correlated(*messages) for r in records}
    return list(found.values())


def killed(incident):
    toll = incident.tolls["range"]["killed"]["all"]
    return toll.low, toll.high


def test_an_asserted_act_opens_an_incident():
    (((incident,),)) = correlated(told("a", an_act(a_figure(14), attackers=(an_actor(),))))

    assert (incident.revision, incident.status, incident.theatre) == (1, "open", "sy")
    assert (incident.place.name, incident.type, incident.occurred) == (
        "Khasham",
        "airstrike",
        on(8),
    )
    assert [c.article for c in incident.claims] == ["a"]
    assert [(s.actor.id, s.articles) for s in incident.attackers] == [("us-led-coalition", ("a",))]
    assert incident.because == "a"


def test_two_sources_and_their_two_figures_are_never_added():
    messages = told("a", an_act(a_figure(5))), told("b", an_act(a_figure(20)), hour=13)

    (incident,) = newest(*messages)

    assert killed(incident) == (5, 20)
    assert [a.id for a in incident.articles] == ["a", "b"]
    assert (incident.revision, incident.corroboration.articles) == (2, 2)


def test_one_event_told_with_tolls_far_apart_stays_one():
    tolls = [told(f"s{n}", an_act(a_figure(n)), hour=12 + n // 20) for n in (5, 20, 100)]

    assert [killed(i) for order in permutations(tolls) for i in newest(*order)] == [(5, 100)] * 6


def test_killed_or_injured_is_never_shown_as_killed():
    (incident,) = newest(told("a", an_act(a_figure(20, kind="killed_or_injured"))))

    assert set(incident.tolls["range"]) == {"killed_or_injured"}
    assert incident.tolls["acled"] == {}


def test_a_message_that_is_delivered_again_changes_nothing():
    message = told("a", an_act(a_figure(5)))
    index = IncidentIndex()
    correlated(message, index=index)

    outcome = correlate(message, incidents=index)

    assert (outcome.records, outcome.changes) == ((), {})


@pytest.mark.parametrize(
    "other",
    [
        an_act(place="Hajin"),
        an_act(day=9),
        an_act(type="bombing"),
        an_act(place=a_place("Khasham", iso="IQ")),
        an_act(place=a_place("Syria", kind="country")),
        an_act(place=None),
    ],
)
def test_another_place_day_or_means_is_another_incident(other):
    assert len(newest(told("a", an_act()), told("b", other))) == 2


@pytest.mark.parametrize(
    "same",
    [
        an_act(type="shelling"),
        an_act(type="other"),
        an_act(type="clash", also=("airstrike",)),
        an_act(occurred=on(7, until=8)),
        an_act(occurred=UNDATED),
        an_act(place=a_place("Hospital", kind="site", lat=a_place().lat + 0.02, lon=a_place().lon)),
    ],
)
def test_what_does_not_exclude_each_other_is_one_incident(same):
    assert len(newest(told("a", an_act()), told("b", same))) == 1


def test_a_town_that_both_name_outweighs_one_abroad_that_one_of_them_names_beside_it():
    around = a_place("Riyadh", geonames=4, radius_m=27_000, iso="SA")
    abroad = a_place("Elsewhere", geonames=5, iso="IR")

    two = (around, abroad)
    assert len(newest(told("a", an_act(place=around)), told("b", an_act(places=two)))) == 1
    city = a_place("Riyadh", geonames=4, radius_m=18_000, iso="SA")
    assert len(newest(told("a", an_act(place=city)), told("b", an_act(places=two)))) == 1


def test_consecutive_days_in_one_town_stay_apart_whatever_a_night_between_them():
    days = told("a", an_act(day=7)), told("b", an_act(day=8))
    night = told("c", an_act(occurred=on(7, until=8)))

    assert len(newest(*days, night)) == 2
    assert len(newest(night, *days)) == 2


def test_an_act_known_by_its_province_joins_the_one_incident_there():
    (incident,) = newest(told("a", an_act(places=KHASHAM)), told("b", an_act(place=DEIR_EZ_ZOR)))

    assert incident.place.name == "Khasham"


def test_an_act_known_by_its_province_joins_none_of_two():
    hajin = (a_place("Hajin", geonames=3), DEIR_EZ_ZOR)
    messages = [
        told("a", an_act(places=KHASHAM)),
        told("b", an_act(place=DEIR_EZ_ZOR)),
        told("c", an_act(places=hajin)),
    ]

    assert [len(newest(*order)) for order in permutations(messages)] == [3] * 6


def test_what_one_article_tells_apart_is_apart():
    first, second = told("a", an_act(a_figure(3))), told("a", an_act(a_figure(9)), act_id="a 1")

    assert len(newest(first, second)) == 2


@pytest.mark.parametrize(
    "act", [an_act(scope="sum"), an_act(assertion="planned"), an_act(assertion="background")]
)
def test_a_sum_a_plan_and_a_mention_open_nothing(act):
    assert newest(told("a", act)) == []


def test_a_mention_that_came_first_joins_when_its_incident_opens():
    mention = told("a", an_act(a_figure(3), assertion="background"))

    (incident,) = newest(mention, told("b", an_act(a_figure(4))))

    assert [a.id for a in incident.articles] == ["b"]
    assert [a.id for a in incident.mentioned_in] == ["a"]


def test_the_figures_of_an_article_that_only_recalls_an_event_are_none_of_its_claims():
    mention = told("b", an_act(a_figure(3), assertion="background"))

    (incident,) = newest(told("a", an_act(a_figure(4))), mention)

    assert [c.article for c in incident.claims] == ["a"]
    assert killed(incident) == (4, 4)


def test_an_event_recalled_behind_later_news_is_reported_only_where_nobody_else_reports_it():
    recalled = told("b", an_act(a_figure(3)), recalled=True)

    (alone,) = newest(recalled)
    (both,) = newest(recalled, told("a", an_act(a_figure(4))))

    assert [a.id for a in alone.articles] == ["b"]
    assert ([a.id for a in both.articles], [a.id for a in both.mentioned_in]) == (["a"], ["b"])
    assert killed(both) == (4, 4)


def test_what_goes_on_about_an_act_of_its_article_is_the_same_event():
    first = told("a", an_act(a_figure(9)))
    goes_on = told("a", an_act(a_figure(30, kind="injured"), place=None), act_id="a 1")

    (incident,) = newest(first, goes_on)

    assert [(c.kind, c.min) for c in incident.claims] == [("killed", 9), ("injured", 30)]


def test_another_figure_of_a_kind_without_a_place_is_another_act():
    first = told("a", an_act(a_figure(9)))
    other = told("a", an_act(a_figure(30), place=None), act_id="a 1")

    assert len(newest(first, other)) == 2


def test_a_denial_that_came_first_joins_when_its_incident_opens():
    denial = told("a", an_act(a_figure(3), assertion="denied"))

    (incident,) = newest(denial, told("b", an_act(a_figure(4))))

    assert [a.id for a in incident.articles] == ["a", "b"]
    assert killed(incident) == (3, 4)


def test_the_withdrawal_of_the_last_article_retracts_and_keeps_the_claims_marked():
    *_, (incident,) = correlated(told("a", an_act(a_figure(5))), withdrawn("a"))

    assert (incident.status, incident.articles, incident.revision) == ("retracted", (), 2)
    assert [c.withdrawn_by for c in incident.claims] == ["a"]
    assert incident.tolls["range"] == {}
    assert incident.place.name == "Khasham"


def test_the_withdrawal_of_one_of_two_takes_its_figure_out():
    (incident,) = newest(
        told("a", an_act(a_figure(5))), told("b", an_act(a_figure(9))), withdrawn("a")
    )

    assert incident.status == "open"
    assert killed(incident) == (9, 9)
    assert [(c.article, c.withdrawn_by) for c in incident.claims] == [("a", "a"), ("b", None)]


def test_an_act_told_again_after_its_withdrawal_reopens_the_same_incident():
    first, _, last = correlated(
        told("a", an_act()), withdrawn("a"), told("a", an_act(), version=3, hour=21)
    )

    assert last[0].id == first[0].id
    assert (last[0].status, last[0].revision) == ("open", 3)


def test_a_revision_replaces_the_claims_of_its_page():
    (incident,) = newest(
        told("a", an_act(a_figure(5))), told("a", an_act(a_figure(7)), version=2, hour=13)
    )

    assert [(c.min, c.withdrawn_by) for c in incident.claims] == [(5, "a"), (7, None)]
    assert killed(incident) == (7, 7)


def test_an_act_alone_takes_its_incident_along_to_another_town():
    index = IncidentIndex()
    (before,), (after,) = correlated(
        told("a", an_act()), told("a", an_act(place="Hajin"), version=2, hour=13), index=index
    )

    assert after.id == before.id
    assert (after.place.name, after.revision, len(index)) == ("Hajin", 2, 1)


def test_an_act_that_moves_to_where_an_incident_stands_retracts_its_own_and_joins():
    *_, records = correlated(
        told("a", an_act(a_figure(5))),
        told("b", an_act(a_figure(8), place="Hajin")),
        told("a", an_act(a_figure(5), place="Hajin"), version=2, hour=13),
    )

    assert [(r.status, r.place.name, len(r.articles)) for r in records] == [
        ("retracted", "Khasham", 0),
        ("open", "Hajin", 2),
    ]


def test_an_act_that_leaves_others_behind_opens_an_incident_of_its_own():
    first, _, records = correlated(
        told("a", an_act(a_figure(5))),
        told("b", an_act(a_figure(8))),
        told("a", an_act(a_figure(5), place="Hajin"), version=2, hour=13),
    )

    stays, opened = sorted(records, key=lambda r: r.place.name, reverse=True)
    assert (stays.id, [a.id for a in stays.articles]) == (first[0].id, ["b"])
    assert (opened.place.name, [a.id for a in opened.articles]) == ("Hajin", ["a"])
    assert killed(stays) == (8, 8)


def test_an_act_that_moves_to_another_theatre_is_retracted_in_the_old():
    gone, opened = correlated(
        told("a", an_act()),
        withdrawn("a"),
        told("a", an_act(place=a_place("Al-Qaim", iso="IQ")), theatre="iq", version=2),
    )[1:]

    assert (gone[0].status, opened[0].status) == ("retracted", "open")
    assert gone[0].id != opened[0].id


def test_two_incidents_that_turn_out_to_be_one_are_merged():
    records = correlated(
        told("a", an_act()),
        told("b", an_act(type="bombing"), hour=13),
        told("c", an_act(also=("bombing",)), published_at=at(1), hour=14),
    )

    merged, lives = records[-1]
    assert (merged.status, merged.merged_into) == ("merged", lives.id)
    assert [a.id for a in lives.articles] == ["c", "a", "b"]
    assert lives.id == records[0][0].id


def test_carriers_make_a_revision_at_two_four_and_eight():
    index = IncidentIndex()
    records = correlated(
        told("a", an_act(a_figure(5))), *(carried("a", f"c{i}") for i in range(8)), index=index
    )

    assert [i for i, some in enumerate(records) if some] == [0, 1, 3, 7]
    assert len(records[7][0].claims[0].carriers) == 8
    assert records[7][0].claims[0].first_carrier == "a"
    assert killed(records[7][0]) == (5, 5)
    ((_, entry),) = index.items()
    assert len(entry.members[0].carriers) == 9


def test_what_nothing_reached_for_two_weeks_is_closed_by_the_next_message_and_reopens():
    later = told("z", an_act(place="Hajin", day=28), hour=20 * 24)
    first, second, third = correlated(
        told("a", an_act()), later, told("b", an_act(), hour=20 * 24 + 1, published_at=at(13))
    )

    assert [(r.status, r.place.name) for r in second] == [("open", "Hajin"), ("closed", "Khasham")]
    assert [(r.status, r.id, r.revision) for r in third] == [("open", first[0].id, 3)]


def test_new_rules_alone_are_named_as_the_cause():
    *_, (incident,) = correlated(
        told("a", an_act(a_figure(5))), told("a", an_act(a_figure(6)), because="extractor")
    )

    assert incident.because == "extractor"


STORIES = st.lists(
    st.tuples(
        st.integers(1, 30),
        st.sampled_from([KHASHAM, (a_place("Hajin", geonames=3), DEIR_EZ_ZOR), (DEIR_EZ_ZOR,)]),
        st.sampled_from([on(7), on(8), on(7, until=8)]),
        st.sampled_from(["asserted", "asserted", "background", "denied"]),
        st.sampled_from(["airstrike", "bombing", "other"]),
        st.sampled_from(
            [None, Wording(words=WORDS[0], names=""), Wording(words=WORDS[1], names="")]
        ),
    ),
    max_size=7,
)


def stories_told(stories):
    return [
        told(
            f"s{i}",
            an_act(a_figure(n), places=p, occurred=day, assertion=assertion, type=kind),
            wording=wording,
        )
        for i, (n, p, day, assertion, kind, wording) in enumerate(stories)
    ]


def groups(messages):
    return sorted(
        (sorted(a.id for a in r.articles), sorted(a.id for a in r.mentioned_in),
         [(c.id) for c in r.claims if not c.withdrawn_by],
         str(to_builtins(r.tolls)), r.type, str(r.place), str(r.occurred))
        for r in newest(*messages) if r.status == "open"
    )  # fmt: skip


@given(STORIES, st.randoms())
def test_the_order_of_arrival_changes_neither_incidents_nor_tolls(stories, random):
    messages = stories_told(stories)
    shuffled = list(messages)
    random.shuffle(shuffled)

    assert groups(shuffled) == groups(messages)


@given(STORIES, st.randoms())
def test_what_was_taken_back_leaves_no_trace_in_the_groups(stories, random):
    messages = stories_told(stories)
    gone = [m for m in messages if random.random() < 0.4]
    mixed = messages + [withdrawn(m.story) for m in gone]

    assert groups(mixed) == groups([m for m in messages if m not in gone])


@given(STORIES)
def test_no_incident_is_narrower_than_what_one_of_its_articles_says(stories):
    for incident in newest(*stories_told(stories)):
        if incident.status == "open":
            low, high = killed(incident)
            told_now = [c for c in incident.claims if not c.withdrawn_by]
            assert low == min(c.min for c in told_now)
            assert high == max(c.max for c in told_now)


@given(STORIES, st.data())
def test_patches_run_backwards_restore_every_earlier_revision_byte_for_byte(stories, data):
    messages = [
        told(f"s{i % 2}", each.act, version=i) for i, each in enumerate(stories_told(stories))
    ]
    messages += [withdrawn(f"s{data.draw(st.integers(0, 1))}")]
    history = {}
    for records in correlated(*messages):
        for record in records:
            history.setdefault(record.id, []).append(record)

    for revisions in history.values():
        assert [r.revision for r in revisions] == list(range(1, len(revisions) + 1))
        for earlier, later in pairwise(revisions):
            assert encoded(apply(plain(later), later.change.inverse)) == encoded(plain(earlier))
            assert encoded(apply(plain(earlier), later.change.patch)) == encoded(plain(later))


def plain(incident):
    value = json.decode(encode(incident))
    del value["change"]
    return value


def encoded(value):
    return json.encode(value, order="sorted")
