"""LanguagePack: the typed shape of a language's data.

Each file of a pack has its own shape in a module of this package (`casualty_words.py` for
`casualties.toml` and so on); a pack is these together. Words are given as a writer spells them
and folded when a matcher is compiled from them.
"""

from msgspec import Struct

from streams.languages.actor_words import ActorWords
from streams.languages.attribution_words import AttributionWords
from streams.languages.boilerplate_words import BoilerplateWords
from streams.languages.casualty_words import CasualtyWords
from streams.languages.copy_words import CopyWords
from streams.languages.name_words import NameWords
from streams.languages.place_words import PlaceWords
from streams.languages.strike_words import StrikeWords
from streams.languages.wording_words import WordingWords
from streams.text.calendar_words import DateWords
from streams.text.numerals import NumberWords


class Script(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`pack.toml`: how the language is written.

    *proclitics* are the prefixes written in one piece with the next word, every legal combination
    listed. *sentence_ends* are marks; *abbreviations* are words whose full stop ends no sentence.
    """

    language: str
    name: str
    direction: str
    proclitics: tuple[str, ...] = ()
    sentence_ends: tuple[str, ...] = (".", "!", "?", "\N{ARABIC QUESTION MARK}")
    abbreviations: tuple[str, ...] = ()


class LanguagePack(Struct, frozen=True, kw_only=True, eq=False):
    """One language: everything the steps need to read it."""

    script: Script
    boilerplate: BoilerplateWords
    numbers: NumberWords
    dates: DateWords
    places: PlaceWords
    casualties: CasualtyWords
    strikes: StrikeWords
    attribution: AttributionWords
    actors: ActorWords
    copies: CopyWords
    wording: WordingWords
    names: NameWords = NameWords()
