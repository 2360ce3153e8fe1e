from hypothesis import given
from hypothesis import strategies as st

from streams.records.report import TollRange
from streams.records.toll import incident_tolls, stated_toll, toll_range
from tests.builders import a_figure, claims_of, victims


def killed(toll, side="all"):
    found = toll["killed"][side]
    return found.low, found.high


def test_figures_of_different_people_add():
    toll = toll_range([a_figure(3), a_figure(4, -1)])

    assert killed(toll) == (7, None)


def test_figures_of_the_same_people_are_alternatives():
    toll = toll_range(
        [a_figure(5), a_figure(20, same_people_as=0), a_figure(100, same_people_as=1)]
    )

    assert killed(toll) == (5, 100)


def test_a_subset_never_adds():
    toll = toll_range([a_figure(14), a_figure(4, subset_of=0), a_figure(2, subset_of=1)])

    assert killed(toll) == (14, 14)


def test_a_subset_of_another_source_for_the_same_people_never_adds():
    toll = toll_range([a_figure(14), a_figure(16, same_people_as=0), a_figure(4, subset_of=1)])

    assert killed(toll) == (14, 16)


def test_killed_or_injured_is_never_killed_or_injured():
    toll = toll_range([a_figure(20, kind="killed_or_injured"), a_figure(6, kind="injured")])

    assert set(toll) == {"killed_or_injured", "injured"}
    assert toll["injured"]["all"] == TollRange(6, 6)


def test_the_dead_among_casualties_are_the_dead_unless_all_the_dead_are_told():
    among = [a_figure(20, kind="killed_or_injured"), a_figure(2, subset_of=0)]

    assert killed(toll_range(among)) == (2, 2)
    assert killed(toll_range([*among, a_figure(9)])) == (9, 9)


def test_up_to_unconfirmed_and_denied_set_no_low():
    up_to = a_figure(0, 30, hedge="up_to")
    unconfirmed = a_figure(12, certainty="unconfirmed", same_people_as=0)
    denied = a_figure(40, certainty="denied", same_people_as=0)

    assert killed(toll_range([up_to, unconfirmed])) == (0, 30)
    assert killed(toll_range([up_to, unconfirmed, denied, a_figure(5, same_people_as=0)])) == (
        5,
        40,
    )


def test_what_the_text_calls_outdated_is_left_out():
    toll = toll_range([a_figure(5), a_figure(9, supersedes=0), a_figure(1, subset_of=0)])

    assert killed(toll) == (9, 9)


def test_each_side_has_its_own_toll_and_all_has_every_side():
    soldiers = a_figure(3, victims=victims(side="target", status="combatant"))
    attackers = a_figure(2, victims=victims(side="attacker", status="combatant"))

    toll = toll_range([soldiers, attackers])

    assert toll["killed"] == {
        "all": TollRange(5, 5),
        "target": TollRange(3, 3),
        "attacker": TollRange(2, 2),
    }


def test_the_part_of_a_side_stands_under_its_side_and_adds_nothing():
    toll = toll_range([a_figure(20), a_figure(5, subset_of=0, victims=victims(side="target"))])

    assert killed(toll) == (20, 20)
    assert killed(toll, "target") == (5, 5)


def test_two_articles_are_never_added():
    claims = [*claims_of("a", a_figure(5), a_figure(2)), *claims_of("b", a_figure(20, -1))]

    tolls = incident_tolls(claims)

    assert killed(tolls["range"]) == (7, None)
    assert killed(tolls["latest"]) == (20, None)
    assert killed(tolls["conservative"]) == (7, 7)
    assert stated_toll(claims, "killed") == 20


def test_withdrawn_claims_count_nowhere():
    claims = [*claims_of("a", a_figure(5)), *claims_of("b", a_figure(90), withdrawn_by="b")]

    assert killed(incident_tolls(claims)["range"]) == (5, 5)
    assert stated_toll(claims, "killed") == 5
    assert stated_toll(claims[1:], "killed") is None
    assert incident_tolls(claims[1:])["range"] == {}


def test_an_article_that_sets_no_low_does_not_pull_the_low_down():
    claims = [*claims_of("a", a_figure(5)), *claims_of("b", a_figure(3, certainty="unconfirmed"))]

    assert killed(incident_tolls(claims)["range"]) == (5, 5)


