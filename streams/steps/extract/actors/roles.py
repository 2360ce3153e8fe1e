"""Roles from the grammar around each word that tells an act."""

from streams.steps.extract.actors.clause import FAR, NEAR, STOPS
from streams.steps.extract.actors.doer_first import SUBJECTED, DoerFirst
from streams.steps.extract.actors.nouns import SIDES, UNNAMED, Mention
from streams.steps.extract.findings import ActorFinding, TriggerFinding
from streams.steps.extract.triggers import form_of

KILLING = frozenset({"hitting_killing", "verb_killed"})
GUNFIRE = "event_gunfire"
BURSTS = frozenset({GUNFIRE, "event_bombing", "event_suicide_bombing", "event_car_bombing"})
"""Nouns of acts of which "in" tells what was struck: "a bombing in a mosque"."""


class RoleReader(DoerFirst):
    """A clause whose act words give roles."""

    def read(self) -> list[ActorFinding]:
        """Return the roles that words of responsibility and of acts give."""
        self.responsible()
        for trigger in self.acts.values():
            form = form_of(trigger)
            if form == "event":
                self.event(trigger)
            elif form == "verb":
                self.verb(trigger)
            elif form == "carry":
                self.carry(trigger)
            elif form == "clash":
                self.clash(trigger)
            elif form == "hitting":
                self.hitting(trigger)
            elif form == "blast":
                self.struck(trigger.end)
                self.doer_by(trigger.end)
            elif form == "weapon":
                self.struck(trigger.end, reach=3)
        self.done_by_phrase()
        if not any(role == "target" for _, role in self.roles):
            for trigger in self.acts.values():
                if form_of(trigger) == "blast" or (self.before and trigger.rule in BURSTS):
                    self.around(trigger.end)
        return list(self.roles.values())

    def event(self, trigger: TriggerFinding) -> None:
        """Read the doer and the struck around a noun of striking."""
        if self.described_before:
            if trigger.rule == GUNFIRE:
                self.shot(trigger)
            if (
                trigger.end < self.sentence.end
                and self.tokens[trigger.end].text in self.words.genitive
            ):
                struck = [m for m in self.right(trigger.end, 4)[:1] if m.kind == "object"]
                self.targets(struck, "struck_of", near=trigger.end)
                self.doer_of(trigger.end)
            doer = self.ending_near(trigger.start)
            if doer and doer.kind in {"armed", "adjective", "state"}:
                self.give("attacker", doer, "before_act")
        else:
            inside = (at for at in range(trigger.start + 1, trigger.end) if at in self.starts)
            at = next(inside, self.over_fillers(trigger.end))
            mention = self.starts.get(at)
            owner = mention.clitic in self.pack.event_owner if mention else False
            if mention and mention.kind in {"armed", "state"} | (
                {"adjective"} if not owner else set()
            ):
                self.give("attacker", mention, "after_act")
            elif mention and mention.kind == "object" and not mention.clitic:
                self.give("target", mention, "struck_in_genitive")
            if mention and mention.kind in {"armed", "state"}:
                self.targets(
                    [m for m in self.right(mention.end, 2) if m.kind in {"object", "people"}][:1],
                    "object_of_verb",
                    near=mention.end,
                )
            if at < self.sentence.end and self.tokens[at].text in self.words.of:
                origin = self.starts.get(at + 1)
                if origin and origin.kind == "armed":
                    self.give("attacker", origin, "fire_from")
            doer = self.left(trigger.start, 1) if trigger.rule == GUNFIRE else None
            if doer and doer.kind in {"armed", "people"} and doer.actor_kind != "civilians":
                self.give("attacker", doer, "opened_fire")
        self.doer_by(trigger.end)
        self.struck(trigger.end)

    def verb(self, trigger: TriggerFinding) -> None:
        """Read the subject and the objects of a verb of striking."""
        if self.before:
            self.done(trigger)
            return
        subjected = trigger.rule == SUBJECTED
        passive = self.is_passive(trigger.start, trigger.end)
        left = self.subject(trigger.start, NEAR + 2)
        right = self.right(trigger.end, FAR)
        if subjected:
            near = right[0] if right and right[0].start - trigger.end <= NEAR else None
            if near and (
                near.clitic in self.pack.preposition_prefixes
                or self.parted(trigger.end, near.start)
            ):
                near = None
            sufferer = near or left
            if sufferer and sufferer.kind != "adjective":
                self.give("target", sufferer, "subjected")
            return
        if left and (
            self.killed_between(left.end, trigger.start)
            or self.told_between(left.end, trigger.start)
        ):
            left = None
        subject = left if left and left.kind in {"armed", "state"} else None
        if subject is None and self.after_act(trigger.start):
            self.targets(right[:3], "object_of_verb", near=trigger.end)
            return
        if subject is None and (after := self.subject_after(trigger.end)):
            subject, right = after, [m for m in right if m.start > after.start]
        if subject and passive:
            self.give("target", subject, "passive_subject")
            return
        if subject:
            self.give_joined(subject, -1 if subject is left else 1, "subject")
            right = [m for m in right if (m.start, "attacker") not in self.roles]
        begin = subject.end if subject and subject is not left else trigger.end
        self.targets(right[:3], "object_of_verb", near=begin)

    def doer_of(self, start: int) -> None:
        """Give the role of attacker behind "of" where what was struck follows: "a raid of X on Y"."""
        doer = next(iter(self.right(start, 3)), None)
        if (
            doer
            and doer.kind == "armed"
            and self.words.on.at(self.tokens, doer.end, end=self.sentence.end)
        ):
            self.give("attacker", doer, "doer_of_act")

    def done_by_phrase(self) -> None:
        """Give the role of attacker behind words that say it by themselves: "at the hands of"."""
        for match in self.words.by.find(
            self.tokens, start=self.sentence.start, end=self.sentence.end
        ):
            if self.before and match.end - match.start > 2:
                self.doer_by(match.start)

    def carry(self, trigger: TriggerFinding) -> None:
        """Read who carried out an act and what it struck."""
        left = self.subject(trigger.start, NEAR)
        if self.before:
            doer = left if not self.is_passive(trigger.start, trigger.end) else None
            if doer is None:
                self.doer_by(trigger.end)
        else:
            doer = self.subject_after(trigger.end) or left
        if doer and doer.kind in {"armed", "state"}:
            self.give_joined(doer, -1 if doer is left else 1, "carried_out")
        self.struck(trigger.end)

    def clash(self, trigger: TriggerFinding) -> None:
        """Read the sides of a fight: each attacks and is attacked."""
        sides: list[Mention] = []
        limit = min(self.sentence.end, trigger.end + FAR)
        for at in range(trigger.end, limit):
            if self.tokens[at].text in STOPS:
                break
            if self.words.between.at(self.tokens, at, end=self.sentence.end):
                sides = self.sides(at + 1)
                break
            if (
                self.words.with_.at(self.tokens, at, end=self.sentence.end)
                and at - trigger.end < FAR
            ):
                other = [m for m in self.right(at, NEAR) if m.kind in SIDES][:1]
                first = next((m for m in self.right(trigger.end, at - trigger.end)), None)
                left = self.side_left(trigger.start)
                if first is None and left and not self.comma(left.end, trigger.start):
                    first = left
                sides = [m for m in (first, *other) if m and m.kind in SIDES]
                sides = sides if len(sides) == 2 else []
                break
        if not sides and self.tokens[trigger.start].text in self.words.fights:
            left = self.left(trigger.start, 2)
            right = self.right(trigger.end, 3)[:1]
            both = (left, *right) if right else (left, *(self.joined(left, -1) if left else ()))
            sides = [m for m in both if m and m.actor_kind not in {None, "civilians"}]
            sides = sides if len(sides) == 2 else []
        sides = sides or self.fallen(trigger.start)
        for side in sides if not any(map(self.is_in_place, sides)) else ():
            self.give("attacker", side, "side_of_clash")
            self.give("target", side, "side_of_clash")

    def fallen(self, start: int) -> list[Mention]:
        """Return the two whose dead are told before a fight: "five police and two rebels died in"."""
        dead = [
            at for at, t in self.acts.items() if t.rule in KILLING and start - NEAR <= at < start
        ]
        left = self.left(dead[-1], NEAR) if dead and self.before else None
        both = (left, *self.joined(left, -1)) if left else ()
        sides = [m for m in both if m.kind == "armed" or m.actor_kind == "state_forces"]
        return sides if len(sides) == 2 else []

    def sides(self, start: int) -> list[Mention]:
        """Return the two that stand behind "between", the second joined to the first."""
        first, second = (
            [m for m in self.right(start, FAR + NEAR) if m.kind in SIDES] + [None] * 2
        )[:2]
        if first is None or second is None or first.start - start > 3:
            return []
        near = second.start - first.end <= NEAR + 2
        words = {token.text for token in self.tokens[first.end : second.start]}
        joined = second.clitic[:1] in self.pack.and_ or bool(words & self.words.and_with)
        further = [m for m in self.joined(second, 1) if m.kind in SIDES]
        return [first, second, *further] if near and joined else []

    def hitting(self, trigger: TriggerFinding) -> None:
        """Read the complement of a noun of killing or hitting."""
        self.doer_by(trigger.end)
        text = self.tokens[trigger.start].text
        if self.before and trigger.rule == "hitting_damaged":
            struck = self.left(trigger.start, 3)
            for one in (struck, *self.joined(struck, -1)) if struck else ():
                self.targets([one], "damaged", near=one.start)
        if trigger.rule == "hitting_killing":
            left = self.left(trigger.start, 1)
            if not self.before and text in self.words.kills and left and self.may_kill(left):
                self.give("attacker", left, "subject_of_killing")
            if not self.before and left and self.is_counted_side(left):
                self.targets([left], "killed_of", near=left.start)
            for mention in self.right(trigger.end, FAR)[:1]:
                of = self.tokens[mention.start - 1].text in self.words.of or self.counted(mention)
                named = mention.id not in UNNAMED and not self.is_plain(mention)
                if (
                    mention.kind == "armed"
                    and of
                    and named
                    and "attacker" not in self.roles_of(mention)
                ):
                    self.give("target", mention, "killed_of")
            return
        begin = trigger.end
        if text in self.words.hitting_verbs and (doer := self.subject_after(begin)):
            self.give("attacker", doer, "subject")
            begin = doer.end
        near = self.right(begin, NEAR + 2 if begin > trigger.end else NEAR)[:3]
        self.targets(near, "object_of_noun", near=begin)
