"""The web application: settings in, routes and worker out. Wiring only."""

import asyncio
import functools
import logging
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from agencies import demo
from agencies.permissions import read_roles
from bootstrap import Assembly, add_friend_url, assemble, install_menu, prepare_development
from bot import webhook
from chores.listing import EVERYWHERE
from chores.rounds import Rounds
from core import logs
from core.settings import Settings, read
from dashboard import site
from dashboard.sign_on.provider import Provider
from dashboard.wiring import DemoLogin, SignIn, Wiring, make_sign_in
from dashboard.wording import say
from public import errors, health, photos
from public.all import make_routers
from public.politeness import Turnstile
from public.site import Licence, Site
from simulator.app import create as create_simulator
from simulator.config import Config as SimulatorConfig

log = logging.getLogger(__name__)
ASSETS = Path(__file__).parent / "public" / "static"
SIMULATOR_STATE = Path("var/simulator.json")


def create_app(assembly: Assembly, simulator_state: Path | None = None) -> FastAPI:
    """Return the application over everything assembled.

    The simulator, where it is on, keeps its chats in `simulator_state` over a restart.
    """
    settings = assembly.settings
    worker = assembly.make_worker(alone=True) if settings.worker == "inline" else None
    rounds = Rounds(assembly.make_tools(), () if worker else EVERYWHERE)  # the worker has its own
    wake: Callable[[], None] = worker.wake if worker else lambda: None
    simulated = None
    if settings.simulator:
        simulated = create_simulator(_simulator(assembly, simulator_state))

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        if settings.environment == "development":
            prepare_development(assembly)
        # Served at once: events are taken in while the worker still reads what it must know.
        starting = asyncio.create_task(asyncio.to_thread(worker.start)) if worker else None
        if starting:
            starting.add_done_callback(_end_without_worker)
        rounds.start()
        menu = asyncio.create_task(asyncio.to_thread(install_menu, assembly))
        yield
        menu.cancel()
        if worker and starting:
            await asyncio.wait([starting])
            await asyncio.to_thread(worker.stop)
        await asyncio.to_thread(rounds.stop)
        if simulated:
            await simulated.state.sender.aclose()
        assembly.close()

    app = FastAPI(lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None)
    secret = settings.line_channel_secret.get_secret_value()
    public_site = _public_site(assembly)
    errors.install(app, public_site)
    for router in (
        webhook.make_router(secret, assembly.make_inbox(), assembly.clock, wake),
        health.make_router(assembly.database, assembly.clock),
        photos.make_router(assembly.signer, assembly.files),
        *make_routers(public_site),
    ):
        # Not include_router: FastAPI would match each request twice.
        app.router.routes.extend(router.routes)
    app.mount("/assets", StaticFiles(directory=ASSETS))
    app.mount("/dashboard", site.build(_wiring(assembly, wake)))
    if simulated:
        app.mount("/simulator", simulated)
    return app


def _end_without_worker(starting: asyncio.Task[None]) -> None:
    error = None if starting.cancelled() else starting.exception()
    if error is not None:
        log.critical("the worker did not start", exc_info=error)
        signal.raise_signal(signal.SIGTERM)  # a service that only takes in is no service


def _public_site(assembly: Assembly) -> Site:
    settings = assembly.settings
    return Site(
        database=assembly.database,
        files=assembly.files,
        desk=assembly.desk,
        clock=assembly.clock,
        turnstile=Turnstile(assembly.clock),
        service_name=settings.service_name,
        public_url=settings.public_url,
        add_friend_url=add_friend_url(settings),
        map_tiles_url=settings.map_tiles_url,
        licence=Licence(settings.open_data_licence, settings.open_data_licence_url),
        simulator=settings.simulator,
    )


def _wiring(assembly: Assembly, wake: Callable[[], None]) -> Wiring:
    settings = assembly.settings
    return Wiring(
        database=assembly.database,
        files=assembly.files,
        desk=assembly.desk,
        clock=assembly.clock,
        secure_cookies=settings.public_url.startswith("https://"),
        sign_in=_sign_in(settings),
        map_tiles_url=settings.map_tiles_url,
        service_name=settings.service_name,
        push_reserve=settings.line_push_reserve,
        sends_mail=bool(settings.smtp_url.get_secret_value()),
        line_basic_id=settings.line_basic_id,
        demo_logins=_demo_logins() if settings.environment == "development" else (),
        wake=wake,
        reviewed=assembly.services.engine.reviewed,
    )


def _sign_in(settings: Settings) -> SignIn:
    provider = None
    if settings.oidc_issuer:
        provider = Provider(
            settings.oidc_issuer,
            settings.oidc_client_id,
            settings.oidc_client_secret.get_secret_value(),
            settings.oidc_name,
        )
    return make_sign_in(
        settings.secret_key.get_secret_value(),
        settings.public_url,
        read_roles(settings.second_step_of),
        provider,
    )


def _demo_logins() -> tuple[DemoLogin, ...]:
    return tuple(
        DemoLogin(each.username, each.password, f"{say(f'role.{each.role}')} · {each.agency}")
        for each in demo.logins()
    )


def _simulator(assembly: Assembly, state: Path | None) -> SimulatorConfig:
    settings = assembly.settings
    return SimulatorConfig(
        webhook_url=f"{settings.public_url.rstrip('/')}/line/webhook",
        channel_secret=settings.line_channel_secret.get_secret_value(),
        access_token=settings.line_channel_access_token.get_secret_value(),
        state_file=state,
    )


@functools.cache
def _from_environment() -> FastAPI:
    settings = read()
    logs.configure(as_json=settings.environment == "production")
    return create_app(assemble(settings), SIMULATOR_STATE)


def __getattr__(name: str) -> FastAPI:
    # `app:app` is made when it is asked for: importing create_app must start nothing.
    if name == "app":
        made: FastAPI = _from_environment()
        return made
    raise AttributeError(name)
