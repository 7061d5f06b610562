"""Due dates of imported tickets: by our targets, from when they were reported there."""

from datetime import UTC, datetime, timedelta

from complaints.clocks.calendar import Calendar
from complaints.tables import Ticket
from tests.complaints.traffy.conftest import Operator
from tests.complaints.traffy.export import open_data_row

OFFICE = Calendar().office()
# Thursday, 10:00 in Bangkok; a road is to be taken up in 8 and mended in 80 working hours.
ROAD = {"type": "{ถนน}", "timestamp": "2026-10-01 03:00:00+00"}
DUE = OFFICE.add(datetime(2026, 10, 1, 3, tzinfo=UTC), timedelta(hours=80))


def state(name: str, day: int) -> dict[str, str]:
    return ROAD | {"state": name, "last_activity": f"2026-10-{day:02} 03:00:00+00"}


def imported(operator: Operator, row: dict[str, str]) -> Ticket:
    operator.imports(open_data_row(**row))
    return operator.ticket()


def test_it_counts_from_the_report_whether_open_or_finished(operator: Operator) -> None:
    for row in (state("รอรับเรื่อง", 1), state("เสร็จสิ้น", 5)):
        ticket = imported(operator, row)
        assert ticket.response_due_at == datetime(2026, 10, 2, 3, tzinfo=UTC)
        assert ticket.due_at == DUE


def test_it_stops_the_clock_while_on_hold_and_lets_it_run_on(operator: Operator) -> None:
    held = imported(operator, state("ของบประมาณ", 5))
    assert held.due_at is None
    assert held.held_since == datetime(2026, 10, 5, 3, tzinfo=UTC)
    resumed = imported(operator, state("กำลังดำเนินการ", 7))
    assert resumed.held_since is None
    assert resumed.held_seconds == timedelta(hours=16).total_seconds()
    assert resumed.due_at == OFFICE.add(DUE, timedelta(hours=16))


def test_it_leaves_overdue_what_was_overdue_before_it_was_held(operator: Operator) -> None:
    held = imported(operator, state("ของบประมาณ", 30))
    assert (held.due_at, held.held_since) == (DUE, None)
