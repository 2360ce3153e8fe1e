import pytest

from streams.console.labelled import GoldAct, GoldClaim, GoldName, Labelled
from streams.console.tally import Fault, Score, same_name, tally
from streams.records.report import (
    Act,
    ActorMention,
    ArticleRef,
    Casualty,
    Extractor,
    Occurred,
    Place,
    Source,
    StrikeReport,
    Victims,
)


def claim(kind="killed", low=14, high=14, **changes):
    wanted = {"victims": "unknown", "subset": False, "source": None, "quote": "14 dead"}
    return GoldClaim(kind=kind, min=low, max=high, **wanted | changes)


def gold(*claims, where=(), when=None, attackers=(), act="airstrike"):
    return GoldAct(act, when, tuple(where), tuple(attackers), (), tuple(claims))


def article(*acts):
    return Labelled(id="a", lang="ar", text="…", strike_report=bool(acts), incidents=acts)


def sentence(*claims):
    return Labelled(id="a", lang="ar", text="…", claims=claims)


def figure(kind="killed", low=14, high=14, *, victims="unknown", part_of=None, source=None):
    return Casualty(
        id="c",
        kind=kind,
        min=low,
        max=high,
        hedge="exact",
        victims=Victims(status=victims, text=""),
        source=source and Source(name=source, quote=source, kind="unknown", named=False),
        certainty="stated",
        quote="14 dead",
        span=(0, 7),
        subset_of=part_of,
    )


def place(quote, *, role="site"):
    return Place(role=role, name=quote, native=quote, kind="town", quote=quote, span=(0, 1))


def actor(quote, *, slug):
    return ActorMention(
        id=slug, name=slug, native=quote, kind=None, certainty="stated", quote=quote, span=(0, 1)
    )


def told(*figures, places=(), day=None, attackers=(), assertion="asserted", means="airstrike"):
    return Act(
        type=means,
        scope="act",
        assertion=assertion,
        occurred=Occurred(start=day, end=day, precision="day", basis=None),
        places=tuple(places),
        attackers=tuple(attackers),
        casualties=figures,
    )


def report(*acts, is_strike=True):
    return StrikeReport(
        schema="report/1",
        article=ArticleRef(
            id="a",
            url=None,
            publisher=None,
            feed="file",
            title=None,
            language="ar",
            published_at=None,
            fetched_at="2024-01-01T00:00:00Z",
            text_sha256="",
        ),
        is_strike=is_strike,
        score=1.0,
        incidents=acts,
        extractor=Extractor(version="0", packs="0"),
    )


def scores(labelled, found):
    return tally([labelled], reports={"a": found})["ar"].scores()


def faults(labelled, found):
    return tally([labelled], reports={"a": found})["ar"].faults


def test_a_claim_with_other_bounds_is_one_missed_and_one_wrong():
    wanted, found = article(gold(claim())), report(told(figure(high=None)))

    assert scores(wanted, found)["casualties"] == Score(0.0, 1, 0.0, 0.0)
    assert [fault.field for fault in faults(wanted, found)] == [
        "casualty missed",
        "casualty wrong",
    ]


def test_victims_subset_and_source_are_asked_of_claims_that_match_alone():
    wanted = article(
        gold(claim(low=2, high=2, victims="child", subset=True, source="الدفاع المدني"), claim())
    )
    found = report(
        told(
            figure(low=2, high=2, victims="child", part_of=1, source="الدفاع المدني السوري"),
            figure(low=15, high=15),
        )
    )

    fields = scores(wanted, found)

    assert (fields["victims"], fields["subset"], fields["source"]) == (Score(1.0, 1),) * 3
    assert fields["casualties"] == Score(0.5, 2, 0.5, 0.5)


def test_a_right_figure_in_the_wrong_act_is_wrong_there():
    wanted = article(
        gold(claim(low=3, high=3), where=[GoldName("دوما", "Douma")]),
        gold(claim(low=5, high=5), where=[GoldName("حرستا", "Harasta")]),
    )
    found = report(
        told(figure(low=3, high=3), figure(low=5, high=5), places=[place("دوما")]),
        told(places=[place("حرستا")]),
    )

    fields = scores(wanted, found)

    assert fields["casualties"].value == 1.0
    assert fields["claims in act"] == Score(0.5, 2, 0.5, 0.5)
    assert fields["site"] == Score(1.0, 2)
    assert fields["incident count"] == Score(1.0, 1)


