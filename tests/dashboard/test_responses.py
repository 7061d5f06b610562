"""The pages of ready-made words."""

import re

import pytest
from sqlmodel import Session, select

from complaints.responses.changes import subject
from complaints.responses.starter import STARTERS
from complaints.responses.tables import ResponseTemplate
from store import audit
from store.database import Database
from tests.cast import Cast
from tests.dashboard.conftest import Browser, Report, Visit, words

STARTER = "finish.road_sidewalk.pothole"
NEW = {"use": "finish", "title": "ปะถนนแล้ว", "body": "{หน่วยงาน}ปะถนนแล้ว"}


@pytest.fixture
def chai(visit: Visit) -> Browser:
    return visit("chai")


def only_row(session: Session) -> ResponseTemplate:
    return session.exec(select(ResponseTemplate)).one()


def test_it_lists_what_comes_with_the_service(arun: Browser) -> None:
    page = words(arun.get("/templates?use=finish&category=road_sidewalk"))

    assert STARTERS[STARTER].title in page
    assert "มากับระบบ" in page
    assert STARTERS["hold.any.budget"].title not in page


def test_it_keeps_a_new_text_and_offers_it(
    arun: Browser, anan: Browser, report: Report, database: Database
) -> None:
    gone = arun.post("/templates/new", data={**NEW, "use": "forward"})
    assert gone.status_code == 303
    assert "บันทึกข้อความแล้ว" in words(arun.client.get(gone.headers["location"]))

    assert "สำนักการโยธาปะถนนแล้ว" in anan.get(f"/tickets/{report().code}").text
    with database.reading() as session:
        entries = audit.list_about(session, subject(only_row(session).id or 0))
    assert [entry.action for entry in entries] == ["response.added"]


def test_it_adapts_what_comes_with_the_service(arun: Browser) -> None:
    form = arun.get(f"/templates/new?starter={STARTER}")
    assert STARTERS[STARTER].body in form.text
    typed = {**NEW, "starter": STARTER, "category": "road_sidewalk"}
    assert arun.post("/templates/new", data=typed).status_code == 303

    page = words(arun.get("/templates?use=finish&category=road_sidewalk"))
    assert "ปะถนนแล้ว" in page
    assert STARTERS[STARTER].title not in page
    assert arun.post("/templates/new", data=typed).status_code == 409


def test_it_leaves_out_what_an_agency_does_not_use(arun: Browser) -> None:
    arun.post("/templates/unused", data={"starter": STARTER, "use": "finish"})

    assert STARTERS[STARTER].title not in words(arun.get("/templates"))
    assert STARTERS[STARTER].title in words(arun.get("/templates?state=archived"))


def test_it_helps_with_a_placeholder_there_is_none_of(arun: Browser) -> None:
    page = arun.post("/templates/new", data={**NEW, "body": "เรื่อง {รหัสเรื่องง} เสร็จ"})

    assert page.status_code == 422
    assert "ไม่รู้จัก {รหัสเรื่องง} หมายถึง {รหัสเรื่อง} หรือไม่" in words(page)
    assert "เรื่อง {รหัสเรื่องง} เสร็จ" in page.text


def test_it_names_the_placeholders_there_are(arun: Browser) -> None:
    page = words(arun.post("/templates/new", data={**NEW, "body": "เรื่อง {x} เสร็จ"}))

    assert "ใช้ได้เฉพาะ {รหัสเรื่อง} {ประเภท}" in page


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"title": ""}, "ตั้งชื่อให้เจ้าหน้าที่เลือกได้"),
        ({"title": "ก" * 90}, "ชื่อยาวเกิน 80 ตัวอักษร"),
        ({"body": "ก"}, "เขียนข้อความอย่างน้อย 5 ตัวอักษร"),
        ({"body": "ก" * 1001}, "ข้อความยาวเกิน 1000 ตัวอักษร"),
        ({"body": "เรื่อง {รหัสเรื่อง เสร็จ"}, "วงเล็บปีกกาไม่ครบคู่"),
        ({"category": "nothing"}, "ไม่มีประเภทนี้"),
    ],
)
def test_it_says_what_is_wrong_beside_the_field(
    arun: Browser, typed: dict[str, str], said: str
) -> None:
    page = arun.post("/templates/new", data={**NEW, **typed})

    assert page.status_code == 422
    assert said in words(page)
    assert 'aria-invalid="true"' in page.text


