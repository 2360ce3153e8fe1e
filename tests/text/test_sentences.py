"""Sentences end where a reader ends them, and at the latest where the rules would slow down."""

from streams.text.folding import fold
from streams.text.sentences import LONGEST, split_sentences
from streams.text.tokens import tokenise


def sentences(text):
    tokens = tokenise(fold(text))
    found = split_sentences(tokens, ends=frozenset(".؟!"), abbreviations=frozenset({"gen"}))
    return [" ".join(token.text for token in tokens[s.start : s.end]) for s in found]


def test_a_full_stop_ends_a_sentence_but_not_behind_an_abbreviation_or_a_letter():
    assert sentences("Gen. Hill spoke. The U.S. army left.\nNo one died") == [
        "gen . hill spoke .",
        "the u . s . army left .",
        "no one died",
    ]


def test_a_closing_quote_belongs_to_its_sentence():
    assert sentences('قال "قتلوا." ثم سكت.') == ['قال " قتلوا . "', "ثم سكت ."]


def test_a_text_without_stops_is_cut_and_no_word_is_lost():
    words = [f"word{number}x" for number in range(5 * LONGEST)]
    tokens = tokenise(fold(" ".join(words)))
    found = split_sentences(tokens, ends=frozenset("."), abbreviations=frozenset())
    assert max(sentence.end - sentence.start for sentence in found) == LONGEST
    assert [i for sentence in found for i in range(sentence.start, sentence.end)] == list(
        range(len(tokens))
    )
