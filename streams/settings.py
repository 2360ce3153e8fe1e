"""All that can be set from outside: typed, read once.

A setting is a variable `STRIKEWIRE_<NAME>`, or a line `<name> = …` of the TOML file that
`STRIKEWIRE_CONFIG` names. The variable wins. `deploy/env.example` shows every one.
"""

import difflib
import ssl
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

VARIABLE = "STRIKEWIRE_"
CONFIG = "STRIKEWIRE_CONFIG"

Port = Annotated[int, Meta(ge=0, le=65535, description="a port, 0 for a free one")]
Count = Annotated[int, Meta(ge=1, description="a whole number, 1 or more")]
Seconds = Annotated[float, Meta(gt=0, description="seconds, more than 0")]
Brokers = Annotated[
    str,
    Meta(
        pattern=r"^[^,\s:/]+:\d{1,5}(,[^,\s:/]+:\d{1,5})*$",
        description="host:port, several with a comma between",
    ),
]
Prefix = Annotated[
    str,
    Meta(
        pattern=r"^[a-zA-Z0-9._-]{0,100}$",
        description="up to 100 letters, digits, dots, dashes and underscores",
    ),
]
Text = Annotated[str, Meta(min_length=1, description="a text that is not empty")]
Url = Annotated[
    str,
    Meta(
        pattern=r"^https?://[^\s/]+", description="an address that begins with http:// or https://"
    ),
]
Protocol = Annotated[
    Literal["PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"],
    Meta(description="PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL"),
]
Mechanism = Annotated[
    Literal["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"],
    Meta(description="PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512"),
]
Compression = Annotated[
    Literal["none", "gzip", "snappy", "lz4", "zstd"],
    Meta(description="none, gzip, snappy, lz4 or zstd"),
]
LogFormat = Annotated[
    Literal["auto", "json", "console"],
    Meta(description="json, console, or auto: console on a terminal"),
]
LogLevel = Annotated[
    Literal["DEBUG", "INFO", "WARNING", "ERROR"],
    Meta(description="DEBUG, INFO, WARNING or ERROR"),
]


class SettingsError(ValueError):
    """A setting that cannot be taken: what was found, what was wanted, where."""


class Settings(Struct, frozen=True, kw_only=True):
    """Every setting, with its default. Times are in seconds, sizes in bytes."""

    brokers: Brokers = "127.0.0.1:9092"
    prefix: Prefix = ""
    partitions: Count = 12
    replication: Count = 3

    security_protocol: Protocol = "PLAINTEXT"
    sasl_mechanism: Mechanism = "SCRAM-SHA-512"
    username: Text | None = None
    password: Text | None = None
    ca_file: Text | None = None
    cert_file: Text | None = None
    key_file: Text | None = None
    key_password: Text | None = None

    lake: Text = ".data/lake"

    webhook_url: Url | None = None
    webhook_secret: Text | None = None

    web_bind: Text = "127.0.0.1"
    web_port: Port = 6066

    log_format: LogFormat = "auto"
    log_level: LogLevel = "INFO"

    batch_size: Count = 200
    batch_within_s: Seconds = 0.2
    batch_bytes: Count = 16 * 1024 * 1024
    pool_processes: Count = 2
    pool_timeout_s: Seconds = 60.0

    compression: Compression = "lz4"
    commit_interval_s: Seconds = 1.0
    session_timeout_s: Seconds = 45.0
    heartbeat_s: Seconds = 3.0
    rebalance_timeout_s: Seconds = 120.0
    delivery_deadline_s: Seconds = 600.0
    stall_s: Seconds = 300.0
    shutdown_s: Seconds = 60.0

    @property
    def group(self) -> str:
        """The consumer group of the workers; client ids begin with it too."""
        return f"{self.prefix}strikewire"


