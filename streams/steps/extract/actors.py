"""Who struck and who was hit: roles from the grammar around each word that tells an act."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from streams.gazetteer.actors import ActorIndex
from streams.languages.pack import LanguagePack
from streams.records.report import ActorCertainty, ActorMention, Source
from streams.steps.extract.findings import ActorFinding, SourceFinding, TriggerFinding
from streams.steps.extract.mentions import Mention, MentionReader, countries_named, names_of
from streams.steps.extract.reading import Reading
from streams.steps.extract.triggers import form_of
from streams.text.phrases import PhraseBook, phrase_words
from streams.text.sentences import Sentence

NEAR, FAR = 4, 10
"""How many tokens a role word may stand from the one whose role it tells."""
STOPS = frozenset({".", ";", ":", "\N{ARABIC SEMICOLON}"})


class _Words(Struct, frozen=True, eq=False):
    by: PhraseBook[bool]
    on: PhraseBook[bool]
    between: PhraseBook[bool]
    with_: PhraseBook[bool]
    claims: PhraseBook[bool]
    accuses: PhraseBook[bool]
    denies: PhraseBook[bool]
    suspects: PhraseBook[bool]
    passives: PhraseBook[bool]
    patrons: PhraseBook[bool]
    near: PhraseBook[bool]
    apart: PhraseBook[bool]
    duty: PhraseBook[bool]
    nobody: frozenset[str]
    prepositions: frozenset[str]


def find_actors(
    reading: Reading,
    *,
    actors: ActorIndex,
    triggers: Sequence[TriggerFinding],
    sources: Sequence[SourceFinding] = (),
    countries: Counter[str] | None = None,
    day: str | None = None,
) -> tuple[ActorFinding, ...]:
    """Return the attackers and targets of *reading*, each with the rule that gave its role.

    *sources* are who says so: an accusation is ascribed to the one whose words hold it.
    *countries* are those the text is about (ISO codes, by weight; those it names when None),
    *day* the day of publication: both settle what a bare name means.
    """
    about = countries_named(reading, actors=actors) + (countries or Counter())
    mentions = MentionReader(reading, actors=actors, countries=about, day=day)
    home = countries.most_common(1)[0][0] if countries else None
    found: list[ActorFinding] = []
    for index, sentence in enumerate(reading.sentences):
        here = [t for t in triggers if t.sentence == index and t.nature == "act"]
        said = [one for one in sources if one.sentence == index]
        reader = _Roles(reading, sentence, index, mentions, home, said)
        found += reader.read(here)
    return tuple(sorted(found, key=lambda one: (one.start, one.role)))


class _Roles:
    """Gives roles to the mentions of one sentence; the first rule that gives one keeps it."""

    def __init__(
        self,
        reading: Reading,
        sentence: Sentence,
        index: int,
        mentions: MentionReader,
        home: str | None,
        said: Sequence[SourceFinding],
    ) -> None:
        self.reading, self.tokens, self.sentence, self.index = (
            reading,
            reading.tokens,
            sentence,
            index,
        )
        self.words, self.names = _words(reading.pack), names_of(reading.pack)
        self.before = reading.pack.actors.adjective == "before"
        self.mentions = mentions.sentence(sentence.start, sentence.end)
        self.starts = {mention.start: mention for mention in self.mentions}
        self.home, self.said = home, said
        self.roles: dict[tuple[int, str], ActorFinding] = {}

    def read(self, triggers: Sequence[TriggerFinding]) -> list[ActorFinding]:
        """Return the roles that *triggers* and words of responsibility give."""
        self.acts = {trigger.start: trigger for trigger in triggers}
        self._responsible()
        for trigger in triggers:
            form = form_of(trigger)
            if form == "event":
                self._event(trigger)
            elif form == "verb":
                self._verb(trigger)
            elif form == "carry":
                self._carry(trigger)
            elif form == "clash":
                self._clash(trigger)
            elif form == "hitting":
                self._hitting(trigger)
            elif form == "blast":
                self._struck(trigger.end)
                self._doer_by(trigger.end)
            elif form == "weapon":
                self._struck(trigger.end, reach=3)
        if not any(role == "target" for _, role in self.roles):
            for trigger in triggers:
                if form_of(trigger) == "blast":
                    self._around(trigger.end)
        return list(self.roles.values())

    # What gives roles

    def _event(self, trigger: TriggerFinding) -> None:
        if self.before:
            if trigger.rule == "event_gunfire" and self._is_passive(trigger.start):
                shot = self._left(trigger.start, NEAR)
                self._targets([shot] if shot else [], "shot", near=trigger.start)
            if trigger.end < self.sentence.end and self.tokens[trigger.end].text == "of":
                struck = [m for m in self._right(trigger.end, 4)[:1] if m.kind == "object"]
                self._targets(struck, "struck_of", near=trigger.end)
            doer = self._ending_near(trigger.start)
            if doer and doer.kind in {"armed", "adjective", "state"}:
                self._give("attacker", doer, "before_act")
        else:
            at = self._over_fillers(trigger.end)
            mention = self.starts.get(at)
            owner = mention.clitic in self.reading.pack.actors.event_owner if mention else False
            if mention and mention.kind in {"armed", "state"} | (
                {"adjective"} if not owner else set()
            ):
                self._give("attacker", mention, "after_act")
            elif mention and mention.kind == "object" and not mention.clitic:
                self._give("target", mention, "struck_in_genitive")
            if mention and mention.kind in {"armed", "state"}:
                self._targets(
                    [m for m in self._right(mention.end, 2) if m.kind == "object"][:1],
                    "object_of_verb",
                    near=mention.end,
                )
            if at < self.sentence.end and self.tokens[at].text in _OF:
                origin = self.starts.get(at + 1)
                if origin and origin.kind == "armed":
                    self._give("attacker", origin, "fire_from")
            doer = self._left(trigger.start, 1) if trigger.rule == "event_gunfire" else None
            if doer and doer.kind in {"armed", "people"} and doer.actor_kind != "civilians":
                self._give("attacker", doer, "opened_fire")
        self._doer_by(trigger.end)
        self._struck(trigger.end)

    def _verb(self, trigger: TriggerFinding) -> None:
        kills = self.tokens[trigger.start].text in _KILLS
        subjected = trigger.rule == "verb_subjected"
        passive = self._is_passive(trigger.start)
        left = self._subject(trigger.start, NEAR + 2)
        right = self._right(trigger.end, FAR)
        if self.before:
            if passive or subjected or (kills and self._are_victims(left, trigger.start)):
                left = self._left(trigger.start, NEAR + 2)
                if left and (not kills or left.actor_kind == "state_forces"):
                    for one in (left, *self._joined(left, -1)):
                        self._targets([one], "passive_subject", near=one.start)
                self._doer_by(trigger.end)
                return
            if left and left.kind in {"armed", "state"}:
                self._give_joined(left, -1, "subject")
            if kills:
                right = [
                    m
                    for m in right[:1]
                    if (m.kind == "armed" and (m.id not in _UNNAMED or self._counted(m)))
                    or m.actor_kind == "state_forces"
                    or m.id == _OFFICIALS
                ]
            self._targets(right[:2], "object_of_verb", near=trigger.end)
            return
        if subjected:
            near = right[0] if right and right[0].start - trigger.end <= NEAR else None
            if near and (near.clitic in _PREPOSITIONS or self._parted(trigger.end, near.start)):
                near = None
            sufferer = near or left
            if sufferer and sufferer.kind != "adjective":
                self._give("target", sufferer, "subjected")
            return
        if left and self._killed_between(left.end, trigger.start):
            left = None
        subject = left if left and left.kind in {"armed", "state"} else None
        if subject is None and self._after_act(trigger.start):
            self._targets(right[:3], "object_of_verb", near=trigger.end)
            return
        if subject is None and (after := self._subject_after(trigger.end)):
            subject, right = after, [m for m in right if m.start > after.start]
        if subject and passive:
            self._give("target", subject, "passive_subject")
            return
        if subject:
            self._give_joined(subject, -1 if subject is left else 1, "subject")
            right = [m for m in right if (m.start, "attacker") not in self.roles]
        begin = subject.end if subject and subject is not left else trigger.end
        self._targets(right[:3], "object_of_verb", near=begin)

    def _carry(self, trigger: TriggerFinding) -> None:
        left = self._subject(trigger.start, NEAR)
        if self.before:
            doer = left if not self._is_passive(trigger.start) else None
            if doer is None:
                self._doer_by(trigger.end)
        else:
            doer = self._subject_after(trigger.end) or left
        if doer and doer.kind in {"armed", "state"}:
            self._give_joined(doer, -1 if doer is left else 1, "carried_out")
        self._struck(trigger.end)

    def _clash(self, trigger: TriggerFinding) -> None:
        sides: list[Mention] = []
        limit = min(self.sentence.end, trigger.end + FAR)
        for at in range(trigger.end, limit):
            if self.tokens[at].text in STOPS:
                break
            if self.words.between.at(self.tokens, at, end=self.sentence.end):
                sides = self._sides(at + 1)
                break
            if (
                self.words.with_.at(self.tokens, at, end=self.sentence.end)
                and at - trigger.end < FAR
            ):
                other = [m for m in self._right(at, NEAR) if m.kind in _SIDES][:1]
                first = next((m for m in self._right(trigger.end, at - trigger.end)), None)
                left = self._left(trigger.start, FAR)
                if first is None and left and not self._comma(left.end, trigger.start):
                    first = left
                sides = [m for m in (first, *other) if m and m.kind in _SIDES]
                sides = sides if len(sides) == 2 else []
                break
        if not sides and self.tokens[trigger.start].text in _FIGHTS:
            left = self._left(trigger.start, 2)
            right = self._right(trigger.end, 3)[:1]
            sides = [m for m in (left, *right) if m and m.actor_kind not in {None, "civilians"}]
            sides = sides if len(sides) == 2 else []
        for side in sides:
            self._give("attacker", side, "side_of_clash")
            self._give("target", side, "side_of_clash")

    def _sides(self, start: int) -> list[Mention]:
        """Return the two that stand behind "between", the second joined to the first."""
        first, second = (
            [m for m in self._right(start, FAR + NEAR) if m.kind in _SIDES] + [None] * 2
        )[:2]
        if first is None or second is None or first.start - start > 3:
            return []
        near = second.start - first.end <= NEAR + 2
        words = {token.text for token in self.tokens[first.end : second.start]}
        joined = second.clitic[:1] in self.reading.pack.actors.and_ or bool(
            words & {*self.reading.pack.actors.and_, "وبين", "من"}
        )
        further = [m for m in self._joined(second, 1) if m.kind in _SIDES]
        return [first, second, *further] if near and joined else []

    def _hitting(self, trigger: TriggerFinding) -> None:
        self._doer_by(trigger.end)
        text = self.tokens[trigger.start].text
        if trigger.rule == "hitting_killing":
            left = self._left(trigger.start, 1)
            if not self.before and text in _KILLS and left and self._may_kill(left):
                self._give("attacker", left, "subject_of_killing")
            if not self.before and left and self._is_counted_side(left):
                self._targets([left], "killed_of", near=left.start)
            for mention in self._right(trigger.end, FAR)[:1]:
                of = self.tokens[mention.start - 1].text in _OF or self._counted(mention)
                named = mention.id not in _UNNAMED
                if (
                    mention.kind == "armed"
                    and of
                    and named
                    and "attacker" not in self._roles_of(mention)
                ):
                    self._give("target", mention, "killed_of")
            return
        begin = trigger.end
        if text in _ASSASSINATES and (doer := self._subject_after(begin)):
            self._give("attacker", doer, "subject")
            begin = doer.end
        near = self._right(begin, NEAR + 2 if begin > trigger.end else NEAR)[:3]
        self._targets(near, "object_of_noun", near=begin)

    def _responsible(self) -> None:
        """Give the roles of claims, accusations and denials of responsibility."""
        for match in self.words.claims.find(
            self.tokens, start=self.sentence.start, end=self.sentence.end
        ):
            right = [
                m
                for m in self._right(match.end, FAR if self._ends_by(match.end) else NEAR)
                if m.kind == "armed" and not self._is_patron(m)
            ]
            left = self._claimant(match.start)
            order = (left, *right) if self.before else (*right, left)
            order = tuple(right) if self._ends_by(match.end) else order
            doer = next((m for m in order if m and m.kind == "armed"), None)
            before = range(max(self.sentence.start, match.start - FAR), match.start)
            denied = any(self.words.denies.at(self.tokens, at, end=match.start) for at in before)
            if not self.before:
                denied = denied or any(
                    self.words.accuses.at(self.tokens, at, end=match.start) for at in before
                )
            if doer and not denied and not self._is_negated(match.start, doer):
                self._give("attacker", doer, "claimed", certainty="claimed")
        for match in self.words.accuses.find(
            self.tokens, start=self.sentence.start, end=self.sentence.end
        ):
            right = [
                m
                for m in self._right(match.end, FAR)
                if m.kind in _SIDES
                and not self._is_patron(m)
                and (self.before or not self._is_placed(m))
            ]
            left = self._left(match.start, FAR)
            if self.before:
                accused = left if self._is_passive(match.start) else next(iter(right), None)
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
            if accused and (
                match.end - match.start > 1
                or self.tokens[match.start].text not in _CHARGED
                or accused.start == match.end
            ):
                self._give("attacker", accused, "accused", certainty="accused")
        self._denials()

    def _claimant(self, start: int) -> Mention | None:
        """Return the nearest group before *start*: "the junta in Myanmar has claimed"."""
        for mention in reversed(self.mentions):
            if mention.end <= start and (mention.kind == "armed" or start - mention.end > FAR):
                before = self.tokens[max(self.sentence.start, mention.start - 3) : mention.start]
                if self._is_patron(mention) or any(t.text == "of" for t in before):
                    continue
                near = start - mention.end <= FAR
                stopped = any(t.text in STOPS for t in self.tokens[mention.end : start])
                return mention if near and not stopped else None
        return None

    def _denials(self) -> None:
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
            right = next(iter(self._right(match.end, 2)), None)
            left = self._left(match.start, NEAR)
            order = (left,) if self.before else (right, left)
            denier = next((m for m in order if m and m.kind in _SIDES), None)
            if denier:
                self._give("attacker", denier, "denied", certainty="denied")

    # Helpers

    def _targets(self, mentions: Sequence[Mention], rule: str, *, near: int) -> None:
        last = near
        for place, mention in enumerate(mentions):
            if mention.kind in {"adjective", "state"}:
                continue
            between = range(last, mention.start)
            if sum(self.tokens[at].kind == "word" for at in between) > NEAR:
                break
            if any(self.words.apart.at(self.tokens, at, end=mention.start) for at in between):
                break
            if any(at > near and at in between and self._is_verb(at) for at in self.acts):
                break
            if place and mention.clitic in _OWNS and self._is_thing(mentions[place - 1]):
                break
            self._give("target", mention, rule)
            last = mention.end

    def _is_verb(self, at: int) -> bool:
        return form_of(self.acts[at]) in {"verb", "hitting"}

    def _is_thing(self, mention: Mention) -> bool:
        """Tell whether *mention* is a thing that is a target without its owner."""
        return mention.kind == "object" and not self._is_no_target(mention)

    def _struck(self, start: int, *, reach: int = FAR) -> None:
        """Give the role of target behind "on", "against", على."""
        given = len(self.roles)
        for at in range(start, min(self.sentence.end, start + reach)):
            act = self.acts.get(at) if at > start else None
            if self.tokens[at].text in STOPS or (act and form_of(act) not in {"weapon", "blast"}):
                return
            against = self.tokens[at].text in _AGAINST
            fights = any(
                m.end == at and (_is_fighting(m) if against else m.id in _UNNAMED)
                for m in self.mentions
            )
            if not fights and self.words.on.at(self.tokens, at, end=self.sentence.end):
                right = self._right(at, NEAR + 2)
                near = [
                    m
                    for m in right[1:2]
                    if m.start - right[0].end <= 1 or m in self._joined(right[0], 1)
                ]
                self._targets([*right[:1], *near], "struck_on", near=at)
                if len(self.roles) > given:
                    return

    def _around(self, start: int) -> None:
        """Give the role of target to the thing in or near which something went off."""
        for at in range(start, min(self.sentence.end, start + FAR)):
            act = self.acts.get(at)
            if self.tokens[at].text in STOPS or (act and form_of(act) not in {"weapon", "blast"}):
                return
            match = self.words.near.at(self.tokens, at, end=self.sentence.end)
            if match:
                for mention in self._right(match[0].end, 2 if self.before else 0)[:1]:
                    if mention.kind == "object":
                        self._give("target", mention, "blast_at")
                        return

    def _killed_between(self, start: int, end: int) -> bool:
        return any(
            start <= at < end and trigger.rule == "hitting_killing"
            for at, trigger in self.acts.items()
        )

    def _counted(self, mention: Mention) -> bool:
        return mention.start > 0 and self.tokens[mention.start - 1].kind == "number"

    def _are_victims(self, mention: Mention | None, verb: int) -> bool:
        """Tell whether people stand before a participle: "a toll of 20 fighters killed"."""
        if mention is None or mention.end != verb:
            return False
        before = self.tokens[mention.start - 1] if mention.start > self.sentence.start else None
        end = verb + 1 >= self.sentence.end or self.tokens[verb + 1].kind != "number"
        return before is not None and end and (before.kind == "number" or before.text == "of")

    def _ends_by(self, end: int) -> bool:
        return self.tokens[end - 1].text == "by"

    def _is_placed(self, mention: Mention) -> bool:
        """Tell whether a preposition stands before *mention*, quotation marks aside."""
        at = mention.start - 1
        while at > self.sentence.start and self.tokens[at].kind == "mark":
            at -= 1
        return at >= self.sentence.start and self.tokens[at].text in self.words.prepositions

    def _may_kill(self, mention: Mention) -> bool:
        """Tell whether *mention* may be the subject of a killing, not the place of it."""
        before = self.tokens[max(self.sentence.start, mention.start - 1)].text
        placed = mention.clitic in _PREPOSITIONS or before.removeprefix("و") in (
            self.words.prepositions
        )
        return mention.kind == "armed" or (mention.kind == "state" and not placed)

    def _is_counted_side(self, mention: Mention) -> bool:
        """Tell whether a number stands before a named side: "100 pro-government fighters"."""
        named = mention.kind == "armed" and mention.id not in _UNNAMED
        return named and self._counted(mention)

    def _comma(self, start: int, end: int) -> bool:
        return any(t.text in _COMMAS for t in self.tokens[start:end])

    def _is_negated(self, start: int, doer: Mention) -> bool:
        """Tell whether nobody is said to have claimed it: "no group has claimed", لم تعلن أي جهة."""
        first = max(self.sentence.start, start - NEAR)
        return doer.end <= start and any(
            t.text in self.words.nobody for t in self.tokens[max(first, doer.end - 3) : start]
        )

    def _joined(self, mention: Mention, way: int) -> list[Mention]:
        """Return the mentions that "and", "or" or a comma joins to *mention*, in direction *way*."""
        found, here = [], mention
        place = self.mentions.index(mention) + way
        while 0 <= place < len(self.mentions):
            other = self.mentions[place]
            left, right = (here, other) if way > 0 else (other, here)
            between = [t.text for t in self.tokens[left.end : right.start]]
            linked = right.clitic[:1] in self.reading.pack.actors.and_ if right.clitic else False
            if not (linked and not between) and not (
                between and between[0] in _LINKS and set(between) <= _LINKS | _ARTICLES
            ):
                break
            found.append(other)
            here = other
            place += way
        return found

    def _give_joined(self, mention: Mention, way: int, rule: str) -> None:
        """Give the role of attacker to *mention* and to those joined to it."""
        self._give("attacker", mention, rule)
        for other in self._joined(mention, way):
            if other.kind in _SIDES:
                self._give("attacker", other, rule)

    def _doer_by(self, start: int) -> None:
        """Give the role of attacker behind "by", على يد."""
        for at in range(start, min(self.sentence.end, start + FAR)):
            if self.tokens[at].text in STOPS:
                return
            match = self.words.by.at(self.tokens, at, end=self.sentence.end)
            if match:
                doer = next(iter(self._right(match[0].end, 3)), None)
                words = self.tokens[match[0].end : doer.start] if doer else ()
                beside = any(t.text in self.words.prepositions for t in words)
                if doer and not beside and doer.kind in {"armed", "state"}:
                    self._give_joined(doer, 1, "done_by")
                    return

    def _is_passive(self, start: int) -> bool:
        follows = start + 1 < self.sentence.end and self.before
        if follows and self.tokens[start + 1].text == "by":
            return True
        return any(
            self.words.passives.at(self.tokens, at, end=start)
            for at in range(max(self.sentence.start, start - 2), start)
        )

    def _after_act(self, start: int) -> bool:
        """Tell whether an act noun before the verb is its subject (هجوم استهدف …)."""
        return any(
            at in self.acts and form_of(self.acts[at]) in {"event", "blast", "weapon"}
            for at in range(max(self.sentence.start, start - NEAR), start)
            if not any(t.text in {",", "\N{ARABIC COMMA}"} for t in self.tokens[at:start])
        )

    def _ending_near(self, start: int) -> Mention | None:
        """Return the mention before *start* with nothing but fillers between."""
        for mention in reversed(self.mentions):
            if mention.end <= start:
                return mention if self._over_fillers(mention.end, start) >= start else None
            if mention.start < start <= mention.end:
                return mention
        return None

    def _over_fillers(self, start: int, limit: int | None = None) -> int:
        at, end = start, self.sentence.end if limit is None else limit
        while at < min(end, start + NEAR):
            step = self.names.fillers.at(self.tokens, at, end=end)
            if not step and self.tokens[at].text not in {"-", '"', "'"}:
                break
            if at in self.starts and not self.before:
                break
            at = step[0].end if step else at + 1
        return at

    def _left(self, start: int, reach: int) -> Mention | None:
        """Return the nearest mention that ends before *start*, no stop between."""
        for mention in reversed(self.mentions):
            if mention.end <= start:
                if self._is_patron(mention):
                    continue
                between = self.tokens[mention.end : start]
                if len(between) <= reach and not any(t.text in STOPS for t in between):
                    return mention
                return None
        return None

    def _subject(self, start: int, reach: int) -> Mention | None:
        """Return the mention before a verb, where no clause begins or ends between them."""
        left = self._left(start, reach)
        if left and left.kind == "object" and (riders := self._riders(left)):
            return riders
        if left is None or self._parted(left.end, start):
            return None
        before = left.start - 1
        if left.clitic in _PREPOSITIONS or (
            left.kind != "armed"
            and before >= self.sentence.start
            and self.tokens[before].text in self.words.prepositions
        ):
            return None
        return left

    def _riders(self, thing: Mention) -> Mention | None:
        """Return who rides *thing*: "gunmen on motorcycles"."""
        if self.tokens[thing.start - 1].text not in _ABOARD:
            return None
        return next(
            (m for m in self.mentions if m.end == thing.start - 1 and m.kind == "armed"), None
        )

    def _subject_after(self, start: int) -> Mention | None:
        """Return the one who does what the verb before *start* says, in a verb-first language."""
        for mention in self._right(start, NEAR)[:1]:
            near = NEAR if mention.kind == "armed" else 1
            if mention.kind not in {"armed", "state"} or mention.start - start > near:
                return None
            if mention.clitic in _PREPOSITIONS or self._parted(start, mention.start):
                return None
            between = range(start, mention.start)
            if any(at in between and self._is_verb(at) for at in self.acts) or any(
                self.words.apart.at(self.tokens, at, end=mention.start) for at in between
            ):
                return None
            return mention
        return None

    def _owned(self, start: int, mention: Mention) -> bool:
        """Tell whether a preposition makes *mention* another thing than the object of a verb."""
        return mention.clitic in _PREPOSITIONS or self._parted(start, mention.start)

    def _parted(self, start: int, end: int) -> bool:
        """Tell whether a clause boundary or a preposition stands in tokens *start* to *end*."""
        return any(
            self.names.boundaries.at(self.tokens, at, end=end)
            or self.words.on.at(self.tokens, at, end=end)
            for at in range(start, end)
        )

    def _right(self, start: int, reach: int) -> list[Mention]:
        """Return the mentions that begin within *reach* tokens of *start*, no stop between."""
        found = []
        for mention in self.mentions:
            if mention.start < start:
                continue
            if mention.start - start > reach or any(
                t.text in STOPS for t in self.tokens[start : mention.start]
            ):
                break
            found.append(mention)
        return found

    def _roles_of(self, mention: Mention) -> set[str]:
        return {role for start, role in self.roles if start == mention.start}

    def _give(
        self, role: str, mention: Mention, rule: str, *, certainty: ActorCertainty = "stated"
    ) -> None:
        key = (mention.start, role)
        if key in self.roles or (
            role == "target"
            and rule != "side_of_clash"
            and ((mention.start, "attacker") in self.roles)
        ):
            return
        if self._is_patron(mention) or (role == "target" and self._is_no_target(mention)):
            return
        kind = mention.actor_kind
        abroad = self.home and mention.home and self.home not in mention.home
        if kind == "state_forces" and abroad:
            kind = "external_forces"
        if role == "attacker" and certainty == "stated" and self._is_suspected(mention.start):
            certainty = "suspected"
        if role == "attacker" and rule != "side_of_clash":
            self.roles.pop((mention.start, "target"), None)
        span = self.reading.span_behind(mention.clitic, mention.start, mention.end)
        quote = self.reading.quote(span)
        self.roles[key] = ActorFinding(
            role="attacker" if role == "attacker" else "target",
            actor=ActorMention(
                id=mention.id,
                name=mention.name,
                native=quote,
                kind=kind,
                certainty=certainty,
                quote=quote,
                span=span,
                object=mention.object,
                part_of=mention.part_of,
                backed_by=self._backer(mention),
                by=self._by(mention, certainty, quote),
            ),
            start=mention.start,
            end=mention.end,
            sentence=self.index,
            rule=rule,
        )

    def _is_no_target(self, mention: Mention) -> bool:
        """Tell a weapon, and a thing too vague to be told as hit, from a target."""
        if any(mention.start <= at < mention.end for at, t in self.acts.items() if t.weapon):
            return True
        if mention.kind == "armed":
            return bool(self.names.means.at(self.tokens, mention.start, end=mention.end))
        vague = self.names.vague.at(self.tokens, mention.start, end=mention.end)
        return bool(vague) and vague[0].end == mention.end

    def _is_patron(self, mention: Mention) -> bool:
        """Tell whether the words before *mention* make it a backer, who is never the attacker."""
        for at in range(max(self.sentence.start, mention.start - 3), mention.start):
            match = self.words.patrons.at(self.tokens, at, end=mention.start + 1)
            if match and match[0].end >= mention.start and self.tokens[at].text != "-":
                return True
        dash = mention.end < self.sentence.end and self.tokens[mention.end].text == "-"
        return dash and bool(self.words.patrons.at(self.tokens, mention.end, end=self.sentence.end))

    def _backer(self, mention: Mention) -> str | None:
        """Return who backs *mention*, as its own words or those beside it say."""
        for other in self.mentions:
            if other.kind in {"object", "people"} or other is mention:
                continue
            behind = 0 <= other.start - mention.end <= 3
            ahead = 0 <= mention.start - other.end <= 3
            if mention.end < self.sentence.end and not behind and self._is_linked(other.end):
                continue
            start, end = (mention.end, other.start + 1) if behind else (other.end, mention.start)
            if (behind or ahead) and any(
                (match := self.words.patrons.at(self.tokens, at, end=end))
                and (match[0].end >= other.start if behind else at == other.end)
                for at in range(start, end)
            ):
                return other.name.removeprefix("Military Forces of ")
        return None

    def _is_linked(self, at: int) -> bool:
        """Tell "-linked" and "-based", which name no backer."""
        return any(t.text in _LINKED for t in self.tokens[at : at + 2])

    def _by(self, mention: Mention, certainty: ActorCertainty, quote: str) -> Source | None:
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

    def _is_suspected(self, start: int) -> bool:
        return any(
            self.words.suspects.at(self.tokens, at, end=start)
            for at in range(max(self.sentence.start, start - NEAR), start)
        )


def _is_fighting(mention: Mention) -> bool:
    """Tell people of whom "against" says whom they fight: "fighters against IS"."""
    return mention.kind in {"people", "object"} or mention.id in _UNNAMED


_OFFICIALS = "officials"
_ASSASSINATES = frozenset({"اغتال", "اغتالت", "اغتالوا"})
_ABOARD = frozenset({"on", "in", "aboard", "riding"})
_AGAINST = frozenset({"ضد", "against"})
_FIGHTS = frozenset({"fought", "battled", "clashed"})
_UNNAMED = frozenset({"militants", "unidentified-gunmen"})
_CHARGED = frozenset({"متهما", "متهمه"})
_SIDES = frozenset({"armed", "state"})
_KILLS = frozenset(["killed", "kills", "kill", "killing", "يقتل", "تقتل", "قتل", "قتلت", "اردي"])
_PREPOSITIONS = frozenset({"ل", "لل", "ب", "بال", "ولل", "وب"})
_LINKED = frozenset({"linked", "based", "affiliated", "inspired"})
_OWNS = frozenset({"ل", "لل"})
_COMMAS = frozenset({",", "\N{ARABIC COMMA}"})
_LINKS = _COMMAS | {"and", "or", "او", "و"}
_ARTICLES = frozenset({"a", "an", "the", "and", "or", "two", "three", "several"})
_OF = frozenset(["of", "from", "among", "من", "صفوف"])


@lru_cache
def _words(pack: LanguagePack) -> _Words:
    words, prefixes = pack.actors, pack.script.proclitics
    linking = tuple(prefix for prefix in prefixes if prefix in {"و", "ف"})

    def book(phrases: tuple[str, ...], *, clitics: tuple[str, ...] = linking) -> PhraseBook[bool]:
        return PhraseBook(((phrase, True) for phrase in phrases), proclitics=clitics)

    return _Words(
        by=book(words.by),
        on=book(words.on),
        between=book(words.between, clitics=()),
        with_=book(words.with_),
        claims=book(words.claims),
        accuses=book(words.accuses),
        denies=book(words.denies),
        suspects=book(words.suspects),
        passives=book(words.passives),
        patrons=book(words.patrons, clitics=prefixes),
        near=book(words.near),
        apart=book(words.apart, clitics=prefixes),
        duty=book(words.duty, clitics=prefixes),
        nobody=frozenset(word for entry in words.nobody for word in phrase_words(entry)),
        prepositions=frozenset(
            word for entry in words.prepositions for word in phrase_words(entry)
        ),
    )
