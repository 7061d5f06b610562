"""The states of Traffy by name and code, and where a ticket in that state stands here."""

from collections.abc import Mapping
from dataclasses import dataclass

from complaints.lifecycle import HoldReason, Status


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a ticket stands; `forwarded` when it got there by being handed on."""

    status: Status
    hold_reason: HoldReason | None = None
    forwarded: bool = False


_RECEIVED = Standing(Status.RECEIVED)
_IN_PROGRESS = Standing(Status.IN_PROGRESS)
_FORWARDED = Standing(Status.RECEIVED, forwarded=True)
_FINISHED = Standing(Status.FINISHED)
_REJECTED = Standing(Status.REJECTED)
_WITHDRAWN = Standing(Status.WITHDRAWN)

# "ติดตามเรื่อง" stays open: nothing in it says that somebody has done the work.
STATES: Mapping[str, Standing] = {
    "start": _RECEIVED,
    "รอรับเรื่อง": _RECEIVED,
    "inprogress": _IN_PROGRESS,
    "รับเรื่อง": _IN_PROGRESS,
    "กำลังดำเนินการ": _IN_PROGRESS,
    "ศึกษาปัญหา": _IN_PROGRESS,
    "จัดทำนโยบาย": _IN_PROGRESS,
    "follow": _IN_PROGRESS,
    "ติดตามเรื่อง": _IN_PROGRESS,
    "ของบประมาณ": Standing(Status.ON_HOLD, HoldReason.BUDGET),
    "จัดซื้อจัดจ้าง": Standing(Status.ON_HOLD, HoldReason.PROCUREMENT),
    "ขั้นตอนทางกฎหมาย": Standing(Status.ON_HOLD, HoldReason.LEGAL),
    "forward": _FORWARDED,
    "ส่งต่อ": _FORWARDED,
    "ส่งต่อ(ใหม่)": _FORWARDED,
    "finish": _FINISHED,
    "เสร็จสิ้น": _FINISHED,
    "irrelevant": _REJECTED,
    "ไม่เกี่ยวข้อง": _REJECTED,
    "cancel": _WITHDRAWN,
    "ยกเลิก": _WITHDRAWN,
}


def standing_of(state: str) -> Standing | None:
    """Return where a ticket of that state stands, None for a state we do not know."""
    plain = "".join(state.split()).replace("_", "").lower().replace("ํา", "ำ")
    return STATES.get(plain)
