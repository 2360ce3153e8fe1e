import pytest

from streams.console.watch import lines_of
from streams.records.alert import Alert
from streams.records.wire import encode
from streams.topics import ALERTS, INCIDENTS


def an_alert(headline):
    return Alert(
        id="a",
        rule="opened",
        incident="i",
        revision=1,
        thread="t",
        kind="opened",
        severity="high",
        headline=headline,
        raised_at="2018-02-08T12:00:00Z",
        dedup_key="k",
    )


def test_an_alert_is_one_line_that_cannot_steer_the_terminal():
    [line] = lines_of(ALERTS.name, encode(an_alert("\x1b[31m14 [bold]killed[/bold]\n")))

    assert "[bold]killed[/bold]" in line.plain
    assert "\x1b" not in line.plain
    assert "\n" not in line.plain


@pytest.mark.parametrize("topic", [ALERTS.name, INCIDENTS.name])
def test_what_cannot_be_read_is_told(topic):
    [line] = lines_of(topic, b"not json")

    assert line.plain == f"{topic}: a message that cannot be read: not_json"
