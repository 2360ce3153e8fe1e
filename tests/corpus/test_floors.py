"""No change of words or rules may make the extractor read the labelled texts worse, unseen."""

import tomllib
from pathlib import Path

import pytest

from streams.console.labelled import digest, read_labelled
from streams.console.score import fallen, read, read_floors
from streams.console.tally import tally

FOLDER = Path(__file__).parent
ANEW = 'make score ARGS="--floors tests/corpus/floors.toml", and say in the commit why'


@pytest.fixture(scope="module")
def scores():
    labelled = list(read_labelled(FOLDER))
    return {name: t.scores() for name, t in tally(labelled, reports=read(labelled)).items()}


def test_no_score_falls_below_its_floor(scores):
    assert fallen(scores, floors=read_floors(FOLDER)) == [], f"mend it, or: {ANEW}"


def test_every_score_has_a_floor(scores):
    floors = read_floors(FOLDER)

    assert {name: set(fields) for name, fields in floors.items()} == {
        name: set(fields) for name, fields in scores.items()
    }


def test_the_floors_are_those_of_these_texts():
    floors = tomllib.loads((FOLDER / "floors.toml").read_text("utf-8"))

    assert floors["digest"] == digest(FOLDER), f"the texts changed: {ANEW}"
