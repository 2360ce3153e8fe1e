"""Alert: an incident that someone asked to hear about."""

from typing import Any, Literal

from msgspec import Struct, field

AlertKind = Literal[
    "opened",
    "toll_rose",
    "attribution_changed",
    "protected_victims",
    "contested",
    "retracted",
    "merged",
]
Severity = Literal["low", "medium", "high", "critical"]


class Alert(Struct, frozen=True, kw_only=True):
    """One alert of an incident's thread; *follows* is the alert before it in the thread."""

    id: str
    rule: str
    incident: str
    revision: int
    thread: str
    kind: AlertKind
    severity: Severity
    headline: str
    raised_at: str
    dedup_key: str
    follows: str | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    links: tuple[str, ...] = ()
