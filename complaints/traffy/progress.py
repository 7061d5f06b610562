"""Shows how far an import has come: a bar on a terminal, else a line now and then."""

import time
from typing import TextIO

from complaints.traffy.report import Words
from complaints.traffy.source import Source
from complaints.traffy.tally import Tally

EVERY = 10_000  # rows between lines where nobody watches
_WIDTH = 30


class Progress:
    """Told after every batch; `finish` ends the line of the bar."""

    def __init__(self, stream: TextIO, source: Source, words: Words) -> None:
        self._stream = stream
        self._source = source
        self._words = words
        self._started = time.monotonic()
        self._bar = stream.isatty()
        self._next = EVERY

    def show(self, tally: Tally) -> None:
        """Show the counts, if it is time."""
        if self._bar:
            self._stream.write(f"\r{self._drawn()} {self._said(tally)} ")
        elif tally.rows >= self._next:
            self._next = tally.rows - tally.rows % EVERY + EVERY
            self._stream.write(f"{self._said(tally)}\n")
        self._stream.flush()

    def finish(self) -> None:
        """Leave the bar behind."""
        if self._bar:
            self._stream.write("\n")
            self._stream.flush()

    def _share(self) -> float:
        return self._source.done / self._source.size if self._source.size else 1.0

    def _drawn(self) -> str:
        full = round(self._share() * _WIDTH)
        return f"[{'#' * full}{'·' * (_WIDTH - full)}]"

    def _said(self, tally: Tally) -> str:
        rate = tally.rows / max(time.monotonic() - self._started, 0.001)
        return self._words.say("progress", percent=100 * self._share(), rows=tally.rows, rate=rate)
