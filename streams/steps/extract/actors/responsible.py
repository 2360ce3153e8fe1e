"""Who claims an act, is accused of it, or denies it."""

from streams.steps.extract.actors.clause import FAR, NEAR
from streams.steps.extract.actors.giving import Roles
from streams.steps.extract.actors.nouns import SIDES, Mention
from streams.steps.extract.triggers import form_of

TOLD = frozenset({"verb", "carry", "event"})
"""Forms of words that tell what a speaker did; verb and noun are one word in some scripts (قصف)."""


class Responsible(Roles):
    """A clause whose words of responsibility give roles."""

    def responsible(self) -> None:
        """Give the roles of claims, accusations and denials of responsibility."""
        for match in self.words.claims.find(
            self.tokens, start=self.sentence.start, end=self.sentence.end
        ):
            right = [
                m
                for m in self.right(match.end, FAR if self.ends_by(match.end) else NEAR)
                if m.kind == "armed"
                and not self.is_patron(m)
                and (
                    self.before
                    or not any(match.end <= at < m.start and self.is_verb(at) for at in self.acts)
                )
            ]
            left = self.claimant(match.start) or self.named_before(match.start)
            order = (left, *right) if self.before else (*right, left)
            order = tuple(right) if self.ends_by(match.end) else order
            doer = next((m for m in order if m and m.kind == "armed"), None)
            before = range(max(self.sentence.start, match.start - FAR), match.start)
            denied = any(self.words.denies.at(self.tokens, at, end=match.start) for at in before)
            if not self.before:
                denied = denied or any(
                    self.words.accuses.at(self.tokens, at, end=match.start) for at in before
                )
            if doer and not denied and not self.is_negated(match.start, doer):
                self.give("attacker", doer, "claimed", certainty="claimed")
        for match in self.words.accuses.find(
            self.tokens, start=self.sentence.start, end=self.sentence.end
        ):
            if self.words.each_other.at(self.tokens, match.end, end=self.sentence.end):
                self.both_sides(match.start)
                continue
            if self.tokens[match.start].text in self.words.burdens and not self.is_burden(
                match.end
            ):
                continue
            right = [
                m
                for m in self.right(match.end, FAR)
                if m.kind in SIDES
                and not self.is_patron(m)
                and (self.before or not self.is_placed(m))
            ]
            left = self.left(match.start, FAR)
            if self.before:
                last = self.tokens[match.end - 1].text
                suffers = self.is_passive(match.start, match.end)
                suffers = suffers and last not in self.words.prepositions  # "was attributed to"
                accused = left if suffers else next(iter(right), None)
                if accused is None or accused.kind not in SIDES:
                    accused = self.named_before(match.start) if suffers else None
            else:
                accused = next(iter(right), None)
                accuser_first = accused and accused.start - match.end <= 1 and len(right) > 1
                speaks = len(right) > 1 and any(
                    one.start <= right[0].start < one.end <= right[1].start for one in self.said
                )
                if speaks:
                    accused = right[1]
                elif accuser_first and right[1].start - right[0].end <= NEAR:
                    accused = right[1] if not (left and left.kind == "state") else accused
            if (
                accused
                and not self.before
                and (
                    self.is_accuser(match.start, match.end, accused)
                    or self.is_of_other(accused.end)
                )
            ):
                accused = None
            if accused and (
                match.end - match.start > 1
                or self.tokens[match.start].text not in self.words.charged
                or accused.start == match.end
            ):
                self.give("attacker", accused, "accused", certainty="accused")
        self.denials()
        if not self.before:
            self.announcements()

    def announcements(self) -> None:
        """Give the role of attacker to those who announce a deed of theirs (أعلن الجيش قصف …، أنه قصف …)."""
        start, end = self.sentence.start, self.sentence.end
        for match in self.words.announces.find(self.tokens, start=start, end=end):
            doer = next((m for m in self.right(match.end, 3)[:1] if m.kind in SIDES), None)
            if doer is None or self.parted(match.end, doer.start) or self.is_patron(doer):
                continue
            told = self.told_at(doer.end)
            if told < 0 or self.words.own.find(self.tokens, start=told, end=min(end, told + NEAR)):
                continue
            self.give("attacker", doer, "announced", certainty="claimed")

    def told_at(self, start: int) -> int:
        """Return the token at which a deed is announced, past when it was, or -1."""
        end = self.sentence.end
        for at in range(start, min(end, start + NEAR + 2)):
            if self.words.masdars.at(self.tokens, at, end=end):
                return at
            if self.words.himself.at(self.tokens, at, end=end):
                verb = self.acts.get(at + 1)
                return at + 1 if verb and form_of(verb) in TOLD else -1
            if self.tokens[at].text in self.words.that:
                if self.words.own_forces.at(self.tokens, at + 1, end=end):
                    verb = self.acts.get(at + 2)
                    return at + 2 if verb and form_of(verb) in TOLD else -1
                laid = [self.acts.get(at + step) for step in (1, 2)]
                forms = [form_of(act) for act in laid if act]
                return at + 1 if forms == ["event", "carry"] else -1
            when = self.words.where.at(self.tokens, at, end=end)
            if (
                self.tokens[at].kind == "word"
                and not when
                and self.tokens[at].text not in self.words.inside
            ):
                return -1
        return -1

    def named_before(self, start: int) -> Mention | None:
        """Return the name in capitals before token *start*, whoever that is."""
        if not self.before:
            return None
        while start > self.sentence.start and self.words.passives.at(
            self.tokens, start - 1, end=start
        ):
            start -= 1
        return self.unknown.before(start, self.sentence.start)

    def is_of_other(self, at: int) -> bool:
        """Tell whether the word at *at* says that what one is accused of is no act of this kind."""
        if at >= self.sentence.end or at in self.acts or at in self.starts:
            return False
        if self.words.patrons.at(self.tokens, at, end=self.sentence.end):
            return False
        prefixed = self.tokens[at].text.startswith(self.pack.instrument_prefixes or ("\0",))
        if not prefixed or self.words.charges.at(self.tokens, at, end=self.sentence.end):
            return False
        return not any(at < act <= at + 2 for act in self.acts)

    def is_accuser(self, start: int, end: int, mention: Mention) -> bool:
        """Tell who stands behind a verb that opens its clause: who accuses, not who is accused."""
        if mention.start > end or self.tokens[start].text not in self.words.accusing_verbs:
            return False
        if self.words.duty.at(self.tokens, mention.end, end=self.sentence.end):
            return False
        before = self.tokens[start - 1] if start > self.sentence.start else None
        return (
            before is None
            or before.kind == "mark"
            or bool(self.nouns.boundaries.at(self.tokens, start - 1, end=start))
            or self.tokens[start].text.startswith(self.reading.pack.strikes.linking)
        )

    def is_burden(self, start: int) -> bool:
        """Tell whether what someone is made to bear is responsibility (تحمل حماس المسؤولية)."""
        end = min(self.sentence.end, start + FAR + NEAR)
        return bool(self.words.duty.find(self.tokens, start=start, end=end))

    def claimant(self, start: int) -> Mention | None:
        """Return the nearest group before *start*: "the junta in Myanmar has claimed"."""
        for mention in reversed(self.mentions):
            if mention.end <= start and (mention.kind == "armed" or start - mention.end > FAR):
                before = self.tokens[max(self.sentence.start, mention.start - 3) : mention.start]
                if self.is_patron(mention) or any(t.text in self.words.genitive for t in before):
                    continue
                near = start - mention.end <= FAR
                return mention if near and not self.stopped(mention.end, start) else None
        return None

    def both_sides(self, start: int) -> None:
        """Give both roles to the two that accuse each other before token *start*."""
        left = self.left(start, NEAR)
        sides = [m for m in (left, *self.joined(left, -1)) if m.kind in SIDES] if left else []
        for side in sides if len(sides) > 1 else ():
            self.give("attacker", side, "side_of_clash", certainty="accused")
            self.give("target", side, "side_of_clash")

    def denials(self) -> None:
        """Give the role of attacker, denied, to those who deny that they did it."""
        for match in self.words.denies.find(
            self.tokens, start=self.sentence.start, end=self.sentence.end
        ):
            limit = min(self.sentence.end, match.end + NEAR + 2)
            if not any(
                self.words.duty.at(self.tokens, at, end=self.sentence.end)
                for at in range(match.end, limit)
            ):
                continue
            right = next(iter(self.right(match.end, 2)), None)
            left = self.left(match.start, NEAR)
            order = (left,) if self.before else (right, left)
            denier = next((m for m in order if m and m.kind in SIDES), None)
            if denier:
                self.give("attacker", denier, "denied", certainty="denied")

    def is_negated(self, start: int, doer: Mention) -> bool:
        """Tell whether nobody is said to have claimed it: "no group has claimed", لم تعلن أي جهة."""
        first = max(self.sentence.start, start - NEAR)
        return doer.end <= start and any(
            t.text in self.words.nobody
            for t in self.tokens[max(self.sentence.start, min(first, doer.start - 2)) : start]
        )
