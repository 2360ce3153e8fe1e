"""One report in a crowded theatre: `python tests/bench/bench_correlate.py [open incidents]`.

A theatre of so many open incidents of two weeks, each told once or twice, in 800 places and 15
provinces of 300 by 300 km, one report in twenty knowing its province alone; articles of 60 telling
words out of 20 000. CPU microseconds a new report, of which every other one tells an incident that
is there.
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

TOLD, TIMED = 12_000, 1000
PLACES, WORDS, AN_ARTICLE = 800, 20_000, 60
TYPES = ["airstrike", "shelling", "bombing", "shooting", "clash"]


def scene(seed):
    """Return what one event is: a place, a day, a type, a toll, some words."""
    chance = random.Random(seed)
    n = chance.randrange(PLACES)
    where = random.Random(f"place {n}")
    east, north = where.random() * 3, where.random() * 3
    province = int(east) * 5 + int(north * 5 / 3)
    return {
        "places": (
            a_place(
                f"Town {n}", geonames=n + 1, lat=33 + north, lon=36 + east, radius_m=3000
            ),
            a_place(
                f"Province {province}", geonames=9000 + province, role="within", kind="province",
                lat=33.3 + int(north * 5 / 3) * 0.6, lon=36.5 + int(east), radius_m=50_000,
            ),
        ),
        "day": chance.randrange(1, 15),
        "type": chance.choice(TYPES),
        "toll": chance.randrange(1, 40),
        "words": chance.sample(range(WORDS), AN_ARTICLE * 2),
    }  # fmt: skip


def told(seed, article):
    """Return a report of the event of *seed* by *article*."""
    event, chance = scene(seed), random.Random(article)
    places = event["places"][chance.random() < 0.05 :]
    words = sorted(chance.sample(event["words"], AN_ARTICLE))
    hour = f"2018-02-{event['day']:02}T{chance.randrange(24):02}:00:00Z"
    reference = a_reference(article, published_at=hour, fetched_at=hour)
    act = an_act(
        a_figure(event["toll"]), places=places, type=event["type"],
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
    count = int(sys.argv[1]) if len(sys.argv) > 1 else TOLD
    index = IncidentIndex()
    began = time.thread_time()
    for number in range(count):
        take(told(number, f"first {number}"), index)
    filled = time.thread_time() - began
    seconds = []
    for number in range(TIMED):
        seed = number * (count // TIMED) if number % 2 else count + number
        message = told(seed, f"later {number}")
        began = time.thread_time()
        take(message, index)
        seconds.append(time.thread_time() - began)
    cuts = statistics.quantiles(seconds, n=100)
    print(
        f"{len(index)} incidents in one theatre; filled at {1e6 * filled / count:.0f} µs a report"
    )
    print(
        f"a report: median {1e6 * cuts[49]:.0f} µs, 95th {1e6 * cuts[94]:.0f} µs, 99th {1e6 * cuts[98]:.0f} µs"
    )


if __name__ == "__main__":
    main()
