"""Cut a text into the stretches that each speak of one act, with what was found in them."""

import itertools
from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from streams.steps.extract.clauses import joints_of, shares_of
from streams.steps.extract.cues import cue_book
from streams.steps.extract.days import DAYS, OF_LINE, is_of_writing, may_be_of_act
from streams.steps.extract.findings import (
    BESIDES,
    ActorFinding,
    DateFinding,
    Findings,
    PlaceFinding,
    TriggerFinding,
)
from streams.steps.extract.reading import Reading
from streams.steps.extract.recalls import (
    NEAR_START,
    comes_after,
    having_done,
    is_past,
    points_back,
    told_until,
)
from streams.steps.extract.sentence_findings import NOTHING, Here, by_sentence
from streams.steps.extract.triggers import (
    TELLING,
    form_of,
    is_definite,
    title_sentences,
)
from streams.text.phrases import PhraseBook

CUES = ("turns", "another_places", "ordinals", "also", "scene", "sums", "last_days")
"""Lists of words that say, wherever they stand in a segment, how it goes on."""
KILLED = "verb_killed"
"""The verb of killing tells no act without another word: it stands in accidents too."""
HABIT = "background_habit"
"""Words of what happens again and again, wherever they stand."""
UNTRUE = "denied_untrue"
"""Words that deny an act itself, not only the doing of it."""
ITEM_MARKS = frozenset({":", "-", "\N{EN DASH}", "\N{EM DASH}"})
FURTHER = 2
"""How near to an act noun a word of a further one stands."""
LINE = 16
"""A line above or below a text has no more words than this."""
FIRED = frozenset({"missile", "rocket", "mortar", "drone"})
"""Weapons that, named as known, stand for the act itself ("the rocket")."""


class Segment(Struct, frozen=True, kw_only=True):
    """Tokens *start* to *end* and what stands in them.

    *casualties* are indices of `Findings.casualties`. *turns*: it begins another act. *another*:
    it names one ("another strike"). *ordinal*: it has a number in a row ("the second"). *also*: it has a
    word that adds it to what was told. *at_scene*: it was where the act told before was. *same_speaker*: somebody named before goes on speaking ("he said"). *adds_up*: it gives the toll of several. *tells*: its
    words tell an act of their own. *opens_with_site*:
    it begins with where ("In Mosul, …"). *dated*: it is an item of a list by days ("8 September: …"). *shares*: its figure is one of several told place by place. *placed_by_speaker*: its sites only say where somebody speaks.
    *recalled*: it speaks of the past. *had*: it opens with a verb of having done, or of having told so. *demonstrative*: it opens with "that attack", of the sentence before. *last_day*: it opens with a weekday gone by ("last Monday"). *planned*: of what has not happened. *denied*: it says that there was no act. *refers*: its act is
    one that was told before ("the attack", وقع الهجوم). *same_fight*: it speaks of "the fighting". *tells_anew*: its act nouns are indefinite.
    """

    start: int
    end: int
    sentence: int
    title: bool
    turns: bool
    another: bool
    ordinal: bool
    also: bool
    at_scene: bool
    same_speaker: bool
    placed_by_speaker: bool
    opens_with_site: bool
    dated: bool
    shares: bool
    adds_up: bool
    recalled: bool
    last_day: bool
    had: bool
    demonstrative: bool
    past: bool
    habitual: bool
    planned: bool
    denied: bool
    refers: bool
    same_fight: bool
    tells: bool
    tells_anew: bool
    triggers: tuple[TriggerFinding, ...]
    casualties: tuple[int, ...]
    sites: tuple[PlaceFinding, ...]
    wider: tuple[PlaceFinding, ...]
    dates: tuple[DateFinding, ...]
    actors: tuple[ActorFinding, ...]


def cut(reading: Reading, findings: Findings) -> tuple[Segment, ...]:
    """Return the segments of *reading*: sentences, and clauses that have a site of their own."""
    found = []
    nearby = by_sentence(findings)
    titles = title_sentences(reading)
    cues = _cues_in(reading)
    for index, sentence in enumerate(reading.sentences):
        here = nearby.get(index, NOTHING)
        shares = shares_of(reading, here)
        bounds = [sentence.start, *joints_of(reading, index, here, shares), sentence.end]
        for place, (start, end) in enumerate(itertools.pairwise(bounds)):
            found.append(
                _segment(
                    reading,
                    here,
                    index,
                    start,
                    end,
                    first=place == 0,
                    titles=titles,
                    shares=shares,
                    cues=cues,
                )
            )
    return tuple(found)


