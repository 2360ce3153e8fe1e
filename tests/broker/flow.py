"""The real steps on topics, beside the same steps in the pipeline."""

from collections import Counter, defaultdict

import orjson
from deltalake import DeltaTable
from msgspec import to_builtins

from streams.feeds.recording import read_recording
from streams.gazetteer.theatres import load_theatres
from streams.pipeline import run
from streams.records.alert import Alert
from streams.records.article import Article, Duplicate, RawArticle
from streams.records.incident import Incident
from streams.records.report import StrikeReport
from streams.records.wire import Unreadable, decode
from streams.steps.extract import extract
from streams.steps.extract.knowledge import load_knowledge
from streams.topics import (
    ACTS,
    ALERTS,
    DUPLICATES,
    INCIDENTS,
    NORMALISED,
    RAW,
    REJECTED,
    REPORTS,
    STORIES,
    UNIQUE,
)

# Those that agents read, in the order of the flow.
FLOW = (RAW, NORMALISED, UNIQUE, STORIES, ACTS, REPORTS, INCIDENTS, REJECTED)


class Result:
    """What a run has made: by the pipeline, or on topics."""

    def __init__(self, records):
        self.articles = [record for record in records if isinstance(record, Article)]
        self.duplicates = [record for record in records if isinstance(record, Duplicate)]
        self.reports = [record for record in records if isinstance(record, StrikeReport)]
        self.alerts = [record for record in records if isinstance(record, Alert)]
        self.incidents = {}
        for record in records:
            if isinstance(record, Incident):
                known = self.incidents.get(record.id)
                if known is None or record.revision >= known.revision:
                    self.incidents[record.id] = record

    def newest_reports(self):
        """Return the last report of each article, by what it says."""
        return {report.article.id: report for report in self.reports}

    def groups_of_copies(self):
        """Return the sets of pages that carry one text, whichever came first."""
        groups = defaultdict(set)
        for duplicate in self.duplicates:
            if duplicate.kind != "revision":
                groups[duplicate.of] |= {duplicate.of, duplicate.article}
        return sorted(sorted(group) for group in groups.values())

    def told(self):
        """Return what the incidents say, without what follows from the order of arrival.

        That is: which of several copies came first, what an incident held for a while and no longer
        holds, and whether it was told twice for a while and then merged.
        """
        firsts = {copy: group[0] for group in self.groups_of_copies() for copy in group}
        return Counter(
            (
                incident.theatre,
                incident.status,
                tuple(sorted(firsts.get(at.id, at.id) for at in incident.articles)),
                tuple(
                    sorted(
                        _claim(claim, firsts=firsts)
                        for claim in incident.claims
                        if claim.withdrawn_by is None
                    )
                ),
                orjson.dumps(to_builtins(incident.tolls), option=orjson.OPT_SORT_KEYS),
            )
            for incident in self.incidents.values()
            if incident.articles and incident.status != "merged"
        )

    def threads(self):
        """Return the kinds of the alerts of each incident, each alert once."""
        threads = defaultdict(dict)
        for alert in self.alerts:
            threads[alert.incident][alert.id] = alert
        return {incident: list(thread.values()) for incident, thread in threads.items()}


def _claim(claim, *, firsts):
    article = firsts.get(claim.article, claim.article)
    return (article, claim.kind, claim.min, claim.max or -1)


def by_the_pipeline():
    """Return what the pipeline makes of the bundled recording."""
    knowledge = load_knowledge()
    sent = run(
        _readable(read_recording(None)),
        packs=knowledge.packs,
        extract=lambda article: extract(article, knowledge=knowledge),
        theatres=load_theatres(),
    )
    return Result([each.record for each in sent if each.topic != UNIQUE.name])


async def on_topics(cluster):
    """Return what the workers of *cluster* have made."""
    records = []
    for topic in (NORMALISED, DUPLICATES, REPORTS, INCIDENTS, ALERTS):
        records += await cluster.read(topic, topic.record)
    return Result(records)


def versions_twice(lake, table):
    """Return the `ce_id`s of *table* that two messages have written."""
    rows = DeltaTable(f"{lake}/{table}").to_pyarrow_table(
        columns=["ce_id", "topic", "partition", "offset"]
    )
    written = {tuple(row.values()) for row in rows.to_pylist()}
    return [ce_id for ce_id, n in Counter(row[0] for row in written).items() if n > 1]


def _readable(lines):
    for line in lines:
        try:
            yield decode(line, RawArticle)
        except Unreadable:
            continue
