"""Renew streams/broker/jars.lock: resolve Apache Kafka and its logging, one coordinate at a time."""

import hashlib
import sys
import tempfile
from pathlib import Path

from jgo.constants import MAVEN_CENTRAL_URL
from jgo.maven import MavenContext

# Resolved together, the parent of log4j brings kafka-clients 3.9 under a server of 4.4.
ROOTS = ["org.apache.kafka:kafka_2.13:4.4.0", "org.apache.logging.log4j:log4j-slf4j-impl:2.25.5"]
LOCK = Path(__file__).parent.parent / "streams" / "broker" / "jars.lock"


def main() -> None:
    """Write the lock file, or stop where two roots want different versions of one jar."""
    with tempfile.TemporaryDirectory() as folder:
        context = MavenContext(
            repo_cache=Path(folder), remote_repos={"central": MAVEN_CENTRAL_URL}, timeout=60
        )
        jars = {}
        for root in ROOTS:
            inputs, rest = context.resolver.resolve([context.create_dependency(root)])
            for found in (
                jar for jar in inputs + rest if jar.scope in (None, "compile", "runtime")
            ):
                name = f"{found.groupId}:{found.artifactId}"
                if jars.setdefault(name, found).version != found.version:
                    sys.exit(f"{name}: {jars[name].version} and {found.version} are both wanted")
        lines = [
            f"{name}:{jar.version} sha256:{_sha256(jar.artifact.resolve())}"
            for name, jar in sorted(jars.items())
        ]
    head = "# What the embedded Apache Kafka consists of. Written by `make lock-jars`.\n"
    LOCK.write_text(head + "\n".join(lines) + "\n", "utf-8")
    print(f"{len(lines)} jars in {LOCK.name}")


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    main()
