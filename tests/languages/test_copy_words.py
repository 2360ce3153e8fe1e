"""The examples of `copies.toml`: what may pass for a copy, and what must not."""

import pytest

from streams.languages.load import load_packs
from streams.steps.normalise.signature import signature
from streams.text.fingerprint import adds_a_fact, from_base64

PACKS = load_packs()
SAME = [(lang, *pair) for lang, pack in PACKS.items() for pair in pack.copies.same]
CHANGED = [(lang, *pair) for lang, pack in PACKS.items() for pair in pack.copies.changed]


def adds(language, source, copy):
    one, other = (
        from_base64(signature(text, language=language, packs=PACKS)) for text in (source, copy)
    )
    return adds_a_fact(other, source=one)


@pytest.mark.parametrize(("language", "source", "copy"), SAME)
def test_the_second_may_pass_for_a_copy_of_the_first(language, source, copy):
    assert not adds(language, source, copy)


@pytest.mark.parametrize(("language", "source", "copy"), CHANGED)
def test_the_second_adds_a_fact_to_the_first(language, source, copy):
    assert adds(language, source, copy)
