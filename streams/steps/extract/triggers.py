"""Words that tell an act of violence, and words that rule one out."""

import itertools
from functools import lru_cache

from msgspec import Struct

from streams.languages.pack import LanguagePack
from streams.languages.strike_words import ActForm, ActWords, NatureWords
from streams.steps.extract.findings import TriggerFinding
from streams.steps.extract.reading import Reading
from streams.text.phrases import Match, PhraseBook, phrase_words

OLDEST_YEAR = 1900
LONGEST_TITLE = 22
"""A first line with more tokens is no title but the news itself."""
TELLING = 0.5
"""An act word of this strength tells an act by itself."""


class _Nothing(Struct, frozen=True):
    """A phrase that holds an act word and tells no act."""


Entry = ActWords | NatureWords | _Nothing


def find_triggers(reading: Reading) -> tuple[TriggerFinding, ...]:
    """Return the words of *reading* that tell an act or rule one out, in order.

    The rule is the form and the name of the entry that matched: `verb_struck`, `accident_fire`.
    """
    book = _book(reading.pack)
    found = []
    for index, sentence in enumerate(reading.sentences):
        for match in book.find(reading.tokens, start=sentence.start, end=sentence.end):
            finding = _finding(match, sentence=index)
            if finding is not None:
                found.append(finding)
    return tuple(found)


def title_sentences(reading: Reading) -> int:
    """Return how many sentences the title has ("Homs.. 12 dead"), 0 where the first line is news."""
    first = list(itertools.takewhile(lambda s: s.paragraph == 0, reading.sentences))
    return len(first) if first and first[-1].end <= LONGEST_TITLE else 0


def form_of(trigger: TriggerFinding) -> ActForm | None:
    """Return the form of the act word that *trigger* is, None where it rules an act out."""
    return _form(trigger.rule) if trigger.nature == "act" else None


@lru_cache(maxsize=1024)
def _form(rule: str) -> ActForm:
    return rule.split("_", 1)[0]  # type: ignore[return-value]


def old_years(reading: Reading, start: int, end: int) -> list[int]:
    """Return which tokens from *start* to *end* name a year before that of the publication."""
    figures = reading.tokens.figures(start, end)
    published = (reading.article.published_at or "")[:4]
    if not figures or reading.article.published_basis == "fetched" or not _is_year(published):
        return []
    return [
        at
        for at in figures
        if _is_year(year := reading.tokens[at].text) and OLDEST_YEAR <= int(year) < int(published)
    ]


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdecimal()


def is_definite(reading: Reading, trigger: TriggerFinding) -> bool:
    """Tell whether an act noun is definite: an act that the reader is taken to know ("the attack")."""
    words = reading.pack.strikes
    if words.article:
        return reading.tokens[trigger.start].text.startswith(_definite_starts(reading.pack))
    before = reading.tokens[max(0, trigger.start - 2) : trigger.start]
    return any(token.text in words.definite for token in before)


@lru_cache
def _definite_starts(pack: LanguagePack) -> tuple[str, ...]:
    """Return the article, and the prefixes that end in it or have swallowed its first letter (لل)."""
    article = pack.strikes.article
    ends = (article, 2 * article[-1:])
    return (article, *(prefix for prefix in pack.script.proclitics if prefix.endswith(ends)))


def is_booty(reading: Reading, trigger: TriggerFinding) -> bool:
    """Tell whether *trigger* names arms that were found or taken ("recovered eight rifles")."""
    if form_of(trigger) != "weapon" and trigger.rule not in _LAID:
        return False
    start = reading.sentences[trigger.sentence].start
    return bool(_taking(reading.pack).find(reading.tokens, start=start, end=trigger.start))


_LAID = frozenset({"blast_explosive_device", "blast_mine"})
"""Arms that lie somewhere before they burst."""


@lru_cache
def _taking(pack: LanguagePack) -> PhraseBook[bool]:
    words = pack.strikes.taking
    return PhraseBook(((word, True) for word in words), proclitics=pack.strikes.linking)


def _finding(match: Match[Entry], *, sentence: int) -> TriggerFinding | None:
    entry = match.value
    if isinstance(entry, ActWords):
        return TriggerFinding(
            type=entry.type,
            nature="act",
            weapon=entry.weapon,
            start=match.start,
            end=match.end,
            sentence=sentence,
            rule=f"{entry.form}_{entry.name}",
            strength=entry.strength,
            open=entry.open,
            means=entry.means,
        )
    if isinstance(entry, NatureWords):
        return TriggerFinding(
            type="other",
            nature=entry.nature,
            weapon=None,
            start=match.start,
            end=match.end,
            sentence=sentence,
            rule=f"{entry.nature}_{entry.name}",
            strength=entry.strength,
        )
    return None


@lru_cache
def _book(pack: LanguagePack) -> PhraseBook[Entry]:
    words = pack.strikes
    phrases: dict[tuple[str, ...], Entry] = {}

    def add(phrase: str, entry: Entry) -> None:
        for variant in _variants(phrase, article=words.article):
            phrases.setdefault(variant, entry)

    for phrase in words.not_acts:
        add(phrase, _Nothing())
    for act in words.acts:
        for phrase in act.words:
            add(phrase, act)
    for nature in words.natures:
        for phrase in nature.words:
            add(phrase, nature)
    return PhraseBook(
        ((" ".join(words), entry) for words, entry in phrases.items()),
        proclitics=pack.script.proclitics,
    )


def _variants(phrase: str, *, article: str) -> list[tuple[str, ...]]:
    """Return *phrase* as written, and with *article* before each further word of it."""
    first, *rest = phrase_words(phrase)
    if not article:
        return [(first, *rest)]
    choices = [
        (word,) if word.startswith(article) or len(word) < 3 else (word, article + word)
        for word in rest
    ]
    return [(first, *further) for further in itertools.product(*choices)]
