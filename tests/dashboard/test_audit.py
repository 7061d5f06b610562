"""The audit log on the dashboard."""

import ast
import re
from datetime import timedelta
from pathlib import Path

import pytest

from agencies.sign_in.tables import Purpose
from agencies.tables import Officer
from complaints.joint.lifecycle import PartMove
from complaints.lifecycle import Move
from complaints.tables import EventKind
from dashboard.audit import export, view
from dashboard.audit.words import ACTIONS
from knowledge.tables import GapState
from store import audit
from store.database import Database
from tests.cast import KHONKAEN_ADDRESS, Cast
from tests.dashboard.conftest import Act, Browser, Report, Visit, words
from tests.fakes import FakeClock

ROOT = Path(__file__).parent.parent.parent
ROOMS = ("agencies", "complaints", "dashboard", "knowledge", "commands", "chores", "store")
KINDS = "agency|announcement|audit|categories|coverage|day|gap|inbox|knowledge|officer|photo"
NAMED = re.compile(rf"({KINDS}|reporter|response|target|tickets?|view)\.[a-z_.]+")
NO_ACTIONS = {"knowledge.reason.unknown"}  # keys of the wording that look like actions


def actions_in_code() -> set[str]:
    """Every string of the code that is shaped like an action."""
    found = set()
    for room in ROOMS:
        for path in (ROOT / room).rglob("*.py"):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)
                     for part in node.values}  # fmt: skip
            found |= {
                node.value
                for node in ast.walk(tree)
                if isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and id(node) not in parts
                and NAMED.fullmatch(node.value)
                and not node.value.endswith((".id", ".csv"))
            }
    return found - NO_ACTIONS


def test_it_has_thai_words_for_every_action() -> None:
    put_together = {
        *(f"ticket.{move}" for move in Move),
        *(f"ticket.part_{move}" for move in PartMove),
        *(f"gap.{state}" for state in GapState),
        *(f"response.{what}" for what in ("added", "changed", "archived", "restored")),
        *(f"ticket.{kind}" for kind in (EventKind.RATED, EventKind.COMMENTED)),
        *(f"officer.link.{purpose}" for purpose in Purpose),
        *(f"officer.link_used.{purpose}" for purpose in Purpose),
    }  # fmt: skip
    without = (actions_in_code() | put_together) - ACTIONS.keys()
    assert without == set()


def test_it_tells_who_did_what_in_plain_thai(visit: Visit, report: Report, act: Act) -> None:
    ticket = report()
    act(ticket, Move.ACCEPT)
    page = visit("ek").get("/audit")
    said = words(page)
    assert f"อนันต์ ใจดี รับเรื่อง · เรื่อง {ticket.code}" in said
    assert "ผู้แจ้ง" in said
    assert f'href="/dashboard/tickets/{ticket.code}"' in page.text


def test_it_shows_supervisors_their_own_agencys_doings(
    arun: Browser, visit: Visit, report: Report, act: Act, database: Database, cast: Cast
) -> None:
    own, elsewhere = report(), report(address=KHONKAEN_ADDRESS)
    act(own, Move.ACCEPT)
    visit().sign_in("bua")
    visit().sign_in("anan")
    said = words(arun.get("/audit"))
    assert "อนันต์ ใจดี รับเรื่อง" in said
    assert "อนันต์ ใจดี เข้าสู่ระบบ" in said
    assert "บัว สุขใจ" not in said
    assert elsewhere.code not in said
    about = words(arun.get(f"/audit?about={own.code}"))
    assert "แจ้งเรื่อง" in about, "of a ticket of theirs, what anybody did"
    hidden = arun.get(f"/audit?about={elsewhere.code}")
    assert (hidden.status_code, "ไม่พบ" in words(hidden)) == (422, True)
    assert arun.get("/audit?who=bua").status_code == 422
    assert arun.get("/audit?about=bua").status_code == 422
    assert arun.get("/audit?about=b").status_code == 422


def test_it_hides_what_was_done_to_sealed_tickets(
    arun: Browser, visit: Visit, report: Report, cast: Cast
) -> None:
    sealed = report(category="corruption", text="เจ้าหน้าที่เรียกรับเงิน")
    for browser in (arun, visit("ek")):
        page = browser.get("/audit")
        assert sealed.code not in page.text
        assert "ticket:" not in page.text
        assert "แจ้งเรื่อง ·" not in words(page)
        assert browser.get(f"/audit?about={sealed.code}").status_code == 422
        assert sealed.code not in browser.get("/audit/export.csv").text


