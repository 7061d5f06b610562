"""Coming in by the ministry's sign-on."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.routing import Mount

from agencies.tables import Officer
from dashboard import site
from dashboard.sign_on.provider import PAUSE, Provider, SignOnFailed
from dashboard.wiring import make_sign_in
from store import audit
from store.database import Database
from tests.cast import Cast
from tests.dashboard.conftest import BASE, Browser, words
from tests.dashboard.provider import CLIENT, SECRET, FakeProvider
from tests.fakes import FakeClock

NAME = "ThaiD ของกระทรวง"


@pytest.fixture
def fake() -> Iterator[FakeProvider]:
    fake = FakeProvider(claims={"sub": "7", "email": "Anan@ministry.go.th", "email_verified": True})
    yield fake
    fake.close()


@pytest.fixture
def browser(app: Starlette, fake: FakeProvider, clock: FakeClock) -> Iterator[Browser]:
    """A stranger's browser at a dashboard that knows the provider."""
    clock.now = datetime.now(UTC)  # the provider's tokens are of today
    mount = app.routes[0]
    assert isinstance(mount, Mount)
    wiring = mount.app.state.wiring  # type: ignore[attr-defined]
    provider = Provider(fake.issuer, CLIENT, SECRET, NAME)
    sign_in = make_sign_in("a test's secret key", BASE, provider=provider)
    values = {name: getattr(wiring, name) for name in wiring.__dataclass_fields__}
    built = site.build(type(wiring)(**{**values, "sign_in": sign_in}))
    browser = Browser(Starlette(routes=[Mount("/dashboard", built)]))
    yield browser
    browser.client.close()


@pytest.fixture
def known(database: Database, cast: Cast) -> None:
    """Anan, by the address a manager wrote down."""
    with database.transaction() as session:
        anan = session.get(Officer, cast.anan.id)
        assert anan is not None
        anan.sign_on_name = "anan@ministry.go.th"


def come_back(browser: Browser, fake: FakeProvider, wanted: str = "") -> tuple[int, str, str]:
    """Go there and come back; returns the status, where it leads and what it says."""
    start = browser.get(f"/sign-on?next={wanted}")
    assert start.status_code == 303
    back = fake.authorise(start.headers["location"])
    answer = browser.client.get(back)
    return answer.status_code, answer.headers.get("location", ""), words(answer)


@pytest.mark.usefixtures("known")
def test_it_lets_in_whom_the_provider_vouches_for(browser: Browser, fake: FakeProvider) -> None:
    assert NAME in words(browser.get("/login"))
    wanted = "/dashboard/security"
    assert come_back(browser, fake, wanted)[:2] == (303, wanted)
    page = words(browser.get("/security"))
    assert "อนันต์ ใจดี" in page
    assert "ด้วยระบบยืนยันตัวตนของหน่วยงาน" in page


def test_it_says_whom_it_does_not_know(
    browser: Browser, fake: FakeProvider, database: Database
) -> None:
    status, _, said = come_back(browser, fake)
    assert status == 403
    assert "anan@ministry.go.th" in said
    assert "officer" not in browser.client.cookies
    with database.reading() as session:
        noted = audit.list_about(session, "sign_on")
    assert [entry.detail["name"] for entry in noted] == ["anan@ministry.go.th"]


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize(
    "claims",
    [
        {"email_verified": False},
        {"email_verified": "true"},
        {"email": None, "preferred_username": "anan@ministry.go.th"},
    ],
)
def test_it_trusts_no_address_that_was_not_verified(
    browser: Browser, fake: FakeProvider, claims: dict[str, object]
) -> None:
    fake.claims |= claims
    status, _, said = come_back(browser, fake)
    assert status == 403
    assert "ไม่ได้ส่งอีเมลที่ยืนยันแล้ว" in said
    assert "()" not in said, "nobody is named by nothing"


def test_it_knows_officers_by_a_user_name_too(
    browser: Browser, fake: FakeProvider, database: Database, cast: Cast
) -> None:
    with database.transaction() as session:
        bua = session.get(Officer, cast.bua.id)
        assert bua is not None
        bua.sign_on_name = "bua.s"
    fake.claims = {"sub": "8", "preferred_username": "Bua.S"}
    assert come_back(browser, fake)[0] == 303


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize(
    "lie",
    [
        {"nonce": "another"},
        {"aud": "another service"},
        {"iss": "https://evil.example"},
        {"exp": 1_000_000_000},
    ],
)
def test_it_trusts_no_token_that_is_not_for_this_sign_in(
    browser: Browser, fake: FakeProvider, lie: dict[str, object]
) -> None:
    fake.lies = lie
    status, _, said = come_back(browser, fake)
    assert status == 502
    assert "ตรวจสอบแล้วไม่ถูกต้อง" in said


@pytest.mark.usefixtures("known")
def test_it_trusts_no_other_signature(browser: Browser, fake: FakeProvider) -> None:
    fake.signs_with = RSAKey.generate_key(2048)
    assert come_back(browser, fake)[0] == 502


@pytest.mark.usefixtures("known")
def test_it_follows_a_change_of_keys(browser: Browser, fake: FakeProvider) -> None:
    assert come_back(browser, fake)[0] == 303
    fake.key = RSAKey.generate_key(2048, auto_kid=True)
    assert come_back(browser, fake)[0] == 303


def _refused(fake: FakeProvider) -> None:
    fake.refuses = True


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize(
    ("change", "query", "said"),
    [
        (_refused, "code=good", "ไม่อนุญาตให้เข้า"),
        (lambda _fake: None, "error=access_denied", "ไม่อนุญาตให้เข้า"),
        (FakeProvider.close, "code=good", "ติดต่อ"),
    ],
)
def test_it_says_in_words_what_went_wrong(
    browser: Browser,
    fake: FakeProvider,
    change: Callable[[FakeProvider], None],
    query: str,
    said: str,
) -> None:
    start = browser.get("/sign-on")
    fake.authorise(start.headers["location"])
    change(fake)
    answer = browser.get(f"/sign-on/back?{query}&state={fake.asked['state']}")
    assert answer.status_code in {422, 502}
    assert said in words(answer)


@pytest.mark.usefixtures("known")
def test_it_takes_no_answer_that_this_browser_did_not_ask_for(
    browser: Browser, fake: FakeProvider
) -> None:
    browser.get("/sign-on")
    for forged in ("forged", "ปลอม"):
        assert browser.get(f"/sign-on/back?code=good&state={forged}").status_code == 422
    browser.client.cookies.clear()
    assert browser.get("/sign-on/back?code=good&state=").status_code == 422


def test_it_does_not_wait_anew_for_a_provider_that_has_just_failed(fake: FakeProvider) -> None:
    seconds = [0.0]
    provider = Provider(fake.issuer, CLIENT, SECRET, NAME, clock=lambda: seconds[0])
    fake.down = True
    for _ in range(3):
        with pytest.raises(SignOnFailed):
            provider.begin(BASE)
    assert fake.questions == 1
    fake.down, seconds[0] = False, PAUSE
    assert provider.begin(BASE).address.startswith(fake.issuer)


@pytest.mark.usefixtures("known")
def test_it_offers_to_leave_the_provider_as_well(browser: Browser, fake: FakeProvider) -> None:
    come_back(browser, fake)
    left = browser.post("/logout").headers["location"]
    assert left == "/dashboard/login?left=sign_on"
    assert f"{fake.issuer}/end?client_id={CLIENT}" in browser.client.get(left).text


def test_it_goes_nowhere_without_a_provider(visit: Callable[[], Browser]) -> None:
    assert visit().get("/sign-on").status_code == 404
