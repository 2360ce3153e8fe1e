"""The near-duplicate signature."""

import subprocess
import sys
from base64 import b64decode
from struct import unpack

from streams.languages.load import load_packs
from streams.steps.normalise.signature import signature as fingerprint
from streams.text.fingerprint import MINHASHES, from_base64

PACKS = load_packs()

DISPATCH = (
    "Seven civilians were killed and twelve wounded when artillery shells hit the market of the town "
    "on Thursday morning, the civil defence said. Its crews pulled three children alive from under "
    "the rubble of two shops. No side has said that it fired the shells. The town has been shelled "
    "four times this month, and most of its people have left for villages in the hills."
)


def signature(text: str, language: str = "en") -> str | None:
    return fingerprint(text, language=language, packs=PACKS)


def numbers(text: str) -> tuple[int, ...]:
    return unpack(f"<{MINHASHES}I", b64decode(signature(text) or "")[: MINHASHES * 4])


def share(one: str, other: str) -> float:
    return sum(a == b for a, b in zip(numbers(one), numbers(other), strict=True)) / MINHASHES


def test_an_edited_copy_is_near_and_another_text_is_far() -> None:
    copy = "Agencies - " + DISPATCH.replace("most of its people", "many of its people")
    other = DISPATCH[::-1]

    assert share(DISPATCH, copy) > 0.7
    assert share(DISPATCH, other) < 0.1


def test_spellings_that_a_reader_takes_as_the_same_give_the_same_signature() -> None:
    assert signature("أُصيبَ سبعةُ مدنيين في قصف مدفعي", "ar") == signature(
        "اصيب سبعه مدنيين في قصف مدفعي", "ar"
    )


def test_a_few_words_have_none() -> None:
    assert signature("Four words are few") is None


def test_every_process_gives_the_same_signature() -> None:
    code = (
        "from streams.languages.load import load_packs\n"
        "from streams.steps.normalise.signature import signature\n"
        f"print(signature({DISPATCH!r}, language='en', packs=load_packs()))"
    )

    printed = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    ).stdout

    assert printed.strip() == signature(DISPATCH)


def test_figures_are_read_in_digits_and_words_but_no_years_days_and_hours() -> None:
    text = (
        "Blast in Taiz\n\nOn 3 March 2018 at 10:30 the blast killed 14 people and hurt fifty-two."
    )

    found = from_base64(signature(text) or "")

    assert found is not None
    assert (found.heading, found.figures) == ((), (14, 52))


def test_an_arabic_dual_counts_two() -> None:
    found = from_base64(signature("قتل شخصان وأصيب ثلاثة آخرون في قصف على المدينة", "ar") or "")

    assert found is not None
    assert found.figures == (2, 3)


def test_a_language_without_pack_has_its_digits() -> None:
    found = from_base64(signature("14 muertos en un ataque aereo en la ciudad", "es") or "")

    assert found is not None
    assert found.figures == (14,)
