/** Quick replies over the composer and the rich menu below it; a computer's LINE has neither. */

import { tap } from "./actions.js";
import { button, el, fill, icon, iconButton } from "./dom.js";
import { reachable } from "./media.js";
import { model, on } from "./model.js";
import { area } from "./templates.js";

const DEFAULT_ICONS = { camera: "camera", cameraRoll: "image", location: "geo-alt" };

export function createQuickReplies() {
  const strip = el("div", {
    class: "quick-replies",
    role: "group",
    "aria-label": "ตัวเลือกด่วน",
    hidden: true,
  });
  const show = () => {
    const items = model.prefs.pcClient ? [] : model.view.quickReplies?.items || [];
    strip.hidden = items.length === 0;
    fill(strip, items.map(chip));
    strip.scrollLeft = 0;
  };
  on("view", show);
  on("prefs", show);
  return strip;
}

function chip({ action, imageUrl }) {
  const node = button(action.label || "", () => tap(action, "quickReply"), "chip");
  const glyph = DEFAULT_ICONS[action.type];
  if (imageUrl) node.prepend(el("img", { src: reachable(imageUrl), alt: "" }));
  else if (glyph) node.prepend(icon(glyph));
  return node;
}

/**
 * The rich menu and its bar. With a menu the bar replaces the composer until the person asks for
 * the keyboard, as LINE does.
 *
 * @param {{node: HTMLElement, focus: () => void}} composer
 */
export function createMenu(composer) {
  const picture = el("div", { class: "menu-picture" });
  const bar = el("div", { class: "menu-bar" });
  const back = iconButton("list", "เปิดเมนู", () => set({ typing: false, open: true }), {
    cls: "icon-button to-menu",
  });
  composer.node.querySelector(".composer").prepend(back);
  let shown = { menuId: null, typing: false, open: false };

  const menu = () => (model.prefs.pcClient ? null : model.view.richMenu);

  function set(change) {
    Object.assign(shown, change);
    draw();
    if (change.typing) composer.focus();
  }

  function draw() {
    const current = menu();
    const asMenu = Boolean(current) && !shown.typing;
    composer.node.hidden = asMenu;
    back.hidden = !current;
    bar.hidden = !asMenu;
    picture.hidden = !asMenu || !shown.open;
    if (asMenu) fill(bar, ...barItems(current));
    if (asMenu && shown.open) drawPicture(picture, current);
  }

  function barItems(current) {
    const label = el(
      "span",
      {},
      current.chatBarText,
      icon(shown.open ? "caret-down-fill" : "caret-up-fill"),
    );
    const toggle = button("", () => set({ open: !shown.open }), "menu-toggle", {
      "aria-expanded": String(shown.open),
    });
    toggle.append(label);
    return [iconButton("keyboard", "เปิดแป้นพิมพ์", () => set({ typing: true })), toggle];
  }

  /** A menu that takes the place of an open one (richmenuswitch) is open too. */
  const stillOpen = (current) =>
    Boolean(current && (current.selected || (shown.menuId && shown.open)));

  function follow() {
    const current = menu();
    const key = current && `${model.chatId}/${current.richMenuId}`;
    if (key !== shown.menuId)
      shown = { menuId: key, typing: shown.typing, open: stillOpen(current) };
    draw();
  }

  on("view", follow);
  on("prefs", follow);
  on("chat", () => Object.assign(shown, { menuId: null, typing: false, open: false }));
  on("compose", () => set({ typing: true }));
  on("input", ({ input }) => {
    if (input === "openKeyboard" || input === "openVoice") set({ typing: true });
    if (input === "openRichMenu") set({ typing: false, open: true });
    if (input === "closeRichMenu") set({ open: false });
  });
  return { bar, picture, type: () => set({ typing: true }) };
}

function drawPicture(picture, current) {
  const { richMenuId, imageUrl, size, areas } = current;
  if (picture.dataset.menu === richMenuId) return;
  picture.dataset.menu = richMenuId;
  const tappable = areas.map(({ action, bounds }) =>
    area(action, bounds, size, () => tap(action, "richMenu")),
  );
  fill(
    picture,
    el("img", { src: imageUrl, alt: current.chatBarText, width: size.width, height: size.height }),
    ...tappable,
  );
}
