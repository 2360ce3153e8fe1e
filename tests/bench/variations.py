"""Many different articles out of the few of the bundled recording."""

from collections.abc import Iterator

import msgspec
from msgspec.structs import replace

from streams.feeds.recording import read_recording
from streams.records.article import RawArticle
from streams.records.wire import Unreadable, decode


def recorded() -> list[RawArticle]:
    """Return the readable articles of the bundled recording, in order."""
    articles = []
    for line in read_recording(None):
        try:
            articles.append(decode(line, RawArticle))
        except Unreadable:
            continue
    return articles


def varied(count: int) -> Iterator[bytes]:
    """Yield *count* articles as JSON: the recorded ones again and again, no two the same page."""
    originals = recorded()
    for number in range(count):
        raw = originals[number % len(originals)]
        turn = number // len(originals)
        changed = replace(raw, id=f"{raw.id}-{turn}", url=f"{raw.url}-{turn}")
        if raw.text is not None:
            changed = replace(changed, text=f"{raw.text}\n\nDispatch {turn}.")
        yield msgspec.json.encode(changed)
