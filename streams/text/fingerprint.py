"""What is kept of a text to tell whether another says the same: a few hundred bytes to two thousand.

A fingerprint holds the MinHash by which candidates are found, a sample of the runs of three words
by which one text is found contained in another, its words by their beginnings, and what a copy must
not change: figures, words of denial and correction, and words where speakers and places stand.
"""

from array import array
from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Iterable, Sequence
from struct import Struct as Layout
from zlib import crc32

from msgspec import Struct

MINHASHES = 128

# Enough that containment is off by .04 at most (one standard error, at .7), and half a kilobyte.
_SAMPLE = 128
_WORDS = 1200  # beginnings of different words; a text of more is no news item
_FIGURES = 200
_MARKS = 400
_BEGINNING = 4  # letters: what inflection leaves alone in most words of both languages

_LEAD_PLACES = 3  # the first places of a text are those of its news

_HEAD = Layout("<HHHHHHH")


class Denial(Struct, frozen=True):
    """A word that denies or corrects, as a hash, and the run of words that follows its sentence."""

    word: int
    followed_by: int


class Fingerprint(Struct, frozen=True, kw_only=True):
    """A text as it is compared. *minhash*: 32-bit numbers, little-endian.

    *runs* are hashes of the runs of words that are divisible by 2 to the power of *scale*. *words*
    are hashes of beginnings of words. *figures* stand in the order of the text, those of its first
    line in *heading*. *denials* are words of denial and correction, each with the first of *runs*
    behind its sentence, 0 where none is. *speakers* and *places* are hashes of words
    that stand where one is named, places in the order of the text.
    """

    minhash: bytes
    scale: int
    runs: frozenset[int]
    words: frozenset[int]
    heading: tuple[int, ...]
    figures: tuple[int, ...]
    denials: tuple[Denial, ...]
    speakers: tuple[int, ...]
    places: tuple[int, ...]


def word_hash(word: str) -> int:
    """Return 16 bits of the beginning of the folded *word*."""
    return crc32(word[:_BEGINNING].encode()) & 0xFFFF


def run_hash(run: str) -> int:
    """Return 32 bits of a run of words."""
    return crc32(run.encode())


def sampled(runs: Iterable[str]) -> tuple[int, frozenset[int]]:
    """Return a scale and those hashes of *runs* that are divisible by 2 to its power."""
    hashes = set(map(run_hash, runs))
    scale = 0
    while len(hashes) > _SAMPLE:
        scale += 1
        hashes = {each for each in hashes if not each & ((1 << scale) - 1)}
    return scale, frozenset(hashes)


def to_base64(found: Fingerprint) -> str:
    """Return *found* as it travels."""
    words, figures = sorted(found.words)[:_WORDS], found.figures[:_FIGURES]
    heading, denials = found.heading[:_FIGURES], found.denials[:_MARKS]
    speakers, places = found.speakers[:_MARKS], found.places[:_MARKS]
    runs = sorted(found.runs)
    sizes = (len(runs) << 5 | found.scale, len(words), len(heading), len(figures))
    head = _HEAD.pack(*sizes, len(denials), len(speakers), len(places))
    followed = [denial.followed_by for denial in denials]
    long = array("I", (*runs, *heading, *figures, *followed)).tobytes()
    short = array("H", (*words, *(denial.word for denial in denials), *speakers, *places)).tobytes()
    return b64encode(found.minhash + head + long + short).decode()


def from_base64(written: str) -> Fingerprint | None:
    """Return what *written* holds, None where it is a MinHash alone, as earlier versions wrote it."""
    data = b64decode(written)
    at = MINHASHES * 4
    if len(data) < at + _HEAD.size:
        return None
    packed, n_words, n_heading, n_figures, n_denials, n_speakers, n_places = _HEAD.unpack_from(
        data, at
    )
    n_runs, scale = packed >> 5, packed & 31
    at += _HEAD.size
    counted, told = n_words + n_denials, n_runs + n_heading + n_figures
    end = at + 4 * (told + n_denials)
    long, short = array("I", data[at:end]), array("H", data[end:])
    return Fingerprint(
        minhash=data[: MINHASHES * 4],
        scale=scale,
        runs=frozenset(long[:n_runs]),
        heading=tuple(long[n_runs : n_runs + n_heading]),
        figures=tuple(long[n_runs + n_heading : told]),
        words=frozenset(short[:n_words]),
        denials=tuple(map(Denial, short[n_words:counted], long[told:])),
        speakers=tuple(short[counted : counted + n_speakers]),
        places=tuple(short[counted + n_speakers : counted + n_speakers + n_places]),
    )


def containment(part: Fingerprint, *, whole: Fingerprint) -> float:
    """Return the share of the runs of words of *part* that *whole* has too, as estimated."""
    mask = (1 << max(part.scale, whole.scale)) - 1
    runs = {run for run in part.runs if not run & mask} if mask else part.runs
    return len(runs & whole.runs) / len(runs) if runs else 0.0


def new_words(copy: Fingerprint, *, source: Fingerprint) -> float:
    """Return the share of the words of *copy* that *source* does not have in any inflection."""
    return len(copy.words - source.words) / len(copy.words) if copy.words else 1.0


def adds_a_fact(copy: Fingerprint, *, source: Fingerprint) -> bool:
    """Tell whether *copy* has a figure, speaker, place, denial or correction that *source* has not.

    Figures of the body must follow each other as in *source*: who dies and who is hurt must not be
    exchanged. A title may say any of them.
    """
    told = (*source.heading, *source.figures)
    return (
        not set(copy.heading) <= set(told)
        or not _follows(copy.figures, told)
        or not _denied(copy) <= _denied(source)
        or not set(copy.speakers) <= source.words
        or _moves(copy, source)
    )


def _moves(copy: Fingerprint, source: Fingerprint) -> bool:
    """Tell whether *copy* names a new place and no longer one of those that *source* begins with.

    A place alone may be added: an editor tells the reader in which country a town lies.
    """
    return not set(copy.places) <= source.words and not (
        set(source.places[:_LEAD_PLACES]) <= copy.words
    )


def leaves_a_denial_out(copy: Fingerprint, *, source: Fingerprint) -> bool:
    """Tell whether *copy* lacks a denial or correction of *source*, but not what follows it there.

    Who cuts the end loses what stands there. A denial in the middle was added by *source*.
    """
    missing = _denied(source) - _denied(copy)
    cut = Counter(each.word for each in source.denials if each.followed_by not in copy.runs)
    return not missing <= cut


def _denied(found: Fingerprint) -> Counter[int]:
    return Counter(each.word for each in found.denials)


def _follows(figures: Sequence[int], told: Sequence[int]) -> bool:
    """Tell whether *figures* stand in *told* in this order, others between them."""
    rest = iter(told)
    return all(figure in rest for figure in figures)
