"""An act in the words of published schemes: one example a type, and what is left uncoded."""

import pytest

from streams.records.report import Weapon
from streams.steps.extract import extract
from streams.steps.extract.codes import codes_of, load_crosswalk
from streams.steps.extract.knowledge import load_knowledge
from tests.builders import a_figure, a_place, an_act, an_actor, an_article, on, victims

CROSSWALK = load_crosswalk()
DEAD = a_figure(3)
ARMY = an_actor("Army", kind="state_forces")
REBELS = an_actor("Rebels", kind="rebel_group")
VILLAGERS = an_actor("Villagers", kind="civilians")


def coded(act):
    return {code.scheme: code.code for code in codes_of(act, crosswalk=CROSSWALK)}


def with_weapon(weapon_class):
    return (Weapon(weapon_class=weapon_class, quote="x", span=(0, 1), count=None),)


@pytest.mark.parametrize(
    ("changed", "event", "sub_event", "mode"),
    [
        ({"type": "airstrike"}, "Explosions/Remote violence", "Air/drone strike", "heavy-weapons"),
        (
            {"type": "drone_strike"},
            "Explosions/Remote violence",
            "Air/drone strike",
            "heavy-weapons",
        ),
        (
            {"type": "missile"},
            "Explosions/Remote violence",
            "Shelling/artillery/missile attack",
            "heavy-weapons",
        ),
        (
            {"type": "shelling", "weapons": with_weapon("mortar")},
            "Explosions/Remote violence",
            "Shelling/artillery/missile attack",
            "heavy-weapons",
        ),
        (
            {"type": "bombing", "weapons": with_weapon("ied")},
            "Explosions/Remote violence",
            "Remote explosive/landmine/IED",
            "explosives",
        ),
        (
            {"type": "bombing", "weapons": with_weapon("suicide")},
            "Explosions/Remote violence",
            "Suicide bomb",
            "suicide-attack",
        ),
        (
            {"type": "bombing", "weapons": with_weapon("grenade")},
            "Explosions/Remote violence",
            "Grenade",
            "explosives",
        ),
        ({"type": "clash", "weapons": ()}, "Battles", "Armed clash", None),
        (
            {"type": "shooting", "attackers": (REBELS,), "targets": (VILLAGERS,)},
            "Violence against civilians",
            "Attack",
            "firearms",
        ),
        (
            {"type": "shooting", "attackers": (REBELS,), "targets": (ARMY,)},
            "Battles",
            "Armed clash",
            "firearms",
        ),
        (
            {"type": "other", "weapons": with_weapon("chemical"), "targets": (VILLAGERS,)},
            "Explosions/Remote violence",
            "Chemical weapon",
            None,
        ),
    ],
)
def test_each_type_has_its_event_and_mode(changed, event, sub_event, mode):
    codes = coded(an_act(DEAD, **{"weapons": (), **changed}))
    assert codes["acled/event"] == event
    assert codes["acled/sub_event"] == sub_event
    assert codes["plover/event"] == "ASSAULT"
    assert codes.get("plover/mode") == mode


def test_a_bombardment_of_unstated_means_has_no_weapon_code():
    codes = coded(an_act(DEAD, type="shelling", weapons=(), attackers=()))
    assert codes["acled/event"] == "Explosions/Remote violence"
    assert not {"acled/sub_event", "plover/mode", "gtd/weapon"} & set(codes)


def test_people_taken_away_are_an_abduction():
    taken = a_figure(3, kind="captured")
    codes = coded(an_act(taken, type="other", weapons=(), attackers=(REBELS,)))
    assert codes["acled/sub_event"] == "Abduction/forced disappearance"
    assert (codes["plover/mode"], codes["gtd/attack"]) == ("abduct", "6")


def test_the_terrorism_scheme_is_left_out_where_a_state_did_it():
    assert "gtd/attack" not in coded(an_act(DEAD, type="shelling", attackers=(ARMY,)))
    assert coded(an_act(DEAD, type="bombing", attackers=(REBELS,)))["gtd/attack"] == "3"


@pytest.mark.parametrize(
    ("attacker", "target", "violence", "interaction"),
    [
        (ARMY, REBELS, "1", "12"),
        (REBELS, ARMY, "1", "12"),
        (REBELS, an_actor("Militia", kind="identity_militia"), "2", "24"),
        (REBELS, VILLAGERS, "3", "27"),
    ],
)
def test_who_met_whom_gives_the_type_of_violence(attacker, target, violence, interaction):
    codes = coded(an_act(DEAD, type="shooting", attackers=(attacker,), targets=(target,)))
    assert codes["ucdp/type_of_violence"] == violence
    assert codes["acled/interaction"] == interaction


def test_children_among_the_dead_are_civilians_attacked():
    hurt = a_figure(2, victims=victims(status="child"))
    codes = coded(an_act(hurt, type="shooting", attackers=(REBELS,), targets=()))
    assert codes["acled/event"] == "Violence against civilians"
    assert codes["ucdp/type_of_violence"] == "3"


def test_no_death_has_no_type_of_violence():
    act = an_act(a_figure(0, 0), type="shelling", attackers=(ARMY,), targets=(REBELS,))
    assert "ucdp/type_of_violence" not in coded(act)


def test_an_actor_that_denies_it_is_no_attacker():
    denying = an_actor("Army", kind="state_forces", certainty="denied")
    codes = coded(an_act(DEAD, type="shelling", attackers=(denying,), targets=(REBELS,)))
    assert "acled/interaction" not in codes


@pytest.mark.parametrize(
    ("kind", "precision"), [("site", "1"), ("town", "1"), ("district", "3"), ("province", "4")]
)
def test_the_kind_of_place_gives_its_precision(kind, precision):
    act = an_act(DEAD, places=(a_place(kind=kind, relation=None),))
    assert coded(act)["ucdp/where_prec"] == precision


def test_an_unknown_day_has_no_precision():
    assert coded(an_act(DEAD, occurred=on(8)))["ucdp/date_prec"] == "1"
    assert coded(an_act(DEAD, occurred=on(8, precision="month")))["ucdp/date_prec"] == "4"


def test_each_code_says_which_rule_of_which_version_chose_it():
    code = codes_of(an_act(DEAD, type="airstrike"), crosswalk=CROSSWALK)[0]
    assert (code.scheme, code.version, code.rule) == (
        "acled/event",
        "2023",
        f"{CROSSWALK.version}/explosion_or_fire_from_afar",
    )


def test_rules_of_a_scheme_have_names_of_their_own():
    for scheme in CROSSWALK.schemes:
        names = [rule.name for rule in scheme.rules]
        assert len(names) == len(set(names)), scheme.scheme


def test_a_report_carries_the_codes_of_its_acts():
    article = an_article(
        text="A car bomb killed four civilians in Mosul on Thursday, police said.", language="en"
    )
    (act,) = extract(article, knowledge=load_knowledge()).incidents
    assert {code.scheme for code in act.codes} >= {"acled/sub_event", "plover/mode", "gtd/weapon"}