def _cues_in(reading: Reading) -> dict[str, PhraseBook[bool]]:
    """Return those lists of `CUES` of which *reading* has a word: most texts have few."""
    books = ((which, cue_book(reading.pack, which)) for which in CUES)
    tokens = reading.tokens
    return {which: book for which, book in books if tokens.starting(book, 0, len(tokens))}


def _segment(
    reading: Reading,
    here: Here,
    index: int,
    start: int,
    end: int,
    *,
    first: bool,
    titles: int,
    shares: frozenset[int],
    cues: Mapping[str, PhraseBook[bool]],
) -> Segment:
    def has(cue: str, until: int = end) -> bool:
        book = cues.get(cue)
        return book is not None and bool(book.find(reading.tokens, start=start, end=until))

    sentence = reading.sentences[index]
    triggers = tuple(t for t in here.triggers if start <= t.start < end)
    until = told_until(reading, here, triggers, start, end)
    places = [p for p in here.places if start <= p.start < until and not _is_actor(p, here)]
    opening = min(end, start + NEAR_START)
    # "The group said on Friday that in response it had …": what somebody says may turn too.
    speaks = any(start <= s.start < opening for s in here.sources)
    recalled = [t for t in triggers if t.nature == "background"]
    sites = tuple(p for p in places if p.place.role == "site")
    figures = [(i, c) for i, c in here.casualties if start <= c.start < end]
    casualties = tuple(i for i, c in figures if not c.background)
    actors = tuple(a for a in here.actors if start <= a.start < end)
    opens_with_site = any(p.start <= start + 2 for p in sites)
    was = bool(reading.pack.strikes.was)
    done = having_done(reading, here, start, end)
    return Segment(
        start=start,
        end=end,
        sentence=index,
        title=index < titles,
        turns=first and has("turns", min(end, opening + (8 if speaks else 4))),
        another=_names_another(reading, triggers, start, end) or has("another_places"),
        ordinal=has("ordinals"),
        also=has("also"),
        at_scene=has("scene"),
        same_speaker=any(s.rule == "pronoun" and start <= s.start < end for s in here.sources),
        placed_by_speaker=bool(sites) and all(_is_of_speaker(p, here) for p in sites),
        opens_with_site=opens_with_site,
        dated=any(_heads_item(reading, day, start, end) for day in here.dates),
        shares=any(c.start in shares for _, c in figures),
        adds_up=has("sums"),
        recalled=(sentence.paragraph > 0 or index > titles)
        and (
            any(t.start < opening for t in recalled)
            or (was and done >= 0 and not any(start <= s.start < done for s in here.sources))
            or comes_after(reading, triggers, figures, start, end)
        ),
        had=done >= 0,
        demonstrative=points_back(reading, triggers, start, opening),
        last_day=has("last_days", min(end, start + 2)),
        past=is_past(reading, triggers, start, end),
        habitual=any(t.rule == HABIT for t in recalled),
        planned=any(t.nature == "planned" for t in triggers),
        denied=any(t.rule == UNTRUE for t in triggers),
        refers=_refers(reading, triggers, counts=bool(figures)),
        same_fight=any(form_of(t) == "clash" and is_definite(reading, t) for t in triggers),
        tells=_tells(triggers, actors, counts=bool(casualties), opens_with_site=opens_with_site),
        tells_anew=_tells_anew(reading, triggers),
        triggers=triggers,
        casualties=casualties,
        sites=sites,
        wider=tuple(p for p in places if p not in sites),
        dates=_days_of_act(reading, here, start, until),
        actors=actors,
    )


def _days_of_act(reading: Reading, here: Here, start: int, end: int) -> tuple[DateFinding, ...]:
    """Return the days that may be of the act of a clause, the one of writing last.

    A full date in a line that tells nothing is the page's own ("October 13, 1986, by our reporter").
    """
    claims = [claim for _, claim in here.casualties]
    is_line = end - start <= LINE and not claims and not here.triggers
    days = (
        replace(day, rule=OF_LINE + day.rule)
        if is_line and day.occurred.basis == "stated" and not day.rule.startswith("labelled_")
        else day
        for day in here.dates
        if start <= day.start < end
        and may_be_of_act(
            reading, day, sources=here.sources, triggers=here.triggers, casualties=claims
        )
    )
    return tuple(sorted(days, key=is_of_writing))


