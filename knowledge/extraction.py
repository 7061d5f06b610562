"""Text out of documents that editors add: PDF, Word, Markdown and plain text."""

import io
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath

import docx
from docx.document import Document as WordDocument
from docx.table import Table
from docx.text.paragraph import Paragraph
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from core.errors import AppError, InvalidInput

LARGEST = 20 * 1024 * 1024  # bytes of a file
MOST_PAGES = 400
MOST_CHARACTERS = 1_500_000
_LEAST_CHARACTERS = 40  # fewer are a scan, or nothing
_LARGEST_UNPACKED = 150 * 1024 * 1024  # bytes inside a Word file
_LONGEST_HEADING = 120
_MARKDOWN_HEADING = re.compile(r"#{1,6}\s+(.+?)\s*#*$")
# A line that opens a part of a Thai official document, short and by itself.
_HEADING = re.compile(
    r"(?:หมวด|ส่วน|บท|ภาค|ตอน|ข้อ|มาตรา|ภาคผนวก|แบบฟอร์ม|ขั้นตอน|chapter|section|part)"
    r"(?:ที่|หมายเลข)?\s*[\d๑-๙ก-ฮ]+(?:[.\d]*)|[\d๑-๙]{1,2}(?:\.[\d๑-๙]{1,2})*[.)]?\s+\S",
    re.IGNORECASE,
)
# PDF files often part sara am into its two marks with a space before: จ านวน.
_PARTED_SARA_AM = re.compile("([ก-ฮ][\u0e48-\u0e4b]?) (?:\u0e32|\u0e33)")
_SARA_AM = re.compile("\u0e4d([\u0e48-\u0e4b]?)\u0e32")
_TONE_BEFORE_VOWEL = re.compile("([\u0e48-\u0e4b])([\u0e31\u0e34-\u0e3a\u0e47])")
_SPACES = re.compile(r"[^\S\n]+")
# Many Thai fonts keep marks that are moved aside, and letters without their foot, as glyphs of
# their own in the private area; Windows and Adobe number them alike.
_MOVED_ASIDE = str.maketrans(
    {
        0xF700: "ฐ",
        **dict(zip(range(0xF701, 0xF705), "\u0e34\u0e35\u0e36\u0e37", strict=True)),
        **dict(zip(range(0xF705, 0xF70A), "\u0e48\u0e49\u0e4a\u0e4b\u0e4c", strict=True)),
        **dict(zip(range(0xF70A, 0xF70F), "\u0e48\u0e49\u0e4a\u0e4b\u0e4c", strict=True)),
        0xF70F: "ญ",
        **dict(zip(range(0xF710, 0xF713), "\u0e31\u0e4d\u0e47", strict=True)),
        **dict(zip(range(0xF713, 0xF718), "\u0e48\u0e49\u0e4a\u0e4b\u0e4c", strict=True)),
        **dict(zip(range(0xF718, 0xF71B), "\u0e38\u0e39\u0e3a", strict=True)),
    }
)
# A glyph that the file gives no letter for comes as NUL: most often a mark inside a word.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ue000-\uf8ff]")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or heading; `page` counts from 1, 0 where the format has no pages."""

    text: str
    heading: bool = False
    page: int = 0


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a document says, in reading order."""

    blocks: tuple[Block, ...]
    pages: int = 0


def extract(file_name: str, data: bytes) -> Extracted:
    """Read a document; its kind is told by the end of its name.

    Raises:
        InvalidInput: "kind_unknown", "file_large", "pages_many", "text_long", "no_text",
            "locked" (needs a password) or "unreadable".
    """
    read = _READERS.get(PurePath(file_name).suffix.lower())
    if read is None:
        raise InvalidInput("kind_unknown")
    if len(data) > LARGEST:
        raise InvalidInput("file_large", megabytes=LARGEST // 1024**2)
    try:
        found = read(data)
    except AppError:
        raise
    except Exception as error:  # parsers raise anything on broken files
        raise InvalidInput("unreadable") from error
    if sum(len(block.text) for block in found.blocks) < _LEAST_CHARACTERS:
        raise InvalidInput("no_text")
    return found


def tidy(text: str) -> str:
    """Text in one spelling of its marks, without control characters and runs of spaces."""
    text = _CONTROL.sub("", unicodedata.normalize("NFC", text.translate(_MOVED_ASIDE)))
    text = _SARA_AM.sub("\\1\u0e33", _PARTED_SARA_AM.sub("\\1\u0e33", text))
    return _SPACES.sub(" ", _TONE_BEFORE_VOWEL.sub(r"\2\1", text)).strip()


def _pdf(data: bytes) -> Extracted:
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise InvalidInput("locked")
        pages = len(reader.pages)
        if pages > MOST_PAGES:
            raise InvalidInput("pages_many", most=MOST_PAGES)
        texts = (page.extract_text() for page in reader.pages)
        return _bounded((b for n, text in enumerate(texts, 1) for b in _lines(text, n)), pages)
    except PyPdfError as error:
        raise InvalidInput("unreadable") from error


def _word(data: bytes) -> Extracted:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(part.file_size for part in archive.infolist()) > _LARGEST_UNPACKED:
            raise InvalidInput("file_large", megabytes=LARGEST // 1024**2)
    return _bounded(_word_blocks(docx.Document(io.BytesIO(data))))


def _word_blocks(document: WordDocument) -> Iterator[Block]:
    for part in document.iter_inner_content():
        if isinstance(part, Paragraph):
            style = part.style.name if part.style is not None else ""
            heading = (style or "").lower().startswith(("heading", "title"))
            yield Block(part.text, heading=heading or _looks_like_heading(part.text.strip()))
        elif isinstance(part, Table):
            for row in part.rows:
                # A merged cell comes once for every column that it spans.
                cells = dict.fromkeys(cell.text.strip() for cell in row.cells)
                yield Block(" | ".join(cell for cell in cells if cell))


def _markdown(data: bytes) -> Extracted:
    def blocks() -> Iterator[Block]:
        for line in _decoded(data).splitlines():
            found = _MARKDOWN_HEADING.match(line.strip())
            yield Block(found[1], heading=True) if found else Block(line)

    return _bounded(blocks())


def _plain(data: bytes) -> Extracted:
    return _bounded(_lines(_decoded(data), 0))


def _lines(text: str, page: int) -> Iterator[Block]:
    for line in text.splitlines():
        yield Block(line, heading=_looks_like_heading(tidy(line)), page=page)


def _looks_like_heading(line: str) -> bool:
    return 0 < len(line) <= _LONGEST_HEADING and bool(_HEADING.match(line))


def _decoded(data: bytes) -> str:
    for encoding in ("utf-8-sig", "cp874"):  # cp874: Thai text files of older Windows
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InvalidInput("unreadable")


def _bounded(blocks: Iterator[Block], pages: int = 0) -> Extracted:
    """The blocks that hold text, tidied; stops a document that would never end."""
    kept: list[Block] = []
    total = 0
    for block in blocks:
        text = tidy(block.text)
        total += len(text)
        if total > MOST_CHARACTERS:
            raise InvalidInput("text_long", most=MOST_CHARACTERS)
        if text:
            kept.append(Block(text, block.heading, block.page))
    return Extracted(tuple(kept), pages)


_READERS: Mapping[str, Callable[[bytes], Extracted]] = {
    ".pdf": _pdf,
    ".docx": _word,
    ".md": _markdown,
    ".markdown": _markdown,
    ".txt": _plain,
}
KINDS = tuple(_READERS)
