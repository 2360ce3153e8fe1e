"""Each pure step alone on one core: `python tests/bench/bench_steps.py`.

Medians over five rounds of the bundled recording; microseconds an article or message.
"""

import statistics
import sys
import time
from collections import defaultdict
from pathlib import Path

import msgspec

sys.path.insert(0, str(Path(__file__).parent))

from variations import recorded

from streams.gazetteer.theatres import load_theatres
from streams.records.ids import story_of
from streams.records.rejection import Refusal
from streams.records.report import StrikeReport
from streams.records.story import StoryNews
from streams.records.wire import decode, encode
from streams.steps.alert import ThreadIndex, alert
from streams.steps.correlate import IncidentIndex, correlate
from streams.steps.deduplicate import deduplicate
from streams.steps.deduplicate.index import SeenIndex
from streams.steps.extract import extract
from streams.steps.extract.knowledge import load_knowledge
from streams.steps.normalise import normalise
from streams.steps.route import StoryIndex, route

ROUNDS = 5


def one_round(knowledge, theatres):
    """Return the seconds of every call by step, over the whole recording once."""
    seconds = defaultdict(list)
    seen, stories, incidents, threads = SeenIndex(), StoryIndex(), IncidentIndex(), ThreadIndex()

    def timed(step, call):
        began = time.perf_counter()
        result = call()
        seconds[step].append(time.perf_counter() - began)
        return result

    def keep(index, outcome):
        for key, entry in outcome.changes.items():
            if entry is None:
                index.drop(key)
            else:
                index.put(key, entry)
        return outcome.records

    reports = []
    for raw in recorded():
        article = timed(
            "normalise", lambda raw=raw: normalise(raw, packs=knowledge.packs, received_at=None)
        )
        if isinstance(article, Refusal):
            continue
        decided = timed("deduplicate", lambda article=article: deduplicate(article, seen=seen))
        for record in keep(seen, decided.outcome):
            if not hasattr(record, "text"):
                news = StoryNews(story=record.of, duplicate=record)
            else:
                report = timed(
                    "extract", lambda record=record: extract(record, knowledge=knowledge)
                )
                reports.append(report)
                news = StoryNews(story=story_of(record), report=report)
            for act in keep(
                stories,
                timed("route", lambda news=news: route(news, stories=stories, theatres=theatres)),
            ):
                for incident in keep(
                    incidents,
                    timed("correlate", lambda act=act: correlate(act, incidents=incidents)),
                ):
                    keep(
                        threads,
                        timed("alert", lambda incident=incident: alert(incident, threads=threads)),
                    )
    for data in [encode(report) for report in reports]:
        timed("decode a report: orjson, then msgspec", lambda data=data: decode(data, StrikeReport))
        timed(
            "decode a report: msgspec alone",
            lambda data=data: msgspec.json.decode(data, type=StrikeReport),
        )
    for report in reports:
        timed("encode a report: msgspec, then orjson", lambda report=report: encode(report))
        timed(
            "encode a report: msgspec alone",
            lambda report=report: msgspec.json.encode(report, order="sorted"),
        )
    return seconds


def main():
    """Print a table of medians, 99th percentiles and calls a second."""
    knowledge, theatres = load_knowledge(), load_theatres()
    one_round(knowledge, theatres)
    rounds = [one_round(knowledge, theatres) for _ in range(ROUNDS)]
    print("| step | calls | median µs | p99 µs | calls a second |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for step in rounds[0]:
        calls = [seconds for one in rounds for seconds in one[step]]
        mean = statistics.median(statistics.fmean(one[step]) for one in rounds)
        p99 = statistics.quantiles(calls, n=100)[98] if len(calls) > 1 else calls[0]
        print(
            f"| {step} | {len(rounds[0][step])} | {statistics.median(calls) * 1e6:.0f} | {p99 * 1e6:.0f} | {1 / mean:,.0f} |"
        )


if __name__ == "__main__":
    main()
