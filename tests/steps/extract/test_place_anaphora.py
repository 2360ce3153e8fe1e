"""A town told again without its name."""

from streams.gazetteer.index import load_gazetteer
from streams.languages.load import load_packs
from streams.records.article import Article
from streams.steps.extract.place_anaphora import TOLD_AGAIN
from streams.steps.extract.places import find_places
from streams.steps.extract.reading import read

PACKS = load_packs()
GAZETTEER = load_gazetteer()


def again(text, language):
    article = Article(
        id="a", url=None, feed="f", publisher=None, title=None, language=language, published_at=None,
        published_basis="fetched", fetched_at="2018-02-14T12:00:00Z", status="usable", text=text,
        text_sha256="0" * 64,
    )  # fmt: skip
    found = find_places(read(article, pack=PACKS[language]), gazetteer=GAZETTEER)
    return [(f.place.quote, f.place.name) for f in found if f.rule == TOLD_AGAIN]


def test_the_town_told_last_is_meant():
    text = "قصفت طائرات مدينة دوما في سوريا، ثم بلدة حرستا. وتجدد القصف على البلدة ذاتها."
    assert again(text, "ar") == [("البلدة ذاتها", "Harasta")]


def test_a_town_that_no_gazetteer_knows_is_told_again_under_its_name():
    text = "Raiders burnt Tarn Gyi village in Myanmar. Two died at a school in the village."
    assert again(text, "en") == [("village", "Tarn Gyi")]


def test_nothing_is_told_again_where_no_town_was_told():
    assert again("Two died in the village on Sunday.", "en") == []


def test_a_side_of_the_town_is_the_town():
    text = "Shells hit Aleppo in Syria. Fires burnt in the eastern suburbs on Sunday."
    assert again(text, "en") == [("eastern suburbs", "Aleppo")]
