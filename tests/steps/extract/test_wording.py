from base64 import b64decode
from struct import unpack

import pytest

from streams.languages.load import load_packs
from streams.steps.extract.reading import read
from streams.steps.extract.wording import MOST, wording_of
from tests.builders import an_article

PACKS = load_packs()


def numbers(text):
    data = b64decode(text)
    return set(unpack(f"<{len(data) // 4}I", data))


def wording(text, language="en"):
    found = wording_of(read(an_article(text=text, language=language), pack=PACKS[language]))
    return numbers(found.words), numbers(found.names)


def test_words_that_every_report_uses_tell_nothing():
    assert wording("Five people were killed in the attack, police said.") == (set(), set())


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [("en", "bakery", "bakeries"), ("en", "grenades", "grenade"), ("ar", "المخبز", "ومخبز")],
)
def test_the_forms_of_a_word_are_one_word(language, one, other):
    assert wording(one, language)[0] == wording(other, language)[0] != set()


def test_only_capitalised_words_are_names_where_there_are_capitals():
    words, names = wording("a blast tore through the bakery of Khasham")

    assert (len(names), len(words)) == (1, 3)


def test_a_name_is_the_same_in_both_languages_whatever_stands_before_it():
    english = wording("A bakery in Khasham burns")[1]
    arabic = wording("احترق مخبز بخشام", "ar")[1]

    assert len(english & arabic) == 1


def test_a_long_article_is_known_by_its_beginning():
    text = " ".join(f"w{chr(97 + i // 26)}{chr(97 + i % 26)}xq" for i in range(600))

    assert len(wording(text)[0]) <= MOST


def test_an_empty_text_has_no_words():
    assert wording("") == (set(), set())
