/** The rows of the chat: days, bubbles with their sender and time, albums, the loading dots. */

import { tap } from "./actions.js";
import { bubble } from "./bubbles.js";
import { clock, dayKey, dayName } from "./dates.js";
import { el, icon } from "./dom.js";
import { picture, reachable } from "./media.js";
import { openMessageMenu } from "./message_menu.js";
import { isGroup, message, model } from "./model.js";
import { summary } from "./text.js";

export function welcome() {
  const words = isGroup()
    ? `เรียกบอตด้วย @${model.state.bot.displayName}`
    : "พิมพ์ข้อความ ส่งรูป หรือส่งตำแหน่งได้เลย";
  return el("p", { class: "day" }, el("span", {}, `ยังไม่มีข้อความ ${words}`));
}

/**
 * Rows of all messages; a row whose entry is unchanged stays the same node.
 *
 * @param {Map<string, {sign: string, node: Node}>} rows what was made before
 */
export function rowNodes(rows) {
  const nodes = [];
  let before = null;
  for (const entries of albums(model.messages)) {
    const [entry] = entries;
    if (!before || dayKey(before.at) !== dayKey(entry.at)) nodes.push(dayRow(rows, entry.at));
    const follows = before?.from === entry.from && sender(before) === sender(entry);
    nodes.push(kept(rows, entry.id, signature(entries, follows), () => row(entries, follows)));
    before = entries.at(-1);
  }
  return nodes;
}

const sender = (entry) => entry.sender?.name || entry.name;

function signature(entries, follows) {
  const shown = entries.map((entry) =>
    entry.from === model.me ? entry : { ...entry, read: null },
  );
  return JSON.stringify([shown, follows]);
}

function kept(rows, key, sign, make) {
  if (rows.get(key)?.sign !== sign) rows.set(key, { sign, node: make() });
  return rows.get(key).node;
}

const dayRow = (rows, at) =>
  kept(rows, dayKey(at), dayName(at), () => el("p", { class: "day" }, el("span", {}, dayName(at))));

/** Photos sent together are shown together, as an album. */
function albums(messages) {
  const groups = [];
  for (const entry of messages) {
    const set = !entry.unsent && entry.message.imageSet?.id;
    const last = groups.at(-1);
    if (set && last?.[0].message.imageSet?.id === set && !last[0].unsent) last.push(entry);
    else groups.push([entry]);
  }
  return groups;
}

function row(entries, follows) {
  const [entry] = entries;
  const mine = entry.from === model.me;
  if (entry.unsent)
    return el("p", { class: "unsent-row" }, `${mine ? "คุณ" : entry.name}ยกเลิกข้อความแล้ว`);
  const content = entries.length > 1 ? album(entries) : bubble(entry, tap);
  const line = el(
    "div",
    { class: "line" },
    el("div", { class: "content" }, quoted(entry), content),
    meta(entry, mine),
  );
  const node = el(
    "div",
    {
      class: `row ${mine ? "me" : "them"}${follows ? " follows" : ""}`,
      dataset: { id: entry.id, type: entry.message.type },
    },
    !mine && avatar(entry, follows),
    el(
      "div",
      { class: "stack" },
      !mine && !follows && el("p", { class: "name" }, sender(entry)),
      line,
    ),
  );
  node.addEventListener("contextmenu", (event) => {
    event.preventDefault();
    openMessageMenu(entry);
  });
  return node;
}

function avatar(entry, follows) {
  if (follows) return el("span", { class: "avatar" });
  return el("img", {
    class: "avatar",
    src: reachable(entry.sender?.iconUrl || entry.avatar),
    alt: "",
  });
}

const album = (entries) =>
  el(
    "div",
    { class: `album of-${Math.min(entries.length, 4)}` },
    entries.map((entry, index) =>
      picture(
        entry.media?.previewUrl || entry.media?.url,
        entry.media?.url,
        `รูปที่ ${index + 1} จาก ${entries.length}`,
      ),
    ),
  );

function quoted(entry) {
  const original = entry.quoted && message(entry.quoted);
  return (
    original &&
    el(
      "p",
      { class: "quoted" },
      el("strong", {}, original.name),
      el("span", {}, summary(original.message)),
    )
  );
}

function meta(entry, mine) {
  const menu = el(
    "button",
    {
      type: "button",
      class: "message-menu",
      "aria-label": `ตัวเลือกของข้อความ ${summary(entry.message).slice(0, 40)}`,
      on: { click: () => openMessageMenu(entry) },
    },
    icon("three-dots"),
  );
  const read = mine && entry.read && el("span", { class: "read" }, "อ่านแล้ว");
  return el("div", { class: "meta" }, menu, !entry.echo && read, el("time", {}, clock(entry.at)));
}

/** The loading animation: only in one-to-one chats, as in LINE. */
export function typing() {
  if (!model.view.loading || isGroup()) return null;
  const dots = el(
    "span",
    { class: "bubble dots", role: "img", "aria-label": "กำลังพิมพ์" },
    el("i"),
    el("i"),
    el("i"),
  );
  return el(
    "div",
    { class: "row them" },
    el("img", { class: "avatar", src: model.state.bot.avatar, alt: "" }),
    dots,
  );
}
