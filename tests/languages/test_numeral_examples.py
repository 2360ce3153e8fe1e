"""Every phrase of the packs' numeral examples gives the bounds it is listed with."""

import tomllib
from importlib.resources import files

import pytest

from streams.languages.load import load_packs
from streams.text.folding import fold
from streams.text.numerals import NumberReader
from streams.text.tokens import tokenise

PACKS = load_packs()


def examples():
    for language in PACKS:
        file = files("streams.languages") / language / "examples" / "numerals.toml"
        for example in tomllib.loads(file.read_text(encoding="utf-8"))["examples"]:
            yield pytest.param(
                language, example["text"], example["bounds"], id=f"{language}: {example['text']}"
            )


@pytest.mark.parametrize(("language", "text", "wanted"), list(examples()))
def test_a_phrase_gives_the_bounds_it_is_listed_with(language, text, wanted):
    pack = PACKS[language]
    reader = NumberReader(pack.numbers, proclitics=pack.script.proclitics)
    tokens = tokenise(fold(text))
    found = reader.quantity(tokens, 0, end=len(tokens))
    if found is None:
        said = ""
    elif found.max is None:
        said = f"{found.min}+"
    else:
        said = str(found.min) if found.min == found.max else f"{found.min}-{found.max}"
    assert said == wanted
