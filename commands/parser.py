"""Where each group of commands puts in its own."""

import argparse
from collections.abc import Callable

# What a command does with its arguments; returns the exit status, None for 0.
Act = Callable[[argparse.Namespace], int | None]


class Commands:
    """The commands of a parser; the chosen one stands in the `run` of what it returns."""

    def __init__(self, parser: argparse.ArgumentParser) -> None:
        self._parsers = parser.add_subparsers(required=True, metavar="command")

    def add(self, name: str, act: Act) -> argparse.ArgumentParser:
        """Add a command, explained by the docstring of `act`; returns where its arguments go."""
        sub = self._parsers.add_parser(name, help=act.__doc__, description=act.__doc__)
        sub.set_defaults(run=act)
        return sub
