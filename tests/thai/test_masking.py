"""What tells a person is blotted out in all the shapes people write it in; the rest stays."""

import pytest

from thai.masking import MASK, Personal, mask, street_of


@pytest.mark.parametrize(
    "number",
    [
        "0812345678",
        "081-234-5678",
        "081 234 5678",
        "08-1234-5678",
        "0 8 1 2 3 4 5 6 7 8",
        "(081) 234-5678",
        "081.234.5678",
        "+66812345678",
        "+66 81 234 5678",
        "66812345678",
        "021234567",
        "02-123-4567",
        "๐๘๑-๒๓๔-๕๖๗๘",
        "081\u200b2345678",
        "ศูนย์แปดหนึ่งสองสามสี่ห้าหกเจ็ดแปด",
    ],
)
def test_it_blots_out_telephone_numbers(number: str) -> None:
    masked = mask(f"น้ำท่วมซอย โทร {number} ด่วน")
    assert masked.text == f"น้ำท่วมซอย โทร {MASK} ด่วน"
    assert masked.found == (Personal.PHONE,)


@pytest.mark.parametrize(
    ("text", "gone", "kind"),
    [
        ("เลขบัตร 1234567890123", "1234567890123", Personal.ID_CARD),
        ("เลขบัตร 1-2345-67890-12-3", "67890", Personal.ID_CARD),
        ("เลขบัตร ๑ ๒๓๔๕ ๖๗๘๙๐ ๑๒ ๓", "๖๗๘๙๐", Personal.ID_CARD),
        ("ส่งที่ somchai.j@example.go.th", "somchai", Personal.EMAIL),
        ("ดูรูป https://example.com/a/b", "example", Personal.LINK),
        ("เพิ่มเพื่อน line.me/ti/p/~somchai", "somchai", Personal.LINK),
        ("พิกัด 13.779612, 100.606534", "13.77", Personal.POSITION),
        ("โอนเข้า 123-4-56789-0", "56789", Personal.NUMBER),
        ("ไลน์ somchai99", "somchai99", Personal.LINE_ID),
        ("LINE ID: somchai.99", "somchai", Personal.LINE_ID),
        ("ไอดีไลน์ @somchai", "somchai", Personal.LINE_ID),
        ("ติดต่อ @somchai", "somchai", Personal.LINE_ID),
        ("เฟซบุ๊ก somchai.jaidee", "somchai", Personal.LINE_ID),
        ("FB: Somchai Jaidee แจ้ง", "Jaidee", Personal.LINE_ID),
        ("เฟซ Somchai Na Ayudhya", "Ayudhya", Personal.LINE_ID),
        ("หนังสือเดินทาง AA1234567", "AA1234567", Personal.NUMBER),
        ("พาสปอร์ต x123456 หาย", "x123456", Personal.NUMBER),
        ("รถทะเบียน กข 1234 จอดขวาง", "1234", Personal.PLATE),
        ("รถทะเบียนกข1234จอดขวาง", "1234", Personal.PLATE),
        ("รถ 1กข 1234 จอดขวาง", "1234", Personal.PLATE),
        ("รถ1กข-1234จอดขวาง", "1234", Personal.PLATE),
        ("กระบะ ฒฬ-999 จอดขวาง", "999", Personal.PLATE),
        ("นายสมชาย ใจดี ทิ้งขยะ", "สมชาย", Personal.NAME),
        ("นายสมชาย ใจดี ทิ้งขยะ", "ใจดี", Personal.NAME),
        ("นาย กิตติ แจ้ง", "กิตติ", Personal.NAME),
        ("นางสมศรี มีสุข บ้านติดกัน", "มีสุข", Personal.NAME),
        ("น.ส.มาลี รักดี", "มาลี", Personal.NAME),
        ("น.ส. มาลี รักดี", "รักดี", Personal.NAME),
        ("นส. มาลี", "มาลี", Personal.NAME),
        ("นางสาวมาลี รักดี", "มาลี", Personal.NAME),
        ("คุณสมชายแจ้งไว้", "สมชาย", Personal.NAME),
        ("บ้านของคุณสมชาย", "สมชาย", Personal.NAME),
        ("ด.ช.ปิติ ตกท่อ", "ปิติ", Personal.NAME),
        ("พ.ต.ท.สมชาย ใจดี", "สมชาย", Personal.NAME),
        ("ผมชื่อสมชาย ใจดี", "สมชาย", Personal.NAME),
        ("Mr. Somchai Jaidee lives here", "Somchai", Personal.NAME),
        ("บ้านเลขที่ 99/12 หมู่ 5", "99/12", Personal.HOUSE),
        ("เลขที่ 7 ซอย 3", "เลขที่ 7", Personal.HOUSE),
        ("หน้า 123/45 ซอย 3", "123/45", Personal.HOUSE),
        ("ห้อง 1203 ชั้นสอง", "1203", Personal.HOUSE),
    ],
)
def test_it_blots_out_what_tells_a_person(text: str, gone: str, kind: Personal) -> None:
    masked = mask(text)
    assert gone not in masked.text
    assert MASK in masked.text
    assert kind in masked.found


@pytest.mark.parametrize(
    "text",
    [
        "ถนนเป็นหลุมลึกหน้าตลาด รถล้มบ่อย",
        "ขอบคุณครับ",
        "คุณภาพน้ำไม่ดี",
        "แจ้งนายกเทศมนตรีแล้ว",
        "ปรึกษานายช่างกับนายอำเภอ",
        "หลุมกว้าง 3 เมตร ลึก 20 ซม. ยาว 100 เมตร",
        "ไฟดับตั้งแต่วันที่ 12 พ.ค. 2566 เวลา 19.30 น.",
        "เมื่อ 12/05/2566",
        "เปิดเสียงดัง 24/7",
        "หมู่ 5 ซอย 12 กม. 14",
        "โทรแจ้ง 1555 แล้วไม่มีใครมา",
        "ถนนนางลิ้นจี่ และเขตนางรอง",
        "โครงการเฟส 2 ยังไม่เสร็จ",
        "ค่าปรับ 10,000 บาท",
        "รถเมล์สาย 145 ไม่จอดป้าย",
        "Street light out near the market since 12 May",
        "",
    ],
)
def test_it_leaves_the_rest_as_it_is(text: str) -> None:
    assert mask(text).text == text
    assert mask(text).found == ()


def test_it_finds_nothing_left_in_what_it_has_masked() -> None:
    text = "นายสมชาย ใจดี 081-234-5678 บ้านเลขที่ 9/1 รถ 1กข 1234 ไลน์ somchai"
    masked = mask(text)
    assert set(masked.found) >= {Personal.NAME, Personal.PHONE, Personal.PLATE, Personal.LINE_ID}
    assert mask(masked.text).found == ()


@pytest.mark.parametrize(
    ("address", "street"),
    [
        ("123/45 ซอยลาดพร้าว 64 แขวงวังทองหลาง", "ซอยลาดพร้าว 64"),
        ("บ้านนายสมชาย 99 ถนนกลางเมือง ตำบลในเมือง", "ถนนกลางเมือง"),
        ("ซ.4 ถ.สุขุมวิท", "ซ.4"),
        ("ซอยบ้านนายสมชาย ถนนมิตรภาพ", "ถนนมิตรภาพ"),
        ("99/1 หมู่ 5 ตำบลในเมือง", ""),
        ("นายสมชาย 0812345678", ""),
        ("", ""),
    ],
)
def test_it_keeps_of_an_address_the_street_alone(address: str, street: str) -> None:
    assert street_of(address) == street
