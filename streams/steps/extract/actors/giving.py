"""Give the roles of one sentence; the first rule that gives one keeps it."""

from collections.abc import Sequence

from msgspec.structs import replace

from streams.records.report import ActorCertainty, ActorMention
from streams.steps.extract.actors.ascription import GROUPS, backer, said_by
from streams.steps.extract.actors.clause import NEAR, Clause
from streams.steps.extract.actors.coordination import joined_to
from streams.steps.extract.actors.mentions import MentionReader
from streams.steps.extract.actors.nouns import SIDES, UNNAMED, Mention
from streams.steps.extract.actors.qualities import (
    is_definite,
    is_described,
    is_inside,
    is_suspected,
    words_between,
)
from streams.steps.extract.actors.subjects import riders_of
from streams.steps.extract.actors.targetable import is_no_target, is_thing, stems, weapon_before
from streams.steps.extract.actors.words import COMMAS
from streams.steps.extract.findings import (
    ActorFinding,
    CasualtyFinding,
    SourceFinding,
    TriggerFinding,
)
from streams.steps.extract.reading import Reading
from streams.text.sentences import Sentence

ANY_TARGET = frozenset({"side_of_clash", "shot_down"})
"""Rules that make a target of a weapon too, and of who is told no more of."""


class Earlier:
    """What the sentences before have told: things hit by name, the last group that attacked.

    A definite word later on ("the base", المسلحون) means them.
    """

    def __init__(self) -> None:
        self.things: dict[str, list[tuple[frozenset[str], str]]] = {}
        self.group: Mention | None = None
        self.unnamed: Mention | None = None

    def meant(
        self, role: str, mention: Mention, *, definite: bool, stems: frozenset[str]
    ) -> Mention:
        """Return *mention*, or that which it means when it is *definite* and was told before."""
        if role == "target" and mention.kind == "object":
            known = self.things.setdefault(mention.name, [])
            same = next((slug for words, slug in known if stems <= words), None)
            if known and same is None and len(stems) == 1:
                same = known[-1][1]  # الحاجز for the نقطة عسكرية told before
            if definite and same:
                return replace(mention, id=same)
            known.append((stems, mention.id))
        if role == "attacker" and mention.id in UNNAMED:
            group = (self.group or self.unnamed) if definite else None
            if group:
                return replace(mention, id=group.id, name=group.name, actor_kind=group.actor_kind)
            self.unnamed = mention
        elif role == "attacker" and mention.kind == "armed" and mention.actor_kind in GROUPS:
            self.group = mention
        return mention


