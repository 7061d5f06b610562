"""Which passwords are taken, and how they are kept."""

import pytest

from agencies.password_rules import check_password, words_about
from agencies.passwords import hash_password, is_password
from agencies.tables import Agency, Officer, Role
from core.errors import InvalidInput
from tests.fakes import FakeClock

ABOUT = words_about(
    Officer(
        agency_id=1,
        username="anan",
        name="อนันต์ ใจดี",
        role=Role.OFFICER,
        password_hash="",
        created_at=FakeClock()(),
    ),
    Agency(code="khonkaen", name="เทศบาลนครขอนแก่น", short_name="ทน.ขอนแก่น"),
)


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("short-one", "password_short"),
        ("ย" * 201, "password_long"),
        ("anan-goes-by-boat", "password_about"),
        ("ANAN-goes-by-boat", "password_about"),
        ("รักเทศบาลนครขอนแก่น", "password_about"),
        ("khonkaen-is-far", "password_about"),
        ("password123", "password_common"),
        ("P@ssw0rd2026", "password_common"),
        ("iloveyou1234", "password_common"),
        ("aaaaaaaaaaaa", "password_pattern"),
        ("abcdefghijklm", "password_pattern"),
    ],
)
def test_it_refuses_what_is_easily_guessed(password: str, reason: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        check_password(password, ABOUT)
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    "password", ["tree lamp river", "ผมชอบกินข้าวมันไก่", "k9#vTq2Lx0", "ฝนตกแดดออก" * 15]
)
def test_it_asks_for_no_digits_and_no_capitals(password: str) -> None:
    check_password(password, ABOUT)


def test_it_takes_the_same_thai_password_from_every_keyboard() -> None:
    composed, apart = "น้ำตกใสไหลเย็น", "น้ําตกใสไหลเย็น"
    assert composed != apart
    assert is_password(apart, hash_password(composed))


def test_it_lets_nobody_in_without_a_password() -> None:
    assert not is_password("nobody has this password", "")
    assert not is_password("nobody has this password", None)
