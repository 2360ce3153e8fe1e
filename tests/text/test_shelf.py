"""What a word opens in the books of a shelf."""

from streams.text.phrases import PhraseBook
from streams.text.shelf import Shelf

RAIDS = PhraseBook([("raid", True), ("air raid", True)], proclitics=["the"])
HURT = PhraseBook([("air force", True)])


def test_a_word_opens_the_books_that_have_it_alone_or_before_a_second() -> None:
    shelf = Shelf([RAIDS, HURT])

    raid, air = shelf["theraid"], shelf["air"]

    assert raid is not None
    assert air is not None
    assert raid.alone == (RAIDS,)
    assert (air.alone, air.before) == ((), {"raid": (RAIDS,), "force": (HURT,)})


def test_a_prefix_opens_only_the_books_that_allow_it() -> None:
    theair = Shelf([RAIDS, HURT])["theair"]

    assert theair is not None
    assert theair.before == {"raid": (RAIDS,)}


def test_a_book_put_there_later_is_opened_by_words_that_were_asked_before() -> None:
    shelf = Shelf([HURT])
    assert shelf["raid"] is None

    shelf.add(RAIDS)

    assert shelf["raid"] is not None
