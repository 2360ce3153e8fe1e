"""Which names of a text are mentions of places, with the heads and directions that belong to them."""

from msgspec.structs import replace

from streams.gazetteer.index import Gazetteer
from streams.gazetteer.keys import ARTICLES, arabic_key
from streams.steps.extract.place_anaphora import anaphors
from streams.steps.extract.place_capitals import capitals, is_outside
from streams.steps.extract.place_context import (
    Context,
    context_of,
    has_cue,
    is_own_name,
    spelled_so,
    tier,
)
from streams.steps.extract.place_lexicon import Word, WordBook
from streams.steps.extract.place_names import (
    KNOWN,
    Name,
    find_names,
    is_capital,
    is_name_word,
    masked,
    touches,
)
from streams.steps.extract.place_scan import Mention
from streams.steps.extract.place_unknown import unknown_mentions
from streams.steps.extract.reading import Reading


def find_mentions(reading: Reading, *, gazetteer: Gazetteer, book: WordBook) -> list[Mention]:
    """Return the mentions of places in *reading* in order, none of which overlap."""
    covered, peoples = masked(reading, book)
    names = tuple(find_names(reading, gazetteer=gazetteer, book=book, covered=covered))
    context = context_of(reading, book, names, peoples)
    mentions = [
        mention for name in names if (mention := _known(reading, book, name, context)) is not None
    ]
    mentions += capitals(reading, gazetteer, book, context, mentions)
    mentions.sort(key=lambda mention: (mention.start, -mention.end))
    mentions = _without_overlap(mentions)
    mentions += unknown_mentions(reading, book, mentions, covered)
    mentions += anaphors(reading, book, mentions)
    mentions.sort(key=lambda mention: (mention.start, -mention.end))
    return _without_overlap(mentions)


def _known(reading: Reading, book: WordBook, name: Name, context: Context) -> Mention | None:
    """Return the mention of a gazetteer name, None where it is more likely no place."""
    tokens = reading.tokens
    # "مسجد بمدينة …" is no mosque of Medina.
    led = bool(name.clitic) and name.common
    if name.clitic in reading.pack.strikes.linking:
        opened = book.before(tokens, name.start, "head")
        if opened is not None and not opened.clitic.endswith(book.article):
            # "مسجد فاطمة": what looks like "and Atmeh" is the name that the head opens.
            return None
    # A name may stand in marks, as in «دوما» behind مدينة.
    marked = name.start > 0 and tokens[name.start - 1].text in {"(", '"'} and not book.latin
    before = book.before(tokens, name.start - marked, "head") if not led else None
    before = before or _capital_of_people(reading, book, name)
    if before is not None and book.is_misread(tokens, before):
        before = None
    if before is not None and name.common and book.article and before.clitic.endswith(book.article):
        # "المستوطنة الجديدة": a head with its article has no name behind it.
        before = None
    after = book.at(tokens, name.end, "head_after") if not name.trim else None
    if (
        after is not None
        and name.entries[0].kind in {"province", "country", "sea"}
        and book.at(tokens, after.end, "of")
    ):
        # "the West Bank city of Jenin": the head is the next name's.
        after = None
    if (
        before is not None
        and book.latin
        and before.start > 0
        and _ends_name(reading, book, before.start)
        and book.at(tokens, before.start, "head_after")
    ):
        # "the Chatkan area of Panjgur": the head is that of the name before.
        before = None
    if (
        book.latin
        and before is not None
        and after is not None
        and after.head is not None
        and after.head.kind == "province"
        and before.head is not after.head
    ):
        # "a larger town of Chin state": the head is that of another place.
        before = None
    head = (before or after).head if before or after else None  # type: ignore[union-attr]
    entry = context.choose(
        name,
        kind=head.kind if head else None,
        spelled=spelled_so(reading, name),
    )
    cue = head is not None or has_cue(reading, book, name) or _is_listed(reading, book, name)
    strength = tier(name, entry)
    fits = entry.iso in context.weights
    if strength < 3 and not fits and context.weights and not is_own_name(name, entry):
        # Far away, and known by another name: "Boni" in Mali is not Bône.
        return None
    accepted = (
        strength == 3
        or (
            strength == 2 and (fits or (cue and (name.words > 1 or entry.population >= 10 * KNOWN)))
        )
        or (strength == 1 and fits and (cue or name.words > 1))
        or (strength == 1 and name.words > 1 and entry.kind == "site" and not context.weights)
        or (
            strength == 0
            and fits
            and (
                before is not None
                or (cue and (book.leads_in(name.clitic) or book.aims(name.clitic)))
                or _is_led_in(reading, book, name)
            )
        )
        or (strength == 0 and entry.source in {"country", "capital"} and cue)
    )
    if (
        not accepted
        or (
            (strength < 3 or (book.latin and spelled_so(reading, name) is None))
            and _is_in_longer_name(reading, book, name, before)
        )
        or (
            # "مسجد الرباط" far from Morocco: a name like a town's, not the town.
            head is not None
            and head.kind == "site"
            and head.opens
            and entry.kind != "sea"
            and bool(context.weights)
            and not fits
        )
    ):
        return None
    start, end = name.start, name.end
    if marked and before is not None and end < len(tokens) and tokens[end].text in {")", '"'}:
        end += 1
    bearing, bearing_of = "", False
    clitic = name.clitic
    if before is not None:
        start, clitic = before.start, before.clitic
    if after is not None:
        end = after.end
    following = book.at(tokens, end, "bearing_after")
    if following is not None and not name.trim:
        bearing, end = following.value, following.end
    if entry.kind == "sea" and (after is not None or before is not None):
        # "Red Sea port city of": the head is the town's.
        head, after, before, start, end = None, None, None, name.start, name.end
        clitic = name.clitic
    part = book.before(tokens, start, "part")
    if part is not None:
        start, clitic = part.start, part.clitic
    direction = book.before(tokens, start, "bearing")
    if direction is None and book.latin and book.at(tokens, start - 1, "article"):
        # "in the north-east of the Democratic Republic of Congo"
        direction = book.before(tokens, start - 1, "bearing")
    if (
        direction is not None
        and book.latin
        and before is not None
        and not book.at(tokens, direction.end - 1, "of")
    ):
        # "the southern province of Helmand": where it lies in its country, no part of it.
        direction = None
    if (
        direction is not None
        and not bearing
        and not (book.joins(clitic) or book.aims(clitic) or book.leads_in(clitic))
    ):
        bearing, bearing_of = direction.value, is_outside(book, tokens, direction)
        start, clitic = direction.start, direction.clitic
    return Mention(
        start=start, end=end, name_start=name.start, clitic=clitic, entry=entry, head=head,
        bearing=bearing, bearing_of=bearing_of, trim=name.trim if end == name.end else 0,
    )  # fmt: skip