FIELDS = {field.encode_name: field for field in msgspec.structs.fields(Settings)}


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Return the settings that *environment* and the TOML file it names give.

    Raises `SettingsError` for a value, a combination or a name in the file that cannot be taken.
    Variables of other programs are passed over.
    """
    path = environment.get(CONFIG, "")
    values = _from_file(Path(path)) if path else {}
    places = {name: f"{name} in {path}" for name in values}
    for name in FIELDS:
        variable = VARIABLE + name.upper()
        if variable in environment:
            # An empty variable is one that is not set, as docker compose writes it.
            value = environment[variable]
            if value or name == "prefix":
                values[name], places[name] = value, variable
    settings = Settings(
        **{name: _checked(name, value, where=places[name]) for name, value in values.items()}
    )
    _check_together(settings)
    return settings


def client_arguments(settings: Settings) -> dict[str, Any]:
    """Return what every aiokafka client of *settings* is given to reach the brokers."""
    return {
        "bootstrap_servers": settings.brokers,
        "security_protocol": settings.security_protocol,
        "ssl_context": tls_context(settings),
        "sasl_mechanism": settings.sasl_mechanism,
        "sasl_plain_username": settings.username,
        "sasl_plain_password": settings.password,
        "client_id": settings.group,
    }


def tls_context(settings: Settings) -> ssl.SSLContext | None:
    """Return the TLS context of *settings*, None for a protocol without TLS.

    Raises `SettingsError` when a file cannot be read.
    """
    if not settings.security_protocol.endswith("SSL"):
        return None
    try:
        context = ssl.create_default_context(cafile=settings.ca_file)
        if settings.cert_file:
            context.load_cert_chain(settings.cert_file, settings.key_file, settings.key_password)
    except OSError as error:  # ssl.SSLError is one too
        files = ", ".join(filter(None, (settings.ca_file, settings.cert_file, settings.key_file)))
        raise SettingsError(
            f"TLS: {error}; wanted certificates and a key in PEM in {files}"
        ) from error
    return context


def wanted(name: str) -> str:
    """Say in words what the setting *name* may be."""
    hint: Any = FIELDS[name].type
    options = getattr(hint, "__args__", ()) if not hasattr(hint, "__metadata__") else ()
    for option in (hint, *options):
        for meta in getattr(option, "__metadata__", ()):
            if meta.description:
                return str(meta.description)
    return "a text"


def _checked(name: str, value: object, *, where: str) -> Any:  # noqa: ANN401  # any setting's type
    try:
        return msgspec.convert(value, FIELDS[name].type, strict=False)
    except msgspec.ValidationError as error:
        shown = (
            "a value that is not shown" if "password" in name or "secret" in name else repr(value)
        )
        raise SettingsError(f"{where}: found {shown}, wanted {wanted(name)}") from error


def _from_file(path: Path) -> dict[str, object]:
    try:
        values = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise SettingsError(f"{CONFIG}: {path} cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{CONFIG}: {path} is not TOML: {error}") from error
    for name in values:
        if name not in FIELDS:
            near = difflib.get_close_matches(name, FIELDS, n=1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            raise SettingsError(f"{path}: {name!r} is not a setting{hint}")
    return values


def _check_together(settings: Settings) -> None:
    if settings.security_protocol.startswith("SASL") and not (
        settings.username and settings.password
    ):
        raise SettingsError(
            f"STRIKEWIRE_SECURITY_PROTOCOL is {settings.security_protocol}: wanted "
            "STRIKEWIRE_USERNAME and STRIKEWIRE_PASSWORD with it"
        )
    if settings.heartbeat_s * 3 > settings.session_timeout_s:
        raise SettingsError(
            f"STRIKEWIRE_HEARTBEAT_S is {settings.heartbeat_s}: wanted a third of "
            f"STRIKEWIRE_SESSION_TIMEOUT_S ({settings.session_timeout_s}) at most"
        )
    if settings.cert_file and not settings.security_protocol.endswith("SSL"):
        raise SettingsError(
            f"STRIKEWIRE_CERT_FILE is set, STRIKEWIRE_SECURITY_PROTOCOL is "
            f"{settings.security_protocol}: wanted SSL or SASL_SSL with it"
        )
