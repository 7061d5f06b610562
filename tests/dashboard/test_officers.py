"""Officers' accounts on the dashboard."""

import re

import pytest

from agencies.queries import find_officer
from agencies.tables import Officer, Role
from complaints.assigning import assign_officer
from complaints.change import By
from complaints.lifecycle import Actor
from complaints.tables import Ticket
from store.database import Database
from tests.cast import Cast
from tests.dashboard.conftest import Browser, Report, Visit, words
from tests.fakes import FakeClock

NEW = "mountain boat paper"


def link_in(page: str) -> str:
    found = re.search(r"/dashboard(/link/[\w-]+)", page)
    assert found
    return found[1]


def invite(browser: Browser, **form: str) -> str:
    filled = {"name": "นิด ใหม่", "username": "nid", "role": "officer", **form}
    page = browser.post("/officers/new", data=filled)
    assert page.status_code == 200, words(page)
    return link_in(page.text)


def test_it_offers_to_copy_a_link_that_can_be_selected_without_scripts(arun: Browser) -> None:
    filled = {"name": "นิด ใหม่", "username": "nid", "role": "officer"}
    page = arun.post("/officers/new", data=filled).text
    assert re.search(r'<textarea[^>]* id="link"[^>]* readonly>[^<]+/link/', page)
    assert re.search(r'<p[^>]* hidden data-copy="link">', page), "shown by the script alone"
    assert "js/copy.js" in page


def test_it_invites_by_a_link_that_works_once(arun: Browser, visit: Visit) -> None:
    link = invite(arun)
    nid = visit()
    assert "ยินดีต้อนรับ คุณนิด ใหม่" in words(nid.get(link))
    assert (
        nid.post(link, data={"password": "password123", "again": "password123"}).status_code == 422
    )
    done = nid.post(link, data={"password": NEW, "again": NEW})

    assert done.headers["location"] == "/dashboard/login?done=password_set"
    assert nid.sign_in("nid", NEW).status_code == 303
    used = visit().get(link)
    assert (used.status_code, "ใช้ตั้งรหัสผ่านไปแล้ว" in words(used)) == (410, True)
    assert visit().post(link, data={"password": NEW, "again": NEW}).status_code == 410


def test_it_lets_nobody_in_before_they_set_a_password(arun: Browser, visit: Visit) -> None:
    invite(arun)
    assert visit().sign_in("nid", "").status_code == 422
    assert visit().sign_in("nid", "nobody has this password").status_code == 422


def test_it_says_that_a_link_has_expired_or_was_replaced(
    arun: Browser, visit: Visit, database: Database, clock: FakeClock
) -> None:
    first = invite(arun)
    with database.reading() as session:
        nid = find_officer(session, "nid")
    assert nid is not None
    second = link_in(arun.post(f"/officers/{nid.id}/link").text)
    assert "มีลิงก์ใหม่กว่านี้แล้ว" in words(visit().get(first))
    clock.pass_time(days=8)
    assert "ลิงก์หมดอายุแล้ว" in words(visit().get(second))


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"username": "anan"}, "มีผู้ใช้ชื่อนี้แล้ว"),
        ({"username": "a"}, "อย่างน้อย 3 ตัว"),
        ({"name": " "}, "ต้องกรอกชื่อ"),
        ({"role": "king"}, "เลือกบทบาท"),
        ({"agency_id": "x"}, "เลือกหน่วยงาน"),
    ],
)
def test_it_says_what_is_wrong_with_an_invitation(
    visit: Visit, form: dict[str, str], said: str
) -> None:
    filled = {"name": "นิด", "username": "nid", "role": "officer", **form}
    refused = visit("ek").post("/officers/new", data=filled)
    assert (refused.status_code, said in words(refused)) == (422, True)


def test_it_refuses_a_supervisor_what_reaches_beyond_the_agency(arun: Browser, cast: Cast) -> None:
    form = {"name": "นิด", "username": "nid"}
    for more in (
        {"role": "administrator"},
        {"role": "integrity"},
        {"role": "officer", "agency_id": str(cast.agency_b.id)},
    ):
        assert arun.post("/officers/new", data={**form, **more}).status_code == 403
    assert arun.get(f"/officers/{cast.bua.id}").status_code == 404
    assert arun.post(f"/officers/{cast.bua.id}/off").status_code == 404
    assert arun.post(f"/officers/{cast.arun.id}/off").status_code == 403, "themselves"


def test_it_lists_and_finds_officers(visit: Visit, arun: Browser) -> None:
    everybody = words(visit("ek").get("/officers"))
    assert "บัว สุขใจ" in everybody
    assert "อนันต์ ใจดี" in everybody
    own = words(arun.get("/officers?words=ใจ&state=on&agency=x&role=nonsense&after=9"))
    assert "บัว สุขใจ" not in own
    nobody = words(visit("ek").get("/officers?words=ไม่มีใคร"))
    assert "ไม่พบเจ้าหน้าที่" in nobody


def test_it_shuts_out_at_once_and_frees_the_tickets(
    arun: Browser,
    visit: Visit,
    database: Database,
    cast: Cast,
    report: Report,
    clock: FakeClock,
) -> None:
    ticket, anan = report(), visit("anan")
    with database.transaction() as session:
        held = session.get(Ticket, ticket.id)
        assert held is not None
        by = By(Actor.OFFICER, f"officer:{cast.anan.id}", cast.anan.agency_id)
        assign_officer(session, held, cast.anan.id, by, clock())
    done = arun.post(f"/officers/{cast.anan.id}/off")

    assert done.headers["location"].endswith("done=officer_off")
    assert anan.get("/security").status_code == 303
    assert visit().sign_in("anan").status_code == 422
    with database.reading() as session:
        free = session.get(Ticket, ticket.id)
        assert free is not None
        assert free.officer_id is None
    arun.post(f"/officers/{cast.anan.id}/on")
    assert visit().sign_in("anan").status_code == 303


def test_it_keeps_the_last_administrator(visit: Visit, database: Database, cast: Cast) -> None:
    with database.transaction() as session:
        chai = session.get(Officer, cast.chai.id)
        assert chai is not None
        chai.role = Role.ADMINISTRATOR
    ek, second = visit("ek"), visit("chai")
    form = {"name": "ชัย", "role": "central", "agency_id": str(cast.central.id)}
    assert ek.post(f"/officers/{cast.chai.id}/profile", data=form).status_code == 303
    assert second.get("/security").status_code == 303, "signed out with the old role"
    assert ek.post(f"/officers/{cast.ek.id}/off").status_code == 403


def test_it_shows_and_ends_sessions(arun: Browser, visit: Visit, cast: Cast) -> None:
    anan = visit()
    anan.client.headers["user-agent"] = "Mozilla/5.0 (iPhone) AppleWebKit Version/17 Safari/604"
    anan.sign_in("anan")
    page = words(arun.get(f"/officers/{cast.anan.id}"))
    assert "Safari · iPhone" in page
    arun.post(f"/officers/{cast.anan.id}/sessions")
    assert anan.get("/security").status_code == 303
