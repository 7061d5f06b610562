"""Runs one call of LINE's SDK and turns whatever happens into bot/errors."""

import logging
import time
from collections.abc import Callable
from typing import Any, TypeVar

from linebot.v3.messaging.exceptions import ApiException
from linebot.v3.oauth.exceptions import ApiException as OAuthApiException
from pydantic.v1 import ValidationError
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError

from bot.errors import (
    QuotaSpent,
    Refused,
    ReplyTokenSpent,
    Retryable,
    Throttled,
    Unauthorised,
    Unclear,
)

log = logging.getLogger(__name__)
T = TypeVar("T")

TIMEOUT = (3.05, 10.0)  # seconds to connect, seconds to wait for an answer
COMFORT_TIMEOUT = (1.0, 2.0)  # for what an answer must not wait for


def call(name: str, run: Callable[[], T]) -> T | None:
    """Return what `run` returns; None where LINE's answer had a shape the SDK does not know.

    Raises:
        LineError: one of its kinds, by LINE's status code first and its text second.
    """
    started = time.monotonic()
    status: int | None = None
    try:
        result = run()
    except (ApiException, OAuthApiException) as error:
        status = error.status
        raise _meaning(error) from error
    except ValidationError:
        # LINE said 2xx: the work is done, only its description is new to the SDK.
        status = 200
        return None
    except (NewConnectionError, ConnectTimeoutError) as error:
        raise Retryable(f"no connection: {error}") from error
    except (HTTPError, OSError) as error:
        raise Unclear(f"{type(error).__name__}: {error}") from error
    else:
        status = 200
        return result
    finally:
        ms = round((time.monotonic() - started) * 1000)
        extra = {"endpoint": name, "status": status, "ms": ms}
        log.info("LINE %s: %s in %s ms", name, status, ms, extra=extra)


def _meaning(error: Any) -> Exception:
    body = str(error.body or error.reason or "")[:500]
    status = int(error.status or 0)
    lowered = body.lower()
    if status == 429:
        if "monthly limit" in lowered:
            return QuotaSpent(body, status)
        return Throttled(body, status)
    if status >= 500 or status == 408:
        return Unclear(body, status)  # LINE may have done it before it failed
    if status == 0:
        return Retryable(body, status)
    if status == 401:
        return Unauthorised(body, status)
    if status == 400 and "invalid reply token" in lowered:
        return ReplyTokenSpent(body, status)
    return Refused(body, status)
