from streams.records.incident import SupportedActor
from streams.steps.correlate.judgement import airwars_grade, contests
from tests.builders import a_figure, a_source, an_actor, claims_of, victims

CIVILIANS = victims(status="civilian")


def claim(article, low, high=None, *, origin=None, **changed):
    (made,) = claims_of(article, a_figure(low, high, source=a_source(origin or article), **changed))
    return made


def by_source(*claims):
    return {c.id: c.source.name for c in claims}


def blamed(name, *articles, certainty="accused", **changed):
    return SupportedActor(
        actor=an_actor(name, certainty=certainty, **changed), articles=articles or ("a",)
    )


def contested(*claims, attackers=(), is_mutual=False):
    found = contests(claims, attackers=attackers, is_mutual=is_mutual, origins=by_source(*claims))
    return [(c.first, c.second) for c in found]


def grade(*claims, attackers=(), contested=()):
    return airwars_grade(
        claims, attackers=attackers, contested=contested, origins=by_source(*claims)
    )[0]


def test_a_later_higher_figure_is_a_rise():
    assert contested(claim("a", 3), claim("b", 41)) == []


def test_a_later_lower_figure_of_another_origin_is_contested():
    high, low = claim("a", 41), claim("b", 3)

    assert contested(high, low) == [(high.id, low.id)]


def test_only_the_newest_figure_of_an_origin_counts():
    assert contested(claim("a", 41, origin="x"), claim("b", 3), claim("c", 3, origin="x")) == []


def test_bounds_that_meet_are_no_contest():
    assert contested(claim("a", 10, -1), claim("b", 10, 12)) == []


def test_figures_of_other_kinds_or_sides_are_no_contest():
    hurt = claim("b", 3, kind="injured")
    theirs = claim("b", 3, victims=victims(side="attacker"))

    assert contested(claim("a", 41), hurt) == contested(claim("a", 41), theirs) == []


def test_a_part_or_an_unconfirmed_figure_is_no_contest():
    unsure = claim("b", 3, certainty="unconfirmed")
    whole, part = claims_of("b", a_figure(41), a_figure(3, subset_of=0))

    assert contested(claim("a", 41), unsure) == []
    assert contested(claim("a", 41), whole, part) == []


def test_dead_who_are_civilians_to_one_and_fighters_to_another_are_contested():
    ours, theirs = (
        claim("a", 7, victims=CIVILIANS),
        claim("b", 7, victims=victims(status="combatant")),
    )

    assert contested(ours, theirs) == [(ours.id, theirs.id)]
    assert contested(theirs, ours) == [(ours.id, theirs.id)]


def test_an_act_laid_at_different_doors_is_contested():
    russia, coalition = blamed("Russia", "a"), blamed("Coalition", "b")

    assert contested(attackers=[russia, coalition]) == [("russia", "coalition")]


def test_two_who_strike_together_or_fight_each_other_are_no_contest():
    together = blamed("Russia", "a", "b"), blamed("Coalition", "b")
    apart = blamed("Russia", "a"), blamed("Coalition", "b")

    assert contested(attackers=together) == contested(attackers=apart, is_mutual=True) == []


def test_who_is_blamed_and_denies_it_is_contested():
    attackers = [blamed("Russia"), blamed("Russia", "b", certainty="denied")]

    assert contested(attackers=attackers) == [("russia", "russia")]


def test_grades_follow_who_tells_of_harm_to_civilians():
    one, other = claim("a", 7, victims=CIVILIANS), claim("b", 7, victims=CIVILIANS)

    assert grade(one) == "weak"
    assert grade(one, other) == "fair"
    assert grade(claim("a", 7, victims=victims(status="combatant"))) == "discounted"
    assert grade(claim("a", 0)) is None
    assert grade(
        claim("a", 7, victims=CIVILIANS, origin="russia"), attackers=[blamed("Russia")]
    ) == ("confirmed")


def test_harm_that_is_laid_at_different_doors_is_contested_whoever_tells_it():
    attackers = [blamed("Russia", "a"), blamed("Coalition", "b")]
    found = contests((), attackers=attackers, is_mutual=False, origins={})

    assert grade(claim("a", 7), claim("b", 7), attackers=attackers, contested=found) == "contested"
