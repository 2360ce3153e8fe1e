"""What reading an article costs on one core: `python tests/bench/bench_extract.py`.

The articles of tests/corpus, all fields, beside `dateparser.search` looking for dates alone in a
tenth of the same texts; then how the cost grows with length, on plain and on hostile texts.
"""

import statistics
import time
from pathlib import Path

import msgspec
from dateparser.search import search_dates

from streams.records.article import Article, RawArticle
from streams.steps.extract import extract
from streams.steps.extract.knowledge import Knowledge, load_knowledge
from streams.steps.normalise import normalise

CORPUS = Path(__file__).parents[1] / "corpus"
ROUNDS = 5
SIZES = (25_000, 50_000, 100_000)

# Words that open readings, again and again: what a matcher that backtracks would choke on.
HOSTILE = {
    "ar": (
        "قتل و",
        "مقتل خمسة وعشرين و",
        "بين قتيل وجريح ",
        "بينهم ",
        "وقال إن ",
        "1 ",
        "في مدينة ",
        "( « ",
        "ألف ",
        "ا",
    ),
    "en": (
        "killed and ",
        "twenty one hundred ",
        "including ",
        "said that ",
        "1 ",
        "near the town of ",
        '( "',
        "between ",
        "Monday ",
        "a",
    ),
}


def read(text: str, *, language: str, knowledge: Knowledge) -> Article:
    """Return *text* as normalise passes it on."""
    article = normalise(
        RawArticle(id="bench", text=text, language=language, published_at="2018-02-08"),
        packs=knowledge.packs,
        received_at=None,
    )
    if not isinstance(article, Article):
        raise TypeError(f"normalise refused a text of {len(text)} characters: {article}")
    return article


def cost(article: Article, *, knowledge: Knowledge, rounds: int = ROUNDS) -> float:
    """Return the median seconds of reading *article*."""
    taken = []
    for _ in range(rounds):
        began = time.process_time()
        extract(article, knowledge=knowledge)
        taken.append(time.process_time() - began)
    return statistics.median(taken)


def articles(language: str, *, knowledge: Knowledge) -> list[Article]:
    """Return the labelled articles of *language*."""
    lines = (CORPUS / f"{language}.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [msgspec.json.decode(line)["text"] for line in lines]
    return [read(text, language=language, knowledge=knowledge) for text in texts]


def peer(sample: list[Article], *, language: str) -> float:
    """Return the median milliseconds a 300 words of finding dates alone with dateparser."""
    taken = []
    for article in sample:
        began = time.process_time()
        search_dates(article.text, languages=[language])
        taken.append((time.process_time() - began) / len(article.text.split()) * 300e3)
    return statistics.median(taken)


def main() -> None:
    """Print two tables: an article's cost, and how it grows."""
    knowledge = load_knowledge()
    print("| language | articles | ms per 300 words, median | ms an article, p99 | dateparser, dates alone, ms per 300 words |")  # fmt: skip
    print("| --- | ---: | ---: | ---: | ---: |")
    for language in ("ar", "en"):
        every = articles(language, knowledge=knowledge)
        seconds = [cost(article, knowledge=knowledge) for article in every]
        scaled = [s / len(a.text.split()) * 300 for s, a in zip(seconds, every, strict=True)]
        p99 = statistics.quantiles(seconds, n=100)[98]
        print(f"| {language} | {len(every)} | {statistics.median(scaled) * 1e3:.1f} | {p99 * 1e3:.1f} | {peer(every[::10], language=language):.0f} |")  # fmt: skip
    print(f"\n| text | {' | '.join(f'{size // 1000} kB, ms' for size in SIZES)} |")
    print("| --- |" + " ---: |" * len(SIZES))
    for language, seeds in HOSTILE.items():
        plain = "\n\n".join(article.text for article in articles(language, knowledge=knowledge))
        for name, seed in [("articles joined", plain), *((f"`{seed}` again", seed) for seed in seeds)]:  # fmt: skip
            row = []
            for size in SIZES:
                text = (seed * (size // len(seed.encode()) + 1)).encode()[:size].decode(errors="ignore")  # fmt: skip
                row.append(cost(read(text, language=language, knowledge=knowledge), knowledge=knowledge, rounds=1))  # fmt: skip
            print(f"| {language}: {name} | {' | '.join(f'{s * 1e3:.0f}' for s in row)} |")


if __name__ == "__main__":
    main()
