from rich.console import Console

from streams.console.show import alert_line, incident_lines
from streams.records.alert import Alert
from streams.records.incident import (
    Claim,
    Corroboration,
    Incident,
    IncidentArticle,
)
from streams.records.report import Occurred, Place, Source, TollRange, Victims


def a_claim(**changes) -> Claim:
    fields = {
        "id": "c1", "article": "a1", "publisher": "alfurat-news.example", "kind": "killed",
        "min": 100, "max": None, "hedge": "more_than",
        "victims": Victims(status="combatant", text="fighters"),
        "source": Source(name="a US official", quote="a US official", kind="official", named=False),
        "certainty": "stated", "quote": "more than 100 fighters", "span": (0, 22),
        "first_carrier": "a1",
    }  # fmt: skip
    return Claim(**(fields | changes))


def an_incident(*claims: Claim, **changes) -> Incident:
    fields = {
        "id": "i1", "revision": 3, "status": "open", "theatre": "SY", "type": "airstrike",
        "occurred": Occurred("2018-02-07", "2018-02-08", "night", "stated"),
        "place": Place(role="site", name="Khasham", native="خشام", kind="town", quote="خشام",
                       span=(0, 4), iso="SY"),
        "articles": (IncidentArticle(id="a1", url=None, publisher="p", language="en"),),
        "attackers": (), "targets": (), "claims": claims,
        "corroboration": Corroboration(articles=2, publishers=1, independent_sources=1),
        "languages": ("ar", "en"), "first_reported_at": "2018-02-08T06:00:00Z",
        "updated_at": "2018-02-08T09:00:00Z", "because": "a1",
        "tolls": {"range": {"killed": {"all": TollRange(14, None)}}},
    }  # fmt: skip
    return Incident(**(fields | changes))


def printed(*lines) -> str:
    console = Console(width=200, color_system=None)
    with console.capture() as capture:
        for line in lines:
            console.print(line)
    return capture.get()


def test_an_incident_says_when_where_what_its_toll_and_every_claim_with_its_words():
    shown = printed(*incident_lines(an_incident(a_claim())))

    assert shown == (
        "2018-02-07 to 2018-02-08  Khasham, SY  airstrike  open, revision 3  i1\n"
        "  told by 2 articles of 1 publisher in ar, en; 1 independent source\n"
        "  killed 14 or more\n"
        "    killed 100 or more           a US official, in alfurat-news.example: "
        "“more than 100 fighters”\n"
    )


def test_a_withdrawn_claim_says_who_withdrew_it():
    shown = printed(
        *incident_lines(an_incident(a_claim(withdrawn_by="a7", certainty="unconfirmed")))
    )

    assert "(unconfirmed, withdrawn by a7)" in shown


def test_markup_and_control_characters_of_an_article_are_not_obeyed():
    claim = a_claim(quote="[bold red]14\x1b[2J[/] killed", min=14, max=14)

    shown = printed(*incident_lines(an_incident(claim)))

    assert "“[bold red]14[2J[/] killed”" in shown
    assert "\x1b" not in shown


def test_an_alert_is_one_line():
    alert = Alert(
        id="al1", rule="opened", incident="i1", revision=1, thread="i1", kind="opened",
        severity="high", headline="Airstrike near Khasham\n[link]: 14 killed",
        raised_at="2018-02-08T06:00:00Z", dedup_key="d",
    )  # fmt: skip

    assert printed(alert_line(alert)) == (
        "opened              high     Airstrike near Khasham [link]: 14 killed\n"
    )
