"""Where the pages are. The dashboard is mounted at a fixed place."""

from urllib.parse import urlencode, urlsplit

ROOT = "/dashboard"
LOGIN = f"{ROOT}/login"
CODE = f"{LOGIN}/code"
SIGN_ON = f"{ROOT}/sign-on"
SECURITY = f"{ROOT}/security"
SYSTEM = f"{ROOT}/system"
NOTIFICATIONS = f"{ROOT}/account/notifications"
FIGURES = f"{ROOT}/figures"
DEFINITIONS = f"{FIGURES}/definitions"
EVIDENCE = f"{ROOT}/evidence"


def ticket(code: str, **query: str) -> str:
    """Return the address of a ticket's page."""
    return with_query(f"{ROOT}/tickets/{code}", **query)


def photo(code: str, attachment_id: int, *, thumb: bool = False) -> str:
    """Return the address of a ticket's photo."""
    return f"{ROOT}/photos/{code}/{attachment_id}" + ("?size=thumb" if thumb else "")


def kept_photo(code: str, number: int) -> str:
    """Return the address of a photo that an officer has sent for closing a ticket."""
    return f"{ROOT}/tickets/{code}/closing/photos/{number}"


def with_query(path: str, **query: str) -> str:
    """Return the path with those query values that are not empty."""
    filled = {name: value for name, value in query.items() if value}
    return f"{path}?{urlencode(filled)}" if filled else path


def inside(address: str) -> str:
    """Return the address if it is a page of the dashboard, else the first page."""
    try:
        parts = urlsplit(address)
    except ValueError:  # such as brackets that hold no address
        return f"{ROOT}/"
    # Of "///host" urlsplit finds no host, and a browser does.
    own = not parts.scheme and not parts.netloc and address.startswith(f"{ROOT}/")
    return address if own and "\\" not in address else f"{ROOT}/"
