"""Which language a text is in, read from the text alone."""

import re
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

UNKNOWN = "und"
READ = 500  # characters that decide; more cost time and change nothing
# Below this many letters, or this sure, a text does not tell its language.
FEWEST_LETTERS = 8
SUREST = 0.5

# Labels of the model that are one language by its primary subtag.
_SAME = {"sdh": "ckb", "ary": "ar", "arz": "ar", "uzs": "uz", "pcm": "en", "nn": "no"}
# Languages that are written down as news somewhere; the rest of the model's 140 only draw short
# texts away from these.
# fmt: off
_NEWS = (
    "am", "ar", "ary", "arz", "az", "be", "bg", "bn", "bs", "ca", "cs", "da", "de", "el", "en", "es", "et", "eu", "fa", "fi", "fr", "ga", "gl", "gu", "ha", "he", "hi", "hr", "hu", "hy", "id",
    "is", "it", "ja", "ka", "kk", "km", "kn", "ko", "ku", "ky", "lo", "lt", "lv", "mk", "ml", "mn", "mr", "ms", "my", "ne", "nl", "no", "or", "pa", "pl", "ps", "pt", "ro", "ru", "rw", "sdh",
    "si", "sk", "sl", "sn", "so", "sq", "sr", "sv", "sw", "ta", "te", "tg", "th", "tk", "tl", "tr", "ug", "uk", "ur", "uz", "vi", "yo", "zh", "zu",
)
# fmt: on
_LETTERS = re.compile(r"[^\W\d_]")
_SUBTAG = re.compile(r"[A-Za-z]{2,3}")


def language_of(text: str, *, declared: str | None) -> str:
    """Return the primary subtag of the language of *text* (BCP 47), `und` when unknown.

    What is *declared* (by the feed or the page) decides only where the text cannot.
    """
    beginning = text[:READ]
    if len(_LETTERS.findall(beginning)) >= FEWEST_LETTERS:
        shares: dict[str, float] = {}
        for label, share in _identifier().rank(beginning):
            language = _SAME.get(label, label)
            shares[language] = shares.get(language, 0.0) + share
        best = max(shares, key=lambda language: shares[language])
        if shares[best] >= SUREST:
            return best
    return primary_subtag(declared) or UNKNOWN


def primary_subtag(tag: str | None) -> str | None:
    """Return the primary language subtag of *tag* ("ar-SY", "en_GB"), None if it has none."""
    found = _SUBTAG.fullmatch(re.split(r"[-_]", (tag or "").strip(), maxsplit=1)[0])
    return found.group().lower() if found and found.group().lower() != UNKNOWN else None


@cache
def _identifier() -> LanguageIdentifier:
    """Return the model that comes with the package, read once a process (0.4 s)."""
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(_NEWS)
    return identifier
