"""Who says so: speakers before, after and inside what they say, and the agencies that relay them."""

from functools import lru_cache
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from streams.gazetteer.actors import ActorIndex
from streams.languages.pack import LanguagePack
from streams.records.report import ClaimCertainty, Source
from streams.steps.extract.findings import SourceFinding
from streams.steps.extract.reading import Reading
from streams.steps.extract.speakers import agency_at, read_speaker, speakers_of
from streams.text.phrases import PhraseBook, phrase_words
from streams.text.sentences import Sentence

LONGEST = 24
"""A speaker's name with title and body takes at most so many tokens."""
LITTLE = 3
"""So many words behind "X said" are a day or a place of saying, not what is said."""
DATELINE = 60
"""The agency in brackets among the first tokens is the one whose dispatch this is."""
AHEAD = 4
"""A verb of saying so near to the beginning of its sentence begins it."""
QUOTE = '"'
SEMICOLONS = frozenset(";\N{ARABIC SEMICOLON}")
COMMAS = frozenset(",\N{ARABIC COMMA}")

Role = Literal["say", "weak", "go_on", "according", "relay"]
Side = Literal["before", "after", "both"]


_BY_STATE = "state"


class _Words(Struct, frozen=True, eq=False):
    verbs: PhraseBook[frozenset[Role]]
    filled: PhraseBook[bool]
    openers: PhraseBook[bool]
    that: PhraseBook[bool]
    stops: PhraseBook[bool]
    told: PhraseBook[bool]
    titles: PhraseBook[bool]
    skipped: PhraseBook[bool]
    pronouns: PhraseBook[bool]
    origins: PhraseBook[bool]
    unverified: PhraseBook[bool]
    figures: frozenset[str]


class _Said(Struct, frozen=True):
    """A speaker at *start* to *end*, on which *side* of it stands what it says, from the *verb*."""

    source: Source
    start: int
    end: int
    verb: int
    side: Side
    rule: str


def find_sources(reading: Reading, *, actors: ActorIndex) -> tuple[SourceFinding, ...]:
    """Return the speakers of *reading* in order, each with the tokens that its words govern.

    A verb that goes on ("he added", وأضاف) gives the last speaker again, with the last speaker's
    quote. What could not be verified is `unconfirmed`: every figure of the speaker where the text
    speaks of figures, else what was said last. The agency of a dispatch relays all of them.
    """
    reader = _Reader(reading, actors)
    found: list[SourceFinding] = []
    last: Source | None = None
    for index, sentence in enumerate(reading.sentences):
        said = reader.sentence(sentence, last=last, title=sentence.paragraph == 0)
        if said:
            last = said[-1].source
        elif found and found[-1].sentence == index - 1 and reader.carries_on(index):
            found.append(
                replace(
                    found[-1],
                    sentence=index,
                    covers=(sentence.start, sentence.end),
                    rule="carried_on",
                )
            )
        found += reader.covered(said, sentence, index)
    agency = _dispatched(reading)
    if agency:
        found = [replace(one, source=_through(one.source, agency)) for one in found]
    return reader.unconfirmed(_quoted_on(reading, found))


def said_from(reading: Reading, source: SourceFinding) -> int:
    """Return the token at which what *source* says begins: behind "that", else at its name."""
    end = min(reading.sentences[source.sentence].end, source.end + LONGEST)
    book = _words(reading.pack).that
    return next(
        (at for at in range(source.end, end) if book.at(reading.tokens, at, end=end)), source.end
    )


def _through(source: Source, agency: str) -> Source:
    """Return *source* as relayed by *agency*."""
    if agency in source.via or agency == source.id:
        return source
    return replace(source, via=(*source.via, agency))


def _dispatched(reading: Reading) -> str | None:
    """Return the agency whose dispatch the text is: "BEIRUT (AFP) -", دمشق (د ب أ)."""
    tokens = reading.tokens
    for at in range(min(len(tokens), DATELINE)):
        if tokens[at].text == "(" and (agency := agency_at(reading, at + 1, end=len(tokens))):
            return agency.id
    return None


