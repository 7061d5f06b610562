"""What browser a session runs in, as far as its own words tell."""

# The first that fits: browsers name others' names beside their own.
_BROWSERS = (
    ("Edg", "Edge"),
    ("Line/", "LINE"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


def browser_words(agent: str) -> str:
    """Return such as "Chrome · Windows", or "" where nothing is recognised."""
    found = [
        next((name for mark, name in known if mark in agent), "") for known in (_BROWSERS, _SYSTEMS)
    ]
    return " · ".join(filter(None, found))
