/** Webhooks as LINE really sends them on a bad day: again, twice, out of order, wrongly signed. */

import { desk } from "./desk.js";
import { button, el, fill } from "./dom.js";
import { model } from "./model.js";
import { attempt } from "./notices.js";

const ORDERS = [
  ["ส่งเหตุการณ์ล่าสุดซ้ำ (redelivery)", "isRedelivery เป็น true", () => desk.webhook("redeliver", {})],
  ["ส่งซ้ำโดยไม่บอก", "เหตุการณ์เดิมทุกตัวอักษร", () => desk.webhook("duplicate", {})],
  ["ว่างเปล่า (ปุ่ม Verify)", "events เป็น []", () => desk.webhook("raw", {})],
  ["ลายเซ็นผิด", "ควรได้ 401", () => desk.webhook("raw", { signature: "bad" })],
  ["ไม่มีลายเซ็น", "ควรได้ 400", () => desk.webhook("raw", { signature: "missing" })],
  [
    "เหตุการณ์ชนิดใหม่",
    "ต้องไม่ทำให้ล้ม",
    () =>
      desk.webhook("event", {
        event: { type: "somethingNew" },
        chatId: model.chatId,
        from: model.me,
      }),
  ],
  [
    "หลายคนสลับลำดับ",
    "สามข้อความในคำขอเดียว",
    () => desk.webhook("batch", { events: shuffledTexts(), order: "shuffled" }),
  ],
];

const shuffledTexts = () =>
  ["หนึ่ง", "สอง", "สาม"].map((text, index) => ({
    from: model.state.people[index % model.state.people.length].userId,
    text,
  }));

export function createWebhooks() {
  const result = el("p", { class: "result", role: "status" });
  const report = (answer) => answer && fill(result, words(answer));
  const items = ORDERS.map(([label, hint, action]) =>
    el(
      "li",
      {},
      button(label, () => attempt(action).then(report), "plain"),
      el("small", {}, hint),
    ),
  );
  return el(
    "div",
    {},
    el("p", { class: "hint" }, "ส่งเว็บฮุกแบบที่ LINE ส่งได้ในวันที่ไม่ราบรื่น"),
    el("ul", { class: "webhook-orders" }, items),
    result,
    rawForm(report),
  );
}

const words = ({ deliveries = [] }) =>
  deliveries
    .map(({ status, reason, ms }) => `${status ?? reason} ใน ${Math.round(ms)} ms`)
    .join(" · ") || "ส่งแล้ว";

function rawForm(report) {
  const form = el(
    "form",
    { class: "stacked" },
    el(
      "label",
      {},
      el("span", {}, "เนื้อหาดิบ"),
      el(
        "textarea",
        { name: "body", rows: 5, spellcheck: "false" },
        '{"destination": "", "events": []}',
      ),
    ),
    el(
      "label",
      {},
      el("span", {}, "ลายเซ็น"),
      el(
        "select",
        { name: "signature" },
        ["good", "bad", "missing"].map((value) =>
          el("option", { value }, { good: "ถูกต้อง", bad: "ผิด", missing: "ไม่มี" }[value]),
        ),
      ),
    ),
    el("button", { type: "submit", class: "primary" }, "ส่ง"),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    attempt(() => desk.webhook("raw", Object.fromEntries(new FormData(form)))).then(report);
  });
  return el("details", {}, el("summary", {}, "ส่งเนื้อหาของตัวเอง"), form);
}
