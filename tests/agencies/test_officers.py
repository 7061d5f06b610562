"""Who may give and take which role; nobody is locked out."""

import pytest

from agencies import logins, officers, roster
from agencies.changes import By
from agencies.officers import Profile
from agencies.permissions import may_give, may_manage
from agencies.queries import get_officer_by_id
from agencies.tables import Officer, Role
from core.errors import InvalidInput, NotAllowed, NotFound
from dashboard.queue.choices import list_colleagues
from store import audit
from store.database import Database
from tests.cast import Cast
from tests.fakes import FakeClock

REACH_BEYOND = {Role.INTEGRITY, Role.EDITOR, Role.CENTRAL, Role.ADMINISTRATOR}


@pytest.fixture
def arun(database: Database, cast: Cast) -> Officer:
    """Arun as the supervisor of agency A."""
    with database.transaction() as session:
        arun = session.merge(cast.arun)
        arun.role = Role.SUPERVISOR
    return arun


@pytest.mark.parametrize("role", Role)
def test_it_lets_supervisors_give_what_stays_in_their_agency(
    role: Role, arun: Officer, cast: Cast
) -> None:
    assert may_give(arun, role, cast.anan.agency_id) is (role not in REACH_BEYOND)
    assert not may_give(arun, role, cast.bua.agency_id)
    assert may_give(cast.ek, role, cast.bua.agency_id)
    assert not any(may_give(each, role, each.agency_id) for each in (cast.anan, cast.chai))


def test_it_lets_supervisors_touch_nobody_above_them(arun: Officer, cast: Cast) -> None:
    boss = Officer(**{**cast.ek.model_dump(), "agency_id": arun.agency_id})
    assert may_manage(arun, cast.anan)
    assert may_manage(arun, cast.dao)
    assert not may_manage(arun, boss)
    assert not may_manage(arun, cast.bua)


def test_it_lets_nobody_manage_themselves(arun: Officer, cast: Cast) -> None:
    assert not may_manage(arun, arun)
    assert not may_manage(cast.ek, cast.ek)


def test_it_invites_an_officer_who_has_no_password_yet(
    database: Database, arun: Officer, clock: FakeClock
) -> None:
    by = By(f"officer:{arun.id}", clock())
    with database.transaction() as session:
        profile = Profile(" นิด  ใหม่ ", Role.OFFICER, arun.agency_id)
        invited = officers.invite(session, arun, " Nid ", profile, by)
    assert (invited.username, invited.name, invited.password_hash) == ("nid", "นิด ใหม่", "")
    with database.transaction() as session, pytest.raises(InvalidInput, match="username_taken"):
        officers.invite(session, arun, "NID", profile, by)
    too_much = Profile("ก", Role.ADMINISTRATOR, arun.agency_id)
    with database.transaction() as session, pytest.raises(NotAllowed):
        officers.invite(session, arun, "nok", too_much, by)


def test_it_shuts_an_officer_out_at_once(
    database: Database, arun: Officer, cast: Cast, clock: FakeClock
) -> None:
    with database.transaction() as session:
        token = logins.open_session(session, cast.anan, clock())
    with database.transaction() as session:
        anan = roster.get_officer(session, arun, cast.anan.id or 0)
        officers.switch(session, arun, anan, By(f"officer:{arun.id}", clock()), active=False)
    with database.transaction() as session:
        anan = roster.get_officer(session, arun, cast.anan.id or 0)
        officers.switch(session, arun, anan, By(f"officer:{arun.id}", clock()), active=True)
        assert logins.find_officer(session, token, clock()) is None, "also once switched on again"
        trail = audit.list_about(session, f"officer:{cast.anan.id}")
    assert [entry.action for entry in trail] == ["officer.off", "officer.on"]


