"""An export file, read row by row in constant memory, whatever its encoding and dialect."""

import csv
import gzip
import io
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Protocol, Self, cast

from complaints.traffy.findings import Problem
from complaints.traffy.shapes import SHAPES, Shape, recognise
from core.errors import AppError

DELIMITERS = ",;\t|"
_HEAD = 256 * 1024  # bytes looked at to tell the encoding
_GZIP = b"\x1f\x8b"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_SHOWN = 300  # characters of a strange header
_LONGEST_HEADER = 64 * 1024


class _Reader(Protocol):
    @property
    def line_num(self) -> int: ...
    def __next__(self) -> list[str]: ...


class UnknownShape(AppError):
    """The file is none of the known exports: `found` its header, `missing` what each would need."""

    def __init__(self, header: list[str]) -> None:
        self.found = ", ".join(header)[:_SHOWN]
        self.missing = {shape.name: ", ".join(shape.missing(header)) for shape in SHAPES}
        super().__init__(f"no known export: {self.found}")


class CutShort(AppError):
    """The file ends in the middle, as after a broken download."""


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row as text by our field names; `fault` where it could not even be cut into cells."""

    line: int
    values: Mapping[str, str]
    fault: Problem | None = None


class Source:
    """An open export. `shape` was recognised by its header.

    Raises:
        UnknownShape: the header is that of no known export.
        CutShort: a packed file ends within its header.
        OSError: the file cannot be opened.
    """

    def __init__(self, path: Path) -> None:
        self.size = path.stat().st_size
        self._file: BinaryIO = path.open("rb")
        try:
            self._text = _open_text(self._file)
            self._header_lines, header, mark = _read_header(self._text)
        except (EOFError, zlib.error) as error:
            self._file.close()
            raise CutShort(str(error)) from error
        shape = recognise(header)
        if shape is None:
            self._file.close()
            raise UnknownShape(header)
        self.shape: Shape = shape
        self._fields = shape.fields(header)
        self._reader: _Reader = csv.reader(map(_clean, self._text), delimiter=mark)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    @property
    def done(self) -> int:
        """How many bytes of the file have been read, of `size`."""
        return self._file.tell()

    def rows(self) -> Iterator[RawRow]:
        """Yield the rows after the header; raises CutShort where a packed file ends too soon."""
        while True:
            line = self._header_lines + self._reader.line_num + 1
            try:
                cells = next(self._reader)
            except StopIteration:
                return
            except csv.Error:
                yield RawRow(line, {}, Problem.BROKEN)
                continue
            except (EOFError, zlib.error) as error:
                raise CutShort(str(error)) from error
            if any(cells):
                yield self._row(line, cells)

    def _row(self, line: int, cells: list[str]) -> RawRow:
        width = len(self._fields)
        values = dict(zip(self._fields, cells, strict=False))
        wrong = len(cells) < width or any(cells[width:])
        return RawRow(line, values, Problem.WRONG_WIDTH if wrong else None)


def _open_text(file: BinaryIO) -> io.TextIOWrapper:
    packed = file.read(2) == _GZIP
    file.seek(0)
    plain = cast("BinaryIO", gzip.GzipFile(fileobj=file)) if packed else file
    encoding = _encoding(plain.read(_HEAD))
    plain.seek(0)
    return io.TextIOWrapper(plain, encoding=encoding, errors="replace", newline="")


def _encoding(head: bytes) -> str:
    if head.startswith(_UTF16):
        return "utf-16"
    # A stray byte does not make UTF-8 something else; in Thai Windows text hardly one is right.
    text = head.decode("utf-8", errors="replace")
    thai = sum("ก" <= letter <= "๛" for letter in text)
    return "utf-8-sig" if text.count("\ufffd") <= thai + 1 else "cp874"


def _read_header(text: io.TextIOWrapper) -> tuple[int, list[str], str]:
    """Return how many lines it took, the names of the columns and what stands between them."""
    lines, first = 1, _clean(text.readline(_LONGEST_HEADER))
    while first and not first.strip():
        lines, first = lines + 1, _clean(text.readline(_LONGEST_HEADER))
    headers = {mark: next(csv.reader([first], delimiter=mark), []) for mark in DELIMITERS}
    mark = next((mark for mark, header in headers.items() if recognise(header)), DELIMITERS[0])
    return lines, headers[mark], mark


def _clean(line: str) -> str:
    return line.replace("\0", "")  # PostgreSQL keeps no NUL
