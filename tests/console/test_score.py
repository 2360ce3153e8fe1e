import json

import pytest
import typer

from streams.console.labelled import digest, read_labelled
from streams.console.score import fallen, floors_file, read_floors
from streams.console.tally import Score

SENTENCE = {"id": "s1", "lang": "ar", "text": "قتل خمسة أشخاص", "claims": []}
ARTICLE = {
    "id": "a1",
    "lang": "en",
    "url": None,
    "publisher": "wire.example",
    "published": "2018-02-08",
    "text": "Five dead in raid",
    "strike_report": False,
    "incidents": [],
    "notes": "",
}
REACHED = {"ar": {"casualties": Score(0.91234, 40, 0.9, 0.925), "sentences": Score(0.8, 10)}}


def write(folder, name, *lines):
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    (folder / name).write_text(text, "utf-8")


def test_articles_and_sentences_of_a_folder_are_read_in_order(tmp_path):
    write(tmp_path, "sentences.ar.jsonl", SENTENCE)
    write(tmp_path, "en.jsonl", ARTICLE)

    article, sentence = read_labelled(tmp_path)

    assert (article.id, article.claims, article.as_raw().published_at) == (
        "a1",
        None,
        "2018-02-08",
    )
    assert (sentence.id, sentence.claims) == ("s1", ())


def test_a_line_that_is_not_as_the_guide_says_is_named(tmp_path):
    write(tmp_path, "ar.jsonl", ARTICLE, {"id": "a2", "lang": "ar"})

    with pytest.raises(typer.BadParameter, match=r"ar\.jsonl:2: .*`text`"):
        list(read_labelled(tmp_path))


def test_an_empty_folder_is_no_labelled_set(tmp_path):
    with pytest.raises(typer.BadParameter, match="no JSONL file"):
        list(read_labelled(tmp_path))


def test_floors_read_back_as_they_were_written(tmp_path):
    (tmp_path / "floors.toml").write_text(floors_file(REACHED, digest="d" * 32), "utf-8")

    assert read_floors(tmp_path) == {"ar": {"casualties": 0.9123, "sentences": 0.8}}


def test_a_set_without_floors_has_none(tmp_path):
    assert read_floors(tmp_path) == {}


def test_a_score_may_lie_a_little_below_its_floor_and_no_more():
    floors = {"ar": {"casualties": 0.9173, "sentences": 0.81}, "fr": {"casualties": 0.9}}

    assert fallen(REACHED, floors=floors) == ["ar sentences: 0.8000, floor 0.8100"]


def test_the_digest_changes_with_a_letter_and_with_a_file_name(tmp_path):
    write(tmp_path, "ar.jsonl", ARTICLE)
    first = digest(tmp_path)

    write(tmp_path, "ar.jsonl", ARTICLE | {"text": "Six dead in raid"})
    second = digest(tmp_path)
    (tmp_path / "ar.jsonl").rename(tmp_path / "fa.jsonl")

    assert len({first, second, digest(tmp_path)}) == 3
