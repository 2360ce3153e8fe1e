from hypothesis import given
from hypothesis import strategies as st

from streams.text.wrapping import unwrapped

WIRE = (
    "SAN JUAN, 5 MAY 89 (NEWSWIRE) -- FOUR POLICEMEN WERE KILLED AND SEVEN\n"
    "WERE WOUNDED IN AN AMBUSH THAT GUERRILLAS LAID ON THE ROAD TO THE\n"
    "COAST, POLICE SAID. A TRUCK WAS BURNED AND ITS DRIVER HAS BEEN MISSING\n"
    "SINCE THEN.\n\n"
    "NO GROUP CLAIMED THE ATTACK."
)


def test_lines_broken_at_a_fixed_width_are_one_line():
    assert unwrapped(WIRE).split("\n") == [
        WIRE.split("\n\n", maxsplit=1)[0].replace("\n", " "),
        "",
        "NO GROUP CLAIMED THE ATTACK.",
    ]


def test_headlines_and_lists_keep_their_lines():
    listed = (
        "Latest from the front\n- Four killed in Basra\n- Two hurt in Mosul raid, police say\n"
        "- A convoy was hit near Tikrit and burned for hours\n- No casualties in Kirkuk"
    )
    assert unwrapped(listed) == listed


def test_paragraphs_of_a_line_each_keep_their_lines():
    text = (
        "Four killed in Basra\n" + "A bomb killed four people in the city. " * 8 + "\nMore later."
    )
    assert unwrapped(text) == text


@given(st.text(alphabet="ab \n", max_size=400))
def test_only_line_breaks_become_spaces(text):
    whole = unwrapped(text)
    assert len(whole) == len(text)
    assert all(a == b or (a, b) == ("\n", " ") for a, b in zip(text, whole, strict=True))
