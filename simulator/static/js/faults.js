/** Faults of LINE to order, so that one can see how the product bears them. */

import { desk } from "./desk.js";
import { button, el, fill } from "./dom.js";
import { on } from "./model.js";
import { attempt } from "./notices.js";

const WORDS = {
  error500: "ตอบ 500 (JSON)",
  html500: "ตอบ 500 (HTML)",
  acceptedTimeout: "รับแล้วแต่ไม่ตอบ",
  acceptedDisconnect: "รับแล้วตัดสาย",
  refuse: "ตัดสาย ไม่รับ",
  latency: "ช้า",
  rate429: "429 เรียกถี่เกิน",
  monthly429: "429 โควตาเดือนหมด",
  extraFields: "200 มีฟิลด์แปลก",
  noSentMessages: "200 ไม่มี sentMessages",
};

export function createFaults() {
  const waiting = el("ul", { class: "orders" });
  const form = el("form", { class: "stacked" });
  const show = async () => {
    const answer = await attempt(() => desk.faults());
    if (!answer) return;
    if (!form.children.length) fill(form, ...fields(answer));
    fill(
      waiting,
      answer.faults.length
        ? answer.faults.map(order)
        : el("li", { class: "hint" }, "ไม่มี ทุกอย่างทำงานปกติ"),
    );
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const { endpoint, fault, count, latencyMs } = Object.fromEntries(new FormData(form));
    attempt(() =>
      desk.orderFault({
        endpoint,
        fault,
        count: Number(count),
        ...(latencyMs && { latencyMs: Number(latencyMs) }),
      }),
    ).then(show);
  });
  const clear = button("ยกเลิกทั้งหมด", () => attempt(() => desk.clearFaults()).then(show), "quiet");
  on("reload", show);
  on("faults", show);
  return el(
    "div",
    {},
    el("p", { class: "hint" }, "สั่งให้ LINE ขัดข้อง แล้วดูว่าบอตรับมืออย่างไร"),
    form,
    el("div", { class: "section-head" }, el("h3", {}, "ที่สั่งไว้"), clear),
    waiting,
  );
}

function fields({ endpoints, kinds }) {
  const options = (values, words = {}) =>
    values.map((value) => el("option", { value }, words[value] || value));
  return [
    el(
      "label",
      {},
      el("span", {}, "เมื่อบอตเรียก"),
      el("select", { name: "endpoint" }, options(endpoints, { "*": "ทุกอย่าง (*)" })),
    ),
    el(
      "label",
      {},
      el("span", {}, "ให้เกิด"),
      el("select", { name: "fault" }, options(kinds, WORDS)),
    ),
    el(
      "div",
      { class: "pair" },
      el(
        "label",
        {},
        el("span", {}, "กี่ครั้ง"),
        el("input", { name: "count", type: "number", min: 1, max: 1000, value: 1, required: true }),
      ),
      el(
        "label",
        {},
        el("span", {}, "หน่วง (ms)"),
        el("input", {
          name: "latencyMs",
          type: "number",
          min: 0,
          max: 120000,
          placeholder: "ไม่บังคับ",
        }),
      ),
    ),
    el("button", { type: "submit", class: "primary" }, "สั่ง"),
  ];
}

function order({ endpoint, fault, left, latencyMs }) {
  return el(
    "li",
    {},
    el("code", {}, endpoint),
    el("span", {}, WORDS[fault] || fault, latencyMs ? ` ${latencyMs} ms` : ""),
    el("span", { class: "left" }, `เหลือ ${left}`),
  );
}
