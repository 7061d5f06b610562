"""The composition root: settings in, everything put together out. Wiring only."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from email.headerregistry import Address
from functools import partial

from agencies import demo
from bot import richmenu
from bot.client import LineClient
from bot.content import ContentFetcher
from bot.errors import LineError
from bot.quota import QuotaWatch
from bot.render import encode
from bot.tokens import TokenSource, make_token_source
from categories import catalog
from categories.live import LiveSuggester
from chores.tools import Tools
from complaints.alerts.teller import Addresses, Teller
from complaints.desk import Desk
from complaints.notices import PHRASES_FILE as NOTICES
from core.clock import Clock, utc_now
from core.phrases import load_phrases
from core.settings import Settings
from core.signing import Signer
from dashboard import paths
from handlers.turn import WORDING_FILE, Services
from knowledge.live import LiveEngine
from mail.postman import Postman
from mail.server import read_server
from public.photos import PURPOSE, photo_address
from store import inbox
from store.batching import BatchWriter
from store.database import Database
from store.files import FileStore, make_file_store
from store.inbox import Arrival
from store.outbox import Outbox
from worker import Worker

MENU_ATTEMPTS, MENU_PAUSE = 20, 0.5  # tries, seconds between them


@dataclass(frozen=True, slots=True)
class Assembly:
    """One of everything, ready to be served, worked or called from the command line."""

    settings: Settings
    clock: Clock
    database: Database
    files: FileStore
    signer: Signer
    outbox: Outbox
    services: Services
    client: LineClient
    tokens: TokenSource

    @property
    def desk(self) -> Desk:
        """The tools of complaints."""
        return self.services.desk

    def make_inbox(self) -> BatchWriter[Arrival]:
        """Return the writer of webhook events, for one event loop."""
        return BatchWriter(self.database, inbox.accept)

    def make_tools(self) -> Tools:
        """Return what a worker and its chores work with."""
        settings = self.settings
        return Tools(
            database=self.database,
            files=self.files,
            outbox=self.outbox,
            services=self.services,
            client=self.client,
            fetcher=ContentFetcher(settings.line_data_api_url, self.tokens, self.files),
            quota=QuotaWatch(self.client, settings.line_push_reserve),
            clock=self.clock,
            keep=timedelta(days=settings.inbox_keep_days),
            postman=make_postman(settings, self.database, self.clock),
            public_url=settings.public_url,
        )

    def make_worker(self, *, alone: bool = False) -> Worker:
        """Return a worker that has not started; `alone` where no other process may be working."""
        # One process on SQLite: what a former run left leased can only be ours.
        alone = alone and self.database.is_sqlite
        return Worker(self.make_tools(), self.settings.worker_threads, alone=alone)

    def close(self) -> None:
        """Give all connections back."""
        self.client.close()
        self.database.close()


def assemble(settings: Settings, clock: Clock = utc_now) -> Assembly:
    """Put everything together. Opens no connection yet."""
    outbox = Outbox(encode)
    signer = Signer(settings.secret_key.get_secret_value(), PURPOSE)
    tokens = make_token_source(settings)
    return Assembly(
        settings=settings,
        clock=clock,
        database=Database(settings.database_url),
        files=make_file_store(settings),
        signer=signer,
        outbox=outbox,
        services=make_services(settings, outbox, signer),
        client=make_line_client(settings, tokens),
        tokens=tokens,
    )


def make_line_client(settings: Settings, tokens: TokenSource) -> LineClient:
    """Return a client with a connection for every thread that may call LINE."""
    return LineClient(
        settings.line_api_url,
        settings.line_data_api_url,
        tokens,
        connections=2 * settings.worker_threads + 2,
    )


def make_services(settings: Settings, outbox: Outbox, signer: Signer) -> Services:
    """Return what conversations need; reading the knowledge takes about a second."""
    desk = make_desk(settings, outbox, signer)
    return Services(
        engine=LiveEngine.load(),
        suggester=LiveSuggester.load(),
        desk=desk,
        phrases=load_phrases(WORDING_FILE),
        service_name=settings.service_name,
        add_friend_url=add_friend_url(settings),
        teller=make_teller(settings, desk),
    )


def make_desk(settings: Settings, outbox: Outbox, signer: Signer) -> Desk:
    """Return the tools of complaints."""
    return Desk(
        outbox=outbox,
        catalog=catalog.load(),
        phrases=load_phrases(NOTICES),
        photo_url=make_photo_url(settings, signer),
        dispute_days=settings.dispute_days,
        notice_rest=timedelta(seconds=settings.notice_rest_seconds),
    )


def make_teller(settings: Settings, desk: Desk) -> Teller:
    """Return what telling officers works with."""
    base = settings.public_url
    return Teller(
        desk=desk,
        addresses=Addresses(
            ticket=lambda code: f"{base}{paths.ticket(code)}",
            queue=f"{base}{paths.ROOT}/",
            settings=f"{base}{paths.NOTIFICATIONS}",
            figures=f"{base}{paths.FIGURES}",
            definitions=f"{base}{paths.DEFINITIONS}",
            evidence=f"{base}{paths.EVIDENCE}",
        ),
        push_reserve=settings.line_push_reserve,
        sends_mail=bool(settings.smtp_url.get_secret_value()),
    )


def make_postman(settings: Settings, database: Database, clock: Clock) -> Postman | None:
    """Return who takes e-mail to the mail server, None where there is none."""
    url = settings.smtp_url.get_secret_value()
    if not url:
        return None
    sender = Address(settings.service_name, addr_spec=settings.mail_from)
    return Postman(database, read_server(url), sender, clock)


def make_photo_url(settings: Settings, signer: Signer) -> Callable[[str], str | None]:
    """Return what gives photos their address: LINE shows https alone, the simulator http too."""
    if settings.simulator or settings.public_url.startswith("https://"):
        return partial(photo_address, settings.public_url, signer)
    return lambda _key: None


def add_friend_url(settings: Settings) -> str:
    """Return LINE's address for adding the account, or "" where its id is not set."""
    basic_id = settings.line_basic_id
    return f"https://line.me/R/ti/p/{basic_id.replace('@', '%40')}" if basic_id else ""


def prepare_development(assembly: Assembly) -> None:
    """Bring the schema up to date and put the demo agencies into an empty database."""
    assembly.database.migrate()
    with assembly.database.transaction() as session:
        demo.put_in(session, assembly.clock())


def install_menu(assembly: Assembly) -> None:
    """Give the simulator its rich menu; it answers only once the application serves."""
    for _attempt in range(MENU_ATTEMPTS if assembly.settings.simulator else 0):
        try:
            richmenu.install(assembly.client)
        except LineError:
            time.sleep(MENU_PAUSE)
        else:
            return
