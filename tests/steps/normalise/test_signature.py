"""The near-duplicate signature."""

import subprocess
import sys
from base64 import b64decode
from struct import unpack

from streams.steps.normalise.signature import PERMUTATIONS, signature

DISPATCH = (
    "Seven civilians were killed and twelve wounded when artillery shells hit the market of the town "
    "on Thursday morning, the civil defence said. Its crews pulled three children alive from under "
    "the rubble of two shops. No side has said that it fired the shells. The town has been shelled "
    "four times this month, and most of its people have left for villages in the hills."
)


def numbers(text: str) -> tuple[int, ...]:
    return unpack(f"<{PERMUTATIONS}I", b64decode(signature(text) or ""))


def share(one: str, other: str) -> float:
    return sum(a == b for a, b in zip(numbers(one), numbers(other), strict=True)) / PERMUTATIONS


def test_an_edited_copy_is_near_and_another_text_is_far() -> None:
    copy = "Agencies - " + DISPATCH.replace("most of its people", "many of its people")
    other = DISPATCH[::-1]

    assert share(DISPATCH, copy) > 0.7
    assert share(DISPATCH, other) < 0.1


def test_spellings_that_a_reader_takes_as_the_same_give_the_same_signature() -> None:
    assert signature("أُصيبَ سبعةُ مدنيين في قصف مدفعي") == signature("اصيب سبعه مدنيين في قصف مدفعي")


def test_a_few_words_have_none() -> None:
    assert signature("Four words are few") is None


def test_every_process_gives_the_same_signature() -> None:
    code = (
        f"from streams.steps.normalise.signature import signature; print(signature({DISPATCH!r}))"
    )

    printed = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    ).stdout

    assert printed.strip() == signature(DISPATCH)
