"""Who stands above whom."""

import pytest
from sqlmodel import Session

from agencies import tree
from agencies.changes import By
from agencies.tables import Agency, Officer, Role
from complaints.figures.scope import scope_of
from core.errors import InvalidInput, NotFound
from store.database import Database
from tests.cast import Cast
from tests.fakes import FakeClock


@pytest.fixture
def family(database: Database, cast: Cast, clock: FakeClock) -> dict[str, int]:
    """A stands above B, B above C."""
    with database.transaction() as session:
        below = Agency(code="c", name="กองช่าง", short_name="กองช่าง")
        session.add(below)
        session.flush()
        ids = {"a": cast.agency_a.id or 0, "b": cast.agency_b.id or 0, "c": below.id or 0}
        tree.move(session, ids["b"], ids["a"], By("operator", clock()))
        tree.move(session, ids["c"], ids["b"], By("operator", clock()))
    return ids


def read_by(session: Session, officer: Officer, role: Role) -> tuple[int, ...]:
    return tree.list_below(session, Officer(**{**officer.model_dump(), "role": role}))


def test_it_lists_a_branch_however_deep(database: Database, family: dict[str, int]) -> None:
    with database.reading() as session:
        assert tree.list_branch(session, family["a"]) == (family["a"], family["b"], family["c"])
        assert tree.list_branch(session, family["c"]) == (family["c"],)


def test_it_lets_executives_and_supervisors_read_below_them(
    database: Database, family: dict[str, int], cast: Cast
) -> None:
    with database.reading() as session:
        for role in (Role.SUPERVISOR, Role.EXECUTIVE):
            assert set(read_by(session, cast.anan, role)) == {family["b"], family["c"]}
        for role in set(Role) - {Role.SUPERVISOR, Role.EXECUTIVE}:
            assert read_by(session, cast.anan, role) == ()


def test_it_closes_no_circle(database: Database, family: dict[str, int], clock: FakeClock) -> None:
    for parent in ("a", "b", "c"):
        with database.transaction() as session, pytest.raises(InvalidInput, match="parent_circle"):
            tree.move(session, family["a"], family[parent], By("operator", clock()))


def test_it_ends_where_a_circle_was_closed_all_the_same(
    database: Database, family: dict[str, int]
) -> None:
    with database.transaction() as session:
        top = session.get(Agency, family["a"])
        assert top is not None
        top.parent_id = family["c"]
    with database.reading() as session:
        assert set(tree.list_branch(session, family["a"])) == set(family.values())
        everybody = [session.get(Agency, each) for each in family.values()]
        agencies = [each for each in everybody if each is not None]
    assert {node.agency.id for node in tree.in_order(agencies)} == set(family.values())


def test_it_reads_the_tree_from_the_top(database: Database, family: dict[str, int]) -> None:
    with database.reading() as session:
        agencies = [session.get(Agency, each) for each in reversed(family.values())]
        nodes = tree.in_order([each for each in agencies if each is not None])
    assert [(node.agency.id, node.depth) for node in nodes] == [
        (family["a"], 0),
        (family["b"], 1),
        (family["c"], 2),
    ]


def test_it_takes_an_agency_out_again(
    database: Database, family: dict[str, int], clock: FakeClock
) -> None:
    with database.transaction() as session:
        tree.move(session, family["b"], None, By("operator", clock()))
        assert tree.list_branch(session, family["a"]) == (family["a"],)


def test_it_has_the_figures_of_those_below_counted_when_asked(
    database: Database, family: dict[str, int], cast: Cast
) -> None:
    with database.reading() as session:
        assert scope_of(session, cast.dao).agency_ids == {family["a"]}
        assert scope_of(session, cast.dao, family["c"]).agency_ids == {family["c"]}
        with pytest.raises(NotFound):
            scope_of(session, cast.anan, family["c"])
