"""What keeps the embedded broker from running."""


class BrokerError(RuntimeError):
    """Tell why there is no broker; the message says what was found, what was wanted, what to do."""
