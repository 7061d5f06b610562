/** A sheet that slides over the phone: modal for that phone, closed by Escape. */

import { button, byId, el, icon, iconButton } from "./dom.js";

let closeCurrent = null;

/**
 * @param {string} title
 * @param {...Node} content
 * @returns {() => void} closes the sheet
 */
export function openSheet(title, ...content) {
  closeCurrent?.();
  const phone = byId("phone");
  const screen = phone.querySelector(".screen");
  const back = document.activeElement;
  const close = () => {
    layer.remove();
    screen.inert = false;
    closeCurrent = null;
    if (back?.isConnected) back.focus();
  };
  const layer = dialog(title, content, close);
  screen.inert = true;
  phone.append(layer);
  (
    layer.querySelector("[data-first]") ||
    layer.querySelector(".sheet-body button, .sheet-body input, .close")
  ).focus();
  closeCurrent = close;
  return close;
}

/**
 * A sheet of choices; one taken closes it.
 *
 * @param {[icon: string, label: string, action: () => void][]} choices
 * @param {...Node} intro stands above them
 */
export function openMenu(title, choices, ...intro) {
  const items = choices.map(([name, label, action]) => {
    const take = () => {
      close();
      action();
    };
    const item = button(label, take, "menu-item");
    item.prepend(icon(name));
    return item;
  });
  const close = openSheet(title, ...intro, ...items);
}

function dialog(title, content, close) {
  const head = el(
    "header",
    {},
    el("h2", { id: "sheet-title" }, title),
    iconButton("x-lg", "ปิด", close, { cls: "icon-button close" }),
  );
  const sheet = el(
    "section",
    { class: "sheet", role: "dialog", "aria-modal": "true", "aria-labelledby": "sheet-title" },
    head,
    el("div", { class: "sheet-body" }, ...content),
  );
  const layer = el("div", { class: "sheet-layer" }, sheet);
  layer.addEventListener("click", (event) => event.target === layer && close());
  layer.addEventListener("keydown", (event) => keys(event, sheet, close));
  return layer;
}

function keys(event, sheet, close) {
  if (event.key === "Escape") {
    event.stopPropagation();
    close();
  }
  if (event.key === "Tab") keepInside(event, sheet);
}

/** Tab goes round inside the sheet. */
function keepInside(event, sheet) {
  const stops = [
    ...sheet.querySelectorAll("button, input, select, textarea, a[href], [tabindex='0']"),
  ].filter((node) => !node.disabled && node.offsetParent);
  const edge = event.shiftKey ? stops[0] : stops.at(-1);
  if (document.activeElement !== edge) return;
  event.preventDefault();
  (event.shiftKey ? stops.at(-1) : stops[0]).focus();
}
