"""The dashboard as a real browser opens it: over plain HTTP, with map tiles of the test's own."""

from complaints.desk import Desk
from dashboard.wiring import Wiring, make_sign_in
from store.database import Database
from store.files import FileStore
from tests.fakes import FakeClock


def make_wiring(
    base: str, database: Database, files: FileStore, desk: Desk, clock: FakeClock
) -> Wiring:
    """What the dashboard works with, served at the address `base`."""
    return Wiring(
        database=database,
        files=files,
        desk=desk,
        clock=clock,
        wake=lambda: None,
        service_name="ผู้ช่วยภาครัฐ",
        map_tiles_url=f"{base}/tiles/{{z}}/{{x}}/{{y}}.jpg",
        secure_cookies=False,
        sign_in=make_sign_in("a test's secret key", base),
        push_reserve=50,
        sends_mail=True,
        line_basic_id="@assistant",
    )
