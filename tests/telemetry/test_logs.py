import logging

import orjson
import pytest
import structlog

from streams.telemetry.logs import configure_logs


@pytest.fixture(autouse=True)
def logging_as_it_was():
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    yield
    root.handlers = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def test_a_line_is_one_event_with_its_fields_in_json(capsys):
    configure_logs(log_format="json", level="INFO")

    structlog.get_logger("streams.worker").warning("lake_failed", again_in_s=0.5)

    line = orjson.loads(capsys.readouterr().err)
    assert (line["event"], line["level"], line["again_in_s"]) == ("lake_failed", "warning", 0.5)
    assert line["timestamp"].endswith("Z")


def test_an_exception_is_part_of_its_line(capsys):
    configure_logs(log_format="json", level="INFO")

    try:
        raise ValueError("told to")
    except ValueError:
        structlog.get_logger("streams").exception("batch_failed")

    [line] = capsys.readouterr().err.splitlines()
    assert "ValueError: told to" in orjson.loads(line)["exception"]


def test_lines_of_libraries_look_the_same_and_are_few(capsys):
    configure_logs(log_format="json", level="INFO")

    logging.getLogger("aiokafka.consumer").info("joined group")
    logging.getLogger("aiokafka.consumer").warning("heartbeat failed")

    [line] = capsys.readouterr().err.splitlines()
    assert orjson.loads(line)["event"] == "heartbeat failed"


def test_people_get_columns(capsys):
    configure_logs(log_format="console", level="INFO")

    structlog.get_logger("streams").info("listening", port=6066)

    assert "listening" in (line := capsys.readouterr().err)
    assert "port=6066" in line
