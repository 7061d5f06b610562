"""The command import-traffy: what the operator names, sees, and may interrupt."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TextIO

from complaints.traffy.findings import Finding
from complaints.traffy.importing import Import, Tools, Watch, find_owners
from complaints.traffy.progress import Progress
from complaints.traffy.report import FindingsFile, Words, summary
from complaints.traffy.shapes import Shape
from complaints.traffy.source import CutShort, Source, UnknownShape
from core.phrases import Language

DONE, FAILED, INTERRUPTED = 0, 1, 130


@dataclass(frozen=True, slots=True)
class Options:
    """What the operator asked for."""

    file: Path
    agency: str
    dry_run: bool = False
    report: Path | None = None
    language: Language = "th"


class Command:
    """One import as the operator sees it: answers on `out`, progress and errors on `err`."""

    def __init__(self, tools: Tools, options: Options, out: TextIO, err: TextIO) -> None:
        self._tools = tools
        self._options = options
        self._words = Words(options.language)
        self._out = out
        self._err = err

    def run(self, now: datetime, should_stop: Callable[[], bool]) -> int:
        """Import and tell; returns the exit status.

        Raises:
            NotFound: there is no agency of that code.
        """
        source = self._open()
        if source is None:
            return FAILED
        with source:
            try:
                return self._import(source, now, should_stop)
            except CutShort:
                self._complain("error.cut_short")
                return FAILED

    def _open(self) -> Source | None:
        """Return the file, open, or None after saying why not."""
        try:
            return Source(self._options.file)
        except UnknownShape as error:
            self._complain("error.unknown_shape", found=error.found)
            for shape, missing in error.missing.items():
                name = self._words.say(f"shape.{shape}")
                self._complain("error.missing", shape=name, missing=missing)
        except CutShort:
            self._complain("error.cut_short")
        except OSError as error:
            reason = error.strerror or str(error)
            self._complain("error.unreadable", file=self._options.file, reason=reason)
        return None

    def _import(self, source: Source, now: datetime, should_stop: Callable[[], bool]) -> int:
        options = self._options
        with self._tools.database.reading() as session:
            owners = find_owners(session, options.agency)
        self._announce(source)
        progress = Progress(self._err, source, self._words)
        with _findings(options.report, self._words, source.shape) as on_finding:
            watch = Watch(on_finding, progress.show, should_stop)
            run = Import(self._tools, owners, now, watch)
            complete = False
            try:
                complete = run.run(source, dry=options.dry_run)
            finally:
                progress.finish()
                self._conclude(run, complete=complete)
        if not complete:
            self._complain("stopped")
        return DONE if complete else INTERRUPTED

    def _announce(self, source: Source) -> None:
        shape = self._words.say(f"shape.{source.shape.name}")
        said = {"file": self._options.file.name, "shape": shape, "agency": self._options.agency}
        print(self._words.say("start", **said), file=self._err)
        if self._options.dry_run:
            print(self._words.say("start.dry"), file=self._err)

    def _conclude(self, run: Import, *, complete: bool) -> None:
        if not self._options.dry_run:
            run.audit(self._options.file.name, complete=complete)
        lines = list(summary(run.tally, self._words, self._tools.catalog))
        if self._options.dry_run:
            lines.append(self._words.say("summary.dry"))
        if self._options.report:
            lines.append(self._words.say("summary.report", file=self._options.report))
        print(*lines, sep="\n", file=self._out)

    def _complain(self, key: str, **values: object) -> None:
        print(self._words.say(key, **values), file=self._err)


@contextmanager
def _findings(path: Path | None, words: Words, shape: Shape) -> Iterator[Callable[[Finding], None]]:
    with ExitStack() as stack:
        if path is None:
            yield lambda _finding: None
            return
        # With a mark, so that spreadsheets read the Thai.
        file = stack.enter_context(path.open("w", encoding="utf-8-sig", newline=""))
        yield FindingsFile(file, words, shape).write


@contextmanager
def stopping() -> Iterator[Callable[[], bool]]:
    """Yield what tells whether somebody has asked to stop, by Ctrl-C or a signal.

    The batch in hand is finished first; asking twice ends at once, which is safe too.
    """
    asked = threading.Event()
    before = {each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)}

    def ask(_number: int, _frame: object) -> None:
        if asked.is_set():
            raise KeyboardInterrupt
        asked.set()

    for each in before:
        signal.signal(each, ask)
    try:
        yield asked.is_set
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
