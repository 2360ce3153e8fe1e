"""Every example of a pack's boilerplate is a test."""

import pytest

from streams.languages.load import load_packs
from streams.steps.normalise.boilerplate import drop_boilerplate

PACKS = load_packs()
WORDS = [pack.boilerplate for pack in PACKS.values()]


@pytest.mark.parametrize("line", [line for words in WORDS for line in words.dropped])
def test_a_line_around_the_article_is_dropped(line: str) -> None:
    assert drop_boilerplate([line], words=WORDS) == []


@pytest.mark.parametrize("line", [line for words in WORDS for line in words.kept])
def test_a_line_of_the_article_is_kept(line: str) -> None:
    assert drop_boilerplate([line], words=WORDS) == [line]


@pytest.mark.parametrize("language", PACKS)
def test_a_pack_has_examples_of_both_kinds(language: str) -> None:
    words = PACKS[language].boilerplate

    assert len(words.dropped) >= 5
    assert len(words.kept) >= 5
