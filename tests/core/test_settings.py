"""Settings: read once, secrets from files, unsafe defaults refused by name."""

import os
from pathlib import Path

import pytest

from core.errors import SettingsError
from core.settings import LINE_API, SIMULATOR_SECRET, SIMULATOR_TOKEN, Settings, read, set_default

PRODUCTION = {
    "ENVIRONMENT": "production",
    "DATABASE_URL": "postgresql://db/assistant",
    "LINE_CHANNEL_SECRET": "channel-secret",
    "LINE_CHANNEL_ACCESS_TOKEN": "token",
    "SECRET_KEY": "k" * 32,
    "PUBLIC_URL": "https://assistant.example.go.th",
}


def without(*names: str) -> dict[str, str]:
    return {name: value for name, value in PRODUCTION.items() if name not in names}


def test_it_needs_nothing_on_a_desk() -> None:
    settings = read({})
    assert settings.simulator
    assert settings.line_channel_secret.get_secret_value() == SIMULATOR_SECRET
    assert settings.line_channel_access_token.get_secret_value() == SIMULATOR_TOKEN
    assert settings.line_api_url == "http://127.0.0.1:8000/simulator"


def test_it_points_at_the_simulator_of_its_own_address() -> None:
    settings = read({"PUBLIC_URL": "http://127.0.0.1:9000/"})
    assert settings.line_data_api_url == "http://127.0.0.1:9000/simulator"


def test_it_takes_line_where_credentials_are_given() -> None:
    settings = read({"LINE_CHANNEL_SECRET": "s", "LINE_CHANNEL_ACCESS_TOKEN": "t"})
    assert not settings.simulator
    assert settings.line_api_url == LINE_API


def test_it_takes_a_stand_in_for_line() -> None:
    named = {"LINE_API_URL": "http://127.0.0.1:1", "LINE_DATA_API_URL": "http://127.0.0.1:2"}
    settings = read({**named, "LINE_CHANNEL_SECRET": "s", "LINE_CHANNEL_ID": "1"})
    assert (settings.line_api_url, settings.line_data_api_url) == tuple(named.values())


@pytest.mark.parametrize("name", ["PUBLIC_URL", "LINE_API_URL", "LINE_DATA_API_URL"])
def test_it_takes_addresses_with_and_without_a_slash_at_the_end(name: str) -> None:
    settings = read({**PRODUCTION, name: "https://a.example.go.th/line/"})
    assert getattr(settings, name.lower()) == "https://a.example.go.th/line"


def test_it_takes_production_as_it_should_be() -> None:
    settings = read(PRODUCTION)
    assert settings.environment == "production"
    assert not settings.simulator


@pytest.mark.parametrize(
    ("environ", "name"),
    [
        (without("LINE_CHANNEL_SECRET"), "LINE_CHANNEL_SECRET"),
        ({**PRODUCTION, "LINE_CHANNEL_SECRET": ""}, "LINE_CHANNEL_SECRET"),
        ({**PRODUCTION, "LINE_CHANNEL_SECRET": "  "}, "LINE_CHANNEL_SECRET"),
        ({"LINE_CHANNEL_SECRET": ""}, "LINE_CHANNEL_SECRET"),
        (without("LINE_CHANNEL_ACCESS_TOKEN"), "LINE_CHANNEL_ACCESS_TOKEN"),
        (without("SECRET_KEY"), "SECRET_KEY"),
        ({**PRODUCTION, "SECRET_KEY": "short"}, "SECRET_KEY"),
        (without("PUBLIC_URL"), "PUBLIC_URL"),
        ({**PRODUCTION, "PUBLIC_URL": "http://assistant.example.go.th"}, "PUBLIC_URL"),
        ({**PRODUCTION, "LINE_API_URL": "https://a.example/simulator"}, "LINE_API_URL"),
        ({"WORKER_THREADS": "0"}, "WORKER_THREADS"),
        ({"WORKER_THREADS": "many"}, "WORKER_THREADS"),
        ({"WORKER": "sometimes"}, "WORKER"),
        ({"ENVIRONMENT": "staging"}, "ENVIRONMENT"),
        ({"LINE_PUSH_RESERVE": "-1"}, "LINE_PUSH_RESERVE"),
        ({"SECRET_KEY_FILE": "/nowhere/at/all"}, "SECRET_KEY_FILE"),
    ],
)
def test_it_refuses_and_names_the_setting(environ: dict[str, str], name: str) -> None:
    with pytest.raises(SettingsError) as refused:
        read(environ)
    assert str(refused.value).startswith(f"{name}:")


def test_it_reads_a_secret_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("from the file\n", encoding="utf-8")
    environ = {**without("LINE_CHANNEL_SECRET"), "LINE_CHANNEL_SECRET_FILE": f"{tmp_path}/secret"}
    assert read(environ).line_channel_secret.get_secret_value() == "from the file"


def test_it_prefers_the_setting_itself_to_its_file(tmp_path: Path) -> None:
    environ = {**PRODUCTION, "SECRET_KEY_FILE": f"{tmp_path}/missing"}
    assert read(environ).secret_key.get_secret_value() == "k" * 32


def test_it_refuses_an_empty_secret_file(tmp_path: Path) -> None:
    (tmp_path / "empty").write_text("\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="LINE_CHANNEL_SECRET"):
        read({**without("LINE_CHANNEL_SECRET"), "LINE_CHANNEL_SECRET_FILE": f"{tmp_path}/empty"})


def test_it_shows_no_secret_when_printed() -> None:
    settings = read(PRODUCTION)
    for secret in ("channel-secret", "k" * 32, "'token'"):
        assert secret not in repr(settings)


def test_it_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="frozen"):
        Settings().worker = "separate"  # type: ignore[misc]


def test_it_takes_a_default_for_what_the_environment_leaves_open(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(os, "environ", {"SERVICE_NAME": "เทศบาล"})
    set_default("SERVICE_NAME", "another")
    set_default("PUBLIC_URL", "http://127.0.0.1:8077")
    settings = read()
    assert settings.service_name == "เทศบาล"
    assert settings.line_api_url == "http://127.0.0.1:8077/simulator"


MAIL = {"SMTP_URL": "smtp://post:secret@mail.example.go.th:587", "MAIL_FROM": "bot@example.go.th"}


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"SMTP_URL": "http://mail.example.go.th"}, "SMTP_URL"),
        ({"SMTP_URL": "smtp://"}, "SMTP_URL"),
        ({"SMTP_URL": "smtp://mail.example.go.th:post"}, "SMTP_URL"),
        ({"SMTP_URL": "smtps://mail.example.go.th?tls=none"}, "SMTP_URL"),
        ({"SMTP_URL": "smtp://mail.example.go.th?verify=no"}, "SMTP_URL"),
        ({"SMTP_URL": "smtp://mail.example.go.th:25?tls=none"}, "SMTP_URL"),
        ({"MAIL_FROM": ""}, "MAIL_FROM"),
        ({"MAIL_FROM": "ผู้ช่วย <bot@example.go.th>"}, "MAIL_FROM"),
    ],
)
def test_it_refuses_a_mail_server_it_cannot_use_safely(changed: dict[str, str], named: str) -> None:
    assert read({**PRODUCTION, **MAIL}).mail_from == "bot@example.go.th"
    with pytest.raises(SettingsError, match=named) as refused:
        read({**PRODUCTION, **MAIL, **changed})
    assert "secret" not in str(refused.value)


def test_it_lets_a_relay_on_the_same_machine_go_without_tls() -> None:
    assert read({**PRODUCTION, **MAIL, "SMTP_URL": "smtp://localhost:25?tls=none"}).smtp_url