def test_acts_of_the_past_and_of_plans_are_left_out():
    wanted = article(gold(claim()))
    found = report(told(figure()), told(figure(low=300, high=300), assertion="background"))

    assert scores(wanted, found)["casualties"].value == 1.0
    assert faults(wanted, found) == []


def test_a_report_that_is_no_strike_tells_nothing():
    fields = scores(article(gold(claim())), report(told(figure()), is_strike=False))

    assert fields["strike"] == Score(0.0, 1, 0.0, 0.0)
    assert fields["casualties"].recall == 0.0


def test_a_strike_seen_in_other_news_is_a_spurious_one_with_all_it_tells():
    labelled = Labelled(id="a", lang="ar", text="…")

    fields = scores(labelled, report(told(figure())))

    assert fields["strike"] == Score(0.0, 0, 0.0, 0.0)
    assert fields["casualties"].precision == 0.0
    assert faults(labelled, report(told(figure())))[0] == Fault(
        "a", "strike", "gold False, got True"
    )


def test_a_text_without_a_report_counts_as_one_that_tells_nothing():
    fields = tally([article(gold(claim()))], reports={})["ar"].scores()

    assert fields["strike"].recall == 0.0
    assert fields["headline killed"] == Score(0.0, 1)


def test_surfaces_of_one_actor_count_once_and_a_second_name_is_no_error():
    names = [GoldName("حزب الله", "Hezbollah"), GoldName("الحزب", "Hezbollah")]
    wanted = article(gold(attackers=names))
    found = report(
        told(attackers=[actor("حزب الله", slug="hezbollah"), actor("الحزب", slug="a-party")])
    )

    assert scores(wanted, found)["attackers"] == Score(1.0, 1, 1.0, 1.0)


def test_reference_points_and_launch_places_are_not_where_it_happened():
    wanted = article(gold(where=[GoldName("تدمر", "Palmyra")]))
    found = report(told(places=[place("تدمر", role="reference"), place("حمص", role="launch")]))

    fields = scores(wanted, found)

    assert fields["places"] == Score(0.0, 1, 0.0, 0.0)
    assert fields["site"] == Score(0.0, 1)


def test_the_day_is_asked_only_where_the_text_gives_one():
    wanted = article(gold(when="2018-02-07"), gold(act="clash"))
    found = report(told(day="2018-02-07"), told(means="clash", day="2018-02-09"))

    assert scores(wanted, found)["date"] == Score(1.0, 1)


def test_the_headline_is_the_highest_figure_that_is_no_part_of_another():
    wanted = article(gold(claim(), claim(low=20, high=20), claim(low=33, high=33, subset=True)))
    found = report(
        told(figure(), figure(low=20, high=20), figure(low=33, high=33, part_of=1)),
    )

    assert scores(wanted, found)["headline killed"] == Score(1.0, 1)
    assert scores(wanted, found)["headline injured"] == Score(1.0, 1)


def test_a_sentence_is_right_when_every_part_of_every_claim_is():
    wanted = sentence(claim(victims="civilian"), claim(low=2, high=2, subset=True))
    right = report(told(figure(victims="civilian"), figure(low=2, high=2, part_of=0)))
    wrong = report(told(figure(), figure(low=2, high=2, part_of=0)))

    assert scores(wanted, right) == {"sentences": Score(1.0, 1)}
    assert scores(wanted, wrong) == {"sentences": Score(0.0, 1)}
    assert [fault.field for fault in faults(wanted, wrong)] == ["sentence lacks", "sentence has"]


def test_a_sentence_of_two_equal_claims_needs_both():
    wanted = sentence(claim(low=1, high=1), claim(low=1, high=1))

    assert scores(wanted, report(told(figure(low=1, high=1))))["sentences"].value == 0.0


def test_languages_are_told_apart():
    english = Labelled(id="e", lang="en", text="…", claims=())

    tallies = tally([sentence(), english], reports={})

    assert sorted(tallies) == ["ar", "en"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("دير الزور", "ريف دير الزور", True),
        ("التحالف الدولي", "التحالف العربي", True),
        ("المرصد السوري", "الدفاع المدني", False),
        ("The Observatory", "the observatory", True),
        ("«الحزب»", "", False),
    ],
)
def test_names_are_the_same_when_one_holds_the_other_or_half_their_words_agree(one, other, same):
    assert same_name(one, other) is same
