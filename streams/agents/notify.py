"""alerts → whoever is to hear of them."""

from collections.abc import Awaitable, Callable, Sequence

from streams.agents.batch import Handler
from streams.agents.guard import Guard
from streams.agents.message import Message
from streams.records.alert import Alert
from streams.records.rejection import Refusal

Post = Callable[[Alert], Awaitable[Refusal | None]]


def notifier(guard: Guard, *, post: Post) -> Handler:
    """Return the handler that has *post* deliver every alert, in the order of the topic.

    What *post* refuses is a Rejection: a receiver that is gone stops neither the alerts behind it
    nor the worker, and the alert can be sent again.
    """

    async def handle(messages: Sequence[Message]) -> None:
        for message in messages:
            alert = guard.attempt(message, Alert, lambda alert: alert)
            refused = await post(alert) if alert is not None else None
            if refused is not None:
                guard.reject(message, reason=refused.reason, detail=refused.detail)
        await guard.confirm()

    return handle
