"""Places that no gazetteer knows: a name beside a head, beside a known place, or on a list of names."""

from collections.abc import Sequence

from msgspec import Struct

from streams.gazetteer.index import Entry
from streams.gazetteer.keys import ARTICLES
from streams.languages.place_words import Head
from streams.steps.extract.place_names import Word, WordBook, is_capital
from streams.steps.extract.reading import Reading

_LONGEST = 4
"""Words of the longest name that no gazetteer knows."""
_LISTED = 24
"""Tokens of the longest list of names between two known ones."""
_LEADING = ("named", "inside", "near")
"""Meanings of words that lead to an Arabic name."""
_CLOSING = {'"': '"', "(": ")", "'": "'", "[": "]"}


class Mention(Struct, frozen=True, kw_only=True):
    """A name with the words that belong to it: *start*, *end* with its head, *name_start* without."""

    start: int
    end: int
    name_start: int
    clitic: str
    entry: Entry | None
    head: Head | None = None
    bearing: str = ""
    bearing_of: bool = False
    trim: int = 0
    unknown: str = ""


def unknown_mentions(
    reading: Reading, book: WordBook, known: Sequence[Mention], covered: frozenset[int]
) -> list[Mention]:
    """Return the names of places that are not among *known*; none has a token of *covered*."""
    return _Search(reading, book, known, covered).all()


