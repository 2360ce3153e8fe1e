import aiohttp
import pytest

from streams.telemetry.web import Pages


@pytest.fixture
async def pages():
    ready = [False]
    served = Pages(bind="127.0.0.1", port=0, is_ready=lambda: ready[0])
    await served.start()
    served.ready = ready
    yield served
    await served.stop()


async def get(pages, path):
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"http://127.0.0.1:{pages.port}{path}") as answer,
    ):
        return answer.status, await answer.text()


async def test_a_free_port_is_chosen_and_the_metrics_are_there(pages):
    status, text = await get(pages, "/metrics")

    assert status == 200
    assert "strikewire_messages_in_total" in text


async def test_health_says_that_it_lives(pages):
    assert (await get(pages, "/health"))[0] == 200


async def test_ready_says_so_only_when_it_is(pages):
    assert (await get(pages, "/ready"))[0] == 503

    pages.ready[0] = True

    assert (await get(pages, "/ready"))[0] == 200


async def test_a_port_that_is_taken_is_told(pages):
    with pytest.raises(OSError, match="address already in use"):
        await Pages(bind="127.0.0.1", port=pages.port, is_ready=bool).start()
