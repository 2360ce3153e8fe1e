"""Number words of both languages give the numbers they were written for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.languages.load import load_packs
from streams.text.folding import fold
from streams.text.numerals import NumberReader, bounded
from streams.text.tokens import tokenise

PACKS = load_packs()
READERS = {
    language: NumberReader(pack.numbers, proclitics=pack.script.proclitics)
    for language, pack in PACKS.items()
}


def integer(language: str, text: str) -> int | None:
    tokens = tokenise(fold(text))
    found = READERS[language].integer(tokens, 0, end=len(tokens))
    return found[0] if found and found[1] == len(tokens) else None


def bounds(language: str, text: str) -> tuple[int, int | None, str] | None:
    tokens = tokenise(fold(text))
    found = READERS[language].quantity(tokens, 0, end=len(tokens))
    return (found.min, found.max, found.hedge) if found else None


MASCULINE = ["واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة"]
FEMININE = ["واحدة", "اثنتان", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع", "عشر"]
TENS = {"ون": ["عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون"]}
TENS["ين"] = [word.removesuffix("ون") + "ين" for word in TENS["ون"]]
HUNDREDS = [
    "مئة",
    "مئتان",
    "ثلاثمئة",
    "أربعمائة",
    "خمسمئة",
    "ستمائة",
    "سبعمئة",
    "ثمانمائة",
    "تسعمئة",
]


def arabic(number: int, *, feminine: bool, case: str) -> str:
    """Write *number* as an Arabic reader expects it, from 0 to below a milliard."""
    if number == 0:
        return "صفر"
    units = FEMININE if feminine else MASCULINE
    parts = []
    for scale, one, two, few, many in (
        (1_000_000, "مليون", "مليونان", "ملايين", "مليونا"),
        (1000, "ألف", "ألفان", "آلاف", "ألفا"),
    ):
        count, number = divmod(number, scale)
        if count == 1:
            parts.append(one)
        elif count == 2:
            parts.append(two)
        elif count:
            noun = few if 3 <= count % 100 <= 10 else one if count % 100 == 0 else many
            parts.append(f"{arabic(count, feminine=False, case=case)} {noun}")
    if number >= 100:
        parts.append(HUNDREDS[number // 100 - 1])
        number %= 100
    if number > 19:
        if number % 10:
            parts.append(units[number % 10 - 1])
        parts.append(TENS[case][number // 10 - 2])
    elif number > 10:
        first = {11: ("أحد", "إحدى"), 12: ("اثنا", "اثنتا")}.get(number)
        head = first[feminine] if first else units[number - 11]
        parts.append(f"{head} {'عشرة' if feminine else 'عشر'}")
    elif number:
        parts.append(units[number - 1])
    return " و".join(parts)


ONES = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
ENGLISH_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def english(number: int) -> str:
    if number == 0:
        return "zero"
    parts = []
    for scale, word in ((1_000_000, "million"), (1000, "thousand"), (100, "hundred")):
        count, number = divmod(number, scale)
        if count:
            parts.append(f"{english(count)} {word}")
    if number > 19:
        unit = f"-{ONES[number % 10 - 1]}" if number % 10 else ""
        parts.append(ENGLISH_TENS[number // 10 - 2] + unit)
    elif number:
        parts.append(ONES[number - 1])
    return " ".join(parts)


@pytest.mark.parametrize("case", ["ون", "ين"])
@pytest.mark.parametrize("feminine", [False, True])
def test_arabic_words_of_every_number_to_ten_thousand_give_it_back(feminine, case):
    written = {n: arabic(n, feminine=feminine, case=case) for n in range(10_001)}
    wrong = {n: (word, got) for n, word in written.items() if (got := integer("ar", word)) != n}
    assert wrong == {}


def test_english_words_of_every_number_to_ten_thousand_give_it_back():
    wrong = {n: got for n in range(10_001) if (got := integer("en", english(n))) != n}
    assert wrong == {}


@given(st.integers(0, 999_999_999), st.booleans())
def test_words_of_larger_numbers_give_them_back(number, feminine):
    assert integer("ar", arabic(number, feminine=feminine, case="ين")) == number
    assert integer("en", english(number)) == number


@given(st.integers(0, 10**9))
def test_digits_give_themselves_with_and_without_separators(number):
    assert integer("en", str(number)) == number
    assert integer("ar", f"{number:,}") == number
    assert integer("ar", str(number).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))) == number


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("صفر", (0, 0, "exact")),
        ("مئة ألف", (100_000, 100_000, "exact")),
        ("ثلاث مئة", (300, 300, "exact")),
        ("12 ألفا و500", (12_500, 12_500, "exact")),
        ("ما لا يقل عن 14", (14, None, "at_least")),
        ("أكثر من مئة", (101, None, "more_than")),
        ("ما يزيد على خمسين", (51, None, "more_than")),
        ("يربو على 200", (201, None, "more_than")),
        ("نحو 30", (30, 30, "about")),
        ("ما يقارب عشرين", (20, 20, "about")),
        ("ما يصل إلى 30", (0, 30, "up_to")),
        ("أقل من عشرة", (0, 9, "up_to")),
        ("بين 3 و7", (3, 7, "between")),
        ("بين ثلاثة وسبعة", (3, 7, "between")),
        ("5 إلى 7", (5, 7, "between")),
        ("من 12 إلى 20", (20, 20, "exact")),
        ("العشرات", (20, None, "vague")),
        ("بضع مئات من", (200, None, "vague")),
        ("عشرات الآلاف", (20_000, None, "vague")),
        ("عدد من", (2, None, "vague")),
        ("خمسة وأربعة", (5, 5, "exact")),
    ],
)
def test_arabic_words_around_a_number_bound_it(text, wanted):
    assert bounds("ar", text) == wanted


@pytest.mark.parametrize("text", ["12:30", "10/11/2018", "الأحد", "الاثنين", "الخميس", "شارع"])
def test_clock_times_dates_and_weekdays_are_no_arabic_numbers(text):
    assert bounds("ar", text) is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a dozen", (12, 12, "exact")),
        ("half a dozen", (6, 6, "exact")),
        ("two dozen", (24, 24, "exact")),
        ("dozens of", (20, None, "vague")),
        ("scores of", (40, None, "vague")),
        ("a couple of", (2, 2, "exact")),
        ("several", (2, None, "vague")),
        ("tens of thousands of", (20_000, None, "vague")),
        ("as many as 100", (0, 100, "up_to")),
        ("up to thirty", (0, 30, "up_to")),
        ("fewer than ten", (0, 9, "up_to")),
        ("no fewer than nine", (9, None, "at_least")),
        ("more than a hundred", (101, None, "more_than")),
        ("over two dozen", (25, None, "more_than")),
        ("some 30", (30, 30, "about")),
        ("between 3 and 7", (3, 7, "between")),
        ("5-7", (5, 7, "between")),
        ("from 12 to 20", (20, 20, "exact")),
        ("2.5 million", (2_500_000, 2_500_000, "exact")),
        ("three thousand two hundred", (3200, 3200, "exact")),
        ("1,200", (1200, 1200, "exact")),
    ],
)
def test_english_words_around_a_number_bound_it(text, wanted):
    assert bounds("en", text) == wanted


def test_words_that_bound_a_range_or_a_vague_amount_leave_it_as_it_is():
    assert bounded(3, 7, "between", bounds="about") == (3, 7, "between")
    assert bounded(20, None, "vague", bounds="more_than") == (20, None, "vague")


@given(st.text(), st.sampled_from(["ar", "en", "fr"]))
def test_no_text_makes_the_reader_raise(text, language):
    tokens = tokenise(fold(text))
    for start in range(len(tokens)):
        found = READERS[language].quantity(tokens, start, end=len(tokens))
        assert found is None or (
            (found.start == start or found.start > start) and found.end > start
        )
