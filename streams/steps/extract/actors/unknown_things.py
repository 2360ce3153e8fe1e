"""Things that no list knows, told as struck: "a grain elevator", "the editor"."""

from streams.records.ids import content_id
from streams.steps.extract.actors.clause import NEAR
from streams.steps.extract.actors.giving import Roles
from streams.steps.extract.actors.nouns import Mention

LONG_DASHES = frozenset({"\N{EN DASH}", "\N{EM DASH}"})


def unknown_target(roles: Roles, start: int, *, person: bool = False) -> int | None:
    """Give the role of target to what no list knows at *start*: "a grain elevator", "the editor".

    Return where it ends, None where there is no such thing.
    """
    end = roles.sentence.end
    if start >= end or roles.tokens[start].text not in roles.nouns.determiners:
        return None
    at = start + 1
    while at < min(end, start + NEAR + 3):
        token = roles.tokens[at]
        if roles.reading.quote(roles.reading.span(at, at + 1)) in LONG_DASHES:
            break
        if token.text == "-" or (at + 1 < end and roles.tokens[at + 1].text == "-"):
            at += 1  # a word of several parts: "an off-duty guard"
            continue
        if token.text in roles.nouns.times:
            break
        if (
            token.kind != "word"
            or at in roles.acts
            or (at in roles.starts and roles.starts[at].kind not in {"adjective", "state"})
            or token.text in roles.words.prepositions
            or roles.words.passives.at(roles.tokens, at, end=end)
            or roles.nouns.boundaries.at(roles.tokens, at, end=end)
        ):
            break
        at += 1
    behind = roles.right(at, NEAR + 4) if _is_of(roles, at) else []
    owner = next((m for m in behind if m.kind not in {"adjective", "state"}), None)
    if owner and owner.kind == "object" and not person:
        roles.give("target", owner, "part_of_object")  # "the roof of a school"
        return None
    told = {token.text for token in roles.tokens[start + 1 : at]}
    if not told or at in roles.starts or told & roles.nouns.no_objects:
        return None
    words = " ".join(token.text for token in roles.tokens[start + 1 : at])
    thing = Mention(
        start + 1,
        at,
        "people" if person else "object",
        f"{'person' if person else 'thing'}-{content_id('thing', words)[:8]}",
        "Person" if person else "Thing",
        "civilians" if person else None,
        object=None if person else "other",
    )
    roles.give("target", thing, "unknown_object")
    return at


def unknown_before(roles: Roles, end: int) -> None:
    """Give the role of target to what no list knows before token *end*: "a bordello was bombed"."""
    start = end - 1
    while start >= max(roles.sentence.start, end - NEAR) and _describes(roles, start):
        start -= 1
    told = {token.text for token in roles.tokens[start + 1 : end]}
    if (
        start < roles.sentence.start
        or not told
        or told & (roles.nouns.no_objects | roles.nouns.times)
        or roles.tokens[start].text not in roles.nouns.determiners
    ):
        return
    words = " ".join(token.text for token in roles.tokens[start + 1 : end])
    slug = f"thing-{content_id('thing', words)[:8]}"
    thing = Mention(start + 1, end, "object", slug, "Thing", None, object="other")
    roles.give("target", thing, "unknown_subject")


def _describes(roles: Roles, at: int) -> bool:
    """Tell whether token *at* may be part of an unknown thing's name."""
    token = roles.tokens[at]
    return (
        token.kind == "word"
        and at not in roles.acts
        and at not in roles.starts
        and token.text not in roles.words.prepositions
        and token.text not in roles.nouns.determiners
        and not roles.nouns.boundaries.at(roles.tokens, at, end=at + 1)
    )


def _is_of(roles: Roles, at: int) -> bool:
    return at < roles.sentence.end and roles.tokens[at].text in roles.words.genitive
