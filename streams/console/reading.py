"""Reading articles without Kafka: normalise and extract on all cores, in the input's order."""

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from functools import cache
from itertools import islice

from msgspec import Struct

from streams.console.lines import Line
from streams.records.rejection import Refusal
from streams.records.wire import encode
from streams.steps.extract import extract
from streams.steps.extract.knowledge import Knowledge, load_knowledge
from streams.steps.normalise import normalise

LINES_A_TASK = 8
TASKS_A_JOB = 4  # tasks in flight for each job: enough that no core waits, little enough for memory


class Reading(Struct, frozen=True):
    """What became of one line: article and report in JSON, or the problem with it."""

    where: str
    article: bytes | None
    report: bytes | None
    problem: str | None


def read_lines(lines: Iterable[Line], *, jobs: int, received_at: str) -> Iterator[Reading]:
    """Yield a reading for each of *lines*, in order, made by *jobs* processes.

    *received_at* (RFC 3339) stands in for a fetch time that neither the line nor its publication
    gives. Holds a bounded number of lines, however long the input.
    """
    if jobs == 1:
        yield from (_read(line, received_at=received_at) for line in lines)
        return
    source = iter(lines)
    tasks = iter(lambda: list(islice(source, LINES_A_TASK)), [])
    waiting: deque[Future[list[Reading]]] = deque()
    with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn")) as pool:
        for task in tasks:
            waiting.append(pool.submit(_read_task, task, received_at))
            if len(waiting) >= jobs * TASKS_A_JOB:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def _read_task(task: list[Line], received_at: str) -> list[Reading]:
    return [_read(line, received_at=received_at) for line in task]


def _read(line: Line, *, received_at: str) -> Reading:
    if line.article is None:
        return Reading(line.where, None, None, line.problem)
    knowledge = _knowledge()
    article = normalise(
        line.article,
        packs=knowledge.packs,
        received_at=None if line.article.fetched_at or line.article.published_at else received_at,
    )
    if isinstance(article, Refusal):
        return Reading(line.where, None, None, f"{article.reason}: {article.detail}")
    report = extract(article, knowledge=knowledge)
    return Reading(line.where, encode(article), encode(report), None)


@cache
def _knowledge() -> Knowledge:
    """Return the packs and gazetteer, read once a process."""
    return load_knowledge()
