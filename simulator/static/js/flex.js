/**
 * Flex messages: flex-render lays them out, this module makes the result safe and alive.
 *
 * flex-render writes texts and addresses into HTML as they are, and actions as inline handlers.
 * So it never sees them: every text, address and action is first swapped for a token; its HTML is
 * parsed in an inert document and rebuilt node by node from a short list of tags and attributes,
 * with the real texts put in as text nodes and the actions as listeners.
 */

import { render } from "../vendor/flex-render.js";
import { el } from "./dom.js";
import { reachable } from "./media.js";

const TAGS = new Set(["DIV", "P", "A", "SPAN"]);
const TOKEN = /§(\d+)§/;
const TEXT_PROPS = new Set(["text", "label", "altText"]);
const URL_PROPS = new Set(["url", "previewUrl", "uri"]);

/**
 * @param {object} contents a bubble or a carousel
 * @param {(action: object) => void} onAction
 */
export function flex(contents, onAction) {
  const kept = [];
  const parsed = new DOMParser().parseFromString(
    inert(render(tokenise(contents, kept))),
    "text/html",
  );
  const root = el("div", { class: "flex" }, ...rebuildAll(parsed.body, kept, onAction));
  if (contents.type === "carousel") makeScrollable(root);
  return root;
}

/** No inline style or handler is even parsed: a strict content policy would rightly complain. */
const inert = (html) =>
  html.replace(/ onclick="[^"]*"/g, "").replaceAll(' style="', ' data-style="');

/** A copy in which nothing a user wrote is left; what was taken out goes into `kept`. */
function tokenise(node, kept, key = "") {
  if (Array.isArray(node)) return node.map((item) => tokenise(item, kept));
  if (node === null || typeof node !== "object") return tokeniseValue(node, kept, key);
  const copy = {};
  for (const [name, value] of Object.entries(withMarks(node))) {
    copy[name] = name === "action" ? actionMark(value, kept) : tokenise(value, kept, name);
  }
  if (node.type === "text") keepWords(node, copy, kept);
  return copy;
}

/** Remember with a text, or each of its spans, the component that says how it is set. */
function keepWords(node, copy, kept) {
  copy.text = keep({ text: node.text ?? "", component: node }, kept);
  node.contents?.forEach((span, index) => {
    copy.contents[index].text = keep({ text: span.text, component: node }, kept);
  });
}

function tokeniseValue(value, kept, key) {
  if (typeof value !== "string") return value;
  if (TEXT_PROPS.has(key)) return keep({ text: value }, kept);
  if (URL_PROPS.has(key)) return keep({ url: value }, kept);
  return /^[\w#.:%-]*$/.test(value) ? value : "";
}

/** flex-render knows neither a bubble's own action nor a video: give it boxes it can lay out. */
function withMarks(node) {
  if (node.type === "video") return poster(node);
  if (node.type !== "bubble" || !node.action) return node;
  const { action, ...bubble } = node;
  const part = ["body", "hero", "header", "footer"].find(
    (name) => bubble[name] && !bubble[name].action,
  );
  return part ? { ...bubble, [part]: { ...bubble[part], action } } : bubble;
}

/** A video as its preview picture; a tap opens it. */
function poster({ url, previewUrl, aspectRatio }) {
  const action = { type: "uri", label: "เล่นวิดีโอ", uri: url };
  return { type: "image", url: previewUrl, size: "full", aspectRatio, aspectMode: "cover", action };
}

const keep = (item, kept) => `§${kept.push(item) - 1}§`;

function actionMark(action, kept) {
  const label = keep({ text: action.label || "" }, kept);
  return { type: "uri", label, uri: keep({ action }, kept) };
}

const taken = (text, kept) => kept[Number(TOKEN.exec(text || "")?.[1])];

function rebuildAll(parent, kept, onAction) {
  return [...parent.childNodes].map((node) => rebuild(node, kept, onAction)).filter(Boolean);
}

function rebuild(node, kept, onAction) {
  if (node.nodeType === Node.TEXT_NODE)
    return document.createTextNode(taken(node.data, kept)?.text ?? "");
  if (!TAGS.has(node.tagName)) return null;
  const copy = el(node.tagName.toLowerCase(), {
    class: node.className || null,
    dir: node.getAttribute("dir"),
  });
  copyStyle(node, copy, kept);
  copy.append(...rebuildAll(node, kept, onAction));
  honourText(copy, taken(node.tagName === "P" ? node.textContent : "", kept)?.component);
  const action = taken(node.getAttribute("href"), kept)?.action;
  if (action) makeTappable(copy, action, onAction);
  return copy;
}

function copyStyle(node, copy, kept) {
  for (const declaration of (node.dataset.style || "").split(";")) {
    const at = declaration.indexOf(":");
    if (at > 0)
      setStyle(copy, declaration.slice(0, at).trim(), declaration.slice(at + 1).trim(), kept);
  }
}

function setStyle(copy, name, value, kept) {
  const url = taken(value, kept)?.url;
  if (name !== "background-image") copy.style.setProperty(name, value);
  else if (url) copy.style.backgroundImage = `url("${CSS.escape(reachable(url))}")`;
}

/** What flex-render leaves out of a text: the phone's font size, and space between its lines. */
function honourText(paragraph, component) {
  if (!component) return;
  if (component.scaling) paragraph.classList.add("flex-scaling");
  const extra = /^(\d+)px$/.exec(component.lineSpacing || "");
  if (extra) paragraph.style.lineHeight = `calc(1.55em + ${extra[1]}px)`;
}

function makeTappable(node, action, onAction) {
  const tap = (event) => {
    event.preventDefault();
    event.stopPropagation();
    onAction(action);
  };
  node.classList.add("flex-tap");
  node.addEventListener("click", tap);
  if (node.querySelector(".flex-tap")) return; // what is inside has its own keys
  node.tabIndex = 0;
  node.setAttribute("role", action.type === "uri" ? "link" : "button");
  // As in LINE, a screen reader says the action's label.
  if (action.label) node.setAttribute("aria-label", action.label);
  else if (!node.textContent.trim()) node.setAttribute("aria-label", "เปิด");
  node.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") tap(event);
  });
}

function makeScrollable(root) {
  const slider = root.querySelector(".LySlider");
  slider.tabIndex = 0;
  slider.setAttribute("role", "group");
  slider.setAttribute("aria-label", "การ์ดเลื่อนซ้ายขวา");
}
