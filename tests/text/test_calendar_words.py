"""The look-up of calendar words in the tokens of a text."""

from streams.languages.load import load_packs
from streams.text.calendar_words import calendar_of
from streams.text.folding import fold
from streams.text.tokens import tokenise

ARABIC = load_packs()["ar"].dates


def test_a_word_is_found_behind_a_prefix_and_only_in_its_meaning():
    calendar, tokens = calendar_of(ARABIC), tokenise(fold("وشباط"))
    found = calendar.at(tokens, 0, "month")
    assert found is not None
    assert (found.value, found.length, found.clitic) == (2, 1, True)
    assert calendar.at(tokens, 0, "weekday") is None
    assert calendar.at(tokens, 1, "month") is None


def test_the_longest_phrase_wins():
    found = calendar_of(ARABIC).at(tokenise(fold("قبل خمسة أيام")), 0, "relative")
    assert found is not None
    assert (found.value, found.length) == (-5, 3)


def test_words_are_compiled_once():
    assert calendar_of(ARABIC) is calendar_of(ARABIC)
