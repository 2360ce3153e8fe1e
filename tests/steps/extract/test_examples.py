"""Each example sentence of the packs gives the speakers, actors and acts that it must."""

import tomllib
from importlib.resources import files

import pytest

from streams.languages.load import LANGUAGES
from streams.steps.extract import extract
from streams.steps.extract.actors import find_actors
from streams.steps.extract.knowledge import Knowledge, load_knowledge
from streams.steps.extract.reading import Reading, read
from streams.steps.extract.sources import find_sources
from streams.steps.extract.triggers import find_triggers
from tests.builders import an_article


def examples(name: str) -> list[object]:
    found = []
    for language in LANGUAGES:
        file = files("streams.languages") / language / "examples" / name
        found += [
            pytest.param(language, example, id=f"{language}: {example['text'][:60]}")
            for example in tomllib.loads(file.read_text(encoding="utf-8"))["examples"]
        ]
    return found


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def reading_of(language: str, text: str, knowledge: Knowledge) -> Reading:
    return read(an_article(text=text, language=language), pack=knowledge.packs[language])


@pytest.mark.parametrize(("language", "example"), examples("attribution.toml"))
def test_a_sentence_gives_its_speakers(language, example, knowledge):
    reading = reading_of(language, example["text"], knowledge)
    found = find_sources(reading, actors=knowledge.actors[language])
    told = [
        f"{one.source.kind} {one.source.id or '-'} {one.source.quote}"
        + "".join(f" via {agency}" for agency in one.source.via)
        for one in found
    ]
    assert told == example["sources"]


@pytest.mark.parametrize(("language", "example"), examples("actors.toml"))
def test_a_sentence_gives_who_struck_and_who_was_hit(language, example, knowledge):
    reading = reading_of(language, example["text"], knowledge)
    found = find_actors(
        reading, actors=knowledge.actors[language], triggers=find_triggers(reading), day=None
    )
    told = {
        role: sorted({one.actor.object or one.actor.id for one in found if one.role == role})
        for role in ("attacker", "target")
    }
    assert told == {
        "attacker": sorted(example["attackers"]),
        "target": sorted(example["targets"]),
    }


@pytest.mark.parametrize(("language", "example"), examples("strikes.toml"))
def test_a_line_of_news_is_a_strike_report_or_not(language, example, knowledge):
    article = an_article(text=example["text"], language=language)
    report = extract(article, knowledge=knowledge)
    assert report.is_strike == example["strike"], report.score
    if report.is_strike:
        (first, *_) = report.incidents
        assert (first.type, first.assertion) == (
            example["type"],
            example.get("assertion", "asserted"),
        )


@pytest.mark.parametrize(("language", "example"), examples("acts.toml"))
def test_a_report_tells_the_acts_that_are_news(language, example, knowledge):
    report = extract(an_article(text=example["text"], language=language), knowledge=knowledge)
    told = [
        [
            act.places[0].name if act.places else None,
            max((c.min for c in act.casualties if c.kind == "killed"), default=0)
            or max((c.min for c in act.casualties), default=0),
        ]
        for act in report.incidents
        if act.assertion == "asserted"
    ]
    assert told == example["acts"]
