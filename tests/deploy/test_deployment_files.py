"""No engine is at hand in every place where the tests run, so the files are checked by their tools."""

import subprocess
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOOLS = Path(sysconfig.get_path("scripts"))


@pytest.mark.parametrize(
    "command",
    [
        ["docker-compose", "-f", "docker-compose.yml", "config", "-q"],
        ["hadolint", "deploy/Dockerfile"],
    ],
    ids=["compose", "dockerfile"],
)
def test_the_deployment_file_is_accepted_by_its_own_tool(command):
    done = subprocess.run(
        [TOOLS / command[0], *command[1:]], cwd=ROOT, capture_output=True, text=True, timeout=60
    )

    assert done.returncode == 0, done.stdout + done.stderr


def test_a_misspelled_key_of_the_compose_file_is_refused(tmp_path):
    wrong = (ROOT / "docker-compose.yml").read_text("utf-8").replace("restart:", "restrat:")
    (tmp_path / "docker-compose.yml").write_text(wrong, "utf-8")

    done = subprocess.run(
        [TOOLS / "docker-compose", "-f", tmp_path / "docker-compose.yml", "config", "-q"],
        capture_output=True, text=True, timeout=60,
    )  # fmt: skip

    assert done.returncode != 0
    assert "restrat" in done.stdout + done.stderr
