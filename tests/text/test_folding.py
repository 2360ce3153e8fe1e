import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from streams.text.folding import fold, fold_text

ARABIC = st.text(
    st.characters(min_codepoint=0x0600, max_codepoint=0x06FF)
    | st.sampled_from(" \n.,0123456789abcÉ\u00a0\u200f\N{ARABIC TATWEEL}")
)


def test_spellings_that_a_reader_takes_as_the_same_fold_alike():
    assert fold_text("أُصِيبَ ثلاثةُ مدنيّين") == fold_text("اصيب ثلاثه مدنيين")


def test_a_word_broken_between_two_tatweels_is_whole():
    stretched = "3 ش\N{ARABIC TATWEEL} \N{ARABIC TATWEEL}ه\N{ARABIC TATWEEL}.\N{ARABIC TATWEEL}داء"
    folded = fold(stretched)

    assert folded.text == fold_text("3 شهداء")
    assert folded.span(2, 7) == (2, len(stretched))


def test_arabic_indic_and_persian_digits_become_ascii_digits():
    assert fold_text("١٢٣ ۴۵۶") == "123 456"


def test_a_span_points_at_the_words_with_their_marks():
    original = "قُتِلَ ١٤ شخصًا"
    folded = fold(original)
    start = folded.text.index("قتل")

    span = folded.span(start, start + 3)

    assert original[slice(*span)] == "قُتِلَ"


@given(st.text() | ARABIC)
def test_folding_twice_changes_nothing_more(text):
    once = fold_text(text)

    assert fold_text(once) == once


@given(st.text() | ARABIC, st.data())
def test_a_span_cut_from_the_original_folds_to_what_was_matched(text, data):
    folded = fold(text)
    boundaries = [
        i
        for i in range(len(folded.text) + 1)
        if i in (0, len(folded.text)) or folded.starts[i] != folded.starts[i - 1]
    ]
    start = data.draw(st.sampled_from(boundaries))
    end = data.draw(st.sampled_from([b for b in boundaries if b >= start]))

    begin, finish = folded.span(start, end)

    assert fold_text(text[begin:finish]) == folded.text[start:end]


def test_invisible_characters_are_gone():
    assert fold_text("ال\N{ZERO WIDTH NON-JOINER}رقة\N{RIGHT-TO-LEFT MARK}") == fold_text("الرقة")
    assert unicodedata.category("\N{RIGHT-TO-LEFT MARK}") == "Cf"
