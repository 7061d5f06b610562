"""One's own password and sessions."""

import pytest

from tests.cast import PASSWORD
from tests.dashboard.conftest import Visit, words

NEW = "mountain boat paper"


def change(old: str = PASSWORD, new: str = NEW, again: str = NEW) -> dict[str, str]:
    return {"old": old, "password": new, "again": again}


def test_it_changes_the_password_and_ends_other_sessions(visit: Visit) -> None:
    here, elsewhere = visit("anan"), visit("anan")
    done = here.post("/security/password", data=change())

    assert done.headers["location"] == "/dashboard/security?done=password_changed"
    assert here.get("/security").status_code == 200
    assert elsewhere.get("/security").status_code == 303
    assert visit().sign_in("anan").status_code == 422
    assert visit().sign_in("anan", NEW).status_code == 303


@pytest.mark.parametrize(
    ("form", "said"),
    [
        (change(old="guess"), "รหัสผ่านปัจจุบันไม่ถูกต้อง"),
        (change(again="something else"), "สองช่องไม่ตรงกัน"),
        (change(new="short", again="short"), "อย่างน้อย 10 ตัวอักษร"),
        (change(new="anan-the-great", again="anan-the-great"), "มีชื่อผู้ใช้"),
        (change(new="password1234", again="password1234"), "มีคนใช้บ่อย"),
    ],
)
def test_it_says_why_a_password_is_refused(visit: Visit, form: dict[str, str], said: str) -> None:
    refused = visit("anan").post("/security/password", data=form)
    assert (refused.status_code, said in words(refused)) == (422, True)
    assert visit().sign_in("anan").status_code == 303, "the old one is still good"


def test_it_is_no_way_to_guess_at_the_password(visit: Visit) -> None:
    browser = visit("anan")
    for _ in range(5):
        browser.post("/security/password", data=change(old="guess"))
    refused = browser.post("/security/password", data=change())
    assert (refused.status_code, "โปรดรอ 15 นาที" in words(refused)) == (422, True)


def test_it_signs_out_everywhere_else(visit: Visit) -> None:
    here, elsewhere = visit("anan"), visit("anan")
    assert words(here.get("/security")).count("เครื่องนี้") == 1
    here.post("/security/sessions")
    assert here.get("/security").status_code == 200
    assert elsewhere.get("/security").status_code == 303
