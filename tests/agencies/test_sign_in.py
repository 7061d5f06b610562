"""One-time links, second factors, and who the sign-on knows."""

from datetime import timedelta

import pyotp
import pytest

from agencies import logins
from agencies.changes import By
from agencies.sign_in import links, second_factor
from agencies.sign_in.sign_on import Identity, recognise
from agencies.sign_in.tables import OneTimeLink, Purpose, RecoveryCode, SecondFactor
from agencies.tables import Officer
from core.ciphers import Cipher
from core.errors import InvalidInput, NotFound
from store.database import Database
from tests.cast import PASSWORD_HASH, Cast
from tests.fakes import FakeClock

CIPHER = Cipher("a test's secret key", "second step")


def link_for(database: Database, officer: Officer, clock: FakeClock) -> str:
    with database.transaction() as session:
        return links.make_link(session, officer, Purpose.RESET, By("officer:1", clock()))


def refusal(database: Database, token: str, clock: FakeClock) -> str:
    with database.transaction() as session, pytest.raises(InvalidInput) as refused:
        links.use_link(session, token, PASSWORD_HASH, clock())
    return refused.value.reason


def test_it_sets_a_password_by_a_link_once(
    database: Database, cast: Cast, clock: FakeClock
) -> None:
    token = link_for(database, cast.anan, clock)
    with database.transaction() as session:
        open_elsewhere = logins.open_session(session, cast.anan, clock())
    with database.transaction() as session:
        links.use_link(session, token, "a new hash", clock())

    with database.reading() as session:
        anan = session.get(Officer, cast.anan.id)
        assert anan is not None
        assert anan.password_hash == "a new hash"
        assert logins.find_officer(session, open_elsewhere, clock()) is None
    assert refusal(database, token, clock) == "link_used"


def test_it_keeps_no_link_as_it_was_shown(database: Database, cast: Cast, clock: FakeClock) -> None:
    token = link_for(database, cast.anan, clock)
    with database.reading() as session:
        kept = session.get(OneTimeLink, 1)
        assert kept is not None
        assert token not in str(kept.model_dump())


def test_it_refuses_links_that_are_worthless(
    database: Database, cast: Cast, clock: FakeClock
) -> None:
    first = link_for(database, cast.anan, clock)
    second = link_for(database, cast.anan, clock)

    assert refusal(database, first, clock) == "link_replaced"
    assert refusal(database, "made up", clock) == "link_unknown"
    clock.now += links.LIFE[Purpose.RESET]
    assert refusal(database, second, clock) == "link_expired"


def test_it_opens_nothing_for_an_officer_who_was_switched_off(
    database: Database, cast: Cast, clock: FakeClock
) -> None:
    token = link_for(database, cast.anan, clock)
    with database.transaction() as session:
        session.merge(cast.anan).active = False

    assert refusal(database, token, clock) == "link_unknown"


def turn_on(database: Database, officer: Officer, clock: FakeClock) -> tuple[str, tuple[str, ...]]:
    assert officer.id is not None
    with database.transaction() as session:
        secret = second_factor.start(session, officer.id, CIPHER, clock())
        code = pyotp.TOTP(secret).at(clock())
        return secret, second_factor.confirm(session, officer.id, code, CIPHER, clock())


def accepts(database: Database, officer: Officer, code: str, clock: FakeClock) -> bool:
    with database.transaction() as session:
        return second_factor.accept(session, officer.id or 0, code, CIPHER, clock())


def test_it_takes_each_code_once(database: Database, cast: Cast, clock: FakeClock) -> None:
    secret, _ = turn_on(database, cast.anan, clock)
    assert not accepts(database, cast.anan, pyotp.TOTP(secret).at(clock()), clock), "confirmed it"

    clock.now += timedelta(seconds=second_factor.STEP)
    code = pyotp.TOTP(secret).at(clock())
    assert accepts(database, cast.anan, f"{code[:3]} {code[3:]}", clock)
    assert not accepts(database, cast.anan, code, clock)


