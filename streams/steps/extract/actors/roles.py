"""Roles from the grammar around each word that tells an act."""

import itertools

from streams.steps.extract.actors.clause import FAR, NEAR
from streams.steps.extract.actors.doer_first import DOWNED, OFFICIALS, SUBJECTED, DoerFirst
from streams.steps.extract.actors.nouns import SIDES, UNNAMED, Mention
from streams.steps.extract.findings import AMONG_THE_HIT, DAMAGED, ActorFinding, TriggerFinding
from streams.steps.extract.triggers import form_of

KILLING = frozenset({"hitting_killing", "verb_killed"})
TELLING = frozenset({"event", "blast", "clash", "verb"})
GUNFIRE = "event_gunfire"
GUNMEN = "unidentified-gunmen"
BURSTS = frozenset({GUNFIRE, "event_bombing", "event_suicide_bombing", "event_car_bombing"})
"""Nouns of acts of which "in" tells what was struck: "a bombing in a mosque"."""
DEED = "verb_deed"
ABDUCTION, ABDUCTED = "event_abduction", "verb_abducted"
TARGETING = "hitting_targeting"
SHOT_DOWN = frozenset({"missile", "rocket", "drone", "mortar", "unknown"})
"""Weapons that are shot down, and named after whose they are (صاروخ حوثي)."""
STRIKING = frozenset({"armed", "people"})
ACTS = frozenset({"event", "weapon", "blast"})
STRUCK = frozenset({"object", "people"})


