"""Who says so: speakers before, after and inside what they say, and the agencies that relay them."""

from bisect import bisect_left

from msgspec.structs import replace

from streams.gazetteer.actors import ActorIndex
from streams.steps.extract.findings import SourceFinding
from streams.steps.extract.reading import Reading
from streams.steps.extract.source_clauses import SentenceSpeakers
from streams.steps.extract.source_names import COMMAS, LONGEST, QUOTE
from streams.steps.extract.source_verbs import AHEAD, Said, through
from streams.steps.extract.source_words import words_of
from streams.steps.extract.speakers import agency_at
from streams.text.sentences import Sentence

LONGEST_QUOTE = 80
"""How many tokens a quotation may go back over the lines before its speaker's."""
DATELINE = 60
"""The agency in brackets among the first tokens is the one whose dispatch this is."""


def find_sources(reading: Reading, *, actors: ActorIndex) -> tuple[SourceFinding, ...]:
    """Return the speakers of *reading* in order, each with the tokens that its words govern.

    A verb that goes on ("he added", وأضاف) gives the last speaker again, with the last speaker's
    quote. What could not be verified is `unconfirmed`: every figure of the speaker where the text
    speaks of figures, else what was said last. The agency of a dispatch relays all of them.
    """
    reader = SentenceSpeakers(reading, actors)
    found: list[SourceFinding] = []
    for index, sentence in enumerate(reading.sentences):
        last = found[-1].source if found else None
        said = reader.sentence(sentence, last=last, title=sentence.paragraph == 0)
        if not said and found and found[-1].sentence == index - 1 and reader.carries_on(index):
            found.append(
                replace(
                    found[-1],
                    sentence=index,
                    covers=(sentence.start, sentence.end),
                    rule="carried_on",
                )
            )
        told = _covered(reading, said, sentence, index)
        free = index > 0 and not (found and found[-1].sentence >= index - 1)
        if free and said and said[0].side == "after" and reader.goes_on_from(index):
            before = reading.sentences[index - 1]
            covers = (before.start, before.end)
            found.append(replace(told[0], sentence=index - 1, covers=covers, rule="carried_back"))
        found += told
    agency = _dispatched(reading)
    if agency:
        found = [replace(one, source=through(one.source, agency)) for one in found]
    return _unconfirmed(reading, _quoted_from(reading, _quoted_on(reading, found)))


def said_from(reading: Reading, source: SourceFinding) -> int:
    """Return the token at which what *source* says begins: behind "that", else at its name."""
    end = min(reading.sentences[source.sentence].end, source.end + LONGEST)
    book = words_of(reading.pack).that
    return next(
        (at for at in range(source.end, end) if book.at(reading.tokens, at, end=end)), source.end
    )


def _dispatched(reading: Reading) -> str | None:
    """Return the agency whose dispatch the text is: "BEIRUT (AFP) -", دمشق (د ب أ)."""
    tokens = reading.tokens
    for at in range(min(len(tokens), DATELINE)):
        if tokens[at].text == "(" and (agency := agency_at(reading, at + 1, end=len(tokens))):
            return agency.id
    return None


def _covered(
    reading: Reading, said: list[Said], sentence: Sentence, index: int
) -> list[SourceFinding]:
    """Return the findings of a sentence: what each speaker governs ends where the next begins."""
    found, floor = [], sentence.start
    for place, one in enumerate(said):
        following = said[place + 1] if place + 1 < len(said) else None
        end = sentence.end
        if following and (following.side == "before" or one.side == "before"):
            end = following.verb
        elif following and one.side != "after":
            end = max(one.end, _comma_before(reading, following.verb, one.end))
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


def _comma_before(reading: Reading, index: int, floor: int) -> int:
    while index > floor and reading.tokens[index - 1].text not in COMMAS:
        index -= 1
    return index


def _unconfirmed(reading: Reading, found: list[SourceFinding]) -> tuple[SourceFinding, ...]:
    """Return *found*, unconfirmed where the text says that it could not be verified."""
    doubtful: set[int] = set()
    starts = [one.start for one in found]
    doubted: set[tuple[str | None, str]] = set()
    for match in words_of(reading.pack).unverified.find(reading.tokens):
        last = bisect_left(starts, match.start) - 1
        if last < 0:
            continue
        sentence = reading.sentences[reading.sentence_of(match.start)]
        words = {t.text for t in reading.tokens[sentence.start : sentence.end]}
        doubtful.add(last)
        if words & words_of(reading.pack).figures:
            doubted.add(_speaker(found[last]))
    return tuple(
        replace(one, certainty="unconfirmed")
        if place in doubtful or _speaker(one) in doubted
        else one
        for place, one in enumerate(found)
    )


def _speaker(one: SourceFinding) -> tuple[str | None, str]:
    return one.source.id, one.source.name


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


def _quoted_from(reading: Reading, found: list[SourceFinding]) -> list[SourceFinding]:
    """Return *found* with the covers of a quotation that its speaker closes drawn to its opening.

    The lines of one paragraph may each be a sentence.
    """
    result = list(found)
    tokens = reading.tokens
    for place, one in enumerate(found):
        start = reading.sentences[one.sentence].start
        marks = [at for at in range(start, one.start) if tokens[at].text == QUOTE]
        if one.covers[0] != start or len(marks) % 2 == 0:
            continue
        floor = max(found[place - 1].covers[1] if place else 0, start - LONGEST_QUOTE)
        for at in range(start - 1, floor - 1, -1):
            if len(tokens[at].text) > 1 and tokens[at].kind == "break":
                break
            if tokens[at].text == QUOTE:
                result[place] = replace(one, covers=(at, one.covers[1]))
                break
    return result
