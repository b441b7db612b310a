"""What the environment decides: every setting is a SAMENSPEL_* variable, or SAMENSPEL_…_FILE that names a file."""

import os
import re
from functools import cache
from pathlib import Path
from typing import Annotated, Final, Literal, get_args
from uuid import UUID

import platformdirs
from pydantic import BaseModel, ConfigDict, Field, HttpUrl, IPvAnyNetwork, SecretStr
from pydantic.functional_validators import AfterValidator, BeforeValidator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

PREFIX = "SAMENSPEL_"
LAST_PORT = 65_535
SHORTEST_SECRET = 32
RATE = r"^(0|[1-9][0-9]{0,8}/(second|minute|hour|day))$"
Algorithm = Literal["RS256", "ES256", "EdDSA"]
ALGORITHMS: Final[frozenset[Algorithm]] = frozenset(get_args(Algorithm))
THIS_MACHINE: Final = frozenset({"127.0.0.1", "localhost", "[::1]"})
PLAIN_URL: Final = re.compile(r"[!-\[\]-~]+")
"""What a URL is made of. A backslash or a line end is read in more than one way, so the host might not be the one that
was checked."""


def _file_of_our_own(name: str) -> str:
    """The URL of an SQLite file in the user's data folder."""
    return f"sqlite:///{platformdirs.user_data_path('samenspel') / name}"


def _split(value: object) -> object:
    """A comma-separated variable as a list of its parts."""
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value


def _safe_url(value: str) -> str:
    """A URL as it was written, since an issuer is compared letter by letter."""
    if not PLAIN_URL.fullmatch(value):
        raise ValueError("a URL is made of visible ASCII characters, without a backslash")
    url = HttpUrl(value)
    if url.username is not None or url.password is not None or url.fragment is not None:
        raise ValueError("a URL of an issuer has no user, no password and no fragment")
    if url.scheme != "https" and url.host not in THIS_MACHINE:
        raise ValueError("an issuer is reached over https; http is for this machine alone")
    return value


def _without_query(value: str) -> str:
    if "?" in value:
        raise ValueError("the URL of an issuer has no query")
    return value


class Issuer(BaseModel):
    """Who issues access tokens, and for which organisation: the only one that its tokens open."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_max_length=500)

    issuer: Annotated[str, AfterValidator(_safe_url), AfterValidator(_without_query)] = Field(
        description="URL of the issuer, exactly as its tokens say it."
    )
    audience: str = Field(min_length=1, description="What its tokens for this service name as their audience.")
    organisation_id: UUID = Field(description="The organisation whose people it knows.")
    jwks_url: Annotated[str, AfterValidator(_safe_url)] = Field(description="Where its public keys are published.")
    algorithms: frozenset[Algorithm] = Field(ALGORITHMS, min_length=1, description="How it may sign.")


def _each_once(issuers: list[Issuer]) -> list[Issuer]:
    """Issuers, when each is there once: a token tells its issuer, and the issuer tells the organisation."""
    if len({one.issuer.rstrip("/") for one in issuers}) < len(issuers):
        raise ValueError("an issuer is named once: its tokens open one organisation")
    return issuers


class Settings(BaseSettings):
    """The settings of one running service."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore")

    database_url: str = Field(
        default_factory=lambda: _file_of_our_own("samenspel.db"),
        description="SQLAlchemy URL: sqlite:///path or postgresql://user:secret@host/name.",
    )
    owner_database_url: str | None = Field(
        None,
        description="PostgreSQL URL of the role that owns the tables, for migrations and commands; else database_url.",
    )
    allow_unsafe_database: Literal["no", "yes"] = Field(
        "no", description="Serve although PostgreSQL does not hold the rows of organisations apart."
    )
    secret_key: SecretStr | None = Field(
        None,
        min_length=SHORTEST_SECRET,
        description="Keeps hashes of erased ids from being guessed; with SQLite a file beside the database holds one.",
    )
    host: str = Field("127.0.0.1", description="Address the service listens on.")
    port: int = Field(8000, ge=1, le=LAST_PORT, description="Port the service listens on.")
    allowed_origins: Annotated[list[str], NoDecode, BeforeValidator(_split)] = Field(
        default_factory=list, description="Origins of web pages that may call the service (CORS), comma-separated."
    )
    max_body_bytes: int = Field(1_000_000, ge=1_000, description="Largest request body, counted on bytes received.")
    pool_size: int = Field(20, ge=1, le=200, description="Connections kept to a PostgreSQL server.")
    idempotency_hours: int = Field(24, ge=1, le=168, description="How long the answer to an Idempotency-Key is kept.")
    rate_per_actor: str = Field("600/minute", pattern=RATE, description="Requests of one caller; 0 is no limit.")
    rate_per_organisation: str = Field(
        "6000/minute", pattern=RATE, description="Requests of all callers of one organisation; 0 is no limit."
    )
    rate_per_address: str = Field(
        "1200/minute", pattern=RATE, description="Requests from one network address; 0 is no limit."
    )
    rate_unrecognised: str = Field(
        "60/minute", pattern=RATE, description="Requests from one address of callers who are not known; 0 is no limit."
    )
    persons_seen_per_hour: int = Field(2000, ge=0, description="Different people a person may see; 0 is no limit.")
    persons_seen_per_hour_system: int = Field(
        100_000, ge=0, description="Different people a key of a system may see; 0 is no limit."
    )
    limits_storage_url: str = Field("memory://", description="Where requests are counted: a URL of the package limits.")
    trusted_proxies: Annotated[list[IPvAnyNetwork], NoDecode, BeforeValidator(_split)] = Field(
        default_factory=list, description="Proxies whose word for the caller's address is taken, comma-separated."
    )
    issuers: Annotated[list[Issuer], AfterValidator(_each_once)] = Field(
        default_factory=list, description="Issuers of access tokens (OpenID Connect), as a JSON list."
    )


def _from_files() -> None:
    """Let SAMENSPEL_X_FILE name a file with the value of SAMENSPEL_X: a secret need not stand in the environment."""
    for name, path in list(os.environ.items()):
        if name.startswith(PREFIX) and name.endswith("_FILE"):
            os.environ.setdefault(name.removesuffix("_FILE"), Path(path).read_text(encoding="utf-8").strip())


@cache
def settings() -> Settings:
    """The settings of this process, read once."""
    _from_files()
    return Settings()


def for_demo() -> tuple[Settings, bool]:
    """The settings of the demo, and whether its database is a file of its own: so it is when none was chosen."""
    chosen = settings()
    own = "database_url" not in chosen.model_fields_set
    file = {"database_url": _file_of_our_own("demo.db"), "owner_database_url": None}
    return chosen.model_copy(update=file) if own else chosen, own
