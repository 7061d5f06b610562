"""Rows become tickets: what they are, whose they are, how far they have come."""

import re

import pytest
from sqlmodel import select

from complaints.lifecycle import Status
from store import audit
from store.outbox_tables import OutboxMessage
from tests.cast import Cast
from tests.complaints.traffy.conftest import Operator
from tests.complaints.traffy.export import api_row, full_row, open_data_row


def test_it_makes_a_waiting_ticket_that_nobody_is_told_of(operator: Operator, cast: Cast) -> None:
    assert operator.imports(open_data_row()) == 0
    ticket = operator.ticket()

    assert re.fullmatch(r"2026-[A-HJ-NP-Z2-9]{6}", ticket.code)
    assert (ticket.external_id, ticket.channel) == ("2026-TESTB2", "traffy")
    assert (ticket.status, ticket.agency_id) == (Status.RECEIVED, cast.agency_a.id)
    assert (ticket.category, ticket.secondary_categories) == ("road_sidewalk", ["utilities"])
    assert (ticket.latitude, ticket.longitude) == (13.77345, 100.60123)
    assert ticket.district == "วังทองหลาง"
    assert ticket.reporter_id is None
    assert operator.timeline() == [("submitted", None, "01 02:00")]
    with operator.database.reading() as session:
        assert session.exec(select(OutboxMessage)).all() == []


def test_it_tells_first_response_repair_and_stars_where_the_export_does(
    operator: Operator,
) -> None:
    operator.imports(full_row())
    ticket = operator.ticket()

    assert operator.timeline() == [
        ("submitted", None, "01 02:00"),
        ("moved", "accept", "01 03:30"),
        ("moved", "finish", "02 09:00"),
        ("rated", None, "03 05:00?"),
    ]
    assert f"{ticket.first_response_at:%d %H:%M}" == "01 03:30"
    assert f"{ticket.finished_at:%d %H:%M}" == "02 09:00"
    assert (ticket.stars, ticket.confirmed_at, ticket.dispute_until) == (5, None, None)
    assert (ticket.latitude, ticket.longitude) == (13.77345, 100.60123)


def test_it_counts_minutes_where_no_moments_are_told(operator: Operator) -> None:
    untold = {"timestamp_inprogress": "", "timestamp_finished": ""}
    minutes = {"duration_minutes_inprogress": "90", "duration_minutes_total": "1860.0"}
    operator.imports(full_row(**untold, **minutes))
    assert [each[2] for each in operator.timeline()][:3] == ["01 02:00", "01 03:30", "02 09:00"]


def test_it_says_where_only_the_latest_moment_is_known(operator: Operator) -> None:
    operator.imports(api_row(state="เสร็จสิ้น", last_activity="2026-10-05 08:00:00+00"))
    ticket = operator.ticket()

    assert operator.timeline()[1:] == [
        ("moved", "accept", "05 08:00?"),
        ("moved", "finish", "05 08:00?"),
    ]
    assert ticket.first_response_at is None  # not told, so not counted as if it were
    assert f"{ticket.finished_at:%d %H:%M}" == "05 08:00"


def test_it_tells_reopenings_in_the_order_they_must_have_had(operator: Operator) -> None:
    operator.imports(full_row(state="inprogress", count_reopen="1", star="2"))
    ticket = operator.ticket()

    assert [each[:2] for each in operator.timeline()[1:]] == [
        ("moved", "accept"),
        ("moved", "finish"),
        ("rated", None),
        ("moved", "reopen"),
    ]
    assert (ticket.status, ticket.reopened_count) == (Status.IN_PROGRESS, 1)
    assert (ticket.stars, ticket.finished_at) == (None, None)


@pytest.mark.parametrize(
    ("state", "status", "moves"),
    [
        ("ของบประมาณ", Status.ON_HOLD, ["accept", "hold"]),
        ("ไม่เกี่ยวข้อง", Status.REJECTED, ["reject"]),
        ("ส่งต่อ(ใหม่)", Status.RECEIVED, ["forward"]),
        ("ติดตามเรื่อง", Status.IN_PROGRESS, ["accept"]),
    ],
)
def test_it_follows_the_lifecycle_to_every_state(
    operator: Operator, state: str, status: Status, moves: list[str]
) -> None:
    operator.imports(api_row(state=state, note="ส่งให้ฝ่ายโยธา"))
    assert operator.ticket().status is status
    assert [move for _, move, _ in operator.timeline()[1:]] == moves


