"""`strikewire extract` as an analyst runs it."""

import subprocess
import sys

import orjson

ARABIC = "مقتل 4 أشخاص في قصف على مدينة إدلب\nقتل أربعة أشخاص بينهم طفل اليوم الجمعة في قصف مدفعي على مدينة إدلب، وفق الدفاع المدني."
ENGLISH = "Air strike kills 12 in Raqqa\nAn air strike killed 12 people in Raqqa on Friday, activists said."


def run(*arguments, given=b""):
    return subprocess.run(
        [sys.executable, "-m", "streams", "extract", *map(str, arguments)],
        input=given, capture_output=True, timeout=120,
    )  # fmt: skip


def line(**fields):
    return orjson.dumps(fields) + b"\n"


def test_reports_come_in_the_order_of_the_input_under_the_given_ids_with_exact_quotes(tmp_path):
    given = b"".join(
        line(id=f"a{n}", text=ARABIC if n % 2 else ENGLISH, published="2018-02-09")
        for n in range(80)
    )

    done = run("--articles", tmp_path / "articles.jsonl", given=given)

    reports = [orjson.loads(each) for each in done.stdout.splitlines()]
    articles = [
        orjson.loads(each) for each in (tmp_path / "articles.jsonl").read_bytes().splitlines()
    ]
    assert done.returncode == 0, done.stderr
    assert [r["article"]["id"] for r in reports] == [f"a{n}" for n in range(80)]
    assert [a["id"] for a in articles] == [f"a{n}" for n in range(80)]
    quoted = [
        (claim["quote"], article["text"][slice(*claim["span"])])
        for report, article in zip(reports, articles, strict=True)
        for act in report["incidents"]
        for claim in act["casualties"]
    ]
    assert len(quoted) >= 80
    assert [pair for pair in quoted if pair[0] != pair[1]] == []


def test_a_bad_record_is_named_and_the_next_one_is_read():
    given = b"{\n" + line(id="e", text="") + line(id="ok", text=ENGLISH, published="2018-02-09")

    done = run("--jobs", 1, given=given)

    assert done.returncode == 2
    assert [orjson.loads(each)["article"]["id"] for each in done.stdout.splitlines()] == ["ok"]
    problems = done.stderr.decode().splitlines()
    assert problems[0].startswith("stdin:1: not JSON")
    assert problems[1].startswith("stdin:2: empty_text")
    assert len(problems) == 2


def test_a_page_and_a_text_are_read_as_files(tmp_path):
    (tmp_path / "page.html").write_bytes(
        f"<html><head><title>x</title></head><body><article><h1>{ARABIC.splitlines()[0]}</h1>"
        f"<p>{ARABIC.splitlines()[1]}</p></article></body></html>".encode("windows-1256")
    )
    (tmp_path / "text.txt").write_text(ENGLISH, "utf-8")

    done = run(tmp_path / "page.html", tmp_path / "text.txt")

    page, text = (orjson.loads(each) for each in done.stdout.splitlines())
    assert page["article"]["id"] == "page"
    assert page["article"]["language"] == "ar"
    assert [
        c["min"] for act in page["incidents"] for c in act["casualties"] if c["subset_of"] is None
    ] == [4]
    assert text["article"]["id"] == "text"
    assert [c["min"] for act in text["incidents"] for c in act["casualties"]] == [12]
