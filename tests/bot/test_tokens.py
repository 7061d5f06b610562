"""Access tokens: the given one, or stateless ones renewed in time, by secret or by signed JWT."""

import json
import threading
import time
from collections.abc import Iterator
from types import SimpleNamespace

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from pydantic import SecretStr

from bot.client import LineClient
from bot.errors import LineError, Refused
from bot.tokens import ASSERTION_LIFE, EARLY, TokenSource, make_assertion, make_token_source
from core.settings import Settings
from tests.bot.line import Line, serve_line

CHANNEL, SECRET = "1650000000", "simulator-channel-secret"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
PUBLIC = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key())) | {"kid": "key-1"}
PRIVATE = json.dumps(json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY)) | {"kid": "key-1"})


@pytest.fixture(scope="module")
def issuer() -> Iterator[Line]:
    """A LINE that knows our public key and the time of day."""
    with serve_line(assertion_keys=(PUBLIC,), clock=time.time) as line:
        yield line


def settings(line: Line, *, secret: str = SECRET, key: str = "", given: str = "") -> Settings:
    return Settings(
        line_channel_id=CHANNEL,
        line_channel_secret=SecretStr(secret),
        line_channel_key=SecretStr(key),
        line_channel_access_token=SecretStr(given),
        line_api_url=line.url,
    )


@pytest.mark.parametrize("key", ["", PRIVATE], ids=["by secret", "by assertion"])
def test_it_gets_a_token_that_line_accepts(issuer: Line, key: str) -> None:
    source = make_token_source(settings(issuer, key=key))
    client = LineClient(issuer.url, issuer.url, source, connections=1)
    assert client.quota().limit == 300
    client.close()


@pytest.mark.parametrize(
    ("secret", "key"),
    [("wrong", ""), (SECRET, PRIVATE.replace("key-1", "key-2"))],
    ids=["secret", "key"],
)
def test_it_is_refused_with_the_wrong_secret_or_key(issuer: Line, secret: str, key: str) -> None:
    with pytest.raises(Refused):
        make_token_source(settings(issuer, secret=secret, key=key)).get()


@pytest.mark.parametrize("fault", ["error500", "html500", "refuse", "rate429"])
def test_it_says_in_our_words_that_no_token_came(issuer: Line, impatient: None, fault: str) -> None:
    issuer.order("token", fault)
    source = make_token_source(settings(issuer))
    with pytest.raises(LineError):
        source.get()
    assert source.get(), "and asks again"


def test_it_uses_a_given_token_as_it_is(issuer: Line) -> None:
    source = make_token_source(settings(issuer, given="long-lived"))
    source.renew()
    assert source.get() == "long-lived"


class Issuer:
    """Issues tokens that live a quarter of an hour."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self) -> tuple[str, float]:
        self.count += 1
        return f"token {self.count}", 900.0


def test_it_keeps_a_token_and_renews_it_before_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1000.0]
    monkeypatch.setattr("bot.tokens.time", SimpleNamespace(monotonic=lambda: now[0]))
    source = TokenSource(Issuer())
    assert [source.get(), source.get()] == ["token 1"] * 2
    now[0] += 900 - EARLY - 1
    assert source.get() == "token 1"
    now[0] += 1
    assert source.get() == "token 2"


def test_it_renews_a_token_at_once_where_line_says_so() -> None:
    source = TokenSource(Issuer())
    source.get()
    source.renew()
    assert source.get() == "token 2"


def test_it_asks_once_for_many_threads() -> None:
    issue = Issuer()
    source = TokenSource(issue)
    threads = [threading.Thread(target=source.get) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert issue.count == 1


def test_it_signs_an_assertion_as_line_wants_it() -> None:
    now = 1_800_000_000.7
    token = make_assertion(CHANNEL, PRIVATE, now)
    assert jwt.get_unverified_header(token) == {"alg": "RS256", "typ": "JWT", "kid": "key-1"}
    claims = jwt.decode(token, options={"verify_signature": False})
    assert claims == {
        "iss": CHANNEL,
        "sub": CHANNEL,
        "aud": "https://api.line.me/",
        "exp": 1_800_000_000 + ASSERTION_LIFE,
    }