def test_acled_takes_the_numbers_that_the_words_name():
    more = claims_of("a", a_figure(151, -1, hedge="more_than"))
    tens = claims_of("b", a_figure(20, -1, hedge="vague", quote="عشرات القتلى"))
    dozens = claims_of("c", a_figure(20, -1, hedge="vague", quote="dozens dead"))
    hurt = claims_of("d", a_figure(4, kind="injured"))

    assert incident_tolls(more)["acled"] == {"killed": {"all": TollRange(150, 150)}}
    assert incident_tolls(tens)["acled"] == {"killed": {"all": TollRange(10, 10)}}
    assert incident_tolls([*more, *dozens])["acled"] == {"killed": {"all": TollRange(12, 12)}}
    assert incident_tolls(hurt)["acled"] == {}


def test_every_published_view_takes_back_our_bounds():
    more = claims_of("a", a_figure(151, -1, hedge="more_than", victims=victims(status="civilian")))

    tolls = incident_tolls(more)

    assert killed(tolls["range"]) == (151, None)
    assert [killed(tolls[view])[0] for view in ("conservative", "ucdp", "airwars")] == [150] * 3


def test_the_latest_toll_keeps_a_kind_that_the_newest_article_does_not_count():
    claims = [
        *claims_of("a", a_figure(5), a_figure(30, kind="injured")),
        *claims_of("b", a_figure(7)),
    ]

    latest = incident_tolls(claims)["latest"]

    assert (killed(latest), latest["injured"]["all"]) == ((7, 7), TollRange(30, 30))


def test_acled_counts_the_attackers_own_dead_and_airwars_does_not():
    own = a_figure(2, victims=victims(side="attacker", status="combatant"))
    claims = claims_of("a", own, a_figure(6, victims=victims(status="civilian")))

    tolls = incident_tolls(claims)

    assert killed(tolls["acled"]) == (8, 8)
    assert killed(tolls["airwars"]) == (6, 6)


def test_ucdp_counts_the_dead_by_side_and_civilians_apart():
    claims = claims_of(
        "a",
        a_figure(9, victims=victims(status="child")),
        a_figure(3, victims=victims(status="combatant", side="target")),
        a_figure(2, victims=victims(side="bystander")),
        a_figure(8, kind="injured"),
    )

    found = incident_tolls(claims)["ucdp"]

    assert set(found) == {"killed"}
    assert {side: each.low for side, each in found["killed"].items()} == {
        "all": 14, "civilians": 9, "target": 3, "unknown": 2,
    }  # fmt: skip


def test_airwars_takes_the_combatants_out_of_the_total():
    claims = claims_of(
        "a",
        a_figure(20),
        a_figure(15, subset_of=0, victims=victims(status="combatant")),
        a_figure(7, kind="killed_or_injured"),
    )

    assert incident_tolls(claims)["airwars"] == {"killed": {"all": TollRange(5, 5)}}


FIGURES = st.lists(
    st.builds(
        a_figure,
        st.integers(0, 50),
        kind=st.sampled_from(["killed", "injured", "killed_or_injured"]),
        certainty=st.sampled_from(["stated", "unconfirmed", "denied"]),
        subset_of=st.none() | st.integers(-1, 6),
        same_people_as=st.none() | st.integers(-1, 6),
        supersedes=st.none() | st.integers(-1, 6),
    ),
    max_size=6,
)


@given(FIGURES)
def test_no_links_make_a_toll_fail_or_turn_it_round(figures):
    for sides in toll_range(figures).values():
        for each in sides.values():
            assert each.high is None or each.low <= each.high


@given(st.lists(st.integers(0, 200), min_size=1), st.integers(0, 200))
def test_another_source_never_narrows_the_range(figures, more):
    claims = [c for i, low in enumerate(figures) for c in claims_of(f"a{i}", a_figure(low))]
    before = incident_tolls(claims)["range"]["killed"]["all"]

    after = incident_tolls([*claims, *claims_of("z", a_figure(more))])["range"]["killed"]["all"]

    assert after.low <= before.low
    assert after.high >= before.high
