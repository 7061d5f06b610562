/** Whose phone it is: one-to-one chats, the group, and how that phone is set. */

import { dayKey, clock, dayName } from "./dates.js";
import { byId, el, fill } from "./dom.js";
import { group, isGroup, model, on, person, setPref } from "./model.js";

/** @param {(chatId: string, me?: string) => void} choose */
export function createPeople(choose) {
  const list = el("ul", { class: "chats" });
  const voice = el("div", { class: "voice", hidden: true });
  fill(byId("people"), el("h2", {}, "โทรศัพท์ของใคร"), list, voice, phoneSettings());

  const show = () => {
    const focused = document.activeElement?.closest?.(".chats [data-chat]")?.dataset.chat;
    fill(
      list,
      model.state.chats.map((one) => chatItem(one, choose)),
    );
    if (focused) list.querySelector(`[data-chat="${CSS.escape(focused)}"]`)?.focus();
    showVoice(voice, choose);
    showUnread();
  };
  on("state", show);
  on("chat", show);
}

function chatItem(one, choose) {
  const current = one.chatId === model.chatId;
  const node = el(
    "button",
    {
      type: "button",
      dataset: { chat: one.chatId },
      "aria-current": current ? "true" : null,
      on: { click: () => choose(one.chatId) },
    },
    el("img", { src: one.avatar, alt: "" }),
    el("span", { class: "chat-words" }, el("strong", {}, one.title), el("span", {}, about(one))),
    el(
      "span",
      { class: "chat-side" },
      one.last && el("time", {}, when(one.last.at)),
      one.unread > 0 &&
        el("span", { class: "badge", "aria-label": `ยังไม่อ่าน ${one.unread}` }, String(one.unread)),
    ),
  );
  return el("li", {}, node);
}

function about(one) {
  if (one.last?.text) return one.last.text;
  return (
    person(one.chatId)?.role ||
    (one.kind === "group" ? `กลุ่ม ${group(one.chatId).members.length} คน` : "ยังไม่มีข้อความ")
  );
}

const when = (ms) => (dayKey(ms) === dayKey(Date.now()) ? clock(ms) : dayName(ms));

/** In the group somebody has to be the one who speaks. */
function showVoice(voice, choose) {
  voice.hidden = !isGroup();
  if (voice.hidden) return;
  const members = group(model.chatId).members.map(person).filter(Boolean);
  const select = el(
    "select",
    { on: { change: () => choose(model.chatId, select.value) } },
    members.map(({ userId, name }) =>
      el("option", { value: userId, selected: userId === model.me }, name),
    ),
  );
  fill(voice, el("label", {}, el("span", {}, "พูดในกลุ่มในฐานะ"), select));
}

function showUnread() {
  const total = model.state.chats
    .filter(({ chatId }) => chatId !== model.chatId)
    .reduce((sum, { unread }) => sum + unread, 0);
  const badge = byId("people-unread");
  badge.hidden = total === 0;
  badge.textContent = String(total);
}

const FONT_SIZES = [
  ["small", "เล็ก"],
  ["normal", "ปกติ"],
  ["large", "ใหญ่"],
  ["huge", "ใหญ่สุด"],
];

function phoneSettings() {
  const sizes = FONT_SIZES.map(([value, label]) =>
    el(
      "label",
      {},
      el("input", {
        type: "radio",
        name: "font-size",
        value,
        checked: model.prefs.fontSize === value,
      }),
      el("span", {}, label),
    ),
  );
  const fieldset = el(
    "fieldset",
    { class: "segmented" },
    el("legend", {}, "ขนาดตัวอักษรในเครื่อง"),
    ...sizes,
  );
  fieldset.addEventListener("change", (event) => setPref("fontSize", event.target.value));
  const pc = el("input", { type: "checkbox", role: "switch", checked: model.prefs.pcClient });
  pc.addEventListener("change", () => setPref("pcClient", pc.checked));
  const computer = el(
    "label",
    { class: "switch" },
    pc,
    el("span", {}, "LINE บนคอมพิวเตอร์", el("small", {}, "ไม่มีเมนูและตัวเลือกด่วน")),
  );
  return el("section", { class: "phone-settings", "aria-label": "ตั้งค่าเครื่อง" }, fieldset, computer);
}
