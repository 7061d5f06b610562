"""The part of a message that tells the problem: no address block, case number or set phrase."""

import re

_PROBLEM = re.compile(r"[*●•]?\s*ปัญหา\s*:")
_ADDRESS = re.compile(
    r"[*●•]?\s*(?:จุดเกิดเหตุ|จุดสังเกต|พิกัด(?:จุดสังเกต)?|สถานที่(?:เกิดเหตุ|สำคัญ)|ที่เกิดเหตุ|location)"
    r"\s*[:(\-]"
)
_ADDRESS_FIELD = re.compile(
    r"[*●•]?\s*(?:ซอย|ถนน|แขวง|เขต|บ้านเลขที่|ตำบล|อำเภอ|จังหวัด|[ตอจ]\.)\s*:\s*[^:*●•#]*"
)
_SET_PHRASES = re.compile(
    "|".join(
        (
            r"(?:หมายเลข|เลขที่)?(?:อ้างอิง|รับแจ้ง)[^ ]*\s*:?\s*[#\w-]*",
            r"สถานะ\s*:?\s*เสร็จสิ้น",
            r"#\w+",
            r"\[[^\]]*\]",
            r"https?://\S+",
            r"(?:ประชาชน|ผู้ร้อง|ผู้แจ้ง)(?:ได้)?(?:แจ้ง|พบเห็น|ร้องเรียน)(?:ว่า)?",
            r"(?:ผู้ร้อง|ประชาชน|ผู้แจ้ง)?ไม่ประสงค์(?:เปิดเผย|แจ้ง)[^)\s]*",
            (
                r"(?:จึง)?(?:อยาก|ขอ|รบกวน|ฝาก)?(?:ให้)?(?:ทาง)?(?:เจ้าหน้าที่|หน่วยงาน|เขต)?(?:ที่เกี่ยวข้อง)?"
                r"(?:ช่วย)?(?:เข้ามา|ลงพื้นที่|มา)?(?:ดำเนินการ)?(?:ตรวจสอบ|แก้ไข)(?:ปัญหา)?(?:นี้)?"
                r"(?:และ)?(?:ดำเนินการ)?(?:แก้ไข)?(?:ปัญหา)?(?:นี้)?(?:ให้)?(?:ด้วย|โดยด่วน|โดยเร็ว)?"
            ),
        )
    )
)
_LEAST = 12  # letters: with less than that left, the message was built in another way


def problem_part(text: str) -> str:
    """The telling part of a *normalised* message; the message itself where nothing is left."""
    told = text
    if problem := _PROBLEM.search(told):
        told = told[problem.end() :]
    address = _ADDRESS.search(told)
    if address and address.start() >= _LEAST:
        told = told[: address.start()]
    told = _SET_PHRASES.sub(" ", _ADDRESS_FIELD.sub(" ", told))
    return told if len(told.strip()) >= _LEAST or len(text) < _LEAST else text
