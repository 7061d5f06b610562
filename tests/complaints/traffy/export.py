"""Made-up rows of Traffy exports, in the three shapes."""

import csv
import gzip
import io
from pathlib import Path
from typing import Any

API = [
    "type",
    "org",
    "description",
    "ticket_id",
    "coords",
    "photo_url",
    "after_photo",
    "address",
    "timestamp",
    "problem_type_abdul",
    "star",
    "count_reopen",
    "note",
    "state",
    "last_activity",
]
OPEN_DATA = [
    "ticket_id",
    "type",
    "organization",
    "comment",
    "coords",
    "photo",
    "photo_after",
    "address",
    "subdistrict",
    "district",
    "province",
    "timestamp",
    "state",
    "star",
    "count_reopen",
    "last_activity",
]
FULL = [
    "ticket_id",
    "type",
    "organization",
    "organization_action",
    "comment",
    "Latitute",
    "Longitude",
    "photo",
    "photo_after",
    "address",
    "subdistrict",
    "district",
    "province",
    "timestamp",
    "state",
    "star",
    "count_reopen",
    "last_activity",
    "duration_minutes_inprogress",
    "duration_minutes_finished",
    "duration_minutes_total",
    "timestamp_inprogress",
    "timestamp_finished",
]

_PLACE = "12 ซอยทดลอง แขวงวังทองหลาง เขตวังทองหลาง กรุงเทพมหานคร 10310"
_AREAS = {"subdistrict": "วังทองหลาง", "district": "วังทองหลาง", "province": "กรุงเทพมหานคร"}


def api_row(number: str = "2026-TESTA2", **changes: str) -> dict[str, str]:
    """A waiting ticket as the public API tells it."""
    row = dict.fromkeys(API, "") | {
        "type": "ถนน",
        "org": "สำนักการโยธา",
        "description": "ถนนยุบเป็นแอ่งหน้าร้านทดลอง",
        "ticket_id": number,
        "coords": "['100.60123', '13.77345']",
        "photo_url": "https://photos.example.org/a.jpg",
        "address": _PLACE,
        "timestamp": "2026-10-01 02:00:00.123456+00",
        "count_reopen": "0",
        "state": "รอรับเรื่อง",
        "last_activity": "2026-10-01 02:00:00.1200+00",
    }
    return row | changes


def open_data_row(number: str = "2026-TESTB2", **changes: str) -> dict[str, str]:
    """A waiting ticket as the open-data download tells it."""
    row = dict.fromkeys(OPEN_DATA, "") | {
        "ticket_id": number,
        "type": "{ทางเท้า,สายไฟ}",
        "organization": "เขตวังทองหลาง,สำนักการโยธา",
        "comment": "สายสื่อสารห้อยลงทางเท้า\nเดินผ่านลำบาก",
        "coords": "100.60123,13.77345",
        "address": _PLACE,
        **_AREAS,
        "timestamp": "2026-10-01 02:00:00+00",
        "state": "รอรับเรื่อง",
        "count_reopen": "0",
        "last_activity": "2026-10-01 02:00:00+00",
    }
    return row | changes


def full_row(number: str = "2026-TESTC2", **changes: str) -> dict[str, str]:
    """A finished ticket as the full export tells it, its coordinates in each other's column."""
    row = dict.fromkeys(FULL, "") | {
        "ticket_id": number,
        "type": "แสงสว่าง",
        "organization": "เขตวังทองหลาง",
        "comment": "ไฟทางดับสองต้น",
        "Latitute": "100.60123",
        "Longitude": "13.77345",
        "photo_after": "https://photos.example.org/b.jpg",
        "address": _PLACE,
        **_AREAS,
        "timestamp": "01/10/2026 09:00",
        "state": "finish",
        "star": "5",
        "count_reopen": "0",
        "last_activity": "03/10/2026 12:00",
        "timestamp_inprogress": "01/10/2026 10:30",
        "timestamp_finished": "02/10/2026 16:00",
    }
    return row | changes


def text(*rows: dict[str, str], **dialect: Any) -> str:
    """The rows as CSV, with their header."""
    file = io.StringIO()
    writer = csv.DictWriter(file, fieldnames=list(rows[0]), **dialect)
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


def write(
    folder: Path, *rows: dict[str, str], encoding: str = "utf-8", packed: bool = False
) -> Path:
    """Write the rows into a file and return its path."""
    data = text(*rows).encode(encoding)
    path = folder / "export.csv"
    path.write_bytes(gzip.compress(data) if packed else data)
    return path
