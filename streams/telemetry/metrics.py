"""Each metric of a worker: name, labels, unit and meaning. The only module that names one."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

# A registry of our own: what libraries add to the default one is no part of what we promise.
REGISTRY = CollectorRegistry()

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)

MESSAGES_IN = Counter(
    "strikewire_messages_in",
    "Messages that a stage has dealt with; its offsets move after this.",
    ["stage"],
    registry=REGISTRY,
)
MESSAGES_OUT = Counter(
    "strikewire_messages_out",
    "Messages that a stage has sent and the broker has confirmed, by topic without prefix.",
    ["stage", "topic"],
    registry=REGISTRY,
)
REJECTED = Counter(
    "strikewire_rejected",
    "Messages that a stage would not take, by the reason of the Rejection.",
    ["stage", "reason"],
    registry=REGISTRY,
)
SIGHTINGS = Counter(
    "strikewire_sightings",
    "Articles by what deduplicate took them for; a redelivery sends nothing.",
    ["sighting"],
    registry=REGISTRY,
)
RETRIES = Counter(
    "strikewire_delivery_retries",
    "Bursts of messages that had to be sent again.",
    ["stage"],
    registry=REGISTRY,
)
POOL_KILLS = Counter(
    "strikewire_pool_kills",
    "Pool processes that died or were killed because they took too long.",
    registry=REGISTRY,
)
STAGE_SECONDS = Histogram(
    "strikewire_stage_seconds",
    "Seconds that a stage needs for a batch, sending and state included.",
    ["stage"],
    buckets=_SECONDS,
    registry=REGISTRY,
)
LAG = Gauge(
    "strikewire_lag_messages",
    "Messages of a partition whose offset is not committed, by topic without prefix.",
    ["topic", "partition"],
    registry=REGISTRY,
)
STATE_ENTRIES = Gauge(
    "strikewire_state_entries",
    "Entries of a stage's state that this worker holds, by partition.",
    ["stage", "partition"],
    registry=REGISTRY,
)
NEWEST_AGE = Gauge(
    "strikewire_newest_message_age_seconds",
    "Seconds between now and the broker's time of the newest message that a stage has dealt with.",
    ["stage"],
    registry=REGISTRY,
)
READY = Gauge(
    "strikewire_ready",
    "1 when partitions are assigned and their state is loaded, else 0.",
    registry=REGISTRY,
)

METRICS = (
    MESSAGES_IN,
    MESSAGES_OUT,
    REJECTED,
    SIGHTINGS,
    RETRIES,
    POOL_KILLS,
    STAGE_SECONDS,
    LAG,
    STATE_ENTRIES,
    NEWEST_AGE,
    READY,
)


def exposition() -> bytes:
    """Return all metrics in the text format of Prometheus."""
    return generate_latest(REGISTRY)
