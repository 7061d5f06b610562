"""The public pages over the test's database, and a browser for anybody."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from complaints.desk import Desk
from public import errors
from public.all import make_routers
from public.politeness import Turnstile
from public.site import Licence, Site
from store.database import Database
from store.files import FileStore
from tests.fakes import FakeClock

PUBLIC_URL = "https://assistant.example.go.th"


@pytest.fixture
def site(database: Database, files: FileStore, desk: Desk, clock: FakeClock) -> Site:
    return Site(
        database=database,
        files=files,
        desk=desk,
        clock=clock,
        turnstile=Turnstile(clock),
        service_name="ผู้ช่วยภาครัฐ",
        public_url=PUBLIC_URL,
        add_friend_url="https://line.me/R/ti/p/%40example",
        map_tiles_url="https://tile.example/{z}/{x}/{y}.png",
        licence=Licence("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    )


@pytest.fixture
def anybody(site: Site) -> Iterator[TestClient]:
    app = FastAPI()
    errors.install(app, site)
    for router in make_routers(site):
        app.include_router(router)
    with TestClient(app, follow_redirects=False) as client:
        client.headers["accept"] = "text/html"
        yield client
