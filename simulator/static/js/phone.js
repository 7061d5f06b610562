/** The phone: status bar, chat header, messages, menus. */

import { createChat } from "./chat.js";
import { createComposer } from "./composer.js";
import { clock } from "./dates.js";
import { byId, el, fill, icon, iconButton } from "./dom.js";
import { openChatMenu, showFriendship } from "./membership.js";
import { createMenu, createQuickReplies } from "./menus.js";
import { chat, group, isGroup, model, on, person } from "./model.js";

const MINUTE_MS = 60_000;

export function createPhone(openPeople) {
  const head = el("header", { class: "chat-head" });
  const state = el("div", { class: "friend-bar", hidden: true });
  const composer = createComposer();
  const menu = createMenu(composer);
  const screen = el(
    "div",
    { class: "screen" },
    statusBar(),
    head,
    state,
    createChat(),
    createQuickReplies(),
    composer.node,
    menu.bar,
    menu.picture,
  );
  const phone = fill(byId("phone"), screen);

  const showHead = () => {
    fill(head, ...headItems(openPeople));
    showFriendship(state);
  };
  on("state", showHead);
  on("chat", showHead);
  const dress = () => {
    phone.dataset.fontSize = model.prefs.fontSize;
    phone.classList.toggle("pc", model.prefs.pcClient);
  };
  on("prefs", dress);
  dress();
  typeAnywhere(phone, menu);
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault();
    menu.type();
  });
}

/** A letter typed while nothing is being typed in goes to the composer. */
function typeAnywhere(phone, menu) {
  document.addEventListener("keydown", (event) => {
    const here = event.target === document.body || phone.contains(event.target);
    const busy = event.target.closest("input, textarea, select, [role=dialog]");
    if (here && !busy && isLetter(event)) menu.type();
  });
}

const isLetter = ({ key, ctrlKey, metaKey, altKey }) =>
  key.length === 1 && key !== " " && !ctrlKey && !metaKey && !altKey;

function statusBar() {
  const time = el("span", {}, clock(Date.now()));
  setInterval(() => (time.textContent = clock(Date.now())), MINUTE_MS / 4);
  return el(
    "div",
    { class: "status-bar", "aria-hidden": "true" },
    time,
    el("span", {}, icon("reception-4"), icon("wifi"), icon("battery-full")),
  );
}

function headItems(openPeople) {
  const unread = model.state.chats
    .filter((one) => one.chatId !== model.chatId)
    .reduce((sum, one) => sum + one.unread, 0);
  const back = iconButton("chevron-left", "เลือกคนหรือกลุ่ม", openPeople, { cls: "icon-button back" });
  if (unread) back.append(el("span", { class: "back-count" }, String(unread)));
  return [
    back,
    el(
      "div",
      { class: "chat-title" },
      el("h2", {}, isGroup() ? groupTitle() : botTitle()),
      el("p", {}, `โทรศัพท์ของ${person(model.me)?.name ?? ""}`),
    ),
    iconButton("list", "ตัวเลือกของแชต", openChatMenu),
  ];
}

const botTitle = () => [icon("patch-check-fill"), model.state.bot.displayName];
const groupTitle = () =>
  `${chat().title} (${group(model.chatId).members.length + Number(group(model.chatId).botIn)})`;
