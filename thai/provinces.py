"""The 77 provinces by their Thai and English names, out of PyThaiNLP's bundled list."""

import functools
from typing import Any

from pythainlp.corpus import provinces as bundled


@functools.cache
def provinces() -> dict[str, str]:
    """Return {Thai name: English name}."""
    entries: Any = bundled(details=True)
    return {entry["name_th"]: entry["name_en"] for entry in entries}
