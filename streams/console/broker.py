"""An Apache Kafka of one node, for whoever wants to look at the topics or start workers by hand."""

import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from streams.broker.errors import BrokerError
from streams.broker.kafka import EmbeddedKafka


def run_broker(data: Path, *, port: int | None) -> None:
    """Keep a broker with its data in *data* running until Ctrl-C or SIGTERM; exit 1 if it ends."""
    for stop in (signal.SIGINT, signal.SIGTERM):  # a shell starts a job behind `&` deaf to Ctrl-C
        signal.signal(stop, _interrupt)
    kafka = EmbeddedKafka(data, port=port, progress=tell_of_jars())
    try:
        print(f"starting Apache Kafka in {kafka.data} …", file=sys.stderr)
        brokers = kafka.start()
        print(
            f"Apache Kafka answers at {brokers}; Ctrl-C stops it, its data stay. In another shell:"
        )
        print(f"  export STRIKEWIRE_BROKERS={brokers}")
        print("  strikewire topics", flush=True)
        while kafka.is_running():
            time.sleep(0.5)
        raise BrokerError(kafka.why_it_ended())
    except KeyboardInterrupt:
        print("stopping Apache Kafka …", file=sys.stderr)
    except BrokerError as error:
        print(error, file=sys.stderr)
        sys.exit(1)
    finally:
        kafka.stop()


def tell_of_jars() -> Callable[[int, int], None]:
    """Return a teller of how many of the missing jars are there: live on a terminal, else one line."""

    def tell(done: int, of: int) -> None:
        if sys.stderr.isatty():
            end = "\n" if done == of else ""
            print(
                f"\rfetching Apache Kafka: {done} of {of} jars",
                end=end,
                file=sys.stderr,
                flush=True,
            )
        elif done == 0:
            print(f"fetching Apache Kafka: {of} jars …", file=sys.stderr, flush=True)

    return tell


def _interrupt(_signal: int, _frame: object) -> NoReturn:
    raise KeyboardInterrupt
