"""Rich menus with their images, aliases, default and per-person links."""

from dataclasses import dataclass, field
from typing import Any

MOST_MENUS = 1000
MOST_ALIASES = 1000


@dataclass
class RichMenu:
    rich_menu_id: str
    definition: dict[str, Any]
    image: bytes | None = None
    image_type: str = "image/png"


@dataclass
class RichMenus:
    menus: dict[str, RichMenu] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    default: str | None = None

    def shown_to(self, user_id: str) -> RichMenu | None:
        """The menu a person sees: the one linked to them before the default."""
        chosen = self.links.get(user_id) or self.default
        return self.menus.get(chosen) if chosen else None

    def delete(self, rich_menu_id: str) -> None:
        """Forget a menu and every link to it (aliases stay and then point to nothing)."""
        self.menus.pop(rich_menu_id, None)
        self.links = {user: menu for user, menu in self.links.items() if menu != rich_menu_id}
        if self.default == rich_menu_id:
            self.default = None
