"""Figures of a model as they are kept: beside the shipped model, and in the database."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from categories import linear
from categories.evaluate import Report, Share

SHIPPED_FILE = linear.MODEL_FILE.with_name("figures.json")
MOST_CONFUSIONS = 30


@dataclass(frozen=True, slots=True)
class Figures:
    """How good a model was on complaints it had not learned; as in `categories.evaluate.Report`."""

    overall: Share
    macro_f1: float
    calibration_error: float
    per_category: dict[str, Share]
    confusions: tuple[tuple[str, str, int], ...]

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Self:
        """Return what `as_dict` wrote."""
        return cls(
            overall=Share(*kept["overall"]),
            macro_f1=kept["macro_f1"],
            calibration_error=kept["calibration_error"],
            per_category={code: Share(*share) for code, share in kept["per_category"].items()},
            confusions=tuple((a, b, n) for a, b, n in kept["confusions"]),
        )


def as_dict(report: Report) -> dict[str, Any]:
    """Return JSON-ready figures; shares as [n, at_1, at_3], rounded to four places."""
    return {
        "overall": _share(report.overall),
        "macro_f1": round(report.macro_f1, 4),
        "calibration_error": round(report.calibration_error, 4),
        "per_category": {code: _share(share) for code, share in report.per_category.items()},
        "confusions": [list(each) for each in report.confusions[:MOST_CONFUSIONS]],
    }


@dataclass(frozen=True, slots=True)
class Shipped:
    """The shipped model: its release, and its figures on our own sentences left out of learning."""

    release: str
    figures: Figures


def shipped() -> Shipped:
    """Read what `write_shipped` wrote."""
    kept = json.loads(SHIPPED_FILE.read_text(encoding="utf-8"))
    return Shipped(kept["release"], Figures.of(kept))


def write_shipped(release: str, report: Report) -> None:
    """Write the figures beside the model."""
    kept = {"release": release, **as_dict(report)}
    text = json.dumps(kept, ensure_ascii=False, indent=1)
    SHIPPED_FILE.write_text(f"{text}\n", encoding="utf-8")


def _share(share: Share) -> list[float]:
    return [share.n, round(share.at_1, 4), round(share.at_3, 4)]
