"""The channel access token: a given one, or stateless tokens that are renewed in time."""

import json
import threading
import time
from collections.abc import Callable
from typing import Any

import jwt
from linebot.v3.oauth import ApiClient, ChannelAccessToken, Configuration

from bot.calls import TIMEOUT, call
from bot.errors import Refused
from core.settings import Settings

EARLY = 120  # seconds before its end at which a token is renewed
ASSERTION_LIFE = 25 * 60  # seconds; LINE allows 30 minutes


class TokenSource:
    """Gives a valid access token. Safe to share between threads."""

    def __init__(self, issue: Callable[[], tuple[str, float]]) -> None:
        self._issue = issue
        self._lock = threading.Lock()
        self._token = ""
        self._until = 0.0

    def get(self) -> str:
        """Return a token that is good for another while. Raises LineError."""
        with self._lock:
            if time.monotonic() >= self._until:
                self._token, life = self._issue()
                self._until = time.monotonic() + life - EARLY
            return self._token

    def renew(self) -> None:
        """Forget the token: LINE said 401."""
        with self._lock:
            self._until = 0.0


def make_token_source(settings: Settings) -> TokenSource:
    """Return the given long-lived token, or a source of stateless ones for a channel id."""
    given = settings.line_channel_access_token.get_secret_value()
    if given:
        return TokenSource(lambda: (given, float("inf")))
    return TokenSource(lambda: _issue_stateless(settings))


def _issue_stateless(settings: Settings) -> tuple[str, float]:
    with ApiClient(Configuration(host=settings.line_api_url)) as client:
        oauth = ChannelAccessToken(client)
        answer = call("oauth2/v3/token", lambda: _ask(oauth, settings))
    if answer is None:
        raise Refused("no access token in LINE's answer")
    return answer.access_token, float(answer.expires_in)


def _ask(oauth: ChannelAccessToken, settings: Settings) -> Any:
    key = settings.line_channel_key.get_secret_value()
    if key:
        assertion = make_assertion(settings.line_channel_id, key, time.time())
        return oauth.issue_stateless_channel_token_by_jwt_assertion(
            assertion, _request_timeout=TIMEOUT
        )
    return oauth.issue_stateless_channel_token_by_client_secret(
        settings.line_channel_id,
        settings.line_channel_secret.get_secret_value(),
        _request_timeout=TIMEOUT,
    )


def make_assertion(channel_id: str, key: str, now: float) -> str:
    """Return the signed JWT that asks LINE for a token.

    Args:
        channel_id: the channel's id.
        key: the channel's private assertion key as a JWK in JSON, with the `kid` LINE gave it.
        now: seconds since 1970.
    """
    jwk = json.loads(key)
    claims = {
        "iss": channel_id,
        "sub": channel_id,
        "aud": "https://api.line.me/",
        "exp": int(now) + ASSERTION_LIFE,
    }
    private = jwt.PyJWK.from_dict(jwk, algorithm="RS256").key
    return jwt.encode(claims, private, algorithm="RS256", headers={"kid": jwk["kid"]})
