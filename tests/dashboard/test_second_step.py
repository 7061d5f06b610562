"""The second step: setting it up, signing in with it, losing it."""

import re
from dataclasses import replace
from datetime import timedelta

import pyotp
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount

from agencies.logins import MOST_WRONG_CODES
from agencies.tables import Role
from dashboard import site
from store import audit
from store.database import Database
from tests.cast import PASSWORD, Cast
from tests.dashboard.conftest import Browser, Visit, words
from tests.fakes import FakeClock


def set_up(browser: Browser, clock: FakeClock) -> tuple[pyotp.TOTP, list[str]]:
    page = browser.get("/security/second-step")
    assert "<svg" in page.text
    found = re.search(r"secret=([A-Z2-7]+)", page.text)
    assert found
    totp = pyotp.TOTP(found[1])
    shown = browser.post("/security/second-step", data={"code": totp.at(clock())})
    codes = re.findall(r'<li class="code">([2-9a-z]{5}-[2-9a-z]{5})<', shown.text)
    assert len(codes) == 10
    clock.now += timedelta(seconds=30)
    return totp, codes


def give(browser: Browser, code: str) -> int:
    return browser.post("/login/code", data={"code": code}).status_code


def test_it_asks_for_a_code_after_the_password(visit: Visit, clock: FakeClock) -> None:
    totp, _ = set_up(visit("anan"), clock)
    browser = visit()
    asked = browser.sign_in("anan")

    assert asked.headers["location"] == "/dashboard/login/code"
    assert browser.get("/hotspots").status_code == 303, "not in yet"
    assert "anan" in words(browser.get("/login/code"))
    assert give(browser, "000000") == 422
    code = totp.at(clock())
    assert give(browser, code) == 303
    assert browser.get("/hotspots").status_code == 200
    second = visit()
    second.sign_in("anan")
    assert give(second, code) == 422, "overheard, it opens nothing"


def test_it_reads_a_code_as_thai_keyboards_type_it(visit: Visit, clock: FakeClock) -> None:
    totp, _ = set_up(visit("anan"), clock)
    browser = visit()
    browser.sign_in("anan")
    code = totp.at(clock())
    assert give(browser, "กขคงจฉ") == 422
    assert give(browser, code.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))) == 303


def test_it_leads_on_to_where_one_wanted_to_go(visit: Visit, clock: FakeClock) -> None:
    totp, _ = set_up(visit("anan"), clock)
    browser = visit()
    form = {"username": "anan", "password": PASSWORD, "next": "/dashboard/hotspots"}
    step = browser.post("/login", data=form).headers["location"]
    assert 'value="/dashboard/hotspots"' in browser.client.get(step).text
    done = browser.post("/login/code", data={"code": totp.at(clock()), "next": form["next"]})
    assert done.headers["location"] == form["next"]


def test_it_takes_a_recovery_code_instead(visit: Visit, clock: FakeClock) -> None:
    _, codes = set_up(visit("anan"), clock)
    for expected in (303, 422):
        browser = visit()
        browser.sign_in("anan")
        assert give(browser, codes[0]) == expected


def test_it_asks_to_wait_after_too_many_wrong_codes(
    visit: Visit, clock: FakeClock, database: Database, cast: Cast
) -> None:
    totp, _ = set_up(visit("anan"), clock)
    browser = visit()
    browser.sign_in("anan")
    for _ in range(MOST_WRONG_CODES):
        assert give(browser, "123456") == 422
    assert give(browser, totp.at(clock())) == 429
    again = visit()
    again.sign_in("anan")
    assert give(again, totp.at(clock())) == 429, "from another browser, too"
    with database.reading() as session:
        trail = audit.list_about(session, f"officer:{cast.anan.id}")
    wrong = [entry for entry in trail if entry.action == "officer.second_step_wrong"]
    assert len(wrong) == MOST_WRONG_CODES


def test_it_forgets_the_first_step_after_a_while(visit: Visit) -> None:
    browser = visit()
    assert give(browser, "123456") == 303
    assert browser.get("/login/code").headers["location"] == "/dashboard/login"


def test_it_cannot_be_skipped_by_a_made_up_step(visit: Visit) -> None:
    browser = visit()
    browser.client.cookies.set("second_step", "eyJvZmZpY2VyIjoxfQ.made.up")
    assert browser.get("/login/code").status_code == 303


@pytest.fixture
def strict(app: Starlette) -> Starlette:
    """A dashboard where officers must have a second step."""
    mount = app.routes[0]
    assert isinstance(mount, Mount)
    wiring = mount.app.state.wiring  # type: ignore[attr-defined]
    sign_in = replace(wiring.sign_in, second_step_of=frozenset({Role.OFFICER}))
    return Starlette(routes=[Mount("/dashboard", site.build(replace(wiring, sign_in=sign_in)))])


def test_it_shows_nothing_else_where_the_role_must_have_one(
    strict: Starlette, clock: FakeClock
) -> None:
    browser = Browser(strict)
    browser.sign_in("anan")
    assert browser.get("/hotspots").headers["location"] == "/dashboard/security"
    assert "ต้องยืนยันตัวตนขั้นที่สอง" in words(browser.get("/security"))
    set_up(browser, clock)
    assert browser.get("/hotspots").status_code == 200
    off = browser.post("/security/second-step/off", data={"password": PASSWORD})
    assert off.status_code == 403
    free = Browser(strict)
    free.sign_in("dao")
    assert free.get("/hotspots").status_code == 200
    browser.client.close()
    free.client.close()


def test_it_is_taken_away_with_the_password_only(visit: Visit, clock: FakeClock) -> None:
    browser = visit("anan")
    set_up(browser, clock)
    wrong = browser.post("/security/second-step/off", data={"password": "guess"})
    assert (wrong.status_code, "รหัสผ่านปัจจุบันไม่ถูกต้อง" in words(wrong)) == (422, True)
    assert browser.post("/security/second-step/off", data={"password": PASSWORD}).status_code == 303
    assert visit().sign_in("anan").headers["location"] == "/dashboard/"


def test_it_is_reset_by_an_administrator(
    visit: Visit, clock: FakeClock, database: Database, cast: Cast
) -> None:
    browser = visit("anan")
    set_up(browser, clock)
    assert visit("ek").post(f"/officers/{cast.anan.id}/second-step").status_code == 303
    assert browser.get("/hotspots").status_code == 303, "signed out"
    assert visit().sign_in("anan").headers["location"] == "/dashboard/"
    with database.reading() as session:
        trail = audit.list_about(session, f"officer:{cast.anan.id}")
    reset = next(entry for entry in trail if entry.action == "officer.second_step_reset")
    assert reset.actor == f"officer:{cast.ek.id}"
