"""The web application: settings in, routes and worker out. Wiring only."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from bootstrap import Assembly, add_friend_url, assemble, install_menu, prepare_development
from bot import webhook
from core import logs
from core.settings import read
from dashboard import site
from dashboard.wiring import Wiring
from public import front, health, photos
from simulator.app import create as create_simulator
from simulator.config import Config as SimulatorConfig

ASSETS = Path(__file__).parent / "public" / "static"
SIMULATOR_STATE = Path("var/simulator.json")


def create_app(assembly: Assembly) -> FastAPI:
    """Return the application over everything assembled."""
    settings = assembly.settings
    worker = assembly.make_worker() if settings.worker == "inline" else None
    wake: Callable[[], None] = worker.wake if worker else lambda: None

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        if settings.environment == "development":
            prepare_development(assembly)
        if worker:
            worker.start()
        menu = asyncio.create_task(asyncio.to_thread(install_menu, assembly))
        yield
        menu.cancel()
        if worker:
            await asyncio.to_thread(worker.stop)
        assembly.close()

    app = FastAPI(lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None)
    secret = settings.line_channel_secret.get_secret_value()
    app.include_router(webhook.make_router(secret, assembly.make_inbox(), assembly.clock, wake))
    app.include_router(health.make_router(assembly.database, assembly.clock))
    app.include_router(photos.make_router(assembly.signer, assembly.files))
    friend = add_friend_url(settings)
    app.include_router(
        front.make_router(settings.service_name, friend, simulator=settings.simulator)
    )
    app.mount("/assets", StaticFiles(directory=ASSETS))
    app.mount("/dashboard", site.build(_wiring(assembly, wake)))
    if settings.simulator:
        app.mount("/simulator", create_simulator(_simulator(assembly)))
    return app


def _wiring(assembly: Assembly, wake: Callable[[], None]) -> Wiring:
    settings = assembly.settings
    return Wiring(
        database=assembly.database,
        files=assembly.files,
        desk=assembly.desk,
        clock=assembly.clock,
        secure_cookies=settings.public_url.startswith("https://"),
        map_tiles_url=settings.map_tiles_url,
        service_name=settings.service_name,
        demo=settings.environment == "development",
        wake=wake,
    )


def _simulator(assembly: Assembly) -> SimulatorConfig:
    settings = assembly.settings
    return SimulatorConfig(
        webhook_url=f"{settings.public_url.rstrip('/')}/line/webhook",
        channel_secret=settings.line_channel_secret.get_secret_value(),
        access_token=settings.line_channel_access_token.get_secret_value(),
        state_file=SIMULATOR_STATE,
    )


def _create() -> FastAPI:
    settings = read()
    logs.configure(as_json=settings.environment == "production")
    return create_app(assemble(settings))


app = _create()
