"""One frozen Settings object, read once. The only reader of the environment.

Every setting is described in docs/settings.md. A secret may also come from a file: set
`NAME_FILE` to its path instead of `NAME`.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Literal
from urllib.parse import parse_qs, urlsplit

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator

from core.errors import SettingsError

LINE_API = "https://api.line.me"
LINE_DATA_API = "https://api-data.line.me"
DEVELOPMENT_KEY = "development-only-secret-key"
SIMULATOR_SECRET = "simulator-channel-secret"  # noqa: S105 - opens nothing but the simulator
SIMULATOR_TOKEN = "simulator-access-token"  # noqa: S105


class Settings(BaseModel):
    """What an installation may set; field names in upper case are the environment's names."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    environment: Literal["development", "production"] = "development"
    database_url: str = "sqlite:///var/assistant.db"
    files_url: str = "var/files"
    s3_endpoint_url: str = ""
    s3_region: str = "us-east-1"
    s3_access_key_id: SecretStr = SecretStr("")
    s3_secret_access_key: SecretStr = SecretStr("")
    public_url: str = "http://127.0.0.1:8000"
    secret_key: SecretStr = SecretStr(DEVELOPMENT_KEY)
    worker: Literal["inline", "separate"] = "inline"
    worker_threads: int = Field(default=8, ge=1, le=64)

    line_channel_secret: SecretStr = SecretStr("")
    line_channel_access_token: SecretStr = SecretStr("")
    line_channel_id: str = ""
    line_channel_key: SecretStr = SecretStr("")
    line_api_url: str = LINE_API
    line_data_api_url: str = LINE_DATA_API
    line_push_reserve: int = Field(default=50, ge=0)
    line_basic_id: str = ""

    smtp_url: SecretStr = SecretStr("")
    mail_from: str = ""

    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: SecretStr = SecretStr("")
    oidc_name: str = "ระบบยืนยันตัวตนของหน่วยงาน"
    second_step_of: str = ""

    service_name: str = "ผู้ช่วยภาครัฐ"
    open_data_licence: str = "Creative Commons Attribution 4.0 (CC BY 4.0)"
    open_data_licence_url: str = "https://creativecommons.org/licenses/by/4.0/"
    map_tiles_url: str = "https://tile.openstreetmap.org/{z}/{x}/{y}.png"
    dispute_days: int = Field(default=7, ge=1, le=90)
    notice_rest_seconds: int = Field(default=60, ge=0, le=600)
    inbox_keep_days: int = Field(default=30, ge=1)

    @field_validator("public_url", "line_api_url", "line_data_api_url")
    @classmethod
    def _without_slash(cls, url: str) -> str:
        return url.rstrip("/")  # paths are put behind it

    @property
    def simulator(self) -> bool:
        """True where the simulator stands in for LINE: development without LINE credentials."""
        token = self.line_channel_access_token.get_secret_value()
        return self.environment == "development" and token == SIMULATOR_TOKEN


# The database's address holds a password, but its readers want it as it is.
SECRETS = frozenset(
    name for name, field in Settings.model_fields.items() if field.annotation is SecretStr
) | {"database_url"}