class _Reader:
    """Reads the speakers of one text."""

    def __init__(self, reading: Reading, actors: ActorIndex) -> None:
        self.reading, self.tokens, self.actors = reading, reading.tokens, actors
        self.words, self.order = _words(reading.pack), reading.pack.attribution.order
        self.named: dict[str, Source] = {}

    def sentence(self, sentence: Sentence, *, last: Source | None, title: bool) -> list[_Said]:
        """Return the speakers of *sentence*; *last* is who spoke before."""
        said: list[_Said] = []
        index = sentence.start
        if title or sentence.start == 0 or self.tokens[sentence.start - 1].kind == "break":
            headed = self._headed(sentence)
            if headed:
                said.append(headed)
                index = headed.end if headed.start == sentence.start else index
        while index < sentence.end:
            match = next(iter(self.words.verbs.at(self.tokens, index, end=sentence.end)), None)
            if match is None:
                index += 1
                continue
            one = self._read(match.start, match.end, match.value, sentence, last)
            if one is None and "according" in match.value:
                self._told_through(match.end, sentence, said)
            if one is None:
                index = match.end
                continue
            said.append(one)
            last = one.source
            index = max(match.end, one.end)
        return said

    def carries_on(self, index: int) -> bool:
        """Tell whether a sentence without a speaker goes on with the one before: a semicolon."""
        before = self.reading.sentences[index - 1]
        return self.tokens[before.end - 1].text in SEMICOLONS

    def _read(
        self, start: int, end: int, roles: frozenset[Role], sentence: Sentence, last: Source | None
    ) -> _Said | None:
        if "relay" in roles and (one := self._relayed(start, end, sentence)):
            return one
        if "according" in roles and (one := self._according(start, end, sentence)):
            return one
        if not roles & {"say", "weak", "go_on"}:
            return None
        one = None
        if roles & {"say", "weak"}:
            one = (
                self._verb_then_speaker(start, end, sentence, names="weak" not in roles)
                if self.order == "after"
                else self._speaker_by_verb(start, end, sentence, last, names="weak" not in roles)
            )
        if one is None and "go_on" in roles and last and self._goes_on(start, end, sentence):
            at = self._skip(end, sentence.end)
            told = agency_at(self.reading, at, end=sentence.end)
            if told and self._told(at, sentence.end):
                last = _through(last, told.id)
            return _Said(last, start, end, start, "before", "went_on")
        return one

    def _goes_on(self, start: int, end: int, sentence: Sentence) -> bool:
        """Tell whether a verb without a subject has the last speaker as its subject."""
        if self.order == "before":
            return True
        after = self._skip(end, sentence.end)
        if after >= sentence.end:
            return False
        if self._told(after, sentence.end):
            return True
        mark = self.tokens[after].text in {":", QUOTE}
        to = self.tokens[after].text in {"الي", "ان", "انه", "بان"}
        return mark or to or bool(self.words.that.at(self.tokens, after, end=sentence.end))

    def _headed(self, sentence: Sentence) -> _Said | None:
        """Return the speaker before a colon that opens a headline, or behind one that closes it."""
        marks = [i for i in range(sentence.start, sentence.end) if self.tokens[i].text == ":"]
        if not marks:
            return None
        first, end = marks[0], sentence.end
        if 0 < first - sentence.start <= 6:
            source = self._source(sentence.start, first, names=False)
            if source and not source.name.startswith(_BY_STATE):
                return _Said(source, sentence.start, first, sentence.start, "before", "headline")
        while end > marks[-1] + 1 and self.tokens[end - 1].kind == "mark":
            end -= 1
        if 0 < end - marks[-1] - 1 <= 5:
            source = self._source(marks[-1] + 1, end, names=False)
            if source and not source.name.startswith(_BY_STATE):
                return _Said(source, marks[-1] + 1, end, end, "after", "headline")
        return None

    def _relayed(self, start: int, end: int, sentence: Sentence) -> _Said | None:
        """Return who is quoted by an agency: "SANA, quoting a source", نقلت سانا عن مصدر."""
        carrier_end = self._name_end(end, sentence.end)
        if carrier_end >= sentence.end:
            return None
        origin = self.words.origins.at(self.tokens, carrier_end, end=sentence.end)
        if not origin:
            return None
        begin = origin[0].end
        stop = self._name_end(begin, sentence.end)
        source = self._source(begin, stop, names=True)
        carrier = self._source(end, carrier_end, names=False)
        if source is None:
            return None
        if carrier and carrier.id:
            source = _through(source, carrier.id)
        return _Said(source, begin, stop, start, "before", "relayed")

    def _according(self, start: int, end: int, sentence: Sentence) -> _Said | None:
        """Return the speaker behind "according to" or وفق, on either side of what it says."""
        begin = end
        while begin < sentence.end:
            filled = self.words.filled.at(self.tokens, begin, end=sentence.end)
            verb = self.words.verbs.at(self.tokens, begin, end=sentence.end)
            if filled:
                begin = filled[0].end
            elif verb and verb[0].value & {"say", "weak", "relay"}:
                begin = verb[0].end
            else:
                break
        origin = self.words.origins.at(self.tokens, begin, end=sentence.end)
        begin = origin[0].end if origin and self.order == "after" else begin
        begin = self._skip(begin, sentence.end)
        stop = self._name_end(begin, sentence.end)
        if self._told(begin, sentence.end):
            return None
        source = self._source(begin, stop, names=True)
        if source is None:
            return None
        if self._told(stop, sentence.end):
            told = agency_at(self.reading, stop, end=sentence.end)
            source = _through(source, told.id) if told else source
        origin = self.words.origins.at(self.tokens, stop, end=sentence.end)
        if source.kind == "media" and origin:
            end_of_name = self._name_end(origin[0].end, sentence.end)
            speaker = self._source(origin[0].end, end_of_name, names=False)
            if speaker:
                begin, stop = origin[0].end, end_of_name
                source = _through(speaker, source.id) if source.id else speaker
                self._remember(begin, stop, source)
        opens = start - sentence.start < AHEAD or bool(
            stop < sentence.end and self.words.that.at(self.tokens, stop, end=sentence.end)
        )
        return _Said(source, begin, stop, start, "before" if opens else "after", "according_to")

    def _told_through(self, start: int, sentence: Sentence, said: list[_Said]) -> None:
        """Add the agency that was told to the speaker before: حسب ما قاله لوكالة فرانس برس."""
        at = start
        while at < min(sentence.end, start + 3):
            step = self.words.filled.at(self.tokens, at, end=sentence.end) or (
                self.words.verbs.at(self.tokens, at, end=sentence.end)
            )
            if not step or self._told(at, sentence.end):
                break
            at = step[0].end
        agency = agency_at(self.reading, at, end=sentence.end)
        if said and agency and self._told(at, sentence.end):
            said[-1] = replace(said[-1], source=_through(said[-1].source, agency.id))

    def _verb_then_speaker(
        self, start: int, end: int, sentence: Sentence, *, names: bool
    ) -> _Said | None:
        begin = self._skip(end, sentence.end)
        stop = self._name_end(begin, sentence.end)
        if stop == begin or self._told(begin, sentence.end):
            return self._speaker_then_verb(start, sentence)
        follows = stop < sentence.end and (
            self.tokens[stop].text in {":", QUOTE, *COMMAS}
            or bool(self.words.that.at(self.tokens, stop, end=sentence.end))
            or bool(self.words.stops.at(self.tokens, stop, end=sentence.end))
            or agency_at(self.reading, stop, end=sentence.end) is not None
        )
        opens = start - sentence.start < AHEAD or self.tokens[start - 1].kind == "mark"
        source = self._source(begin, stop, names=names and follows and opens)
        if source is None:
            return self._speaker_then_verb(start, sentence)
        if stop < sentence.end and (told := agency_at(self.reading, stop, end=sentence.end)):
            source = _through(source, told.id)
        says = self._content(stop, sentence.end)
        side: Side = "before" if says else "after"
        return _Said(source, begin, stop, start, side, "verb_then_speaker")

    def _speaker_then_verb(self, start: int, sentence: Sentence) -> _Said | None:
        """Return the speaker before its verb, behind a word that opens its clause."""
        left = start
        while left > sentence.start and self.tokens[left - 1].text in self._skipped_words:
            left -= 1
        begin = left
        while begin > sentence.start and left - begin < LONGEST:
            token = self.tokens[begin - 1]
            if token.kind == "mark" and token.text not in {QUOTE, "(", ")"}:
                return None
            if self.words.openers.at(self.tokens, begin - 1, end=begin):
                source = self._source(begin, left, names=False) if begin < left else None
                return (
                    _Said(source, begin, left, begin, "before", "speaker_then_verb")
                    if source
                    else None
                )
            begin -= 1
        return None

    def _speaker_by_verb(
        self, start: int, end: int, sentence: Sentence, last: Source | None, *, names: bool
    ) -> _Said | None:
        left = start
        before = self.tokens[start - 1].text if start > sentence.start else ""
        if before in _BEING:
            return None
        told = self.tokens[start].text in self.reading.pack.attribution.told
        if before in {QUOTE, *COMMAS, "'"} and not told:
            stop = self._name_end(end, sentence.end)
            source = self._source(end, stop, names=names)
            if source:
                return _Said(source, end, stop, start, "after", "verb_then_speaker")
        while left > sentence.start and self.tokens[left - 1].text in self._skipped_words:
            left -= 1
        begin = self._name_start(left, sentence.start)
        says = self._content(end, sentence.end)
        if self._is_pronoun(begin, left) and last:
            return _Said(last, begin, end, begin, self._side(begin, sentence, says), "pronoun")
        source = self._source(begin, left, names=names) if begin < left else None
        if source:
            if told and (agency := agency_at(self.reading, end, end=sentence.end)):
                source = _through(source, agency.id)
            side = self._side(begin, sentence, says)
            return _Said(source, begin, left, begin, side, "speaker_then_verb")
        return None

    def _is_pronoun(self, start: int, end: int) -> bool:
        match = self.words.pronouns.at(self.tokens, start, end=end) if start < end else []
        return bool(match) and match[0].end == end

    def _side(self, begin: int, sentence: Sentence, says: bool) -> Side:
        if begin - sentence.start < AHEAD and says:
            return "before"
        before = self.tokens[begin - 1].text if begin > sentence.start else ""
        if before in {QUOTE, *COMMAS}:
            return "both" if says else "after"
        return "before" if says else "after"

    @property
    def _skipped_words(self) -> frozenset[str]:
        return _single_words(self.reading.pack)

    def _skip(self, index: int, end: int) -> int:
        """Return the token behind words that may stand between verb and speaker."""
        while index < end:
            match = self.words.skipped.at(self.tokens, index, end=end)
            if match:
                index = match[0].end
            elif self.tokens[index].text in COMMAS and self.words.skipped.at(
                self.tokens, index - 1, end=end
            ):
                index += 1
            else:
                break
        return index

    def _content(self, index: int, end: int) -> bool:
        """Tell whether something is said from *index* on, beyond a day or "in a statement"."""
        words = 0
        while index < end:
            skipped = self.words.skipped.at(self.tokens, index, end=end)
            words += not skipped and self.tokens[index].kind in {"word", "number"}
            index = skipped[0].end if skipped else index + 1
        return words > (LITTLE if self.order == "before" else 1)

    def _source(self, start: int, end: int, *, names: bool) -> Source | None:
        while start < end and (stripped := self._strips(start, end)):
            start += stripped
        while end > start and (
            self.tokens[end - 1].kind == "mark" and self.tokens[end - 1].text not in {'"', ")", "."}
        ):
            end -= 1
        if start >= end:
            return None
        source = read_speaker(self.reading, start, end, actors=self.actors, names=names)
        comma = next((i for i in range(start, end) if self.tokens[i].text in COMMAS), end)
        if source is None and names and comma < end:
            source = self._read_part(start, comma)
        if source is None:
            return self._named_before(start, end) if names else None
        if end - start == 1 and (before := self._named_before(start, end)):
            return before
        self._remember(start, end, source)
        return source

    def _remember(self, start: int, end: int, source: Source) -> None:
        """Keep a speaker under each word of its name, for when one word names it again."""
        for index in range(start, end):
            self.named[self._bare(index)] = source

    def _read_part(self, start: int, end: int) -> Source | None:
        return read_speaker(self.reading, start, end, actors=self.actors, names=True)

    def _named_before(self, start: int, end: int) -> Source | None:
        """Return the speaker that a single word names again: a surname, "the ministry"."""
        if end - start != 1 or len(self.tokens[start].text) < 4:
            return None
        return self.named.get(self._bare(start))

    def _bare(self, index: int) -> str:
        return self.tokens[index].text.removeprefix(self.reading.pack.strikes.article or " ")

    def _strips(self, index: int, end: int) -> int:
        """Return how many tokens at *index* begin no name."""
        token = self.tokens[index]
        if token.kind == "mark":
            return int(token.text != QUOTE or index + 1 == end)
        if self.order == "after":
            return 0
        if token.kind == "number" or token.text in {"and", "but"}:
            return 1
        stops = self.words.stops.at(self.tokens, index, end=end)
        return stops[0].end - index if stops else 0

    def _name_end(self, start: int, end: int) -> int:
        """Return where the name that begins at *start* ends."""
        index, limit = start, min(end, start + LONGEST)
        while index < limit:
            token = self.tokens[index]
            if token.kind == "mark":
                following = self._past_mark(index, start, end)
                if following is None:
                    break
                index = following
            elif body := speakers_of(self.reading.pack).bodies.at(self.tokens, index, end=end):
                if index > start and self._told(index, end):
                    break
                index = body[0].end
            elif token.kind == "number" or self._ends_name(index, start, end):
                break
            else:
                index += 1
        return min(index, end)

    def _past_mark(self, index: int, start: int, end: int) -> int | None:
        """Return the token behind a mark that does not end a name, None when it does."""
        text = self.tokens[index].text
        if text in {QUOTE, "(", "/"}:
            closing = ")" if text == "(" else text
            for near in range(index + 2, min(index + 7, end)):
                if self.tokens[near].text == closing:
                    return near + 1
            return None
        if text in COMMAS:
            titled = index + 1 < end and (
                self.words.titles.at(self.tokens, index + 1, end=end)
                or self.tokens[start].text in _POSSESSIVES
            )
            return index + 1 if titled and index > start else None
        if text == "." and len(self.tokens[index - 1].text) <= 4 and index + 1 < end:
            return index + 1
        return index + 1 if text in {"-", "'", "&"} else None

    def _ends_name(self, index: int, start: int, end: int) -> bool:
        tokens, words = self.tokens, self.words
        if words.that.at(tokens, index, end=end):
            return True
        stops = words.stops.at(tokens, index, end=end)
        if stops and not (
            stops[0].clitic and speakers_of(self.reading.pack).kinds.at(tokens, index, end=end)
        ):
            return True
        if index == start:
            return False
        told = words.told.at(tokens, index, end=end)
        if told:
            return True
        verb = words.verbs.at(tokens, index, end=end)
        return bool(verb and not verb[0].clitic and "weak" not in verb[0].value)

    def _told(self, index: int, end: int) -> bool:
        """Tell whether the body at *index* is the one who is told ("to Reuters")."""
        return any(
            match.clitic in self.reading.pack.attribution.told and match.value[0].agency
            for match in speakers_of(self.reading.pack).bodies.at(self.tokens, index, end=end)
        )

    def _name_start(self, end: int, start: int) -> int:
        """Return where the name that ends before token *end* begins, appositions included."""
        trailing = end > start and self.tokens[end - 1].text in COMMAS
        index, inner = end - trailing, 0
        while index > start and end - index < LONGEST:
            token = self.tokens[index - 1]
            if token.kind == "mark":
                if token.text in COMMAS:
                    if inner or not trailing:
                        break
                    inner = 1
                elif (token.text == "." and not self._abbreviates(index - 1)) or token.text not in {
                    ".",
                    "-",
                    "'",
                    "(",
                    ")",
                    "&",
                    "/",
                }:
                    break
            elif (
                token.kind == "number"
                or (token.text in _CLAUSE_HEADS and not (trailing and token.text in _RELATIVES))
                or (self.words.that.at(self.tokens, index - 1, end=index))
            ):
                break
            index -= 1
        return index

    def _abbreviates(self, index: int) -> bool:
        return index > 0 and len(self.tokens[index - 1].text) <= 4

    def covered(self, said: list[_Said], sentence: Sentence, index: int) -> list[SourceFinding]:
        """Return the findings of a sentence: what each speaker governs ends where the next begins."""
        found, floor = [], sentence.start
        for place, one in enumerate(said):
            following = said[place + 1] if place + 1 < len(said) else None
            end = sentence.end
            if following and (following.side == "before" or one.side == "before"):
                end = following.verb
            elif following and one.side != "after":
                end = max(one.end, self._comma_before(following.verb, one.end))
            led = place > 0 and said[place - 1].side == "before"
            start = floor if place == 0 or (one.side != "before" and not led) else one.verb
            if one.side == "before" and place == 0 and one.verb - sentence.start > AHEAD + 4:
                start = one.verb
            if one.side == "after":
                end = max(one.end, min(end, one.end))
            start, end = min(start, one.start), max(end, one.end)
            floor = end
            found.append(
                SourceFinding(
                    source=one.source,
                    start=one.start,
                    end=one.end,
                    sentence=index,
                    covers=(start, end),
                    certainty="stated",
                    rule=one.rule,
                )
            )
        return found

    def _comma_before(self, index: int, floor: int) -> int:
        while index > floor and self.tokens[index - 1].text not in COMMAS:
            index -= 1
        return index

    def unconfirmed(self, found: list[SourceFinding]) -> tuple[SourceFinding, ...]:
        """Return *found*, unconfirmed where the text says that it could not be verified."""
        doubtful: set[int] = set()
        for match in self.words.unverified.find(self.tokens):
            before = [i for i, one in enumerate(found) if one.start < match.start]
            if not before:
                continue
            sentence = self.reading.sentences[self.reading.sentence_of(match.start)]
            words = {t.text for t in self.tokens[sentence.start : sentence.end]}
            last = found[before[-1]]
            doubtful.add(before[-1])
            if words & self.words.figures:
                doubtful |= {i for i, one in enumerate(found) if _same_speaker(one, last)}
        certainty: ClaimCertainty = "unconfirmed"
        return tuple(
            replace(one, certainty=certainty) if place in doubtful else one
            for place, one in enumerate(found)
        )


