"""What no reviewer sees in a diff: invisible characters, presentation forms, names of machines."""

import subprocess
import unicodedata
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = {
    ".py",
    ".toml",
    ".tsv",
    ".md",
    ".json",
    ".jsonl",
    ".yaml",
    ".yml",
    ".txt",
    ".html",
    ".lock",
    "",
}
# Written as escapes where a test or a rule needs them: none may stand in a file.
FORBIDDEN = {
    chr(code)
    for code in (
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        0xFEFF,
        0x0640,
    )
}  # zero-width and bidirectional marks, and tatweel


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    files = [ROOT / name for name in listed.split("\0") if name]
    return [file for file in files if file.suffix in TEXT and file.is_file()]


@pytest.mark.parametrize("file", tracked(), ids=lambda file: str(file.relative_to(ROOT)))
def test_a_file_has_no_invisible_character_and_no_presentation_form(file):
    text = file.read_text("utf-8")

    found = sorted(
        {unicodedata.name(c, hex(ord(c))) for c in text if c in FORBIDDEN or is_presentation(c)}
    )

    assert found == []


def is_presentation(character: str) -> bool:
    return "\ufb50" <= character <= "\ufdff" or "\ufe70" <= character <= "\ufeff"


def test_no_module_has_a_name_that_says_nothing():
    empty = {
        "utils",
        "util",
        "helpers",
        "helper",
        "common",
        "misc",
        "lib",
        "base",
        "manager",
        "models",
        "types",
    }

    named = [path for path in (ROOT / "streams").rglob("*.py") if path.stem in empty]

    assert named == []
