/** The desk's settings, quota and reset; drawn from what the desk says it has. */

import { desk } from "./desk.js";
import { button, el, fill } from "./dom.js";
import { emit, model, on } from "./model.js";
import { attempt } from "./notices.js";

const WORDS = {
  redelivery: "ส่งเว็บฮุกที่ล้มเหลวซ้ำ",
  redeliveryDelay: "ส่งซ้ำหลัง (วินาที)",
  redeliveryCount: "ส่งซ้ำกี่ครั้ง",
  shuffleImageSet: "สลับลำดับรูปในชุด",
  escapeJson: "เขียนไทยเป็น \\u0e01 ในเว็บฮุก",
  mode: "โหมดของช่อง",
  groupUserIds: "บอก userId ในกลุ่ม",
  extraFields: "ใส่ฟิลด์ที่ไม่รู้จัก",
  contentPendingCount: "รูปตอบ 202 ก่อนกี่ครั้ง",
  transcodingPendingCount: "แปลงวิดีโอไม่เสร็จกี่ครั้ง",
  replyTokenSeconds: "อายุ reply token (วินาที)",
  consumeTokenOnInvalidBody: "ข้อความผิดก็ใช้ token หมด",
  rateFactor: "ตัวคูณอัตราเรียก",
  rateLimits: "จำกัดอัตราเรียก",
  signatureHeader: "ชื่อหัวลายเซ็น",
  chatOn: "เปิดแชตใน OA Manager",
};

export function createSettings() {
  const form = el("form", { class: "settings" });
  const quota = el("form", { class: "stacked" });
  const about = el("dl", { class: "about" });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", ({ target }) =>
    attempt(() => desk.settings({ [target.name]: valueOf(target) })),
  );
  quota.addEventListener("submit", (event) => {
    event.preventDefault();
    const { limit, used } = Object.fromEntries(new FormData(quota));
    attempt(() => desk.quota({ limit: limit === "" ? null : Number(limit), used: Number(used) }));
  });
  on("state", () => {
    if (form.contains(document.activeElement) || quota.contains(document.activeElement)) return;
    fill(
      form,
      Object.entries(model.state.settings)
        .filter(([name]) => WORDS[name])
        .map(field),
    );
    fill(quota, ...quotaFields(model.state.quota));
    fill(about, ...facts());
  });
  return el(
    "div",
    {},
    about,
    el("h3", {}, "โควตาข้อความแบบ push"),
    quota,
    el("h3", {}, "ความเป็นไปของ LINE"),
    form,
    el("h3", {}, "เริ่มใหม่"),
    resetButton(),
  );
}

function field([name, value]) {
  if (typeof value === "boolean") {
    return el(
      "label",
      { class: "switch" },
      el("input", { type: "checkbox", role: "switch", name, checked: value }),
      el("span", {}, WORDS[name]),
    );
  }
  const input =
    name === "mode"
      ? el(
          "select",
          { name },
          ["active", "standby"].map((mode) =>
            el("option", { value: mode, selected: mode === value }, mode),
          ),
        )
      : el("input", {
          name,
          value,
          type: typeof value === "number" ? "number" : "text",
          step: "any",
          min: 0,
        });
  return el("label", { class: "setting" }, el("span", {}, WORDS[name]), input);
}

function valueOf(input) {
  if (input.type === "checkbox") return input.checked;
  return input.type === "number" ? Number(input.value) : input.value;
}

function quotaFields({ type, value, totalUsage }) {
  return [
    el(
      "div",
      { class: "pair" },
      el(
        "label",
        {},
        el("span", {}, "ต่อเดือน"),
        el("input", {
          name: "limit",
          type: "number",
          min: 0,
          value: type === "none" ? "" : value,
          placeholder: "ไม่จำกัด",
        }),
      ),
      el(
        "label",
        {},
        el("span", {}, "ใช้แล้ว"),
        el("input", { name: "used", type: "number", min: 0, value: totalUsage, required: true }),
      ),
    ),
    el("button", { type: "submit", class: "plain" }, "ตั้งโควตา"),
  ];
}

function facts() {
  const { bot, webhook } = model.state;
  const rows = [
    ["บัญชี", `${bot.displayName} ${bot.basicId || ""}`],
    ["เว็บฮุก", webhook.endpoint || "ยังไม่ได้ตั้ง"],
  ];
  return rows.flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]);
}

/** Two taps, since it throws all chats away. */
function resetButton() {
  let sure = false;
  const node = button(
    "ล้างทุกแชตและเริ่มใหม่",
    async () => {
      if (!sure) {
        sure = true;
        node.textContent = "แน่ใจ กดอีกครั้งเพื่อล้าง";
        return;
      }
      sure = false;
      node.textContent = "ล้างทุกแชตและเริ่มใหม่";
      await attempt(() => desk.reset());
      emit("refresh");
    },
    "danger",
  );
  return node;
}
