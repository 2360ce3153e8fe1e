"""Subjects: who does what a verb says, before it or behind it."""

from streams.steps.extract.actors.clause import DASHES, FAR, NEAR, Clause
from streams.steps.extract.actors.nouns import Mention
from streams.steps.extract.actors.qualities import is_accusative, is_in_place, is_placed
from streams.steps.extract.actors.words import COMMAS
from streams.steps.extract.triggers import form_of


def subject_before(clause: Clause, start: int, reach: int) -> Mention | None:
    """Return the mention before a verb, where no clause begins or ends between them."""
    start = start if clause.before else over_relative(clause, over_backing(clause, start))
    left = clause.left(start, reach)
    if left and left.kind == "object" and (riders := riders_of(clause, left)):
        return riders
    if left and left.kind == "adjective" and not clause.before:
        named = [m for m in clause.mentions if m.end == left.start and m.kind == "armed"]
        left = named[0] if named else left  # الحوثيين اليمنيين أطلقوا
    if left and clause.before and is_aside(clause, left):
        return _over_asides(clause, left, start)
    if left is None:
        return None
    stop = over_identifying(clause, left.end, start)
    if left.end == stop - 1 and clause.tokens[left.end].text in clause.words.relatives:
        stop = left.end  # المسلحون الذين نفذوا
    if clause.parted(left.end, stop) and not (
        left.kind == "armed" and is_sited(clause, left.end, stop)
    ):
        return None
    if clause.before and (
        is_in_place(clause, left) or (left.kind == "state" and clause.comma(left.end, start))
    ):
        return None
    if any(t.text in DASHES or t.kind == "number" for t in clause.tokens[left.end : start]):
        return None
    before = left.start - 1
    if not clause.before and (
        clause.tokens[before].text in clause.words.inside or is_accusative(clause, left)
    ):
        return None
    if left.clitic in clause.pack.preposition_prefixes or clause.words.on.at(
        clause.tokens, before, end=left.start
    ):
        return None
    if (
        left.kind != "armed"
        and before >= clause.sentence.start
        and clause.tokens[before].text in clause.words.prepositions
    ):
        return None
    return left


def over_backing(clause: Clause, start: int) -> int:
    """Return where the words begin that tell, before *start*, who backs the one they follow (X، الموالي ل Y، …)."""
    backer = next((m for m in reversed(clause.mentions) if m.end <= start), None)
    if backer is None or start - backer.end > 2 or not clause.is_patron(backer):
        return start
    at = backer.start - 1
    while at > backer.start - 3 and not clause.words.patrons.at(
        clause.tokens, at, end=backer.start + 1
    ):
        at -= 1
    return at - 1 if clause.tokens[at - 1].text in COMMAS else at


def over_relative(clause: Clause, start: int) -> int:
    """Return where the relative clause begins that a comma ends before *start* (X التي تنشط في …، هاجمت)."""
    if start - 1 <= clause.sentence.start or clause.tokens[start - 1].text not in COMMAS:
        return start
    for at in range(start - 2, max(clause.sentence.start, start - FAR - NEAR), -1):
        if at in clause.stops or at in clause.acts:
            return start
        if clause.tokens[at].text in clause.words.relatives:
            begin = at
            while clause.tokens[begin - 1].text in COMMAS | {'"'}:
                begin -= 1
            ends = {begin, begin + 1}
            named = any(m.end in ends and m.kind == "armed" for m in clause.mentions)
            return begin if named else start
    return start


def is_sited(clause: Clause, start: int, end: int) -> bool:
    """Tell whether what parts tokens *start* to *end* only says where (جنوب دمشق)."""
    return not any(
        not clause.words.where.at(clause.tokens, at, end=end)
        and (
            clause.nouns.boundaries.at(clause.tokens, at, end=end)
            or clause.words.on.at(clause.tokens, at, end=end)
        )
        for at in range(start, end)
    )


def is_aside(clause: Clause, mention: Mention) -> bool:
    """Tell a place or thing that a preposition sets beside the subject: "jets flying from Chad"."""
    return is_in_place(clause, mention) or (
        mention.kind in {"object", "people"} and is_placed(clause, mention)
    )


def _over_asides(clause: Clause, aside: Mention, start: int) -> Mention | None:
    """Return the group before *aside* that is the subject of the verb at *start*."""
    doer = clause.left(aside.start, NEAR + 2)
    while doer and is_aside(clause, doer):
        doer = clause.left(doer.start, NEAR + 2)
    if doer is None or doer.kind != "armed":
        return None
    at = doer.start - 1
    while at > clause.sentence.start and clause.tokens[at].text in clause.words.joining:
        at -= 1
    if at >= clause.sentence.start and (
        clause.tokens[at].text in clause.words.agent
        or clause.is_preposition(clause.tokens[at].text)
    ):
        return None
    bounded = any(
        clause.nouns.boundaries.at(clause.tokens, at, end=start) or clause.tokens[at].text in COMMAS
        for at in range(doer.end, start)
    )
    return None if bounded or any(doer.end <= at < start for at in clause.acts) else doer


