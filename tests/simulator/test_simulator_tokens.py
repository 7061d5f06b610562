import json
import time
from typing import Any

import httpx2
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.simulator.stage import Desk

CHANNEL = "1650000000"
SECRET = "simulator-channel-secret"
BY_SECRET = {"client_id": CHANNEL, "client_secret": SECRET}
ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
PUBLIC = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key())) | {"kid": "key-1"}


@pytest.fixture
def desk() -> Desk:
    return Desk(assertion_keys=(PUBLIC,), clock=time.time)


def _assertion(key: Any = KEY, lasts: int = 1700, **changes: Any) -> dict[str, str]:
    claims = {
        "iss": CHANNEL,
        "sub": CHANNEL,
        "aud": "https://api.line.me/",
        "exp": int(time.time()) + lasts,
    } | changes
    token = jwt.encode(claims, key, algorithm="RS256", headers={"kid": "key-1"})
    return {"client_assertion_type": ASSERTION_TYPE, "client_assertion": token}


def _issue(desk: Desk, path: str, **form: str) -> httpx2.Response:
    return desk.http.post(path, data={"grant_type": "client_credentials", **form})


def test_it_issues_a_stateless_token_by_secret_for_15_minutes() -> None:
    desk = Desk()
    answer = _issue(desk, "/oauth2/v3/token", **BY_SECRET).json()
    assert (answer["token_type"], answer["expires_in"]) == ("Bearer", 900)
    token = answer["access_token"]
    assert desk.api("GET", "/v2/bot/info", token=token).status_code == 200
    desk.clock.now += 901
    assert desk.api("GET", "/v2/bot/info", token=token).status_code == 401


def test_it_issues_a_stateless_token_by_assertion(desk: Desk) -> None:
    answer = _issue(desk, "/oauth2/v3/token", **_assertion())
    assert answer.status_code == 200, answer.text
    token = answer.json()["access_token"]
    assert desk.api("GET", "/v2/bot/info", token=token).status_code == 200


@pytest.mark.parametrize(
    "changes",
    [
        {"aud": "https://elsewhere.example/"},
        {"iss": "1"},
        {"sub": "1"},
        {"lasts": -60},
        {"lasts": 3600},
        {"key": rsa.generate_private_key(public_exponent=65537, key_size=2048)},
    ],
    ids=["aud", "iss", "sub", "expired", "too long", "other key"],
)
def test_it_refuses_assertions_that_are_not_ours(desk: Desk, changes: dict[str, Any]) -> None:
    answer = _issue(desk, "/oauth2/v3/token", **_assertion(**changes))
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_client")


@pytest.mark.parametrize(
    "form", [{"client_id": "1", "client_secret": SECRET}, {**BY_SECRET, "client_secret": "x"}]
)
def test_it_refuses_wrong_credentials(desk: Desk, form: dict[str, str]) -> None:
    assert _issue(desk, "/oauth2/v3/token", **form).status_code == 400
    assert desk.http.post("/oauth2/v3/token", data=BY_SECRET).status_code == 400


def test_it_wants_a_form(desk: Desk) -> None:
    assert desk.http.post("/oauth2/v3/token", json=BY_SECRET).status_code == 415


def test_it_issues_verifies_and_revokes_v2_1_tokens(desk: Desk) -> None:
    issued = _issue(desk, "/oauth2/v2.1/token", **_assertion(token_exp=600)).json()
    assert issued["expires_in"] == 600
    assert desk.http.get("/oauth2/v2.1/tokens/kid").json() == {"kids": [issued["key_id"]]}
    token = issued["access_token"]
    verified = desk.http.get("/oauth2/v2.1/verify", params={"access_token": token})
    assert verified.json()["client_id"] == CHANNEL
    desk.http.post("/oauth2/v2.1/revoke", data={**BY_SECRET, "access_token": token})
    assert desk.api("GET", "/v2/bot/info", token=token).status_code == 401
    refused = desk.http.get("/oauth2/v2.1/verify", params={"access_token": token})
    assert refused.status_code == 400


def test_it_issues_short_lived_tokens(desk: Desk) -> None:
    issued = _issue(desk, "/v2/oauth/accessToken", **BY_SECRET).json()
    assert issued["expires_in"] == 30 * 24 * 3600
    desk.http.post("/v2/oauth/revoke", data={"access_token": issued["access_token"]})
    assert desk.api("GET", "/v2/bot/info", token=issued["access_token"]).status_code == 401


def test_it_never_logs_secrets_or_tokens(desk: Desk) -> None:
    token = _issue(desk, "/oauth2/v3/token", **BY_SECRET).json()["access_token"]
    log = desk.http.get("/desk/log").text
    assert SECRET not in log
    assert token not in log
