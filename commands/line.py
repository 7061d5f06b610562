"""Set LINE up for this installation."""

import argparse

from bot import richmenu
from commands.connections import open_line
from commands.parser import Commands
from core.settings import read


def add_to(commands: Commands) -> None:
    """Put in these commands."""
    commands.add("set-webhook", set_webhook)
    commands.add("rich-menu", rich_menu)


def set_webhook(_chosen: argparse.Namespace) -> int:
    """Tell LINE to send events to PUBLIC_URL, and let it try."""
    url = f"{read().public_url}/line/webhook"
    with open_line() as client:
        client.set_webhook(url)
        works, reason = client.test_webhook()
    print(f"{url}: {reason}")
    return 0 if works else 1


def rich_menu(_chosen: argparse.Namespace) -> None:
    """Install the rich menu for everybody."""
    with open_line() as client:
        print(richmenu.install(client))
