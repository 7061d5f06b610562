"""Where a row's problem is: the numbers of its coordinates, its areas by column or address."""

import re
from functools import lru_cache

from thai.address import Address, read_address

_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?")
_AREA_WORD = re.compile(r"^(?:จังหวัด|จ\.|อำเภอ|กิ่งอำเภอ|อ\.|เขต|ตำบล|ต\.|แขวง)\s*(?=[ก-๙])")


def read_numbers(text: str) -> tuple[float, ...]:
    """Return the numbers in the text of a coordinate column, however they are wrapped."""
    return tuple(float(number) for number in _NUMBER.findall(text))


def area_of(province: str, district: str, subdistrict: str, address: str) -> Address:
    """Return the areas of a row: by its columns where they tell a district, else by all it says."""
    told = _told(province, district, subdistrict)
    if told.district or not address:
        return told
    return read_address(f"{address} {_worded(province, district, subdistrict)}")


def is_province(text: str) -> bool:
    """Tell whether this names one of the 77 provinces."""
    return bool(_told(text, "", "").province)


@lru_cache(maxsize=16_384)
def _told(province: str, district: str, subdistrict: str) -> Address:
    return read_address(_worded(province, district, subdistrict))


def _worded(province: str, district: str, subdistrict: str) -> str:
    """Return the columns as an address, each name with its word, whether it has one or not."""
    named = (("ตำบล", subdistrict), ("อำเภอ", district), ("จังหวัด", province))
    return " ".join(word + _AREA_WORD.sub("", name.strip()) for word, name in named if name.strip())