def test_it_takes_a_reopened_ticket_back_to_waiting(operator: Operator) -> None:
    operator.imports(open_data_row(count_reopen="2"))
    assert operator.ticket().status is Status.RECEIVED
    assert operator.ticket().reopened_count == 2


def test_it_chooses_by_the_words_where_no_type_is_told(operator: Operator) -> None:
    operator.imports(
        api_row("2026-TESTA2", type="", description="ขยะล้นถังหลายวันแล้ว ส่งกลิ่นเหม็น"),
        api_row("2026-TESTA3", type="", description=""),
        api_row("2026-TESTA4", type="แปลกใหม่,น้ำท่วม"),
    )
    assert [t.category for t in operator.tickets()] == ["cleanliness", "other", "disaster"]
    assert "2026-TESTA4,type,แปลกใหม่,unknown type" in operator.report


def test_it_gives_sealed_tickets_to_who_may_see_them(operator: Operator, cast: Cast) -> None:
    operator.imports(api_row(type="ทุจริต"))
    ticket = operator.ticket()
    assert (ticket.sealed, ticket.agency_id) == (True, cast.central.id)
    assert operator.imports(api_row(type="ทุจริต")) == 0
    assert "1 the same" in operator.out


def test_it_reports_what_it_could_not_use(operator: Operator) -> None:
    operator.imports(
        open_data_row("2026-TESTB2", coords="0,0", star="9", province="ดวงจันทร์"),
        open_data_row("2026-TESTB3", coords="13.77345,100.60123", count_reopen="many"),
        open_data_row("2026-TESTB4", last_activity="2026-09-01 00:00:00+00"),
        open_data_row(""),
        open_data_row("=cmd|x"),
        open_data_row("2026-TESTB5", state="หายไป"),
        open_data_row("2026-TESTB6", timestamp="soon"),
        open_data_row("2026-TESTB7", timestamp="2099-01-01 00:00:00+00"),
    )
    assert "8 rows read: 3 new" in operator.out
    assert "5 refused" in operator.out
    for line in (
        '2,2026-TESTB2,coords,"0,0",coordinates outside Thailand,taken without this value',
        "2026-TESTB2,star,9,stars are not 1 to 5",
        "2026-TESTB2,province,ดวงจันทร์,not a province",
        "2026-TESTB3,count_reopen,many",
        "latitude and longitude exchanged",
        "2026-TESTB4,last_activity,2026-09-01 00:00:00+00,time precedes",
        ",ticket_id,,no ticket id,row not taken",
        "'=cmd|x",
        "2026-TESTB5,state,หายไป,unknown state,row not taken",
        "2026-TESTB6,timestamp,soon",
        "2026-TESTB7,timestamp,2099-01-01 00:00:00+00",
    ):
        assert line in operator.report


def test_it_puts_the_run_on_record(operator: Operator, cast: Cast) -> None:
    operator.imports(open_data_row(), open_data_row(""))
    with operator.database.reading() as session:
        (entry,) = audit.list_about(session, f"agency:{cast.agency_a.id}")
    assert entry.action == "tickets.imported"
    assert (entry.detail["new"], entry.detail["refused"]) == (1, 1)
    assert entry.detail["years"] == {"2569": 1}
    assert entry.detail["complete"] is True


def test_it_writes_nothing_in_a_dry_run(operator: Operator) -> None:
    operator.imports(open_data_row(), dry=True)
    assert "1 new" in operator.out
    assert "nothing has been written" in operator.out
    assert operator.tickets() == []


def test_it_explains_a_file_it_does_not_know(operator: Operator) -> None:
    file = operator.folder / "other.csv"
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    assert operator.runs(file) == 1
    assert "Header found: a, b" in operator.err
    assert "Open data file lacks ticket_id, type" in operator.err
    assert operator.runs(operator.folder / "nothing.csv") == 1
    assert "Cannot open" in operator.err
