"""python -m bench [--json]: about a minute, on 127.0.0.1 only."""

import argparse
import sys
import tempfile
from pathlib import Path

from bench import answers, start, texts, webhook
from bench.installation import Installation
from bench.line import standing_in
from bench.row import Row, as_json, as_table


def main() -> int:
    """Measure everything and print it."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print JSON and nothing else")
    chosen = parser.parse_args()
    rows = measure()
    print(as_json(rows) if chosen.json else as_table(rows))
    return 0


def measure() -> list[Row]:
    """Return every row; each is measured beside its reference."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name, standing_in() as line:
        folder = Path(name)
        installation = Installation(folder, line.url)
        return [
            *webhook.measure(folder),
            *answers.measure(installation, line),
            *texts.measure(),
            *start.measure(installation),
        ]


if __name__ == "__main__":
    sys.exit(main())
