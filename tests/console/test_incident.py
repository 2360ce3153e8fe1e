"""`strikewire incidents` and `strikewire incident` over a pipeline's folder."""

import pytest
from msgspec.structs import replace
from typer.testing import CliRunner

from streams.console import app
from streams.console.incident import changes, thread_lines
from streams.console.revisions import before, from_folder, history
from streams.records.wire import encode
from streams.steps.alert import ThreadIndex, alert
from streams.steps.correlate import IncidentIndex, correlate
from tests.builders import a_figure, an_act
from tests.steps.correlate.test_correlate import told, withdrawn

MESSAGES = [
    told("a", an_act(a_figure(5))),
    told("b", an_act(a_figure(9)), hour=14),
    told("c", an_act(a_figure(2), place="Hajin"), hour=15),
    withdrawn("a", hour=20),
]


@pytest.fixture(scope="module")
def records():
    incidents, threads = IncidentIndex(), ThreadIndex()
    found = []
    for message in MESSAGES:
        outcome = correlate(message, incidents=incidents)
        for key, entry in outcome.changes.items():
            incidents.put(key, entry)
        for incident in outcome.records:
            raised = alert(incident, threads=threads)
            for key, thread in raised.changes.items():
                threads.put(key, thread)
            found.append((incident, raised.records))
    return found


@pytest.fixture(scope="module")
def folder(records, tmp_path_factory):
    path = tmp_path_factory.mktemp("out")
    (path / "incidents.jsonl").write_bytes(b"".join(encode(i) + b"\n" for i, _ in records))
    (path / "alerts.jsonl").write_bytes(
        b"".join(encode(a) + b"\n" for _, all_ in records for a in all_)
    )
    return path


def run(*arguments):
    return CliRunner().invoke(app, [str(each) for each in arguments])


def test_incidents_are_listed_a_line_each(folder):
    done = run("incidents", "--from", folder)

    assert done.exit_code == 0, done.output
    lines = done.output.splitlines()
    assert len(lines) == 2
    assert any("Khasham, SY" in line and "killed 9" in line for line in lines)


@pytest.mark.parametrize(
    ("filters", "places"),
    [
        (["--place", "haj"], ["Hajin"]),
        (["--killed", 5], ["Khasham"]),
        (["--country", "iq"], []),
        (["--type", "bombing"], []),
        (["--since", "2018-02-09"], []),
        (["--until", "2018-02-08", "--killed", 9], ["Khasham"]),
        (["--status", "retracted"], []),
        (["--contested"], []),
    ],
)
def test_filters_leave_out_what_was_not_asked_for(folder, filters, places):
    done = run("incidents", "--from", folder, *filters)

    assert [line.split()[1].rstrip(",") for line in done.output.splitlines()] == places


def test_the_thread_tells_every_revision_what_it_changed_and_why(folder, records):
    key = records[0][0].id

    output = run("incident", key[:8], "--from", folder).output

    assert output.index("because of a") < output.index("because of b")
    assert "told by b too" in output
    assert "killed: 5, now 5 to 9" in output
    assert "no longer told by a" in output
    assert "alert: opened" in output
    assert "toll_rose" in output


def test_as_of_shows_what_was_known_then(folder, records):
    output = run(
        "incident", records[0][0].id, "--from", folder, "--as-of", "2018-02-08T13:00:00Z"
    ).output

    assert "revision 1" in output
    assert "killed 9" not in output
    assert run("incidents", "--from", folder, "--as-of", "2018-02-07").output == ""
    assert len(run("incidents", "--from", folder, "--as-of", "2018-02-08").output.splitlines()) == 2


def test_an_incident_that_is_not_there_is_said_to_be_missing(folder):
    done = run("incident", "zz", "--from", folder)

    assert (done.exit_code, "no incident begins with zz" in done.output) == (1, True)


def test_a_folder_without_results_is_named_with_what_was_wanted(tmp_path):
    done = run("incidents", "--from", tmp_path / "nowhere")

    assert done.exit_code == 2
    assert "--from takes a pipeline's folder" in done.output


def test_the_revision_before_the_only_one_left_is_restored(records):
    first, second = (incident for incident, _ in records[:2])

    restored = history([second], []).revisions[second.id]

    assert [each.revision for each in restored] == [1, 2]
    assert restored[0] == replace(first, change=restored[0].change)
    assert before(second).claims == first.claims


def test_a_merge_names_where_it_went(records):
    first = records[0][0]
    merged = replace(first, status="merged", merged_into="other", revision=2)

    assert list(changes(first, merged)) == ["merged into other"]


def test_a_thread_begins_with_what_is_known_now(folder, records):
    key = records[0][0].id

    lines = [line.plain for line in thread_lines(from_folder(folder), key)]

    assert "revision 3" in lines[0]
