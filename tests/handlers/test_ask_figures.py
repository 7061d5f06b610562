"""Officers who ask about 3.4 are led to the live figures; citizens are not."""

import pytest

from agencies.contacts.tables import LineAccount
from core.messages import Card, Chat, Link, Outgoing, TextSent
from handlers.turn import Services
from store.database import Database
from tests.cast import MALEE, Cast
from tests.fakes import FakeClock
from tests.handlers.talking import Talk

ANAN = "U" + "1" * 32


def links(answers: list[Outgoing]) -> list[str]:
    """The addresses that the answers lead to."""
    buttons = [button for each in answers if isinstance(each, Card) for button in each.buttons]
    return [button.url for button in buttons if isinstance(button, Link)]


def ask(talk: Talk, question: str) -> list[Outgoing]:
    return talk.send(TextSent("m-figures", question))


@pytest.fixture
def officer(database: Database, services: Services, clock: FakeClock, cast: Cast) -> Talk:
    with database.transaction() as session:
        account = LineAccount(officer_id=cast.anan.id or 0, user_id=ANAN, bound_at=clock())
        session.add(account)
    return Talk(database, services, clock, ANAN, Chat("user", ANAN))


@pytest.mark.parametrize("question", ["มิติ 3.4 มีอะไรบ้าง", "3.4 ระดับก้าวหน้า ต้องทำอะไร"])
def test_it_leads_an_officer_to_the_figures(
    officer: Talk, services: Services, question: str
) -> None:
    assert links(ask(officer, question)) == [services.teller.addresses.figures]


def test_it_keeps_the_answer_itself(
    officer: Talk, database: Database, services: Services, clock: FakeClock
) -> None:
    citizen = Talk(database, services, clock, MALEE)
    for_citizen = ask(citizen, "มิติ 3.4 มีอะไรบ้าง")
    assert ask(officer, "มิติ 3.4 มีอะไรบ้าง")[0] == for_citizen[0]
    assert links(for_citizen) == []


def test_it_says_nothing_of_figures_under_another_criterion(officer: Talk) -> None:
    assert links(ask(officer, "มิติ 1.2 มีอะไรบ้าง")) == []


def test_it_goes_on_where_an_answer_has_no_card(officer: Talk, services: Services) -> None:
    ask(officer, "มิติ 3.4 มีอะไรบ้าง")
    answers = ask(officer, "3.4 ระดับพื้นฐาน ต้องทำอะไร")
    assert links(answers) == [services.teller.addresses.figures]
    assert getattr(answers[-1], "quick", ())
