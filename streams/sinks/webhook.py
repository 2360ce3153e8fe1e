"""Alerts over HTTP, as CloudEvents: each at least once, in the order of their topic."""

import hmac
from collections.abc import Sequence
from types import TracebackType
from typing import Self

import aiohttp
import msgspec
import orjson
import stamina

from streams.records.alert import Alert
from streams.records.wire import RECORD_NAMES, SOURCE, version_id

CONTENT_TYPE = "application/cloudevents+json; charset=utf-8"
SIGNATURE = "Strikewire-Signature"
# What a receiver says of its own state, not of the alert: it may take the same alert later.
_PASSING = frozenset({408, 409, 425, 429, 500, 502, 503, 504})
_LONGEST_WAIT = 60.0


class Undelivered(RuntimeError):
    """A receiver that did not take an alert: *status* is its answer, None if there was none."""

    def __init__(
        self, detail: str, *, status: int | None = None, wait: float | None = None
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.wait = wait


class Webhook:
    """Posts alerts to *url*, one a request, each until it is taken.

    With a *secret* every request has a header `Strikewire-Signature: sha256=…`, the HMAC of the
    body in hexadecimal. *timeout* holds for one request, *patience* for all tries of one alert,
    both in seconds. Written to twice, a receiver sees the same event `id` twice.
    """

    def __init__(
        self,
        url: str,
        *,
        secret: str | None = None,
        timeout: float = 10.0,
        patience: float = 120.0,
    ) -> None:
        self._url = url
        self._secret = secret.encode() if secret else None
        self._timeout = aiohttp.ClientTimeout(total=timeout)
        self._patience = patience
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(timeout=self._timeout)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._session:
            await self._session.close()

    async def deliver(self, alerts: Sequence[Alert]) -> None:
        """Post *alerts* in order and return when the receiver has taken all of them.

        Raises `Undelivered` for the first that it refuses for good, or does not take in time; those
        behind it were not sent.
        """
        for alert in alerts:
            body = event(alert)
            async for attempt in stamina.retry_context(
                on=_is_passing, attempts=None, timeout=self._patience, wait_max=10.0
            ):
                with attempt:
                    await self._post(body)

    async def _post(self, body: bytes) -> None:
        if self._session is None:
            raise RuntimeError("a Webhook delivers inside `async with` only")
        headers = {"Content-Type": CONTENT_TYPE}
        if self._secret:
            headers[SIGNATURE] = "sha256=" + hmac.digest(self._secret, body, "sha256").hex()
        try:
            # A redirect would carry the signed alert to a place that nobody named.
            async with self._session.post(
                self._url, data=body, headers=headers, allow_redirects=False
            ) as answer:
                if answer.status // 100 == 2:
                    return
                raise Undelivered(
                    f"{self._url} answered {answer.status}, wanted 2xx",
                    status=answer.status,
                    wait=_wait(answer.headers.get("Retry-After")),
                )
        except (TimeoutError, aiohttp.ClientConnectionError, aiohttp.ClientPayloadError) as error:
            detail = f"{self._url} did not answer: {str(error) or type(error).__name__}"
            raise Undelivered(detail) from error


def event(alert: Alert) -> bytes:
    """Return *alert* as a CloudEvent 1.0 in JSON; its `id` is the `ce_id` of the alert."""
    return orjson.dumps(
        {
            "specversion": "1.0",
            "id": version_id(alert, key=alert.incident),
            "source": SOURCE,
            "type": f"{SOURCE}.{RECORD_NAMES[Alert]}.v1",
            "subject": alert.incident,
            "time": alert.raised_at,
            "datacontenttype": "application/json",
            "data": msgspec.to_builtins(alert),
        },
        option=orjson.OPT_SORT_KEYS,
    )


def _is_passing(error: Exception) -> bool | float:
    """Tell whether to try again, and after how many seconds if the receiver said so."""
    if not isinstance(error, Undelivered) or not (error.status is None or error.status in _PASSING):
        return False
    return error.wait if error.wait is not None else True


def _wait(header: str | None) -> float | None:
    """Return the seconds of a `Retry-After`; one with a date is left to our own back-off."""
    return min(float(header), _LONGEST_WAIT) if header and header.strip().isdecimal() else None