def test_it_changes_a_text_and_keeps_what_it_was(arun: Browser, database: Database) -> None:
    address = added(arun)
    typed = {**NEW, "body": "ปะถนนด้วยยางมะตอยร้อนแล้ว", "seen": "1"}
    assert arun.post(address, data=typed).status_code == 303

    page = words(arun.get(address))
    assert "ปะถนนด้วยยางมะตอยร้อนแล้ว" in page
    assert "{หน่วยงาน}ปะถนนแล้ว" in page
    assert "แก้ไข อรุณ ขยัน" in page


def test_it_lets_the_later_of_two_editors_know(arun: Browser) -> None:
    address = added(arun)
    arun.post(address, data={**NEW, "seen": "1"})

    assert arun.post(address, data={**NEW, "seen": "1"}).status_code == 409


def test_it_puts_a_text_away_and_brings_it_back(arun: Browser) -> None:
    address = added(arun)
    arun.post(f"{address}/archive", data={"seen": "1"})
    assert "ปะถนนแล้ว" not in words(arun.get("/templates"))
    arun.post(f"{address}/restore", data={"seen": "2"})

    assert "ปะถนนแล้ว" in words(arun.get("/templates"))


def test_it_lets_the_central_desk_write_for_everybody(chai: Browser, cast: Cast) -> None:
    chai.post("/templates/new", data=NEW)
    chai.post("/templates/new", data={**NEW, "title": "ของขอนแก่น", "agency": cast.agency_b.id})

    assert "ปะถนนแล้ว" in words(chai.get("/templates"))
    assert "ของขอนแก่น" not in words(chai.get("/templates"))
    assert "ของขอนแก่น" in words(chai.get(f"/templates?agency={cast.agency_b.id}"))


def test_it_keeps_a_supervisor_to_their_own_agency(
    arun: Browser, chai: Browser, cast: Cast, database: Database
) -> None:
    others = added(chai, agency=str(cast.agency_b.id))
    assert arun.get(others).status_code == 404
    assert arun.post(f"{others}/archive", data={"seen": "1"}).status_code == 404
    assert "ปะถนนแล้ว" not in words(arun.get(f"/templates?agency={cast.agency_b.id}"))

    own = added(arun, agency=str(cast.agency_b.id), title="ของโยธา")
    with database.reading() as session:
        row = session.get(ResponseTemplate, int(own.rpartition("/")[2]))
    assert row is not None
    assert row.agency_id == cast.agency_a.id


def test_it_shows_a_supervisor_everybodys_words_without_changing_them(
    arun: Browser, chai: Browser
) -> None:
    everybodys = added(chai)

    assert f"/dashboard{everybodys}" not in arun.get("/templates").text
    assert "ปะถนนแล้ว" in words(arun.get("/templates"))
    assert arun.post(everybodys, data={**NEW, "seen": "1"}).status_code == 403


@pytest.mark.parametrize("username", ["anan", "dao", "fon", "kaew"])
def test_it_is_closed_to_everybody_else(visit: Visit, username: str) -> None:
    assert visit(username).get("/templates").status_code == 403
    assert visit(username).post("/templates/new", data=NEW).status_code == 403


@pytest.mark.parametrize("path", ["/templates/999", "/templates/new?starter=finish.any.x"])
def test_it_knows_nothing_of_what_there_is_not(arun: Browser, path: str) -> None:
    assert arun.get(path).status_code == 404


def added(browser: Browser, **typed: str) -> str:
    """Add a text; return its address."""
    location = browser.post("/templates/new", data={**NEW, **typed}).headers["location"]
    found = re.search(r"/templates/\d+", location)
    assert found is not None
    return found.group()
