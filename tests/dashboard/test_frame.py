"""What surrounds every page: headers, static files, error pages, words."""

from collections.abc import Iterator

import pytest
from starlette.applications import Starlette

from agencies import logins
from agencies.tables import Role
from complaints.joint.lifecycle import PartMove
from complaints.lifecycle import HoldReason, Move, Status
from complaints.queue.filters import View
from complaints.tables import EventKind, Priority
from dashboard.filters import thai_ago, thai_day, thai_moment
from dashboard.headers import security_headers
from dashboard.static_files import FOLDER, version
from dashboard.ticket.forms import FIELD_OF
from dashboard.wording import knows
from store.outbox_tables import OutboxState, Purpose
from tests.dashboard.conftest import Browser, Visit, words
from tests.fakes import MONDAY_MORNING, FakeClock


def test_it_shows_no_tone_marks_of_a_line_it_cuts_off() -> None:
    rules = [
        rule
        for sheet in (FOLDER / "css").glob("*.css")
        for rule in sheet.read_text(encoding="utf-8").split("}")
        if "-webkit-line-clamp" in rule
    ]
    assert rules
    assert all("clip-path: inset(" in rule for rule in rules)


def test_it_trusts_files_of_its_own_only(visit: Visit) -> None:
    policy = visit().get("/login").headers["content-security-policy"]

    assert "unsafe" not in policy
    for rule in (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob: https://*.tile.example.org",
        "frame-ancestors 'none'",
        "form-action 'self'",
    ):
        assert rule in policy


def test_it_guards_against_sniffing_and_tells_others_nothing(visit: Visit) -> None:
    headers = visit().get("/login").headers

    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "strict-origin-when-cross-origin"


def test_it_does_without_a_map_server() -> None:
    assert "img-src 'self' data: blob:;" in security_headers("")["Content-Security-Policy"]


def test_it_serves_its_files_to_be_kept(visit: Visit) -> None:
    response = visit().get(f"/static/{version()}/css/frame.css")

    assert response.status_code == 200
    assert response.headers["cache-control"] == "public, max-age=31536000, immutable"


def test_it_serves_pages_of_an_older_version(visit: Visit) -> None:
    assert visit().get("/static/000000000000/css/frame.css").status_code == 200


@pytest.mark.parametrize("path", ["x/../site.py", "x/%2e%2e/site.py", "x//etc/passwd", "x", "x/"])
def test_it_serves_nothing_else(visit: Visit, path: str) -> None:
    assert visit().get(f"/static/{path}").status_code == 404


def test_it_names_only_files_that_exist(visit: Visit) -> None:
    own = FOLDER / "css" / "frame.css"

    assert own.is_file()
    assert f"/static/{version()}/css/frame.css" in visit().get("/login").text


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/openapi.json"])
def test_it_has_no_description_for_machines(anan: Browser, path: str) -> None:
    assert anan.get(path).status_code == 404


def test_it_answers_without_the_last_slash(app: Starlette) -> None:
    browser = Browser(app)

    assert browser.client.get("/dashboard").headers["location"].endswith("/dashboard/")


def test_it_explains_what_is_missing(anan: Browser) -> None:
    page = anan.get("/nowhere")

    assert page.status_code == 404
    assert "ไม่พบหน้าที่ต้องการ" in words(page)
    assert 'href="/dashboard/"' in page.text


def test_it_asks_strangers_to_sign_in_before_it_says_what_is_missing(visit: Visit) -> None:
    assert visit().get("/nowhere").headers["location"].startswith("/dashboard/login")


def test_it_explains_a_wrong_method(anan: Browser) -> None:
    page = anan.post("/system")

    assert page.status_code == 405
    assert "เปิดหน้านี้ตรง ๆ ไม่ได้" in words(page)


def test_it_fails_at_no_character_that_somebody_types(anan: Browser, visit: Visit) -> None:
    answers = [
        anan.get("/?q=%00"),
        anan.get("/tickets/%00"),
        visit().sign_in("anan\0"),
    ]

    assert all(answer.status_code in {200, 404, 422} for answer in answers)


def test_it_owns_up_to_its_own_failures(app: Starlette, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object) -> None:
        raise RuntimeError("a secret of the inside")

    monkeypatch.setattr(logins, "sign_in", fail)
    browser = Browser(app)
    browser.client._transport.raise_server_exceptions = False  # type: ignore[attr-defined]
    page = browser.sign_in("anan")

    assert page.status_code == 500
    assert "ระบบขัดข้องชั่วคราว" in words(page)
    assert "secret" not in page.text


# Kinds that are told by what they changed.
TOLD_BY_DETAIL = {EventKind.MOVED, EventKind.PRIORITISED, EventKind.PART_MOVED}


def keys() -> Iterator[str]:
    yield from (f"status.{status}" for status in Status)
    yield from (f"tab.{view}" for view in View)
    yield from (f"timeline.{move}" for move in Move)
    yield from (f"timeline.{kind}" for kind in EventKind if kind not in TOLD_BY_DETAIL)
    yield from (f"timeline.{priority}" for priority in Priority)
    yield from (f"timeline.part_{move}" for move in PartMove)
    yield from (f"hold_reason.{reason}" for reason in HoldReason)
    yield from (f"role.{role}" for role in Role)
    yield from (f"told.state.{state}" for state in OutboxState)
    yield from (f"purpose.{purpose}" for purpose in Purpose)
    yield from (f"error.{reason}" for reason in FIELD_OF)


@pytest.mark.parametrize("key", list(keys()))
def test_it_has_words_for_everything_there_is(key: str) -> None:
    assert knows(key)


@pytest.mark.parametrize(
    ("passed", "said"),
    [
        ({"seconds": 59}, "เมื่อสักครู่"),
        ({"seconds": 60}, "1 นาทีที่แล้ว"),
        ({"minutes": 59}, "59 นาทีที่แล้ว"),
        ({"hours": 1}, "1 ชม.ที่แล้ว"),
        ({"hours": 23}, "23 ชม.ที่แล้ว"),
        ({"days": 1}, "1 วันที่แล้ว"),
        ({"days": 29}, "29 วันที่แล้ว"),
        ({"days": 30}, "23 พ.ย. 69"),
    ],
)
def test_it_says_how_long_ago(passed: dict[str, float], said: str) -> None:
    assert thai_ago(MONDAY_MORNING, FakeClock().pass_time(**passed)) == said


def test_it_writes_days_and_moments_as_thai_people_do() -> None:
    late = FakeClock().pass_time(hours=15)  # 01:00 of Tuesday in Bangkok

    assert thai_moment(late) == "24 พ.ย. 69 01:00 น."
    assert thai_day(late) == "24 พฤศจิกายน 2569"
    assert thai_day(late.date()) == "23 พฤศจิกายน 2569"
