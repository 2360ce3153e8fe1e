"""Where a speaker's name begins and ends, and whom it names."""

from msgspec.structs import replace

from streams.gazetteer.actors import ActorIndex
from streams.records.report import Source
from streams.steps.extract.reading import Reading
from streams.steps.extract.source_words import words_of
from streams.steps.extract.speakers import read_speaker, speakers_of

LONGEST = 24
"""A speaker's name with title and body takes at most so many tokens."""
LITTLE = 3
"""So many words behind "X said" are a day or a place of saying, not what is said."""
QUOTE = '"'
COMMAS = frozenset(",\N{ARABIC COMMA}")


class SpeakerNames:
    """Reads the names of the speakers of one text, and remembers them."""

    def __init__(self, reading: Reading, actors: ActorIndex) -> None:
        self.reading, self.tokens, self.actors = reading, reading.tokens, actors
        self.words, self.order = words_of(reading.pack), reading.pack.attribution.order
        self.named: dict[str, Source] = {}

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
        words, little = 0, LITTLE if self.order == "before" else 1
        opening = self.tokens.starting(self.words.skipped, index, end)
        while index < end and words <= little:
            skipped = self.words.skipped.at(self.tokens, index, end=end) if index in opening else []
            words += not skipped and self.tokens[index].kind in {"word", "number"}
            index = skipped[0].end if skipped else index + 1
        return words > little

    def _source(self, start: int, end: int, *, names: bool) -> Source | None:
        while start < end and (stripped := self._strips(start, end)):
            start += stripped
        while end > start and (
            self.tokens[end - 1].kind == "mark" and self.tokens[end - 1].text not in {'"', ")", "."}
        ):
            end -= 1
        while end - 1 > start and self.words.skipped.at(self.tokens, end - 1, end=end):
            end -= 1
        if start >= end:
            return None
        source = read_speaker(self.reading, start, end, actors=self.actors, names=names)
        comma = next((i for i in range(start, end) if self.tokens[i].text in COMMAS), end)
        if source is None and names and comma < end:
            source = self._read_part(start, comma)
        if source is None:
            return self._named_before(start, end)
        if end - start == 1 and (before := self._named_before(start, end)):
            # "The ministry" says who speaks by itself; a surname alone does not.
            return replace(before, quote=self.reading.quote(self.reading.span(start, end)))
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
        if token.kind == "number" or token.text in self.words.joiners:
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
                or self.tokens[start].text in self.words.possessives
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
                or (
                    token.text in self.words.clause_heads
                    and not (trailing and token.text in self.words.relatives)
                )
                or (self.words.that.at(self.tokens, index - 1, end=index))
            ):
                break
            index -= 1
        return index

    def _abbreviates(self, index: int) -> bool:
        return index > 0 and len(self.tokens[index - 1].text) <= 4
