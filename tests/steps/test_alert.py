import pytest

from streams.steps.alert import ThreadIndex, alert
from streams.steps.correlate.merge import ended, fold
from streams.steps.correlate.traits import Member
from tests.builders import a_figure, a_reference, a_report, an_act, at


def an_incident(*figures, revision=1, because="a", hour=12, tell=True, **changed):
    """Return that revision of an incident; each of *figures* is one article's dead."""
    members = []
    for i, told in enumerate(figures):
        figure = a_figure(told) if isinstance(told, int) else told
        reference = a_reference(f"a{i}")
        act = a_report(reference, an_act(figure, **changed)).incidents[0]
        members.append(Member(act_id=f"a{i}", article=reference, position=0, act=act))
    if tell and not figures:
        reference = a_reference("a0")
        members = [Member(act_id="a0", article=reference, position=0, act=an_act(**changed))]
    found = fold(members, incident="i", theatre="sy", previous=None, because=because, at=at(hour))
    return type(found)(
        **{**{n: getattr(found, n) for n in found.__struct_fields__}, "revision": revision}
    )


def raised(*incidents, threads=None):
    threads = ThreadIndex() if threads is None else threads
    result = []
    for incident in incidents:
        outcome = alert(incident, threads=threads)
        for key, entry in outcome.changes.items():
            threads.drop(key) if entry is None else threads.put(key, entry)
        result += outcome.records
    return result


def kinds(*incidents):
    return [each.kind for each in raised(*incidents)]


def test_the_first_open_revision_opens_the_thread():
    (opened,) = raised(an_incident(14))

    assert (opened.kind, opened.thread, opened.follows) == ("opened", "i", None)
    assert opened.headline == "Air strike, Khasham (SY), 2018-02-08: 14 killed"
    assert opened.facts["states"] == {"kind": "killed", "low": 14}
    assert opened.facts["toll"] == {"killed": {"low": 14, "high": 14}}
    assert opened.severity == "high"
    assert opened.links == ("https://news.example/a0",)
    assert opened.raised_at == at(12)


def test_a_rise_of_the_toll_raises_one_alert_that_follows():
    opened, rose = raised(an_incident(5), an_incident(5, 20, revision=2))

    assert (rose.kind, rose.follows, rose.severity) == ("toll_rose", opened.id, "critical")
    assert rose.headline.endswith("5 to 20 killed")
    assert rose.facts["states"] == {"kind": "killed", "low": 20}


@pytest.mark.parametrize(
    "later",
    [an_incident(9, 9, revision=2), an_incident(9, 4, revision=2), an_incident(3, revision=2)],
)
def test_the_same_or_a_lower_figure_raises_nothing(later):
    assert kinds(an_incident(9), later) == ["opened"]


def test_a_revision_that_is_delivered_again_or_late_raises_nothing():
    newer = an_incident(5, 20, revision=2)

    assert kinds(an_incident(5), newer, newer, an_incident(5)) == ["opened", "toll_rose"]


def test_only_the_newest_revision_is_seen_and_the_thread_still_opens():
    (opened,) = raised(an_incident(5, 20, revision=7))

    assert (opened.kind, opened.facts["states"]["low"]) == ("opened", 20)


def test_killed_or_injured_is_stated_as_such():
    (opened,) = raised(an_incident(a_figure(20, -1, kind="killed_or_injured")))

    assert opened.facts["states"] == {"kind": "killed_or_injured", "low": 20}
    assert opened.headline.endswith(": at least 20 killed or injured")


def test_the_first_count_of_the_dead_alone_is_news_after_a_larger_number_not_told_apart():
    both = a_figure(151, kind="killed_or_injured")

    opened, rose = raised(an_incident(both), an_incident(both, 101, revision=2))

    assert opened.facts["states"] == {"kind": "killed_or_injured", "low": 151}
    assert (rose.kind, rose.facts["states"]) == ("toll_rose", {"kind": "killed", "low": 101})


def test_an_act_without_a_figure_opens_and_its_first_dead_are_a_rise():
    opened, rose = raised(an_incident(), an_incident(1, revision=2))

    assert (opened.facts["states"], opened.severity) == (None, "low")
    assert opened.headline.endswith(": no figures yet")
    assert rose.kind == "toll_rose"


def test_a_retraction_is_raised_once_and_a_return_is_a_rise():
    found = raised(
        an_incident(5),
        an_incident(revision=2, tell=False),
        an_incident(revision=3, tell=False),
        an_incident(5, revision=4),
    )

    assert [each.kind for each in found] == ["opened", "retracted", "toll_rose"]
    assert found[1].headline.startswith("Retracted: ")
    assert found[1].facts["states"] is None


def test_what_was_never_opened_is_not_retracted():
    assert kinds(an_incident(tell=False)) == []


def test_new_rules_raise_nothing_and_leave_nothing_to_raise():
    assert kinds(
        an_incident(5),
        an_incident(9, revision=2, because="extractor"),
        an_incident(9, revision=3),
        an_incident(10, revision=4),
    ) == ["opened", "toll_rose"]


@pytest.mark.parametrize("status", ["closed", "merged"])
def test_an_end_raises_nothing(status):
    opened = an_incident(5)

    assert kinds(opened, ended(opened, status=status, because="a", at=at(20))) == ["opened"]


def test_a_replay_gives_the_same_alerts():
    incidents = an_incident(5), an_incident(5, 20, revision=2)

    assert raised(*incidents) == raised(*incidents)
