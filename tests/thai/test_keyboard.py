import pytest

from thai.keyboard import repair, to_latin, to_thai


def test_it_maps_each_layout_onto_the_other() -> None:
    assert to_thai(to_latin("เปิดระบบราชการ")) == "เปิดระบบราชการ"
    assert to_latin("ยทๆฟ") == "pmqa"


def test_it_repairs_thai_typed_on_latin_keys() -> None:
    typed = to_latin("ระดับพื้นฐานต้องทำอะไร")
    assert repair(typed) == "ระดับพื้นฐานต้องทำอะไร"


def test_it_repairs_latin_terms_inside_thai() -> None:
    assert repair("ยทๆฟ คืออะไร", {"pmqa"}) == "pmqa คืออะไร"


def test_it_leaves_good_text_alone() -> None:
    for text in ("open data", "hello there", "ระดับพื้นฐาน", "kpi", "12345", "how to apply"):
        assert repair(text, {"kpi"}) == text


def test_it_leaves_numbers_as_they_are_in_thai_typed_on_latin_keys() -> None:
    assert repair("5.3 " + to_latin("ระดับก้าวหน้าคืออะไร")) == "5.3 ระดับก้าวหน้าคืออะไร"
    assert repair(to_latin("ปี") + " 2566 " + to_latin("มีกี่ผลงาน")) == "ปี 2566 มีกี่ผลงาน"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("หมวด 5 ,uvtwi[hk'", "หมวด 5 มีอะไรบ้าง"),
        ("c[[aviN, 2 ใช้ทำอะไร", "แบบฟอร์ม 2 ใช้ทำอะไร"),
        ("ได้ 450 5^d,yhp", "ได้ 450 ถูกมั้ย"),
        ("มิติ3.2soj;p'ko", "มิติ3.2หน่วยงาน"),
        ("ส่งเดือนนี้ sinv เดือนหน้า", "ส่งเดือนนี้ หรือ เดือนหน้า"),
    ],
)
def test_it_repairs_a_run_on_latin_keys_beside_thai(typed: str, meant: str) -> None:
    assert repair(typed) == meant


@pytest.mark.parametrize(
    "text",
    [
        "ราชการเดิมvs4.0",
        "ทำ desk work ได้ไหม",
        "แนบ audit) มาด้วย",
        "เว็บ https://a.go.th/x?y=1",
        "ระดับ adv.",
    ],
)
def test_it_leaves_english_beside_thai(text: str) -> None:
    assert repair(text) == text