class Roles(Clause):
    """A clause and the roles given in it so far; *home* is the country the text is about."""

    def __init__(
        self,
        reading: Reading,
        sentence: Sentence,
        index: int,
        *,
        mentions: MentionReader,
        triggers: Sequence[TriggerFinding],
        home: str | None,
        said: Sequence[SourceFinding],
        earlier: Earlier,
        threats: Sequence[int] = (),
        hit: Sequence[CasualtyFinding],
    ) -> None:
        super().__init__(reading, sentence, index, mentions=mentions, triggers=triggers)
        self.index, self.home, self.said, self.earlier = index, home, said, earlier
        self.threats = threats
        self.hit = hit
        self.given: dict[tuple[int, str], ActorFinding] = {}

    def roles_of(self, mention: Mention) -> set[str]:
        """Return the roles that *mention* has."""
        return {role for start, role in self.given if start == mention.start}

    def give(
        self, role: str, mention: Mention, rule: str, *, certainty: ActorCertainty = "stated"
    ) -> None:
        """Give *role* to *mention*, if nothing speaks against it."""
        key = (mention.start, role)
        if key in self.given or (
            role == "target"
            and rule != "side_of_clash"
            and ((mention.start, "attacker") in self.given)
        ):
            return
        if self.is_patron(mention) or (
            role == "target" and rule not in ANY_TARGET and is_no_target(self, mention)
        ):
            return
        if role == "target" and self.before and rule != "side_of_clash":
            accused = mention.kind == "armed" and any(
                told == "attacker" and one.actor.id == mention.id
                for (_, told), one in self.given.items()
            )
            if accused or self.is_speaker(mention):
                return  # "blamed the attack on the X, or Y"
        if role == "attacker" and rule == "subject" and self.is_aside(mention):
            return  # "four shells, soldiers reported, came down"
        if role == "target" and mention.kind == "object" and not self.before:
            riders = riders_of(self, mention)
            if riders and riders.actor_kind != "state_forces":
                return  # مسلحون يستقلون دراجة
        owned = mention.kind != "object" and mention.clitic in self.articles
        if role == "target" and owned and weapon_before(self, mention.start):
            return
        if role == "attacker" and self.words.defenders.at(
            self.tokens, mention.start, end=mention.end
        ):
            return
        kind = mention.actor_kind
        abroad = self.home and mention.home and self.home not in mention.home
        if kind == "state_forces" and abroad:
            kind = "external_forces"
        if role == "attacker" and certainty == "stated" and is_suspected(self, mention.start):
            certainty = "suspected"
        if role == "attacker" and rule != "side_of_clash":
            self.given.pop((mention.start, "target"), None)
        span = self.reading.span_behind(mention.clitic, mention.start, mention.end)
        quote = self.reading.quote(span)
        if not self.before:
            mention = self.earlier.meant(
                role, mention, definite=is_definite(self, mention), stems=stems(self, mention)
            )
        self.given[key] = ActorFinding(
            role="attacker" if role == "attacker" else "target",
            actor=ActorMention(
                id=self.id_of(mention),
                name=mention.name,
                native=quote,
                kind=kind,
                certainty=certainty,
                quote=quote,
                span=span,
                object=mention.object,
                part_of=mention.part_of,
                backed_by=backer(self, mention),
                by=said_by(mention, certainty, quote=quote, said=self.said),
            ),
            start=mention.start,
            end=mention.end,
            sentence=self.index,
            rule=rule,
        )

    def is_speaker(self, mention: Mention) -> bool:
        """Tell who says something right behind: "was damaged, the army said"."""
        end = mention.end
        return end < self.sentence.end and self.tokens[end].text in self.words.says

    def is_aside(self, mention: Mention) -> bool:
        """Tell who says something between two commas: ", police said,", ", said the police,"."""
        before, end = mention.start - 1, mention.end
        if not self.before or before <= self.sentence.start or end >= self.sentence.end:
            return False
        if self.is_speaker(mention):
            return self.tokens[before].text in COMMAS
        while before > self.sentence.start and self.tokens[before].text in self.words.articles:
            before -= 1
        return self.tokens[before].text in self.words.says and self.tokens[end].text in COMMAS

    def id_of(self, mention: Mention) -> str:
        """Return the id of *mention*: civilians are told apart by what they are ("teacher")."""
        words = [token.text for token in self.tokens[mention.start : mention.end]]
        told = mention.actor_kind == "civilians" and is_described(self, mention)
        if not told or not "".join(words).isascii():
            return mention.id
        return "-".join(word for word in words if word.isalnum()) or mention.id

    def give_joined(self, mention: Mention, way: int, rule: str) -> None:
        """Give the role of attacker to *mention* and to those joined to it."""
        self.give("attacker", mention, rule)
        for other in joined_to(self, mention, way):
            named = {other.kind, mention.kind} <= {"adjective", "state"}
            if other.kind in SIDES or named:
                self.give("attacker", other, rule)

    def targets(self, mentions: Sequence[Mention], rule: str, *, near: int) -> None:
        """Give the role of target to *mentions*, as far as nothing parts them from *near*."""
        last = near
        for place, mention in enumerate(mentions):
            if mention.kind in {"adjective", "state"}:
                continue
            if rule == "object_of_verb" and mention.clitic in self.pack.instrument_prefixes:
                continue
            between = range(last, mention.start)
            if place and is_inside(self, mention):
                break
            begin = last
            if place and self.before:  # "the headquarters of the army and the embassy"
                told = (m.end for m in self.mentions if last <= m.start and m.end <= mention.start)
                begin = max(told, default=last)
            if words_between(self, begin, mention.start) > NEAR:
                break
            if any(
                self.words.apart.at(self.tokens, at, end=mention.start)
                and not self.words.meanwhile.at(self.tokens, at, end=mention.start)
                for at in between
            ):
                break
            if any(at > near and at in between and self.is_verb(at) for at in self.acts):
                break
            if (
                place
                and mention.clitic in self.pack.event_owner
                and is_thing(self, mentions[place - 1])
            ):
                break
            self.give("target", mention, rule)
            last = mention.end
