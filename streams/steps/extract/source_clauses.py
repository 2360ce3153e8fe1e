"""The speakers of one sentence: by their verbs, "according to", relays and headlines."""

from msgspec.structs import replace

from streams.records.report import Source
from streams.steps.extract.source_names import COMMAS, QUOTE
from streams.steps.extract.source_verbs import AHEAD, Said, SpeakersByVerb, through
from streams.steps.extract.source_words import Role
from streams.steps.extract.speakers import agency_at
from streams.text.sentences import Sentence

ASIDES = 6
"""So many commas and words of time may stand before "from"."""
CARRIED = 5
"""So near behind a speaker "a statement carried by …" tells only who carried it."""
OPENING = 4
"""A word of further people in the first tokens makes a sentence go on with the one before."""
SEMICOLONS = frozenset(";\N{ARABIC SEMICOLON}")
_BY_STATE = "state"
_SEATED = "government-of-"
"""The bodies that a capital's name stands for; before a whole story it is only where it was written."""
HEADLINE = 18
"""A headline has no more words behind the speaker's colon."""


class SentenceSpeakers(SpeakersByVerb):
    """Reads the speakers of the sentences of one text, one after the other."""

    def sentence(self, sentence: Sentence, *, last: Source | None, title: bool) -> list[Said]:
        """Return the speakers of *sentence*; *last* is who spoke before."""
        said: list[Said] = []
        index = sentence.start
        if title or sentence.start == 0 or self.tokens[sentence.start - 1].kind == "break":
            headed = self._headed(sentence)
            if headed:
                said.append(headed)
                index = headed.end if headed.start == sentence.start else index
        for place in self.tokens.starting(self.words.verbs, index, sentence.end):
            if place < index:
                continue
            match = next(iter(self.words.verbs.at(self.tokens, place, end=sentence.end)), None)
            if match is None:
                continue
            if said and self._carried(match.start, said[-1]):
                index = match.end
                continue
            one = self._read(match.start, match.end, match.value, sentence, last)
            if one is None and "according" in match.value:
                self._told_through(match.end, sentence, said)
            if one is None:
                index = match.end
                continue
            if not self._claims(one, match.end, sentence):
                said.append(one)
            last = one.source
            index = max(match.end, one.end)
        return said

    def carries_on(self, index: int) -> bool:
        """Tell whether a sentence without a speaker goes on with the one before.

        A semicolon stands between, a list follows it, or it counts further people ("Five others were hurt") on the
        same line.
        """
        before = self.reading.sentences[index - 1]
        last = self.tokens[before.end - 1].text
        return last in SEMICOLONS or last == ":" or self.goes_on_from(index)

    def goes_on_from(self, index: int) -> bool:
        """Tell whether a sentence counts people further to those of the one before on its line."""
        before, here = self.reading.sentences[index - 1], self.reading.sentences[index]
        if any(token.kind == "break" for token in self.tokens[before.end - 1 : here.start + 1]):
            return False
        opening = min(here.end, here.start + OPENING)
        return bool(self.words.further.find(self.tokens, start=here.start, end=opening))

    def _read(
        self, start: int, end: int, roles: frozenset[Role], sentence: Sentence, last: Source | None
    ) -> Said | None:
        if "again" in roles:
            return Said(last, start, end, start, "after", "according_to") if last else None
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
                last = through(last, told.id)
            return Said(last, start, end, start, "before", "went_on")
        return one

    def _carried(self, verb: int, said: Said) -> bool:
        """Tell "the ministry said - in a statement **carried by** the agency - that …"."""
        near = said.rule == "verb_then_speaker" and 0 < verb - said.end <= CARRIED
        return near and bool(self.words.filled.at(self.tokens, verb - 1, end=verb))

    def _claims(self, said: Said, verb_end: int, sentence: Sentence) -> bool:
        """Tell "the group claimed responsibility for …": it says nothing of the toll."""
        at = max(said.end, verb_end)
        return at < sentence.end and self.tokens[at].text in self.words.responsibility

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
        to = self.tokens[after].text in self.words.says_to
        return mark or to or bool(self.words.that.at(self.tokens, after, end=sentence.end))

    def _headed(self, sentence: Sentence) -> Said | None:
        """Return the speaker before a colon that opens a headline, or behind one that closes it."""
        marks = [i for i in range(sentence.start, sentence.end) if self.tokens[i].text == ":"]
        if not marks:
            return None
        first, end = marks[0], sentence.end
        if 0 < first - sentence.start <= 6:
            source = self._source(sentence.start, first, names=False)
            capital = source is not None and (source.id or "").startswith(_SEATED)
            dateline = capital and end - first > HEADLINE
            if source and not dateline and not source.name.startswith(_BY_STATE):
                return Said(source, sentence.start, first, sentence.start, "before", "headline")
        while end > marks[-1] + 1 and self.tokens[end - 1].kind == "mark":
            end -= 1
        if 0 < end - marks[-1] - 1 <= 5:
            source = self._source(marks[-1] + 1, end, names=False)
            if source and not source.name.startswith(_BY_STATE):
                return Said(source, marks[-1] + 1, end, end, "after", "headline")
        return None

    def _relayed(self, start: int, end: int, sentence: Sentence) -> Said | None:
        """Return who is quoted by an agency: "SANA, quoting a source", نقلت سانا عن مصدر."""
        carrier_end = self._name_end(end, sentence.end)
        if carrier_end >= sentence.end:
            return None
        at = self._behind_asides(carrier_end, sentence.end)
        origin = (
            self.words.origins.at(self.tokens, at, end=sentence.end) if at < sentence.end else []
        )
        if not origin:
            return None
        begin = origin[0].end
        stop = self._name_end(begin, sentence.end)
        source = self._source(begin, stop, names=True)
        carrier = self._source(end, carrier_end, names=False)
        if source is None:
            return None
        if carrier and carrier.id:
            source = through(source, carrier.id)
        return Said(source, begin, stop, start, "before", "relayed")

    def _behind_asides(self, at: int, end: int) -> int:
        """Return the token behind commas and the day that stand between an agency and "from"."""
        for _ in range(ASIDES):
            if at >= end:
                break
            skipped = self.words.skipped.at(self.tokens, at, end=end)
            if skipped:
                at = skipped[0].end
            elif self.tokens[at].text in COMMAS or self.tokens[at].text == QUOTE:
                at += 1
            else:
                break
        return at

    def _according(self, start: int, end: int, sentence: Sentence) -> Said | None:
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
            source = through(source, told.id) if told else source
        origin = self.words.origins.at(self.tokens, stop, end=sentence.end)
        if source.kind == "media" and origin:
            end_of_name = self._name_end(origin[0].end, sentence.end)
            speaker = self._source(origin[0].end, end_of_name, names=False)
            if speaker:
                begin, stop = origin[0].end, end_of_name
                source = through(speaker, source.id) if source.id else speaker
                self._remember(begin, stop, source)
        opens = start - sentence.start < AHEAD or bool(
            stop < sentence.end and self.words.that.at(self.tokens, stop, end=sentence.end)
        )
        return Said(source, begin, stop, start, "before" if opens else "after", "according_to")

    def _told_through(self, start: int, sentence: Sentence, said: list[Said]) -> None:
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
            said[-1] = replace(said[-1], source=through(said[-1].source, agency.id))
