import pytest

from streams.text.folding import fold_text
from streams.text.sounds import sounds


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [
        ("خشام", "Khasham"),
        ("كيزليار", "Kizlyar"),
        ("كويسنجق", "Koysinjaq"),
        ("واغادوغو", "Ouagadougou"),
        ("بيشاور", "Peshawar"),
        ("الشدادي", "al-Shaddadi"),
        ("غردي ماو", "Gardi Maou"),
        ("فيينا", "Vienna"),
    ],
)
def test_a_name_sounds_the_same_in_both_scripts(arabic, latin):
    heard = [
        "".join(sounds(word) for word in fold_text(name).replace("-", " ").split())
        for name in (arabic, latin)
    ]

    assert heard[0].removeprefix("l") == heard[1].removeprefix("l")


def test_names_of_other_consonants_sound_otherwise():
    assert sounds("hajin") != sounds("khasham")
