"""Signing in: throttled, hashed, ended."""

from datetime import timedelta

import pytest

from agencies import logins
from agencies.passwords import hash_password, is_password
from core.errors import InvalidInput, NotAllowed
from store.database import Database
from tests.cast import PASSWORD, PASSWORD_HASH, Cast
from tests.fakes import FakeClock


def test_it_finds_who_signed_in_until_the_session_ends(
    database: Database, cast: Cast, clock: FakeClock
) -> None:
    with database.transaction() as session:
        token = logins.sign_in(session, cast.anan, clock())
        found = logins.find_officer(session, token, clock())
        assert found is not None
        assert found.username == "anan"
        later = clock() + logins.SESSION_LIFE
        assert logins.find_officer(session, token, later) is None
        logins.sign_out(session, token)
        assert logins.find_officer(session, token, clock()) is None


def test_it_stops_a_guesser_by_name_and_by_address(
    database: Database, cast: Cast, clock: FakeClock
) -> None:
    with database.transaction() as session:
        for _ in range(logins.MOST_FAILURES):
            logins.note_failure(session, "anan", "10.0.0.1", clock())
        session.flush()
        with pytest.raises(NotAllowed):
            logins.find_candidate(session, "ANAN ", "10.0.0.2", clock())
        with pytest.raises(NotAllowed):
            logins.find_candidate(session, "bua", "10.0.0.1", clock())
        assert logins.find_candidate(session, "bua", "10.0.0.2", clock()) is not None
        later = clock() + logins.WINDOW + timedelta(seconds=1)
        assert logins.find_candidate(session, "anan", "10.0.0.1", later) is not None


def test_it_knows_nobody_who_was_switched_off(
    database: Database, cast: Cast, clock: FakeClock
) -> None:
    with database.transaction() as session:
        token = logins.sign_in(session, cast.anan, clock())
        cast.anan.active = False
        session.add(cast.anan)
        session.flush()
        assert logins.find_candidate(session, "anan", "10.0.0.1", clock()) is None
        assert logins.find_officer(session, token, clock()) is None


def test_it_checks_passwords() -> None:
    assert is_password(PASSWORD, PASSWORD_HASH)
    assert not is_password("wrong", PASSWORD_HASH)
    assert not is_password(PASSWORD, None)
    with pytest.raises(InvalidInput):
        hash_password("short")
