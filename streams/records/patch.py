"""JSON Patch (RFC 6902) between two JSON values, and back."""

from collections.abc import Sequence
from typing import Any

import orjson

Operation = dict[str, Any]


def diff(before: Any, after: Any, *, path: str = "") -> tuple[Operation, ...]:  # noqa: ANN401  # any JSON
    """Return the operations that make *after* out of *before*: add, remove and replace alone.

    A list is compared between its common beginning and its common end.
    """
    if isinstance(before, dict) and isinstance(after, dict):
        return tuple(_between_objects(before, after, path))
    if isinstance(before, list) and isinstance(after, list):
        return tuple(_between_lists(before, after, path))
    if _is_same(before, after):
        return ()
    return ({"op": "replace", "path": path, "value": after},)


def apply(document: Any, operations: Sequence[Operation]) -> Any:  # noqa: ANN401
    """Return *document* with *operations* done; *document* itself is left as it is."""
    root = {"": orjson.loads(orjson.dumps(document))}
    for operation in operations:
        parent: Any = root
        *way, last = operation["path"].split("/")
        for step in way:
            parent = parent[_step(parent, step)]
        place = _step(parent, last)
        if operation["op"] == "remove":
            del parent[place]
        elif operation["op"] == "add" and isinstance(parent, list):
            parent.insert(place, operation["value"])
        else:
            parent[place] = operation["value"]
    return root[""]


def _between_objects(before: dict[str, Any], after: dict[str, Any], path: str) -> list[Operation]:
    operations: list[Operation] = []
    for name in sorted(before.keys() | after.keys()):
        here = f"{path}/{name.replace('~', '~0').replace('/', '~1')}"
        if name not in after:
            operations.append({"op": "remove", "path": here})
        elif name not in before:
            operations.append({"op": "add", "path": here, "value": after[name]})
        else:
            operations += diff(before[name], after[name], path=here)
    return operations


def _between_lists(before: list[Any], after: list[Any], path: str) -> list[Operation]:
    shorter = min(len(before), len(after))
    start = 0
    while start < shorter and _is_same(before[start], after[start]):
        start += 1
    end = 0
    while end < shorter - start and _is_same(before[-1 - end], after[-1 - end]):
        end += 1
    old, new = before[start : len(before) - end], after[start : len(after) - end]
    operations: list[Operation] = []
    for i, (one, other) in enumerate(zip(old, new, strict=False), start):
        operations += diff(one, other, path=f"{path}/{i}")
    common = start + min(len(old), len(new))
    for i in range(start + len(old) - 1, common - 1, -1):
        operations.append({"op": "remove", "path": f"{path}/{i}"})
    for i, value in enumerate(new[common - start :], common):
        operations.append({"op": "add", "path": f"{path}/{i}", "value": value})
    return operations


def _is_same(before: object, after: object) -> bool:
    """Tell whether both are the same JSON: 1 is neither 1.0 nor true."""
    sort = orjson.OPT_SORT_KEYS
    return orjson.dumps(before, option=sort) == orjson.dumps(after, option=sort)


def _step(parent: object, step: str) -> Any:  # noqa: ANN401
    return int(step) if isinstance(parent, list) else step.replace("~1", "/").replace("~0", "~")
