from collections import Counter

from streams.scenarios.scenario import generate
from streams.steps.extract import extract
from streams.steps.extract.knowledge import load_knowledge
from streams.steps.normalise import normalise


def test_the_same_seed_gives_the_same_articles():
    assert generate(3, articles=60, incidents=10) == generate(3, articles=60, incidents=10)
    assert generate(3, articles=60, incidents=10) != generate(4, articles=60, incidents=10)


def test_articles_arrive_in_order_of_their_fetch_in_both_languages():
    made = generate(1, articles=200, incidents=20)

    fetched = [article.fetched_at for article in made.articles]
    assert fetched == sorted(fetched)
    assert {article.language for article in made.articles if article.text} == {"ar", "en"}


def test_there_are_copies_updates_corrections_withdrawals_noise_and_wrong_dates():
    made = generate(1, articles=1000, incidents=60)

    links = Counter(answer.relation.type for answer in made.answers if answer.relation)
    assert min(links[kind] for kind in ("exact_duplicate", "near_duplicate", "update")) > 20
    versions = Counter(article.id for article in made.articles)
    assert max(versions.values()) == 2
    assert any(article.status == "withdrawn" for article in made.articles)
    assert any(article.published_at == "2035-01-01T00:00:00Z" for article in made.articles)
    assert any(answer.clusters == () for answer in made.answers)


def test_every_dispatch_is_read_as_an_act():
    made = generate(5, articles=40, incidents=15)
    clusters = {answer.id: answer.clusters for answer in made.answers}
    knowledge = load_knowledge()

    read = {
        raw.id: extract(
            normalise(raw, packs=knowledge.packs, received_at=None), knowledge=knowledge
        ).is_strike
        for raw in made.articles
        if raw.text
    }

    assert {key: told for key, told in read.items() if clusters[key]} == {
        key: True for key in read if clusters[key]
    }
