"""`strikewire explain` as a native speaker checks the rules with it."""

import subprocess
import sys
import unicodedata

import orjson

ARABIC = (
    "مقتل 5 مدنيين في قصف على مدينة إدلب\n\n"
    "قُتل خمسة مدنيين بينهم طفلان وأصيب تسعة آخرون الجمعة في غارة جوية شنها الطيران الروسي على "
    "مدينة إدلب، وفق الدفاع المدني.\n\n"
    "وقال مصدر طبي إن أكثر من ثلاثين شخصا سقطوا بين قتيل وجريح."
)
HOSTILE = (
    "Strike [bold]kills[/bold] 12 in Raqqa\n\n"
    "An air strike killed \N{RIGHT-TO-LEFT OVERRIDE}12 people\N{POP DIRECTIONAL FORMATTING} in "
    "[link=https://x.example]Raqqa[/link]\N{POP DIRECTIONAL ISOLATE}, \x1b[2J\x9b2J\x07activists "
    "said :smile: [/red]."
)


def run(command, *arguments, given=b""):
    return subprocess.run(
        [sys.executable, "-m", "streams", command, *map(str, arguments)],
        input=given, capture_output=True, timeout=120, env={"PYTHONUTF8": "1"},
    )  # fmt: skip


def line(**fields):
    return orjson.dumps(fields) + b"\n"


def test_every_claim_of_extract_is_explained_with_its_rule_and_exact_words():
    given = line(id="a1", text=ARABIC, published="2018-02-09")

    report = orjson.loads(run("extract", given=given).stdout)
    machine = run("explain", "--json", given=given)
    shown = run("explain", given=given).stdout.decode()

    explained = orjson.loads(machine.stdout)
    assert machine.returncode == 0, machine.stderr
    claims = {
        (tuple(f["span"]), f["quote"], f["read_as"]["kind"], f["read_as"]["min"]): f
        for f in explained["findings"]
        if f["what"] == "claim"
    }
    told = [claim for act in report["incidents"] for claim in act["casualties"]]
    assert {(c["kind"], c["min"]) for c in told} == {
        ("killed", 5), ("killed", 2), ("injured", 9), ("killed_or_injured", 31),
    }  # fmt: skip
    for claim in told:
        finding = claims[tuple(claim["span"]), claim["quote"], claim["kind"], claim["min"]]
        start, end = claim["span"]
        words = f"“\u2068{claim['quote']}\u2069”  {start}-{end}"
        lines = [one for one in shown.splitlines() if one.endswith(words) and " claim " in one]
        assert [finding["rule"] in one for one in lines] == [True]
    assert explained["acts"] == report["incidents"]
    assert {f["what"] for f in explained["findings"]} == {
        "claim", "source", "trigger", "actor", "place", "date",
    }  # fmt: skip
    assert "act_in_headline" in shown


def test_the_words_of_findings_are_marked_in_the_text_and_numbered():
    given = line(id="a1", text="مقتل 5 جنود في كمين.", published="2018-02-09")

    shown = run("explain", given=given).stdout.decode()

    first = shown.split("\n\n")[1]
    assert first == (
        "  \u2068[\u2068مقتل 5 جنود\u2069]\u2068(1,2)\u2069 "
        "[\u2068في كمين\u2069]\u2068(3)\u2069.\u2069"
    )


def test_hostile_text_steers_nothing_and_its_markup_is_shown_as_it_is():
    shown = run("explain", given=line(id="\x1b[2Ja", text=HOSTILE)).stdout.decode()

    assert "[bold]" in shown
    assert "[link=https://x.example]" in shown
    assert ":smile:" in shown
    assert "[/red]" in shown
    assert {c for c in shown if unicodedata.category(c) == "Cc"} == {"\n"}
    turning = {unicodedata.bidirectional(c) for c in shown} & {"RLO", "LRO", "RLE", "LRE", "PDF"}
    assert turning == set()
    for one in shown.splitlines():
        assert one.count("\u2068") == one.count("\u2069")


def test_a_line_that_cannot_be_read_is_named_and_the_next_one_is_explained(tmp_path):
    (tmp_path / "text.txt").write_text(
        "An air strike killed 12 people in Raqqa on Friday, activists said.", "utf-8"
    )
    (tmp_path / "two.jsonl").write_bytes(b"{\n" + line(id="e", text=""))

    done = run("explain", tmp_path / "two.jsonl", tmp_path / "text.txt")

    assert done.returncode == 2
    problems = done.stderr.decode().splitlines()
    assert problems[0].startswith(f"{tmp_path}/two.jsonl:1: not JSON")
    assert problems[1].startswith(f"{tmp_path}/two.jsonl:2: empty_text")
    assert "killed 12" in done.stdout.decode()


def test_a_text_in_a_language_without_a_pack_is_said_to_be_unread():
    given = line(id="f", lang="es", text="Un ataque aéreo mató a doce personas en Raqa el viernes.")

    done = run("explain", given=given)

    assert done.returncode == 0
    assert "not read: withdrawn, or in a language without a pack" in done.stdout.decode()
