"""A coarser spelling than folding, by which words written as they sound come out the same."""

from __future__ import annotations

import re

# The second letter of a cluster is often not spoken: ประเภท, ครั้ง, เปลี่ยน.
_CLUSTER = re.compile("(?<=[กคตทปพส])[รล](?=[ะาิุัอํำๅ])")
_UNSPOKEN = re.compile("ะ|(?<=ค)ร(?![ก-ฮ])|ห(?=[นมลรวยง])")
_ENDINGS = str.maketrans(
    {
        **dict.fromkeys("ตทสจช", "ด"),
        **dict.fromkeys("รล", "น"),
        **dict.fromkeys("ปพฟ", "บ"),
        "ค": "ก",
        "ฤ": "ิ",
        "ไ": "ั",
        "ๆ": None,
    }
)


def hear(folded: str) -> str:
    """A folded text with clusters opened and every letter as one that ends a syllable alike.

    Coarser than folding: เลิดรัด and เลิศรัฐ come out the same, but so do many words that differ. For
    comparing runs of letters, never words.
    """
    return _UNSPOKEN.sub("", _CLUSTER.sub("", folded)).translate(_ENDINGS)
