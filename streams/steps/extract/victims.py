"""Whose people a figure counts: the groups its words name, and the side of the act they stood on."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from msgspec.structs import replace

from streams.languages.pack import LanguagePack
from streams.records.report import ActorMention, Casualty, Side
from streams.steps.extract.actors.mentions import MentionReader
from streams.steps.extract.actors.nouns import Mention
from streams.steps.extract.casualties.lexicon import Lexicon, lexicon_of
from streams.steps.extract.findings import CasualtyFinding
from streams.steps.extract.reading import Reading

_REACH = 6
"""How many words behind the counted a group's name may take."""


def with_groups(
    reading: Reading, casualties: Sequence[CasualtyFinding], *, mentions: MentionReader
) -> tuple[CasualtyFinding, ...]:
    """Return *casualties* with the armed groups that the words of each count the members of.

    "Twelve fighters **of the Front**", "three **Turkish** soldiers": actor ids in *groups*. A part
    that names none is of the groups of its whole.
    """
    lexicon = lexicon_of(reading.pack)
    found: list[CasualtyFinding] = []
    for claim in casualties:
        groups = _groups(reading, lexicon, claim, mentions)
        host = claim.subset_of
        whole = found[host] if host is not None and host < len(found) else None
        if not groups and whole and claim.victims.include == whole.victims.include:
            groups = whole.victims.groups
        victims = replace(claim.victims, groups=groups) if groups else claim.victims
        found.append(replace(claim, victims=victims))
    return tuple(found)


def _groups(
    reading: Reading, lexicon: Lexicon, claim: CasualtyFinding, mentions: MentionReader
) -> tuple[str, ...]:
    start, end = claim.people
    if claim.max == 0 or end <= start:
        return ()
    stop = min(end + _REACH, reading.sentences[claim.sentence].end)
    behind = end
    if end < stop:
        led = lexicon.ranks.at(reading.tokens, end, end=stop) or lexicon.of.at(
            reading.tokens, end, end=stop
        )
        behind = led.end if led else end
    unnamed = _unnamed(reading.pack)
    soldiers = "soldier" in claim.victims.include
    return tuple(
        dict.fromkeys(
            mention.id
            for mention in mentions.sentence(start, stop)
            if mention.start <= behind
            and mention.id not in unnamed
            and _is_theirs(mention, soldiers=soldiers)
        )
    )


@lru_cache(maxsize=8)
def _unnamed(pack: LanguagePack) -> frozenset[str]:
    return frozenset(entry.id for entry in pack.actors.people)


def _is_theirs(mention: Mention, *, soldiers: bool) -> bool:
    return mention.kind == "armed" or (soldiers and mention.kind == "adjective")


def with_sides(
    casualties: Sequence[Casualty],
    *,
    attackers: Iterable[ActorMention],
    targets: Iterable[ActorMention],
) -> tuple[Casualty, ...]:
    """Return *casualties* with the side that their groups stood on in an act of these actors.

    A group that is attacker and target alike, or a figure over both, has no side.
    """
    did, suffered = {actor.id for actor in attackers}, {actor.id for actor in targets}
    return tuple(_sided(one, did - suffered, suffered - did) for one in casualties)


def _sided(casualty: Casualty, attackers: set[str], targets: set[str]) -> Casualty:
    victims = casualty.victims
    groups = set(victims.groups)
    if victims.side != "unknown" or not groups:
        return casualty
    side: Side = "unknown"
    if groups <= attackers:
        side = "attacker"
    elif groups <= targets:
        side = "target"
    return replace(casualty, victims=replace(victims, side=side))
