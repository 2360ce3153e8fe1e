"""Invented streams through the whole pipeline: reports of one incident together, others apart."""

from statistics import fmean

import pytest

from streams.gazetteer.theatres import load_theatres
from streams.pipeline import run
from streams.scenarios.scenario import generate
from streams.steps.extract import extract
from streams.steps.extract.knowledge import load_knowledge


def found_in(articles):
    """Return the ids of the incidents that each article, or the one that it copies, tells."""
    knowledge = load_knowledge()
    newest, of = {}, {}
    for sent in run(
        articles,
        packs=knowledge.packs,
        extract=lambda article: extract(article, knowledge=knowledge),
        theatres=load_theatres(),
    ):
        if sent.topic == "incidents":
            newest[sent.record.id] = sent.record
        elif sent.topic == "articles.duplicates" and sent.record.kind != "revision":
            of[sent.record.article] = sent.record.of
    told = {}
    for incident in newest.values():
        if incident.status in {"open", "closed"}:
            for article in incident.articles:
                told.setdefault(article.id, set()).add(incident.id)
    return {key: told.get(key) or told.get(of.get(key), set()) for key in {*told, *of}}


def bcubed(found, right):
    """Return extended BCubed precision, recall and F1 of two maps of articles to incidents.

    Amigó, Gonzalo, Artiles, Verdejo, Information Retrieval 12(4), 2009.
    """

    def share(mine, others):
        by = {}
        for article, incidents in mine.items():
            for incident in incidents:
                by.setdefault(incident, set()).add(article)
        means = []
        for article, incidents in mine.items():
            near = set().union(*(by[incident] for incident in incidents))
            both = [(len(mine[article] & mine[n]), len(others[article] & others[n])) for n in near]
            means += [fmean(min(m, o) / m for m, o in both)] if both else []
        return fmean(means)

    precision, recall = share(found, right), share(right, found)
    return precision, recall, 2 * precision * recall / (precision + recall)


@pytest.mark.parametrize(
    ("languages", "least"), [(("ar",), 0.95), (("en",), 0.95), (("ar", "en"), 0.92)]
)
def test_reports_of_one_incident_meet_and_others_stay_apart(languages, least):
    made = generate(4, articles=300, incidents=30, languages=languages)
    right = {answer.id: set(answer.clusters) for answer in made.answers if answer.clusters}
    told = found_in(made.articles)

    *_, f1 = bcubed({key: told.get(key, set()) for key in right}, right)

    assert f1 >= least
