"""The rich menu as data: bot/richmenu.yml and the picture beside it."""

from pathlib import Path
from typing import Any

import yaml

from bot.client import LineClient
from bot.validate.richmenu import check_rich_menu
from core.errors import MessageRefused

HERE = Path(__file__).parent
MENU_FILE = HERE / "richmenu.yml"
PICTURE_FILE = HERE / "richmenu.png"


def install(client: LineClient) -> str:
    """Make the menu everybody's at LINE; returns its id.

    Raises:
        LineError: LINE did not take it.
        MessageRefused: LINE would not: richmenu.yml breaks one of its limits.
    """
    return client.put_rich_menu(read_menu(), PICTURE_FILE.read_bytes(), "image/png")


def read_menu() -> dict[str, Any]:
    """Return LINE's JSON of the menu. Raises MessageRefused."""
    described = yaml.safe_load(MENU_FILE.read_text(encoding="utf-8"))
    width, height = described["size"]["width"], described["size"]["height"]
    each = width // len(described["areas"])
    menu = {
        "size": described["size"],
        "selected": True,
        "name": described["name"],
        "chatBarText": described["chatBarText"],
        "areas": [
            {
                "bounds": {"x": at * each, "y": 0, "width": each, "height": height},
                "action": {"type": "message", "label": area["label"], "text": area["text"]},
            }
            for at, area in enumerate(described["areas"])
        ],
    }
    if problems := check_rich_menu(menu):
        raise MessageRefused(problems)
    return menu
