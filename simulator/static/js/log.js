/** The log of webhooks (to the product) and API calls (from it), newest first. */

import { preciseClock } from "./dates.js";
import { desk } from "./desk.js";
import { button, el, fill } from "./dom.js";
import { on } from "./model.js";
import { attempt } from "./notices.js";

const KEPT = 500;
const FILTERS = [
  ["all", "ทั้งหมด"],
  ["webhook", "เว็บฮุก"],
  ["call", "API"],
];

export function createLog() {
  const list = el("ol", { class: "log" });
  const empty = el("p", { class: "hint" }, "ยังไม่มีการเรียก ลองส่งข้อความจากโทรศัพท์");
  const add = (entry) => {
    list.prepend(logItem(entry));
    while (list.children.length > KEPT) list.lastChild.remove();
    empty.hidden = true;
  };
  const load = async () => {
    const entries = await attempt(() => desk.log());
    fill(list);
    empty.hidden = false;
    entries?.forEach(add);
  };
  const clear = () => {
    fill(list);
    empty.hidden = false;
  };
  on("log", add);
  on("reload", load);
  const bar = el("div", { class: "log-bar" }, filters(list), button("ล้างหน้าจอ", clear, "quiet"));
  return el("div", {}, bar, empty, list);
}

function filters(list) {
  const choices = FILTERS.map(([value, label]) =>
    el(
      "label",
      {},
      el("input", { type: "radio", name: "log-filter", value, checked: value === "all" }),
      el("span", {}, label),
    ),
  );
  const fieldset = el(
    "fieldset",
    { class: "segmented" },
    el("legend", { class: "visually-hidden" }, "แสดง"),
    ...choices,
  );
  fieldset.addEventListener("change", (event) => (list.dataset.filter = event.target.value));
  return fieldset;
}

function logItem(entry) {
  const failed = entry.status === null || entry.status >= 400;
  const summary = el(
    "summary",
    {},
    el("time", {}, preciseClock(entry.at)),
    el(
      "span",
      { class: `way ${entry.kind}` },
      entry.kind === "webhook" ? "LINE → บอต" : "บอต → LINE",
    ),
    el("span", { class: "what" }, title(entry)),
    entry.fault && el("span", { class: "fault" }, entry.fault),
    el(
      "span",
      { class: failed ? "status bad" : "status" },
      String(entry.status ?? entry.reason ?? "ไม่ตอบ"),
    ),
    el("span", { class: "ms" }, `${Math.round(entry.ms)} ms`),
  );
  const details = el("details", {}, summary);
  // Five hundred bodies are only laid out when somebody looks.
  details.addEventListener(
    "toggle",
    () => details.open && details.children.length === 1 && details.append(body(entry)),
    { once: true },
  );
  return el("li", { class: entry.kind }, details);
}

function title({ kind, method, url, request }) {
  if (kind === "call") return `${method} ${shortUrl(url)}`;
  const types = (request?.events || []).map((event) =>
    event.message ? `${event.type}.${event.message.type}` : event.type,
  );
  return types.join(", ") || "ไม่มีเหตุการณ์";
}

/** The path without the host and with long ids cut: the whole address stands in the details. */
const shortUrl = (url) =>
  url
    .replace(/^.*?(?=\/v2\/|\/oauth2\/)/, "")
    .replace(/^\/v2\/bot/, "")
    .replace(/[0-9a-f]{20,}/gi, (id) => `${id.slice(0, 4)}…`);

function body(entry) {
  const part = (name, value) =>
    value !== null && value !== undefined && value !== "" && [el("h3", {}, name), code(value)];
  const facts = [
    entry.url,
    entry.reason,
    entry.requestId && `x-line-request-id: ${entry.requestId}`,
  ]
    .filter(Boolean)
    .join("\n");
  return el(
    "div",
    { class: "log-body" },
    code(facts),
    part("ส่งไป", entry.request),
    part("ได้กลับ", entry.response),
    part("หัวคำขอ", entry.requestHeaders),
  );
}

export function code(value) {
  const text = typeof value === "string" ? value : JSON.stringify(value, null, 2);
  return el("pre", { tabindex: "0" }, text);
}
