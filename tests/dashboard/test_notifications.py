"""One's own notifications: an account bound by a code, an address by a link, choices kept."""

import re

import pytest
from sqlmodel import col, select

from agencies.contacts import addresses, codes, groups, line
from agencies.contacts.tables import LineGroup
from complaints.alerts.choices import UNCHOSEN, get_choices
from complaints.alerts.tables import AlertKind
from complaints.alerts.telling_tables import Pace, Way
from core.letters import Letter, from_json
from store.database import Database
from store.mail_tables import MailMessage
from tests.cast import Cast
from tests.dashboard.conftest import BASE, Browser, Visit, words
from tests.fakes import FakeClock

PAGE = "/account/notifications"
MALEES_PHONE, GROUP = "U" + "7" * 32, "C" + "7" * 32


def shown_code(text: str) -> str:
    found = re.search(r"ผูก ([A-Z2-9]{4}-[A-Z2-9]{4})", text)
    assert found is not None
    return found.group(1).replace("-", "")


def letters(database: Database) -> list[tuple[str, Letter]]:
    with database.reading() as session:
        rows = session.exec(select(MailMessage).order_by(col(MailMessage.id)))
        return [(row.recipient, from_json(row.letter)) for row in rows]


def test_it_shows_a_code_once_that_binds_ones_account(
    anan: Browser, database: Database, cast: Cast, clock: FakeClock
) -> None:
    page = anan.post(f"{PAGE}/line/code")
    code = shown_code(words(page))
    assert "https://line.me/R/oaMessage/%40assistant/?" in page.text
    with database.transaction() as session:
        line.bind(session, code, MALEES_PHONE, clock())
    shown = words(anan.get(PAGE))
    assert "ผูกแล้ว" in shown
    assert code[:4] not in shown
    assert anan.post(f"{PAGE}/line/off").headers["location"].endswith("done=line_off")
    with database.reading() as session:
        assert line.find_account(session, cast.anan.id or 0) is None


def test_it_says_when_too_many_codes_are_asked_for(anan: Browser) -> None:
    for _ in range(codes.MOST_ASKED):
        assert anan.post(f"{PAGE}/line/code").status_code == 200
    refused = anan.post(f"{PAGE}/line/code")
    assert refused.status_code == 422
    assert "โปรดรอ 15 นาที" in words(refused)


def test_it_confirms_an_address_by_the_link_that_went_there(
    anan: Browser, visit: Visit, database: Database, cast: Cast
) -> None:
    anan.post(f"{PAGE}/mail", data={"address": "anan@example.go.th"})
    assert "รอยืนยัน" in words(anan.get(PAGE))
    ((recipient, letter),) = letters(database)
    assert recipient == "anan@example.go.th"
    assert letter.way is not None
    link = letter.way.url.removeprefix(f"{BASE}/dashboard")
    assert visit("arun").post(link).status_code == 404, "it is Anan's to confirm"
    assert visit().get(link).status_code == 303, "a stranger signs in first"
    assert "ยืนยันอีเมลนี้" in words(anan.get(link))
    with database.reading() as session:
        assert addresses.confirmed_address(session, cast.anan.id or 0) is None, "not by looking"
    assert anan.post(link).status_code == 303
    with database.reading() as session:
        assert addresses.confirmed_address(session, cast.anan.id or 0) == "anan@example.go.th"
    anan.post(f"{PAGE}/mail/off")
    assert anan.post(link).status_code == 404, "the address was forgotten meanwhile"


def test_it_refuses_an_address_that_is_none_and_keeps_what_was_typed(
    anan: Browser, database: Database
) -> None:
    refused = anan.post(f"{PAGE}/mail", data={"address": "anan(at)example"})
    assert refused.status_code == 422
    assert "อีเมลนี้ไม่ถูกต้อง" in words(refused)
    assert "anan(at)example" in refused.text
    assert letters(database) == []


def test_it_keeps_the_choices(anan: Browser, database: Database, cast: Cast) -> None:
    ways = [f"{kind}:{'none' if kind is AlertKind.NEW else 'both'}" for kind in AlertKind]
    form = {"ways": ways, "pace": "daily", "digest": "mail"}
    assert anan.post(f"{PAGE}/choices", data=form).status_code == 303
    with database.reading() as session:
        kept = get_choices(session, cast.anan.id or 0)
    assert kept.way_of(AlertKind.NEW) is Way.NONE
    assert kept.way_of(AlertKind.OVERDUE) is Way.BOTH
    assert (kept.pace, kept.quiet, kept.digest) == (Pace.DAILY, False, Way.MAIL)


@pytest.mark.parametrize("ways", [[], ["new:line"], ["new:pigeon"] * 9, ["new"] * 9])
def test_it_refuses_choices_that_no_form_of_ours_sends(
    anan: Browser, database: Database, cast: Cast, ways: list[str]
) -> None:
    form = {"ways": ways, "pace": "merged", "digest": "none"}
    assert anan.post(f"{PAGE}/choices", data=form).status_code == 422
    with database.reading() as session:
        assert get_choices(session, cast.anan.id or 0) == UNCHOSEN


def test_it_lets_a_supervisor_bind_a_group_and_let_it_go(
    arun: Browser, anan: Browser, database: Database, clock: FakeClock
) -> None:
    assert "กลุ่ม LINE ของ" not in words(anan.get(PAGE))
    assert anan.post(f"{PAGE}/groups/code").status_code == 403
    code = shown_code(words(arun.post(f"{PAGE}/groups/code")))
    with database.transaction() as session:
        groups.bind(session, code, GROUP, MALEES_PHONE, clock())
    assert "โดย อรุณ ขยัน" in words(arun.get(PAGE))
    with database.reading() as session:
        (group,) = session.exec(select(LineGroup)).all()
    assert arun.post(f"{PAGE}/groups/{group.id}/off").status_code == 303
    with database.reading() as session:
        assert session.exec(select(LineGroup)).all() == []


def test_it_knows_no_group_of_another_agency(
    visit: Visit, database: Database, cast: Cast, clock: FakeClock
) -> None:
    with database.transaction() as session:
        code = codes.issue(session, cast.anan, clock(), cast.agency_a).replace("-", "")
        groups.bind(session, code, GROUP, MALEES_PHONE, clock())
    assert visit("chai").post(f"{PAGE}/groups/1/off").status_code == 404


def test_it_shows_who_looks_after_agencies_what_is_bound_there(
    visit: Visit, database: Database, cast: Cast, clock: FakeClock
) -> None:
    page = f"/agencies/{cast.agency_a.id}"
    assert "ยังไม่มีใครผูกบัญชีหรือกลุ่ม" in words(visit("chai").get(page))
    with database.transaction() as session:
        code = codes.issue(session, cast.anan, clock()).replace("-", "")
        line.bind(session, code, MALEES_PHONE, clock())
        code = codes.issue(session, cast.anan, clock(), cast.agency_a).replace("-", "")
        groups.bind(session, code, GROUP, MALEES_PHONE, clock())
    shown = visit("chai").get(page)
    assert "อนันต์ ใจดี ผูกบัญชีเมื่อ" in words(shown)
    assert MALEES_PHONE not in shown.text
    assert visit("chai").post(f"{page}/groups/1/off").status_code == 303
    with database.reading() as session:
        assert session.exec(select(LineGroup)).all() == []