class _Search:
    """The search for unknown names in one text; *taken* tokens belong to a name already."""

    def __init__(
        self, reading: Reading, book: WordBook, known: Sequence[Mention], covered: frozenset[int]
    ) -> None:
        self.reading, self.book, self.tokens = reading, book, reading.tokens
        self.starts = {mention.start: mention for mention in known}
        self.ends = {mention.end: mention for mention in known}
        self.taken = {k for mention in known for k in range(mention.start, mention.end)} | covered

    def all(self) -> list[Mention]:
        """Return the names in order."""
        found: list[Mention] = []
        index, count = 0, len(self.tokens)
        opening = self._opening()
        while index < count:
            here: list[Mention] = []
            if index in self.ends:
                here = self._listed(index) or self._open_list(self.ends[index])
            if (
                not here
                and index in opening
                and self.tokens[index].kind == "word"
                and index not in self.taken
            ):
                one = self._at(index)
                here = [one] if one is not None else []
                if one is not None and one.head is not None and one.head.many:
                    here += self._open_list(one)
                    if not one.head.opens and len(here) < 2:
                        here = []
            found += here
            for mention in here:
                self.taken.update(range(mention.start, mention.end))
                self.ends[mention.end] = mention
            index = here[-1].end if here else index + 1
        return found

    def _opening(self) -> set[int]:
        """Return the tokens at which `_at` may find a name: heads, capitals, what is led by a word."""
        tokens, book, count = self.tokens, self.book, len(self.tokens)
        opening = set(tokens.starting(book.meant("head"), 0, count))
        if book.latin:
            opening.update(k for k, capital in enumerate(self.reading.capitals) if capital)
            opening.update(tokens.opening(ARTICLES.__contains__, 0, count))
            return opening
        leading = tokens.opening(book.meant(*_LEADING).lasts.__contains__, 0, count)
        opening.update(k + 1 for k in leading)
        for text, places in tokens.words.items():
            if text.startswith(book.words.inside_clitics):
                opening.update(places)
        return opening

    def _open_list(self, first: Mention) -> list[Mention]:
        """Return the names behind *first*, whose head ("بلدات", "villages of") opens a list."""
        if first.head is None or not first.head.many:
            return []
        if not self.book.latin:
            return self._chain(first.end)
        tokens, found, at = self.tokens, list[Mention](), first.end
        while at < len(tokens) and (tokens[at].text == "," or self.book.at(tokens, at, "joiner")):
            last = tokens[at].text != ","
            end = self._latin_end(at + 1)
            if end == at + 1 or self._is_common(at + 1, end):
                break
            found.append(self._mention(at + 1, at + 1, end, None))
            at = end
            if last:
                return found
        # Commas alone may well separate something else.
        return []

    def _at(self, index: int) -> Mention | None:
        word = self.book.at(self.tokens, index, "head")
        if word is not None and word.head is not None and (word.head.opens or word.head.many):
            return self._behind_head(word) or self._described(word)
        if self.book.latin:
            if not is_capital(self.reading, index) and self.tokens[index].text not in ARTICLES:
                return None
            return (
                self._before_head(index)
                or self._behind_locative(index)
                or self._before_what_it_is(index)
            )
        if word is not None:
            return self._described(word)
        return self._beside_known(index)

    def _behind_head(self, word: Word) -> Mention | None:
        """Read "قرية السنديان", "village of X", a name in quotation marks too (منطقة "الحفاير")."""
        tokens, start = self.tokens, word.end
        head = word.head
        if head is None or (not self.book.latin and self._is_definite(word)):
            return None
        quoted = self._quoted(start)
        if quoted is not None:
            return self._mention(word.start, start + 1, quoted, word, end=quoted + 1)
        end = self._latin_end(start) if self.book.latin else self._name_end(start)
        if end <= start or tokens[end - 1].kind != "word":
            return None
        first = tokens[start].text
        if not self.book.latin and (
            len(first) < 3
            or first.startswith(2 * self.book.article[-1:])
            or any(
                first.startswith(clitic) and self.book.is_ordinary(first[len(clitic) :])
                for clitic in self._joining
            )
            or (head.kind == "site" and first.endswith(self.book.describing))
            or (
                # "مستشفى عسكري", "طريق رئيسي": a description, no name.
                head.kind == "site"
                and not head.proper
                and not first.startswith(self.book.article)
                and not self.book.opens(tokens, start)
                and end - start < 2
                and not self._is_definite_by_adjective(end)
            )
        ):
            return None
        return self._mention(word.start, start, end, word)

    def _is_definite_by_adjective(self, end: int) -> bool:
        """Tell "قاعدة ناكناك العسكرية": a bare noun before a definite adjective is a proper name."""
        tokens = self.tokens
        if end >= len(tokens) or not tokens[end].text.startswith(self.book.article):
            return False
        return not self.book.is_ordinary(tokens[end - 1].text)

    def _described(self, word: Word) -> Mention | None:
        """Read "المدرسة الإيرانية", "البوابة الشرقية": a site that an adjective tells from others."""
        tokens, end = self.tokens, word.end
        head, article = word.head, self.book.article
        if head is None or not head.described or not article:
            return None
        if not self._is_definite(word) or end >= len(tokens) or end in self.taken:
            return None
        text = tokens[end].text
        if (
            not text.startswith(article)
            or len(text) < 6
            or self.book.at(tokens, end, "opener", "undescribing", "head")
        ):
            return None
        led = word.clitic.startswith(self.book.words.inside_clitics) or self.book.before(
            tokens, word.start, "locative", "near", "part", "named"
        )
        if not led:
            return None
        kept = len(word.clitic) - len(article)
        return Mention(
            start=word.start, end=end + 1, name_start=word.start, clitic=word.clitic[: max(0, kept)],
            entry=None, head=head, unknown=self._romanised(word.end, end + 1),
        )  # fmt: skip

    def _is_definite(self, word: Word) -> bool:
        article = self.book.article
        return bool(article) and word.clitic.endswith((article, 2 * article[-1]))

    def _mention(
        self, start: int, first: int, last: int, word: Word | None, *, end: int | None = None
    ) -> Mention:
        return Mention(
            start=start, end=last if end is None else end, name_start=first,
            clitic=word.clitic if word else "", entry=None,
            head=word.head if word else None, unknown=self._romanised(first, last),
        )  # fmt: skip

    def _quoted(self, start: int) -> int | None:
        """Return the end of a short name in quotation marks or brackets that opens at *start*."""
        tokens = self.tokens
        if start >= len(tokens) or tokens[start].text not in _CLOSING:
            return None
        closing = _CLOSING[tokens[start].text]
        for end in range(start + 1, min(len(tokens), start + 2 + _LONGEST + 1)):
            token = tokens[end]
            if token.text == closing:
                return end if end > start + 1 and tokens[end - 1].kind == "word" else None
            if end in self.taken or (token.kind != "word" and token.text != "-"):
                return None
            if self.book.latin and not is_capital(self.reading, end) and token.kind == "word":
                return None
            if not self.book.latin and self.book.at(tokens, end, "stop"):
                return None
        return None

    def _name_end(self, start: int) -> int:
        """Return the end of an Arabic name that begins at *start*, *start* where none does."""
        tokens, book, article = self.tokens, self.book, self.book.article
        end, loose = start, False
        while end < min(len(tokens), start + _LONGEST) and tokens[end].kind == "word":
            if end in self.taken or self._ends_name(end, first=end == start):
                break
            text, before = tokens[end].text, tokens[end - 1].text
            if end - 1 == start:
                before = self._unjoined(before)
            if end > start and self._is_joined(text) and not book.opens(tokens, end - 1):
                break
            closed = end > start and not (
                book.opens(tokens, end - 1)
                or book.opens(tokens, end)
                or (text.startswith(article) and before.startswith(article) and end - start < 2)
            )
            if closed and (text.startswith(article) or end - start > 2):
                break
            loose |= closed
            end += 1
        if loose and not self._is_anchored(end):
            # Two words without an article are one name only where something ends it for sure.
            end = start + 1
            while book.opens(tokens, end - 1) and end < len(tokens):
                end += 1
        return end

    def _is_joined(self, text: str) -> bool:
        return any(text.startswith(clitic) for clitic in self._joining)

    def _unjoined(self, text: str) -> str:
        """Return *text* without the prefix that joins it to what stands before."""
        clitic = next((c for c in self._joining if text.startswith(c)), "")
        return text[len(clitic) :]

    def _ends_name(self, index: int, *, first: bool) -> bool:
        if self.book.opens(self.tokens, index):
            return False
        if self.book.at(self.tokens, index, "stop", "speech", "inside") is not None:
            return True
        head = self.book.at(self.tokens, index, "head")
        if head is not None and head.clitic.startswith(self.book.words.inside_clitics):
            # "قرية دونكون ببلدية تويني"
            return True
        return not first and self.book.is_ordinary(self.tokens[index].text)

    def _is_anchored(self, end: int) -> bool:
        """Tell whether a name that ends before *end* is followed by where it lies, or by a mark."""
        if end >= len(self.tokens) or self.tokens[end].kind in {"mark", "break"}:
            return True
        return self._lies_somewhere(end) or self.book.at(self.tokens, end, "inside") is not None

    def _lies_somewhere(self, end: int) -> bool:
        """Tell whether at *end* begins what a place lies in: "بوسط مالي", "جنوبي المدينة", "التابعة"."""
        tokens, book = self.tokens, self.book
        following = self.starts.get(end)
        if following is not None and (
            following.clitic.startswith(book.words.inside_clitics)
            or following.start < following.name_start
        ):
            return True
        if book.at(tokens, end, "inside") and end + 1 in self.starts:
            return True
        word = book.at(tokens, end, "bearing", "belongs", "head")
        if word is None:
            return False
        if word.meaning == "head":
            return word.clitic.startswith(book.words.inside_clitics)
        return word.meaning == "belongs" or not word.clitic

    def _beside_known(self, index: int) -> Mention | None:
        """Read "في سيفاري بوسط مالي", "المسمى تامزيافت": led by a preposition, lying somewhere known."""
        tokens, book = self.tokens, self.book
        text, clitic = tokens[index].text, ""
        lead = book.before(tokens, index, *_LEADING)
        if lead is None:
            if not text.startswith(book.words.inside_clitics):
                return None
            clitic = next((c for c in book.words.inside_clitics if text.startswith(c)), "")
            if not clitic or text.startswith(clitic + book.article):
                return None
        if (
            len(text) - len(clitic) < 4
            or book.is_ordinary(text[len(clitic) :])
            or book.is_ordinary(text)
        ):
            return None
        end = self._name_end(index)
        if end == index or (
            not self._lies_somewhere(end) and (lead is None or lead.meaning != "named")
        ):
            return None
        return Mention(
            start=index, end=end, name_start=index, clitic=clitic, entry=None,
            unknown=self._romanised(index, end, skip=len(clitic)),
        )  # fmt: skip

    def _listed(self, start: int) -> list[Mention]:
        """Return the unknown names of a list between the known one that ends at *start* and another."""
        tokens = self.tokens
        for stop in range(start + 1, min(len(tokens), start + _LISTED)):
            following = self.starts.get(stop)
            if following is not None:
                break
            if stop in self.taken:
                return []
        else:
            return []
        if self.book.latin:
            return self._listed_by_commas(start, stop)
        joined = following is not None and following.clitic.startswith(self._joining)
        return self._chain(start, stop=stop) if joined else []

    @property
    def _joining(self) -> tuple[str, ...]:
        return self.book.words.joining_clitics

    def _chain(self, start: int, *, stop: int | None = None) -> list[Mention]:
        """Return the names joined by "و" from *start* on; all tokens to *stop*, if given, are names.

        Without *stop* the chain must end at a mark, a preposition or a known place.
        """
        tokens, found, at = self.tokens, list[Mention](), start
        while at < len(tokens) and (stop is None or at < stop) and tokens[at].kind == "word":
            text = tokens[at].text
            clitic = next((c for c in self._joining if text.startswith(c)), "")
            if not clitic or len(text) - len(clitic) < 3 or at in self.taken:
                break
            if self.book.is_ordinary(text[len(clitic) :]) or self.book.is_ordinary(text):
                break
            word = self.book.at(tokens, at, "head")
            if word is not None and word.head is not None:
                end = self._name_end(word.end)
                if end == word.end:
                    break
                found.append(self._mention(at, word.end, end, word))
            else:
                end = self._name_end(at)
                if end == at:
                    break
                found.append(
                    Mention(
                        start=at, end=end, name_start=at, clitic=clitic, entry=None,
                        unknown=self._romanised(at, end, skip=len(clitic)),
                    )
                )  # fmt: skip
            at = end
        if stop is not None:
            return found if at == stop else []
        closed = self._is_anchored(at) or at in self.starts
        return found if closed or tokens[at].text.startswith(self.book.article) else found[:-1]

    # Names in Latin letters begin with capitals.

    def _latin_end(self, start: int) -> int:
        """Return the end of the capitalised words from *start* on, hyphens between them included."""
        tokens, end = self.tokens, start
        while end < len(tokens) and end - start < 2 * _LONGEST and end not in self.taken:
            token = tokens[end]
            if token.text == "-" and end > start and end + 1 < len(tokens):
                touches = tokens[end - 1].end == token.start and tokens[end + 1].start == token.end
                if touches and tokens[end + 1].kind == "word":
                    # "Ra-ngae", "Kart-e-Char": no capital is needed behind a hyphen.
                    end += 2
                    continue
                break
            if token.kind != "word":
                break
            article = token.text in ARTICLES and end + 1 < len(tokens)
            if article and tokens[end + 1].text == "-" and end + 2 < len(tokens):
                end += 2
                continue
            inner = self.book.at(tokens, end, "particle") if end > start else None
            if inner is not None and self._goes_on_with_capital(inner.end):
                end = inner.end
                continue
            if not is_capital(self.reading, end) or self.book.at(tokens, end, "stop"):
                break
            end += 1
            if token.text.endswith("'s"):
                break
        return end if end > start and tokens[end - 1].kind == "word" else start

    def _goes_on_with_capital(self, index: int) -> bool:
        """Tell whether a capitalised word that is no stop stands at *index*: "Lopez de Micay"."""
        return (
            index < len(self.tokens)
            and self.tokens[index].kind == "word"
            and index not in self.taken
            and is_capital(self.reading, index)
            and self.book.at(self.tokens, index, "stop") is None
        )

    def _before_head(self, index: int) -> Mention | None:
        """Read "Pazi Gyi village", "al-Arqam mosque": capitals, then a head."""
        end = self._latin_end(index)
        if end == index:
            return None
        head = self.book.at(self.tokens, end, "head_after")
        if head is None:
            # "Omar Mosque": the head is capitalised too.
            for at in range(end - 1, index, -1):
                head = self.book.at(self.tokens, at, "head_after")
                if head is not None and head.end == end:
                    end = at
                    break
                head = None
        if head is None or head.head is None or not head.head.opens or end in self.taken:
            return None
        if self.tokens[end - 1].text.endswith("'s"):
            return None
        return Mention(
            start=index, end=head.end, name_start=index, clitic="", entry=None,
            head=head.head, unknown=self._romanised(index, end),
        )  # fmt: skip

    def _behind_locative(self, index: int) -> Mention | None:
        """Read "in Kfarjouz, near Nabatieh", "in Zike when", "near Dounkoun": a name led by a preposition.

        Behind "in" something must say where it lies, unless a mark or a word ends the name; one
        in capitals throughout is short for something else.
        """
        tokens, book = self.tokens, self.book
        before = book.before(tokens, index, "inside", "near")
        if before is None:
            return None
        end = self._latin_end(index)
        if end == index or self._is_common(index, end):
            return None
        lies = end < len(tokens) and (
            any(k in self.starts for k in range(end + 1, min(end + 6, len(tokens))))
            and (tokens[end].text == "," or book.at(tokens, end, "locative", "near") is not None)
        )
        closes = (
            end >= len(tokens)
            or tokens[end].text in {",", ".", ";", ")"}
            or book.at(tokens, end, "closer", "stop") is not None
        )
        if not lies and self.reading.quote(self.reading.span(index, end)).isupper():
            return None
        if not lies and not closes and before.meaning != "near":
            return None
        if is_capital(self.reading, before.start) and before.start > self._sentence_start(index):
            # In a title every word has a capital.
            return None
        if tokens[end - 1].text.endswith("'s"):
            return None
        return self._mention(index, index, end, None)

    def _sentence_start(self, index: int) -> int:
        return self.reading.sentences[self.reading.sentence_of(index)].start

    def _before_what_it_is(self, index: int) -> Mention | None:
        """Read "Hnan Khar, a village of X": a name, then the kind of place that it is."""
        tokens = self.tokens
        end = last = self._latin_end(index)
        if end > index and self.book.at(tokens, end, "joiner"):
            # "Hnan Khar and Htet Hlaw, two villages of": the second is read after this one.
            last = max(end, self._latin_end(end + 1))
        if end == index or last >= len(tokens) or tokens[last].text != ",":
            return None
        if not self._is_kind_of_place(last + 1) or self._is_common(index, end):
            return None
        return self._mention(index, index, end, None)

    def _is_kind_of_place(self, start: int) -> bool:
        """Tell "a small mountain village in", "two villages of" from other words."""
        tokens, book = self.tokens, self.book
        if book.at(tokens, start, "one") is None:
            return False
        for at in range(start + 1, min(start + 5, len(tokens))):
            if (
                tokens[at].kind != "word"
                or is_capital(self.reading, at)
                or book.at(tokens, at, "of")
            ):
                return False
            head = book.at(tokens, at, "head_after", "kind")
            if head is not None and (head.head is None or head.head.kind != "site"):
                return True
        return False

    def _is_common(self, start: int, end: int) -> bool:
        """Tell words that are capitalised but name no place."""
        return any(
            self.book.is_ordinary(token.text.removesuffix("'s"))
            or self.book.at(self.tokens, at, "nationality", "body_after")
            for at, token in enumerate(self.tokens[start:end], start)
            if token.kind == "word"
        )  # fmt: skip

    def _listed_by_commas(self, start: int, stop: int) -> list[Mention]:
        """Return the names in "A, X, Y and B" between known A, which ends at *start*, and B at *stop*."""
        tokens, found, at = self.tokens, list[Mention](), start
        while at < stop:
            if tokens[at].text == "," or self.book.at(tokens, at, "joiner"):
                at += 1
                continue
            end = self._latin_end(at)
            if (
                end == at
                or end > stop
                or self._is_common(at, end)
                or (tokens[at - 1].kind == "word" and at == start)
            ):
                return []
            found.append(self._mention(at, at, end, None))
            at = end
        ends = tokens[stop - 1]
        return found if ends.text == "," or self.book.at(tokens, stop - 1, "joiner") else []

    def _romanised(self, start: int, end: int, *, skip: int = 0) -> str:
        """Return the name in Latin letters, by the one table of the pack; Latin names as they stand."""
        if self.book.latin:
            return self.reading.quote(self.reading.span(start, end)).removesuffix("'s")
        letters, article = self.book.words.letters, self.book.article
        words = []
        for token in self.tokens[start:end]:
            text, skip = token.text[skip:], 0
            definite = text.startswith(article) and len(text) > len(article) + 1
            stem = text[len(article) :] if definite else text
            body = "".join(letters.get(letter, "") for letter in stem)
            if body:
                words.append(("al-" if definite else "") + body.capitalize())
        return " ".join(words)
