/** Small builders of DOM nodes: text is always text, never HTML. */

/**
 * @param {string} tag
 * @param {Record<string, unknown>} [props] `class`, `dataset`, `on` (listeners), attributes
 * @param {...(Node|string|null|undefined|false)} children
 */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) setProp(node, name, value);
  node.append(...children.flat().filter((child) => child || child === 0));
  return node;
}

function setProp(node, name, value) {
  if (value === undefined || value === null || value === false) return;
  if (name === "class") node.className = value;
  else if (name === "dataset") Object.assign(node.dataset, value);
  else if (name === "style") Object.assign(node.style, value);
  else if (name === "on") {
    for (const [type, listener] of Object.entries(value)) node.addEventListener(type, listener);
  } else node.setAttribute(name, value === true ? "" : String(value));
}

export const icon = (name) => el("i", { class: `bi bi-${name}`, "aria-hidden": "true" });

/** A button with an icon; the label is spoken, and shown when `text` is true. */
export function iconButton(name, label, onClick, { cls = "icon-button", text = false } = {}) {
  return el(
    "button",
    {
      type: "button",
      class: cls,
      "aria-label": text ? null : label,
      title: text ? null : label,
      on: { click: onClick },
    },
    icon(name),
    text && el("span", {}, label),
  );
}

export const byId = (id) => document.getElementById(id);

/** Replace all children, keeping the node itself (and what is bound to it). */
export function fill(node, ...children) {
  node.replaceChildren(...children.flat().filter(Boolean));
  return node;
}

export function button(label, onClick, cls = "plain", props = {}) {
  return el("button", { type: "button", class: cls, ...props, on: { click: onClick } }, label);
}
