"""What the dashboard works with, handed over once by the composition root."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Request

from agencies.tables import Role
from complaints.desk import Desk
from core.ciphers import Cipher
from core.clock import Clock
from core.signing import Signer
from dashboard.sign_on.provider import Provider
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
class SignIn:
    """What signing in works with.

    `signer` guards what a browser carries from one step to the next, `cipher` the secrets of second
    steps. Roles in `second_step_of` must have one. `provider` is the ministry's sign-on, if any.
    `public_url` is the address people reach the service by, `mail_signer` makes the links that
    confirm officers' own addresses.
    """

    signer: Signer
    cipher: Cipher
    public_url: str
    mail_signer: Signer
    second_step_of: frozenset[Role] = frozenset()
    provider: Provider | None = None


def make_sign_in(
    secret_key: str,
    public_url: str,
    second_step_of: frozenset[Role] = frozenset(),
    provider: Provider | None = None,
) -> SignIn:
    """Return the tools of signing in, with keys of their own derived from the secret key."""
    return SignIn(
        Signer(secret_key, "sign-in"),
        Cipher(secret_key, "second step"),
        public_url,
        Signer(secret_key, "mail address"),
        second_step_of,
        provider,
    )


@dataclass(frozen=True, slots=True)
class Wiring:
    """The tools and settings of the dashboard.

    `wake` tells the worker that rows wait for it. `secure_cookies` is true wherever people come
    over https. `push_reserve` is how many push messages are kept for status notices,
    `sends_mail` tells whether there is a mail server. `reviewed` are the entries of the files, by
    id.
    """

    database: Database
    files: FileStore
    desk: Desk
    clock: Clock
    wake: Callable[[], None]
    service_name: str
    map_tiles_url: str
    secure_cookies: bool
    sign_in: SignIn
    push_reserve: int = 0
    sends_mail: bool = False
    line_basic_id: str = ""
    demo_logins: tuple[DemoLogin, ...] = ()
    reviewed: Mapping[str, Entry] = field(default_factory=dict)


def _get_wiring(request: Request) -> Wiring:
    wiring: Wiring = request.app.state.wiring
    return wiring


Wired = Annotated[Wiring, Depends(_get_wiring)]
