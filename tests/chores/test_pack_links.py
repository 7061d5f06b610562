"""From a pack's index one comes to what each figure is."""

import io
import zipfile

from sqlmodel import select

from bootstrap import Assembly, make_teller
from chores.evidence import make_packs
from complaints.desk import Desk
from complaints.evidence import packs
from complaints.evidence.packs import Wanted
from complaints.evidence.tables import EvidencePack
from complaints.figures import periods
from core.settings import read
from store.files import FileStore
from tests.cast import Cast
from tests.fakes import FakeClock


def test_it_leads_from_the_index_to_what_a_figure_is(
    assembly: Assembly, cast: Cast, clock: FakeClock, files: FileStore
) -> None:
    tools = assembly.make_tools()
    with tools.database.transaction() as session:
        packs.ask(session, cast.dao, Wanted(None, periods.fiscal(2569)), clock())
    make_packs(tools)
    with tools.database.reading() as session:
        made = session.exec(select(EvidencePack)).one()
    with zipfile.ZipFile(io.BytesIO(files.read(made.file))) as pack:
        index = next(each for each in pack.namelist() if each.endswith(".html"))
        assert '/dashboard/figures/definitions#on_time"' in pack.read(index).decode()


def test_it_knows_the_page_of_what_figures_are(desk: Desk) -> None:
    addresses = make_teller(read({"PUBLIC_URL": "https://desk.example.go.th"}), desk).addresses
    assert addresses.definitions == "https://desk.example.go.th/dashboard/figures/definitions"
