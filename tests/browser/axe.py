"""Accessibility checks with axe-core, WCAG 2.1 A and AA."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}


def violations(page: Page, *more: str) -> list[str]:
    """One line for each broken rule and place; empty when all is well. `more` are further tags."""
    return _broken(page, {"runOnly": [*RULES["runOnly"], *more]})


def too_pale(page: Page) -> list[str]:
    """One line for each place whose words stand out too little from what is behind them."""
    return _broken(page, {"runOnly": {"type": "rule", "values": ["color-contrast"]}})


def _broken(page: Page, rules: dict[str, Any]) -> list[str]:
    if not page.evaluate("() => 'axe' in window"):
        # Evaluated, not added as a script element: a page's content policy would refuse that.
        page.evaluate(AXE.read_text(encoding="utf-8"))
    result: dict[str, Any] = page.evaluate("rules => axe.run(document, rules)", rules)
    return [
        f"{broken['id']}: {node['target']} {node['failureSummary']}"
        for broken in result["violations"]
        for node in broken["nodes"]
    ]
