"""Give the roles of one sentence; the first rule that gives one keeps it."""

from collections.abc import Sequence

from msgspec.structs import replace

from streams.records.ids import content_id
from streams.records.report import ActorCertainty, ActorMention, Source
from streams.steps.extract.actors.clause import FAR, NEAR, Clause
from streams.steps.extract.actors.mentions import MentionReader
from streams.steps.extract.actors.nouns import SETTLEMENT, SIDES, UNNAMED, Mention
from streams.steps.extract.actors.words import COMMAS
from streams.steps.extract.findings import (
    ActorFinding,
    CasualtyFinding,
    SourceFinding,
    TriggerFinding,
)
from streams.steps.extract.reading import Reading
from streams.steps.extract.triggers import form_of
from streams.text.sentences import Sentence

DEED = "verb_deed"
GROUPS = frozenset({"rebel_group", "political_militia", "identity_militia"})
"""Kinds of actors whose gunmen a text goes on to call gunmen."""


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
        self.roles: dict[tuple[int, str], ActorFinding] = {}

    def roles_of(self, mention: Mention) -> set[str]:
        """Return the roles that *mention* has."""
        return {role for start, role in self.roles if start == mention.start}

    def give(
        self, role: str, mention: Mention, rule: str, *, certainty: ActorCertainty = "stated"
    ) -> None:
        """Give *role* to *mention*, if nothing speaks against it."""
        key = (mention.start, role)
        if key in self.roles or (
            role == "target"
            and rule != "side_of_clash"
            and ((mention.start, "attacker") in self.roles)
        ):
            return
        if self.is_patron(mention) or (
            role == "target" and rule != "side_of_clash" and self.is_no_target(mention)
        ):
            return
        owned = mention.kind != "object" and mention.clitic in self.articles
        if role == "target" and owned and self.weapon_before(mention.start):
            return
        if role == "attacker" and self.words.defenders.at(
            self.tokens, mention.start, end=mention.end
        ):
            return
        kind = mention.actor_kind
        abroad = self.home and mention.home and self.home not in mention.home
        if kind == "state_forces" and abroad:
            kind = "external_forces"
        if role == "attacker" and certainty == "stated" and self.is_suspected(mention.start):
            certainty = "suspected"
        if role == "attacker" and rule != "side_of_clash":
            self.roles.pop((mention.start, "target"), None)
        span = self.reading.span_behind(mention.clitic, mention.start, mention.end)
        quote = self.reading.quote(span)
        if not self.before:
            mention = self.earlier.meant(
                role, mention, definite=self.is_definite(mention), stems=self.stems(mention)
            )
        self.roles[key] = ActorFinding(
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
                backed_by=self.backer(mention),
                by=self.said_by(mention, certainty, quote),
            ),
            start=mention.start,
            end=mention.end,
            sentence=self.index,
            rule=rule,
        )

    def id_of(self, mention: Mention) -> str:
        """Return the id of *mention*: civilians are told apart by what they are ("teacher")."""
        words = [token.text for token in self.tokens[mention.start : mention.end]]
        told = mention.actor_kind == "civilians" and self.is_described(mention)
        if not told or not "".join(words).isascii():
            return mention.id
        return "-".join(word for word in words if word.isalnum()) or mention.id

    def give_joined(self, mention: Mention, way: int, rule: str) -> None:
        """Give the role of attacker to *mention* and to those joined to it."""
        self.give("attacker", mention, rule)
        for other in self.joined(mention, way):
            named = {other.kind, mention.kind} <= {"adjective", "state"}
            if other.kind in SIDES or named:
                self.give("attacker", other, rule)

    def doer_by(self, start: int) -> None:
        """Give the role of attacker behind "by", على يد."""
        limit = min(self.sentence.end, start + FAR)
        for at in range(start, limit) if self.tokens.starting(self.words.by, start, limit) else ():
            if at in self.stops:
                return
            match = self.words.by.at(self.tokens, at, end=self.sentence.end)
            if match and not self.words.apart.at(self.tokens, at - 1, end=at):
                doer = next(iter(self.right(match[0].end, 3)), None)
                words = range(match[0].end, doer.start if doer else 0)
                beside = any(
                    self.tokens[one].text in self.words.prepositions
                    and self.tokens[one + 1].text != "-"  # "off-duty"
                    for one in words
                )
                if doer and not beside and doer.kind in {"armed", "state"}:
                    self.give_joined(doer, 1, "done_by")
                    return

    def targets(self, mentions: Sequence[Mention], rule: str, *, near: int) -> None:
        """Give the role of target to *mentions*, as far as nothing parts them from *near*."""
        last = near
        for place, mention in enumerate(mentions):
            if mention.kind in {"adjective", "state"}:
                continue
            if rule == "object_of_verb" and mention.clitic in self.pack.instrument_prefixes:
                continue
            between = range(last, mention.start)
            begin = last
            if place and self.before:  # "the headquarters of the army and the embassy"
                told = (m.end for m in self.mentions if last <= m.start and m.end <= mention.start)
                begin = max(told, default=last)
            if sum(self.tokens[at].kind == "word" for at in range(begin, mention.start)) > NEAR:
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
                and self.is_thing(mentions[place - 1])
            ):
                break
            self.give("target", mention, rule)
            last = mention.end

    def is_thing(self, mention: Mention) -> bool:
        """Tell whether *mention* is a thing that is a target without its owner."""
        return mention.kind == "object" and not self.is_no_target(mention)

    def struck(self, start: int, *, reach: int = FAR) -> None:
        """Give the role of target behind "on", "against", على."""
        given = len(self.roles)
        limit = min(self.sentence.end, start + reach)
        for at in range(start, limit) if self.tokens.starting(self.words.on, start, limit) else ():
            act = self.acts.get(at) if at > start else None
            if at in self.stops or (act and form_of(act) not in {"weapon", "blast"}):
                return
            against = self.tokens[at].text in self.words.against
            fights = any(
                m.end == at and (is_fighting(m) if against else self.before and m.id in UNNAMED)
                for m in self.mentions
            )
            if not fights and self.is_on(at):
                self.targets(self._struck_at(at), "struck_on", near=at)
                if len(self.roles) > given:
                    return

    def _struck_at(self, at: int) -> list[Mention]:
        """Return what the "on" at token *at* makes struck, and what is joined to it."""
        right = self.right(at, NEAR + 2)
        if self.before:
            right = [m for m in right if m.kind not in {"adjective", "state"}]
            return [*right[:1], *(self.joined(right[0], 1) if right else ())]
        near = [
            m
            for m in right[1:2]
            if (m.start - right[0].end <= 1 and not self.is_inside(m))
            or m in self.joined(right[0], 1)
        ]
        return [*right[:1], *near]

    def is_inside(self, mention: Mention) -> bool:
        """Tell whether "in" stands before *mention*, which only says where (مبنى في الساحة)."""
        return not self.before and self.tokens[mention.start - 1].text in self.words.inside

    def is_on(self, at: int) -> bool:
        """Tell whether token *at* is the "on" of an act, not that of another word or phrase."""
        end = self.sentence.end
        governed = at > self.sentence.start and self.words.governs.at(self.tokens, at - 1, end=at)
        return (
            bool(self.words.on.at(self.tokens, at, end=end))
            and not governed
            and not self.words.not_on.at(self.tokens, at, end=end)
        )

    def unknown_target(self, start: int, *, person: bool = False) -> int | None:
        """Give the role of target to what no list knows at *start*: "a grain elevator", "the editor".

        Return where it ends, None where there is no such thing.
        """
        end = self.sentence.end
        if start >= end or self.tokens[start].text not in self.nouns.determiners:
            return None
        at = start + 1
        while at < min(end, start + NEAR + 3):
            token = self.tokens[at]
            if token.text == "-" or (at + 1 < end and self.tokens[at + 1].text == "-"):
                at += 1  # a word of several parts: "an off-duty guard"
                continue
            if token.text in self.nouns.times:
                break
            if (
                token.kind != "word"
                or at in self.acts
                or (at in self.starts and self.starts[at].kind not in {"adjective", "state"})
                or token.text in self.words.prepositions
                or self.nouns.boundaries.at(self.tokens, at, end=end)
            ):
                break
            at += 1
        behind = self.right(at, NEAR + 4) if self._is_of(at) else []
        owner = next((m for m in behind if m.kind not in {"adjective", "state"}), None)
        if owner and owner.kind == "object" and not person:
            self.give("target", owner, "part_of_object")  # "the roof of a school"
            return None
        told = {token.text for token in self.tokens[start + 1 : at]}
        if not told or at in self.starts or told & self.nouns.no_objects:
            return None
        words = " ".join(token.text for token in self.tokens[start + 1 : at])
        thing = Mention(
            start + 1,
            at,
            "people" if person else "object",
            f"{'person' if person else 'thing'}-{content_id('thing', words)[:8]}",
            "Person" if person else "Thing",
            "civilians" if person else None,
            object=None if person else "other",
        )
        self.give("target", thing, "unknown_object")
        return at

    def blast_by(self, start: int) -> None:
        """Give the role of target to the vehicle that a bomb went off by (انفجرت بحافلة)."""
        for mention in self.right(start, NEAR) if not self.before else ():
            prefixed = mention.clitic in self.pack.instrument_prefixes
            patrol = mention.kind == "people" and mention.actor_kind == "state_forces"
            if prefixed and (patrol or mention.object in {"vehicle", "checkpoint"}):
                self.give("target", mention, "blast_at")

    def _is_of(self, at: int) -> bool:
        return at < self.sentence.end and self.tokens[at].text in self.words.genitive

    def around(self, start: int, *, facing: bool = False) -> None:
        """Give the role of target to the thing in or near which something went off.

        Where it was brought there (*facing*), in front of a thing is near.
        """
        limit = min(self.sentence.end, start + FAR)
        near = bool(self.tokens.starting(self.words.near, start, limit))
        for at in range(start, limit) if near or facing else ():
            act = self.acts.get(at)
            ends = at in self.stops or (not self.before and self.tokens[at].text in COMMAS)
            planted = act is not None and not self.before and act.rule == DEED
            beside = planted or (act is not None and form_of(act) in {"weapon", "blast"})
            if ends or (act and not beside):
                return
            match = self.words.near.at(self.tokens, at, end=self.sentence.end) or (
                self.words.facing.at(self.tokens, at, end=self.sentence.end) if facing else []
            )
            if match:
                for mention in self.right(match[0].end, 2 if self.described_before else 0)[:1]:
                    among = not self.before and mention.kind == "people"
                    if self.before and mention.name == SETTLEMENT:
                        return
                    if mention.kind == "object" or among:
                        self.give("target", mention, "blast_at")
                        return

    def is_no_target(self, mention: Mention) -> bool:
        """Tell a weapon, and a thing too vague to be told as hit, from a target."""
        if mention.id not in UNNAMED and any(
            mention.start <= at < mention.end for at, t in self.acts.items() if t.weapon
        ):
            return True
        if mention.kind == "armed":
            return bool(self.nouns.means.at(self.tokens, mention.start, end=mention.end))
        vague = self.nouns.vague.at(self.tokens, mention.start, end=mention.end)
        if vague and all(
            self.tokens[at].text in self.words.quantifiers
            for at in range(vague[0].end, mention.end)
        ):
            return not self.is_specified(mention)
        owned = self.nouns.owned.at(self.tokens, mention.start, end=mention.end)
        return bool(owned) and owned[0].end == mention.end and self.is_owned(mention)

    def stems(self, mention: Mention) -> frozenset[str]:
        """Return the words of *mention* without prefix, article and accusative ending."""
        article, ending = self.reading.pack.strikes.article, self.pack.accusative_agrees[:1]
        words = [token.text for token in self.tokens[mention.start : mention.end]]
        words[0] = words[0].removeprefix(mention.clitic)
        return frozenset(
            word.removeprefix(article).removesuffix(ending[0] if ending else "") for word in words
        )

    def is_theatre(self, mention: Mention) -> bool:
        """Tell a state behind an act that says where it was, not who did it (هجوم باكستان)."""
        return mention.clitic in self.pack.preposition_prefixes or self.home in mention.home

    def weapon_before(self, start: int) -> bool:
        """Tell whether a weapon stands before *start*, which then says whose it is (صاروخ حوثي)."""
        if self.before:
            return False
        return any(
            act.weapon is not None
            and form_of(act) == "weapon"
            and self.over_fillers(act.end, start) == start
            for at, act in self.acts.items()
            if start - NEAR <= at < start
        )

    def is_owned(self, mention: Mention) -> bool:
        """Tell whether the owner of a thing stands behind it, who is the target then (موقع للجيش)."""
        behind = self.right(mention.end, 3)[:1]
        return any(one.kind not in {"object", "people"} for one in behind)

    def is_specified(self, mention: Mention) -> bool:
        """Tell a thing of which "of" says what it is: "the office of the commission"."""
        at = mention.end
        if (
            not self.before
            or at >= self.sentence.end
            or self.tokens[at].text not in self.words.genitive
        ):
            return False
        owner = next(iter(self.right(at, 3)), None)
        return owner is None or owner.kind != "armed"

    def backer(self, mention: Mention) -> str | None:
        """Return who backs *mention*, as its own words or those beside it say."""
        for other in self.mentions:
            if other.kind in {"object", "people"} or other is mention:
                continue
            behind = 0 <= other.start - mention.end <= 3
            ahead = 0 <= mention.start - other.end <= 3
            if mention.end < self.sentence.end and not behind and self.is_linked(other.end):
                continue
            start, end = (mention.end, other.start + 1) if behind else (other.end, mention.start)
            if (behind or ahead) and any(
                (match := self.words.patrons.at(self.tokens, at, end=end))
                and (match[0].end >= other.start if behind else at == other.end)
                for at in range(start, end)
            ):
                return other.name.removeprefix("Military Forces of ")
        return None

    def is_linked(self, at: int) -> bool:
        """Tell "-linked" and "-based", which name no backer."""
        return any(t.text in self.words.not_backers for t in self.tokens[at : at + 2])

    def said_by(self, mention: Mention, certainty: ActorCertainty, quote: str) -> Source | None:
        """Return who ascribes it: the actor itself, else the one whose words hold it."""
        if certainty == "stated":
            return None
        if certainty in {"claimed", "denied"}:
            known = mention.id if not mention.id.startswith("group-") else None
            return Source(
                id=known,
                name=mention.name,
                quote=quote,
                kind="military" if mention.actor_kind == "state_forces" else "armed_group",
                named=known is not None,
                speaks_for=known,
            )
        holding = [
            one
            for one in self.said
            if one.covers[0] <= mention.start < one.covers[1]
            and not one.start <= mention.start < one.end
        ]
        return (
            min(holding, key=lambda one: abs(one.start - mention.start)).source if holding else None
        )


def is_fighting(mention: Mention) -> bool:
    """Tell people of whom "against" says whom they fight: "fighters against IS"."""
    return mention.kind in {"people", "object"} or mention.id in UNNAMED