def read(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from `environ` (the process environment by default).

    Raises:
        SettingsError: a value is malformed, a secret's file cannot be read, or production is
            asked for with an unsafe default. The text names the setting.
    """
    environ = os.environ if environ is None else environ
    values = {
        name: value
        for name in Settings.model_fields
        if (value := _raw(name.upper(), environ, is_secret=name in SECRETS)) is not None
    }
    _refuse_empty_secret(values)
    try:
        settings = Settings.model_validate(_with_simulator(values))
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]).upper()
        raise SettingsError(f"{name}: {first['msg']}") from None
    _check_line(settings)
    _check_mail(settings)
    _check_sign_on(settings)
    if settings.environment == "production":
        _check_production(settings)
    return settings


def set_default(name: str, value: str) -> None:
    """Set a setting for the rest of this process, unless the environment sets it."""
    os.environ.setdefault(name, value)


def _raw(name: str, environ: Mapping[str, str], *, is_secret: bool) -> str | None:
    if name in environ:
        return environ[name]
    path = environ.get(f"{name}_FILE") if is_secret else None
    if path is None:
        return None
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise SettingsError(f"{name}_FILE: cannot read {path}: {error.strerror}") from error


def _refuse_empty_secret(values: Mapping[str, str]) -> None:
    # Anybody could sign webhooks with an empty key.
    if not values.get("line_channel_secret", "x").strip():
        raise SettingsError("LINE_CHANNEL_SECRET: is empty; anybody could forge LINE's webhooks")


def _with_simulator(values: dict[str, str]) -> dict[str, str]:
    names = ("line_channel_secret", "line_channel_access_token", "line_channel_id")
    if values.get("environment", "development") != "development" or any(
        values.get(name) for name in names
    ):
        return values
    base = values.get("public_url", Settings.model_fields["public_url"].default).rstrip("/")
    return {
        "line_api_url": f"{base}/simulator",
        "line_data_api_url": f"{base}/simulator",
        "notice_rest_seconds": "5",  # nobody at the desk waits for a minute
        **values,
        "line_channel_secret": SIMULATOR_SECRET,
        "line_channel_access_token": SIMULATOR_TOKEN,
    }


def _check_line(settings: Settings) -> None:
    if not settings.line_channel_secret.get_secret_value():
        raise SettingsError("LINE_CHANNEL_SECRET: is missing")
    if not (settings.line_channel_access_token.get_secret_value() or settings.line_channel_id):
        raise SettingsError(
            "LINE_CHANNEL_ACCESS_TOKEN: is missing (or give LINE_CHANNEL_ID for stateless tokens)"
        )


def _check_mail(settings: Settings) -> None:
    url = settings.smtp_url.get_secret_value()
    if not url:
        return
    if not _is_smtp(url):
        raise SettingsError("SMTP_URL: must be smtp://host or smtps://host (?tls=none for no TLS)")
    name, _, domain = settings.mail_from.rpartition("@")
    if not name or "." not in domain or any(each.isspace() for each in settings.mail_from):
        raise SettingsError("MAIL_FROM: must be an address, for SMTP_URL is set")
    parts = urlsplit(url)
    local = parts.hostname in {"localhost", "127.0.0.1", "::1"}
    if settings.environment == "production" and parts.query and not local:
        raise SettingsError("SMTP_URL: production cannot send mail without TLS")


def _is_smtp(url: str) -> bool:
    try:
        parts = urlsplit(url)
        sound = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:  # such as a port that is no number
        return False
    encrypted, extra = parts.scheme == "smtps", parse_qs(parts.query)
    known = not parts.query or (extra == {"tls": ["none"]} and not encrypted)
    return sound and known and parts.scheme in {"smtp", "smtps"} and parts.path in {"", "/"}


def _check_sign_on(settings: Settings) -> None:
    issuer = settings.oidc_issuer
    if issuer and not issuer.startswith(("https://", "http://")):
        raise SettingsError("OIDC_ISSUER: must be the issuer's address, as it names itself")
    if issuer and not (settings.oidc_client_id and settings.oidc_client_secret.get_secret_value()):
        raise SettingsError("OIDC_CLIENT_ID and OIDC_CLIENT_SECRET: are needed with OIDC_ISSUER")
    if settings.environment == "production" and issuer.startswith("http://"):
        raise SettingsError("OIDC_ISSUER: production needs an https:// address")


def _check_production(settings: Settings) -> None:
    key = settings.secret_key.get_secret_value()
    if key == DEVELOPMENT_KEY or len(key) < 32:
        raise SettingsError("SECRET_KEY: production needs a secret of at least 32 characters")
    if not settings.public_url.startswith("https://"):
        raise SettingsError("PUBLIC_URL: production needs an https:// address")
    for name in ("line_api_url", "line_data_api_url"):
        if "/simulator" in getattr(settings, name):
            raise SettingsError(f"{name.upper()}: production cannot use the simulator")
