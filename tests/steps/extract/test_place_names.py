"""Which tokens have a name that the gazetteer knows."""

from streams.gazetteer.index import load_gazetteer
from streams.languages.load import load_packs
from streams.records.article import Article
from streams.steps.extract.place_lexicon import word_book
from streams.steps.extract.place_names import find_names, masked
from streams.steps.extract.reading import read

PACKS = load_packs()
GAZETTEER = load_gazetteer()


def names(text, language):
    article = Article(
        id="a", url=None, feed="f", publisher=None, title=None, language=language, published_at=None,
        published_basis="fetched", fetched_at="2018-02-14T12:00:00Z", status="usable", text=text,
        text_sha256="0" * 64,
    )  # fmt: skip
    reading, book = read(article, pack=PACKS[language]), word_book(PACKS[language])
    covered, _ = masked(reading, book)
    found = find_names(reading, gazetteer=GAZETTEER, book=book, covered=covered)
    return [(name.clitic, name.entries[0].name) for name in found]


def test_the_longest_name_is_taken():
    assert names("Bombs fell on Khan Younis.", "en") == [("", "Khan Younis")]


def test_a_name_is_found_behind_a_prefix_and_an_article_that_lost_its_letter():
    assert names("بدمشق", "ar") == [("ب", "Damascus")]
    assert names("للرقة", "ar") == [("لل", "Raqqa")]


def test_a_possessive_is_no_part_of_a_name():
    assert names("Aleppo's east", "en") == [("", "Aleppo")]


def test_the_name_of_a_body_covers_the_place_in_it():
    assert names("New York Times reporters asked.", "en") == []
