"""`strikewire pipeline` as an analyst runs it."""

import subprocess
import sys

import orjson

FIRST = "Air strike kills 12 in Raqqa\nAn air strike killed 12 people in Raqqa on Friday, activists said."
LATER = "Toll of Raqqa strike rises\nAn air strike on Raqqa killed 15 people on Friday, the Syrian Observatory for Human Rights said."


def run(*arguments, given):
    lines = b"".join(
        line if isinstance(line, bytes) else orjson.dumps(line) + b"\n" for line in given
    )
    return subprocess.run(
        [sys.executable, "-m", "streams", "pipeline", *map(str, arguments)],
        input=lines, capture_output=True, timeout=120,
    )  # fmt: skip


def read(path):
    return [orjson.loads(line) for line in path.read_bytes().splitlines()]


def an_article(name, text, **fields):
    url = f"https://{name}.example/strike"
    return {"id": name, "url": url, "text": text, "published": "2018-02-09T15:00:00Z", **fields}


def test_every_step_leaves_its_records_and_the_toll_rises(tmp_path):
    given = [an_article("a", FIRST), an_article("b", FIRST), an_article("c", LATER)]

    done = run("--out", tmp_path, given=given)

    assert done.returncode == 0, done.stderr
    articles = read(tmp_path / "articles.jsonl")
    assert [(a["id"], a["feed"], a["fetched_at"]) for a in articles] == [
        (name, "file", "2018-02-09T15:00:00Z") for name in "abc"
    ]
    (copy,) = read(tmp_path / "duplicates.jsonl")
    assert (copy["article"], copy["of"], copy["kind"]) == ("b", "a", "exact")
    assert [r["article"]["id"] for r in read(tmp_path / "reports.jsonl")] == ["a", "c"]
    incidents = read(tmp_path / "incidents.jsonl")
    assert len({i["id"] for i in incidents}) == 1
    assert incidents[-1]["tolls"]["range"]["killed"]["all"] == {"low": 12, "high": 15}
    assert sorted(c["id"] for c in incidents[-1]["articles"][0]["carriers"]) == ["a", "b"]
    alerts = read(tmp_path / "alerts.jsonl")
    assert [(a["kind"], a["facts"]["states"]["low"]) for a in alerts] == [
        ("opened", 12),
        ("toll_rose", 15),
    ]


def test_a_bad_line_is_named_and_the_others_go_through(tmp_path):
    done = run(
        "--out", tmp_path, given=[b"nonsense\n", an_article("e", " "), an_article("a", FIRST)]
    )

    assert done.returncode == 2
    problems = done.stderr.decode().splitlines()
    assert problems[0].startswith("stdin:1: not JSON")
    assert problems[1].startswith("stdin:2: empty_text")
    assert [r["article"]["id"] for r in read(tmp_path / "reports.jsonl")] == ["a"]
