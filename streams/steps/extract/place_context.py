"""What a text is about, and which of the places of one name it means therefore."""

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from math import log10

from streams.gazetteer.index import Entry
from streams.gazetteer.keys import latin_key
from streams.steps.extract.place_lexicon import WordBook
from streams.steps.extract.place_names import KNOWN, Name
from streams.steps.extract.reading import Reading
from streams.text.phrases import phrase_words


class Context:
    """What a text is about: countries by weight, provinces by name."""

    def __init__(self, weights: Mapping[str, float], provinces: frozenset[str]) -> None:
        self._total = sum(weights.values()) or 1.0
        self.weights = weights
        self.provinces = provinces

    def share(self, iso: str) -> float:
        """Return the weight of *iso* among the countries of the text, 0 to 1."""
        return self.weights.get(iso, 0.0) / self._total

    def leading(self) -> str:
        """Return the country that at least half of the text's hints are for, "" without one."""
        best = max(self.weights, key=lambda iso: self.weights[iso], default="")
        return best if best and self.share(best) >= 0.5 else ""

    def choose(self, name: Name, *, kind: str | None = None, spelled: Entry | None = None) -> Entry:
        """Return the most likely place of *name* here.

        *kind* is what a head says of it, *spelled* is one that is spelled just so.
        """
        return max(
            name.entries,
            key=lambda entry: self._score(name, entry, kind) + 1.5 * (entry is spelled),
        )

    def _score(self, name: Name, entry: Entry, kind: str | None) -> float:
        score = log10(entry.population + 10) + 5 * self.share(entry.iso)
        score += 1.0 * is_own_name(name, entry)
        score += 2.0 * (entry.iso in self.weights)
        score += 1.5 * (entry.admin1 is not None and entry.admin1 in self.provinces)
        score += 3.0 * (kind is not None and entry.kind == kind)
        score -= 3.0 * (kind in {"town", "district"} and entry.kind in {"province", "country"})
        return score + (entry.source == "country") * 3 * (kind is None)


def context_of(
    reading: Reading, book: WordBook, names: tuple[Name, ...], peoples: Counter[str]
) -> Context:
    """Return the countries and provinces that the text speaks of.

    Countries, capitals and peoples speak for themselves; a town only for a country spoken of, or
    where several of its towns are named, or where nothing else is. A name that a town of a country
    spoken of bears is taken for that.
    """
    weights: Counter[str] = Counter()
    named_itself: set[str] = set()
    for iso, times in peoples.items():
        weights[iso] += min(times, 3)
    domain = (reading.article.publisher or "").rsplit(".", 1)[-1].upper()
    if len(domain) == 2 and domain not in {"TV", "ME", "CO", "IO"}:
        weights["GB" if domain == "UK" else domain] += 1
    provinces: set[str] = set()
    towns: list[Name] = []
    for name in names:
        word = book.before(reading.tokens, name.start, "head") or book.at(
            reading.tokens, name.end, "head_after"
        )
        if word is not None and word.head is not None and word.head.kind == "site":
            # A mosque or airport may bear the name of a town far away.
            continue
        entry = spelled_so(reading, name) or name.entries[0]
        strength = tier(name, entry)
        shared = len({one.iso for one in name.entries}) > 1
        if strength == 3 and shared and not is_spelled(reading, name, entry):
            # "Uman" has the gazetteer's key of Oman, طرابلس is in Lebanon too.
            towns.append(name)
        elif strength == 3:
            weights[entry.iso] += 3 if entry.source == "country" else 2
            named_itself.add(entry.iso)
            if entry.admin1:
                provinces.add(entry.admin1)
        elif strength == 2:
            moved = book.aims(name.clitic) or book.before(reading.tokens, name.start, "from", "to")
            if moved or has_cue(reading, book, name):
                towns.append(name)
    spoken_of = set(weights)
    meant = [
        next(
            (entry for entry in name.entries if entry.iso in spoken_of),
            spelled_so(reading, name) or name.entries[0],
        )
        for name in towns
    ]
    named = Counter(entry.iso for entry in {entry.name: entry for entry in meant}.values())
    for name, entry in zip(towns, meant, strict=True):
        alone = named[entry.iso] > 1 or not (named_itself or book.aims(name.clitic))
        large = entry.population >= 10 * KNOWN and is_own_name(name, entry)
        if entry.iso in spoken_of or alone or large:
            weights[entry.iso] += 2
            if entry.admin1:
                provinces.add(entry.admin1)
    return Context(weights, frozenset(provinces))


def has_cue(reading: Reading, book: WordBook, name: Name) -> bool:
    """Tell a name that a word of place stands beside."""
    tokens = reading.tokens
    if book.leads_in(name.clitic):
        return True
    return book.before(
        tokens, name.start, "head", "locative", "near", "part", "bearing"
    ) is not None or (book.at(tokens, name.end, "head_after") is not None)


def is_own_name(name: Name, entry: Entry) -> bool:
    """Tell whether *name* is what *entry* is shown as, however it is spelled.

    Only Latin names can be told apart so; any Arabic one counts.
    """
    return not name.key or name.key == _own_key(entry.name)


def is_spelled(reading: Reading, name: Name, entry: Entry) -> bool:
    """Tell whether a Latin *name* is spelled as *entry* is shown; of an Arabic one nobody knows."""
    return _spelling(reading, name) == entry.name.lower()


def _spelling(reading: Reading, name: Name) -> str:
    """Return the words of *name* as the text has them."""
    words = [token.text for token in reading.tokens[name.start : name.end]]
    return " ".join(words).removesuffix("'s")


def spelled_so(reading: Reading, name: Name) -> Entry | None:
    """Return the first of the places of a Latin *name* that is spelled as it is, None where none is."""
    spelling = _spelling(reading, name)
    for entry in name.entries:
        if entry.name.lower() == spelling:
            return entry
    return None


@lru_cache(maxsize=1 << 16)
def _own_key(name: str) -> str:
    return latin_key(phrase_words(name))


def tier(name: Name, entry: Entry) -> int:
    """Return how much a name says on its own: 3 needs no context, 2 some, 1 a place word too."""
    if name.common:
        return 0
    if entry.source in {"country", "capital"} or entry.kind == "sea":
        return 3
    if entry.source == "admin1" and name.words > 2:
        # "أقصى شمال الكاميرون": the country is in it.
        return 3
    if entry.source == "admin1" or entry.population >= KNOWN:
        return 2
    return 1
