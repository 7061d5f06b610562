"""How LINE counts characters: UTF-16 code units by default, grapheme clusters for labels."""

import regex


def utf16_units(text: str) -> int:
    """Return the length in UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def graphemes(text: str) -> int:
    """Return the number of grapheme clusters: what a person sees as characters."""
    return len(regex.findall(r"\X", text))


def clip_units(text: str, most: int) -> str:
    """Shorten to at most `most` UTF-16 units, ending in "…" where something was cut."""
    if utf16_units(text) <= most:
        return text
    kept, used = [], 1  # one unit for the ellipsis
    for cluster in regex.findall(r"\X", text):
        used += utf16_units(cluster)
        if used > most:
            break
        kept.append(cluster)
    return "".join(kept).rstrip() + "…"
