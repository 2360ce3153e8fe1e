"""Languages, from the text alone."""

import pytest

from streams.steps.normalise.language import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("قتل سبعة مدنيين في قصف مدفعي استهدف سوق البلدة", "ar"),
        ("Seven civilians were killed when shells hit the market", "en"),
        ("در حمله هوایی به بازار شهر هفت غیرنظامی کشته شدند", "fa"),
        ("بازار پر حملے میں سات شہری ہلاک ہو گئے", "ur"),
        ("لە هێرشێکی ئاسمانی بۆ سەر بازاڕ حەوت هاووڵاتی کوژران", "ckb"),
        ("په بازار د هوايي برید له امله اووه ملکي وګړي ووژل شول", "ps"),
        ("При обстреле рынка погибли семь мирных жителей", "ru"),
    ],
)
def test_the_text_tells_its_language_whatever_is_declared(text: str, language: str) -> None:
    assert language_of(text, declared="de") == language


@pytest.mark.parametrize(
    ("declared", "language"),
    [("ar-SY", "ar"), ("en_GB", "en"), (None, "und"), ("", "und"), ("und", "und"), ("???", "und")],
)
def test_what_is_declared_decides_where_the_text_cannot(declared: str, language: str) -> None:
    assert language_of("14 - 7", declared=declared) == language
