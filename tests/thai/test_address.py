"""Addresses as people and messengers write them."""

import pytest
import yaml

from thai import areas
from thai.address import Address, read_address
from thai.address_mentions import FILE

BANGKOK = "กรุงเทพมหานคร"


@pytest.mark.parametrize(
    ("text", "province", "district", "subdistrict"),
    [
        ("9 ซอย 4 แขวงลาดยาว เขตจตุจักร กรุงเทพมหานคร 10900", BANGKOK, "จตุจักร", "ลาดยาว"),
        ("แขวง ลาดยาว เขต จตุจักร กทม.", BANGKOK, "จตุจักร", "ลาดยาว"),
        ("แขวงลาดยาวเขตจตุจักรกรุงเทพฯ", BANGKOK, "จตุจักร", "ลาดยาว"),
        ("ต.ในเมือง อ.เมือง จ.ขอนแก่น 40000", "ขอนแก่น", "เมืองขอนแก่น", "ในเมือง"),
        ("ตำบลในเมือง อำเภอเมืองขอนแก่น ขอนแก่น", "ขอนแก่น", "เมืองขอนแก่น", "ในเมือง"),
        ("อ. เมือง เชียงใหม่", "เชียงใหม่", "เมืองเชียงใหม่", ""),
        ("อ.เมือง จ.พระนครศรีอยุธยา", "พระนครศรีอยุธยา", "พระนครศรีอยุธยา", ""),
        ("อ.เมือง โคราช", "นครราชสีมา", "เมืองนครราชสีมา", ""),
        ("หาดใหญ่ สงขลา", "สงขลา", "หาดใหญ่", ""),
        ("หาดใหญ่", "สงขลา", "หาดใหญ่", ""),
        ("ขอนแก่น", "ขอนแก่น", "", ""),
        ("Khwaeng Lat Yao, Khet Chatuchak, Bangkok", BANGKOK, "จตุจักร", "ลาดยาว"),
        ("Jatujak, Bangkok 10900", BANGKOK, "จตุจักร", ""),
        ("Mueang Khon Kaen District, Khon Kaen 40000", "ขอนแก่น", "เมืองขอนแก่น", ""),
        ("Sena District, Phra Nakhon Si Ayutthaya", "พระนครศรีอยุธยา", "เสนา", ""),
        ("MC56+MJR แขวงบางบอน Bang Bon, Bangkok", BANGKOK, "บางบอน", ""),
    ],
)
def test_it_reads_every_way_of_writing(
    text: str, province: str, district: str, subdistrict: str
) -> None:
    read = read_address(text)
    assert (read.province, read.district) == (province, district)
    assert subdistrict in {"", read.subdistrict}


@pytest.mark.parametrize(
    ("text", "district"),
    [
        ("เขตสาธร กทม", "สาทร"),
        ("เขตราษฏร์บูรณะ กรุงเทพ", "ราษฎร์บูรณะ"),
        ("เขตป้อมปราบ", "ป้อมปราบศัตรูพ่าย"),
        ("อำเภอสันกำเเพง เชียงใหม่", "สันกำแพง"),
        ("อ.ปากเกล็ด นนทบุรี", "ปากเกร็ด"),
    ],
)
def test_it_reads_misspelt_and_shortened_names(text: str, district: str) -> None:
    assert read_address(text).district == district


@pytest.mark.parametrize(
    ("text", "district"),
    [
        ("20 ถนนพัฒนาการ แขวงสวนหลวง กรุงเทพมหานคร 10250", "สวนหลวง"),
        ("ต.สุเทพ เชียงใหม่", "เมืองเชียงใหม่"),
        ("คลองจั่น กทม", "บางกะปิ"),
        ("ต.ปะตง 22180", "สอยดาว"),
    ],
)
def test_it_finds_the_district_of_a_subdistrict(text: str, district: str) -> None:
    assert read_address(text).district == district


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("อ.เฉลิมพระเกียรติ จ.น่าน", "5515"),
        ("อ.เฉลิมพระเกียรติ จ.สระบุรี", "1913"),
        ("ต.บ้านใหม่ อ.ปากเกร็ด", "120603"),
        ("แขวงลาดยาว", "103001"),
    ],
)
def test_it_tells_places_of_one_name_apart(text: str, code: str) -> None:
    assert read_address(text).code == code


@pytest.mark.parametrize("text", ["อ.เฉลิมพระเกียรติ", "ตำบลบ้านใหม่", "อ.เมือง", "50200"])
def test_it_does_not_guess_between_places_of_one_name(text: str) -> None:
    assert read_address(text) == Address()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ถนนพังที่หน้าวัด",
        "รอมานาน เลย แย่มาก",
        "น้ำไม่ไหล ตาก ผ้าไม่ได้",
        "เขตก่อสร้าง มีเศษปูน",
        "เสียงดังในเขตชุมชน",
        "เบอร์ 50200",
    ],
)
def test_it_finds_no_area_in_words_of_a_problem(text: str) -> None:
    assert read_address(text) == Address()


def test_it_takes_no_road_for_a_district() -> None:
    assert read_address("ซอยลาดพร้าว 64 กทม").district == ""
    assert read_address("ถนน เพชรบุรี เขตราชเทวี").province == BANGKOK
    assert read_address("Lat Phrao Road, Bangkok").district == ""


def test_it_says_what_does_not_fit() -> None:
    assert read_address("เขตจตุจักร จ.นนทบุรี").doubts == ("province",)
    assert read_address("แขวงลาดยาว เขตจตุจักร กทม 50200").doubts == ("postcode",)
    assert read_address("แขวงสีลม เขตจตุจักร กทม").doubts == ("subdistrict",)
    assert read_address("แขวงลาดยาว เขตจตุจักร กทม 10900").doubts == ()


def test_it_writes_areas_with_their_words() -> None:
    assert str(read_address("ลาดยาว เขตจตุจักร กทม")) == "แขวงลาดยาว เขตจตุจักร กรุงเทพมหานคร"
    assert str(read_address("ต.สุเทพ เชียงใหม่")) == "ต.สุเทพ อ.เมืองเชียงใหม่ จ.เชียงใหม่"


def test_it_reads_every_district_of_the_country_without_a_doubt() -> None:
    for province in areas.children():
        for code in areas.children(province):
            name, district, _ = areas.names(code)
            text = f"เขต{district} กทม" if name == BANGKOK else f"อ.{district} จ.{name}"
            read = read_address(text)
            assert (read.code, read.doubts) == (code, ()), text


def test_it_takes_every_everyday_name_for_the_area_it_means() -> None:
    listed = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    for name, code in listed["everyday"].items():
        assert read_address(name).code == code, name
    for name, code in listed["english"].items():
        province = areas.area(code[:2])
        assert province is not None
        assert read_address(f"{name}, {province.english}").code == code, name