def test_it_keeps_the_last_administrator(database: Database, cast: Cast, clock: FakeClock) -> None:
    by = By("operator", clock())
    with database.transaction() as session, pytest.raises(InvalidInput, match="last_admin"):
        officers.shut_out(session, session.merge(cast.ek), by)
    with database.transaction() as session:
        session.merge(cast.chai).role = Role.ADMINISTRATOR
    with database.transaction() as session:
        officers.shut_out(session, session.merge(cast.ek), by)
    with database.transaction() as session, pytest.raises(InvalidInput, match="last_admin"):
        officers.shut_out(session, get_officer_by_id(session, cast.chai.id or 0), by)


def test_it_ends_sessions_of_whoever_gets_another_role(
    database: Database, cast: Cast, clock: FakeClock
) -> None:
    by = By(f"officer:{cast.ek.id}", clock())
    with database.transaction() as session:
        token = logins.open_session(session, cast.anan, clock())
        anan = session.merge(cast.anan)
        renamed = Profile("อนันต์ ใจดียิ่ง", anan.role, anan.agency_id)
        assert not officers.change(session, cast.ek, anan, renamed, by)
        assert logins.find_officer(session, token, clock()) is not None
        moved = Profile(anan.name, Role.EXECUTIVE, anan.agency_id)
        assert officers.change(session, cast.ek, anan, moved, by)
        assert logins.find_officer(session, token, clock()) is None


def test_it_shows_supervisors_their_own_agency_only(
    database: Database, arun: Officer, cast: Cast
) -> None:
    with database.reading() as session:
        found = [officer for officer, _ in roster.list_officers(session, arun, roster.Wanted())]
        assert {each.agency_id for each in found} == {arun.agency_id}
        with pytest.raises(NotFound):
            roster.get_officer(session, arun, cast.bua.id or 0)
        everybody = roster.list_officers(session, cast.ek, roster.Wanted())
        assert len(everybody) == 8


def test_it_finds_officers_by_words_role_and_page(
    database: Database, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roster, "PAGE", 3)
    with database.reading() as session:
        named = roster.list_officers(session, cast.ek, roster.Wanted(words="ใจดี"))
        assert [officer.username for officer, _ in named] == ["anan"]
        readers = roster.list_officers(session, cast.ek, roster.Wanted(role=Role.EXECUTIVE))
        assert [officer.username for officer, _ in readers] == ["dao"]
        seen: list[int] = []
        while page := roster.list_officers(
            session, cast.ek, roster.Wanted(after=seen[-1] if seen else None)
        ):
            seen += [officer.id or 0 for officer, _ in page]
    assert len(seen) == len(set(seen)) == 8


NAMES = ("กมล", "เกษม", "แก้ว", "ขวัญ", "ไข่มุก")  # by code points: กมล ขวัญ เกษม แก้ว ไข่มุก


@pytest.fixture
def named(database: Database, cast: Cast) -> list[str]:
    """The officers of agency B, added in another order than that of dictionaries."""
    with database.transaction() as session:
        session.delete(session.merge(cast.bua))
        for number, name in enumerate(sorted(NAMES)):
            session.add(
                Officer(
                    agency_id=cast.agency_b.id or 0,
                    username=f"b{number}",
                    name=name,
                    role=Role.OFFICER,
                    password_hash="",
                    created_at=cast.bua.created_at,
                )
            )
    return list(NAMES)


def test_it_lists_officers_as_thai_dictionaries_do_page_by_page(
    database: Database, cast: Cast, named: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roster, "PAGE", 2)
    seen: list[Officer] = []
    with database.reading() as session:
        while page := roster.list_officers(
            session,
            cast.ek,
            roster.Wanted(agency_id=cast.agency_b.id, after=seen[-1].id if seen else None),
        ):
            seen += [officer for officer, _ in page]
    assert [each.name for each in seen] == named


def test_it_offers_colleagues_as_thai_dictionaries_list_them(
    database: Database, cast: Cast, named: list[str]
) -> None:
    with database.reading() as session:
        assert [each.name for each in list_colleagues(session, cast.agency_b.id or 0)] == named
