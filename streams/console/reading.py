"""Reading articles without Kafka: normalise and extract on all cores, in the input's order."""

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice

from msgspec import Struct

from streams.agents.guard import Raised, try_step
from streams.agents.pool import Job, Pool
from streams.console.lines import Line
from streams.records.article import Article, RawArticle
from streams.records.rejection import Refusal
from streams.records.wire import encode
from streams.steps.extract import extract
from streams.steps.extract.knowledge import Knowledge, load_knowledge
from streams.steps.normalise import normalise
from streams.telemetry.logs import configure_logs

# Enough that a process is busy for a second, little enough that memory does not matter.
LINES_A_JOB = 32
TIMEOUT_S = 120.0
BYTES_AT_ONCE = 16 * 1024 * 1024


class Read(Struct, frozen=True):
    """An article and its report, in JSON."""

    article: bytes
    report: bytes


class Reading(Struct, frozen=True):
    """What became of one line: what was read, or the problem with it."""

    where: str
    read: Read | None
    problem: str | None


def read_lines(lines: Iterable[Line], *, jobs: int, received_at: str) -> Iterator[Reading]:
    """Yield a reading for each of *lines*, in order, made by *jobs* processes.

    *received_at* (RFC 3339) stands in for a fetch time that neither the line nor its publication
    gives. Holds a bounded number of lines, however long the input. A line that kills its process,
    or keeps it for longer than two minutes, is a problem of that line.
    """
    configure_logs(log_format="auto", level="ERROR")
    pool = Pool(processes=jobs, timeout_s=TIMEOUT_S, bytes_at_once=BYTES_AT_ONCE, warm_up=warm_up)
    source = iter(lines)
    with asyncio.Runner() as runner:
        try:
            while some := list(islice(source, jobs * LINES_A_JOB)):
                yield from runner.run(_read_some(pool, some, received_at=received_at))
        finally:
            pool.close()


async def _read_some(pool: Pool, lines: Sequence[Line], *, received_at: str) -> list[Reading]:
    articles = [line.article for line in lines if line.article is not None]
    jobs = [Job(encode(article), received_at, None) for article in articles]
    results = iter(await pool.run(read_jobs, jobs))
    return [
        Reading(line.where, None, line.problem)
        if line.article is None
        else _reading(line.where, next(results))
        for line in lines
    ]


def _reading(where: str, result: Read | Refusal | Raised) -> Reading:
    if isinstance(result, Read):
        return Reading(where, result, None)
    return Reading(where, None, f"{result.reason}: {result.detail}")


def warm_up() -> None:
    """Load packs and gazetteer into a process."""
    _knowledge()


def read_jobs(jobs: Sequence[Job]) -> list[Read | Refusal | Raised]:
    """Return what each raw article of *jobs* is read as."""
    return [_read(job) for job in jobs]


def article_of(raw: RawArticle, *, knowledge: Knowledge, received_at: str) -> Article | Refusal:
    """Return *raw* normalised; *received_at* (RFC 3339) is its time where it gives none itself."""
    is_dated = raw.fetched_at or raw.published_at
    return normalise(raw, packs=knowledge.packs, received_at=None if is_dated else received_at)


def _read(job: Job) -> Read | Refusal | Raised:
    def step(raw: RawArticle) -> Read | Refusal:
        knowledge = _knowledge()
        article = article_of(raw, knowledge=knowledge, received_at=job.received_at)
        if isinstance(article, Refusal):
            return article
        return Read(encode(article), encode(extract(article, knowledge=knowledge)))

    return try_step(job.value, RawArticle, step)


@cache
def _knowledge() -> Knowledge:
    """Return the packs and gazetteer, read once a process."""
    return load_knowledge()
