"""The topics on the brokers beside those we want: what is missing, what differs."""

from collections.abc import Sequence
from typing import Any

from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.errors import TopicAlreadyExistsError, for_code
from msgspec import Struct

from streams.settings import Settings, client_arguments
from streams.topics import TOPICS, Topic


class Finding(Struct, frozen=True, kw_only=True):
    """How a topic differs from what is wanted; one that *stops* the workers has to be mended."""

    topic: str
    what: str
    stops: bool
    is_missing: bool = False


async def examine(settings: Settings, topics: Sequence[Topic[Any]] = TOPICS) -> tuple[Finding, ...]:
    """Return how the topics on the brokers of *settings* differ from *topics*.

    Raises KafkaError when the brokers cannot be asked.
    """
    admin = AIOKafkaAdminClient(**client_arguments(settings))
    try:
        await admin.start()
        there = set(await admin.list_topics())
        names = {settings.prefix + topic.name: topic for topic in topics}
        known = {name: topic for name, topic in names.items() if name in there}
        findings = [
            Finding(
                topic=name,
                what="is missing; make it with `strikewire topics`",
                stops=True,
                is_missing=True,
            )
            for name in names
            if name not in known
        ]
        if known:
            for described in await admin.describe_topics(list(known)):
                findings += _partitions(described, wanted=settings.partitions)
            configs = await _configs(admin, list(known))
            for name, topic in known.items():
                findings += _differences(name, topic, configs[name])
        return tuple(findings)
    finally:
        await admin.close()


async def create_missing(
    settings: Settings, topics: Sequence[Topic[Any]] = TOPICS
) -> tuple[str, ...]:
    """Create those of *topics* that the brokers of *settings* do not have; return their names.

    Nothing that is there is ever altered. Raises KafkaError when a topic cannot be created.
    """
    missing = {finding.topic for finding in await examine(settings, topics) if finding.is_missing}
    if not missing:
        return ()
    replicas = settings.replication
    admin = AIOKafkaAdminClient(**client_arguments(settings))
    try:
        await admin.start()
        answer = await admin.create_topics(
            [
                NewTopic(
                    settings.prefix + topic.name,
                    num_partitions=settings.partitions,
                    replication_factor=replicas,
                    topic_configs={
                        **topic.config,
                        "min.insync.replicas": str(max(1, replicas - 1)),
                    },
                )
                for topic in topics
                if settings.prefix + topic.name in missing
            ]
        )
    finally:
        await admin.close()
    for name, code, *message in answer.topic_errors:
        error = for_code(code)
        # Another may have been quicker.
        if code and error is not TopicAlreadyExistsError:
            raise error(f"{name} cannot be created: {' '.join(map(str, message))}")
    return tuple(sorted(missing))


def _partitions(described: dict[str, Any], *, wanted: int) -> list[Finding]:
    found = len(described["partitions"])
    if found == wanted:
        return []
    return [
        Finding(
            topic=described["topic"],
            what=(
                f"has {found} partitions, STRIKEWIRE_PARTITIONS is {wanted}: set it to {found} if "
                "all topics have as many, else use another STRIKEWIRE_PREFIX and send the articles "
                "again; to add partitions would part a key from its past"
            ),
            stops=True,
        )
    ]


def _differences(name: str, topic: Topic[Any], found: dict[str, str]) -> list[Finding]:
    findings = []
    for key, wanted in topic.config.items():
        value = found.get(key, "not set")
        if _same(value, wanted):
            continue
        too_small = key == "max.message.bytes" and int(value) < int(wanted)
        findings.append(
            Finding(topic=name, what=f"{key} is {value}, wanted {wanted}", stops=too_small)
        )
    return findings


def _same(found: str, wanted: str) -> bool:
    return sorted(found.replace(" ", "").split(",")) == sorted(wanted.split(","))


async def _configs(admin: AIOKafkaAdminClient, names: list[str]) -> dict[str, dict[str, str]]:
    resources = [ConfigResource(ConfigResourceType.TOPIC, name) for name in names]
    configs: dict[str, dict[str, str]] = {}
    for response in await admin.describe_configs(resources):
        for _code, _message, _kind, name, entries in response.resources:
            configs[name] = {entry[0]: entry[1] for entry in entries}
    return configs
