/** The line one types in, with what is quoted or edited above it. */

import { desk } from "./desk.js";
import { button, el, fill, icon, iconButton } from "./dom.js";
import { isGroup, model, on } from "./model.js";
import { attempt } from "./notices.js";
import { openPhotos } from "./photo_picker.js";
import { openFile, openStickers } from "./pickers.js";
import { openPlaces } from "./place_picker.js";
import { openSheet } from "./sheet.js";
import { summary } from "./text.js";

const TALLEST_PX = 120;

/** @returns {{node: HTMLElement, focus: () => void}} */
export function createComposer() {
  const about = el("div", { class: "compose-about", hidden: true });
  const input = el("textarea", {
    rows: 1,
    placeholder: "พิมพ์ข้อความ",
    "aria-label": "พิมพ์ข้อความ",
    enterkeyhint: "send",
  });
  const send = iconButton("send-fill", "ส่ง", () => form.requestSubmit(), {
    cls: "icon-button send",
  });
  const mention = iconButton("at", "กล่าวถึงบอต", addMention, { cls: "icon-button mention-bot" });
  const form = el(
    "form",
    { class: "composer" },
    iconButton("plus-lg", "ส่งอย่างอื่น", openMore),
    iconButton("camera", "กล้อง", () => openPhotos({ camera: true }), {
      cls: "icon-button collapses on-phone",
    }),
    iconButton("image", "รูปภาพ", () => openPhotos(), { cls: "icon-button collapses" }),
    mention,
    el("div", { class: "field" }, input, iconButton("emoji-smile", "สติกเกอร์", openStickers)),
    send,
  );
  let topic = {};

  function setTopic(next) {
    topic = next;
    const entry = next.quote || next.edit;
    about.hidden = !entry;
    if (entry)
      fill(
        about,
        el(
          "p",
          {},
          el("strong", {}, next.edit ? "แก้ไขข้อความ" : `ตอบกลับ ${entry.name}`),
          el("span", {}, summary(entry.message)),
        ),
        iconButton("x", "เลิก", () => setTopic({})),
      );
    if (next.edit) write(next.edit.message.text);
    if (entry) input.focus();
  }

  function write(text) {
    input.value = text;
    fit();
  }

  function fit() {
    form.classList.toggle("has-text", input.value.trim() !== "");
    input.style.height = "auto";
    input.style.height = `${Math.min(input.scrollHeight, TALLEST_PX)}px`;
  }

  function addMention() {
    const name = `@${model.state.bot.displayName} `;
    if (!input.value.includes(name.trim())) write(name + input.value);
    input.focus();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = input.value.trim();
    if (!text) return;
    const about = topic;
    write("");
    setTopic({});
    attempt(() => sendText(text, about));
  });
  input.addEventListener("input", fit);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") setTopic({});
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });

  on("compose", setTopic);
  on("input", ({ input: mode, fillInText }) => {
    if (mode === "openKeyboard") write(fillInText || "");
  });
  on("chat", () => {
    setTopic({});
    write("");
    mention.hidden = !isGroup();
  });
  return {
    node: el("div", { class: "compose", id: "compose", tabindex: "-1" }, about, form),
    focus: () => input.focus(),
  };
}

function sendText(text, { quote, edit }) {
  if (edit) return desk.edit(edit.id, text);
  const mentionBot = isGroup() && text.includes(`@${model.state.bot.displayName}`);
  return desk.text(model.chatId, {
    from: model.me,
    text,
    ...(mentionBot && { mentionBot }),
    ...(quote && { quote: quote.id }),
  });
}

const MORE = [
  ["image", "รูปภาพ", () => openPhotos()],
  ["camera", "กล้อง", () => openPhotos({ camera: true })],
  ["geo-alt", "ตำแหน่ง", openPlaces],
  ["emoji-smile", "สติกเกอร์", openStickers],
  ["camera-video", "วิดีโอ", () => openFile("video")],
  ["mic", "เสียง", () => openFile("audio")],
  ["file-earmark", "ไฟล์", () => openFile("file")],
];

/** A computer has neither camera nor position to send. */
const ON_PHONE_ONLY = new Set(["กล้อง", "ตำแหน่ง"]);

function openMore() {
  const shown = MORE.filter(([, label]) => !(model.prefs.pcClient && ON_PHONE_ONLY.has(label)));
  const tiles = shown.map(([name, label, open]) => {
    const tile = button(label, open, "tile");
    tile.prepend(icon(name));
    return tile;
  });
  openSheet("ส่ง", el("div", { class: "tiles" }, tiles));
}
