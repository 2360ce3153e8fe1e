"""Where people, fire and fighting come from and go to: no sites, unless the fighting itself moves there."""

from streams.records.report import PlaceRole
from streams.steps.extract.findings import PlaceFinding
from streams.steps.extract.place_lexicon import Word, WordBook
from streams.steps.extract.place_scan import Mention
from streams.steps.extract.reading import Reading

_REACH = 7
"""Tokens between a word of firing or going and its preposition, and one."""
_FIGHTING_REACH = 8
"""Tokens between the fighting and where it comes from or goes to."""


def movement_of(
    reading: Reading, book: WordBook, mention: Mention, lead: int, previous: PlaceFinding | None
) -> tuple[PlaceRole, str] | None:
    """Return role and rule of a place of firing, departure or destination; None for another.

    *lead* is where its phrase begins.
    """
    tokens = reading.tokens
    origin = book.before(tokens, lead, "from")
    if origin is not None:
        word = _behind(book, reading, origin, "launch", "moves")
        if word is not None and word.meaning == "launch":
            return "launch", "launch"
        if word is not None or book.latin or not _is_part_from(book, reading, origin.start):
            return "reference", "movement"
    aim = book.before(tokens, lead, "to")
    if aim is not None and _is_destination(reading, book, mention, aim, previous):
        return "reference", "movement"
    return None


def _is_destination(
    reading: Reading, book: WordBook, mention: Mention, aim: Word, previous: PlaceFinding | None
) -> bool:
    """Tell "fled to X", "from X to the capital, Y"; of "the road to X" nobody knows."""
    goes = previous is not None and previous.rule == "movement"
    if goes and previous is not None and aim.start - previous.end <= 1:
        return True
    if _behind(book, reading, aim, "moves") is not None:
        return True
    bare = aim.end == mention.start and book.at(reading.tokens, aim.start, "goal") is not None
    return bare and not mention.bearing and not book.before(reading.tokens, aim.start, "road")


def _behind(book: WordBook, reading: Reading, way: Word, *meanings: str) -> Word | None:
    """Return the nearest word of *meanings* a few tokens before a preposition."""
    found = (book.at(reading.tokens, way.start - back, *meanings) for back in range(1, _REACH))
    return next(filter(None, found), None)


def moves_fighting(book: WordBook, reading: Reading, mention: Mention) -> Word | None:
    """Tell "انتقلت المواجهات من حي … إلى بلدات …": the fighting itself comes and goes."""
    tokens = reading.tokens
    way = book.before(tokens, mention.start, "from", "to")
    if way is None:
        return None
    found = (
        book.at(tokens, way.start - back, "fighting")
        for back in range(1, _FIGHTING_REACH)
        if reading.sentence_of(way.start - back) == reading.sentence_of(way.start)
    )
    return next(filter(None, found), None)


def _is_part_from(book: WordBook, reading: Reading, at: int) -> bool:
    """Tell "أجزاء من", "الأوسط من", "القريبة من" (of) from "شاب من بلدة" (from)."""
    tokens = reading.tokens
    return any(
        book.at(tokens, at - back, "part", "bearing", "bearing_after", "share", "km", "mile")
        for back in range(1, 4)
    )


def is_launch_ground(
    book: WordBook, reading: Reading, mention: Mention, previous: PlaceFinding | None
) -> bool:
    """Tell "fired from bases inside X", "من قواعد داخل إيران", and "and Y" behind a launch place."""
    tokens = reading.tokens
    if (
        previous is not None
        and previous.place.role == "launch"
        and goes_on(book, reading, previous, mention)
    ):
        return True
    ground = book.before(tokens, mention.start, "ground")
    if ground is None:
        return False
    origin = book.before(tokens, ground.start, "from")
    return origin is not None and any(
        book.at(tokens, origin.start - back, "launch", "blow") for back in range(1, 7)
    )


def goes_on(book: WordBook, reading: Reading, previous: PlaceFinding, mention: Mention) -> bool:
    """Tell a place that "and" alone joins to the one before it."""
    gap = mention.start - previous.end
    if gap == 0:
        return book.joins(mention.clitic)
    return gap == 1 and book.at(reading.tokens, previous.end, "joiner") is not None
