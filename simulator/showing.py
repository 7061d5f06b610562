"""Request and response bodies as the log shows them: parsed where that is harmless."""

import json
from typing import Any

_MOST_BYTES = 60_000
_DEEPEST = 200


def shown_body(body: bytes, media_type: str = "application/json") -> Any:
    """The JSON value, else the text, else (big or binary) a description."""
    if not body:
        return None
    if len(body) > _MOST_BYTES or media_type.startswith("image/"):
        return f"{media_type}, {len(body)} bytes"
    text = body.decode("utf-8", "replace")
    if _depth(text) > _DEEPEST:
        return text
    try:
        value = json.loads(text)
    except ValueError:
        return text
    return value if is_unicode(value) else text


def is_unicode(value: Any) -> bool:
    """Whether a JSON value can be written as UTF-8: lone surrogates and endless depth cannot."""
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except (UnicodeEncodeError, RecursionError):
        return False
    return True


def _depth(text: str) -> int:
    """How deep brackets nest, those in strings included: an upper bound is enough here."""
    depth = deepest = 0
    for character in text:
        if character in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif character in "]}":
            depth -= 1
    return deepest
