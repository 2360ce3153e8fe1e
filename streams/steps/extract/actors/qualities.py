"""Qualities of a mention: what the words in and around a mention say of it."""

from streams.steps.extract.actors.clause import NEAR, Clause
from streams.steps.extract.actors.nouns import SIDES, UNNAMED, Mention


def is_accusative(clause: Clause, mention: Mention) -> bool:
    """Tell who is marked as struck and stands behind no "that" (أردى جنديا)."""
    endings, at = clause.pack.accusative_agrees[:1], mention.start
    marked = bool(endings) and clause.tokens[at].text.endswith(endings)
    known = mention.kind == "armed" and clause.nouns.people.at(clause.tokens, at, end=mention.end)
    return bool(marked and known) and clause.tokens[at - 1].text not in clause.words.that


def is_nominative(clause: Clause, mention: Mention) -> bool:
    """Tell people whose ending makes them the doers of the verb before them (متظاهرون)."""
    return clause.tokens[mention.end - 1].text.endswith(clause.pack.nominatives or ("\0",))


def is_of_people(clause: Clause, mention: Mention) -> bool:
    """Tell an adjective that names many people: behind an act they were struck (قنص الفلسطينيين)."""
    return clause.tokens[mention.end - 1].text.endswith(clause.pack.peoples or ("\0",))


def is_described(clause: Clause, mention: Mention) -> bool:
    """Tell people of whom more is said than that they are civilians."""
    return mention.kind == "people" and not is_plain(clause, mention)


def is_plain(clause: Clause, mention: Mention) -> bool:
    """Tell people who stand for themselves alone: "killing dozens of soldiers"."""
    word = clause.tokens[mention.start].text
    return mention.end - mention.start == 1 and word in clause.words.plain_victims


def is_in_place(clause: Clause, mention: Mention) -> bool:
    """Tell a state that only says where: "fighting in southern Lebanon"."""
    before = clause.tokens[max(clause.sentence.start, mention.start - 2) : mention.start]
    return mention.kind == "state" and any(clause.is_preposition(t.text) for t in before)


def is_told_gunmen(clause: Clause, mention: Mention) -> bool:
    """Tell gunmen of whom the text has told already: those who attacked, not whom they hit."""
    return mention.id in UNNAMED and is_definite(clause, mention)


def is_definite(clause: Clause, mention: Mention) -> bool:
    """Tell whether *mention* has the article in its first word, written out or fused."""
    article = clause.reading.pack.strikes.article
    if not article:
        return False
    fused = mention.clitic.endswith((article, *clause.pack.fused_articles))
    return fused or clause.tokens[mention.start].text.startswith(article)


def is_single(clause: Clause, mention: Mention) -> bool:
    """Tell one person told by what they are: "killed a teacher"."""
    before = clause.tokens[mention.start - 1].text if mention.start else ""
    return before in clause.nouns.determiners and is_described(clause, mention)


def is_side(clause: Clause, mention: Mention) -> bool:
    """Tell whether *mention* may fight: a side, or in a doer-first language men of forces."""
    return mention.kind in SIDES or (
        clause.before and mention.kind == "people" and mention.actor_kind == "state_forces"
    )


def is_doer(mention: Mention) -> bool:
    """Tell whether *mention* may strike: a side, or men of a state's forces ("police")."""
    return mention.kind in SIDES or (
        mention.kind == "people" and mention.actor_kind == "state_forces"
    )


def is_fighting(mention: Mention) -> bool:
    """Tell people of whom "against" says whom they fight: "fighters against IS"."""
    return mention.kind in {"people", "object"} or mention.id in UNNAMED


def counted(clause: Clause, mention: Mention) -> bool:
    """Tell whether a number, in figures or words, stands before *mention*."""
    at = mention.start - 1
    if at < 0:
        return False
    return clause.tokens[at].kind == "number" or bool(
        clause.words.quantities.at(clause.tokens, at, end=mention.start)
    )


def over_quantities(clause: Clause, start: int) -> int:
    """Return the token behind the numbers and words of quantity at *start* (عدد من)."""
    at, end = start, min(clause.sentence.end, start + NEAR)
    while at < end and at not in clause.starts:
        step = clause.words.quantities.at(clause.tokens, at, end=end)
        token = clause.tokens[at]
        if not step and token.kind != "number" and token.text not in clause.words.of:
            break
        at = step[0].end if step else at + 1
    return at


def is_counted_side(clause: Clause, mention: Mention) -> bool:
    """Tell whether a number stands before a named side: "100 pro-government fighters"."""
    named = mention.kind == "armed" and mention.id not in UNNAMED
    return named and counted(clause, mention)


def are_victims(clause: Clause, mention: Mention | None, verb: int) -> bool:
    """Tell whether people stand before a participle: "a toll of 20 fighters killed"."""
    if mention is None or mention.end != verb:
        return False
    before = clause.tokens[mention.start - 1] if mention.start > clause.sentence.start else None
    end = verb + 1 >= clause.sentence.end or clause.tokens[verb + 1].kind != "number"
    return (
        before is not None
        and end
        and (before.kind == "number" or before.text in clause.words.genitive)
    )


def is_placed(clause: Clause, mention: Mention) -> bool:
    """Tell whether a preposition stands before *mention*, quotation marks aside."""
    at = mention.start - 1
    while at > clause.sentence.start and clause.tokens[at].kind == "mark":
        at -= 1
    return at >= clause.sentence.start and clause.tokens[at].text in clause.words.prepositions


def words_between(clause: Clause, start: int, end: int) -> int:
    """Return how many words stand in tokens *start* to *end*; words of time and of means do not count."""
    words, at = 0, start
    while at < end:
        if not clause.before and (when := clause.words.where.at(clause.tokens, at, end=end)):
            at = when[0].end
        elif not clause.before and at in clause.acts and clause.acts[at].weapon:
            at = clause.acts[at].end
        else:
            words += clause.tokens[at].kind == "word"
            at += 1
    return words


def is_inside(clause: Clause, mention: Mention) -> bool:
    """Tell whether "in" stands before *mention*, which only says where (مبنى في الساحة)."""
    return not clause.before and clause.tokens[mention.start - 1].text in clause.words.inside


def is_suspected(clause: Clause, start: int) -> bool:
    """Tell whether words of doubt stand before token *start*."""
    return any(
        clause.words.suspects.at(clause.tokens, at, end=start)
        for at in clause.tokens.starting(
            clause.words.suspects, max(clause.sentence.start, start - NEAR), start
        )
    )
