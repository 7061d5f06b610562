"""Signing in: throttled, hashed, ended."""

from collections import Counter
from datetime import datetime, timedelta

import pytest
from sqlmodel import Session, select

from agencies import logins
from agencies.passwords import hash_password, is_password
from agencies.tables import LoginFailure
from core.errors import InvalidInput, NotAllowed
from store.database import Database
from tests.cast import PASSWORD, PASSWORD_HASH, Cast
from tests.fakes import FakeClock


def test_it_finds_who_signed_in_until_the_session_ends(
    database: Database, cast: Cast, clock: FakeClock
) -> None:
    with database.transaction() as session:
        token = logins.sign_in(session, cast.anan, "10.0.0.1", clock())
        found = logins.find_officer(session, token, clock())
        assert found is not None
        assert found.username == "anan"
        later = clock() + logins.SESSION_LIFE
        assert logins.find_officer(session, token, later) is None
        logins.sign_out(session, token)
        assert logins.find_officer(session, token, clock()) is None


def guess(session: Session, username: str, address: str, now: datetime, times: int = 1) -> None:
    """Fail as often as that, without being stopped."""
    for _ in range(times):
        logins.begin(session, username, address, now)
        session.flush()


def test_it_stops_a_guesser_but_not_the_officer(
    database: Database, cast: Cast, clock: FakeClock
) -> None:
    with database.transaction() as session:
        guess(session, "anan", "10.0.0.1", clock(), logins.MOST_FAILURES["both"])
        with pytest.raises(NotAllowed):
            logins.begin(session, "ANAN ", "10.0.0.1", clock())
        assert logins.begin(session, "anan", "10.0.0.2", clock()) is not None
        assert logins.begin(session, "bua", "10.0.0.1", clock()) is not None
        later = clock() + logins.WINDOW + timedelta(seconds=1)
        assert logins.begin(session, "anan", "10.0.0.1", later) is not None


def test_it_stops_many_who_guess_at_one_name(
    database: Database, cast: Cast, clock: FakeClock
) -> None:
    with database.transaction() as session:
        for number in range(logins.MOST_FAILURES["name"]):
            guess(session, "anan", f"10.0.0.{number}", clock())
        with pytest.raises(NotAllowed):
            logins.begin(session, "anan", "10.0.1.1", clock())
        assert logins.begin(session, "bua", "10.0.1.1", clock()) is not None


def test_it_stops_who_guesses_at_many_names(
    database: Database, cast: Cast, clock: FakeClock
) -> None:
    with database.transaction() as session:
        for number in range(logins.MOST_FAILURES["address"]):
            guess(session, f"somebody-{number}", "10.0.0.1", clock())
        with pytest.raises(NotAllowed):
            logins.begin(session, "anan", "10.0.0.1", clock())
        assert logins.begin(session, "anan", "10.0.0.2", clock()) is not None


def test_it_takes_back_only_this_attempt_of_an_address_that_signs_in(
    database: Database, cast: Cast, clock: FakeClock
) -> None:
    with database.transaction() as session:
        guess(session, "anan", "10.0.0.1", clock(), 3)
        guess(session, "bua", "10.0.0.1", clock(), 2)
        logins.sign_in(session, cast.bua, "10.0.0.1", clock())
        left = session.exec(select(LoginFailure.subject)).all()
    assert Counter(left) == {
        "both:10.0.0.1 anan": 3,
        "name:anan": 3,
        "address:10.0.0.1": 4,
    }


def test_it_knows_nobody_who_was_switched_off(
    database: Database, cast: Cast, clock: FakeClock
) -> None:
    with database.transaction() as session:
        token = logins.sign_in(session, cast.anan, "10.0.0.1", clock())
        cast.anan.active = False
        session.add(cast.anan)
        session.flush()
        assert logins.begin(session, "anan", "10.0.0.1", clock()) is None
        assert logins.find_officer(session, token, clock()) is None


def test_it_checks_passwords() -> None:
    assert is_password(PASSWORD, PASSWORD_HASH)
    assert not is_password("wrong", PASSWORD_HASH)
    assert not is_password(PASSWORD, None)
    with pytest.raises(InvalidInput):
        hash_password("short")
