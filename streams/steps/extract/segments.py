"""Cut a text into the stretches that each speak of one act, with what was found in them."""

import itertools
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from streams.languages.pack import LanguagePack
from streams.steps.extract.days import OF_LINE, is_of_writing, may_be_of_act
from streams.steps.extract.findings import (
    BESIDES,
    ActorFinding,
    CasualtyFinding,
    DateFinding,
    PlaceFinding,
    SourceFinding,
    TriggerFinding,
)
from streams.steps.extract.reading import Reading
from streams.steps.extract.triggers import (
    form_of,
    is_definite,
    old_years,
    title_sentences,
)
from streams.text.phrases import PhraseBook
from streams.text.sentences import Sentence

NEAR_START = 4
"""A turn or a word of recalling so near to the beginning of a clause is said of all of it."""
KILLED = "verb_killed"
"""The verb of killing tells no act without another word: it stands in accidents too."""
PAST_TIME, HABIT = "background_past_time", "background_habit"
"""Words of a time before the news, and of what happens again and again, wherever they stand."""
UNTRUE = "denied_untrue"
"""Words that deny an act itself, not only the doing of it."""
REACH = 8
"""How far behind "was" the word may stand that makes it "had been" (كانت … قد)."""
FURTHER = 2
"""How near to an act noun a word of a further one stands."""
LINE = 16
"""A line above or below a text has no more words than this."""
NEAR_SINCE = 2
"""A day so near behind "since" is that since which an act goes on."""
CLAUSE_MARKS = frozenset({",", ";", "\N{ARABIC COMMA}", "\N{ARABIC SEMICOLON}"})
SHARE_REACH = 3
"""A place so near behind a figure is where it was counted."""
PLACED = frozenset({"site", "town", "district"})
"""Kinds of places by which the figures of one sentence may be parted."""
FIRED = frozenset({"missile", "rocket", "mortar", "drone"})
"""Weapons that, named as known, stand for the act itself ("the rocket")."""
TELLING = 0.5
"""An act word of this strength tells an act by itself."""


class Findings(Struct, frozen=True, kw_only=True):
    """All that was found in a text, each kind in order."""

    triggers: Sequence[TriggerFinding]
    sources: Sequence[SourceFinding]
    casualties: Sequence[CasualtyFinding]
    places: Sequence[PlaceFinding]
    dates: Sequence[DateFinding]
    actors: Sequence[ActorFinding]


