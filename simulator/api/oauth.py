"""Channel access tokens: stateless (v3), v2.1 by JWT assertion, and short-lived."""

import hmac
from typing import Any

import jwt

from simulator.access import SHORT_LIVED_SECONDS, STATELESS_SECONDS
from simulator.api.endpoint import Answer, Call, Endpoint
from simulator.api.errors import ApiError
from simulator.limits import SHORT_LIVED_TOKEN

_ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
_AUDIENCE = "https://api.line.me/"
_LONGEST_ASSERTION = 30 * 60
_LONGEST_V2_1 = 30 * 24 * 3600
# Signature libraries allow a little clock skew; LINE's is not documented.
_LEEWAY = 10


async def stateless(call: Call) -> Answer:
    """By client id + secret, or by JWT assertion; 15 minutes."""
    _grant(call)
    if "client_assertion" in call.form:
        _claims(call)
    else:
        _check_secret(call)
    token = call.state.access.issue("stateless", STATELESS_SECONDS, call.state.now())
    return _token(token, STATELESS_SECONDS)


async def issue_v2_1(call: Call) -> Answer:
    _grant(call)
    claims, key_id = _claims(call)
    seconds = claims.get("token_exp")
    if not isinstance(seconds, int) or not 1 <= seconds <= _LONGEST_V2_1:
        raise _refused("invalid_request", "token_exp must be at most 30 days")
    if call.state.access.v2_1_full(call.state.now()):
        raise _refused("invalid_request", "The number of channel access tokens has reached 30")
    issued_key = f"{key_id}-{len(call.state.access.key_ids(call.state.now())) + 1}"
    token = call.state.access.issue("v2.1", seconds, call.state.now(), issued_key)
    return _token(token, seconds, key_id=issued_key)


async def issue_short_lived(call: Call) -> Answer:
    _grant(call)
    _check_secret(call)
    token = call.state.access.issue("short-lived", SHORT_LIVED_SECONDS, call.state.now())
    return _token(token, SHORT_LIVED_SECONDS)


async def verify_v2_1(call: Call) -> Answer:
    token = call.query.get("access_token", "")
    issued = call.state.access.find(token, call.state.now())
    if issued is None:
        raise _refused("invalid_request", "access token expired or invalid")
    left = int(issued.expires - call.state.now())
    return Answer({"client_id": call.state.config.channel_id, "expires_in": left, "scope": ""})


async def revoke_v2_1(call: Call) -> Answer:
    _check_secret(call)
    call.state.access.revoke(call.form.get("access_token", ""))
    return Answer({})


async def revoke_short_lived(call: Call) -> Answer:
    call.state.access.revoke(call.form.get("access_token", ""))
    return Answer({})


async def key_ids(call: Call) -> Answer:
    return Answer({"kids": call.state.access.key_ids(call.state.now())})


def _grant(call: Call) -> None:
    if call.form.get("grant_type") != "client_credentials":
        raise _refused("unsupported_grant_type", "grant_type must be client_credentials")


def _check_secret(call: Call) -> None:
    config = call.state.config
    known_id = call.form.get("client_id") == config.channel_id
    given = call.form.get("client_secret", "").encode()
    if not known_id or not hmac.compare_digest(given, config.channel_secret.encode()):
        raise _refused("invalid_client", "client_id or client_secret is invalid")


def _claims(call: Call) -> tuple[dict[str, Any], str]:
    """Claims and key id of a well-signed assertion of this channel."""
    if call.form.get("client_assertion_type") != _ASSERTION_TYPE:
        raise _refused("invalid_request", "client_assertion_type is invalid")
    assertion = call.form.get("client_assertion", "")
    try:
        key_id = str(jwt.get_unverified_header(assertion).get("kid"))
        claims = _decoded(call, assertion, key_id)
    except (jwt.PyJWTError, KeyError) as error:
        raise _refused("invalid_client", f"Invalid client_assertion: {error}") from None
    if claims["exp"] > call.state.now() + _LONGEST_ASSERTION + _LEEWAY:
        raise _refused("invalid_client", "exp of client_assertion must be within 30 minutes")
    if claims["sub"] != call.state.config.channel_id:
        raise _refused("invalid_client", "sub of client_assertion is not this channel")
    return claims, key_id


def _decoded(call: Call, assertion: str, key_id: str) -> dict[str, Any]:
    keys = {str(key["kid"]): key for key in call.state.config.assertion_keys}
    return dict(
        jwt.decode(
            assertion,
            jwt.PyJWK(dict(keys[key_id]), algorithm="RS256"),
            algorithms=["RS256"],
            audience=_AUDIENCE,
            issuer=call.state.config.channel_id,
            leeway=_LEEWAY,
            options={"require": ["iss", "sub", "aud", "exp"]},
        )
    )


def _token(token: str, seconds: int, **extra: str) -> Answer:
    return Answer({"access_token": token, "token_type": "Bearer", "expires_in": seconds, **extra})


class _OAuthError(ApiError):
    def __init__(self, error: str, description: str) -> None:
        super().__init__(400, description)
        self.body = {"error": error, "error_description": description}


def _refused(error: str, description: str) -> ApiError:
    return _OAuthError(error, description)


ENDPOINTS = [
    Endpoint("token", "POST", "/oauth2/v3/token", stateless, "form", open=True),
    Endpoint("token.v2.1", "POST", "/oauth2/v2.1/token", issue_v2_1, "form", open=True),
    Endpoint("token.verify", "GET", "/oauth2/v2.1/verify", verify_v2_1, open=True),
    Endpoint("token.revoke", "POST", "/oauth2/v2.1/revoke", revoke_v2_1, "form", open=True),
    Endpoint("token.kids", "GET", "/oauth2/v2.1/tokens/kid", key_ids, open=True),
    Endpoint(
        "token.short",
        "POST",
        "/v2/oauth/accessToken",
        issue_short_lived,
        "form",
        SHORT_LIVED_TOKEN,
        open=True,
    ),
    Endpoint(
        "token.revokeShort", "POST", "/v2/oauth/revoke", revoke_short_lived, "form", open=True
    ),
]
