"""Records to rows of the lake: what an analyst filters by in columns, the whole record as JSON."""

from typing import Literal

import orjson
from msgspec import Struct, to_builtins

from streams.records.incident import Incident
from streams.records.rejection import Rejection
from streams.records.report import Act, Place, StrikeReport, TollRange

Kind = Literal["text", "texts", "integer", "number", "truth", "day", "instant"]
Archived = StrikeReport | Incident | Rejection

# `day` partitions every table: the day of our fetch (of refusal, for a rejection), never a day that
# an article claims. `json` is the record as it travelled.
TABLES: dict[str, dict[str, Kind]] = {
    "reports": {
        "day": "day",
        "article": "text",
        "url": "text",
        "publisher": "text",
        "feed": "text",
        "title": "text",
        "language": "text",
        "published_at": "text",
        "fetched_at": "instant",
        "text_sha256": "text",
        "revises": "text",
        "is_strike": "truth",
        "score": "number",
        "acts": "integer",
        "claims": "integer",
        "extractor": "text",
        "packs": "text",
        "json": "text",
    },
    "claims": {
        "day": "day",
        "id": "text",
        "article": "text",
        "publisher": "text",
        "language": "text",
        "text_sha256": "text",
        "fetched_at": "instant",
        "act": "integer",
        "type": "text",
        "scope": "text",
        "assertion": "text",
        "occurred_from": "day",
        "occurred_to": "day",
        "place": "text",
        "iso": "text",
        "lat": "number",
        "lon": "number",
        "attackers": "texts",
        "kind": "text",
        "min": "integer",
        "max": "integer",
        "hedge": "text",
        "victims": "text",
        "side": "text",
        "source": "text",
        "source_kind": "text",
        "certainty": "text",
        "is_subset": "truth",
        "quote": "text",
        "start": "integer",
        "end": "integer",
        "json": "text",
    },
    "incidents": {
        "day": "day",
        "id": "text",
        "revision": "integer",
        "status": "text",
        "theatre": "text",
        "type": "text",
        "occurred_from": "day",
        "occurred_to": "day",
        "place": "text",
        "iso": "text",
        "lat": "number",
        "lon": "number",
        "articles": "texts",
        "killed_low": "integer",
        "killed_high": "integer",
        "injured_low": "integer",
        "injured_high": "integer",
        "killed_or_injured_low": "integer",
        "killed_or_injured_high": "integer",
        "merged_into": "text",
        "split_from": "text",
        "first_reported_at": "instant",
        "updated_at": "instant",
        "because": "text",
        "json": "text",
    },
    "rejections": {
        "day": "day",
        "stage": "text",
        "reason": "text",
        "detail": "text",
        "key": "text",
        "source_topic": "text",
        "source_partition": "integer",
        "source_offset": "integer",
        "rejected_at": "instant",
        "version": "text",
        "json": "text",
    },
}


class Row(Struct, frozen=True):
    """One row of *table*: a value for each of its columns, days and instants as records write them.

    Whoever writes it adds where the record came from: `ce_id`, topic, partition, offset.
    """

    table: str
    values: dict[str, object]


def archive(record: Archived) -> tuple[Row, ...]:
    """Return the rows of *record*: one of its own table, and one for each claim of a report."""
    if isinstance(record, StrikeReport):
        claims = (row for i, act in enumerate(record.incidents) for row in _claims(record, act, i))
        return (_report(record), *claims)
    return (_incident(record),) if isinstance(record, Incident) else (_rejection(record),)


def _report(report: StrikeReport) -> Row:
    article = report.article
    return Row(
        "reports",
        {
            "day": article.fetched_at[:10],
            "article": article.id,
            "url": article.url,
            "publisher": article.publisher,
            "feed": article.feed,
            "title": article.title,
            "language": article.language,
            "published_at": article.published_at,
            "fetched_at": article.fetched_at,
            "text_sha256": article.text_sha256,
            "revises": article.revises,
            "is_strike": report.is_strike,
            "score": report.score,
            "acts": len(report.incidents),
            "claims": sum(len(act.casualties) for act in report.incidents),
            "extractor": report.extractor.version,
            "packs": report.extractor.packs,
            "json": _json(report),
        },
    )


def _claims(report: StrikeReport, act: Act, position: int) -> list[Row]:
    article = report.article
    shared: dict[str, object] = {
        "day": article.fetched_at[:10],
        "article": article.id,
        "publisher": article.publisher,
        "language": article.language,
        "text_sha256": article.text_sha256,
        "fetched_at": article.fetched_at,
        "act": position,
        "type": act.type,
        "scope": act.scope,
        "assertion": act.assertion,
        "occurred_from": _day(act.occurred.start),
        "occurred_to": _day(act.occurred.end),
        **_where(next((p for p in act.places if p.role in {"site", "within"}), None)),
        "attackers": [actor.id for actor in act.attackers],
    }
    return [
        Row(
            "claims",
            {
                **shared,
                "id": each.id,
                "kind": each.kind,
                "min": each.min,
                "max": each.max,
                "hedge": each.hedge,
                "victims": each.victims.status,
                "side": each.victims.side,
                "source": each.source.name if each.source else None,
                "source_kind": each.source.kind if each.source else None,
                "certainty": each.certainty,
                "is_subset": each.subset_of is not None,
                "quote": each.quote,
                "start": each.span[0],
                "end": each.span[1],
                "json": _json(each),
            },
        )
        for each in act.casualties
    ]


def _incident(incident: Incident) -> Row:
    toll = incident.tolls.get("range", {})
    figures: dict[str, object] = {}
    for kind in ("killed", "injured", "killed_or_injured"):
        total: TollRange | None = toll.get(kind, {}).get("all")
        figures[f"{kind}_low"] = total.low if total else None
        figures[f"{kind}_high"] = total.high if total else None
    return Row(
        "incidents",
        {
            "day": incident.updated_at[:10],
            "id": incident.id,
            "revision": incident.revision,
            "status": incident.status,
            "theatre": incident.theatre,
            "type": incident.type,
            "occurred_from": _day(incident.occurred.start),
            "occurred_to": _day(incident.occurred.end),
            **_where(incident.place),
            "articles": [article.id for article in incident.articles],
            **figures,
            "merged_into": incident.merged_into,
            "split_from": incident.split_from,
            "first_reported_at": incident.first_reported_at,
            "updated_at": incident.updated_at,
            "because": incident.because,
            "json": _json(incident),
        },
    )


def _rejection(rejection: Rejection) -> Row:
    return Row(
        "rejections",
        {
            "day": rejection.rejected_at[:10],
            "stage": rejection.stage,
            "reason": rejection.reason,
            "detail": rejection.detail,
            "key": rejection.key,
            "source_topic": rejection.topic,
            "source_partition": rejection.partition,
            "source_offset": rejection.offset,
            "rejected_at": rejection.rejected_at,
            "version": rejection.version,
            "json": _json(rejection),
        },
    )


def _where(place: Place | None) -> dict[str, object]:
    return {
        "place": place.name if place else None,
        "iso": place.iso if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
    }


def _day(moment: str | None) -> str | None:
    return moment[:10] if moment else None


def _json(record: Struct) -> str:
    return orjson.dumps(to_builtins(record), option=orjson.OPT_SORT_KEYS).decode()
