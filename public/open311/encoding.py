"""Answers as the standard has them: XML with its roots, or JSON without."""

import json
import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any
from xml.etree import ElementTree

from starlette.requests import Request
from starlette.responses import Response

from public.site import A_MINUTE, NOT_KEPT, answer

CORS = {"Access-Control-Allow-Origin": "*", "X-Content-Type-Options": "nosniff"}
Item = Mapping[str, Any]
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # in XML


class Encoding(StrEnum):
    """The end of an address."""

    XML = "xml"
    JSON = "json"


def send(
    request: Request,
    encoding: Encoding,
    names: tuple[str, str],
    items: Sequence[Item],
    status: int = 200,
) -> Response:
    """Return a list; `names` are those of the XML's root and of each item.

    A refusal is kept by nobody: what is shared between readers would refuse them all.
    """
    if encoding is Encoding.JSON:
        body = json.dumps(list(items), ensure_ascii=False).encode()
        media = "application/json; charset=utf-8"
    else:
        body, media = _xml(names, items), "text/xml; charset=utf-8"
    cache = A_MINUTE if status == 200 else NOT_KEPT
    return answer(request, body, media, status=status, cache=cache, headers=CORS)


def send_one(request: Request, encoding: Encoding, name: str, item: Item) -> Response:
    """Return one thing that is no list."""
    if encoding is Encoding.JSON:
        body = json.dumps(item, ensure_ascii=False).encode()
        return answer(request, body, "application/json; charset=utf-8", headers=CORS)
    root = ElementTree.Element(name)
    _fill(root, item)
    return answer(request, _written(root), "text/xml; charset=utf-8", headers=CORS)


def refuse(request: Request, encoding: Encoding, status: int, description: str) -> Response:
    """Return an error as the standard has it."""
    error = {"code": status, "description": description}
    return send(request, encoding, ("errors", "error"), [error], status)


def _xml(names: tuple[str, str], items: Sequence[Item]) -> bytes:
    root = ElementTree.Element(names[0])
    for item in items:
        _fill(ElementTree.SubElement(root, names[1]), item)
    return _written(root)


def _written(root: ElementTree.Element) -> bytes:
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _fill(element: ElementTree.Element, item: Item) -> None:
    for name, value in item.items():
        child = ElementTree.SubElement(element, name)
        if isinstance(value, list):
            for each in value:
                inner = ElementTree.SubElement(child, name.removesuffix("s"))
                if isinstance(each, Mapping):
                    _fill(inner, each)
                else:
                    inner.text = str(each)
        elif value is not None:
            text = str(value).lower() if isinstance(value, bool) else str(value)
            child.text = _FORBIDDEN.sub("", text)