def _heads_item(reading: Reading, day: DateFinding, start: int, end: int) -> bool:
    """Tell a day that a clause opens with, set off by a colon or a dash."""
    return (
        start <= day.start <= start + 1
        and day.end < end
        and day.occurred.precision in DAYS
        and reading.tokens[day.end].text in ITEM_MARKS
    )


def _names_another(
    reading: Reading, triggers: Sequence[TriggerFinding], start: int, end: int
) -> bool:
    """Tell whether an act noun has a word of a further one beside it ("another raid", غارة أخرى)."""
    before, after = cue_book(reading.pack, "another"), cue_book(reading.pack, "another_after")
    against = cue_book(reading.pack, "onto")
    for trigger in triggers:
        if form_of(trigger) not in {"event", "blast"}:
            continue
        first = max(start, trigger.start - FURTHER)
        if any(m.end == trigger.start for m in before.find(reading.tokens, start=first, end=end)):
            return True
        found = after.find(reading.tokens, start=trigger.end, end=min(end, trigger.end + FURTHER))
        # "هجوم إرهابي آخر", but "هجوم على آخر معاقله": an adjective may stand between, no preposition.
        if found and not against.find(reading.tokens, start=trigger.end, end=found[0].start):
            return True
    return False


def _is_actor(place: PlaceFinding, here: Here) -> bool:
    """Tell whether a place name stands for the state or group that acts there."""
    return any(
        one.start <= place.start < one.end and one.actor.object is None for one in here.actors
    )


def _tells(
    triggers: Sequence[TriggerFinding],
    actors: Sequence[ActorFinding],
    *,
    counts: bool,
    opens_with_site: bool,
) -> bool:
    """Tell whether act words tell an act of their own; *counts* where figures stand with them."""
    if {"attacker", "target"} <= {one.role for one in actors if one.rule not in BESIDES}:
        return True
    acts = [t for t in triggers if t.nature == "act"]
    if not acts:
        return False
    forms = {form_of(t) for t in acts if t.rule != KILLED}
    return (
        any(t.strength >= TELLING and form_of(t) not in {"carry", "weapon"} for t in acts)
        or ("weapon" in forms and bool(forms & {"carry", "verb"}))
        or (counts and bool(forms & {"weapon", "verb"}))
        or (opens_with_site and "verb" in forms)
    )


def _is_of_speaker(place: PlaceFinding, here: Here) -> bool:
    """Tell whether a place only says who speaks ("an official in Paris")."""
    return any(one.start < place.start < one.end for one in here.sources)


def _refers(reading: Reading, triggers: Sequence[TriggerFinding], *, counts: bool) -> bool:
    """Tell whether act nouns are definite: an act that the reader knows already.

    With a figure (*counts*) or a verb of launching every one must be.
    """
    nouns = [t for t in triggers if form_of(t) in {"event", "blast"}]
    nouns = nouns or [t for t in triggers if t.weapon in FIRED]
    if not nouns:
        return False
    definite = [is_definite(reading, noun) for noun in nouns if not _is_annexed(reading, noun)]
    if not definite:
        return False
    launched = any(form_of(t) == "carry" for t in triggers)
    return all(definite) if counts or launched else any(definite)


def _is_annexed(reading: Reading, trigger: TriggerFinding) -> bool:
    """Tell a noun that only the next one makes definite (إطلاق النار): it says nothing of being known."""
    article = reading.pack.strikes.article
    first, last = reading.tokens[trigger.start], reading.tokens[trigger.end - 1]
    return (
        bool(article)
        and first is not last
        and last.text.startswith(article)
        and not is_definite(reading, trigger)
    )


def _tells_anew(reading: Reading, triggers: Sequence[TriggerFinding]) -> bool:
    """Tell whether an act noun is indefinite ("an attack", هجوم): the reader does not know the act."""
    nouns = [t for t in triggers if form_of(t) in {"event", "blast", "clash"}]
    return bool(nouns) and not any(is_definite(reading, noun) for noun in nouns)
