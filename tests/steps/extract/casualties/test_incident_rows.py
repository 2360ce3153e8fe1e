"""Reports of an incident in a few sentences give the number of dead and hurt that they tell.

`incident_rows.toml` holds them. They go through the whole of `extract`: what counts is what the
asserted acts of the report come to, as a database would code the incident.
"""

import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest

from streams.records.article import Article
from streams.records.report import Casualty, StrikeReport
from streams.steps.extract import extract
from streams.steps.extract.knowledge import Knowledge, load_knowledge
from tests.builders import an_article

FILE = Path(__file__).with_name("incident_rows.toml")
ROWS = tomllib.loads(FILE.read_text(encoding="utf-8"))["rows"]
FLOORS = {"killed": 0.93, "injured": 0.97}
"""The share of rows that must be exact; raise it when the extractor gets better."""


@pytest.fixture(name="knowledge", scope="module")
def _knowledge() -> Knowledge:
    return load_knowledge()


def undated(text: str) -> Article:
    """Return an article whose publication nobody knows, as a database's rows are."""
    return an_article(text=text, language="en", published_basis="fetched")


def figure(casualty: Casualty) -> int:
    return (casualty.max or 0) if casualty.hedge == "up_to" else casualty.min


def total(casualties: Sequence[Casualty], kind: str) -> int:
    """Add the figures of separate groups; of figures for the same people the highest counts."""
    outdated = {casualty.supersedes for casualty in casualties}
    people: dict[int, int] = {}
    groups: dict[int, int] = {}
    for index, casualty in enumerate(casualties):
        same = casualty.same_people_as
        people[index] = index if same is None else people.get(same, same)
        if casualty.kind == kind and casualty.subset_of is None and index not in outdated:
            group = people[index]
            groups[group] = max(groups.get(group, 0), figure(casualty))
    return sum(groups.values())


def told(report: StrikeReport, kind: str) -> int:
    acts = [a for a in report.incidents if a.assertion == "asserted" and a.scope == "act"]
    return sum(total(act.casualties, kind) for act in acts)


@pytest.mark.parametrize("kind", ["killed", "injured"])
def test_incident_rows_give_their_dead_and_their_hurt(kind, knowledge):
    wrong = []
    for row in ROWS:
        found = told(extract(undated(row["text"]), knowledge=knowledge), kind)
        if found != row[kind]:
            wrong.append(f"{row[kind]}, not {found}: {row['text']}")
    assert 1 - len(wrong) / len(ROWS) >= FLOORS[kind], "\n".join(wrong)


def test_figures_of_the_same_people_count_once_and_parts_not_at_all(knowledge):
    text = (
        "Bomb kills 12 in Mosul\n\nA bomb killed 12 people, including three children, in Mosul on "
        "Monday, police said. Four soldiers were wounded."
    )
    report = extract(undated(text), knowledge=knowledge)
    assert (told(report, "killed"), told(report, "injured")) == (12, 4)
