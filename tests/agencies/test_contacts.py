"""Whose LINE account, group and address it is: proved by code or link, ended from both sides."""

from datetime import timedelta

import pytest

from agencies.contacts import addresses, codes, ending, groups, line
from agencies.contacts.codes import Typed
from core.errors import InvalidInput, NotFound
from store import audit
from store.database import Database
from tests.cast import MALEE, SOMCHAI, Cast
from tests.fakes import FakeClock

GROUP = "C" + "c" * 32


def code_of(typed: str) -> str:
    """The code as it stands in the words that a person copies."""
    read = codes.read_typed(f"ผูก {typed}")
    assert read is not None
    return read.code


def test_it_binds_the_account_that_types_the_code(
    database: Database, cast: Cast, clock: FakeClock
) -> None:
    with database.transaction() as session:
        code = code_of(codes.issue(session, cast.anan, clock()))
        assert line.bind(session, code, MALEE, clock()).id == cast.anan.id
        found = line.find_officer(session, MALEE)
        assert found is not None
        assert found.id == cast.anan.id
        actions = [entry.action for entry in audit.list_about(session, f"officer:{cast.anan.id}")]
    assert actions == ["officer.line_code", "officer.line_bound"]


def test_it_takes_a_code_once_in_its_time_and_by_no_other_kind(
    database: Database, cast: Cast, clock: FakeClock
) -> None:
    with database.transaction() as session:
        for_group = code_of(codes.issue(session, cast.anan, clock(), cast.agency_a))
        with pytest.raises(InvalidInput, match="code_unknown"):
            line.bind(session, for_group, MALEE, clock())
        used = code_of(codes.issue(session, cast.anan, clock()))
        line.bind(session, used, MALEE, clock())
        with pytest.raises(InvalidInput, match="code_unknown"):
            line.bind(session, used, MALEE, clock())
        late = code_of(codes.issue(session, cast.anan, clock()))
        clock.pass_time(minutes=codes.LIFE // timedelta(minutes=1))
        with pytest.raises(InvalidInput, match="code_unknown"):
            line.bind(session, late, MALEE, clock())


def test_it_makes_the_former_code_worthless(
    database: Database, cast: Cast, clock: FakeClock
) -> None:
    with database.transaction() as session:
        former = code_of(codes.issue(session, cast.anan, clock()))
        codes.issue(session, cast.anan, clock())
        with pytest.raises(InvalidInput, match="code_unknown"):
            line.bind(session, former, MALEE, clock())


def test_it_stops_who_guesses_and_who_asks_too_often(
    database: Database, cast: Cast, clock: FakeClock
) -> None:
    with database.transaction() as session:
        code = code_of(codes.issue(session, cast.anan, clock()))
        for _ in range(codes.MOST_GUESSED):
            with pytest.raises(InvalidInput, match="code_unknown"):
                line.bind(session, "ABCDEFGH", MALEE, clock())
        with pytest.raises(InvalidInput, match="code_guessed"):
            line.bind(session, code, MALEE, clock())
        for _ in range(codes.MOST_ASKED - 1):
            codes.issue(session, cast.anan, clock())
        with pytest.raises(InvalidInput, match="codes_many"):
            codes.issue(session, cast.anan, clock())


def test_it_binds_one_account_to_one_officer(
    database: Database, cast: Cast, clock: FakeClock
) -> None:
    with database.transaction() as session:
        line.bind(session, code_of(codes.issue(session, cast.anan, clock())), MALEE, clock())
        with pytest.raises(InvalidInput, match="account_taken"):
            line.bind(session, code_of(codes.issue(session, cast.bua, clock())), MALEE, clock())
        line.bind(session, code_of(codes.issue(session, cast.anan, clock())), SOMCHAI, clock())
        assert line.find_officer(session, MALEE) is None
        assert [account.user_id for _, account in line.list_accounts(session, 2)] == [SOMCHAI]


def test_it_lets_go_whoever_blocks_or_leaves_the_service(
    database: Database, cast: Cast, clock: FakeClock
) -> None:
    with database.transaction() as session:
        line.bind(session, code_of(codes.issue(session, cast.anan, clock())), MALEE, clock())
        line.bind(session, code_of(codes.issue(session, cast.bua, clock())), SOMCHAI, clock())
        addresses.set_address(session, cast.bua, "bua@example.go.th", clock())
        assert line.unbind_account(session, MALEE, clock())
        assert not line.unbind_account(session, MALEE, clock())
        bua = session.merge(cast.bua)
        bua.active = False
        assert line.find_officer(session, SOMCHAI) is None
        ending.let_go_inactive(session, clock())
        assert line.find_account(session, bua.id or 0) is None
        assert addresses.find_address(session, bua.id or 0) is None


def test_it_binds_a_group_to_one_agency_and_lets_it_go(
    database: Database, cast: Cast, clock: FakeClock
) -> None:
    with database.transaction() as session:
        first = code_of(codes.issue(session, cast.anan, clock(), cast.agency_a))
        groups.bind(session, first, GROUP, MALEE, clock())
        second = code_of(codes.issue(session, cast.bua, clock(), cast.agency_b))
        assert groups.bind(session, second, GROUP, MALEE, clock()).id == cast.agency_b.id
        assert groups.list_groups(session, cast.agency_a.id or 0) == []
        (bound,) = groups.list_groups(session, cast.agency_b.id or 0)
        with pytest.raises(NotFound):
            groups.unbind(session, cast.agency_a.id or 0, bound.id or 0, "officer:1", clock())
        assert groups.unbind_chat(session, GROUP, "system", clock())
        assert groups.find_group(session, GROUP) is None


def test_it_uses_an_address_after_its_link_was_followed_only(
    database: Database, cast: Cast, clock: FakeClock
) -> None:
    officer = cast.anan
    with database.transaction() as session:
        address = addresses.set_address(session, officer, " Anan@Example.GO.TH ", clock())
        assert address == "Anan@example.go.th"
        assert addresses.confirmed_address(session, officer.id or 0) is None
        with pytest.raises(NotFound):
            addresses.confirm(session, officer, "other@example.go.th", clock())
        addresses.confirm(session, officer, address, clock())
        assert addresses.confirmed_address(session, officer.id or 0) == address
        addresses.set_address(session, officer, "new@example.go.th", clock())
        assert addresses.confirmed_address(session, officer.id or 0) is None


@pytest.mark.parametrize(
    "typed",
    ["", "anan", "anan@", "@example.go.th", "anan@example", "a b@example.go.th", "ก@example.go.th",
     "a@example.go.th\r\nBcc: b@example.go.th", "a@b@example.go.th", "<a@example.go.th>"],
)  # fmt: skip
def test_it_refuses_what_cannot_be_an_address(typed: str) -> None:
    with pytest.raises(InvalidInput, match="address_bad"):
        addresses.read_address(typed)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("K7MQ-2XPD", Typed("K7MQ2XPD", surely=True)),
        ("ผูกบัญชี k7mq 2xpd", Typed("K7MQ2XPD", surely=True)),
        ("k7mq2xpd", Typed("K7MQ2XPD", surely=False)),
        ("2026-ABC234", None),
        ("PMQA 2560", None),
        ("ถนนพัง K7MQ-2XPD", None),
    ],
)
def test_it_reads_a_code_where_the_whole_text_is_one(text: str, read: Typed | None) -> None:
    assert codes.read_typed(text) == read
