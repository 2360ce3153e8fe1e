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
STOPS = frozenset({".", ";", ":", "\N{ARABIC SEMICOLON}"})


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
            for at in self.tokens.standing(STOPS, sentence.start, sentence.end)
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
        doer = any(
            m.end == act.start and (m.kind == "armed" or (self.before and self.is_patron(m)))
            for m in self.mentions
        )
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

    def parted(self, start: int, end: int) -> bool:
        """Tell whether a clause boundary or a preposition stands in tokens *start* to *end*."""
        return any(
            self.nouns.boundaries.at(self.tokens, at, end=end)
            or (self.words.on.at(self.tokens, at, end=end) and not self.is_when(at))
            for at in range(start, end)
        )

    def is_when(self, at: int) -> bool:
        """Tell whether a word of time follows token *at*: "on Monday"."""
        return at + 1 < self.sentence.end and self.tokens[at + 1].text in self.nouns.times

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

    def is_passive(self, start: int, end: int) -> bool:
        """Tell whether the verb in tokens *start* to *end* is passive."""
        if self.before and end < self.sentence.end and self.tokens[end].text in self.words.agent:
            return True
        if self.tokens[end - 1].text.endswith(self.pack.active_endings or ("\0",)):
            return False  # "were targeting"
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

    def ends_by(self, end: int) -> bool:
        """Tell whether a claim says "by" last: "claimed by"."""
        return self.tokens[end - 1].text in self.words.agent

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
        if not self.before or mention.end >= self.sentence.end:
            return False
        behind = self.tokens[mention.end].text
        if behind == "-":
            return bool(self.words.patrons.at(self.tokens, mention.end, end=self.sentence.end))
        after = min(mention.end + 1, self.sentence.end - 1)
        return behind in self.words.not_backers and not self.is_preposition(self.tokens[after].text)
