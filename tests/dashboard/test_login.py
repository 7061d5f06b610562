"""Signing in and out."""

import pytest
from sqlmodel import select

from agencies.logins import MOST_FAILURES, SESSION_LIFE
from agencies.tables import LoginFailure, OfficerSession
from dashboard import login
from store import audit
from store.database import Database
from tests.cast import PASSWORD, Cast
from tests.dashboard.conftest import Visit, words
from tests.fakes import FakeClock


def test_it_signs_in_and_shows_the_queue(visit: Visit) -> None:
    browser = visit()
    response = browser.sign_in("anan")

    assert (response.status_code, response.headers["location"]) == (303, "/dashboard/")
    assert "อนันต์ ใจดี" in words(browser.get("/"))


def test_it_takes_the_user_name_in_any_case(visit: Visit) -> None:
    assert visit().sign_in(" Anan ").status_code == 303


def test_it_guards_the_cookie(visit: Visit) -> None:
    cookie = visit().sign_in("anan").headers["set-cookie"].lower()

    for attribute in ("httponly", "samesite=lax", "secure", "path=/dashboard"):
        assert attribute in cookie


def test_it_does_not_tell_which_of_name_and_password_is_wrong(visit: Visit) -> None:
    wrong_password = visit().sign_in("anan", "wrong password")
    nobody = visit().sign_in("nobody", "wrong password")

    assert wrong_password.status_code == nobody.status_code == 422
    assert "ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง" in words(wrong_password)
    assert words(wrong_password) == words(nobody)
    assert "set-cookie" not in wrong_password.headers
    assert 'value="anan"' in wrong_password.text, "the user name stays"


def test_it_asks_to_wait_after_too_many_failures(visit: Visit, clock: FakeClock) -> None:
    browser = visit()
    for _ in range(MOST_FAILURES["both"]):
        browser.sign_in("anan", "guess")
    refused = browser.sign_in("anan")

    assert refused.status_code == 429
    assert "โปรดรอ 15 นาที" in words(refused)
    clock.pass_time(minutes=16)
    assert browser.sign_in("anan").status_code == 303


def test_it_counts_a_guess_before_the_password_is_checked(
    visit: Visit, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted: list[int] = []

    def check(_password: str, _password_hash: str | None) -> bool:
        with database.reading() as session:
            counted.append(len(session.exec(select(LoginFailure)).all()))
        return True

    monkeypatch.setattr(login, "is_password", check)

    assert visit().sign_in("anan").status_code == 303
    assert counted == [len(MOST_FAILURES)], "so that guesses sent side by side are stopped, too"
    with database.reading() as session:
        assert session.exec(select(LoginFailure)).all() == [], "it was no failure"


def test_it_starts_a_new_session_and_ends_the_one_before(visit: Visit) -> None:
    browser = visit("anan")
    before = browser.cookie
    browser.sign_in("anan")

    assert browser.cookie != before
    other = visit()
    other.cookie = before
    assert other.get("/").status_code == 303


def test_it_never_takes_over_a_token_it_was_offered(visit: Visit, database: Database) -> None:
    browser = visit()
    browser.cookie = "chosen-by-an-attacker"
    browser.sign_in("anan")

    attacker = visit()
    attacker.cookie = "chosen-by-an-attacker"
    assert attacker.get("/").status_code == 303


def test_it_signs_out(visit: Visit, database: Database) -> None:
    browser = visit("anan")
    token = browser.cookie
    response = browser.post("/logout")

    assert (response.status_code, response.headers["location"]) == (303, "/dashboard/login")
    browser.cookie = token
    assert browser.get("/").status_code == 303
    with database.reading() as session:
        assert session.exec(select(OfficerSession)).all() == []


def test_it_leaves_a_trace_of_signing_in_and_out(
    visit: Visit, database: Database, cast: Cast
) -> None:
    browser = visit()
    browser.sign_in("anan")
    browser.post("/logout")

    with database.reading() as session:
        trail = audit.list_about(session, f"officer:{cast.anan.id}")
    assert [entry.action for entry in trail] == ["officer.in", "officer.out"]


def test_it_ends_a_session_in_time(visit: Visit, clock: FakeClock) -> None:
    browser = visit("anan")
    clock.now += SESSION_LIFE

    assert browser.get("/").status_code == 303


def test_it_shuts_out_an_officer_who_has_left(visit: Visit, database: Database, cast: Cast) -> None:
    browser = visit("anan")
    with database.transaction() as session:
        officer = session.merge(cast.anan)
        officer.active = False

    assert browser.get("/").status_code == 303
    assert visit().sign_in("anan").status_code == 422


def test_it_leads_back_to_where_one_wanted_to_go(visit: Visit) -> None:
    browser = visit()
    sent_away = browser.get("/tickets/2026-ABC234?done=accept")
    page = browser.client.get(sent_away.headers["location"])
    assert 'name="next" value="/dashboard/tickets/2026-ABC234?done=accept"' in page.text

    form = {"username": "anan", "password": PASSWORD, "next": "/dashboard/tickets/2026-ABC234"}
    assert browser.post("/login", data=form).headers["location"] == form["next"]


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example/",
        "//evil.example/dashboard/",
        "//[/dashboard/",
        "///dashboard/",
        "/\\evil.example",
        "/elsewhere",
        "x:y",
    ],
)
def test_it_leads_nowhere_else(visit: Visit, wanted: str) -> None:
    form = {"username": "anan", "password": PASSWORD, "next": wanted}

    assert visit().post("/login", data=form).headers["location"] == "/dashboard/"


def test_it_sends_a_whole_page_away_when_a_part_needs_signing_in(visit: Visit) -> None:
    response = visit().get("/rows", headers={"hx-request": "true"})

    assert response.status_code == 401
    assert response.headers["hx-redirect"] == "/dashboard/login"


def test_it_shows_the_demo_logins(visit: Visit) -> None:
    assert "demo-password-1" in words(visit().get("/login"))


def test_it_shows_what_was_typed_as_text(visit: Visit) -> None:
    page = visit().sign_in('"><script>alert(1)</script>', "x")

    assert "<script>alert" not in page.text
