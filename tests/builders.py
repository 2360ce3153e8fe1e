"""A valid record with one thing changed: the smallest that a test needs."""

from streams.records.article import Article, ArticleId
from streams.records.ids import content_id, text_sha256
from streams.records.incident import Claim
from streams.records.report import (
    Act,
    ActorMention,
    ArticleRef,
    Casualty,
    Extractor,
    Occurred,
    Place,
    Source,
    StrikeReport,
    Victims,
)

NOON = "2018-02-08T12:00:00Z"


def at(hour, *, day=8):
    """Return an instant of February 2018; *hour* may be beyond 23."""
    day, hour = day + hour // 24, hour % 24
    return f"2018-02-{day:02}T{hour:02}:00:00Z"


def an_article(
    article_id="a", *, text="Strike kills 14\n\nFourteen people were killed.", **changed
):
    """Return a first version fetched on 8 February 2018; its title is the first line of *text*."""
    values = {
        "id": ArticleId(article_id),
        "url": f"https://news.example/{article_id}",
        "feed": "test",
        "publisher": "news.example",
        "title": text.partition("\n")[0] or None,
        "language": "en",
        "published_at": NOON,
        "published_basis": "feed",
        "fetched_at": NOON,
        "status": "usable",
        "text": text,
        "text_sha256": text_sha256(text),
    }
    return Article(**{**values, **changed})


def a_notice(article_id="a", **changed):
    """Return a kill notice."""
    return an_article(article_id, text="", **{"status": "withdrawn", "title": None, **changed})


def a_reference(article_id="a", *, version=1, **changed):
    """Return what a report keeps of its article."""
    values = {
        "id": ArticleId(article_id),
        "url": f"https://news.example/{article_id}",
        "publisher": f"{article_id}.example",
        "feed": "test",
        "title": "Strike",
        "language": "en",
        "published_at": NOON,
        "fetched_at": NOON,
        "text_sha256": text_sha256(f"{article_id} {version}"),
    }
    return ArticleRef(**{**values, **changed})


def a_source(name="Observatory", **changed):
    values = {"name": name, "quote": name, "kind": "monitor", "named": True}
    return Source(**{**values, **changed})


def a_figure(low, high=None, **changed):
    """Return a figure of *low* to *high* dead: exactly *low* unless *high* is given; -1 is open."""
    high = {None: low, -1: None}.get(high, high)
    values = {
        "kind": "killed",
        "min": low,
        "max": high,
        "hedge": "exact" if high == low else "at_least",
        "victims": Victims(status="unknown", text="people"),
        "source": a_source(),
        "certainty": "stated",
        "quote": f"{low} people",
        "span": (0, 8),
    }
    values = {**values, **changed}
    return Casualty(id=content_id(low, high, values["kind"], str(values["source"])), **values)


def victims(**changed):
    return Victims(**{"status": "unknown", "text": "people", **changed})


def a_place(name="Khasham", **changed):
    """Return a site; towns of other names lie far apart."""
    values = {
        "role": "site",
        "name": name,
        "native": name,
        "kind": "town",
        "quote": name,
        "span": (0, len(name)),
        "iso": "SY",
        "lat": 30 + sum(map(ord, name)) % 97 / 10,
        "lon": 36 + sum(map(ord, name)) % 89 / 10,
        "radius_m": 5000,
    }
    return Place(**{**values, **changed})


def on(day, *, until=None, precision="day"):
    """Return that day of February 2018, or the days to *until*."""
    return Occurred(
        start=f"2018-02-{day:02}",
        end=f"2018-02-{until or day:02}",
        precision="night" if until == day + 1 else precision,
        basis="stated",
    )


UNDATED = Occurred(start=None, end=None, precision="unknown", basis=None)


def an_actor(name="US-led Coalition", **changed):
    values = {
        "id": name.lower().replace(" ", "-"),
        "name": name,
        "native": name,
        "kind": "external_forces",
        "certainty": "stated",
        "quote": name,
        "span": (0, len(name)),
    }
    return ActorMention(**{**values, **changed})


def an_act(*casualties, place="Khasham", day=8, **changed):
    """Return an asserted air strike with *casualties*; *place* is a name, a Place or None."""
    places = (a_place(place),) if isinstance(place, str) else (place,) if place else ()
    values = {
        "type": "airstrike",
        "scope": "act",
        "assertion": "asserted",
        "occurred": on(day),
        "places": places,
        "casualties": casualties,
    }
    return Act(**{**values, **changed})


def a_report(article="a", *acts, rules="1", **changed):
    """Return a report of *acts* by *article*: an id or an ArticleRef."""
    reference = article if isinstance(article, ArticleRef) else a_reference(article)
    acts = tuple(_identified(act, reference, i) for i, act in enumerate(acts))
    values = {
        "schema": "report/1",
        "article": reference,
        "is_strike": bool(acts),
        "score": 1.0 if acts else 0.0,
        "incidents": acts,
        "extractor": Extractor(version="1", packs=rules),
    }
    return StrikeReport(**{**values, **changed})


def _identified(act, reference, position):
    casualties = tuple(
        Casualty(
            **{
                **_fields(c),
                "id": content_id(reference.id, reference.text_sha256, position, i, c.min),
            }
        )
        for i, c in enumerate(act.casualties)
    )
    return Act(**{**_fields(act), "casualties": casualties})


def _fields(record):
    return {name: getattr(record, name) for name in record.__struct_fields__}


def claims_of(article, *casualties, **changed):
    """Return *casualties* as the claims of *article*."""
    ids = [content_id(article, i) for i in range(len(casualties))]
    return [
        Claim(
            **{
                **_fields(c),
                "id": ids[i],
                "article": article,
                "publisher": None,
                "first_carrier": article,
                "subset_of": None if c.subset_of is None else ids[c.subset_of],
                "same_people_as": None if c.same_people_as is None else ids[c.same_people_as],
                "supersedes": None if c.supersedes is None else ids[c.supersedes],
                **changed,
            }
        )
        for i, c in enumerate(casualties)
    ]
