"""Two places where faust-streaming 0.15.3 passes messages over after a rebalance, mended.

Both touch private methods, so a new version of Faust needs another look; the test that resumes the
flow of a worker twice shows whether they are still wanted.
"""

from typing import Any

from aiokafka import TopicPartition
from faust.tables.recovery import Recovery
from faust.transport.drivers.aiokafka import Consumer


def mend_offsets() -> None:
    """Put the careful methods in place of Faust's own; twice is the same as once."""
    recovery: Any = Recovery
    consumer: Any = Consumer
    recovery._resume_streams = _resume_streams
    consumer.perform_seek = _perform_seek


# 1. Faust resumes the partitions, seeks, and then empties the queues of the agents. When another
#    rebalance has set the flow going again meanwhile, messages come into the queues in between and
#    are thrown away there. So the flow is stopped first; Faust lets it go at the end.

_resume_of_faust = Recovery._resume_streams


async def _resume_streams(self: Any, generation_id: int = 0) -> None:  # noqa: ANN401  # Faust's
    self.app.consumer.stop_flow()
    await _resume_of_faust(self, generation_id)


# 2. Seeking "to the committed offsets" leaves a partition without one where it is, behind all that
#    was handed out and thrown away. It belongs at its beginning: the first that it still has.

_seek_of_faust = Consumer.perform_seek


async def _perform_seek(self: Any) -> None:  # noqa: ANN401  # Faust's consumer
    await _seek_of_faust(self)
    fresh = [TopicPartition(*tp) for tp in self.assignment() if not self._committed_offset.get(tp)]
    if fresh:
        await self._thread.seek_to_beginning(*fresh)
