"""The words around places, asked for by token."""

from streams.languages.load import load_packs
from streams.steps.extract.place_lexicon import word_book
from streams.text.folding import fold
from streams.text.tokens import tokenise

PACKS = load_packs()


def book_and_tokens(text, language):
    return word_book(PACKS[language]), tokenise(fold(text))


def test_the_longest_word_that_begins_at_a_token_is_found_with_its_head():
    book, tokens = book_and_tokens("the refugee camp of Tarn", "en")
    word = book.at(tokens, 1, "head")
    assert (word.start, word.end, word.head.kind) == (1, 4, "district")
    assert book.at(tokens, 4, "head") is None


def test_a_word_is_found_behind_the_prefixes_of_its_language():
    book, tokens = book_and_tokens("وببلدة السنديان", "ar")
    word = book.at(tokens, 0, "head")
    assert (word.clitic, word.head.kind) == ("وب", "town")
    assert book.leads_in(word.clitic)
    assert not book.aims(word.clitic)


def test_a_word_is_found_by_where_it_ends():
    book, tokens = book_and_tokens("not far from Tarn", "en")
    word = book.before(tokens, 3, "near", "from")
    assert (word.start, word.meaning) == (0, "near")


def test_words_of_the_language_are_ordinary_and_names_are_not():
    book, _ = book_and_tokens("", "ar")
    assert book.is_ordinary("حافله")
    assert not book.is_ordinary("دونكون")


def test_a_book_is_compiled_once_for_a_pack():
    assert word_book(PACKS["en"]) is word_book(PACKS["en"])
