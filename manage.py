"""One-shot commands: run, work, migrate, officers, LINE set-up, ask and categorise in bulk."""

import argparse
import sys

from bot.errors import LineError
from commands import agencies, bulk, complaints, figures, line, officers, province, service
from commands.parser import Commands
from core.errors import AppError

GROUPS = (service, line, agencies, officers, complaints, figures, province, bulk)


def main(arguments: list[str] | None = None) -> int:
    """Run the command that the arguments name; returns the exit status."""
    chosen = _parser().parse_args(arguments)
    try:
        status: int | None = chosen.run(chosen)
    except (AppError, LineError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    except (FileNotFoundError, IsADirectoryError, PermissionError) as error:
        print(f"error: {error.filename}: {error.strerror}", file=sys.stderr)
        return 1
    return status or 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="manage.py", description=__doc__)
    commands = Commands(parser)
    for group in GROUPS:
        group.add_to(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
