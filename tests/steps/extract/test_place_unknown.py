"""Names of places that no gazetteer knows."""

import pytest

from streams.languages.load import load_packs
from streams.records.article import Article
from streams.steps.extract.place_lexicon import word_book
from streams.steps.extract.place_unknown import unknown_mentions
from streams.steps.extract.reading import read

PACKS = load_packs()


def unknown(text, language):
    article = Article(
        id="a", url=None, feed="f", publisher=None, title=None, language=language, published_at=None,
        published_basis="fetched", fetched_at="2018-02-14T12:00:00Z", status="usable", text=text,
        text_sha256="0" * 64,
    )  # fmt: skip
    reading = read(article, pack=PACKS[language])
    found = unknown_mentions(reading, word_book(PACKS[language]), [], frozenset())
    return [(reading.quote(reading.span(m.start, m.end)), m.unknown) for m in found]


@pytest.mark.parametrize(
    ("text", "quote", "name"),
    [
        ("قتل رجل في قرية السنديان.", "قرية السنديان", "al-Sndian"),
        ("قتل رجل في قرية «كفريت» مساء.", "قرية «كفريت»", "Kfrit"),
        ("قتل رجل عند البوابة الشرقية.", "بالبوابة الشرقية", "al-Shrqih"),
    ],
)
def test_a_name_behind_its_head_is_romanised_by_the_table_of_the_pack(text, quote, name):
    ((found, romanised),) = unknown(text, "ar")
    assert found in {quote, quote.removeprefix("ب")}
    assert romanised == name


def test_a_name_of_capitals_ends_with_the_head_behind_it():
    assert unknown("Raiders burnt Tarn Gyi village on Sunday.", "en") == [
        ("Tarn Gyi village", "Tarn Gyi")
    ]


def test_a_name_goes_on_behind_a_small_word_between_capitals():
    ((quote, _),) = unknown("A mine exploded in Pueblo de Arriba late on Sunday.", "en")
    assert quote == "Pueblo de Arriba"


def test_a_head_of_many_opens_a_list():
    found = unknown("سقطت قذائف على بلدتي السنديان وكفريت.", "ar")
    assert [name for _, name in found] == ["al-Sndian", "Kfrit"]


@pytest.mark.parametrize("text", ["قتل رجل في مستشفى عسكري.", "قطع مسلحون الطريق في القرية مساء."])
def test_a_description_is_no_name(text):
    assert unknown(text, "ar") == []