class RoleReader(DoerFirst):
    """A clause whose act words give roles."""

    def read(self) -> list[ActorFinding]:
        """Return the roles that words of responsibility and of acts give."""
        self.responsible()
        self.undertaking()
        for trigger in self.acts.values():
            form = form_of(trigger)
            if not self.before and self.is_undone(trigger):
                continue
            if form == "event" or (form == "verb" and self.is_noun(trigger)):
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
                self.blast_by(trigger.end)
                self.doer_by(trigger.end)
            elif form == "weapon":
                self.struck(trigger.end, reach=3)
                inside = (at for at in range(trigger.start + 1, trigger.end) if at in self.starts)
                owner = self.starts.get(next(inside, self.over_fillers(trigger.end)))
                named = owner and owner.kind in {"adjective", "armed"} and not owner.clitic
                if not self.before and trigger.weapon in SHOT_DOWN and owner and named:
                    self.give("attacker", owner, "weapon_of")
        self.strife()
        self.done_by_phrase()
        self.damage()
        if not any(role == "target" for _, role in self.roles):
            for trigger in self.acts.values():
                fired = trigger.rule in BURSTS if self.before else trigger.rule == GUNFIRE
                if form_of(trigger) == "blast" or fired:
                    self.around(trigger.end, facing=trigger.weapon == "suicide")
        self.fallen_targets()
        return list(self.roles.values())

    def is_undone(self, trigger: TriggerFinding) -> bool:
        """Tell an act that is negated or threatened, not done (لم يسقط، تهدد بضرب)."""
        at = trigger.start
        if at > self.sentence.start and self.tokens[at - 1].text in self.words.not_done:
            return True
        return any(at - NEAR < threat < at for threat in self.threats)

    def damage(self) -> None:
        """Read what was damaged beside words that tell no act, and what is said to be the target."""
        start, end = self.sentence.start, self.sentence.end
        for match in self.words.damaged.find(self.tokens, start=start, end=end):
            behind = [m for m in self.right(match.end, 1)[:1] if m.kind == "object"]
            left = None if behind else self.left(match.start, 0)
            struck = behind or ([left] if left and left.kind == "object" else [])
            self.targets([m for m in struck if self.is_thing(m)], "damaged", near=match.end)
        for match in self.words.aims.find(self.tokens, start=start, end=end):
            aimed = [
                m for m in self.right(match.end, 2)[:1] if m.kind not in {"adjective", "state"}
            ]
            self.targets(aimed, "aimed_at", near=match.end)

    def undertaking(self) -> None:
        """Read who undertakes an act that a noun tells: "the army responded by shelling"."""
        for match in self.words.undertakes.find(
            self.tokens, start=self.sentence.start, end=self.sentence.end
        ):
            doer, way = self.subject_after(match.end), 1
            if doer is None:
                doer, way = self.subject(match.start, 1), -1
            begin = doer.end if doer and way > 0 else match.end
            told = range(begin, min(self.sentence.end, begin + NEAR + 2))
            if doer and doer.kind == "armed" and any(at in self.acts for at in told):
                self.give_joined(doer, way, "undertook")

    def fallen_targets(self) -> None:
        """Give the role of target, where no other is told, to forces and single persons hit."""
        told = any(form_of(t) in TELLING and t.rule not in KILLING for t in self.acts.values())
        for claim in self.hit if told and self.pack.hit_are_targets else ():
            start, end = claim.people
            part = claim.background or claim.subset_of is not None
            if claim.max == 0 or part or end <= start:
                continue
            single = claim.min == claim.max == 1
            for mention in self.mentions:
                inside = start <= mention.start < end or mention.start <= start < mention.end
                side = mention.kind == "armed" or mention.actor_kind == "state_forces"
                if not self.before:
                    side = mention.kind == "armed" and mention.id not in UNNAMED
                    single = single and mention.id == OFFICIALS
                if (
                    inside
                    and ((side and mention.id != GUNMEN) or (single and self.is_described(mention)))
                    and not self.roles_of(mention)
                ):
                    self.give("target", mention, AMONG_THE_HIT)

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
            if mention and mention.kind == "adjective" and self.is_of_people(mention):
                mention = None
            if mention and mention.kind == "state" and self.is_theatre(mention):
                mention = None
            ambush = owner and self.unlinked(trigger.start) in self.words.ambushes
            if ambush and mention and mention.actor_kind == "state_forces":
                self.give("target", mention, "ambush_of")
            elif mention and mention.kind in {"armed", "state"} | (
                {"adjective"} if not owner else set()
            ):
                self.give_joined(mention, 1, "after_act")
            elif mention and mention.kind == "object" and mention.clitic in self.articles:
                bomb = trigger.weapon == "car_bomb" and mention.object == "vehicle"
                for one in (mention, *self.joined(mention, 1)) if not bomb else ():
                    self.targets([one], "struck_in_genitive", near=one.start)
            if mention and mention.kind in {"armed", "state"}:
                behind = max(m.end for m in (mention, *self.joined(mention, 1)) if m.kind in SIDES)
                behind = self.over_adjectives(behind)
                struck = [m for m in self.right(behind, 2)[:1] if m.kind in STRUCK]
                self.targets(struck, "object_of_verb", near=behind)
                if struck and "target" in self.roles_of(struck[0]):
                    for one in self.joined(struck[0], 1):
                        self.targets([one], "object_of_verb", near=one.start)
            if at < self.sentence.end and self.tokens[at].text in self.words.of:
                origin = self.starts.get(at + 1)
                if origin and origin.kind == "armed":
                    self.give("attacker", origin, "fire_from")
            doer = self.left(trigger.start, 1) if trigger.rule == GUNFIRE else None
            opened = (
                doer
                and doer.clitic not in self.pack.preposition_prefixes
                and not any(
                    self.is_preposition(t.text) for t in self.tokens[doer.end : trigger.start]
                )
                and not self.killed_between(doer.end, trigger.start)
            )
            if doer and opened and doer.kind in STRIKING and doer.actor_kind != "civilians":
                self.give("attacker", doer, "opened_fire")
        if not self.before and trigger.rule == ABDUCTION:
            self.taken(trigger)
        self.doer_by(trigger.end)
        self.struck(trigger.end)

    def over_adjectives(self, at: int) -> int:
        """Return the token behind the fillers and the adjectives, quoted or not, at token *at*."""
        at = self.over_fillers(at)
        adjective = self.starts.get(at)
        if adjective and adjective.kind == "adjective":
            return self.over_fillers(adjective.end)
        return at

    def taken(self, trigger: TriggerFinding) -> None:
        """Read whose people were abducted: "the abduction of 14 soldiers"."""
        for mention in self.right(trigger.end, NEAR)[:1]:
            of = self.tokens[mention.start - 1].text in self.words.of
            if mention.kind == "armed" and (of or self.counted(mention)):
                self.give("target", mention, "taken_of")

    def verb(self, trigger: TriggerFinding) -> None:
        """Read the subject and the objects of a verb of striking."""
        if self.before:
            self.done(trigger)
            return
        if trigger.rule == DOWNED and self.is_intercepting(trigger.end):
            return
        subjected = trigger.rule == SUBJECTED
        passive = self.is_passive(trigger.start, trigger.end)
        left = self.subject(trigger.start, NEAR + 2)
        right = self.right(trigger.end, FAR)
        told = [m for m in right if m.kind != "object" or self.is_thing(m)]
        if self.words.by.at(self.tokens, trigger.start, end=self.sentence.end):
            self.doer_by(trigger.start)  # زرعها: the doer stands behind it, the bomb before
            return
        if trigger.rule == ABDUCTED:
            self.taken(trigger)
        if subjected:
            near = right[0] if right and right[0].start - trigger.end <= NEAR else None
            if near and (
                near.clitic in self.pack.preposition_prefixes
                or self.parted(trigger.end, near.start)
            ):
                near = None
            sufferer = near or left
            if sufferer is left and left and not self.before:
                last = self.tokens[trigger.start - 1].text
                linked = last.startswith(self.reading.pack.strikes.linking)
                sufferer = None if self.comma(left.end, trigger.start) and linked else left
            if sufferer and sufferer.kind not in {"adjective", "state"}:
                self.give("target", sufferer, "subjected")
            return
        if left and (
            self.killed_between(left.end, trigger.start)
            or self.told_between(left.end, trigger.start)
        ):
            left = None
        subject = left if left and left.kind in {"armed", "state"} else None
        if subject is None and self.after_act(trigger.start):
            self.targets(told[:3], "object_of_verb", near=trigger.end)
            return
        thing = self.left(trigger.start, 0)
        if (
            trigger.rule == DEED
            and thing is None
            and self.unlinked(trigger.start) in self.words.suffers
        ):
            thing = self.left(trigger.start, FAR + NEAR)
            while thing and thing.kind != "object":
                thing = self.left(thing.start, FAR)
        linked = self.tokens[trigger.start].text.startswith(self.reading.pack.strikes.linking)
        if (
            subject is None
            and thing
            and thing.kind == "object"
            and trigger.end not in self.starts
            and not linked
        ):
            for one in (thing, *self.joined(thing, -1)):
                self.targets([one], "passive_subject", near=one.start)
            return
        if subject is None and (after := self.subject_after(trigger.end)):
            subject = after
        if subject and passive:
            self.give("target", subject, "passive_subject")
            return
        if subject is None:
            self.doer_by(trigger.end)
        if subject:
            self.give_joined(subject, -1 if subject is left else 1, "subject")
        begin = subject.end if subject and subject is not left else trigger.end
        first = self.starts.get(trigger.end)
        if subject is None and first and first.kind == "people" and self.is_nominative(first):
            begin = first.end
        struck = [m for m in told if m.start >= begin and (m.start, "attacker") not in self.roles]
        self.targets(struck[:3], "object_of_verb", near=begin)

    def is_intercepting(self, start: int) -> bool:
        """Tell whether what was shot down is a missile or drone: who did it attacked nobody."""
        weapons = (self.acts[at].weapon for at in range(start, start + FAR) if at in self.acts)
        return any(weapon in SHOT_DOWN for weapon in weapons)

    def is_noun(self, trigger: TriggerFinding) -> bool:
        """Tell a word that may be noun or verb and is no verb here: "killed in an ambush near"."""
        word = self.tokens[trigger.start].text
        return word in self.words.may_be_nouns and not self.is_verb_here(
            trigger, trigger.end, rule=trigger.rule
        )

    def doer_of(self, start: int) -> None:
        """Give the role of attacker behind "of" where what was struck follows: "a raid of X on Y"."""
        doer = next(iter(self.right(start, 3)), None)
        if (
            doer
            and doer.kind == "armed"
            and self.words.on.at(self.tokens, doer.end, end=self.sentence.end)
        ):
            self.give("attacker", doer, "doer_of_act")

    def strife(self) -> None:
        """Give both roles to the sides of strife that no word of fighting tells."""
        if not self.words.strife:
            return
        for match in self.words.between.find(
            self.tokens, start=self.sentence.start, end=self.sentence.end
        ):
            before = self.tokens[max(self.sentence.start, match.start - 1)].text
            sides = self.sides(match.end) if before in self.words.strife else []
            for side in sides if all(one.kind == "armed" for one in sides) else ():
                self.give("attacker", side, "side_of_clash")
                self.give("target", side, "side_of_clash")

    def done_by_phrase(self) -> None:
        """Give the role of attacker behind words that say it by themselves: "at the hands of"."""
        for match in self.words.by.find(
            self.tokens, start=self.sentence.start, end=self.sentence.end
        ):
            if self.before and match.end - match.start > 2:
                self.doer_by(match.start)
                left = self.left(match.start, 1)
                for one in (left, *self.joined(left, -1)) if left else ():
                    if one.kind == "armed":
                        self.give("target", one, AMONG_THE_HIT)

    def carry(self, trigger: TriggerFinding) -> None:
        """Read who carried out an act and what it struck."""
        if not self.before and not self.is_of_act(trigger):
            return
        left = self.subject(trigger.start, NEAR)
        if self.before:
            doer = left if not self.is_passive(trigger.start, trigger.end) else None
            if doer is None:
                self.doer_by(trigger.end)
        else:
            if left and self.told_between(left.end, trigger.start):
                left = None
            doer = self.subject_after(trigger.end) or left
        if doer and doer.kind in {"armed", "state"}:
            self.give_joined(doer, -1 if doer is left else 1, "carried_out")
        elif not self.before:
            self.doer_by(trigger.end)
        self.struck(trigger.end)

    def is_of_act(self, trigger: TriggerFinding) -> bool:
        """Tell whether an act word stands near the verb that carries it out (not "issued a warning")."""
        near = range(trigger.start - NEAR - 2, trigger.end + FAR)
        return any(
            at in near and at != trigger.start
            for at, act in self.acts.items()
            if form_of(act) in ACTS
        )

    def clash(self, trigger: TriggerFinding) -> None:
        """Read the sides of a fight: each attacks and is attacked."""
        sides: list[Mention] = []
        limit = min(self.sentence.end, trigger.end + FAR)
        for at in range(trigger.end, limit):
            if at in self.stops:
                break
            of = self.before and at == trigger.end and self.tokens[at].text in self.words.genitive
            if of or self.words.between.at(self.tokens, at, end=self.sentence.end):
                sides = self.sides(at + 1)
                break
            if (
                self.words.with_.at(self.tokens, at, end=self.sentence.end)
                and at - trigger.end < FAR
            ):
                other = [m for m in self.right(at, NEAR) if self.is_side(m)][:1]
                first = next((m for m in self.right(trigger.end, at - trigger.end)), None)
                left = self.coordinated(trigger.start) if self.before else None
                left = left or self.side_left(trigger.start)
                if first is None and left and not self.comma(left.end, trigger.start):
                    first = left
                sides = [m for m in (first, *other) if m and self.is_side(m)]
                alone = not self.before and at - trigger.end < 3 and sides
                named = alone and sides[0].kind == "armed" and sides[0].id not in UNNAMED
                sides = sides if len(sides) == 2 or named else []
                break
        if not sides and self.tokens[trigger.start].text in self.words.fights:
            left = self.left(trigger.start, 2)
            if left is None and any(
                self.is_patron(m) for m in self.mentions if 0 <= trigger.start - m.end <= 2
            ):
                left = self.left(trigger.start, FAR)  # "soldiers backed by tanks battled"
            right = self.right(trigger.end, 3)[:1]
            both = (left, *right) if right else (left, *(self.joined(left, -1) if left else ()))
            sides = [m for m in both if m and m.actor_kind not in {None, "civilians"}]
            sides = sides if len(sides) == 2 else []
        sides = sides or self.fallen(trigger.start)
        if not sides and not self.before:
            self.doer_by(trigger.end)
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

    def is_side(self, mention: Mention) -> bool:
        """Tell whether *mention* may fight: a side, or in a doer-first language men of forces."""
        return mention.kind in SIDES or (
            self.before and mention.kind == "people" and mention.actor_kind == "state_forces"
        )

    def sides(self, start: int) -> list[Mention]:
        """Return the two that stand behind "between", the second joined to the first."""
        first, second = (
            [m for m in self.right(start, FAR + NEAR) if self.is_side(m)] + [None] * 2
        )[:2]
        if first is None or second is None or first.start - start > 3:
            return []
        near = second.start - first.end <= NEAR + 2
        words = {token.text for token in self.tokens[first.end : second.start]}
        joined = second.clitic[:1] in self.pack.and_ or bool(words & self.words.and_with)
        further = [m for m in self.joined(second, 1) if self.is_side(m)]
        return [first, second, *further] if near and joined else []

    def targeted_by(self, start: int) -> bool:
        """Read a doer between a noun of targeting and what "to" names (استهداف الجيش لمنزل)."""
        near = [m for m in self.right(start, NEAR + 2) if m.kind != "adjective"]
        for doer, struck in itertools.pairwise(near):
            beside = doer.start - start <= 1 and struck.start - doer.end <= 2
            adjacent = struck.start == doer.end and not struck.clitic
            aimed = struck.kind == "object" and (struck.clitic in self.pack.event_owner or adjacent)
            if doer.kind == "armed" and beside and aimed:
                self.give("attacker", doer, "targeted_by")
                self.give("target", struck, "object_of_noun")
                return True
        return False

    def is_killed(self, official: Mention, trigger: TriggerFinding) -> bool:
        """Tell whether the verb of killing behind *official* is said of that one."""
        text = self.unlinked(trigger.start)
        return (
            text in self.words.may_kill
            and not self.has_object(trigger.end)
            and official.clitic not in self.pack.preposition_prefixes
            and not self.is_placed(official)
            and not self.parted(official.end, trigger.start)
            and not self.told_between(official.end, trigger.start)
        )

    def in_clash(self, start: int) -> bool:
        """Tell whether "in a clash" follows at token *start*, whose sides the dead were."""
        near = range(start, start + 3)
        return any(at in near and form_of(act) == "clash" for at, act in self.acts.items())

    def killer(self, trigger: TriggerFinding) -> None:
        """Read who killed, where the verb has an object: "gunmen killed 5", not "gunmen were killed"."""
        after, left = self.starts.get(trigger.end), self.subject(trigger.start, NEAR)
        if after and after.kind == "adjective" and self.has_object(after.end):
            struck = [m for m in self.right(after.end, 1)[:1] if m.kind == "armed"]
            self.targets(struck, "killed_by", near=after.end)
            return
        linked = self.tokens[trigger.start].text != self.unlinked(trigger.start)
        if after and after.kind == "armed" and self.has_object(after.end):
            doer, way = after, 1
        elif linked:
            return  # "... and killed 6": the nearest name is not its doer
        elif left and left.kind in SIDES and self.has_object(trigger.end):
            doer, way = left, -1
        else:
            return
        if doer.clitic in self.pack.preposition_prefixes or self.counted(doer):
            return
        begin = doer.end if way > 0 else trigger.end
        fought = [m for m in self.right(begin, NEAR)[:1] if self.is_told_gunmen(m)]
        if fought and doer.actor_kind == "state_forces":
            return  # those who attacked were killed by those they attacked
        self.give_joined(doer, way, "subject_of_killing")
        killed = [
            m
            for m in self.right(begin, 2)[:1]
            if m.id == OFFICIALS or (m.kind == "armed" and m.id not in UNNAMED)
        ]
        self.targets(killed, "killed_by", near=begin)

    def has_object(self, at: int) -> bool:
        """Tell whether token *at* begins the object of a verb of killing."""
        if at >= self.sentence.end:
            return False
        token, mention = self.tokens[at], self.starts.get(at)
        if at in self.acts and self.is_verb(at):
            return self.has_object(self.acts[at].end)  # "killed and burnt 25"
        return (
            token.kind == "number"
            or bool(self.words.quantities.at(self.tokens, at, end=self.sentence.end))
            or (mention is not None and not mention.clitic and mention.kind in {"people", "armed"})
        )

    def hitting(self, trigger: TriggerFinding) -> None:
        """Read the complement of a noun of killing or hitting."""
        self.doer_by(trigger.end)
        text = self.unlinked(trigger.start)
        if self.before and trigger.rule == "hitting_damaged":
            struck = self.left(trigger.start, 3)
            for one in (struck, *self.joined(struck, -1)) if struck else ():
                self.targets([one], DAMAGED, near=one.start)
        if trigger.rule == "hitting_killing":
            left = self.left(trigger.start, 1)
            if not self.before and left and self.is_counted_side(left):
                self.targets([left], "killed_of", near=left.start)
            if not self.before and text in self.words.may_kill:
                self.killer(trigger)
            left = self.left(trigger.start, NEAR + 2)
            if not self.before and left and left.id == OFFICIALS and self.is_killed(left, trigger):
                self.targets([left], "killed_official", near=left.start)
            first = self.starts.get(trigger.end)
            if (
                not self.before
                and first
                and first.id == OFFICIALS
                and first.clitic in self.articles
            ):
                self.targets([first], "killed_official", near=trigger.end)
            for mention in self.right(trigger.end, FAR)[:1]:
                of = self.tokens[mention.start - 1].text in self.words.of or self.counted(mention)
                of = of or (
                    not self.before
                    and mention.start == trigger.end
                    and text not in self.words.may_kill
                    and not self.nouns.people.at(self.tokens, mention.start, end=mention.end)
                )
                named = mention.id not in UNNAMED and not self.is_plain(mention)
                if (
                    mention.kind == "armed"
                    and of
                    and named
                    and "attacker" not in self.roles_of(mention)
                ):
                    self.give("target", mention, "killed_of")
                    sides = [m for m in (mention, *self.joined(mention, 1)) if m.kind == "armed"]
                    if not self.before and self.in_clash(sides[-1].end):
                        for side in sides:
                            self.give("attacker", side, "side_of_clash")
                            self.give("target", side, "side_of_clash")
            return
        inside = (at for at in range(trigger.start + 1, trigger.end) if at in self.starts)
        begin = next(inside, trigger.end)
        if text in self.words.hitting_verbs and (doer := self.subject_after(begin)):
            self.give("attacker", doer, "subject")
            begin = doer.end
        if not self.before and trigger.rule == TARGETING and self.targeted_by(begin):
            return
        near = self.right(begin, NEAR + 2 if begin > trigger.end else NEAR)[:3]
        near = [m for m in near if not self.is_told_gunmen(m)]
        self.targets(near, "object_of_noun", near=begin)
