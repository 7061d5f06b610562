"""An operator who imports, and what he then finds in the database."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlmodel import col, select

from categories import catalog
from categories.suggest import Suggester
from complaints.tables import Ticket, TicketEvent
from complaints.traffy.command import Command, Options
from complaints.traffy.importing import Tools
from store.database import Database
from tests.cast import Cast
from tests.complaints.traffy import export
from tests.fakes import FakeClock


@pytest.fixture(scope="session")
def suggester() -> Suggester:
    """The shipped suggester."""
    return Suggester.load()


@dataclass
class Operator:
    """Runs imports for agency A and reads what came of them."""

    database: Database
    suggester: Suggester
    clock: FakeClock
    folder: Path
    out: str = ""
    err: str = ""

    def imports(
        self,
        *rows: dict[str, str],
        dry: bool = False,
        agency: str = "a",
        should_stop: Callable[[], bool] = lambda: False,
    ) -> int:
        """Import these rows as a file; returns the exit status."""
        return self.runs(export.write(self.folder, *rows), dry, agency, should_stop)

    def runs(
        self,
        file: Path,
        dry: bool = False,
        agency: str = "a",
        should_stop: Callable[[], bool] = lambda: False,
    ) -> int:
        """Import a file; returns the exit status."""
        tools = Tools(self.database, catalog.load(), self.suggester)
        out, err = io.StringIO(), io.StringIO()
        options = Options(file, agency, dry, self.folder / "report.csv", "en")
        status = Command(tools, options, out, err).run(self.clock(), should_stop)
        self.out, self.err = out.getvalue(), err.getvalue()
        return status

    @property
    def report(self) -> str:
        """The report of the last run."""
        return (self.folder / "report.csv").read_text(encoding="utf-8-sig")

    def tickets(self) -> Sequence[Ticket]:
        """All tickets in the order they came."""
        with self.database.reading() as session:
            return session.exec(select(Ticket).order_by(col(Ticket.id))).all()

    def ticket(self) -> Ticket:
        """The only ticket."""
        (ticket,) = self.tickets()
        return ticket

    def timeline(self) -> list[tuple[str, str | None, str]]:
        """Kind, move and time (UTC) of every event, "?" behind a time that is only the latest."""
        with self.database.reading() as session:
            events = session.exec(select(TicketEvent).order_by(col(TicketEvent.id))).all()
        return [
            (
                event.kind.value,
                event.move,
                f"{event.at:%d %H:%M}" + ("?" if event.detail.get("at_latest") else ""),
            )
            for event in events
        ]


@pytest.fixture
def operator(
    database: Database, cast: Cast, clock: FakeClock, tmp_path: Path, suggester: Suggester
) -> Operator:
    """An operator before an empty database with the cast's agencies."""
    return Operator(database, suggester, clock, tmp_path)
