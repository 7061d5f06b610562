"""The same export again, a newer one, an older one; stopped and gone on with."""

import signal

import pytest
from sqlmodel import Session

from complaints.change import By, Change
from complaints.desk import Desk
from complaints.lifecycle import Actor, Move, Status
from complaints.moves import make_move
from complaints.traffy import importing
from complaints.traffy.command import stopping
from complaints.traffy.rows import Entry
from complaints.traffy.writing import write
from tests.complaints.traffy.conftest import Operator
from tests.complaints.traffy.export import api_row, full_row, open_data_row


def test_it_brings_every_ticket_in_once(operator: Operator) -> None:
    rows = [full_row("2026-TESTC2"), full_row("2026-TESTC3", state="inprogress", star="")]
    operator.imports(*rows)
    before = operator.timeline()
    operator.imports(*rows)

    assert "0 new · 0 changed · 2 the same" in operator.out
    assert operator.timeline() == before
    assert len(operator.tickets()) == 2


def test_it_knows_a_ticket_from_another_shape(operator: Operator) -> None:
    operator.imports(api_row("2026-TESTC2"))
    operator.imports(full_row("2026-TESTC2"))
    assert operator.ticket().status is Status.FINISHED
    assert [move for _, move, _ in operator.timeline()] == [None, "accept", "finish", None]


def test_it_takes_a_ticket_twice_in_one_file_in_its_order(operator: Operator) -> None:
    later = {"state": "กำลังดำเนินการ", "last_activity": "2026-10-02 00:00:00+00"}
    operator.imports(open_data_row(), open_data_row(**later))
    assert "1 new · 1 changed" in operator.out
    assert operator.ticket().status is Status.IN_PROGRESS


def test_it_takes_what_was_reported_first_in_first(operator: Operator) -> None:
    days = {
        "2026-TESTC2": "03",
        "2026-TESTC3": "02",
        "2026-TESTC4": "01",
    }  # as exports are: newest first
    operator.imports(
        *(api_row(code, timestamp=f"2026-10-{day} 01:00:00+00") for code, day in days.items())
    )
    came_in = sorted(operator.tickets(), key=lambda ticket: ticket.id or 0)
    assert [ticket.external_id for ticket in came_in] == list(reversed(days))


def test_it_takes_news_in_and_leaves_what_the_ticket_is_about(operator: Operator) -> None:
    operator.imports(open_data_row(state="กำลังดำเนินการ"))
    with operator.database.transaction() as session:
        session.merge(operator.tickets()[0]).category = "utilities"  # an officer knew better
    news = {"state": "เสร็จสิ้น", "star": "4", "last_activity": "2026-10-08 03:00:00+00"}
    operator.imports(open_data_row(comment="คำใหม่", **news))
    ticket = operator.ticket()

    assert "1 changed" in operator.out
    assert (ticket.status, ticket.stars) == (Status.FINISHED, 4)
    assert (ticket.category, ticket.description[:10]) == ("utilities", "สายสื่อสาร")
    assert operator.timeline()[-2:] == [
        ("moved", "finish", "08 03:00?"),
        ("rated", None, "08 03:00?"),
    ]


def test_it_tells_that_a_ticket_was_reopened_since(operator: Operator) -> None:
    operator.imports(full_row())
    again = {"state": "inprogress", "count_reopen": "1", "last_activity": "05/10/2026 10:00"}
    operator.imports(full_row(**again))
    ticket = operator.ticket()

    assert operator.timeline()[-1] == ("moved", "reopen", "05 03:00?")
    assert (ticket.reopened_count, ticket.stars, ticket.finished_at) == (1, None, None)


