"""A sentence with the actors and acts named in it, and what stands beside what."""

from collections.abc import Mapping, Sequence

from streams.steps.extract.actors.mentions import MentionReader
from streams.steps.extract.actors.nouns import UNNAMED, Mention, nouns_of
from streams.steps.extract.actors.words import COMMAS, role_words_of
from streams.steps.extract.findings import TriggerFinding
from streams.steps.extract.reading import Reading
from streams.steps.extract.triggers import form_of
from streams.text.sentences import Sentence

NEAR, FAR = 4, 10
"""How many tokens a role word may stand from the one whose role it tells."""
DASHES = frozenset({"-", "\N{EN DASH}", "\N{EM DASH}"})
VERBS = frozenset({"verb", "hitting", "carry"})
DESCRIBING = 2
"""So many words may describe the second of two things that are joined."""
IS_STOP = frozenset({".", ";", ":", "\N{ARABIC SEMICOLON}"}).__contains__


class Clause:
    """One sentence: its tokens, its mentions in order, its act words by their first token."""

    def __init__(
        self,
        reading: Reading,
        sentence: Sentence,
        index: int,
        *,
        mentions: MentionReader,
        triggers: Sequence[TriggerFinding],
    ) -> None:
        self.reading, self.tokens, self.sentence = reading, reading.tokens, sentence
        self.words, self.nouns = role_words_of(reading.pack), nouns_of(reading.pack)
        self.pack = reading.pack.actors
        self.described_before = self.pack.adjective == "before"
        self.before = self.pack.doer == "before"
        self.articles = {"", reading.pack.strikes.article}
        told = {trigger.start: trigger for trigger in triggers}
        verbs = {at for at, act in told.items() if form_of(act) in VERBS}
        self.mentions = mentions.sentence(sentence.start, sentence.end, verbs=verbs)
        if not self.described_before:
            self.mentions = [m for m in self.mentions if not self.is_adjective(m, told)]
        self.unknown = mentions.unknown
        self.starts = {mention.start: mention for mention in self.mentions}
        named = {at for mention in self.mentions for at in range(mention.start, mention.end)}
        self.stops = [
            at
            for at in self.tokens.opening(IS_STOP, sentence.start, sentence.end)
            if at not in named and not self._abbreviates(at)
        ]
        self.acts = self._with_deeds(index, told)

    def is_adjective(self, mention: Mention, acts: Mapping[int, TriggerFinding]) -> bool:
        """Tell a word for a gunman that describes an act instead (هجوم مسلح)."""
        if mention.id not in UNNAMED or mention.end - mention.start > 1:
            return False
        nouns = (act for act in acts.values() if form_of(act) == "event")
        return any(act.start < mention.start <= act.end for act in nouns) and bool(
            self.nouns.fillers.at(self.tokens, mention.start, end=mention.end)
        )

    def _with_deeds(self, index: int, acts: dict[int, TriggerFinding]) -> dict[int, TriggerFinding]:
        """Return *acts* and the verbs that take a doer without telling an act by themselves."""
        inside = {at for act in acts.values() for at in range(act.start + 1, act.end)}
        for match in self.words.deeds.find(
            self.tokens, start=self.sentence.start, end=self.sentence.end
        ):
            before = self.tokens[match.start - 1].text if match.start else ""
            if match.start in inside or before in self.words.not_done:
                continue
            if before in self.words.articles:
                continue  # "the besieged town"
            if self.tokens[match.start].text in self.words.split and not self._has_particle(
                match.end
            ):
                continue
            covered = acts.get(match.start)
            if covered and (
                covered.end > match.end
                or (
                    covered.end == match.end
                    and not self.is_verb_here(covered, match.end, rule=match.value)
                )
            ):
                continue
            for at in range(match.start + 1, match.end):
                acts.pop(at, None)
            acts[match.start] = TriggerFinding(
                type="other",
                nature="act",
                weapon=None,
                start=match.start,
                end=match.end,
                sentence=index,
                rule=match.value,
            )
        return dict(sorted(acts.items()))

    def _has_particle(self, start: int) -> bool:
        """Tell whether what a verb needs stands behind its object: "set a bus on fire"."""
        limit = min(self.sentence.end, start + FAR)
        return bool(self.words.particles.find(self.tokens, start=start, end=limit))

    def is_verb_here(self, act: TriggerFinding, end: int, *, rule: str) -> bool:
        """Tell whether a word that may be noun or verb has a doer before it and goes on."""
        told = self.tokens[act.start].text in self.words.may_be_nouns or form_of(act) == "event"
        if rule == "verb_slaying" or act.end - act.start > 1 or not told:
            return True
        doer = any(m.end == act.start and m.kind == "armed" for m in self.mentions)
        return (
            doer
            and end < self.sentence.end
            and self.tokens[end].kind != "mark"
            and not (
                self.words.on.at(self.tokens, end, end=self.sentence.end)
                or self.is_preposition(self.tokens[end].text)
            )
        )

    def is_preposition(self, word: str) -> bool:
        """Tell whether *word* is a preposition, with or without a prefix that joins sentences."""
        linked = (word.removeprefix(prefix) for prefix in self.reading.pack.strikes.linking)
        return any(one in self.words.prepositions for one in (word, *linked))

    def _abbreviates(self, at: int) -> bool:
        """Tell a full stop behind a single letter: "the U.N. base"."""
        before = self.tokens[at - 1] if at > self.sentence.start else None
        return before is not None and before.kind == "word" and len(before.text) == 1

    def stopped(self, start: int, end: int) -> bool:
        """Tell whether a stop stands in tokens *start* to *end*."""
        return any(start <= at < end for at in self.stops)

    def left(self, start: int, reach: int) -> Mention | None:
        """Return the nearest mention that ends before *start*, no stop between."""
        for mention in reversed(self.mentions):
            if mention.end <= start:
                if self.is_patron(mention):
                    continue
                near = start - mention.end <= reach and not self.stopped(mention.end, start)
                return mention if near else None
        return None

    def subject(self, start: int, reach: int) -> Mention | None:
        """Return the mention before a verb, where no clause begins or ends between them."""
        left = self.left(start, reach)
        if left and left.kind == "object" and (riders := self.riders(left)):
            return riders
        if left and self.before and self.is_aside(left):
            return self._over_asides(left, start)
        if left is None:
            return None
        stop = self.over_identifying(left.end, start)
        if self.parted(left.end, stop) and not (
            left.kind == "armed" and self.is_sited(left.end, stop)
        ):
            return None
        if self.before and (
            self.is_in_place(left) or (left.kind == "state" and self.comma(left.end, start))
        ):
            return None
        if any(t.text in DASHES or t.kind == "number" for t in self.tokens[left.end : start]):
            return None
        before = left.start - 1
        if not self.before and (
            self.tokens[before].text in self.words.inside or self.is_accusative(left)
        ):
            return None
        if left.clitic in self.pack.preposition_prefixes or self.words.on.at(
            self.tokens, before, end=left.start
        ):
            return None
        if (
            left.kind != "armed"
            and before >= self.sentence.start
            and self.tokens[before].text in self.words.prepositions
        ):
            return None
        return left

    def is_sited(self, start: int, end: int) -> bool:
        """Tell whether what parts tokens *start* to *end* only says where (جنوب دمشق)."""
        return not any(
            not self.words.where.at(self.tokens, at, end=end)
            and (
                self.nouns.boundaries.at(self.tokens, at, end=end)
                or self.words.on.at(self.tokens, at, end=end)
            )
            for at in range(start, end)
        )

    def is_aside(self, mention: Mention) -> bool:
        """Tell a place or thing that a preposition sets beside the subject: "jets flying from Chad"."""
        return self.is_in_place(mention) or (
            mention.kind in {"object", "people"} and self.is_placed(mention)
        )

    def _over_asides(self, aside: Mention, start: int) -> Mention | None:
        """Return the group before *aside* that is the subject of the verb at *start*."""
        doer = self.left(aside.start, NEAR + 2)
        while doer and self.is_aside(doer):
            doer = self.left(doer.start, NEAR + 2)
        if doer is None or doer.kind != "armed":
            return None
        at = doer.start - 1
        while at > self.sentence.start and self.tokens[at].text in self.words.joining:
            at -= 1
        if at >= self.sentence.start and (
            self.tokens[at].text in self.words.agent or self.is_preposition(self.tokens[at].text)
        ):
            return None
        bounded = any(
            self.nouns.boundaries.at(self.tokens, at, end=start) or self.tokens[at].text in COMMAS
            for at in range(doer.end, start)
        )
        return None if bounded or any(doer.end <= at < start for at in self.acts) else doer

    def over_identifying(self, start: int, verb: int) -> int:
        """Return where the words begin that make who stands before them the doer (هي التي نفذت)."""
        for at in range(max(start, verb - 2), verb):
            match = self.words.identifies.at(self.tokens, at, end=verb)
            if match and match[0].end == verb:
                return at
        return verb

    def riders(self, thing: Mention) -> Mention | None:
        """Return who rides *thing*: "gunmen on motorcycles", "men in a stolen car"."""
        at = thing.start - 1
        while at > self.sentence.start and (
            self.tokens[at].text in self.words.joining or self.tokens[at].kind == "number"
        ):
            at -= 1
        if self.tokens[at].text not in self.words.aboard:
            return None
        return next((m for m in self.mentions if m.end == at and m.kind == "armed"), None)

    def coordinated(self, start: int) -> Mention | None:
        """Return the doer of the verb to which "and" or a comma joins the one at *start*."""
        at = start - 1
        if at <= self.sentence.start or not (
            self.tokens[at].text in self.words.coordinating or self.tokens[at].text in COMMAS
        ):
            return None
        for mention in self.mentions:
            if mention.start >= at or self.stopped(mention.end, start):
                continue
            verbs = [
                act
                for first, act in self.acts.items()
                if mention.end <= first < at and form_of(act) in {"verb", "carry"}
            ]
            passive = any(self.is_passive(act.start, act.end) for act in verbs)
            if mention.kind == "armed" or mention.actor_kind == "state_forces":
                if mention.kind in {"adjective", "state"}:
                    continue
                return None if passive or self.is_placed(mention) else mention
        return None

    def subject_after(self, start: int) -> Mention | None:
        """Return the one who does what the verb before *start* says, in a verb-first language."""
        for mention in self.right(start, NEAR)[:1]:
            near = NEAR if mention.kind == "armed" else 1
            if mention.kind not in {"armed", "state"} or mention.start - start > near:
                return None
            if mention.clitic in self.pack.preposition_prefixes or self.parted(
                start, mention.start
            ):
                return None
            if mention.kind == "state" and not self.is_feminine(start - 1):
                return None
            between = range(start, mention.start)
            if not self.before and any(
                self.tokens[at].text in self.words.prepositions for at in between
            ):
                return None
            if any(at in between and self.is_verb(at) for at in self.acts) or any(
                self.words.apart.at(self.tokens, at, end=mention.start) for at in between
            ):
                return None
            return mention
        return None

    def is_feminine(self, at: int) -> bool:
        """Tell whether the verb at token *at* is feminine as states are (قصفت إسرائيل, not ضرب إيران)."""
        first, last = self.pack.feminine_verbs
        text = self.tokens[at].text
        return text.startswith(first) or text.endswith(last)

    def unlinked(self, at: int) -> str:
        """Return the word at token *at* without a prefix that joins sentences, where it is a known verb."""
        text = self.tokens[at].text
        for prefix in self.reading.pack.strikes.linking:
            rest = text.removeprefix(prefix)
            if rest != text and rest in (
                self.words.may_kill
                | self.words.hitting_verbs
                | self.words.ambushes
                | self.words.suffers
            ):
                return rest
        return text

    def is_accusative(self, mention: Mention) -> bool:
        """Tell who is marked as struck and stands behind no "that" (أردى جنديا)."""
        endings, at = self.pack.accusative_agrees[:1], mention.start
        marked = bool(endings) and self.tokens[at].text.endswith(endings)
        known = mention.kind == "armed" and self.nouns.people.at(self.tokens, at, end=mention.end)
        return bool(marked and known) and self.tokens[at - 1].text not in self.words.that

    def is_nominative(self, mention: Mention) -> bool:
        """Tell people whose ending makes them the doers of the verb before them (متظاهرون)."""
        return self.tokens[mention.end - 1].text.endswith(self.pack.nominatives or ("\0",))

    def is_of_people(self, mention: Mention) -> bool:
        """Tell an adjective that names many people: behind an act they were struck (قنص الفلسطينيين)."""
        return self.tokens[mention.end - 1].text.endswith(self.pack.peoples or ("\0",))

    def owned(self, start: int, mention: Mention) -> bool:
        """Tell whether a preposition makes *mention* another thing than the object of a verb."""
        return mention.clitic in self.pack.preposition_prefixes or self.parted(start, mention.start)

    def parted(self, start: int, end: int) -> bool:
        """Tell whether a clause boundary or a preposition stands in tokens *start* to *end*."""
        return any(
            self.nouns.boundaries.at(self.tokens, at, end=end)
            or self.words.on.at(self.tokens, at, end=end)
            for at in range(start, end)
        )

    def right(self, start: int, reach: int) -> list[Mention]:
        """Return the mentions that begin within *reach* tokens of *start*, no stop between."""
        found = []
        for mention in self.mentions:
            if mention.start < start:
                continue
            if mention.start - start > reach or self.stopped(start, mention.start):
                break
            found.append(mention)
        return found

    def joined(self, mention: Mention, way: int) -> list[Mention]:
        """Return the mentions that "and", "or" or a comma joins to *mention*, in direction *way*."""
        found: list[Mention] = []
        here = mention
        place = self.mentions.index(mention) + way
        while 0 <= place < len(self.mentions):
            other = self.mentions[place]
            if self.before and way > 0 and other.kind in {"adjective", "state"}:
                place += 1  # "and the Iraqi commander"
                if place == len(self.mentions) or self.mentions[place].start > other.end + 1:
                    break
                other = self.mentions[place]
            left, right = (here, other) if way > 0 else (other, here)
            linked = right.clitic[:1] in self.pack.and_ if right.clitic else False
            if self.before and self._is_complement(left, right):
                if way < 0:
                    found = [*found[:-1], other]  # "tents of the displaced" is one thing
            elif self._are_linked(left, right, prefixed=linked):
                found.append(other)
            else:
                break
            here = other
            place += way
        return found

    def _are_linked(self, left: Mention, right: Mention, *, prefixed: bool) -> bool:
        """Tell whether "and" or the like, and little else, stands between two mentions."""
        between = [t.text for t in self.tokens[left.end : right.start] if t.kind != "number"]
        while between and between[0] in self.words.attached:
            between.pop(0)
        if prefixed and not between:
            return True
        if not between or between[0] not in self.words.links:
            return False
        more = [word for word in between if word not in self.words.joining]
        return len(more) <= (DESCRIBING if self.before else 0) and not any(
            word in self.words.prepositions
            or at in self.acts
            or self.nouns.boundaries.at(self.tokens, at, end=right.start)
            for at, word in enumerate(
                (t.text for t in self.tokens[left.end : right.start]), start=left.end
            )
            if word not in self.words.joining
        )

    def _is_complement(self, left: Mention, right: Mention) -> bool:
        """Tell whether "of" and at most an article stand between two mentions."""
        between = [t.text for t in self.tokens[left.end : right.start] if t.kind != "number"]
        return (
            bool(between)
            and between[0] in self.words.genitive
            and set(between[1:]) <= self.words.joining
            and left.kind == "object"
        )

    def whole(self, mention: Mention) -> Mention:
        """Return the thing that *mention* belongs to: the tents in "tents of the displaced"."""
        place = self.mentions.index(mention)
        while place and self._is_complement(self.mentions[place - 1], self.mentions[place]):
            place -= 1
        return self.mentions[place]

    def is_passive(self, start: int, end: int) -> bool:
        """Tell whether the verb in tokens *start* to *end* is passive."""
        if self.before and end < self.sentence.end and self.tokens[end].text in self.words.agent:
            return True
        return any(
            self.words.passives.at(self.tokens, at, end=end)
            for at in self.tokens.starting(
                self.words.passives, max(self.sentence.start, start - 2), end
            )
            if at != start - 2 or not self.is_name(start - 1)
        )

    def is_name(self, at: int) -> bool:
        """Tell a word with a capital among small letters, as the names of a text have."""
        letters = self.reading.quote(self.reading.span(at, at + 1))
        return letters[:1].isupper() and not letters.isupper()

    def after_act(self, start: int) -> bool:
        """Tell whether an act noun before the verb is its subject (هجوم استهدف …)."""
        return any(
            at in self.acts and form_of(self.acts[at]) in {"event", "blast", "weapon"}
            for at in range(max(self.sentence.start, start - NEAR), start)
            if not any(t.text in COMMAS for t in self.tokens[at:start])
            and not any(self.words.whens.at(self.tokens, to, end=start) for to in range(at, start))
        )

    def ending_near(self, start: int) -> Mention | None:
        """Return the mention before *start* with nothing but fillers between."""
        for mention in reversed(self.mentions):
            if mention.end <= start:
                return mention if self.over_fillers(mention.end, start) >= start else None
            if mention.start < start <= mention.end:
                return mention
        return None

    def over_fillers(self, start: int, limit: int | None = None) -> int:
        """Return the token behind the fillers at *start*."""
        at, end = start, self.sentence.end if limit is None else limit
        while at < min(end, start + NEAR):
            step = self.nouns.fillers.at(self.tokens, at, end=end)
            if not step and self.tokens[at].text not in {"-", '"', "'"}:
                break
            if at in self.starts and not self.described_before:
                break
            at = step[0].end if step else at + 1
        return at

    def is_verb(self, at: int) -> bool:
        """Tell whether the act word at token *at* is a verb."""
        return form_of(self.acts[at]) in {"verb", "hitting"}

    def killed_between(self, start: int, end: int) -> bool:
        """Tell whether a word of killing or dying stands in tokens *start* to *end*."""
        return any(t.text in self.words.died for t in self.tokens[start:end]) or any(
            start <= at < end and trigger.rule == "hitting_killing"
            for at, trigger in self.acts.items()
        )

    def told_between(self, start: int, end: int) -> bool:
        """Tell whether an act that may be the verb's subject stands in tokens *start* to *end*."""
        return any(
            start <= at < end and form_of(trigger) in {"event", "blast", "weapon"}
            for at, trigger in self.acts.items()
        )

    def side_left(self, start: int) -> Mention | None:
        """Return the nearest that may fight before *start*, adjectives of it passed over."""
        left = self.left(start, FAR)
        if left is None or left.kind != "adjective":
            return left
        before = self.left(left.start, 0)
        return before if before and before.kind == "armed" else left

    def is_described(self, mention: Mention) -> bool:
        """Tell people of whom more is said than that they are civilians."""
        return mention.kind == "people" and not self.is_plain(mention)

    def is_plain(self, mention: Mention) -> bool:
        """Tell people who stand for themselves alone: "killing dozens of soldiers"."""
        word = self.tokens[mention.start].text
        return mention.end - mention.start == 1 and word in self.words.plain_victims

    def is_in_place(self, mention: Mention) -> bool:
        """Tell a state that only says where: "fighting in southern Lebanon"."""
        before = self.tokens[max(self.sentence.start, mention.start - 2) : mention.start]
        return mention.kind == "state" and any(self.is_preposition(t.text) for t in before)

    def is_told_gunmen(self, mention: Mention) -> bool:
        """Tell gunmen of whom the text has told already: those who attacked, not whom they hit."""
        return mention.id in UNNAMED and self.is_definite(mention)

    def is_definite(self, mention: Mention) -> bool:
        """Tell whether *mention* has the article in its first word, written out or fused."""
        article = self.reading.pack.strikes.article
        if not article:
            return False
        fused = mention.clitic.endswith((article, *self.pack.fused_articles))
        return fused or self.tokens[mention.start].text.startswith(article)

    def is_single(self, mention: Mention) -> bool:
        """Tell one person told by what they are: "killed a teacher"."""
        before = self.tokens[mention.start - 1].text if mention.start else ""
        return before in self.nouns.determiners and self.is_described(mention)

    def counted(self, mention: Mention) -> bool:
        """Tell whether a number, in figures or words, stands before *mention*."""
        at = mention.start - 1
        if at < 0:
            return False
        return self.tokens[at].kind == "number" or bool(
            self.words.quantities.at(self.tokens, at, end=mention.start)
        )

    def are_victims(self, mention: Mention | None, verb: int) -> bool:
        """Tell whether people stand before a participle: "a toll of 20 fighters killed"."""
        if mention is None or mention.end != verb:
            return False
        before = self.tokens[mention.start - 1] if mention.start > self.sentence.start else None
        end = verb + 1 >= self.sentence.end or self.tokens[verb + 1].kind != "number"
        return (
            before is not None
            and end
            and (before.kind == "number" or before.text in self.words.genitive)
        )

    def ends_by(self, end: int) -> bool:
        """Tell whether a claim says "by" last: "claimed by"."""
        return self.tokens[end - 1].text in self.words.agent

    def is_placed(self, mention: Mention) -> bool:
        """Tell whether a preposition stands before *mention*, quotation marks aside."""
        at = mention.start - 1
        while at > self.sentence.start and self.tokens[at].kind == "mark":
            at -= 1
        return at >= self.sentence.start and self.tokens[at].text in self.words.prepositions

    def may_kill(self, mention: Mention) -> bool:
        """Tell whether *mention* may be the subject of a killing, not the place of it."""
        before = self.tokens[max(self.sentence.start, mention.start - 1)].text
        placed = mention.clitic in self.pack.preposition_prefixes or self.is_preposition(before)
        return mention.kind == "armed" or (mention.kind == "state" and not placed)

    def is_counted_side(self, mention: Mention) -> bool:
        """Tell whether a number stands before a named side: "100 pro-government fighters"."""
        named = mention.kind == "armed" and mention.id not in UNNAMED
        return named and self.counted(mention)

    def comma(self, start: int, end: int) -> bool:
        """Tell whether a comma stands in tokens *start* to *end*."""
        return any(t.text in COMMAS for t in self.tokens[start:end])

    def is_patron(self, mention: Mention) -> bool:
        """Tell whether the words before *mention* make it a backer, who is never the attacker."""
        first = max(self.sentence.start, mention.start - 3)
        for at in self.tokens.starting(self.words.patrons, first, mention.start):
            match = self.words.patrons.at(self.tokens, at, end=mention.start + 1)
            if match and match[0].end >= mention.start and self.tokens[at].text != "-":
                return True
        dash = mention.end < self.sentence.end and self.tokens[mention.end].text == "-"
        return dash and bool(self.words.patrons.at(self.tokens, mention.end, end=self.sentence.end))

    def is_suspected(self, start: int) -> bool:
        """Tell whether words of doubt stand before token *start*."""
        return any(
            self.words.suspects.at(self.tokens, at, end=start)
            for at in self.tokens.starting(
                self.words.suspects, max(self.sentence.start, start - NEAR), start
            )
        )
