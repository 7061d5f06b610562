/** Beside the phone: what went over the wire, faults to order, webhooks to send, the desk's settings. */

import { byId, el, fill } from "./dom.js";
import { createFaults } from "./faults.js";
import { createLog } from "./log.js";
import { model, setPref } from "./model.js";
import { createSettings } from "./settings.js";
import { createWebhooks } from "./webhooks.js";

const TABS = [
  ["log", "บันทึก", createLog],
  ["faults", "ความขัดข้อง", createFaults],
  ["webhooks", "เว็บฮุก", createWebhooks],
  ["settings", "ตั้งค่า", createSettings],
];

export function createPane() {
  const tabs = TABS.map(([key, label]) =>
    el(
      "button",
      {
        type: "button",
        role: "tab",
        id: `tab-${key}`,
        "aria-controls": `panel-${key}`,
        dataset: { key },
      },
      label,
    ),
  );
  const panels = TABS.map(([key, , create]) =>
    el(
      "section",
      { role: "tabpanel", id: `panel-${key}`, "aria-labelledby": `tab-${key}`, tabindex: "0" },
      create(),
    ),
  );
  const bar = el("div", { class: "tabs", role: "tablist", "aria-label": "เบื้องหลัง" }, tabs);
  const select = (key) => {
    for (const tab of tabs) {
      const current = tab.dataset.key === key;
      tab.setAttribute("aria-selected", String(current));
      tab.tabIndex = current ? 0 : -1;
    }
    panels.forEach((panel) => (panel.hidden = panel.id !== `panel-${key}`));
    setPref("tab", key);
  };
  bar.addEventListener(
    "click",
    (event) => event.target.dataset.key && select(event.target.dataset.key),
  );
  bar.addEventListener("keydown", (event) => arrows(event, tabs, select));
  select(TABS.some(([key]) => key === model.prefs.tab) ? model.prefs.tab : "log");
  fill(byId("pane"), el("h2", {}, "เบื้องหลัง"), bar, ...panels);
}

function arrows(event, tabs, select) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const next = tabs[(tabs.indexOf(event.target) + step + tabs.length) % tabs.length];
  next.focus();
  select(next.dataset.key);
}
