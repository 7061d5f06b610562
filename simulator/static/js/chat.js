/** The list of messages: changed only where it changed, and told to who cannot see it. */

import { button, el, icon } from "./dom.js";
import { model, on } from "./model.js";
import { announce } from "./notices.js";
import { rowNodes, typing, welcome } from "./rows.js";
import { stickToEnd } from "./scrolling.js";
import { summary } from "./text.js";

export function createChat() {
  const list = el("div", { class: "chat-list" });
  const newer = button("ข้อความใหม่", () => end.go(), "newer", { hidden: true });
  newer.prepend(icon("arrow-down"));
  const log = el(
    "div",
    { class: "chat-log", role: "log", "aria-live": "off", "aria-label": "บทสนทนา", tabindex: "0" },
    list,
  );
  const end = stickToEnd(log, list, newer);
  const rows = new Map();
  let shownSeat = null;
  let lastSeen = null;

  // The same chat looks different from another member's seat.
  const seat = () => `${model.chatId}/${model.me}`;

  function show() {
    const nodes = [model.messages.length === 0 && welcome(), ...rowNodes(rows), typing()];
    reconcile(list, nodes.filter(Boolean));
    const last = model.messages.at(-1);
    if (shownSeat !== seat()) end.go();
    else if (last && last.id !== lastSeen) receive(last);
    shownSeat = seat();
    lastSeen = last?.id ?? null;
    end.keep();
  }

  function receive(last) {
    tellOfNew(lastSeen);
    if (last.from === model.me) end.go();
    else end.more();
  }

  on("chat", () => {
    rows.clear();
    list.replaceChildren();
    shownSeat = null;
  });
  on("messages", show);
  on("view", () => shownSeat === seat() && show());
  return el("div", { class: "chat" }, log, newer);
}

function tellOfNew(lastSeen) {
  const from = model.messages.findIndex(({ id }) => id === lastSeen) + 1;
  for (const entry of model.messages.slice(from)) {
    if (entry.from !== model.me) announce(`${entry.name}: ${summary(entry.message)}`);
  }
}

/** Bring `parent`'s children to `nodes` without moving those already in place. */
function reconcile(parent, nodes) {
  let cursor = parent.firstChild;
  for (const node of nodes) {
    if (node === cursor) cursor = cursor.nextSibling;
    else parent.insertBefore(node, cursor);
  }
  while (cursor) {
    const next = cursor.nextSibling;
    cursor.remove();
    cursor = next;
  }
}
