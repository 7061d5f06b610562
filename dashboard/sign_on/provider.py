"""The provider as we speak to it: authorization code with PKCE, and an ID token that is checked.

Every call goes over the network: never inside a transaction. After OpenID Connect Core 1.0.
"""

import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import requests
from authlib.integrations.base_client import OAuthError  # type: ignore[import-untyped]
from authlib.integrations.requests_client import OAuth2Session  # type: ignore[import-untyped]
from authlib.oidc.core import CodeIDToken  # type: ignore[import-untyped]
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from agencies.sign_in.sign_on import Identity
from core.errors import AppError
from dashboard.paths import with_query

TIMEOUT = 10  # seconds a call may take
KEEP = 3600  # seconds the provider's description and keys are kept
PAUSE = 15  # seconds until a provider that does not answer is asked for them again
LEEWAY = 60  # seconds its clock may be off
ALGORITHMS = ["RS256", "PS256", "ES256", "EdDSA"]
SCOPE = "openid profile email"


class SignOnFailed(AppError):
    """The provider cannot be asked, refused, or said what cannot be trusted; `reason` is a key."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Departure:
    """What a browser carries to the provider; all but the address stays with the browser."""

    address: str
    state: str
    nonce: str
    verifier: str


@dataclass
class _Kept:
    """Something read from the provider, and when (seconds of a clock that only goes on)."""

    value: dict[str, Any] = field(default_factory=dict)
    read_at: float = float("-inf")


class Provider:
    """A ministry's sign-on, known by its issuer's address."""

    def __init__(
        self,
        issuer: str,
        client_id: str,
        client_secret: str,
        name: str,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.name = name
        self._issuer, self._client_id, self._secret = issuer, client_id, client_secret
        self._clock = clock
        self._lock = threading.Lock()
        self._description, self._keys = _Kept(), _Kept()
        self._silent_until = float("-inf")

    def begin(self, back_to: str) -> Departure:
        """Return where to send a browser that is to come back to `back_to`.

        Raises:
            SignOnFailed: the provider cannot be asked ("unreachable").
        """
        nonce, verifier = secrets.token_urlsafe(32), secrets.token_urlsafe(48)
        address, state = self._client(back_to).create_authorization_url(
            self._endpoint("authorization_endpoint"), nonce=nonce, code_verifier=verifier
        )
        return Departure(address, state, nonce, verifier)

    def finish(self, back_to: str, code: str, verifier: str, nonce: str, now: int) -> Identity:
        """Exchange the code for who they are; `now` in seconds since 1970.

        Raises:
            SignOnFailed: "unreachable", "refused" or "untrusted".
        """
        try:
            token = self._client(back_to).fetch_token(
                self._endpoint("token_endpoint"),
                code=code,
                code_verifier=verifier,
                timeout=TIMEOUT,
            )
        except OAuthError as error:
            raise SignOnFailed("refused") from error
        except (requests.RequestException, ValueError) as error:
            raise SignOnFailed("unreachable") from error
        claims = self._claims(str(token.get("id_token", "")), nonce, now, token)
        return _identity(self._issuer, claims)

    def end_address(self, back_to: str) -> str:
        """Return where a browser ends its session at the provider too, "" where it cannot."""
        try:
            address = str(self._read_description().get("end_session_endpoint", ""))
        except SignOnFailed:
            return ""
        query = {"client_id": self._client_id, "post_logout_redirect_uri": back_to}
        return with_query(address, **query) if _is_web(address) else ""

    def _client(self, back_to: str) -> OAuth2Session:
        return OAuth2Session(
            self._client_id,
            self._secret,
            scope=SCOPE,
            redirect_uri=back_to,
            code_challenge_method="S256",
        )

    def _endpoint(self, name: str) -> str:
        address = str(self._read_description().get(name, ""))
        if not _is_web(address):
            raise SignOnFailed("unreachable")
        return address

    def _read_description(self) -> dict[str, Any]:
        with self._lock:
            if self._clock() - self._description.read_at > KEEP:
                address = f"{self._issuer.rstrip('/')}/.well-known/openid-configuration"
                read = self._ask(address)
                if read.get("issuer") != self._issuer:
                    raise SignOnFailed("untrusted")
                self._description = _Kept(read, self._clock())
            return self._description.value

    def _read_keys(self, *, anew: bool = False) -> KeySet:
        address = self._endpoint("jwks_uri")
        with self._lock:
            if anew or self._clock() - self._keys.read_at > KEEP:
                self._keys = _Kept(self._ask(address), self._clock())
            return KeySet.import_key_set(self._keys.value)  # type: ignore[arg-type]

    def _ask(self, address: str) -> dict[str, Any]:
        """Read it, unless the provider has just failed to answer: nobody waits for that twice."""
        if self._clock() < self._silent_until:
            raise SignOnFailed("unreachable")
        try:
            return _get(address)
        except SignOnFailed:
            self._silent_until = self._clock() + PAUSE
            raise

    def _claims(self, id_token: str, nonce: str, now: int, token: dict[str, Any]) -> CodeIDToken:
        try:
            decoded = self._decoded(id_token)
            claims = CodeIDToken(
                decoded.claims,
                decoded.header,
                options={
                    "iss": {"essential": True, "value": self._issuer},
                    "aud": {"essential": True, "value": self._client_id},
                },
                params={
                    "nonce": nonce,
                    "client_id": self._client_id,
                    "access_token": token.get("access_token"),
                },
            )
            claims.validate(now=now, leeway=LEEWAY)
        except (JoseError, ValueError) as error:
            raise SignOnFailed("untrusted") from error
        return claims

    def _decoded(self, id_token: str) -> jwt.Token:
        try:
            return jwt.decode(id_token, self._read_keys(), algorithms=ALGORITHMS)
        except (JoseError, ValueError):  # perhaps it has changed its keys since we read them
            return jwt.decode(id_token, self._read_keys(anew=True), algorithms=ALGORITHMS)


def _get(address: str) -> dict[str, Any]:
    try:
        answer = requests.get(address, timeout=TIMEOUT, allow_redirects=False)
        answer.raise_for_status()
        read = answer.json()
    except (requests.RequestException, ValueError) as error:
        raise SignOnFailed("unreachable") from error
    if not isinstance(read, dict):
        raise SignOnFailed("untrusted")
    return read


def _identity(issuer: str, claims: CodeIDToken) -> Identity:
    names = [str(claims.get("preferred_username") or "").strip().lower()]
    # A name of one's own choosing must not stand for somebody's address.
    names = [name for name in names if name and "@" not in name]
    if claims.get("email_verified") is True and claims.get("email"):
        names.append(str(claims["email"]).strip().lower())
    return Identity(issuer, str(claims["sub"]), tuple(names))


def _is_web(address: str) -> bool:
    return urlsplit(address).scheme in {"https", "http"}
