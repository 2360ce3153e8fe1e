"""Records to bytes and back: orjson, msgspec and CloudEvents headers; the only such module."""

from hashlib import blake2b
from typing import TypeVar

import msgspec
import orjson

from streams.records.alert import Alert
from streams.records.article import Article, Duplicate, RawArticle
from streams.records.incident import Incident
from streams.records.rejection import Rejection
from streams.records.report import StrikeReport
from streams.records.story import ActMessage, StoryNews

R = TypeVar("R", bound=msgspec.Struct)
Headers = list[tuple[str, bytes]]

RECORD_NAMES: dict[type[msgspec.Struct], str] = {
    RawArticle: "raw_article",
    Article: "article",
    Duplicate: "duplicate",
    StrikeReport: "report",
    Incident: "incident",
    Alert: "alert",
    Rejection: "rejection",
    StoryNews: "story_news",
    ActMessage: "act",
}
SOURCE = "strikewire"


class Unreadable(ValueError):
    """Bytes that are not the record they should be: *reason* is a slug, the message says where."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


def encode(record: msgspec.Struct) -> bytes:
    """Return *record* as JSON, UTF-8, keys sorted."""
    return orjson.dumps(msgspec.to_builtins(record), option=orjson.OPT_SORT_KEYS)


def decode(data: bytes | None, kind: type[R]) -> R:
    """Return the *kind* of record that *data* holds.

    Raises `Unreadable` with reason `null`, `not_json` or `wrong_shape`.
    """
    if data is None:
        raise Unreadable("null", f"a null value; wanted a {kind.__name__} in JSON")
    try:
        value = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise Unreadable("not_json", f"{error}; wanted a {kind.__name__} in JSON") from error
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        raise Unreadable("wrong_shape", f"{error}; wanted a {kind.__name__}") from error


def version_id(record: msgspec.Struct, *, key: str) -> str:
    """Return the `ce_id` of *record*: a hash of type, *key* and content without `*_at`.

    For an Incident it is a hash of id and revision. The same version sent twice has the same id.
    """
    name = RECORD_NAMES[type(record)]
    if isinstance(record, Incident):
        content: object = (record.id, record.revision)
    else:
        content = _without_instants(msgspec.to_builtins(record))
    data = orjson.dumps((name, key, content), option=orjson.OPT_SORT_KEYS)
    return blake2b(data, digest_size=16).hexdigest()


def headers(record: msgspec.Struct, *, key: str, time: str, trace: bytes | None = None) -> Headers:
    """Return the CloudEvents 1.0 binary headers of *record*, and W3C *trace* passed on."""
    name = RECORD_NAMES[type(record)]
    result = [
        ("ce_id", version_id(record, key=key).encode()),
        ("ce_source", SOURCE.encode()),
        ("ce_specversion", b"1.0"),
        ("ce_time", time.encode()),
        ("ce_type", f"strikewire.{name}.v1".encode()),
        ("content-type", b"application/json"),
    ]
    return [*result, ("traceparent", trace)] if trace else result


def _without_instants(value: object) -> object:
    if isinstance(value, dict):
        return {k: _without_instants(v) for k, v in value.items() if not k.endswith("_at")}
    if isinstance(value, list | tuple):
        return [_without_instants(v) for v in value]
    return value
