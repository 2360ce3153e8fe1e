"""A lookup of deduplicate, and what the window weighs: `python tests/bench/bench_deduplicate.py [ARTICLES …]`.

Invented texts of 250 words, a third of them near copies of one before, ten thousand of them behind
as many pages of random fingerprints as fill a window of each size; then a thousand lookups. Beside it
rensa's own LSH over the same MinHashes: it finds candidates, holds nothing to confirm them by, and
expires nothing.
Memory is the growth of the process; each size runs in a process of its own. A million pages take ten
minutes and 8 GB, so they are measured only when named.
"""

import gc
import random
import statistics
import subprocess
import sys
import time
from array import array
from pathlib import Path
from struct import pack

from msgspec import to_builtins
from msgspec.json import encode
from msgspec.structs import replace
from rensa import RMinHash, RMinHashLSH

from streams.records.article import Article, ArticleId
from streams.records.ids import text_sha256
from streams.steps.deduplicate import deduplicate
from streams.steps.deduplicate.index import SeenIndex
from streams.steps.normalise.signature import SEED
from streams.text.fingerprint import MINHASHES, Fingerprint, sampled, to_base64, word_hash

SIZES = (10_000, 100_000)
REAL = 10_000
LOOKUPS = 1000
WORDS, COMMON, VOCABULARY = 250, 100, 30_000


def texts(size, *, seed=1):
    """Yield lists of words, every third one of the first *size* with some words changed."""
    rng, recent = random.Random(seed), []
    vocabulary = [f"w{number}" for number in range(VOCABULARY)]
    common = vocabulary[:COMMON]
    for at in range(size + LOOKUPS):
        if at % 3 == 2:
            words = list(rng.choice(recent))
            for _ in range(8):
                words[rng.randrange(WORDS)] = rng.choice(vocabulary)
        else:
            words = rng.choices(vocabulary, k=WORDS)
            for place in rng.sample(range(WORDS), WORDS * 2 // 5):
                words[place] = rng.choice(common)
        if at < size:
            recent = [*recent[-200:], words]
        yield words


def hashed(runs):
    found = RMinHash(MINHASHES, SEED)
    found.update(runs)
    return found


def an_article(number, words, minhash, runs):
    scale, kept = sampled(runs)
    text = " ".join(words)
    return Article(
        id=ArticleId(f"a{number}"),
        url=f"https://publisher{number % 50}.example/news/{number}",
        feed="bench",
        publisher=f"publisher{number % 50}.example",
        title=" ".join(words[:8]),
        language="en",
        published_at="2026-03-02T10:00:00Z",
        published_basis="feed",
        fetched_at=f"2026-03-0{2 + number % 6}T10:00:00Z",
        status="usable",
        text=text,
        text_sha256=text_sha256(text),
        fingerprint=to_base64(
            Fingerprint(
                minhash=pack(f"<{MINHASHES}I", *minhash.digest()),
                scale=scale,
                runs=kept,
                words=frozenset(map(word_hash, words)),
                heading=(14,),
                figures=(14, 5),
                denials=(),
                speakers=(),
                places=(),
            )
        ),
    )


def fillers(count):
    """Yield pages that are like no other: random fingerprints of the shape of a text's."""
    rng, empty = random.Random(2), hashed(())
    for number in range(count):
        page = an_article(-1 - number, [f"w{number}"], empty, ())
        print_ = Fingerprint(
            minhash=rng.randbytes(4 * MINHASHES),
            scale=1,
            runs=frozenset(array("I", rng.randbytes(4 * WORDS // 2))),
            words=frozenset(array("H", rng.randbytes(2 * WORDS))),
            heading=(14,),
            figures=(14, 5),
            denials=(),
            speakers=(),
            places=(),
        )
        yield replace(
            page,
            fingerprint=to_base64(print_),
            title=f"A headline of some eight words, number {page.id}",
        )


def rss():
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096


def measured(size):
    """Print a line of the table for a window of *size* articles."""
    seen, written, copies, real = SeenIndex(), [], 0, min(size, REAL)
    began_at = rss()
    took = []
    for page in fillers(size - real):
        for key, entry in deduplicate(page, seen=seen).outcome.changes.items():
            seen.put(key, entry)
    for number, words in enumerate(texts(real)):
        runs = [" ".join(words[at : at + 3]) for at in range(WORDS - 2)]
        article = an_article(number, words, hashed(runs), runs)
        began = time.thread_time()
        found = deduplicate(article, seen=seen)
        if number >= real:
            took.append(time.thread_time() - began)
            copies += found.sighting == "near"
        for key, entry in found.outcome.changes.items():
            if number < real:
                seen.put(key, entry)
            if number % 100 == 0:
                written.append(len(encode(to_builtins(entry))))
    gc.collect()
    grown = (rss() - began_at) / size
    print(
        f"| strikewire | {size:,} | {statistics.median(took) * 1e6:.0f} | "
        f"{statistics.quantiles(took, n=100)[98] * 1e6:.0f} | {grown:,.0f} | "
        f"{statistics.mean(written):,.0f} | {copies / LOOKUPS:.3f} |"
    )


def peer(size):
    """Print the line of rensa's LSH: candidates alone."""
    index = RMinHashLSH(0.5, MINHASHES, 32)
    began_at, took, found, real = rss(), [], 0, min(size, REAL)
    for number in range(real, size):
        index.insert(number, hashed((str(number),)))
    for number, words in enumerate(texts(real)):
        minhash = hashed([" ".join(words[at : at + 3]) for at in range(WORDS - 2)])
        if number < real:
            index.insert(number, minhash)
            continue
        began = time.thread_time()
        candidates = index.query(minhash)
        took.append(time.thread_time() - began)
        found += bool(candidates)
    gc.collect()
    grown = (rss() - began_at) / size
    print(
        f"| rensa RMinHashLSH, 32 bands of 4 | {size:,} | {statistics.median(took) * 1e6:.0f} | "
        f"{statistics.quantiles(took, n=100)[98] * 1e6:.0f} | {grown:,.0f} | none | "
        f"{found / LOOKUPS:.3f} |"
    )


def main():
    """Print a table: one line for each size and index."""
    if sys.argv[1:2] == ["--one"]:
        {"ours": measured, "peer": peer}[sys.argv[2]](int(sys.argv[3]))
        return
    print(
        "| index | articles | median µs (CPU) | p99 µs | bytes in memory | bytes on topic | copies |"
    )
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |", flush=True)
    for size in map(int, sys.argv[1:] or SIZES):
        for which in ("ours", "peer"):
            subprocess.run([sys.executable, __file__, "--one", which, str(size)], check=True)


if __name__ == "__main__":
    main()
