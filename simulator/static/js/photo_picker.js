/** Choosing photos: those of the desk, or one's own. */

import { desk } from "./desk.js";
import { el } from "./dom.js";
import { model } from "./model.js";
import { filePick, sendAnd, upload } from "./sending.js";
import { openSheet } from "./sheet.js";

const PICTURES = "image/jpeg,image/png";

/** Photos of the desk, or files of one's own; several at once unless it is the camera. */
export function openPhotos({ camera = false } = {}) {
  const kind = camera ? "radio" : "checkbox";
  const send = el("button", { type: "submit", class: "primary", disabled: true }, "ส่งรูป");
  const grid = el(
    "div",
    { class: "photo-grid" },
    model.state.photos.map((photo) => photoChoice(photo, kind)),
  );
  const chosen = () => [...grid.querySelectorAll("input:checked")].map((input) => input.value);
  const form = el(
    "form",
    { class: "photo-form" },
    el("p", { class: "hint" }, camera ? "เลือกภาพที่กล้องเห็น" : "เลือกได้หลายรูป ส่งไปเป็นชุดเดียว"),
    grid,
    el(
      "div",
      { class: "sheet-actions" },
      filePick(
        "จากเครื่องนี้",
        PICTURES,
        (files) => sendAnd(close, () => upload("photo", files)),
        !camera,
      ),
      send,
    ),
  );
  form.addEventListener("change", () => {
    send.disabled = chosen().length === 0;
    send.textContent = chosen().length > 1 ? `ส่ง ${chosen().length} รูป` : "ส่งรูป";
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    sendAnd(close, () => desk.photos(model.chatId, model.me, chosen()));
  });
  const close = openSheet(camera ? "กล้อง" : "รูปภาพ", form);
}

function photoChoice(photo, kind) {
  return el(
    "label",
    { class: "photo-choice" },
    el("input", { type: kind, name: "photo", value: photo.name }),
    el("img", { src: photo.previewUrl || photo.url, alt: "" }),
    el("span", {}, photo.title),
  );
}