def _capital_of_people(reading: Reading, book: WordBook, name: Name) -> Word | None:
    """Return the head of "العاصمة الصومالية مقديشو", None where no such people stands before."""
    if book.latin or name.clitic or name.entries[0].source != "capital":
        return None
    people = book.before(reading.tokens, name.start, "nationality")
    if people is None or book.before(reading.tokens, people.start, "capital") is None:
        return None
    return book.before(reading.tokens, people.start, "head")


def _ends_name(reading: Reading, book: WordBook, end: int) -> bool:
    """Tell whether a name ends before token *end*, its last word an ordinary one even ("Gul Imam")."""
    return is_name_word(reading, book, end - 1) or (
        end > 1 and is_capital(reading, end - 1) and is_name_word(reading, book, end - 2)
    )


def _is_led_in(reading: Reading, book: WordBook, name: Name) -> bool:
    """Tell "in Palma", "near Bol", "في المرج" from a common word of the same letters.

    "In March" is none. Arabic has no capitals: only some of its common words are places there, any
    where it is told at once where that lies ("في صور جنوبي لبنان").
    """
    tokens = reading.tokens
    leads = ("locative", "near") if book.latin else ("inside", "near")
    if book.before(tokens, name.start, *leads) is None:
        return False
    if book.latin:
        capitals = reading.quote(reading.span(name.start, name.end)).isupper()
        return book.at(tokens, name.start, "stop") is None and not capitals
    if arabic_key([token.text for token in tokens[name.start : name.end]]) in book.led:
        return True
    lies = book.at(tokens, name.end, "bearing", "belongs", "head")
    return lies is not None and (lies.meaning != "head" or book.leads_in(lies.clitic))


def _is_in_longer_name(reading: Reading, book: WordBook, name: Name, head: Word | None) -> bool:
    """Tell "Wani" in "Bilal Ibrahim Wani", "Khalil" in "Khalil Suleiman hospital"."""
    tokens, before = reading.tokens, name.start - 1
    if not book.latin:
        return False
    end = name.end
    if end + 2 < len(tokens) and tokens[end].text in ARTICLES and tokens[end + 1].text == "-":
        # "Bab al-Nairab" is not al-Bab.
        return is_capital(reading, end + 2)
    while end < len(tokens) and end < name.end + 3 and is_name_word(reading, book, end):
        end += 1
    if end > name.end and not name.trim:
        return True
    if before > 0 and tokens[before].text == "-" and touches(tokens, before):
        return is_name_word(reading, book, before - 1)
    particle = book.before(tokens, name.start, "particle")
    if particle is not None and particle.start > 0 and is_capital(reading, particle.start - 1):
        # "Carta de Moçambique"
        return True
    if head is not None or before < 1 or tokens[before - 1].kind != "word":
        return False
    return is_name_word(reading, book, before)


def _is_listed(reading: Reading, book: WordBook, name: Name) -> bool:
    """Tell a name that goes on a list: behind "و" or "and", or behind "," with a name before it."""
    tokens, start = reading.tokens, name.start
    if start == 0 or name.clitic in book.words.joining_clitics:
        return start > 0
    if tokens[start - 1].text == "/" or book.at(tokens, start - 1, "joiner"):
        return True
    return bool(
        book.latin
        and start > 1
        and tokens[start - 1].text == ","
        and (
            is_name_word(reading, book, start - 2)
            # "Catbalogan City, Samar"
            or (is_capital(reading, start - 2) and book.before(tokens, start - 1, "head_after"))
        )
    )


def _without_overlap(mentions: list[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in mentions:
        if kept and mention.start < kept[-1].end:
            # A head or direction that two names want belongs to the first of them.
            if mention.name_start >= kept[-1].end:
                kept.append(replace(mention, start=mention.name_start))
            continue
        kept.append(mention)
    return kept