class Segment(Struct, frozen=True, kw_only=True):
    """Tokens *start* to *end* and what stands in them.

    *casualties* are indices of `Findings.casualties`. *turns*: it begins another act. *another*:
    it names one ("another strike"). *ordinal*: it has a number in a row ("the second"). *also*: it has a
    word that adds it to what was told. *at_scene*: it was where the act told before was. *adds_up*: it gives the toll of several. *tells*: its
    words tell an act of their own. *opens_with_site*:
    it begins with where ("In Mosul, …"). *shares*: its figure is one of several told place by place. *placed_by_speaker*: its sites only say where somebody speaks.
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
    placed_by_speaker: bool
    opens_with_site: bool
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
    nearby = _by_sentence(findings)
    titles = title_sentences(reading)
    for index, sentence in enumerate(reading.sentences):
        here = nearby.get(index, _NOTHING)
        shares = _shares(reading, here)
        bounds = [sentence.start, *_joints(reading, index, here, shares), sentence.end]
        for place, (start, end) in enumerate(itertools.pairwise(bounds)):
            found.append(
                _segment(
                    reading, here, index, start, end, first=place == 0, titles=titles, shares=shares
                )
            )
    return tuple(found)


class _Here(Struct, frozen=True, kw_only=True):
    """What was found in one sentence; *casualties* with their place in `Findings.casualties`."""

    triggers: list[TriggerFinding] = []
    sources: list[SourceFinding] = []
    casualties: list[tuple[int, CasualtyFinding]] = []
    places: list[PlaceFinding] = []
    dates: list[DateFinding] = []
    actors: list[ActorFinding] = []


_NOTHING = _Here()


def _by_sentence(findings: Findings) -> dict[int, _Here]:
    """Return the findings of each sentence, so that a long text takes no longer a word."""
    found: defaultdict[int, _Here] = defaultdict(_Here)
    for trigger in findings.triggers:
        found[trigger.sentence].triggers.append(trigger)
    for source in findings.sources:
        found[source.sentence].sources.append(source)
    for index, claim in enumerate(findings.casualties):
        found[claim.sentence].casualties.append((index, claim))
    for place in findings.places:
        found[place.sentence].places.append(place)
    for day in findings.dates:
        found[day.sentence].dates.append(day)
    for actor in findings.actors:
        found[actor.sentence].actors.append(actor)
    return found


def _joints(reading: Reading, index: int, here: _Here, shares: frozenset[int]) -> list[int]:
    """Return where a sentence falls into clauses that each have a claim or act, and a site."""
    sentence = reading.sentences[index]
    joiners = _book(reading.pack, "joiners")
    sites = [p.start for p in here.places if p.place.role == "site"]
    counted = [c.start for _, c in here.casualties if not c.background]
    told = counted + [t.start for t in here.triggers if t.nature == "act" and t.strength >= TELLING]
    joints: list[int] = []
    joined = [
        m.start for m in joiners.find(reading.tokens, start=sentence.start + 1, end=sentence.end)
    ]
    for at in sorted({*joined, *_conjoined(reading, sentence), *_parts_by_place(here), *shares}):
        floor = joints[-1] if joints else sentence.start
        if (at in shares and any(floor <= s < at for s in counted)) or (
            any(floor <= s < at for s in sites)
            and any(floor <= s < at for s in told)
            and any(s >= at for s in sites)
            and any(s >= at for s in told)
        ):
            joints.append(at)
    return joints


def _conjoined(reading: Reading, sentence: Sentence) -> list[int]:
    """Return where, behind a comma or the like, a clause is joined on with "and" (، وفي …)."""
    words = reading.pack.strikes
    found = []
    for at in range(sentence.start + 1, sentence.end - 1):
        if reading.tokens[at].text in CLAUSE_MARKS:
            behind = reading.tokens[at + 1].text
            if behind in words.conjunctions or (
                words.article and behind.startswith(words.conjunctions)
            ):
                found.append(at + 1)
    return found


def _parts_by_place(here: _Here) -> list[int]:
    """Return where figures begin that have a place of their own, behind others that have theirs."""
    sites = [p for p in here.places if p.place.role == "site" and p.place.kind in PLACED]
    own = [c for _, c in here.casualties if not c.background and c.subset_of is None]
    found = []
    for before, claim in itertools.pairwise(own):
        first = [p.place.name for p in sites if before.end <= p.start < claim.start]
        then = [p.place.name for p in sites if claim.end <= p.start]
        if first and then and then[0] not in first:
            found.append(claim.start)
    return found


def _shares(reading: Reading, here: _Here) -> frozenset[int]:
    """Return where figures begin that are told place by place ("three in Houla, two in Yaroun")."""
    told = [claim for _, claim in here.casualties if not claim.background]
    placed = [
        (claim.start, place.end)
        for claim, then in itertools.pairwise([*told, None])
        if claim is not None
        for place in here.places
        if claim.end <= place.start < claim.end + SHARE_REACH
        and (then is None or place.start < then.start)
    ]
    return frozenset(
        at
        for (first, end), (then, _) in itertools.pairwise(placed)
        if first != then and _only_joins(reading, end, then)
        for at in (first, then)
    )


def _only_joins(reading: Reading, start: int, end: int) -> bool:
    """Tell whether nothing but commas and words that join stand between two tokens."""
    joins = {*CLAUSE_MARKS, *reading.pack.strikes.conjunctions}
    return start <= end and all(reading.tokens[k].text in joins for k in range(start, end))


def _segment(
    reading: Reading,
    here: _Here,
    index: int,
    start: int,
    end: int,
    *,
    first: bool,
    titles: int,
    shares: frozenset[int],
) -> Segment:
    sentence = reading.sentences[index]
    triggers = tuple(t for t in here.triggers if start <= t.start < end)
    until = _told_until(reading, here, triggers, start, end)
    places = [p for p in here.places if start <= p.start < until and not _is_actor(p, here)]
    opening = min(end, start + NEAR_START)
    turns = first and bool(
        _book(reading.pack, "turns").find(reading.tokens, start=start, end=min(end, opening + 4))
    )
    recalled = [t for t in triggers if t.nature == "background"]
    sites = tuple(p for p in places if p.place.role == "site")
    figures = [(i, c) for i, c in here.casualties if start <= c.start < end]
    casualties = tuple(i for i, c in figures if not c.background)
    actors = tuple(a for a in here.actors if start <= a.start < end)
    opens_with_site = any(p.start <= start + 2 for p in sites)
    was = bool(reading.pack.strikes.was)
    done = _having_done(reading, here, start, end)
    return Segment(
        start=start,
        end=end,
        sentence=index,
        title=index < titles,
        turns=turns,
        another=_names_another(reading, triggers, start, end)
        or bool(_book(reading.pack, "another_places").find(reading.tokens, start=start, end=end)),
        ordinal=bool(_book(reading.pack, "ordinals").find(reading.tokens, start=start, end=end)),
        also=bool(_book(reading.pack, "also").find(reading.tokens, start=start, end=end)),
        at_scene=bool(_book(reading.pack, "scene").find(reading.tokens, start=start, end=end)),
        placed_by_speaker=bool(sites) and all(_is_of_speaker(p, here) for p in sites),
        opens_with_site=opens_with_site,
        shares=any(c.start in shares for _, c in figures),
        adds_up=bool(_book(reading.pack, "sums").find(reading.tokens, start=start, end=end)),
        recalled=(sentence.paragraph > 0 or index > titles)
        and (
            any(t.start < opening for t in recalled)
            or (was and done >= 0 and not any(start <= s.start < done for s in here.sources))
            or _comes_after(reading, triggers, figures, start, end)
        ),
        had=done >= 0,
        demonstrative=_points_back(reading, triggers, start, opening),
        last_day=bool(
            _book(reading.pack, "last_days").find(
                reading.tokens, start=start, end=min(end, start + 2)
            )
        ),
        past=_is_past(reading, triggers, start, end),
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


def _is_past(reading: Reading, triggers: Sequence[TriggerFinding], start: int, end: int) -> bool:
    """Tell whether words of an earlier time are said of the clause itself.

    Behind "after", "since" or "in response to" they are said of what came before it.
    """
    times = [t.start for t in triggers if t.rule == PAST_TIME]
    times += old_years(reading, start, end)
    if not times:
        return False
    after = _book(reading.pack, "after").find(reading.tokens, start=start, end=end)
    first = min((t.start for t in triggers if t.nature == "act"), default=start)
    after = [match for match in after if match.start > first]
    return any(not any(match.start < at for match in after) for at in times)


def _having_done(reading: Reading, here: _Here, start: int, end: int) -> int:
    """Return where a verb of having done stands that opens a sentence (كانت الطائرات **قد** قصفت), else -1."""
    if reading.pack.strikes.was:
        was = _book(reading.pack, "was").find(reading.tokens, start=start, end=min(end, start + 2))
        if not was:
            return -1
        if any(form_of(t) == "event" and start < t.start <= start + 2 for t in here.triggers):
            return start
    done = _book(reading.pack, "had").find(
        reading.tokens, start=start + 1, end=min(end, start + REACH)
    )
    return done[0].start if done else -1


def _points_back(
    reading: Reading, triggers: Sequence[TriggerFinding], start: int, opening: int
) -> bool:
    """Tell whether a clause opens with "that attack", "those raids", said of the sentence before."""
    nouns = {t.start for t in triggers if form_of(t) in {"event", "blast"} and t.start < opening}
    that = _book(reading.pack, "that").find(reading.tokens, start=start, end=opening)
    return any(match.end in nouns for match in that)


def _comes_after(
    reading: Reading,
    triggers: Sequence[TriggerFinding],
    figures: Sequence[tuple[int, CasualtyFinding]],
    start: int,
    end: int,
) -> bool:
    """Tell whether the act that is known came days after what the sentence goes on to tell."""
    known = [t for t in triggers if form_of(t) in {"event", "blast"} and is_definite(reading, t)]
    if not known or known[0].start >= start + NEAR_START:
        return False
    after = _book(reading.pack, "days_after").find(
        reading.tokens, start=known[0].end, end=min(end, known[0].end + NEAR_START)
    )
    return bool(after) and all(claim.start > after[0].start for _, claim in figures)


def _told_until(
    reading: Reading, here: _Here, triggers: Sequence[TriggerFinding], start: int, end: int
) -> int:
    """Return where "since …", behind all that a clause tells, leads to another time and place, else *end*.

    "Since Monday" does not: there a day follows at once.
    """
    acts = [t.start for t in triggers if t.nature == "act"]
    days = {day.start for day in here.dates}
    for match in _book(reading.pack, "since").find(reading.tokens, start=start, end=end):
        at_once = not days.isdisjoint(range(match.start, match.end + NEAR_SINCE))
        if acts and acts[0] < match.start > acts[-1] and not at_once:
            return match.end
    return end


def _days_of_act(reading: Reading, here: _Here, start: int, end: int) -> tuple[DateFinding, ...]:
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


def _names_another(
    reading: Reading, triggers: Sequence[TriggerFinding], start: int, end: int
) -> bool:
    """Tell whether an act noun has a word of a further one beside it ("another raid", غارة أخرى)."""
    before, after = _book(reading.pack, "another"), _book(reading.pack, "another_after")
    for trigger in triggers:
        if form_of(trigger) not in {"event", "blast"}:
            continue
        first = max(start, trigger.start - FURTHER)
        if any(m.end == trigger.start for m in before.find(reading.tokens, start=first, end=end)):
            return True
        if after.find(reading.tokens, start=trigger.end, end=min(end, trigger.end + FURTHER)):
            return True
    return False


def _is_actor(place: PlaceFinding, here: _Here) -> bool:
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


def _is_of_speaker(place: PlaceFinding, here: _Here) -> bool:
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


@lru_cache
def _book(pack: LanguagePack, which: str) -> PhraseBook[bool]:
    words: tuple[str, ...] = getattr(pack.strikes, which)
    return PhraseBook(((word, True) for word in words), proclitics=pack.strikes.linking)
