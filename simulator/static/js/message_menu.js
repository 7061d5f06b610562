/** What a long press on a message offers. */

import { copy } from "./actions.js";
import { desk } from "./desk.js";
import { button, el, icon } from "./dom.js";
import { emit, model } from "./model.js";
import { attempt } from "./notices.js";
import { openSheet } from "./sheet.js";
import { summary } from "./text.js";

export function openMessageMenu(entry) {
  const then = (action) => () => {
    close();
    action();
  };
  const items = choices(entry).map(([name, label, action]) => {
    const item = button(label, then(action), "menu-item");
    item.prepend(icon(name));
    return item;
  });
  const close = openSheet(
    "ข้อความ",
    el("p", { class: "hint clip" }, summary(entry.message)),
    ...items,
  );
}

function choices(entry) {
  const mine = entry.from === model.me && !entry.echo;
  const text = entry.message.type === "text" && entry.message.text;
  return [
    text && ["copy", "คัดลอก", () => copy(text)],
    entry.message.quoteToken && ["reply", "ตอบกลับข้อความนี้", () => emit("compose", { quote: entry })],
    mine && text && ["pencil", "แก้ไข", () => emit("compose", { edit: entry })],
    mine && ["arrow-counterclockwise", "ยกเลิกข้อความ", () => attempt(() => desk.unsend(entry.id))],
    ["code-slash", "คัดลอก JSON", () => copy(JSON.stringify(entry.message, null, 2))],
  ].filter(Boolean);
}
