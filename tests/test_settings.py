import re
from pathlib import Path

import pytest

from streams.settings import (
    CONFIG,
    FIELDS,
    VARIABLE,
    Settings,
    SettingsError,
    client_arguments,
    read_settings,
    tls_context,
    wanted,
)

EXAMPLE = Path(__file__).parent.parent / "deploy" / "env.example"


def refusal(environment):
    with pytest.raises(SettingsError) as caught:
        read_settings(environment)
    return str(caught.value)


def test_without_variables_every_setting_has_its_default():
    assert read_settings({}) == Settings()


def test_a_variable_is_read_as_the_type_of_its_setting():
    found = read_settings({"STRIKEWIRE_PARTITIONS": "4", "STRIKEWIRE_BATCH_WITHIN_S": "1.5"})

    assert (found.partitions, found.batch_within_s) == (4, 1.5)


def test_an_empty_variable_is_not_set():
    assert read_settings({"STRIKEWIRE_PARTITIONS": ""}).partitions == Settings().partitions


@pytest.mark.parametrize(
    ("variable", "value", "expected"),
    [
        (
            "WEB_PORT",
            "66000",
            "STRIKEWIRE_WEB_PORT: found '66000', wanted a port, 0 for a free one",
        ),
        ("PARTITIONS", "many", "STRIKEWIRE_PARTITIONS: found 'many', wanted a whole number, 1 or"),
        ("BROKERS", "kafka", "STRIKEWIRE_BROKERS: found 'kafka', wanted host:port"),
        ("PREFIX", "a b", "STRIKEWIRE_PREFIX: found 'a b', wanted up to 100 letters"),
        ("STALL_S", "0", "STRIKEWIRE_STALL_S: found '0', wanted seconds, more than 0"),
        ("LOG_FORMAT", "xml", "STRIKEWIRE_LOG_FORMAT: found 'xml', wanted json, console, or auto"),
        ("SECURITY_PROTOCOL", "TLS", "found 'TLS', wanted PLAINTEXT, SSL, SASL_PLAINTEXT or"),
    ],
)
def test_a_wrong_value_is_refused_with_what_was_found_and_wanted(variable, value, expected):
    assert expected in refusal({VARIABLE + variable: value})


def test_the_file_is_read_and_a_variable_wins_over_it(tmp_path):
    file = tmp_path / "strikewire.toml"
    file.write_text('brokers = "kafka:9092"\npartitions = 6\n')

    found = read_settings({CONFIG: str(file), "STRIKEWIRE_PARTITIONS": "3"})

    assert (found.brokers, found.partitions) == ("kafka:9092", 3)


def test_a_wrong_value_in_the_file_is_refused_with_its_place(tmp_path):
    file = tmp_path / "strikewire.toml"
    file.write_text("partitions = 0\n")

    assert refusal({CONFIG: str(file)}).startswith(f"partitions in {file}: found 0, wanted")


def test_a_name_in_the_file_that_is_no_setting_is_refused_with_the_nearest(tmp_path):
    file = tmp_path / "strikewire.toml"
    file.write_text('broker = "kafka:9092"\n')

    assert refusal({CONFIG: str(file)}) == (
        f"{file}: 'broker' is not a setting; did you mean 'brokers'?"
    )


def test_a_file_that_is_not_there_is_told(tmp_path):
    assert "cannot be read" in refusal({CONFIG: str(tmp_path / "none.toml")})


def test_sasl_wants_a_name_and_a_password():
    assert "wanted STRIKEWIRE_USERNAME and STRIKEWIRE_PASSWORD" in refusal(
        {"STRIKEWIRE_SECURITY_PROTOCOL": "SASL_SSL", "STRIKEWIRE_USERNAME": "svc"}
    )


def test_sasl_reaches_the_clients():
    settings = read_settings(
        {
            "STRIKEWIRE_SECURITY_PROTOCOL": "SASL_SSL",
            "STRIKEWIRE_SASL_MECHANISM": "PLAIN",
            "STRIKEWIRE_USERNAME": "svc",
            "STRIKEWIRE_PASSWORD": "secret",
        }
    )

    arguments = client_arguments(settings)

    assert arguments["ssl_context"] is not None
    assert (arguments["sasl_mechanism"], arguments["sasl_plain_username"]) == ("PLAIN", "svc")


def test_a_file_of_certificates_that_is_not_there_is_told(tmp_path):
    settings = read_settings(
        {"STRIKEWIRE_SECURITY_PROTOCOL": "SSL", "STRIKEWIRE_CA_FILE": str(tmp_path / "ca.pem")}
    )

    with pytest.raises(SettingsError, match=r"wanted certificates and a key in PEM in .*ca\.pem"):
        tls_context(settings)


def test_a_client_certificate_without_tls_is_refused():
    assert "wanted SSL or SASL_SSL with it" in refusal({"STRIKEWIRE_CERT_FILE": "me.pem"})


def test_a_password_is_never_shown(tmp_path):
    file = tmp_path / "strikewire.toml"
    file.write_text('password = ["secret"]\n')

    assert "secret" not in refusal({CONFIG: str(file)})


def test_the_prefix_begins_the_group():
    assert read_settings({"STRIKEWIRE_PREFIX": "blue."}).group == "blue.strikewire"


def test_every_setting_says_what_it_may_be():
    assert [name for name in FIELDS if wanted(name) == "a text"] == []


def test_the_example_shows_every_setting_with_its_default():
    lines = EXAMPLE.read_text("utf-8").splitlines()
    shown = dict(line.split("=", 1) for line in lines if re.match(r"[A-Z]", line))

    assert list(shown) == [CONFIG, *(VARIABLE + name.upper() for name in FIELDS)]
    assert read_settings(shown) == Settings()
