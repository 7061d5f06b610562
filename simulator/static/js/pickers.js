/** Smaller sheets: a date, a sticker, a video, a sound or a file. */

import { desk } from "./desk.js";
import { button, el } from "./dom.js";
import { model } from "./model.js";
import { filePick, sendAnd, upload } from "./sending.js";
import { openSheet } from "./sheet.js";
import { stickerFace } from "./stickers.js";

const DATE_INPUT = { date: "date", time: "time", datetime: "datetime-local" };

/** @param {{mode: string, initial?: string, min?: string, max?: string}} asked */
export function openDate(asked, onChosen) {
  const plain = (value) => value?.replace("t", "T");
  const input = el("input", {
    type: DATE_INPUT[asked.mode] || "date",
    value: plain(asked.initial),
    min: plain(asked.min),
    max: plain(asked.max),
    required: true,
    "data-first": true,
    "aria-label": "วันเวลา",
  });
  const form = el(
    "form",
    { class: "date-form" },
    input,
    el("button", { type: "submit", class: "primary" }, "ตกลง"),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    close();
    onChosen({ [asked.mode]: input.value });
  });
  const close = openSheet("เลือกวันเวลา", form);
}

export function openStickers() {
  const choose = ({ packageId, stickerId }) =>
    sendAnd(close, () => desk.sticker(model.chatId, { from: model.me, packageId, stickerId }));
  const choices = model.state.stickers.map((one) =>
    el(
      "button",
      { type: "button", class: "sticker-choice", on: { click: () => choose(one) } },
      stickerFace(one),
    ),
  );
  const close = openSheet("สติกเกอร์", el("div", { class: "sticker-grid" }, choices));
}

const KINDS = {
  video: ["วิดีโอ", "video/mp4,video/*"],
  audio: ["เสียง", "audio/*"],
  file: ["ไฟล์", ""],
};

/** A video, a sound or a file: a sample, or one's own. */
export function openFile(kind) {
  const [name, accept] = KINDS[kind];
  const sample = () => sendAnd(close, () => desk.sample(model.chatId, kind, model.me));
  const own = filePick(`${name}จากเครื่องนี้`, accept, (files) =>
    sendAnd(close, () => upload(kind, files)),
  );
  const close = openSheet(
    `ส่ง${name}`,
    el("div", { class: "sheet-actions" }, own, button(`ส่ง${name}ตัวอย่าง`, sample, "primary")),
  );
}
