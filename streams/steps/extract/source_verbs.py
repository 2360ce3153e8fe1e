"""Speakers by the verb of saying that they stand before or behind."""

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from streams.records.report import Source
from streams.steps.extract.casualties.lexicon import lexicon_of
from streams.steps.extract.source_names import COMMAS, LONGEST, QUOTE, SpeakerNames
from streams.steps.extract.speakers import agency_at, read_speaker, speakers_of
from streams.text.sentences import Sentence

AHEAD = 4
"""A verb of saying so near to the beginning of its sentence begins it."""
IN_NAMES = frozenset("-'()")
NAMELESS = 8
"""A speaker whom no list knows has at most so many words."""

Side = Literal["before", "after", "both"]


class Said(Struct, frozen=True):
    """A speaker at *start* to *end*, on which *side* of it stands what it says, from the *verb*."""

    source: Source
    start: int
    end: int
    verb: int
    side: Side
    rule: str


def through(source: Source, agency: str) -> Source:
    """Return *source* as relayed by *agency*."""
    if agency in source.via or agency == source.id:
        return source
    return replace(source, via=(*source.via, agency))


class SpeakersByVerb(SpeakerNames):
    """The rules of a verb of saying and its subject, in both orders."""

    def _verb_then_speaker(
        self, start: int, end: int, sentence: Sentence, *, names: bool
    ) -> Said | None:
        if start > sentence.start and self.tokens[start - 1].text in self.words.being:
            return None  # "after his transfer" is spelled like "quoted by"
        begin = self._skip(end, sentence.end)
        stop = self._name_end(begin, sentence.end)
        if stop == begin or self._told(begin, sentence.end) or self._is_object(begin, stop):
            return self._speaker_then_verb(start, sentence)
        if sentence.paragraph == 0 and (one := self._speaker_then_verb(start, sentence)):
            return one
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
            source = through(source, told.id)
        says = self._content(stop, sentence.end) and not self._as_said(start, stop, sentence)
        side: Side = "before" if says else "after"
        return Said(source, begin, stop, start, side, "verb_then_speaker")

    def _is_object(self, begin: int, stop: int) -> bool:
        """Tell whether the name at *begin* is the one told, not the speaker (تحدثت لوكالة)."""
        if self.words.told.at(self.tokens, begin, end=stop):
            return True
        if self.tokens[begin].text in self.words.prepositions:
            return True
        kinds, told = speakers_of(self.reading.pack).kinds, self.reading.pack.attribution.told
        named = self.actors.actors.find(self.tokens, start=begin, end=stop)
        clitics = {match.clitic for match in kinds.at(self.tokens, begin, end=stop)}
        clitics |= {match.clitic for match in named if match.start == begin}
        return bool(clitics & set(told))

    def _as_said(self, start: int, stop: int, sentence: Sentence) -> bool:
        """Tell whether a verb only closes what was said before it (كما صرح مصدر)."""
        closes = stop < sentence.end and self.tokens[stop].text in COMMAS
        return closes and bool(self.words.as_said.at(self.tokens, start - 1, end=start))

    def _speaker_then_verb(self, start: int, sentence: Sentence) -> Said | None:
        """Return the speaker before its verb, behind a word that opens its clause."""
        left = start
        while left > sentence.start and self.tokens[left - 1].text in self.words.skipped_words:
            left -= 1
        begin = left
        while begin > sentence.start and left - begin < LONGEST:
            token = self.tokens[begin - 1]
            inside = {QUOTE, "(", ")", *COMMAS} if left < start else {QUOTE, "(", ")"}
            if token.kind == "mark" and token.text not in inside:
                return None
            if self.words.openers.at(self.tokens, begin - 1, end=begin):
                if self.tokens[begin].text == QUOTE:
                    return None
                source = self._source(begin, left, names=False) if begin < left else None
                return (
                    Said(source, begin, left, begin, "before", "speaker_then_verb")
                    if source
                    else None
                )
            begin -= 1
        opens = begin == sentence.start < left and sentence.paragraph == 0
        if opens and not self.words.verbs.at(self.tokens, begin, end=left):
            source = self._source(begin, left, names=False)
            return Said(source, begin, left, begin, "before", "headline") if source else None
        return None

    def _speaker_by_verb(
        self, start: int, end: int, sentence: Sentence, last: Source | None, *, names: bool
    ) -> Said | None:
        left = start
        before = self.tokens[start - 1].text if start > sentence.start else ""
        if before in self.words.being:
            return None
        inverted: Source | None = None
        stop = end
        told = self.tokens[start].text in self.reading.pack.attribution.told
        if before in {QUOTE, *COMMAS, "'"} and not told:
            stop = self._name_end(end, sentence.end)
            closes = before == QUOTE or self._ends(stop, sentence)
            if closes or self.words.stops.at(self.tokens, stop, end=sentence.end):
                inverted = self._source(end, stop, names=names)
            if inverted and closes:
                return Said(inverted, end, stop, start, "after", "verb_then_speaker")
        while left > sentence.start and self.tokens[left - 1].text in self.words.skipped_words:
            left -= 1
        begin = self._name_start(left, sentence.start)
        says = self._content(end, sentence.end)
        late = begin < left - 1 and self.tokens[left - 1].text not in self.words.relatives
        if late and last and self._is_pronoun(left - 1, left):
            begin = left - 1
        if self._is_pronoun(begin, left) and last:
            return Said(last, begin, end, begin, self._side(begin, end, sentence, says), "pronoun")
        if self._says_within(begin, left):
            return None  # "the spokesman said the latest reports show"
        source = self._source(begin, left, names=names) if begin < left else None
        if source is None and names and self._stands_apart(begin, left, end, sentence):
            source = read_speaker(
                self.reading, begin, left, actors=self.actors, names=True, any_words=True
            )
        if source:
            if told and (agency := agency_at(self.reading, end, end=sentence.end)):
                source = through(source, agency.id)
            side = self._side(begin, end, sentence, says)
            return Said(source, begin, left, begin, side, "speaker_then_verb")
        if inverted:
            return Said(inverted, end, stop, start, "after", "verb_then_speaker")
        return None

    def _says_within(self, begin: int, left: int) -> bool:
        """Tell whether a verb of saying stands before the last word of what looks like a name."""
        agents = lexicon_of(self.reading.pack).agents
        return any(
            "say" in match.value and self.tokens[match.end].text not in agents
            for at in range(begin + 1, left - 1)
            for match in self.words.verbs.at(self.tokens, at, end=left)
        )

    def _ends(self, stop: int, sentence: Sentence) -> bool:
        """Tell whether a name behind its verb ends there: nothing is said behind it."""
        return (
            stop >= sentence.end
            or self.tokens[stop].kind in {"mark", "break"}
            or not self._content(stop, sentence.end)
            or bool(self.words.told.at(self.tokens, stop, end=sentence.end))
        )

    def _stands_apart(self, begin: int, left: int, end: int, sentence: Sentence) -> bool:
        """Tell whether whoever stands before a verb of saying must be its speaker: ", X said."."""
        if not 0 < left - begin <= NAMELESS or begin == sentence.start:
            return False
        words = all(t.kind == "word" or t.text in IN_NAMES for t in self.tokens[begin:left])
        closes = (
            end >= sentence.end
            or self.tokens[end].kind in {"mark", "break"}
            or not self._content(end, sentence.end)
        )
        return (
            words
            and self.tokens[begin - 1].text in {QUOTE, *COMMAS}
            and (closes or agency_at(self.reading, end, end=sentence.end) is not None)
        )

    def _is_pronoun(self, start: int, end: int) -> bool:
        match = self.words.pronouns.at(self.tokens, start, end=end) if start < end else []
        return bool(match) and match[0].end == end

    def _side(self, begin: int, stop: int, sentence: Sentence, says: bool) -> Side:
        # "Earlier, the army said 12 were dead": few words, but of whom there was none before.
        short = begin - sentence.start <= AHEAD and not self._counts(sentence.start, begin)
        says = says or (short and self._counts(stop, sentence.end))
        if begin - sentence.start < AHEAD and says:
            return "before"
        before = self.tokens[begin - 1].text if begin > sentence.start else ""
        if before in {QUOTE, *COMMAS}:
            return "both" if says else "after"
        return "before" if says else "after"

    def _counts(self, start: int, end: int) -> bool:
        """Tell whether tokens *start* to *end* hold a number."""
        numbers = lexicon_of(self.reading.pack).numbers
        return any(
            numbers.quantity(self.tokens, index, end=end) is not None for index in range(start, end)
        )
