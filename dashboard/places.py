"""Areas as people write them: ต. อ. จ., and แขวง เขต in Bangkok."""

from dashboard.wording import say
from thai.address import BANGKOK


def area_words(province: str, district: str, subdistrict: str) -> str:
    """Return the areas that are known, from small to large; empty where none is."""
    region = "bangkok" if province == BANGKOK else "elsewhere"
    areas = {"subdistrict": subdistrict, "district": district, "province": province}
    known = ((kind, name) for kind, name in areas.items() if name)
    return " ".join(say(f"place.{region}.{kind}", name=name) for kind, name in known)
