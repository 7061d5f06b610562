"""What a pack tells of."""

from datetime import date

from complaints.desk import Desk
from complaints.evidence.gathering import Subject, gather
from complaints.figures import periods
from tests.complaints.figures.conftest import UNTIL, Drill


def test_it_tells_the_months_of_the_period_alone(province: Drill, desk: Desk) -> None:
    november = periods.month(date(2025, 11, 1))
    with province.database.reading() as session:
        evidence = gather(session, desk, Subject(None, november, UNTIL))
    start = november.start.timestamp() * 1_000_000
    assert (evidence.still_open.numbers("reported_at") < start).any(), "some are of October"
    assert list(evidence.by_month) == ["2025-11"]
    received = evidence.by_month["2025-11"]["received"].numerator
    assert received == evidence.report["received"].numerator == len(evidence.reported) > 0
