"""What officers and citizens write to each other."""

import pytest

from complaints.groups.changes import group
from complaints.groups.followers import follow
from complaints.groups.joining import join
from complaints.groups.tables import FollowKind
from complaints.lifecycle import OPEN, HoldReason, Move, Status
from complaints.seen import Seen
from complaints.tables import EventKind, Ticket
from complaints.thread.answering import answer
from complaints.thread.audience import To
from complaints.thread.writing import LONGEST_WORDS, write
from complaints.withdrawal import withdraw
from core.errors import Conflict, InvalidInput
from tests.cast import MALEE, SOMCHAI, make_draft
from tests.complaints.working import Work

PIYA = "U" + "c" * 32
ASKED = "หลุมอยู่หน้าร้านไหนคะ"
ANSWERED = "หน้าร้านข้าวแกงป้าแดง"


def write_to(work: Work, ticket: Ticket, to: To = To.REPORTER, text: str = ASKED) -> None:
    write(work.session, work.desk, ticket, text, to, work.by(work.cast.anan), work.clock())


def answer_by(work: Work, ticket: Ticket, user_id: str = MALEE) -> bool:
    work.clock.pass_time(minutes=5)
    person = work.person(user_id)
    return answer(
        work.session, work.desk, ticket, person, work.clock(), text=ANSWERED, message_id="m9"
    )


def test_it_sends_the_officers_words_with_a_button_to_answer(work: Work) -> None:
    ticket = work.ticket()
    write_to(work, ticket)
    heard = work.heard()[-1]
    assert ASKED in heard
    assert "ตอบเจ้าหน้าที่" in heard
    assert ticket.code in heard
    event = work.events(ticket)[-1]
    assert (event.kind, event.note, event.detail) == (
        EventKind.COMMENTED,
        ASKED,
        {"to": "reporter"},
    )
    assert work.audited(ticket)[-1] == "ticket.wrote"


def test_it_writes_to_everybody_who_has_the_problem_once_and_to_nobody_else(work: Work) -> None:
    main, child = work.ticket(), work.ticket(SOMCHAI)
    group(work.session, work.desk, child, main, work.by(work.cast.anan), work.clock())
    join(work.session, work.desk, main, work.person(SOMCHAI), make_draft(), work.clock())
    follow(work.session, main, work.person(PIYA), FollowKind.WATCHING, work.clock())
    before = len(work.heard(SOMCHAI))
    write_to(work, main, To.EVERYBODY)
    assert ASKED in work.heard(MALEE)[-1]
    assert len(work.heard(SOMCHAI)) == before + 1
    assert child.code in work.heard(SOMCHAI)[-1] or main.code in work.heard(SOMCHAI)[-1]
    assert work.heard(PIYA) == [], "who only watches reads no letters"
    assert work.events(child)[-1].note == ASKED, "each number tells its own story"


def test_it_leaves_out_who_joined_where_only_the_reporter_is_written_to(work: Work) -> None:
    ticket = work.ticket()
    join(work.session, work.desk, ticket, work.person(SOMCHAI), make_draft(), work.clock())
    write_to(work, ticket)
    assert work.heard(SOMCHAI) == []


@pytest.mark.parametrize(
    ("text", "reason"), [("  ", "needs_words"), ("ก" * (LONGEST_WORDS + 1), "words_long")]
)
def test_it_refuses_letters_nobody_would_read(work: Work, text: str, reason: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        write_to(work, work.ticket(), text=text)
    assert caught.value.reason == reason


def test_it_says_where_nobody_can_be_told(work: Work) -> None:
    ticket = work.ticket()
    work.person().blocked_at = work.clock()
    with pytest.raises(InvalidInput) as caught:
        write_to(work, ticket)
    assert caught.value.reason == "nobody_to_tell"
    assert work.events(ticket)[-1].kind is EventKind.SUBMITTED


def test_it_refuses_words_about_what_is_no_longer_so(work: Work) -> None:
    ticket, by = work.ticket(), work.by(work.cast.anan)
    seen = Seen.now(ticket)
    work.move(ticket, Move.ACCEPT, work.cast.arun)
    with pytest.raises(Conflict):
        write(work.session, work.desk, ticket, ASKED, To.REPORTER, by, work.clock(), seen=seen)


def test_it_waits_for_the_agency_from_the_citizens_first_words_on(work: Work) -> None:
    ticket = work.ticket()
    assert not answer_by(work, ticket)
    first = ticket.citizen_wrote_at
    answer_by(work, ticket)
    assert ticket.citizen_wrote_at == first
    write_to(work, ticket)
    assert ticket.citizen_wrote_at is None


def test_it_takes_a_move_for_an_answer_but_not_a_hand_over(work: Work) -> None:
    ticket = work.ticket()
    answer_by(work, ticket)
    work.move(ticket, Move.FORWARD, agency_id=work.cast.agency_b.id)
    assert ticket.citizen_wrote_at is not None, "who takes it over owes the answer"
    work.move(ticket, Move.ACCEPT, work.cast.bua)
    assert ticket.citizen_wrote_at is None


@pytest.mark.parametrize("last", [Move.FINISH, None])
def test_it_takes_words_after_closing_too(work: Work, last: Move | None) -> None:
    ticket = work.ticket()
    if last:
        work.move(ticket, Move.ACCEPT)
        work.move(ticket, last)
    else:
        withdraw(work.session, work.desk, ticket, work.person(), work.clock())
    stands = ticket.status
    answer_by(work, ticket)
    assert ticket.status is stands
    assert ticket.status not in OPEN
    assert ticket.citizen_wrote_at is not None
    assert work.events(ticket)[-1].note == ANSWERED


def hold(work: Work, ticket: Ticket, reason: HoldReason = HoldReason.MORE_INFORMATION) -> None:
    work.move(ticket, Move.ACCEPT)
    work.move(ticket, Move.HOLD, note=ASKED, hold_reason=reason)


def test_it_goes_on_when_the_reporter_answers_what_it_waits_for(work: Work) -> None:
    ticket = work.ticket()
    hold(work, ticket)
    assert "ตอบเจ้าหน้าที่" in work.heard()[-1]
    assert answer_by(work, ticket)
    assert ticket.status is Status.IN_PROGRESS
    assert ticket.hold_reason is None
    assert ticket.due_at is not None, "its clock runs again"
    assert ticket.citizen_wrote_at == work.clock()
    assert [event.move for event in work.events(ticket)][-2:] == [None, Move.ANSWER]
    assert ticket.officer_id == work.cast.anan.id


def test_it_waits_on_where_it_waits_for_something_else(work: Work) -> None:
    ticket = work.ticket()
    hold(work, ticket, HoldReason.BUDGET)
    assert not answer_by(work, ticket)
    assert ticket.status is Status.ON_HOLD


def test_it_goes_on_with_all_of_a_group_whoever_answers(work: Work) -> None:
    main, child = work.ticket(), work.ticket(SOMCHAI)
    group(work.session, work.desk, child, main, work.by(work.cast.anan), work.clock())
    hold(work, main)
    assert child.hold_reason is HoldReason.MORE_INFORMATION
    assert answer_by(work, child, SOMCHAI)
    assert main.status is child.status is Status.IN_PROGRESS
    assert main.citizen_wrote_at is not None, "it is the main ticket that officers see"
