"""What is wrong with a form about an account: in which form, beside which field, in words."""

from core.errors import InvalidInput
from dashboard.agencies.problems import NOTHING_REFUSED, Refused
from dashboard.wording import say

__all__ = ["NOTHING_REFUSED", "Refused", "check_repeated", "refused"]

ASKED = ("name", "agency_id", "role", "sign_on_name", "username", "old", "password", "again")
FIELD_OF = {
    "username_shape": "username",
    "username_taken": "username",
    "name_needed": "name",
    "name_long": "name",
    "agency_unknown": "agency_id",
    "role_unknown": "role",
    "sign_on_name_taken": "sign_on_name",
    "sign_on_name_long": "sign_on_name",
    "code_wrong": "code",
    "password_wrong": "old",
    "passwords_differ": "again",
}


def refused(form: str, error: InvalidInput, **typed: str) -> Refused:
    """Return the form with its problems; those of passwords stand beside the new one."""
    problems: dict[str, str] = {}
    for each in sorted(error.errors, key=_order):
        problems.setdefault(_field(each), say(f"officers.problem.{each.reason}", **each.values))
    return Refused(form, problems, typed)


def _field(error: InvalidInput) -> str:
    general = "password" if error.reason.startswith("password_") else "general"
    return FIELD_OF.get(error.reason, general)


def _order(error: InvalidInput) -> int:
    field = _field(error)
    return ASKED.index(field) if field in ASKED else len(ASKED)


def check_repeated(password: str, again: str) -> None:
    """Raise InvalidInput ("passwords_differ") where the two are not the same."""
    if password != again:
        raise InvalidInput("passwords_differ")
