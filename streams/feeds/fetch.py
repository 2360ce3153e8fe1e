"""Fetching over HTTP from strangers: bounded in size and time, and never from inside.

Addresses are looked at when a connection is about to be made, whatever name led there: a guard in
front of the resolver would miss literal addresses, redirects and names that change.
"""

import ipaddress
import socket
from types import TracebackType
from typing import Self

import aiohttp
from aiohttp.client_reqrep import ClientResponse
from aiohttp.connector import AddrInfoType
from msgspec import Struct

from streams import __version__
from streams.feeds.feed import FeedError

MAX_BYTES = 5 * 1024 * 1024  # unpacked; base64 of it fits into a message of 8 MiB
_CHUNK = 64 * 1024
_AGENT = f"strikewire/{__version__}"
_REDIRECTS = 5
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class Fetched(Struct, frozen=True, kw_only=True):
    """An answer: *body* is None when nothing changed since *etag* or *modified*."""

    url: str
    body: bytes | None
    charset: str | None
    etag: str | None
    modified: str | None
    headers: dict[str, str]


class Fetcher:
    """Fetches pages and feeds; *timeout* is in seconds, for one page with all its redirects.

    *allow_private* lets it connect to addresses that are not public: for tests, or a feed inside.
    """

    def __init__(
        self, *, timeout: float = 30.0, max_bytes: int = MAX_BYTES, allow_private: bool = False
    ) -> None:
        self._timeout = aiohttp.ClientTimeout(total=timeout)
        self._max_bytes = max_bytes
        self._allow_private = allow_private
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        connector = aiohttp.TCPConnector(
            socket_factory=None if self._allow_private else _public_socket, limit_per_host=2
        )
        self._session = aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=self._timeout,
            headers={"User-Agent": _AGENT},
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._session:
            await self._session.close()

    async def fetch(
        self, url: str, *, etag: str | None = None, modified: str | None = None
    ) -> Fetched:
        """Return what is at *url*; with *etag* and *modified* of the last answer only what is new.

        Raises `FeedError`: `no_answer`, `bad_status`, `too_large`, `not_public`.
        """
        if self._session is None:
            raise RuntimeError("a Fetcher fetches inside `async with` only")
        asked = {"If-None-Match": etag, "If-Modified-Since": modified}
        headers = {name: value for name, value in asked.items() if value}
        try:
            async with self._session.get(url, headers=headers, max_redirects=_REDIRECTS) as answer:
                return await self._read(answer, etag=etag, modified=modified)
        except (TimeoutError, aiohttp.ClientError, ValueError) as error:
            if isinstance(error.__cause__, NotPublic):
                raise FeedError("not_public", f"{url}: {error.__cause__}") from error
            detail = f"{url}: {str(error) or type(error).__name__}"
            raise FeedError("no_answer", detail) from error

    async def _read(
        self, answer: ClientResponse, *, etag: str | None, modified: str | None
    ) -> Fetched:
        if answer.status not in {200, 304}:
            raise FeedError("bad_status", f"{answer.url} answered {answer.status}, wanted 200")
        body = None if answer.status == 304 else await self._bounded(answer)
        return Fetched(
            url=str(answer.url),
            body=body,
            charset=answer.charset,
            etag=answer.headers.get("ETag") or (etag if body is None else None),
            modified=answer.headers.get("Last-Modified") or (modified if body is None else None),
            headers={name.lower(): value for name, value in answer.headers.items()},
        )

    async def _bounded(self, answer: ClientResponse) -> bytes:
        body = bytearray()
        async for chunk in answer.content.iter_chunked(_CHUNK):
            body += chunk
            if len(body) > self._max_bytes:
                detail = f"{answer.url}: more than {self._max_bytes} bytes"
                raise FeedError("too_large", detail)
        return bytes(body)


class NotPublic(OSError):
    """An address that nobody outside can reach, so no publisher of news is there."""


def _public_socket(address: AddrInfoType) -> socket.socket:
    family, kind, protocol, _, destination = address
    host = str(destination[0])
    if not is_public(host):
        raise NotPublic(f"{host} is not a public address")
    made = socket.socket(family=family, type=kind, proto=protocol)
    made.setblocking(False)
    return made


def is_public(host: str) -> bool:
    """Tell whether the address *host* is one of the public internet, whatever it is wrapped in."""
    address = ipaddress.ip_address(host.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        address = inner or address
    return address.is_global and not address.is_multicast
