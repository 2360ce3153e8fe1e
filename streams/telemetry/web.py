"""The pages of a worker: /metrics, /health (it lives) and /ready (it has all it needs)."""

from collections.abc import Callable

from aiohttp import web

from streams.telemetry.metrics import exposition


class Pages:
    """Serves the pages of one worker from start() to stop()."""

    def __init__(self, *, bind: str, port: int, is_ready: Callable[[], bool]) -> None:
        """Listen on *bind* and *port*, a free one when 0; *is_ready* decides what /ready says."""
        self._bind = bind
        self._wanted = port
        self._is_ready = is_ready
        self._runner: web.AppRunner | None = None
        self.port: int = 0

    async def start(self) -> None:
        """Begin to listen; `port` then holds the port. Raises OSError when it is taken."""
        app = web.Application()
        app.add_routes(
            [
                web.get("/metrics", self._metrics),
                web.get("/health", self._health),
                web.get("/ready", self._ready),
            ]
        )
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        await web.TCPSite(self._runner, self._bind, self._wanted).start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Stop listening."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _metrics(self, _request: web.Request) -> web.Response:
        return web.Response(
            body=exposition(), headers={"Content-Type": "text/plain; version=0.0.4; charset=utf-8"}
        )

    async def _health(self, _request: web.Request) -> web.Response:
        return web.json_response({"alive": True})

    async def _ready(self, _request: web.Request) -> web.Response:
        ready = self._is_ready()
        return web.json_response({"ready": ready}, status=200 if ready else 503)
