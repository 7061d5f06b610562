/** The phone: status bar, chat header, messages, menus. */

import { createChat } from "./chat.js";
import { createComposer } from "./composer.js";
import { clock } from "./dates.js";
import { desk } from "./desk.js";
import { button, byId, el, fill, icon, iconButton } from "./dom.js";
import { createMenu, createQuickReplies } from "./menus.js";
import { chat, group, isGroup, model, on, person } from "./model.js";
import { attempt } from "./notices.js";
import { openSheet } from "./sheet.js";

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
    const plain =
      event.key.length === 1 &&
      event.key !== " " &&
      !event.ctrlKey &&
      !event.metaKey &&
      !event.altKey;
    const elsewhere = event.target !== document.body && !phone.contains(event.target);
    const busy = event.target.closest?.("input, textarea, select, [role=dialog]");
    if (plain && !busy && !elsewhere && !document.querySelector("dialog[open]")) menu.type();
  });
}

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

function showFriendship(bar) {
  const trouble = friendshipTrouble();
  bar.hidden = !trouble;
  if (trouble)
    fill(
      bar,
      el("p", {}, trouble.words),
      button(trouble.label, () => attempt(trouble.mend), "plain"),
    );
}

function friendshipTrouble() {
  if (isGroup()) {
    const mend = () => desk.group(model.chatId, "join");
    return group(model.chatId).botIn
      ? null
      : { words: "บอตไม่ได้อยู่ในกลุ่มนี้", label: "เชิญเข้ากลุ่ม", mend };
  }
  const { friend, blocked } = person(model.chatId);
  const mend = () => desk.person(model.chatId, "follow");
  if (blocked) return { words: "คุณบล็อกบัญชีนี้อยู่", label: "ปลดบล็อก", mend };
  return friend ? null : { words: "ยังไม่ได้เป็นเพื่อนกับบัญชีนี้", label: "เพิ่มเพื่อน", mend };
}

function openChatMenu() {
  const items = (isGroup() ? groupChoices() : personChoices()).map(([name, label, action]) => {
    const item = button(
      label,
      () => {
        close();
        attempt(action);
      },
      "menu-item",
    );
    item.prepend(icon(name));
    return item;
  });
  const close = openSheet(isGroup() ? chat().title : model.state.bot.displayName, ...items);
}

function personChoices() {
  const { friend, blocked } = person(model.chatId);
  const follow = [
    "person-plus",
    blocked ? "ปลดบล็อก" : "เพิ่มเพื่อน",
    () => desk.person(model.chatId, "follow"),
  ];
  const unfollow = ["slash-circle", "บล็อก", () => desk.person(model.chatId, "unfollow")];
  return [friend && !blocked ? unfollow : follow];
}

function groupChoices() {
  const { botIn, members } = group(model.chatId);
  const outside = model.state.people.filter(({ userId }) => !members.includes(userId));
  const change = (what, userId) => () => desk.group(model.chatId, what, { userIds: [userId] });
  return [
    botIn
      ? ["box-arrow-right", "นำบอตออกจากกลุ่ม", () => desk.group(model.chatId, "leave")]
      : ["robot", "เชิญบอตเข้ากลุ่ม", () => desk.group(model.chatId, "join")],
    ...outside.map(({ userId, name }) => [
      "person-plus",
      `${name} เข้ากลุ่ม`,
      change("memberJoined", userId),
    ]),
    ...members
      .filter((userId) => userId !== model.me)
      .map((userId) => [
        "person-dash",
        `${person(userId)?.name ?? userId} ออกจากกลุ่ม`,
        change("memberLeft", userId),
      ]),
  ];
}
