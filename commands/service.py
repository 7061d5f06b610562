"""Run the service: the web application, the worker, the schema, what got stuck."""

import argparse
import gc
import signal
import threading

import uvicorn

from agencies import demo
from bootstrap import assemble
from commands.connections import open_database, record, transaction
from commands.parser import Commands
from core import logs
from core.clock import utc_now
from core.settings import Settings, read, set_default
from store import inbox_upkeep


def add_to(commands: Commands) -> None:
    """Put in these commands."""
    commands.add("run", run).add_argument("--port", type=int, default=8000)
    commands.add("work", work)
    commands.add("migrate", migrate)
    commands.add("retry-failed", retry_failed)


def run(chosen: argparse.Namespace) -> None:
    """Serve the application on this machine, for a first look and for development."""
    # The simulator and the webhook find each other by this address.
    set_default("PUBLIC_URL", f"http://127.0.0.1:{chosen.port}")
    print(_banner(read(), chosen.port), flush=True)
    uvicorn.run(
        "app:app",
        host="127.0.0.1",
        port=chosen.port,
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=3,
    )


def work(_chosen: argparse.Namespace) -> None:
    """Work off inbox and outbox until told to stop (WORKER=separate)."""
    settings = read()
    logs.configure(as_json=settings.environment == "production")
    assembly = assemble(settings)
    worker, stop = assembly.make_worker(), threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    worker.start()
    gc.freeze()  # what is known lives as long as we do: no collection need walk it
    stop.wait()
    worker.stop()
    assembly.close()


def migrate(_chosen: argparse.Namespace) -> None:
    """Bring the database to the newest migration."""
    with open_database() as database:
        database.migrate()
    print("migrated")


def retry_failed(_chosen: argparse.Namespace) -> None:
    """Open the events that were given up again."""
    with transaction() as session:
        opened = inbox_upkeep.retry_failed(session, utc_now())
        record(session, "inbox.retried", "inbox:failed", count=opened)
    print(f"{opened} events opened again")


def _banner(settings: Settings, port: int) -> str:
    base = f"http://127.0.0.1:{port}"
    lines = [f"  {base}/             front page", f"  {base}/dashboard/   officers"]
    if settings.simulator:
        lines.insert(0, f"  {base}/simulator/   LINE on your desk: start here")
    if settings.environment == "development":
        lines += ["", "  demo logins:"]
        lines += [f"    {x.username:8} {x.password}  ({x.role}, {x.agency})" for x in demo.logins()]
    return "\n".join(["", *lines, ""])