def test_it_shows_integrity_officers_what_was_done_to_sealed_tickets_and_no_more(
    visit: Visit, report: Report, act: Act
) -> None:
    sealed = report(category="corruption", text="เจ้าหน้าที่เรียกรับเงิน")
    plain = report()
    act(plain, Move.ACCEPT)
    fon = visit("fon")
    assert fon.get(f"/tickets/{sealed.code}").status_code == 200
    page = fon.get("/audit")
    assert f"แจ้งเรื่อง · เรื่อง {sealed.code}" in words(page)
    assert plain.code not in page.text
    assert "เข้าสู่ระบบ" not in words(page).partition("ล้าง")[2], "nobody's comings and goings"
    assert sealed.code in fon.get("/audit/export.csv").text
    assert sealed.code in words(fon.get(f"/audit?about={sealed.code}"))
    assert fon.get("/audit?about=central").status_code == 422
    assert fon.get("/audit?who=anan").status_code == 422, "works elsewhere"
    assert fon.get("/audit?who=ฝน").status_code == 200


def test_it_says_no_two_actions_in_the_same_words() -> None:
    assert len(set(ACTIONS.values())) == len(ACTIONS)


def test_it_narrows_by_who_what_about_what_and_when(
    visit: Visit, report: Report, act: Act, clock: FakeClock
) -> None:
    first = report()
    act(first, Move.ACCEPT)
    clock.pass_time(days=2)
    second = report()
    act(second, Move.ACCEPT)
    ek = visit("ek")

    def codes(query: str) -> set[str]:
        said = words(ek.get(f"/audit?{query}"))
        return {code for code in (first.code, second.code) if code in said}

    day = f"{clock():%Y-%m-%d}"
    assert codes("who=anan") == {first.code, second.code}
    assert codes("who=ใจดี&action=ticket.accept") == {first.code, second.code}
    assert codes("who=dao") == set()
    assert codes("action=ticket.finish") == set()
    assert codes(f"about={first.code}") == {first.code}
    assert codes(f"first={day}") == {second.code}
    assert codes(f"last={clock() - timedelta(days=1):%Y-%m-%d}") == {first.code}
    assert codes(f"first={day}&last={day}&who=anan&about={second.code}") == {second.code}


@pytest.mark.parametrize(
    "query",
    ["first=never", "first=0001-01-01", "first=2026-02-02&last=2026-02-01", "who=ไม่มี", "about=%00"],
)
def test_it_says_what_it_cannot_read(visit: Visit, query: str) -> None:
    page = visit("ek").get(f"/audit?{query}")
    assert page.status_code == 422
    assert 'role="alert"' in page.text


def test_it_turns_pages_without_losing_or_repeating_any(
    visit: Visit, database: Database, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view, "PAGE", 4)
    with database.transaction() as session:
        for number in range(10):
            clock.pass_time(seconds=number % 2)  # several at the same moment
            audit.record(
                session, at=clock(), actor="operator", action="coverage.imported",
                subject="agency:1", count=number,
            )  # fmt: skip
    ek, seen, address = visit("ek"), list[str](), "/audit?action=coverage.imported"
    while address:
        page = ek.get(address)
        seen += re.findall(r"(\d+) รายการ", words(page))
        more = re.search(r'href="/dashboard(/audit\?[^"]*before=[^"]+)"', page.text)
        address = more[1].replace("&amp;", "&") if more else ""
    assert seen == [str(number) for number in range(9, -1, -1)]


def test_it_survives_a_broken_page_address(visit: Visit) -> None:
    for before in ("x", "1_", "9" * 40 + "_1", "1_-5"):
        assert visit("ek").get(f"/audit?before={before}").status_code == 200


def test_it_sends_the_log_as_a_file_and_puts_that_on_record(
    visit: Visit, database: Database, clock: FakeClock, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "AT_ONCE", 2)
    with database.transaction() as session:
        for name in ("=cmd()", "ก", "ข"):
            audit.record(
                session, at=clock(), actor="operator", action="agency.renamed",
                subject=f"agency:{cast.agency_a.id}", after=name,
            )  # fmt: skip
        officer = session.get(Officer, cast.anan.id)
        assert officer is not None
        officer.name = "=HYPERLINK()"
        audit.record(
            session, at=clock(), actor=f"officer:{officer.id}", action="officer.in", subject="x"
        )
    ek = visit("ek")
    sent = ek.get("/audit/export.csv")
    lines = sent.text.lstrip("\ufeff").splitlines()
    assert sent.headers["content-type"] == "text/csv; charset=utf-8"
    assert lines[0] == "เวลา,ใคร,ทำอะไร,กับอะไร,รายละเอียด"
    assert len(lines) == 1 + 4 + 1, "the sending itself, too"
    assert not [line for line in lines if ",=" in line]
    assert "ส่งออกบันทึกการใช้งาน" in words(ek.get("/audit"))
    assert ek.get("/audit/export.csv?first=never").status_code == 422
