"""An operator prints the figures, proves them, and makes a province up."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import manage
from commands import figures, province
from core.settings import read
from store.database import Database

EARLY = datetime(2025, 10, 8, 5, tzinfo=UTC)  # a week into fiscal year 2569


@pytest.fixture
def operator(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Database]:
    """An operator at a shell whose settings name the test's database, in October."""
    monkeypatch.setenv("DATABASE_URL", database_url.replace("+psycopg", ""))
    monkeypatch.setenv("FILES_URL", str(tmp_path / "files"))
    for module in (figures, province):
        monkeypatch.setattr(module, "utc_now", lambda: EARLY)
    database = Database(database_url)
    yield database
    database.close()


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    capsys.readouterr()
    assert manage.main(["figures", "--json", *arguments]) == 0
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    return told


def test_it_prints_what_the_province_was_planned_to_come_to(
    operator: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "expected.json"
    assert manage.main(["demo-province", "--years", "1", "--expected", str(file)]) == 0
    assert manage.main(["demo-province", "--years", "1", "--expected", str(file)]) == 1, "only once"
    told = json.loads(file.read_text(encoding="utf-8"))
    assert sum(told["deck"].values()) == 22
    for report in told["reports"]:
        asked = ["--fiscal-year", str(report["fiscal_year"]), "--as-of", report["as_of"]]
        asked += ["--agency", report["agency"]] if report["agency"] else []
        found = printed(capsys, *asked)["figures"]
        for name, figure in report["figures"].items():
            assert {key: found[name].get(key) for key in figure} == figure, name
    assert manage.main(["prove-figures", "--rebuild"]) == 0
    assert " 0 with wrong facts" in capsys.readouterr().out


def test_it_tells_figures_apart_and_in_words(
    operator: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    assert printed(capsys, "--by", "category")["figures"] == {}
    assert manage.main(["figures", "--from", "2025-10-01", "--to", "2025-10-07"]) == 0
    told = capsys.readouterr().out
    assert "แก้ไขเสร็จทันเวลา" in told
    assert len(told.splitlines()) == 32


def test_it_knows_no_agency_of_that_name(
    operator: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    assert manage.main(["figures", "--agency", "nowhere"]) == 1
    assert "nowhere" in capsys.readouterr().err


def test_it_makes_nothing_up_among_peoples_tickets(
    operator: Database, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    production = read().model_copy(update={"environment": "production"})
    monkeypatch.setattr(province, "read", lambda: production)
    assert manage.main(["demo-province"]) == 1
    assert "no place among people's" in capsys.readouterr().err
