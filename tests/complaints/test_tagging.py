"""Tags, in each agency's own words."""

import pytest

from complaints.joint.inviting import invite
from complaints.tables import EventKind
from complaints.tagging import add_tag, known_tags, normalise_tag, remove_tag, tags_of
from core.errors import InvalidInput
from tests.complaints.working import Work


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  น้ำท่วม  ", "น้ำท่วม"),
        ("#ด่วน", "ด่วน"),
        ("Phase  2", "phase 2"),
        ("งบ,2570", "งบ 2570"),
    ],
)
def test_it_keeps_one_spelling(typed: str, kept: str) -> None:
    assert normalise_tag(typed) == kept


@pytest.mark.parametrize(("typed", "reason"), [("  # ", "tag_empty"), ("ก" * 31, "tag_long")])
def test_it_refuses_what_is_no_tag(typed: str, reason: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        normalise_tag(typed)
    assert caught.value.reason == reason


def test_it_puts_tags_on_and_takes_them_off(work: Work) -> None:
    ticket, by = work.ticket(), work.by(work.cast.anan)
    number = ticket.id or 0
    for tag in ("น้ำท่วม", "งบ 2570", " น้ำท่วม"):
        add_tag(work.session, ticket, tag, by, work.clock())
    assert tags_of(work.session, [number]) == {number: ["งบ 2570", "น้ำท่วม"]}
    remove_tag(work.session, ticket, "งบ 2570", by, work.clock())
    remove_tag(work.session, ticket, "ไม่เคยมี", by, work.clock())
    assert tags_of(work.session, [number]) == {number: ["น้ำท่วม"]}
    assert work.audited(ticket)[-3:] == ["ticket.tagged", "ticket.tagged", "ticket.untagged"]
    assert [event.kind for event in work.events(ticket)] == [EventKind.SUBMITTED]


def test_it_takes_ten_of_them_and_no_more(work: Work) -> None:
    ticket, by = work.ticket(), work.by(work.cast.anan)
    for number in range(10):
        add_tag(work.session, ticket, f"แท็ก {number}", by, work.clock())
    with pytest.raises(InvalidInput) as caught:
        add_tag(work.session, ticket, "อีกหนึ่ง", by, work.clock())
    assert caught.value.reason == "tags_many"
    add_tag(work.session, ticket, "แท็ก 3", by, work.clock())


def test_it_knows_the_tags_in_use_the_most_used_first(work: Work) -> None:
    by, agency = work.by(work.cast.anan), work.cast.agency_a.id or 0
    first, second = work.ticket(), work.ticket()
    add_tag(work.session, first, "ก", by, work.clock())
    for ticket in (first, second):
        add_tag(work.session, ticket, "ข", by, work.clock())
    assert known_tags(work.session, agency) == ["ข", "ก"]
    remove_tag(work.session, first, "ก", by, work.clock())
    assert known_tags(work.session, agency) == ["ข"], "what no ticket carries is forgotten"


def test_it_keeps_each_agency_to_its_own_words(work: Work) -> None:
    ticket, anan, bua = work.ticket(), work.by(work.cast.anan), work.by(work.cast.bua)
    agency_a, agency_b = work.cast.agency_a.id or 0, work.cast.agency_b.id or 0
    invite(work.session, ticket, agency_b, "ช่วยดูท่อระบายน้ำ", anan, work.clock())
    add_tag(work.session, ticket, "ของหน่วยหลัก", anan, work.clock())
    add_tag(work.session, ticket, "ของหน่วยร่วม", bua, work.clock())
    number = ticket.id or 0
    assert tags_of(work.session, [number], agency_a)[number] == ["ของหน่วยหลัก"]
    assert tags_of(work.session, [number], agency_b)[number] == ["ของหน่วยร่วม"]
    assert known_tags(work.session, agency_b) == ["ของหน่วยร่วม"]


def test_it_names_what_only_sealed_tickets_carry_to_nobody_else(work: Work) -> None:
    by, agency = work.by(work.cast.anan), work.cast.agency_a.id or 0
    ticket, sealed = work.ticket(), work.ticket()
    add_tag(work.session, ticket, "ถนน", by, work.clock())
    add_tag(work.session, sealed, "สินบน", by, work.clock())
    sealed.sealed = True
    work.session.flush()
    assert known_tags(work.session, agency) == ["ถนน"]
    assert sorted(known_tags(work.session, agency, sealed=True)) == ["ถนน", "สินบน"]