def _same_speaker(one: SourceFinding, other: SourceFinding) -> bool:
    return (one.source.id, one.source.name) == (other.source.id, other.source.name)


_CLAUSE_HEADS = frozenset(
    [
        "when",
        "while",
        "after",
        "because",
        "where",
        "but",
        "although",
        "though",
        "which",
        "who",
        "if",
        "before",
        "since",
        "as",
        "until",
    ]
)


_POSSESSIVES = frozenset({"its", "his", "her", "their"})
_RELATIVES = frozenset({"who", "which"})
_BEING = frozenset(["are", "is", "was", "were", "been", "be", "being"])


def _quoted_on(reading: Reading, found: list[SourceFinding]) -> list[SourceFinding]:
    """Return *found* with the covers of an open quotation drawn to where it closes."""
    result = list(found)
    marks: dict[int, int] = {}
    for place, one in enumerate(found):
        sentence = reading.sentences[one.sentence]
        if one.sentence not in marks:
            tokens = reading.tokens[sentence.start : sentence.end]
            marks[one.sentence] = sum(token.text == QUOTE for token in tokens)
        if marks[one.sentence] % 2 == 0 or one.covers[1] != sentence.end:
            continue
        limit = found[place + 1].covers[0] if place + 1 < len(found) else len(reading.tokens)
        closing = sentence.end
        while closing < limit and reading.tokens[closing].text != QUOTE:
            if reading.tokens[closing].kind == "break":
                closing = sentence.end
                break
            closing += 1
        if closing < limit:
            result[place] = replace(one, covers=(one.covers[0], max(closing, sentence.end)))
    return result


