"""How state is read back from its topic, on a real Kafka."""

import orjson
import pytest
from msgspec.structs import replace

from streams.agents.message import Message
from streams.records.article import RawArticle
from tests.broker.tally import COUNTS, IN, Count, counts_state
from tests.broker.workers import Cluster, an_environment


class Stopped(Exception):
    pass


def stop(reason):
    raise Stopped(reason)


@pytest.fixture
async def cluster(brokers, prefix, tmp_path):
    environment = an_environment(brokers, prefix)
    async with Cluster(environment, (IN, COUNTS), module=[], folder=tmp_path) as cluster:
        await cluster.send(IN, [RawArticle(id="a")] * 20, partition=0)
        yield cluster


def a_message(offset, *, partition=0):
    return Message(
        topic="in",
        partition=partition,
        offset=offset,
        key=None,
        value=None,
        headers=[],
        time=0.0,
    )


def envelope(offset, count, key, number, **changed):
    entry = None if number is None else {"number": number}
    values = {
        "schema": 1,
        "offset": offset,
        "count": count,
        "key": key,
        "entry": entry,
        "gone": number is None,
    }
    return orjson.dumps({**values, **changed})


async def write(cluster, *envelopes, partition=0):
    await cluster.send(COUNTS, envelopes, key=b"k", partition=partition)


async def loaded(cluster, **changed):
    state = counts_state(cluster.settings, stop=stop, **changed)
    await state.load({0})
    return state


def numbers(state, partition=0):
    return {key: count.number for key, count in state.index(partition).items()}


async def test_an_empty_log_is_an_empty_state(cluster):
    state = await loaded(cluster)

    assert numbers(state) == {}
    assert not state.includes(a_message(0))


async def test_what_was_written_is_read_back_and_tells_which_messages_it_holds(cluster):
    state = await loaded(cluster)
    changes = {"a": Count(1), "b": Count(2)}
    await write(cluster, *(output.value for output in state.entries(a_message(4), changes)))

    again = await loaded(cluster)

    assert numbers(again) == {"a": 1, "b": 2}
    assert again.includes(a_message(4))
    assert not again.includes(a_message(5))


async def test_an_incomplete_group_at_the_end_is_dropped_and_its_message_comes_again(cluster):
    await write(cluster, envelope(1, 1, "a", 1), envelope(2, 2, "a", 2))

    state = await loaded(cluster)

    assert numbers(state) == {"a": 1}
    assert not state.includes(a_message(2))


async def test_a_group_that_was_begun_before_a_crash_and_written_again_is_whole(cluster):
    await write(
        cluster,
        envelope(1, 2, "a", 1),
        envelope(1, 2, "a", 1),
        envelope(1, 2, "b", 1),
    )

    state = await loaded(cluster)

    assert numbers(state) == {"a": 1, "b": 1}
    assert state.includes(a_message(1))


async def test_a_group_that_compaction_has_thinned_out_counts(cluster):
    await write(cluster, envelope(1, 2, "b", 1), envelope(2, 1, "a", 2))

    assert numbers(await loaded(cluster)) == {"a": 2, "b": 1}


async def test_the_highest_offset_wins_over_one_that_was_written_later(cluster):
    await write(cluster, envelope(3, 1, "a", 3), envelope(2, 1, "a", 2))

    assert numbers(await loaded(cluster)) == {"a": 3}


async def test_an_entry_that_is_gone_stays_gone(cluster):
    await write(
        cluster,
        envelope(1, 1, "a", 1),
        envelope(2, 1, "a", None),
        envelope(1, 1, "a", 1),
    )

    state = await loaded(cluster)

    assert numbers(state) == {}
    assert state.includes(a_message(2))


async def test_a_gone_entry_is_written_as_a_value_never_as_a_null(cluster):
    state = await loaded(cluster)

    [output] = state.entries(a_message(1), {"a": None})

    assert orjson.loads(output.value)["gone"] is True
    assert output.partition == 0


async def test_after_a_rebalance_what_another_wrote_meanwhile_is_read(cluster):
    state = await loaded(cluster)
    await write(cluster, envelope(1, 1, "a", 1))

    state.invalidate()
    assert not state.is_loaded({0})
    await state.load({0})

    assert numbers(state) == {"a": 1}
    assert state.is_loaded({0})


async def test_a_partition_that_left_is_read_from_the_beginning_when_it_returns(cluster):
    await write(cluster, envelope(1, 1, "a", 1))
    state = await loaded(cluster)

    state.invalidate()
    state.keep_only({1})
    await state.load({0, 1})

    assert numbers(state) == {"a": 1}


async def test_a_change_is_seen_by_the_next_message_at_once(cluster):
    state = await loaded(cluster)

    state.apply(a_message(1), {"a": Count(1)})
    state.apply(a_message(2), {"a": None, "b": Count(1)})

    assert numbers(state) == {"b": 1}
    assert state.includes(a_message(2))


async def test_an_older_schema_is_migrated(cluster):
    await write(cluster, envelope(1, 1, "a", None, schema=1, entry=5, gone=False))

    state = await loaded(cluster, schema=2, migrate=lambda _, entry: {"number": entry})

    assert numbers(state) == {"a": 5}


async def test_an_unknown_schema_stops_the_worker_and_says_what_to_do(cluster):
    await write(cluster, envelope(1, 1, "a", 1, schema=9))

    with pytest.raises(Stopped, match="schema 9, this version of strikewire reads 1: run the ver"):
        await loaded(cluster)


async def test_a_state_ahead_of_its_source_stops_the_worker(cluster):
    await write(cluster, envelope(99, 1, "a", 1))

    with pytest.raises(Stopped, match=r"which ends at 20: was .*in deleted and made anew"):
        await loaded(cluster)


async def test_live_entries_are_written_again_before_their_topic_forgets_them(cluster):
    state = await loaded(cluster, topic=replace(COUNTS, retention_s=0.001))
    await write(cluster, envelope(1, 1, "a", 1), envelope(2, 1, "b", 1), envelope(3, 1, "b", None))
    state.invalidate()
    await state.load({0})

    rewritten = state.ageing({0})

    assert [orjson.loads(output.value) for output in rewritten] == [
        orjson.loads(envelope(1, 1, "a", 1))
    ]
    assert state.ageing({0}) == []
