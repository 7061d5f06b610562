"""The commands an operator types."""

import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import select

import manage
from agencies.passwords import is_password
from agencies.queries import find_agency, get_officer
from agencies.sheet import template_csv
from agencies.tables import Coverage, Part
from store.database import Database


@pytest.fixture
def operator(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Database]:
    """An operator at a shell whose settings name the test's database."""
    monkeypatch.setenv("DATABASE_URL", database_url.replace("+psycopg", ""))
    monkeypatch.setenv("FILES_URL", str(tmp_path / "files"))
    database = Database(database_url)
    yield database
    database.close()


def type_in(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))


def test_it_adds_agencies_and_officers_and_changes_their_passwords(
    operator: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert manage.main(["migrate"]) == 0
    assert manage.main(["add-agency", "kk", "เทศบาลนครขอนแก่น", "--province", "ขอนแก่น"]) == 0
    type_in(monkeypatch, "first password\n")
    assert manage.main(["add-officer", "Bua", "บัว สุขใจ", "--agency", "kk"]) == 0
    type_in(monkeypatch, "second password\n")
    assert manage.main(["set-password", "bua"]) == 0
    assert manage.main(["officer-off", "bua"]) == 0
    with operator.reading() as session:
        officer = get_officer(session, "bua")
        assert find_agency(session, "kk") is not None
        assert is_password("second password", officer.password_hash)
        assert not officer.active


def test_it_says_what_is_wrong(
    operator: Database, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    type_in(monkeypatch, "a good password\n")
    assert manage.main(["add-officer", "x", "X", "--agency", "nowhere"]) == 1
    assert "no agency nowhere" in capsys.readouterr().err
    assert manage.main(["add-agency", "kk", "เทศบาลนครขอนแก่น"]) == 0
    assert manage.main(["add-agency", "kk", "เทศบาลอื่น"]) == 1
    assert "รหัส kk แล้ว" in capsys.readouterr().err
    type_in(monkeypatch, "short\n")
    assert manage.main(["set-password", "x"]) == 1


def test_it_adds_an_agency_with_its_areas_and_categories(operator: Database) -> None:
    areas = ["--area", "เขตจตุจักร กทม", "--area", "ต.สุเทพ เชียงใหม่"]
    kinds = ["--category", "street_light", "--category", "ถนน ทางเท้า"]
    assert manage.main(["add-agency", "works", "งานโยธา", *areas, *kinds, "--joint"]) == 0
    with operator.reading() as session:
        lines = list(session.exec(select(Coverage)))
    assert {(line.district, line.subdistrict, line.category) for line in lines} == {
        (district, subdistrict, category)
        for district, subdistrict in (("จตุจักร", ""), ("เมืองเชียงใหม่", "สุเทพ"))
        for category in ("street_light", "road_sidewalk")
    }
    assert {line.part for line in lines} == {Part.JOINT}


def test_it_adds_nothing_of_an_agency_whose_area_it_does_not_know(
    operator: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    assert manage.main(["add-agency", "mars", "ดาวอังคาร", "--area", "ดาวอังคาร"]) == 1
    assert "ไม่รู้จักพื้นที่ “ดาวอังคาร”" in capsys.readouterr().err
    with operator.reading() as session:
        assert find_agency(session, "mars") is None


def test_it_imports_agencies_after_a_dry_run_and_only_once(
    operator: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "agencies.csv"
    file.write_bytes(template_csv())
    assert manage.main(["import-areas", str(file), "--dry-run"]) == 0
    assert "would add 2 agencies, 3 lines" in capsys.readouterr().out
    with operator.reading() as session:
        assert find_agency(session, "pea-kk") is None
    assert manage.main(["import-areas", str(file)]) == 0
    assert "added 2 agencies, 3 lines" in capsys.readouterr().out
    assert manage.main(["import-areas", str(file)]) == 0
    assert "added 0 agencies, 0 lines of coverage; 3 were there" in capsys.readouterr().out


@pytest.mark.parametrize("command", [["import-areas"], ["eval", "--complaints"]])
def test_it_names_the_file_that_is_not_there(
    operator: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    assert manage.main([*command, str(tmp_path / "none.csv")]) == 1
    assert "none.csv: No such file" in capsys.readouterr().err


def test_it_imports_nothing_of_a_table_with_a_wrong_row(
    operator: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "agencies.csv"
    file.write_text("code,name,area\ngood,ดี,ขอนแก่น\nbad,ร้าย,ดาวอังคาร\n", encoding="utf-8")
    assert manage.main(["import-areas", str(file)]) == 1
    assert "row 3: ไม่รู้จักพื้นที่" in capsys.readouterr().err
    file.write_text("nothing", encoding="utf-8")
    assert manage.main(["import-areas", str(file)]) == 1
    with operator.reading() as session:
        assert find_agency(session, "good") is None


def test_it_answers_in_bulk(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        {"id": "1", "q": "แล้วระดับก้าวหน้าล่ะ", "context": "มิติ 1.2 ระดับพื้นฐานต้องมีอะไร"},
        {"id": "2", "q": "ไฟถนนหน้าบ้านดับมาสามวันแล้ว"},
        {"id": "3", "q": "แจ้งปัญหา"},
        {"id": "4", "q": "ช่วยเหลือ"},
    ]
    type_in(monkeypatch, "\n".join(json.dumps(row) for row in rows) + "\n\n")
    assert manage.main(["ask", "--jsonl"]) == 0
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [each["id"] for each in answers] == ["1", "2", "3", "4"]
    kinds = [each["kind"] for each in answers]
    assert kinds == ["answer", "complaint", "complaint", "smalltalk"]
    assert "Advance" in answers[0]["text"]
    assert answers[0]["sources"]
    assert 0 <= answers[0]["confidence"] <= 1


def test_it_categorises_in_bulk(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    type_in(monkeypatch, json.dumps({"id": "a", "text": "ขยะล้นถังหลายวันแล้ว"}) + "\n")
    assert manage.main(["categorise", "--jsonl"]) == 0
    (row,) = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert row["id"] == "a"
    assert len(row["ranked"]) == 14
    assert row["ranked"][0]["code"] == "cleanliness"
    scores = [each["score"] for each in row["ranked"]]
    assert scores == sorted(scores, reverse=True)


def test_it_trains_the_suggester_and_goes_back(
    operator: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert manage.main(["train-categories"]) == 0
    assert "too few to learn from" in capsys.readouterr().out
    assert manage.main(["train-categories", "--csv", str(tmp_path / "nowhere.csv")]) == 1
    assert "no file" in capsys.readouterr().err
    assert manage.main(["train-categories", "--agency", "nowhere"]) == 1
    assert "no agency nowhere" in capsys.readouterr().err
    assert manage.main(["train-categories", "--shipped"]) == 0
    assert "in force already" in capsys.readouterr().out


def test_it_takes_no_password_that_is_easily_guessed(
    operator: Database, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert manage.main(["add-agency", "kk", "เทศบาลนครขอนแก่น"]) == 0
    for password, said in (("password123\n", "เดาง่าย"), ("bua.suk.bua.suk\n", "มีชื่อผู้ใช้")):
        type_in(monkeypatch, password)
        assert manage.main(["add-officer", "bua.suk", "บัว", "--agency", "kk"]) == 1
        assert said in capsys.readouterr().err


def test_it_keeps_the_last_administrator(
    operator: Database, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert manage.main(["add-agency", "kk", "เทศบาลนครขอนแก่น"]) == 0
    type_in(monkeypatch, "a good password\n")
    added = ["add-officer", "boss", "หัวหน้า", "--agency", "kk", "--role", "administrator"]
    assert manage.main(added) == 0
    assert manage.main(["officer-off", "boss"]) == 1
    assert "ผู้ดูแลระบบคนสุดท้าย" in capsys.readouterr().err
