"""The jars of Apache Kafka: fetched once from the Maven registry, checked at every start."""

import hashlib
import logging
import os
import tempfile
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from importlib import resources
from pathlib import Path
from typing import NamedTuple

from streams.broker.errors import BrokerError

_AT_ONCE = 8  # measured: 45 jars, 43 MB in 8 to 12 s
_TIMEOUT_S = 60


class Jar(NamedTuple):
    """One line of jars.lock."""

    group: str
    artifact: str
    version: str
    sha256: str

    @property
    def coordinate(self) -> str:
        """The name by which the registry knows it."""
        return f"{self.group}:{self.artifact}:{self.version}"

    @property
    def file_name(self) -> str:
        """The name under which it lies in the folder, group included, for artifacts may share a name."""
        return f"{self.group}.{self.artifact}-{self.version}.jar"


def locked_jars() -> list[Jar]:
    """Return what jars.lock names, in its order."""
    text = resources.files("streams.broker").joinpath("jars.lock").read_text("utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [_read(line) for line in lines]


def jars_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Return where the jars are kept: one folder for all checkouts of a user, under XDG_CACHE_HOME."""
    cache = environment.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cache) / "strikewire" / "jars"


def fetch_jars(
    folder: Path,
    *,
    jars: list[Jar] | None = None,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> list[Path]:
    """Return the files of *jars* (those of jars.lock) in *folder*, fetching what is not there.

    Every file is checked by its SHA-256, a fetched one before it gets its place, so that a broken
    download leaves nothing. *progress* is told how many of the missing are there, and of how many;
    never when none is missing. Raise BrokerError that says which file or coordinate is at fault.
    """
    wanted = locked_jars() if jars is None else jars
    missing = [jar for jar in wanted if not (folder / jar.file_name).exists()]
    if missing:
        _fetch(missing, folder=folder, progress=progress)
    for jar in wanted:
        path = folder / jar.file_name
        if (found := _sha256(path)) != jar.sha256:
            raise BrokerError(
                f"{path} is not the file that jars.lock names ({jar.coordinate}):\n"
                f"  found  sha256:{found}\n  wanted sha256:{jar.sha256}\n"
                "Delete the file and try again."
            )
    return [folder / jar.file_name for jar in wanted]


def _fetch(missing: list[Jar], *, folder: Path, progress: Callable[[int, int], None]) -> None:
    try:
        from jgo.constants import MAVEN_CENTRAL_URL
        from jgo.maven import MavenContext
    except ImportError:
        raise BrokerError(
            f"{len(missing)} jars of Apache Kafka are not in {folder}, and jgo, which fetches them, "
            "is not installed: pip install 'strikewire[broker]'"
        ) from None
    # It warns of what the SHA-256 finds anyway.
    logging.getLogger("jgo").setLevel(logging.ERROR)
    folder.mkdir(parents=True, exist_ok=True)
    # A folder of its own for this process: two that fetch at once never meet, and what is broken
    # off is swept away with it.
    with tempfile.TemporaryDirectory(prefix=".fetch-", dir=folder) as own:
        context = MavenContext(
            repo_cache=Path(own),
            remote_repos={"central": MAVEN_CENTRAL_URL},
            timeout=_TIMEOUT_S,
        )

        def fetch_one(jar: Jar) -> None:
            component = context.project(jar.group, jar.artifact).at_version(jar.version)
            # What requests raises without a network is an OSError too.
            try:
                path = Path(component.artifact().resolve())
            except (OSError, RuntimeError) as error:
                raise BrokerError(
                    f"could not fetch {jar.coordinate}, a jar of Apache Kafka:\n  {error}\n"
                    "See that the Maven registry can be reached and try again; "
                    "what was fetched is kept."
                ) from None
            if (found := _sha256(path)) != jar.sha256:
                raise BrokerError(
                    f"what the registry sent for {jar.coordinate} is not what jars.lock names:\n"
                    f"  found  sha256:{found}\n  wanted sha256:{jar.sha256}\n"
                    "Nothing was kept. Try again; if it stays, the way to the registry alters files."
                )
            path.replace(folder / jar.file_name)

        progress(0, len(missing))
        with ThreadPoolExecutor(_AT_ONCE) as threads:
            fetched = [threads.submit(fetch_one, jar) for jar in missing]
            for done, future in enumerate(as_completed(fetched), start=1):
                if error := future.exception():
                    threads.shutdown(wait=True, cancel_futures=True)
                    raise error
                progress(done, len(missing))


def _read(line: str) -> Jar:
    name, digest = line.split()
    group, artifact, version = name.split(":")
    return Jar(group, artifact, version, digest.removeprefix("sha256:"))


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
