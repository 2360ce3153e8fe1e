"""A worker with two small steps of its own, to see what the shell around steps does.

`count` numbers the messages of each key, with an entry a key and one for the whole partition, so
that a group torn apart shows; `echo` goes through the process pool. Two titles do harm: "raise"
and, where it is read in the pool, "die".
"""

import os
import sys

from msgspec import Struct

from streams.agents.guard import Guard, try_step
from streams.agents.message import outgoing
from streams.agents.pool import Pool
from streams.agents.read import reading
from streams.agents.remember import remembering
from streams.agents.run import run
from streams.agents.state import State
from streams.records.article import RawArticle
from streams.settings import read_settings
from streams.steps.outcome import Outcome
from streams.topics import DAY_S, MIB, REJECTED, Topic


def a_topic(name, **changed):
    values = {
        "name": name,
        "record": RawArticle,
        "keyed_by": "article id",
        "key": lambda article: article.id,
        "time": lambda _: "",
        "retention_s": DAY_S,
    }
    return Topic(**{**values, **changed})


IN = a_topic("in", max_message_bytes=2 * MIB)
COUNTED = a_topic("counted")
OUT = a_topic("out")
COUNTS = a_topic("counts", record=None, cleanup="compact,delete")
TOPICS = (IN, COUNTED, OUT, COUNTS, REJECTED)

WHOLE = "the whole partition"


class Count(Struct, frozen=True):
    number: int


class Counts(dict):
    def put(self, key, entry):
        self[key] = entry

    def drop(self, key):
        self.pop(key, None)


def count(article, counts):
    if article.title == "raise":
        raise ValueError("told to")
    number = counts.get(article.id, Count(0)).number + 1
    whole = counts.get(WHOLE, Count(0)).number + 1
    counted = RawArticle(
        id=article.id, url=article.url, title=article.title, text=article.text, feed=str(number)
    )
    return Outcome((counted,), {article.id: Count(number), WHOLE: Count(whole)})


def echo(jobs):
    def step(article):
        if article.title == "die":
            os._exit(1)
        return (outgoing(OUT, article),)

    return [try_step(job.value, RawArticle, step) for job in jobs]


def warm_up():
    pass


def counts_state(settings, *, topic=COUNTS, **changed):
    values = {
        "source": IN,
        "entry": Count,
        "index": Counts,
        "schema": 1,
        "settings": settings,
        "stage": "count",
    }
    return State(topic, **{**values, **changed})


def wire(worker):
    settings = worker.settings
    counts = counts_state(settings)
    pool = Pool(processes=1, timeout_s=5.0, bytes_at_once=MIB, warm_up=warm_up)
    worker.on_close(pool.close)
    counter = remembering(
        Guard("count", deliver=worker.deliver),
        reads=RawArticle,
        state=counts,
        step=count,
        sends=lambda article: ((COUNTED, article),),
    )
    worker.add(IN, counter, stage="count", keeps=counts)
    echoer = reading(Guard("echo", deliver=worker.deliver), pool=pool, read=echo)
    worker.add(COUNTED, echoer, stage="echo")


if __name__ == "__main__":
    sys.exit(run(read_settings(os.environ), wire=wire, topics=TOPICS))
