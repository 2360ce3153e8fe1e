"""Tokens and the index of their words."""

from hypothesis import given
from hypothesis import strategies as st

from streams.text.folding import fold
from streams.text.phrases import PhraseBook
from streams.text.shelf import Shelf, openers
from streams.text.tokens import Tokens, tokenise

WORDS = ["killed", "and", "thekilled", "andthekilled", "in", "a", "raid", ".", "12", "the"]
BOOK = PhraseBook(
    [("killed", 1), ("killed in", 2), ("a raid", 3), ("raid", 4), ("the killed in a raid", 5)],
    proclitics=["the", "and", "andthe"],
)


def tokens_of(text: str) -> Tokens:
    return tokenise(fold(text), shelf=Shelf())


def test_each_word_is_told_where_it_stands() -> None:
    assert tokens_of("Two killed, two hurt").words == {
        "two": [0, 3],
        "killed": [1],
        ",": [2],
        "hurt": [4],
    }


def test_a_phrase_may_begin_where_its_first_word_stands_with_or_without_a_prefix() -> None:
    tokens = tokens_of("killed thekilled andthekilled skilled killed")

    assert tokens.starting(BOOK, 0, 5) == [0, 1, 2, 4]
    assert tokens.starting(BOOK, 1, 4) == [1, 2]


def test_a_book_without_a_word_in_the_text_begins_nowhere() -> None:
    assert tokens_of("nobody was hurt").starting(BOOK, 0, 3) == []


def test_the_words_that_open_something_are_told_in_order() -> None:
    tokens = tokens_of("12 in a raid in 2015")

    assert tokens.opening(str.isdigit, 0, 6) == [0, 5]
    assert tokens.opening(str.isdigit, 1, 5) == []


def test_the_places_of_some_words_are_found_in_order():
    tokens = tokenise(fold("the dead of the north and the hurt"))
    articles = frozenset({"the", "a"})
    assert tokens.standing(articles, 0, 8) == [0, 3, 6]
    assert tokens.standing(articles, 1, 6) == [3]
    assert tokens.standing(frozenset({"east"}), 0, 8) == []


@given(words=st.lists(st.sampled_from(WORDS), max_size=20), data=st.data())
def test_the_index_finds_what_a_walk_through_the_tokens_finds(
    words: list[str], data: st.DataObject
) -> None:
    tokens = tokens_of(" ".join(words))
    start = data.draw(st.integers(0, len(tokens)))
    end = data.draw(st.integers(start, len(tokens)))

    assert BOOK.find(tokens, start=start, end=end) == BOOK.find(tuple(tokens), start=start, end=end)


def test_openers_stand_where_any_of_their_books_may_begin() -> None:
    tokens = tokens_of("a raid killed two of them")
    several = openers(BOOK, PhraseBook([("them", True)]), words=["two"])

    assert tokens.starting(several, 0, len(tokens)) == [0, 1, 2, 3, 5]


def test_numbers_in_digits_are_told_where_they_stand() -> None:
    assert tokens_of("12 dead, seven hurt, 1,200 fled").figures(1, 8) == [6]
