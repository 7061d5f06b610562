"""Stars that another system's export tells: how good it was, not that anybody was asked."""

from complaints.desk import Desk
from complaints.figures import periods
from complaints.figures.measures import IMPORTED
from complaints.figures.reckoning import Reckoning
from complaints.figures.scope import Scope
from complaints.traffy.rows import CHANNEL
from tests.cast import Cast
from tests.complaints.traffy.conftest import Operator
from tests.complaints.traffy.export import full_row


def test_it_takes_no_stars_of_elsewhere_for_a_confirmation(
    operator: Operator, cast: Cast, desk: Desk
) -> None:
    operator.imports(full_row(star="1"))
    scope, year = Scope(frozenset({cast.agency_a.id or 0})), periods.fiscal(2570)
    with operator.database.reading() as session:
        report = Reckoning(session, desk, scope, year, operator.clock()).report(compare=False)
    assert (report["closed"].value, report["rated"].value, report["stars"].value) == (1, 1, 1)
    assert (report["confirmed"].value, report["silent"].value) == (0, 1)
    share = report["confirmed_share"]
    assert (share.value, share.denominator) == (None, 0), "nobody was asked here"
    assert operator.ticket().confirmed_at is None


def test_it_knows_by_which_channel_imports_come() -> None:
    assert IMPORTED == CHANNEL
