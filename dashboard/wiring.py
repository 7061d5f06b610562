"""What the dashboard works with, handed over once by the composition root."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Request

from complaints.desk import Desk
from core.clock import Clock
from knowledge.entry import Entry
from store.database import Database
from store.files import FileStore


@dataclass(frozen=True, slots=True)
class DemoLogin:
    """A login the sign-in page shows, in demonstrations only."""

    username: str
    password: str
    about: str


@dataclass(frozen=True, slots=True)
class Wiring:
    """The tools and settings of the dashboard.

    `wake` tells the worker that rows wait for it. `secure_cookies` is true wherever people come
    over https. `push_reserve` is how many push messages are kept for status notices. `reviewed`
    are the entries of the files, by id.
    """

    database: Database
    files: FileStore
    desk: Desk
    clock: Clock
    wake: Callable[[], None]
    service_name: str
    map_tiles_url: str
    secure_cookies: bool
    push_reserve: int = 0
    demo_logins: tuple[DemoLogin, ...] = ()
    reviewed: Mapping[str, Entry] = field(default_factory=dict)


def _get_wiring(request: Request) -> Wiring:
    wiring: Wiring = request.app.state.wiring
    return wiring


Wired = Annotated[Wiring, Depends(_get_wiring)]