def test_it_takes_codes_of_a_clock_that_is_a_little_off(
    database: Database, cast: Cast, clock: FakeClock
) -> None:
    secret, _ = turn_on(database, cast.anan, clock)
    clock.now += timedelta(minutes=5)
    at = pyotp.TOTP(secret)

    assert not accepts(database, cast.anan, at.at(clock() - timedelta(seconds=60)), clock)
    assert accepts(database, cast.anan, at.at(clock() - timedelta(seconds=30)), clock)
    assert accepts(database, cast.anan, at.at(clock() + timedelta(seconds=30)), clock)
    assert not accepts(database, cast.anan, at.at(clock()), clock), "older than the last one"


def test_it_takes_each_recovery_code_once(database: Database, cast: Cast, clock: FakeClock) -> None:
    _, codes = turn_on(database, cast.anan, clock)

    assert len(set(codes)) == second_factor.RECOVERY_CODES
    assert accepts(database, cast.anan, codes[3].upper().replace("-", " "), clock)
    assert not accepts(database, cast.anan, codes[3], clock)
    with database.reading() as session:
        assert second_factor.count_recovery_codes(session, cast.anan.id or 0) == 9
    assert not accepts(database, cast.bua, codes[4], clock), "another officer's"


def test_it_keeps_secrets_unreadable(database: Database, cast: Cast, clock: FakeClock) -> None:
    secret, codes = turn_on(database, cast.anan, clock)
    with database.reading() as session:
        factor = session.get(SecondFactor, cast.anan.id)
        code = session.get(RecoveryCode, 1)
        assert factor is not None
        assert code is not None
        assert secret not in factor.secret
        assert codes[0].replace("-", "") not in code.code_hash
        with pytest.raises(NotFound):
            Cipher("another key", "second step").decrypt(factor.secret)


def test_it_is_not_on_before_a_code_was_right(
    database: Database, cast: Cast, clock: FakeClock
) -> None:
    with database.transaction() as session:
        first = second_factor.start(session, cast.anan.id or 0, CIPHER, clock())
    with database.transaction() as session, pytest.raises(InvalidInput):
        second_factor.confirm(session, cast.anan.id or 0, "000000", CIPHER, clock())
    with database.transaction() as session:
        assert not second_factor.is_on(session, cast.anan.id or 0)
        assert second_factor.start(session, cast.anan.id or 0, CIPHER, clock()) == first


def test_it_can_be_set_up_again_after_a_reset(
    database: Database, cast: Cast, clock: FakeClock
) -> None:
    secret, codes = turn_on(database, cast.anan, clock)
    with database.transaction() as session:
        second_factor.remove(session, cast.anan.id or 0)
    assert not accepts(database, cast.anan, codes[0], clock)
    clock.now += timedelta(minutes=1)
    assert turn_on(database, cast.anan, clock)[0] != secret


def test_it_knows_an_officer_by_the_name_written_down_and_then_by_the_providers_key(
    database: Database, cast: Cast
) -> None:
    with database.transaction() as session:
        session.merge(cast.anan).sign_on_name = "anan@ministry.go.th"
    first = Identity("https://id.example", "7", ("anan@ministry.go.th",))
    renamed = Identity("https://id.example", "7", ("anan.j@ministry.go.th",))
    successor = Identity("https://id.example", "8", ("anan@ministry.go.th",))

    for identity, expected in ((first, cast.anan.id), (renamed, cast.anan.id), (successor, None)):
        with database.transaction() as session:
            found = recognise(session, identity)
            assert (found.id if found else None) == expected


def test_it_recognises_nobody_who_was_switched_off(database: Database, cast: Cast) -> None:
    with database.transaction() as session:
        anan = session.merge(cast.anan)
        anan.sign_on_name, anan.active = "anan", False
    with database.transaction() as session:
        assert recognise(session, Identity("https://id.example", "7", ("anan",))) is None
