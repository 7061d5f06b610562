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
