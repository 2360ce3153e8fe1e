"""The steps chained over plain iterables: the whole system without Kafka."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Protocol, TypeVar

from msgspec import Struct

from streams.gazetteer.theatres import Theatres
from streams.languages.pack import LanguagePack
from streams.records.alert import Alert
from streams.records.article import Article, Duplicate, RawArticle
from streams.records.ids import story_of
from streams.records.incident import Incident
from streams.records.rejection import Refusal
from streams.records.report import StrikeReport
from streams.records.story import ActMessage, StoryNews
from streams.steps.alert import ThreadIndex, alert
from streams.steps.correlate import IncidentIndex, correlate
from streams.steps.deduplicate import deduplicate
from streams.steps.deduplicate.index import SeenIndex
from streams.steps.normalise import normalise
from streams.steps.outcome import Outcome
from streams.steps.route import StoryIndex, route

R = TypeVar("R")
E = TypeVar("E")
E_contra = TypeVar("E_contra", contravariant=True)

Record = Article | Duplicate | StrikeReport | Incident | Alert | Refusal


class Sent(Struct, frozen=True):
    """A record under its *key*, as it would go to *topic*; a Refusal stands for its Rejection."""

    topic: str
    key: str | None
    record: Record


class Pipeline:
    """Every step in the order of the topology, with what the steps remember.

    One index for each step is right: no step looks across languages, stories or theatres.
    """

    def __init__(
        self,
        *,
        packs: Mapping[str, LanguagePack],
        extract: Callable[[Article], StrikeReport],
        theatres: Theatres,
    ) -> None:
        self._packs = packs
        self._extract = extract
        self._theatres = theatres
        self._seen = SeenIndex()
        self._stories = StoryIndex()
        self._incidents = IncidentIndex()
        self._threads = ThreadIndex()

    def take(self, raw: RawArticle) -> Iterator[Sent]:
        """Yield all that *raw* makes, each record before what follows from it."""
        article = normalise(raw, packs=self._packs, received_at=None)
        if isinstance(article, Refusal):
            yield Sent("rejected", raw.id or raw.url, article)
        else:
            yield from self.take_article(article)

    def take_article(self, article: Article) -> Iterator[Sent]:
        """Yield all that a readable *article* makes."""
        yield Sent("articles.normalised", article.language.partition("-")[0].lower(), article)
        for record in self._kept(deduplicate(article, seen=self._seen).outcome, self._seen):
            if isinstance(record, Duplicate):
                yield Sent("articles.duplicates", record.of, record)
                yield from self._tell(StoryNews(story=record.of, duplicate=record))
                continue
            yield Sent("articles.unique", record.id, record)
            report = self._extract(record)
            yield Sent("reports", record.id, report)
            yield from self._tell(StoryNews(story=story_of(record), report=report))

    def _tell(self, news: StoryNews) -> Iterator[Sent]:
        outcome = route(news, stories=self._stories, theatres=self._theatres)
        for message in self._kept(outcome, self._stories):
            yield from self._place(message)

    def _place(self, message: ActMessage) -> Iterator[Sent]:
        outcome = correlate(message, incidents=self._incidents)
        for incident in self._kept(outcome, self._incidents):
            yield Sent("incidents", incident.id, incident)
            raised = alert(incident, threads=self._threads)
            for record in self._kept(raised, self._threads):
                yield Sent("alerts", record.incident, record)

    @staticmethod
    def _kept(outcome: Outcome[R, E], index: "_Index[E]") -> tuple[R, ...]:
        """Remember what *outcome* changed and return its records."""
        for key, entry in outcome.changes.items():
            if entry is None:
                index.drop(key)
            else:
                index.put(key, entry)
        return outcome.records


def run(
    raws: Iterable[RawArticle],
    *,
    packs: Mapping[str, LanguagePack],
    extract: Callable[[Article], StrikeReport],
    theatres: Theatres,
) -> Iterator[Sent]:
    """Yield every record that *raws* make, as the topology would send them, one raw at a time."""
    pipeline = Pipeline(packs=packs, extract=extract, theatres=theatres)
    for raw in raws:
        yield from pipeline.take(raw)


class _Index(Protocol[E_contra]):
    def put(self, key: str, entry: E_contra) -> None:
        """Keep *entry* under *key*."""

    def drop(self, key: str) -> None:
        """Forget *key*."""
