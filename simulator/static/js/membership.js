/** Who is whose friend, and who is in the group. */

import { desk } from "./desk.js";
import { button, el, fill } from "./dom.js";
import { chat, group, isGroup, model, person } from "./model.js";
import { attempt } from "./notices.js";
import { openMenu } from "./sheet.js";

/** Says when messages cannot come, and mends it. */
export function showFriendship(bar) {
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

export function openChatMenu() {
  openMenu(
    isGroup() ? chat().title : model.state.bot.displayName,
    (isGroup() ? groupChoices() : personChoices()).map(([name, label, action]) => [
      name,
      label,
      () => attempt(action),
    ]),
  );
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
