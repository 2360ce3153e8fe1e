"""Verbs in a language whose doer stands before them: who did it, and to whom or what."""

from collections.abc import Sequence

from streams.steps.extract.actors.clause import FAR, NEAR
from streams.steps.extract.actors.nouns import SIDES, UNNAMED, Mention
from streams.steps.extract.actors.responsible import Responsible
from streams.steps.extract.actors.words import COMMAS
from streams.steps.extract.findings import AMONG_THE_HIT, DAMAGED, TriggerFinding

OFFICIALS = "officials"
SLAYING = "verb_slaying"
SUBJECTED = "verb_subjected"
WRECKING = "verb_wrecking"
DOWNED = "verb_intercepted"


class DoerFirst(Responsible):
    """A clause whose verbs have their doer before them."""

    def done(self, trigger: TriggerFinding) -> None:
        """Read the doer and the struck around a verb of striking."""
        text = self.tokens[trigger.start].text
        slays = trigger.rule == SLAYING
        kills = slays or text in self.words.kills
        left = self.coordinated(trigger.start) or self.subject(trigger.start, NEAR + 2)
        passive = self.is_passive(trigger.start, trigger.end)
        if trigger.rule == DOWNED and not self.downs_craft(trigger, left, passive=passive):
            self.downed(trigger, left, passive=passive)
            return
        if (
            passive
            and self.aims(trigger.end)
            and not (left and left.kind in {"armed", "object", "people"})
            and (struck := self.objects(trigger.end))
        ):
            self.targets(struck, "aimed_at", near=trigger.end)  # "a bomb was thrown at a bank"
            return
        if (
            trigger.rule == SUBJECTED
            or passive
            or (
                kills and (self.are_victims(left, trigger.start) or self.has_no_object(trigger.end))
            )
        ):
            self.suffered(trigger, kills=kills, slays=slays)
            return
        if left is None or not is_doer(left):
            if left := self.teller(trigger.start):
                self.give("attacker", left, "said_it_did", certainty="claimed")
        else:
            self.give_joined(left, -1, "subject")
        given = len(self.roles)
        struck = self.objects(trigger.end)
        if slays:
            struck = [m for m in struck if m.kind in {"armed", "people"}]
        elif kills:
            struck = [m for m in struck[:1] if self.is_victim(m, doer=left)]
        rule = "object_of_verb"
        if trigger.rule == WRECKING:
            rule = DAMAGED
        elif kills and not slays:
            rule = AMONG_THE_HIT
        self.targets(struck, rule, near=trigger.end)
        if len(self.roles) == given and (not kills or (left and left.kind == "armed")):
            end = self.unknown_target(trigger.end, person=kills)
            if end and end < self.sentence.end and self.tokens[end].text in self.words.links:
                self.targets(self.objects(end + 1), rule, near=end + 1)

    def has_no_object(self, end: int) -> bool:
        """Tell a verb of killing that can only be a participle: "soldiers killed in an ambush"."""
        token = self.tokens[end] if end < self.sentence.end else None
        if token is None or token.text in COMMAS or end in self.stops:
            return True
        bound = self.words.bounds.at(self.tokens, end, end=self.sentence.end)
        return not bound and self.is_preposition(token.text)

    def aims(self, end: int) -> bool:
        """Tell whether a verb that ends before *end* is one with the preposition of its aim."""
        last = self.words.on.at(self.tokens, end - 1, end=end) or self.is_preposition(
            self.tokens[end - 1].text
        )
        return bool(last) and not self.words.by.at(self.tokens, end, end=self.sentence.end)

    def downed(self, trigger: TriggerFinding, left: Mention | None, *, passive: bool) -> None:
        """Give the role of attacker to whose missiles were shot down: "two Israeli missiles"."""
        near = left if passive else next(iter(self.right(trigger.end, NEAR)), None)
        if (
            near
            and near.kind == "armed"
            and self.nouns.means.at(self.tokens, near.end - 1, end=near.end)
        ):
            self.give("attacker", near, "owner_of_downed")

    def downs_craft(self, trigger: TriggerFinding, left: Mention | None, *, passive: bool) -> bool:
        """Tell whether what was shot down is a craft with people in it, not a missile."""
        near = left if passive else next(iter(self.right(trigger.end, NEAR)), None)
        return near is not None and near.kind == "object"

    def suffered(self, trigger: TriggerFinding, *, kills: bool, slays: bool) -> None:
        """Read the struck before a passive verb, and the doer behind "by"."""
        left = self.left(trigger.start, NEAR + 2)
        left = self.whole(left) if left else None
        self.doer_by(trigger.end)
        if left is None or (slays and left.kind not in {"armed", "people"}):
            return
        done = any(role == "attacker" for _, role in self.roles)
        people = (done and self.is_described(left)) or slays
        if not kills or left.actor_kind == "state_forces" or people:
            rule = AMONG_THE_HIT if kills and not slays else "passive_subject"
            rule = DAMAGED if trigger.rule == WRECKING else rule
            for one in (left, *self.joined(left, -1)):
                self.targets([one], rule, near=one.start)

    def objects(self, start: int) -> list[Mention]:
        """Return the object of a verb that ends before *start* and those joined to it.

        What owns a thing too vague to be hit is hit: "positions of the rebels".
        """
        right = [m for m in self.right(start, FAR) if m.kind not in {"adjective", "state"}]
        if not right:
            return []
        if self.is_no_target(right[0]) and self.belongs(right[1:2]):
            return right[1:2]
        return [right[0], *self.joined(right[0], 1)]

    def belongs(self, owner: Sequence[Mention]) -> bool:
        """Tell whether "of" stands before *owner*, with at most an article between."""
        return any(
            self.tokens[at].text in self.words.genitive
            for one in owner
            for at in range(one.start - 2, one.start)
        )

    def is_victim(self, mention: Mention, *, doer: Mention | None) -> bool:
        """Tell the killed who are a target from those who are a figure: "killed a teacher"."""
        return (
            (mention.kind == "armed" and (mention.id not in UNNAMED or self.counted(mention)))
            or mention.actor_kind == "state_forces"
            or mention.id == OFFICIALS
            or (doer is not None and doer.kind == "armed" and self.is_described(mention))
            or self.is_single(mention)
        )

    def teller(self, start: int) -> Mention | None:
        """Return who says that it did what the verb at *start* says: "the group said it had struck"."""
        first = max(self.sentence.start, start - NEAR)
        pronoun = next((at for at in range(start - 1, first - 1, -1) if self._is_pronoun(at)), None)
        if pronoun is None:
            return None
        said = next(
            (
                at
                for at in range(pronoun - 1, max(self.sentence.start, pronoun - NEAR) - 1, -1)
                if self.tokens[at].text in self.words.says
            ),
            None,
        )
        teller = None if said is None else self.left(said, NEAR)
        return teller if teller and teller.kind in SIDES else None

    def _is_pronoun(self, at: int) -> bool:
        return self.tokens[at].text in self.words.pronouns

    def shot(self, trigger: TriggerFinding) -> None:
        """Read who was shot, and who shot them: "was shot dead", "police shot dead three men"."""
        if self.is_passive(trigger.start, trigger.end):
            shot = self.left(trigger.start, NEAR)
            self.targets([shot] if shot else [], "shot", near=trigger.start)
            return
        doer = self.left(trigger.start, 1)
        if doer is None or not (doer.kind == "armed" or doer.actor_kind == "state_forces"):
            return
        self.give_joined(doer, -1, "subject")
        shot_ones = [m for m in self.right(trigger.end, NEAR)[:1] if m.kind in {"armed", "people"}]
        self.targets(shot_ones, "shot", near=trigger.end)


def is_doer(mention: Mention) -> bool:
    """Tell whether *mention* may strike: a side, or men of a state's forces ("police")."""
    return mention.kind in SIDES or (
        mention.kind == "people" and mention.actor_kind == "state_forces"
    )