def over_identifying(clause: Clause, start: int, verb: int) -> int:
    """Return where the words begin that make who stands before them the doer (هي التي نفذت)."""
    for at in range(max(start, verb - 2), verb):
        match = clause.words.identifies.at(clause.tokens, at, end=verb)
        if match and match[0].end == verb:
            return at
    return verb


def riders_of(clause: Clause, thing: Mention) -> Mention | None:
    """Return who rides *thing*: "gunmen on motorcycles", "men in a stolen car"."""
    at = thing.start - 1
    while at > clause.sentence.start and (
        clause.tokens[at].text in clause.words.joining or clause.tokens[at].kind == "number"
    ):
        at -= 1
    if clause.tokens[at].text not in clause.words.aboard:
        return None
    if not clause.before and clause.tokens[at - 1].text in (
        clause.words.auxiliaries | clause.words.prepositions
    ):
        at -= 1  # كانا يستقلان، على متن
    return next((m for m in clause.mentions if m.end == at and m.kind == "armed"), None)


def coordinated(clause: Clause, start: int) -> Mention | None:
    """Return the doer of the verb to which "and" or a comma joins the one at *start*."""
    at = start - 1
    if at <= clause.sentence.start or not (
        clause.tokens[at].text in clause.words.coordinating or clause.tokens[at].text in COMMAS
    ):
        return None
    for mention in clause.mentions:
        if mention.start >= at or clause.stopped(mention.end, start):
            continue
        verbs = [
            act
            for first, act in clause.acts.items()
            if mention.end <= first < at and form_of(act) in {"verb", "carry"}
        ]
        passive = any(clause.is_passive(act.start, act.end) for act in verbs)
        if mention.kind == "armed" or mention.actor_kind == "state_forces":
            first = verbs[0].start if verbs else at
            if mention.kind in {"adjective", "state"} or any(
                other.kind == "armed" and mention.end <= other.start < first
                for other in clause.mentions
            ):
                continue
            return None if passive or is_placed(clause, mention) else mention
    return None


def subject_after(clause: Clause, start: int) -> Mention | None:
    """Return the one who does what the verb before *start* says, in a verb-first language."""
    for mention in clause.right(start, NEAR)[:1]:
        near = NEAR if mention.kind == "armed" else 1
        if mention.kind not in {"armed", "state"} or mention.start - start > near:
            return None
        if mention.clitic in clause.pack.preposition_prefixes or clause.parted(
            start, mention.start
        ):
            return None
        if mention.kind == "state" and not is_feminine(clause, start - 1):
            return None
        between = range(start, mention.start)
        if not clause.before and any(
            clause.tokens[at].text in clause.words.prepositions for at in between
        ):
            return None
        if any(at in between and clause.is_verb(at) for at in clause.acts) or any(
            clause.words.apart.at(clause.tokens, at, end=mention.start) for at in between
        ):
            return None
        return mention
    return None


def is_feminine(clause: Clause, at: int) -> bool:
    """Tell whether the verb at token *at* is feminine as states are (قصفت إسرائيل, not ضرب إيران)."""
    first, last = clause.pack.feminine_verbs
    text = clause.tokens[at].text
    return text.startswith(first) or text.endswith(last)


def side_left(clause: Clause, start: int) -> Mention | None:
    """Return the nearest that may fight before *start*, adjectives of it passed over."""
    left = clause.left(start, FAR)
    if left is None or left.kind != "adjective":
        return left
    before = clause.left(left.start, 0)
    return before if before and before.kind == "armed" else left


def ending_near(clause: Clause, start: int) -> Mention | None:
    """Return the mention before *start* with nothing but fillers between."""
    for mention in reversed(clause.mentions):
        if mention.end <= start:
            return mention if clause.over_fillers(mention.end, start) >= start else None
        if mention.start < start <= mention.end:
            return mention
    return None


def after_act(clause: Clause, start: int) -> bool:
    """Tell whether an act noun before the verb is its subject (هجوم استهدف …)."""
    return any(
        not any(t.text in COMMAS for t in clause.tokens[at:start])
        and not any(clause.words.whens.at(clause.tokens, to, end=start) for to in range(at, start))
        for at in range(words_back(clause, start, NEAR), start)
        if at in clause.acts and form_of(clause.acts[at]) in {"event", "blast", "weapon"}
    )


def words_back(clause: Clause, start: int, reach: int) -> int:
    """Return the token *reach* words before *start*, quotation marks not counted."""
    at = start
    while at > clause.sentence.start and reach:
        at -= 1
        reach -= clause.tokens[at].text != '"'
    return at


def killed_between(clause: Clause, start: int, end: int) -> bool:
    """Tell whether a word of killing or dying stands in tokens *start* to *end*."""
    return any(t.text in clause.words.died for t in clause.tokens[start:end]) or any(
        start <= at < end and trigger.rule == "hitting_killing"
        for at, trigger in clause.acts.items()
    )


def told_between(clause: Clause, start: int, end: int) -> bool:
    """Tell whether an act that may be the verb's subject stands in tokens *start* to *end*."""
    return any(
        start <= at < end and form_of(trigger) in {"event", "blast", "weapon"}
        for at, trigger in clause.acts.items()
    )