@lru_cache
def _single_words(pack: LanguagePack) -> frozenset[str]:
    return frozenset(word for word in pack.attribution.skipped if " " not in word)


@lru_cache
def _words(pack: LanguagePack) -> _Words:
    words, prefixes = pack.attribution, pack.script.proclitics
    roles: dict[str, set[Role]] = {}
    lists: tuple[tuple[Role, tuple[str, ...]], ...] = (
        ("say", words.say),
        ("weak", words.weak),
        ("go_on", words.go_on),
        ("according", words.according),
        ("relay", words.relay),
    )
    for role, phrases in lists:
        for phrase in phrases:
            roles.setdefault(phrase, set()).add(role)
    linking = tuple(prefix for prefix in prefixes if prefix in {"و", "ف"})

    def book(phrases: tuple[str, ...]) -> PhraseBook[bool]:
        return PhraseBook(((phrase, True) for phrase in phrases), proclitics=prefixes)

    return _Words(
        verbs=PhraseBook(
            ((phrase, frozenset(kinds)) for phrase, kinds in roles.items()), proclitics=linking
        ),
        filled=book(words.filled),
        openers=PhraseBook(((phrase, True) for phrase in words.openers), proclitics=linking),
        that=PhraseBook(((phrase, True) for phrase in words.that), proclitics=linking),
        stops=book(words.stops),
        told=PhraseBook((phrase, True) for phrase in words.told if len(phrase) > 2),
        titles=book(words.titles),
        skipped=book(words.skipped),
        pronouns=book(words.pronouns),
        origins=PhraseBook((phrase, True) for phrase in words.relayed_from),
        unverified=book(words.unverified),
        figures=frozenset(word for entry in words.figures for word in phrase_words(entry)),
    )
