/** Template messages (buttons, confirm, carousel, image carousel) and imagemaps. */

import { button, el } from "./dom.js";
import { reachable } from "./media.js";

/** @param {(action: object) => void} onAction */
export function template(message, onAction) {
  const body = message.template;
  const make = { buttons, confirm, carousel, image_carousel: imageCarousel }[body.type];
  return make ? make(body, onAction) : el("p", { class: "bubble" }, message.altText);
}

const actions = (list, onAction) =>
  el(
    "div",
    { class: "template-actions" },
    list.map((one) => button(one.label, () => onAction(one), "template-action")),
  );

function buttons(body, onAction, cls = "template") {
  return el(
    "div",
    { class: cls },
    body.thumbnailImageUrl && thumbnail(body),
    el(
      "div",
      { class: "template-words" },
      body.title && el("p", { class: "template-title" }, body.title),
      el("p", { class: "template-text" }, body.text),
    ),
    actions(body.actions, onAction),
  );
}

function thumbnail({ thumbnailImageUrl, imageBackgroundColor, imageAspectRatio, imageSize }) {
  const box = el("div", { class: `thumbnail ${imageAspectRatio || "rectangle"}` });
  box.style.backgroundImage = `url("${CSS.escape(reachable(thumbnailImageUrl))}")`;
  box.style.backgroundSize = imageSize === "contain" ? "contain" : "cover";
  if (/^#\w{6}$/.test(imageBackgroundColor || "")) box.style.backgroundColor = imageBackgroundColor;
  return box;
}

function confirm(body, onAction) {
  return buttons(body, onAction, "template confirm");
}

const slider = (cards) =>
  el(
    "div",
    { class: "slider", tabindex: "0", role: "group", "aria-label": "การ์ดเลื่อนซ้ายขวา" },
    cards,
  );

function carousel(body, onAction) {
  const shared = { imageAspectRatio: body.imageAspectRatio, imageSize: body.imageSize };
  return slider(body.columns.map((column) => buttons({ ...shared, ...column }, onAction)));
}

function imageCarousel(body, onAction) {
  return slider(
    body.columns.map(({ imageUrl, action }) =>
      el(
        "button",
        {
          type: "button",
          class: "image-column",
          "aria-label": action.label || "รูปภาพ",
          on: { click: () => onAction(action) },
        },
        el("img", { src: reachable(imageUrl), alt: "" }),
        action.label && el("span", {}, action.label),
      ),
    ),
  );
}

/** An imagemap: one picture with tappable areas, measured in its base size. */
export function imagemap(message, onAction) {
  const { width, height } = message.baseSize;
  const areas = message.actions.map((action) =>
    area(action, action.area, { width, height }, () => onAction(asAction(action))),
  );
  return el(
    "div",
    { class: "imagemap" },
    el("img", { src: reachable(`${message.baseUrl}/1040`), alt: message.altText }),
    areas,
  );
}

const asAction = (action) => (action.type === "uri" ? { ...action, uri: action.linkUri } : action);

/** A tappable area over a picture; positions are per cent of the picture. */
export function area(action, bounds, { width, height }, onTap) {
  const label = action.label || action.displayText || action.text || action.uri || "พื้นที่แตะได้";
  const node = el("button", {
    type: "button",
    class: "area",
    "aria-label": label,
    title: label,
    on: { click: onTap },
  });
  const percent = (part, whole) => `${(100 * part) / whole}%`;
  Object.assign(node.style, {
    left: percent(bounds.x, width),
    top: percent(bounds.y, height),
    width: percent(bounds.width, width),
    height: percent(bounds.height, height),
  });
  return node;
}
