"""A forgotten password."""

import re

import pytest
from sqlmodel import select

from agencies.contacts.tables import MailAddress
from store.database import Database
from store.mail_tables import MailMessage
from tests.cast import Cast
from tests.dashboard.conftest import Visit, words
from tests.fakes import FakeClock

NEW = {"password": "mountain boat paper", "again": "mountain boat paper"}


@pytest.fixture(autouse=True)
def addresses(database: Database, cast: Cast, clock: FakeClock) -> None:
    """Anan has confirmed an address, Bua has not."""
    with database.transaction() as session:
        for officer, confirmed in ((cast.anan, clock()), (cast.bua, None)):
            session.add(
                MailAddress(
                    officer_id=officer.id or 0,
                    address=f"{officer.username}@example.go.th",
                    set_at=clock(),
                    confirmed_at=confirmed,
                )
            )


def letters(database: Database) -> list[MailMessage]:
    with database.reading() as session:
        return list(session.exec(select(MailMessage)))


def test_it_sends_a_link_that_works_once(visit: Visit, database: Database) -> None:
    assert "/dashboard/login/forgotten" in visit().get("/login").text
    visit().post("/login/forgotten", data={"username": "Anan"})
    [letter] = letters(database)
    assert letter.recipient == "anan@example.go.th"
    found = re.search(r"/dashboard(/link/[\w-]+)", letter.letter["way"]["url"])
    assert found
    assert visit().post(found[1], data=NEW).status_code == 303
    assert visit().post(found[1], data=NEW).status_code == 410
    assert visit().sign_in("anan", NEW["password"]).status_code == 303


def test_it_tells_of_nobody(visit: Visit, database: Database) -> None:
    said = {
        words(visit().post("/login/forgotten", data={"username": name})).replace(name, "…")
        for name in ("anan", "bua", "nobody")
    }
    assert len(said) == 1
    assert len(letters(database)) == 1


def test_it_sends_no_flood(visit: Visit, database: Database) -> None:
    statuses = [
        visit().post("/login/forgotten", data={"username": "anan"}).status_code for _ in range(9)
    ]
    assert statuses == [200] * 8 + [429]
    assert len(letters(database)) == 8
