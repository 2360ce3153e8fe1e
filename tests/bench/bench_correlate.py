"""One report in a crowded theatre: `python tests/bench/bench_correlate.py [open incidents]`.

A theatre of so many open incidents of two weeks, each told once or twice, in 800 places of 300 by
300 km, articles of 60 telling words out of 20 000. Microseconds a new report, of which every other
one tells an incident that is there.
"""

import random
import statistics
import sys
import time
from base64 import b64encode
from pathlib import Path
from struct import pack

sys.path.insert(0, str(Path(__file__).parents[2]))

from streams.records.report import Wording
from streams.records.story import ActMessage
from streams.steps.correlate import IncidentIndex, correlate
from tests.builders import a_figure, a_place, a_reference, a_report, an_act, an_actor, on

OPEN, TIMED = 10_000, 1000
PLACES, WORDS, AN_ARTICLE = 800, 20_000, 60
TYPES = ["airstrike", "shelling", "bombing", "shooting", "clash"]


def scene(seed):
    """Return what one event is: a place, a day, a type, a toll, some words."""
    chance = random.Random(seed)
    n = chance.randrange(PLACES)
    where = random.Random(f"place {n}")
    return {
        "place": a_place(
            f"Town {n}", geonames=n + 1, lat=33 + where.random() * 3, lon=36 + where.random() * 3,
            radius_m=3000,
        ),
        "day": chance.randrange(1, 15),
        "type": chance.choice(TYPES),
        "toll": chance.randrange(1, 40),
        "words": chance.sample(range(WORDS), AN_ARTICLE * 2),
    }  # fmt: skip


def told(seed, article):
    """Return a report of the event of *seed* by *article*."""
    event, chance = scene(seed), random.Random(article)
    words = sorted(chance.sample(event["words"], AN_ARTICLE))
    hour = f"2018-02-{event['day']:02}T{chance.randrange(24):02}:00:00Z"
    reference = a_reference(article, published_at=hour, fetched_at=hour)
    act = an_act(
        a_figure(event["toll"]), places=(event["place"],), type=event["type"],
        occurred=on(event["day"]), attackers=(an_actor(f"Actor {event['toll'] % 5}"),),
    )  # fmt: skip
    return ActMessage(
        kind="told", theatre="sy", story=article, act_id=f"{article} 0", article=reference,
        position=0, because=article, at=hour, act=a_report(reference, act).incidents[0],
        wording=Wording(words=b64encode(pack(f"<{len(words)}I", *words)).decode(), names=""),
    )  # fmt: skip


def take(message, index):
    """Correlate *message* and keep what it changes."""
    outcome = correlate(message, incidents=index)
    for key, entry in outcome.changes.items():
        if entry is None:
            index.drop(key)
        else:
            index.put(key, entry)


def main():
    """Print the microseconds of a report."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else OPEN
    index = IncidentIndex()
    began = time.perf_counter()
    for number in range(count):
        take(told(number, f"first {number}"), index)
    filled = time.perf_counter() - began
    seconds = []
    for number in range(TIMED):
        seed = number * (count // TIMED) if number % 2 else count + number
        message = told(seed, f"later {number}")
        began = time.perf_counter()
        take(message, index)
        seconds.append(time.perf_counter() - began)
    cuts = statistics.quantiles(seconds, n=100)
    print(
        f"{len(index)} incidents in one theatre; filled at {1e6 * filled / count:.0f} µs a report"
    )
    print(
        f"a report: median {1e6 * cuts[49]:.0f} µs, 95th {1e6 * cuts[94]:.0f} µs, 99th {1e6 * cuts[98]:.0f} µs"
    )


if __name__ == "__main__":
    main()
