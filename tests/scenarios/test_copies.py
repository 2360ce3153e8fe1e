"""Invented streams through normalise and deduplicate: copies found, and nothing else."""

import pytest

from streams.languages.load import load_packs
from streams.records.article import Article, Duplicate
from streams.scenarios.scenario import generate
from streams.steps.deduplicate import deduplicate
from streams.steps.deduplicate.index import SeenIndex
from streams.steps.normalise import normalise

PACKS = load_packs()


def told_of(articles):
    """Return the links between copies that deduplicate tells, and the ids that it passes on."""
    seen, links, passed = SeenIndex(), set(), set()
    for raw in articles:
        outcome = deduplicate(normalise(raw, packs=PACKS, received_at=None), seen=seen).outcome
        for key, entry in outcome.changes.items():
            seen.drop(key) if entry is None else seen.put(key, entry)
        for record in outcome.records:
            if isinstance(record, Article):
                passed.add(record.id)
            elif isinstance(record, Duplicate) and record.kind != "revision":
                links.add((record.article, record.of))
                assert record.of in passed, "held back for a page that was never passed on"
    return links, passed


def joins(links, *, within=None):
    """Return how many of *links* join two parts; with *within*, only those inside one of its parts."""
    parts = {}

    def root(page):
        while page in parts:
            page = parts[page]
        return page

    joined = 0
    for one, other in sorted(links):
        if root(one) == root(other) or (within and within.get(one) != within.get(other)):
            continue
        parts[root(one)] = root(other)
        joined += 1
    return joined, root


@pytest.mark.parametrize("seed", [1, 2])
def test_copies_are_found_and_little_else(seed):
    made = generate(seed, articles=500, incidents=40)
    right = {
        (answer.id, answer.relation.of)
        for answer in made.answers
        if answer.relation and answer.relation.type != "update"
    }

    links, _ = told_of(made.articles)

    wanted, root = joins(right)
    group = {answer.id: root(answer.id) for answer in made.answers}
    found, _ = joins(links, within=group)
    told, _ = joins(links)
    assert found / wanted >= 0.98
    assert found / told >= 0.995
