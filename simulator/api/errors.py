"""LINE's error answers: a status, a message, and sometimes details."""

from collections.abc import Mapping
from typing import Any


class ApiError(Exception):
    """Answered as {"message", "details"?, ...extra} with that status."""

    def __init__(
        self,
        status: int,
        message: str,
        details: list[dict[str, str]] | None = None,
        extra: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.headers = dict(headers or {})
        self.body: dict[str, Any] = {"message": message, **(extra or {})}
        if details:
            self.body["details"] = details


RATE_LIMITED = "The API rate limit has been exceeded. Try again later."
MONTHLY_LIMIT = "You have reached your monthly limit."
NOT_FOUND = "Not found"


def unauthorised(reason: str) -> ApiError:
    return ApiError(
        401,
        f"Authentication failed due to the following reason: {reason}. "
        "Confirm that the access token in the authorization header is valid.",
    )


def invalid_property(name: str) -> ApiError:
    """`name` as LINE writes it: 'to' in quotes, to[1] without."""
    return ApiError(
        400, f"The property, {name}, in the request body is invalid (line: -, column: -)"
    )


def invalid_body(*problems: tuple[str, str]) -> ApiError:
    """400 with one detail per (message, property)."""
    details = [{"message": message, "property": name} for message, name in problems]
    return ApiError(400, f"The request body has {len(details)} error(s)", details)