@pytest.mark.parametrize(
    ("states", "moves"),
    [
        (("ของบประมาณ", "จัดซื้อจัดจ้าง"), ["resume", "hold"]),
        (("ส่งต่อ", "forward"), []),
        (("รอรับเรื่อง", "ส่งต่อ"), ["forward"]),
        (("กำลังดำเนินการ", "รอรับเรื่อง"), [None]),
        (("ไม่เกี่ยวข้อง", "กำลังดำเนินการ"), [None]),
    ],
)
def test_it_follows_a_ticket_from_state_to_state(
    operator: Operator, states: tuple[str, str], moves: list[str | None]
) -> None:
    operator.imports(open_data_row(state=states[0]))
    known = len(operator.timeline())
    operator.imports(open_data_row(state=states[1], last_activity="2026-10-03 00:00:00+00"))
    assert [move for _, move, _ in operator.timeline()[known:]] == moves


def test_it_never_overrules_officers_of_this_desk(operator: Operator, desk: Desk) -> None:
    operator.imports(open_data_row())
    with operator.database.transaction() as session:
        ticket = session.merge(operator.ticket())
        by = By(Actor.OFFICER, "officer:1", ticket.agency_id)
        make_move(session, desk, ticket, Change(Move.ACCEPT, ticket.status), by, operator.clock())
    later = "2026-11-20 00:00:00+00"
    operator.imports(open_data_row(state="เสร็จสิ้น", last_activity=later))

    assert "1 left alone" in operator.out
    assert "officers have worked on this ticket here" in operator.report
    assert operator.ticket().status is Status.IN_PROGRESS


def test_it_lets_no_older_file_turn_a_ticket_back(operator: Operator) -> None:
    operator.imports(open_data_row(state="เสร็จสิ้น", last_activity="2026-10-08 00:00:00+00"))
    operator.imports(open_data_row(last_activity="2026-10-02 00:00:00+00"))
    assert "older than what has been brought in" in operator.report
    assert operator.ticket().status is Status.FINISHED


def test_it_leaves_other_agencies_tickets_alone(operator: Operator) -> None:
    operator.imports(open_data_row())
    operator.imports(open_data_row(state="เสร็จสิ้น"), agency="b")
    assert "belongs to another agency" in operator.report
    assert operator.ticket().status is Status.RECEIVED


def test_it_stops_when_asked_and_goes_on_where_it_stopped(
    operator: Operator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "BATCH", 2)
    rows = [open_data_row(f"2026-TEST{letter}2") for letter in "ABCDE"]

    assert operator.imports(*rows, should_stop=lambda: True) == 130
    assert "run the same command again to go on" in operator.err
    assert len(operator.tickets()) == 2
    assert operator.imports(*rows) == 0
    assert "3 new · 0 changed · 2 the same" in operator.out


def test_it_loses_and_doubles_nothing_when_it_breaks_off(
    operator: Operator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "BATCH", 2)

    def break_in_the_third(
        session: Session, batch: list[Entry], *rest: object, **more: object
    ) -> object:
        written = write(session, batch, *rest, **more)  # type: ignore[arg-type]
        if batch[0].record.external_id == "2026-TESTE2":
            raise ConnectionError
        return written

    monkeypatch.setattr(importing, "write", break_in_the_third)
    rows = [open_data_row(f"2026-TEST{letter}2") for letter in "ABCDE"]
    with pytest.raises(ConnectionError):
        operator.imports(*rows)
    assert len(operator.tickets()) == 4
    monkeypatch.undo()
    operator.imports(*rows)
    assert [ticket.external_id for ticket in operator.tickets()] == [
        row["ticket_id"] for row in rows
    ]
    assert [kind for kind, _, _ in operator.timeline()] == ["submitted"] * 5


def test_it_hears_ctrl_c_and_lets_the_second_one_through() -> None:
    with stopping() as should_stop:
        assert not should_stop()
        signal.raise_signal(signal.SIGINT)
        assert should_stop()
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)


def test_it_numbers_each_ticket_for_itself(operator: Operator) -> None:
    operator.imports(*(api_row(f"2026-T{number:05}") for number in range(300)))
    codes = {ticket.code for ticket in operator.tickets()}
    assert len(codes) == 300
